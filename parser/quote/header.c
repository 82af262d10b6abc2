#include "parser/quote/header.h"

#include "parser/quote/header_block.h"
#include "parser/quote/header_flat.h"

#include <string.h>

#define BLOCK_WINDOW 40 /* lines that a copied header block may take */
#define LABEL_BYTES 40  /* of a label that no table knows */
#define REPEATED 3      /* labels that stand twice */
#define STRANGERS 4     /* lines in a row that are neither label nor list of addresses */

bool
quote_header_is_named(Line line)
{
	Line value;

	return header_label_of(line, &value) != 0;
}

/* More addresses of a list that wrapped. */
static bool
continues_list(Line line)
{
	line = line_trim(line);
	return header_has_address(line) || line_ends(line, ";") || line_ends(line, ",") ||
	       line_ends(line, "；");
}

/* block = 1*( label ":" value *continuation ): From, one of To and Subject, and a date or both of them. */
static size_t
read_block(const Line *lines, size_t count, HeaderBlock *block)
{
	size_t last = 0, strangers = 0, blanks = 0, repeated = 0;
	bool prose = false;
	Line value;
	int bit = header_label_of(lines[0], &value), before = bit;

	if (!bit || bit == HEADER_OTHER)
		return 0;
	block->found = bit;
	header_block_take(block, bit, value);
	for (size_t i = 1; i < MIN(count, BLOCK_WINDOW) && strangers < STRANGERS && blanks < 8; i++) {
		bit = header_label_of(lines[i], &value);
		/* A second From begins another block, and a list of one label is none. */
		if (bit == HEADER_FROM && (block->found & HEADER_FROM) &&
			(prose || header_block_is_enough(block)))
			break;
		if (bit && bit != HEADER_OTHER && (block->found & bit) && ++repeated == REPEATED)
			break;
		if (bit) {
			last = i;
			/* The first one counts: a body may name the same once more. */
			if (!(block->found & bit) || bit == HEADER_OTHER)
				header_block_take(block, bit, value);
			block->found |= bit;
			strangers = 0;
			before = bit;
		} else if (line_is_blank(lines[i])) {
			blanks++;
			/* A blank line inside a block is HTML's doing and then stands between all labels. */
			if (blanks > 1 && header_block_is_enough(block))
				break;
		} else if (blanks && header_block_is_enough(block)) {
			break;
		} else {
			header_block_take(block, before, header_without_markup(lines[i]));
			strangers += !continues_list(lines[i]);
			prose = prose || blanks;
		}
	}
	return header_block_is_enough(block) ? last + 1 : 0;
}

/* Does a header's name stand here alone, or before a tab, without any colon? */
static bool
bare_label_is(Line line, HeaderBit bit)
{
	const char *tab;

	line = line_trim(line);
	tab = memchr(line.start, '\t', line.length);
	if (tab)
		line.length = (size_t)(tab - line.start);
	return header_label_is(line_trim(line), bit);
}

/* column = name date To value [ cc value ] Subject value, each on a line of its own (Lotus Notes) */
static size_t
read_column(const Line *lines, size_t count)
{
	enum {
		COLUMN_WINDOW = 18,
		WHEN_BYTES = 60,
	};
	size_t i = 2;

	if (count < 5 || line_is_blank(lines[0]) || lines[1].length > WHEN_BYTES ||
		!header_has_date(lines[1]))
		return 0;
	while (i < MIN(count, 5) && !bare_label_is(lines[i], HEADER_TO))
		i++;
	if (i == MIN(count, 5))
		return 0;
	for (i++; i < MIN(count, COLUMN_WINDOW); i++)
		if (bare_label_is(lines[i], HEADER_SUBJECT))
			return MIN(i + 2, count);
	return 0;
}

/* Bytes of a label that no table knows, before the colon in `line`; 0 when it has none. Chinese, Japanese and
 * Korean ones are known, and stand in the forms that people fill in. */
static size_t
strange_label(Line line, bool *out_foreign)
{
	for (size_t i = 0; i < MIN(line.length, LABEL_BYTES); i++) {
		unsigned char c = (unsigned char)line.start[i];

		if (c == ':')
			return i > 1 && i + 1 < line.length ? i : 0;
		if ((c >= 0xe3 && c < 0xf0) || c == '@' || c == '/' || g_ascii_isdigit(c))
			return 0;
		*out_foreign |= c >= 0x80;
	}
	return 0;
}

/* strange = label ":" name "<" address ">" 2*( label ":" value ), one of them a date with its time: a block
 * in a language without rows. */
static size_t
read_strange(const Line *lines, size_t count)
{
	enum {
		STRANGE_LINES = 7
	};
	bool foreign = false, dated = false;
	size_t taken = 0;

	for (; taken < MIN(count, STRANGE_LINES); taken++) {
		Line line = header_without_markup(lines[taken]);
		size_t label = strange_label(line, &foreign);
		Line value = line_trim(line_skip(line, label + 1));

		if (!label)
			break;
		if (!taken && (!header_has_address(value) || !line_ends(value, ">")))
			return 0;
		dated |= taken && header_has_date(value) && line_find(value, ":") && line_find(value, "20");
	}
	return taken >= 4 && dated && foreign ? taken : 0;
}

size_t
quote_headers_at(const Line *lines, size_t count)
{
	HeaderBlock block = { 0 };
	size_t taken = count ? read_block(lines, count, &block) : 0;

	if (!taken && count)
		taken = read_column(lines, count);
	return taken || !count ? taken : read_strange(lines, count);
}

bool
quote_headers_read(const Line *lines, size_t count, QuoteHeaders *out)
{
	HeaderBlock block = { .values = out };
	size_t offset;

	*out = (QuoteHeaders){ 0 };
	out->lines = count ? read_block(lines, count, &block) : 0;
	if (out->lines)
		return true;
	quote_headers_clear(out);
	if (!count || !header_flat_at(lines[0], &offset))
		return false;
	block = (HeaderBlock){ .values = out };
	header_flat_read(line_skip(lines[0], offset), &block);
	out->lines = 1;
	return true;
}

void
quote_headers_clear(QuoteHeaders *headers)
{
	g_clear_pointer(&headers->from, g_free);
	g_clear_pointer(&headers->to, g_free);
	g_clear_pointer(&headers->date, g_free);
	g_clear_pointer(&headers->subject, g_free);
}
