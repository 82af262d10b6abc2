#include "parser/quote/header_flat.h"

#include "parser/text/word_table.h"

#include <string.h>

#define FLAT_BYTES 8000 /* a longer line is no block that lost its newlines */
#define FLAT_SPAN 1000  /* nor does one take more of it */

/* clang-format off */
/* Labels that may stand inside a line: a colon behind them makes them one. */
static const struct {
	const char *label;
	HeaderBit bit;
} flat_labels[] = {
	{ "发件人", HEADER_FROM }, { "發件人", HEADER_FROM }, { "寄件者", HEADER_FROM }, { "From", HEADER_FROM },
	{ "Von", HEADER_FROM }, { "De", HEADER_FROM }, { "Da", HEADER_FROM }, { "Van", HEADER_FROM },
	{ "Från", HEADER_FROM }, { "Fra", HEADER_FROM }, { "Od", HEADER_FROM }, { "От", HEADER_FROM },
	{ "Kimden", HEADER_FROM }, { "Lähettäjä", HEADER_FROM }, { "Feladó", HEADER_FROM },
	{ "差出人", HEADER_FROM }, { "보낸 사람", HEADER_FROM },
	{ "发送时间", HEADER_DATE }, { "發送時間", HEADER_DATE }, { "发送日期", HEADER_DATE }, { "寄件日期", HEADER_DATE },
	{ "日期", HEADER_DATE }, { "时间", HEADER_DATE }, { "Sent", HEADER_DATE }, { "Date", HEADER_DATE },
	{ "Gesendet", HEADER_DATE }, { "Envoyé", HEADER_DATE }, { "Enviado", HEADER_DATE },
	{ "Enviada em", HEADER_DATE }, { "Enviada", HEADER_DATE }, { "Inviato", HEADER_DATE }, { "Verzonden", HEADER_DATE },
	{ "Skickat", HEADER_DATE }, { "Sendt", HEADER_DATE }, { "Wysłano", HEADER_DATE }, { "Odesláno", HEADER_DATE },
	{ "Odoslané", HEADER_DATE }, { "Отправлено", HEADER_DATE }, { "Gönderildi", HEADER_DATE },
	{ "Lähetetty", HEADER_DATE }, { "Elküldve", HEADER_DATE }, { "送信日時", HEADER_DATE }, { "보낸 날짜", HEADER_DATE },
	{ "收件人", HEADER_TO }, { "收件者", HEADER_TO }, { "To", HEADER_TO }, { "An", HEADER_TO }, { "À", HEADER_TO },
	{ "Para", HEADER_TO }, { "A", HEADER_TO }, { "Aan", HEADER_TO }, { "Till", HEADER_TO }, { "Til", HEADER_TO },
	{ "Do", HEADER_TO }, { "Komu", HEADER_TO }, { "Кому", HEADER_TO }, { "Kime", HEADER_TO },
	{ "Vastaanottaja", HEADER_TO }, { "Címzett", HEADER_TO }, { "宛先", HEADER_TO }, { "받는 사람", HEADER_TO },
	{ "抄送", HEADER_OTHER }, { "副本", HEADER_OTHER }, { "Cc", HEADER_OTHER }, { "Kopie", HEADER_OTHER },
	{ "主题", HEADER_SUBJECT }, { "主題", HEADER_SUBJECT }, { "主旨", HEADER_SUBJECT }, { "Subject", HEADER_SUBJECT },
	{ "Betreff", HEADER_SUBJECT }, { "Objet", HEADER_SUBJECT }, { "Asunto", HEADER_SUBJECT },
	{ "Assunto", HEADER_SUBJECT }, { "Oggetto", HEADER_SUBJECT }, { "Onderwerp", HEADER_SUBJECT },
	{ "Ämne", HEADER_SUBJECT }, { "Emne", HEADER_SUBJECT }, { "Temat", HEADER_SUBJECT },
	{ "Předmět", HEADER_SUBJECT }, { "Predmet", HEADER_SUBJECT }, { "Тема", HEADER_SUBJECT },
	{ "Konu", HEADER_SUBJECT }, { "Aihe", HEADER_SUBJECT }, { "Tárgy", HEADER_SUBJECT }, { "件名", HEADER_SUBJECT },
	{ "제목", HEADER_SUBJECT },
};
/* clang-format on */
static WordTable by_label = WORD_TABLE(flat_labels);

/* The label that begins at `line`, with the bytes of it and its colon; 0 when none does. */
static int
flat_label(Line line, size_t *out_bytes)
{
	for (size_t i = word_table_first(&by_label, line); i < by_label.count;
		i = word_table_next(&by_label, i)) {
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

/* A label inside a word is none: "Update:". A time may run into it: "10:00 GMT+8Subject:". */
static bool
begins_word(Line line, size_t at)
{
	return !at || !g_ascii_isalpha(line.start[at - 1]);
}

/* Where in `line` a From label begins, or at its head another one; line.length when none does. */
static size_t
flat_start(Line line)
{
	size_t i = (size_t)(line_trim(line).start - line.start), bytes;

	if (flat_label(line_skip(line, i), &bytes))
		return i;
	for (; i < line.length; i += character_length(line.start + i))
		if (begins_word(line, i) && flat_label(line_skip(line, i), &bytes) == HEADER_FROM)
			return i;
	return line.length;
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
	at = flat_start(line);
	if (at == line.length)
		return false;
	tail = line_skip(line, at);
	tail.length = MIN(tail.length, FLAT_SPAN);
	header_flat_read(tail, &block);
	*out_offset = at;
	return (block.found & HEADER_FROM) && (block.found & HEADER_DATE) && (block.found & HEADER_SUBJECT);
}
