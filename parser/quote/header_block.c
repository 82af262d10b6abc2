#include "parser/quote/header_block.h"

#include <string.h>

#define VALUE_BYTES 2000 /* of a value are kept */

bool
header_has_address(Line line)
{
	return memchr(line.start, '@', line.length) != NULL;
}

bool
header_has_date(Line line)
{
	size_t digits = 0, colons = 0;

	for (size_t i = 0; i < line.length; i++) {
		digits += g_ascii_isdigit(line.start[i]) != 0;
		colons += colon_length(line.start + i, line.length - i) > 0 || line.start[i] == '-' ||
			  line.start[i] == '/' || line.start[i] == '.';
	}
	return digits >= 6 || (digits >= 3 && colons);
}

bool
header_block_is_enough(const HeaderBlock *block)
{
	int found = block->found;

	if ((found & HEADER_FROM) && (found & (HEADER_TO | HEADER_SUBJECT)) &&
		((found & HEADER_DATE) ||
			(found & (HEADER_TO | HEADER_SUBJECT)) == (HEADER_TO | HEADER_SUBJECT)))
		return true;
	if ((found & HEADER_DATE) && (found & HEADER_TO) && (found & HEADER_SUBJECT) && block->dated)
		return true;
	/* Two lines are enough when both say what a program writes there. */
	return block->addressed && block->dated && (found & (HEADER_FROM | HEADER_TO));
}

static void
keep_value(QuoteHeaders *values, int bit, Line value)
{
	char **into = bit == HEADER_FROM      ? &values->from
		      : bit == HEADER_TO      ? &values->to
		      : bit == HEADER_DATE    ? &values->date
		      : bit == HEADER_SUBJECT ? &values->subject
					      : NULL;
	g_autofree char *before = into ? *into : NULL;

	if (!into)
		return;
	value.length = MIN(value.length, VALUE_BYTES);
	*into = before && *before ? g_strdup_printf("%s %.*s", before, (int)value.length, value.start)
				  : line_dup(value);
}

void
header_block_take(HeaderBlock *block, int bit, Line value)
{
	if (bit == HEADER_FROM || bit == HEADER_TO)
		block->addressed |= header_has_address(value);
	if (bit == HEADER_DATE)
		block->dated |= header_has_date(value);
	if (block->values)
		keep_value(block->values, bit, value);
}
