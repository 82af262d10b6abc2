#include "parser/quote/header_flat.h"

#include <string.h>

#define FLAT_BYTES 8000 /* a longer line is no block that lost its newlines */
#define FLAT_SPAN 1000  /* nor does one take more of it */

/* Labels that may stand inside a line: a colon behind them makes them one. */
static const struct {
	const char *label;
	HeaderBit bit;
} flat_labels[] = {
	{ "发件人", HEADER_FROM },
	{ "發件人", HEADER_FROM },
	{ "寄件者", HEADER_FROM },
	{ "From", HEADER_FROM },
	{ "发送时间", HEADER_DATE },
	{ "發送時間", HEADER_DATE },
	{ "发送日期", HEADER_DATE },
	{ "日期", HEADER_DATE },
	{ "时间", HEADER_DATE },
	{ "Sent", HEADER_DATE },
	{ "Date", HEADER_DATE },
	{ "收件人", HEADER_TO },
	{ "收件者", HEADER_TO },
	{ "To", HEADER_TO },
	{ "抄送", HEADER_OTHER },
	{ "Cc", HEADER_OTHER },
	{ "主题", HEADER_SUBJECT },
	{ "主題", HEADER_SUBJECT },
	{ "主旨", HEADER_SUBJECT },
	{ "Subject", HEADER_SUBJECT },
};

/* The label that begins at `line`, with the bytes of it and its colon; 0 when none does. */
static int
flat_label(Line line, size_t *out_bytes)
{
	for (size_t i = 0; i < G_N_ELEMENTS(flat_labels); i++) {
		size_t n = line_starts(line, flat_labels[i].label), colon;
		Line rest = line_skip(line, n);

		if (!n)
			continue;
		while (rest.length && (header_is_markup(*rest.start) || *rest.start == ' '))
			rest = line_skip(rest, 1);
		colon = colon_length(rest.start, rest.length);
		if (!colon)
			continue;
		*out_bytes = (size_t)(rest.start - line.start) + colon;
		return flat_labels[i].bit;
	}
	return 0;
}

/* A label inside a word is none: "Update:", "时间" in "上课时间:". */
static bool
begins_word(Line line, size_t at)
{
	return !at || !g_ascii_isalnum(line.start[at - 1]);
}

/* Where in `line` a From label begins; line.length when none does. */
static size_t
flat_from(Line line)
{
	size_t first = line.length;

	for (size_t i = 0; i < G_N_ELEMENTS(flat_labels) && flat_labels[i].bit == HEADER_FROM; i++) {
		Line rest = { line.start, first };
		const char *at;

		for (int tries = 0; tries < 4 && (at = line_find(rest, flat_labels[i].label)); tries++) {
			size_t offset = (size_t)(at - line.start), bytes;

			if (begins_word(line, offset) && flat_label(line_skip(line, offset), &bytes)) {
				first = offset;
				break;
			}
			rest = (Line){ at + 1, first - offset - 1 };
		}
	}
	return first;
}

void
header_flat_read(Line line, HeaderBlock *block)
{
	size_t i = 0, bytes, value = 0;
	int before = 0;

	while (i < line.length) {
		int bit = begins_word(line, i) ? flat_label(line_skip(line, i), &bytes) : 0;

		if (!bit || (block->found & bit & ~HEADER_OTHER)) {
			i += character_length(line.start + i);
			continue;
		}
		if (before)
			header_block_take(block, before,
				header_without_markup((Line){ line.start + value, i - value }));
		block->found |= bit;
		before = bit;
		i += bytes;
		value = i;
	}
	if (before && before != HEADER_SUBJECT)
		header_block_take(block, before, header_without_markup(line_skip(line, value)));
}

/* From, a date and a subject have a colon each: hardly a line of prose has three. */
static bool
may_hold_block(Line line)
{
	static const char heads[] = { ':', '\xef' };
	const char *end = line.start + line.length;
	size_t colons = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
		for (const char *p = line.start; (p = memchr(p, heads[i], (size_t)(end - p))); p++)
			colons += colon_length(p, (size_t)(end - p)) > 0;
	return colons >= 3;
}

bool
header_flat_at(Line line, size_t *out_offset)
{
	HeaderBlock block = { 0 };
	size_t at;
	Line tail;

	if (line.length < 40 || line.length > FLAT_BYTES || !may_hold_block(line))
		return false;
	at = flat_from(line);
	if (at == line.length)
		return false;
	tail = line_skip(line, at);
	tail.length = MIN(tail.length, FLAT_SPAN);
	header_flat_read(tail, &block);
	*out_offset = at;
	return (block.found & HEADER_DATE) && (block.found & HEADER_SUBJECT);
}
