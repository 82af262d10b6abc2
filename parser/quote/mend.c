#include "parser/quote/mend.h"

#include "parser/quote/mark.h"

#include <string.h>

#define WRAP_BYTES 72 /* a line that would be longer is wrapped by the programs that wrap */
#define WRAPPED_LINK_BYTES 60
#define WRAP_LINES 4 /* of a quoted paragraph that were left without '>' */

/* Bytes up to the first blank. */
static size_t
first_word(Line line)
{
	const char *blank = memchr(line.start, ' ', line.length);

	return blank ? (size_t)(blank - line.start) : line.length;
}

/* Would the first word of `line` have made the quoted line `before` too long, and does the sentence run
 * through both into the quoted line `after`? */
static bool
goes_on(Line before, Line line, Line after)
{
	Line body, next;

	quote_depth(before, &body);
	quote_depth(after, &next);
	if (!body.length || strchr(".?!:;", body.start[body.length - 1]) ||
		(next.length && g_ascii_isupper(*next.start)))
		return false;
	if (line_starts(line, "http"))
		return body.length >= WRAPPED_LINK_BYTES;
	return g_ascii_islower(*line.start) && before.length + 1 + first_word(line) >= WRAP_BYTES;
}

/* A link that was broken out of the quote with its brackets, or the second half of one in brackets. */
static bool
is_broken_link(Line before, Line line)
{
	static const char *const heads[] = { "(http", "<http" };
	static const char *const tails[] = { ")", ">" };

	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
		const char *open = line_find(before, heads[i]);

		if (line_starts(line, heads[i]))
			return true;
		if (open && !memchr(open, *tails[i], (size_t)(before.start + before.length - open)) &&
			line_ends(line, tails[i]) && !memchr(line.start, ' ', line.length))
			return true;
	}
	return false;
}

void
cutting_mend(Cutting *cutting)
{
	for (size_t i = 1; i + 1 < cutting->cut; i++) {
		size_t end = i;
		Line line = line_trim(cutting_line(cutting, i));

		if (cutting->parts[i] != PART_TEXT || cutting->parts[i - 1] != PART_QUOTED)
			continue;
		while (end < cutting->cut && end - i <= WRAP_LINES && cutting->parts[end] == PART_TEXT)
			end++;
		if (end == cutting->cut || end - i > WRAP_LINES || cutting->parts[end] != PART_QUOTED)
			continue;
		if (goes_on(cutting_line(cutting, i - 1), line, cutting_line(cutting, end)) ||
			(end - i == 1 && is_broken_link(cutting_line(cutting, i - 1), line)))
			memset(cutting->parts + i, PART_QUOTED, end - i);
	}
}
