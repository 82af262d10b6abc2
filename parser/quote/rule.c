#include "parser/quote/rule.h"

#include <string.h>

size_t
rule_length(Line line)
{
	static const char *const wide[] = { "—", "–", "─", "━", "－", "＿", "―", "‐", "═" };

	if (line.length && strchr("-_=*~#", *line.start) && *line.start)
		return 1;
	for (size_t i = 0; i < G_N_ELEMENTS(wide); i++)
		if (line_starts(line, wide[i]))
			return strlen(wide[i]);
	return 0;
}

bool
line_is_rule(Line line)
{
	size_t n, count = 0;

	line = line_trim(line);
	while ((n = rule_length(line))) {
		line = line_skip(line, n);
		count++;
	}
	return count >= 3 && !line.length;
}

/* A reference to a blank that a program left as it stands in HTML. */
static Line
without_references(Line line)
{
	static const char blank[] = "&nbsp;";
	size_t n;

	line = line_trim(line);
	while ((n = line_starts(line, blank)))
		line = line_trim(line_skip(line, n));
	while ((n = line_ends(line, blank)))
		line = line_trim((Line){ line.start, line.length - n });
	return line;
}

Line
between_rules(Line line, size_t *out_rules)
{
	size_t head = 0, tail = 0, n;

	line = line_trim(line);
	while ((n = rule_length(line))) {
		line = line_skip(line, n);
		head++;
	}
	for (;;) {
		size_t size = line.length && (line.start[line.length - 1] & 0x80) ? 3 : 1;

		if (size > line.length || rule_length(line_skip(line, line.length - size)) != size)
			break;
		line.length -= size;
		tail++;
	}
	*out_rules = MIN(head, tail);
	return without_references(line);
}
