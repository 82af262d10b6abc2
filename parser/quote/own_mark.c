#include "parser/quote/own_mark.h"

#include <string.h>

#define INITIALS_LINES 200 /* of a text are looked at for somebody's initials */

/* mark = "|" / ":" / "}" / "]" / "#" / "%" / initials ">" / name ">" */
static Line
mark_of(Line line)
{
	enum {
		NAME_BYTES = 12
	};
	size_t n = 0;

	line = line_trim(line);
	if (line.length && strchr("|:}]#%", *line.start))
		return (Line){ line.start, 1 };
	while (n < MIN(line.length, NAME_BYTES) && g_ascii_isalpha(line.start[n]))
		n++;
	return n && n < line.length && g_ascii_isupper(*line.start) && line.start[n] == '>'
		       ? (Line){ line.start, n + 1 }
		       : (Line){ line.start, 0 };
}

bool
own_mark_begins(Line line, Line mark)
{
	line = line_trim(line);
	return mark.length && line.length >= mark.length && !memcmp(line.start, mark.start, mark.length);
}

void
own_mark_learn(Cutting *cutting, size_t i)
{
	enum {
		LOOK_LINES = 3
	};
	Line mark;

	if (cutting->mark.length || i >= cutting->count || cutting_is_quoted(cutting, i))
		return;
	mark = mark_of(cutting_line(cutting, i));
	for (size_t end = MIN(cutting->count, i + LOOK_LINES);
		mark.length == 1 && i < end && !line_is_blank(cutting_line(cutting, i)); i++)
		if (!own_mark_begins(cutting_line(cutting, i), mark))
			return;
	cutting->mark = mark;
}

void
own_mark_learn_initials(Cutting *cutting)
{
	Line before = { "", 0 };

	for (size_t i = 0; i < MIN(cutting->count, INITIALS_LINES); i++) {
		Line mark = mark_of(cutting_line(cutting, i));

		if (mark.length < 3 || mark.length > 4 || !g_ascii_isupper(mark.start[mark.length - 2]) ||
			line_is(mark, "PS>"))
			continue;
		if (own_mark_begins(cutting_line(cutting, i), before)) {
			cutting->mark = mark;
			return;
		}
		before = mark;
	}
}
