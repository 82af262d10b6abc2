#include "parser/quote/header.h"

#include "parser/text/word_table.h"

#include <string.h>

#define BLOCK_WINDOW 40  /* lines that a copied header block may take */
#define VALUE_BYTES 2000 /* of a value are kept */
#define LABEL_BYTES 40
#define REPEATED 3      /* labels that stand twice */
#define STRANGERS 4     /* lines in a row that are neither label nor list of addresses */
#define FLAT_BYTES 8000 /* a longer line is no block that lost its newlines */
#define FLAT_SPAN 1000  /* nor does one take more of it */

typedef enum {
	HEADER_FROM = 1,
	HEADER_TO = 2,
	HEADER_DATE = 4,
	HEADER_SUBJECT = 8,
	HEADER_OTHER = 16,
} HeaderBit;

/* clang-format off */
static const struct {
	const char *label; /* without blanks */
	HeaderBit bit;
} labels[] = {
	/* Chinese */
	{ "发件人", HEADER_FROM }, { "發件人", HEADER_FROM }, { "寄件者", HEADER_FROM }, { "寄件人", HEADER_FROM },
	{ "发信人", HEADER_FROM }, { "發信人", HEADER_FROM }, { "发送人", HEADER_FROM }, { "发送者", HEADER_FROM },
	{ "发件者", HEADER_FROM }, { "寄信人", HEADER_FROM }, { "发件方", HEADER_FROM }, { "发自", HEADER_FROM },
	{ "来自", HEADER_FROM }, { "收件人", HEADER_TO }, { "收件者", HEADER_TO }, { "收信人", HEADER_TO },
	{ "接收人", HEADER_TO }, { "接收者", HEADER_TO }, { "收件方", HEADER_TO }, { "发送至", HEADER_TO },
	{ "发给", HEADER_TO }, { "发送时间", HEADER_DATE }, { "发送日期", HEADER_DATE }, { "發送時間", HEADER_DATE },
	{ "發送日期", HEADER_DATE }, { "寄件日期", HEADER_DATE }, { "傳送時間", HEADER_DATE }, { "传送时间", HEADER_DATE },
	{ "寄件時間", HEADER_DATE }, { "傳送日期", HEADER_DATE }, { "发件时间", HEADER_DATE }, { "发件日期", HEADER_DATE },
	{ "发信时间", HEADER_DATE }, { "發信時間", HEADER_DATE }, { "已发送", HEADER_DATE }, { "已傳送", HEADER_DATE },
	{ "寄出時間", HEADER_DATE }, { "接收时间", HEADER_DATE }, { "收件日期", HEADER_DATE }, { "日期", HEADER_DATE },
	{ "时间", HEADER_DATE }, { "時間", HEADER_DATE }, { "主题", HEADER_SUBJECT }, { "主題", HEADER_SUBJECT },
	{ "主旨", HEADER_SUBJECT }, { "标题", HEADER_SUBJECT }, { "標題", HEADER_SUBJECT },
	{ "邮件主题", HEADER_SUBJECT }, { "郵件主題", HEADER_SUBJECT }, { "信件主题", HEADER_SUBJECT },
	{ "抄送", HEADER_OTHER }, { "抄送人", HEADER_OTHER }, { "副本", HEADER_OTHER }, { "副本抄送", HEADER_OTHER },
	{ "密送", HEADER_OTHER }, { "密件副本", HEADER_OTHER }, { "附件", HEADER_OTHER }, { "重要性", HEADER_OTHER },
	{ "优先级", HEADER_OTHER }, { "回复地址", HEADER_OTHER }, { "答复", HEADER_OTHER }, { "回复至", HEADER_OTHER },
	/* English */
	{ "From", HEADER_FROM }, { "Sender", HEADER_FROM }, { "To", HEADER_TO }, { "Sent", HEADER_DATE },
	{ "Date", HEADER_DATE }, { "SentDate", HEADER_DATE }, { "SendDate", HEADER_DATE },
	{ "SentTime", HEADER_DATE }, { "SendTime", HEADER_DATE }, { "Senttime", HEADER_DATE },
	{ "SentBy", HEADER_FROM }, { "SentAt", HEADER_DATE }, { "Received", HEADER_DATE },
	{ "Subject", HEADER_SUBJECT }, { "Subj", HEADER_SUBJECT }, { "Cc", HEADER_OTHER },
	{ "Bcc", HEADER_OTHER }, { "Copy", HEADER_OTHER }, { "Reply-To", HEADER_OTHER },
	{ "ReplyTo", HEADER_OTHER }, { "Importance", HEADER_OTHER }, { "Priority", HEADER_OTHER },
	{ "Sensitivity", HEADER_OTHER }, { "Attachments", HEADER_OTHER }, { "Attachment", HEADER_OTHER },
	{ "Organization", HEADER_OTHER }, { "Newsgroups", HEADER_OTHER }, { "Message-ID", HEADER_OTHER },
	{ "Resent-From", HEADER_OTHER }, { "Resent-To", HEADER_OTHER }, { "Resent-Date", HEADER_OTHER },
	{ "X-Mailer", HEADER_OTHER }, { "Categories", HEADER_OTHER },
	/* German */
	{ "Von", HEADER_FROM }, { "Absender", HEADER_FROM }, { "An", HEADER_TO },
	{ "Empfänger", HEADER_TO }, { "Gesendet", HEADER_DATE }, { "Gesendetam", HEADER_DATE },
	{ "Datum", HEADER_DATE }, { "Betreff", HEADER_SUBJECT }, { "Kopie", HEADER_OTHER },
	{ "Kopie(CC)", HEADER_OTHER }, { "Wichtigkeit", HEADER_OTHER }, { "Anlagen", HEADER_OTHER },
	{ "Antwortan", HEADER_OTHER },
	/* French */
	{ "De", HEADER_FROM }, { "Expéditeur", HEADER_FROM }, { "À", HEADER_TO }, { "A", HEADER_TO },
	{ "Destinataire", HEADER_TO }, { "Envoyé", HEADER_DATE }, { "Envoyéle", HEADER_DATE },
	{ "Envoyée", HEADER_DATE }, { "Objet", HEADER_SUBJECT }, { "Sujet", HEADER_SUBJECT },
	{ "Pour", HEADER_TO }, { "Copieà", HEADER_OTHER }, { "Répondreà", HEADER_OTHER },
	{ "Piècesjointes", HEADER_OTHER },
	/* Spanish, Portuguese, Italian, Catalan, Romanian */
	{ "Para", HEADER_TO }, { "Destinatario", HEADER_TO }, { "Remitente", HEADER_FROM },
	{ "Enviado", HEADER_DATE }, { "Enviadoel", HEADER_DATE }, { "Enviada", HEADER_DATE },
	{ "Enviadaem", HEADER_DATE }, { "Enviadoem", HEADER_DATE }, { "Fecha", HEADER_DATE },
	{ "Fechadeenvío", HEADER_DATE }, { "Data", HEADER_DATE }, { "Asunto", HEADER_SUBJECT },
	{ "Assunto", HEADER_SUBJECT }, { "CC", HEADER_OTHER }, { "Cco", HEADER_OTHER },
	{ "Remetente", HEADER_FROM }, { "Da", HEADER_FROM }, { "Mittente", HEADER_FROM },
	{ "Inviato", HEADER_DATE }, { "Datainvio", HEADER_DATE }, { "Inviatoil", HEADER_DATE },
	{ "Oggetto", HEADER_SUBJECT }, { "Assumpte", HEADER_SUBJECT }, { "Enviat", HEADER_DATE },
	{ "Pera", HEADER_TO }, { "Dela", HEADER_FROM }, { "Către", HEADER_TO }, { "Catre", HEADER_TO },
	{ "Trimis", HEADER_DATE }, { "Subiect", HEADER_SUBJECT },
	/* Dutch and the Nordic languages */
	{ "Van", HEADER_FROM }, { "Aan", HEADER_TO }, { "Verzonden", HEADER_DATE },
	{ "Verstuurd", HEADER_DATE }, { "Onderwerp", HEADER_SUBJECT }, { "Från", HEADER_FROM },
	{ "Till", HEADER_TO }, { "Skickat", HEADER_DATE }, { "Skickad", HEADER_DATE },
	{ "Ämne", HEADER_SUBJECT }, { "Kopia", HEADER_OTHER }, { "Fra", HEADER_FROM },
	{ "Til", HEADER_TO }, { "Sendt", HEADER_DATE }, { "Dato", HEADER_DATE }, { "Emne", HEADER_SUBJECT },
	{ "Kopi", HEADER_OTHER }, { "Lähettäjä", HEADER_FROM }, { "Vastaanottaja", HEADER_TO },
	{ "Lähetetty", HEADER_DATE }, { "Päiväys", HEADER_DATE }, { "Päivämäärä", HEADER_DATE },
	{ "Aihe", HEADER_SUBJECT }, { "Saaja", HEADER_TO }, { "Saatja", HEADER_FROM },
	{ "Saadetud", HEADER_DATE }, { "Teema", HEADER_SUBJECT },
	/* Slavic languages, Hungarian, Greek, Turkish */
	{ "Od", HEADER_FROM }, { "Do", HEADER_TO }, { "Komu", HEADER_TO }, { "Nadawca", HEADER_FROM },
	{ "Wysłano", HEADER_DATE }, { "Wysłane", HEADER_DATE }, { "DW", HEADER_OTHER },
	{ "Temat", HEADER_SUBJECT }, { "Odesláno", HEADER_DATE }, { "Odoslané", HEADER_DATE },
	{ "Dátum", HEADER_DATE }, { "Předmět", HEADER_SUBJECT }, { "Predmet", HEADER_SUBJECT },
	{ "Poslano", HEADER_DATE }, { "Za", HEADER_TO }, { "Zadeva", HEADER_SUBJECT },
	{ "Feladó", HEADER_FROM }, { "Címzett", HEADER_TO }, { "Elküldve", HEADER_DATE },
	{ "Tárgy", HEADER_SUBJECT }, { "Από", HEADER_FROM }, { "Προς", HEADER_TO },
	{ "Στάλθηκε", HEADER_DATE }, { "Ημερομηνία", HEADER_DATE }, { "Θέμα", HEADER_SUBJECT },
	{ "Kimden", HEADER_FROM }, { "Gönderen", HEADER_FROM }, { "Kime", HEADER_TO },
	{ "Tarih", HEADER_DATE }, { "Gönderildi", HEADER_DATE }, { "Gönderilen", HEADER_DATE },
	{ "Gönderme", HEADER_DATE }, { "Alıcı", HEADER_TO }, { "Bilgi", HEADER_OTHER },
	{ "Konu", HEADER_SUBJECT }, { "От", HEADER_FROM }, { "Отправитель", HEADER_FROM },
	{ "Откого", HEADER_FROM }, { "Кому", HEADER_TO }, { "Получатель", HEADER_TO },
	{ "Отправлено", HEADER_DATE }, { "Дата", HEADER_DATE }, { "Датаотправки", HEADER_DATE },
	{ "Тема", HEADER_SUBJECT }, { "Копия", HEADER_OTHER }, { "Від", HEADER_FROM },
	{ "Надіслано", HEADER_DATE }, { "Изпратено", HEADER_DATE }, { "До", HEADER_TO },
	{ "Šalje", HEADER_FROM }, { "Prima", HEADER_TO }, { "Pošiljalac", HEADER_FROM },
	{ "Poslato", HEADER_DATE }, { "Primalac", HEADER_TO }, { "Naslov", HEADER_SUBJECT },
	{ "Nuo", HEADER_FROM }, { "Kam", HEADER_TO }, { "Išsiųsta", HEADER_DATE },
	{ "Nosūtīts", HEADER_DATE }, { "Tēma", HEADER_SUBJECT }, { "Pošiljatelj", HEADER_FROM },
	/* Japanese, Korean, Vietnamese, Thai, Indonesian, Hebrew, Arabic */
	{ "差出人", HEADER_FROM }, { "送信者", HEADER_FROM }, { "送信元", HEADER_FROM }, { "発信者", HEADER_FROM },
	{ "宛先", HEADER_TO }, { "受信者", HEADER_TO }, { "送信先", HEADER_TO }, { "送信日時", HEADER_DATE },
	{ "送信日", HEADER_DATE }, { "日時", HEADER_DATE }, { "日付", HEADER_DATE }, { "件名", HEADER_SUBJECT },
	{ "표제", HEADER_SUBJECT }, { "보낸사람", HEADER_FROM }, { "보낸이", HEADER_FROM }, { "발신", HEADER_FROM },
	{ "발신자", HEADER_FROM }, { "받는사람", HEADER_TO }, { "받는이", HEADER_TO }, { "수신", HEADER_TO },
	{ "수신자", HEADER_TO }, { "참조", HEADER_OTHER }, { "보낸날짜", HEADER_DATE }, { "보낸시간", HEADER_DATE },
	{ "날짜", HEADER_DATE }, { "일시", HEADER_DATE }, { "제목", HEADER_SUBJECT }, { "Từ", HEADER_FROM },
	{ "Đến", HEADER_TO }, { "Tới", HEADER_TO }, { "Ngày", HEADER_DATE }, { "Đãgửi", HEADER_DATE },
	{ "Chủđề", HEADER_SUBJECT }, { "จาก", HEADER_FROM }, { "ถึง", HEADER_TO }, { "วันที่", HEADER_DATE },
	{ "เรื่อง", HEADER_SUBJECT }, { "Dari", HEADER_FROM }, { "Kepada", HEADER_TO },
	{ "Tanggal", HEADER_DATE }, { "Dikirim", HEADER_DATE }, { "Perihal", HEADER_SUBJECT },
	{ "Subjek", HEADER_SUBJECT }, { "מאת", HEADER_FROM }, { "אל", HEADER_TO }, { "תאריך", HEADER_DATE },
	{ "נשלח", HEADER_DATE }, { "נושא", HEADER_SUBJECT }, { "من", HEADER_FROM }, { "إلى", HEADER_TO },
	{ "تاريخ", HEADER_DATE }, { "الموضوع", HEADER_SUBJECT },
};
/* clang-format on */
static WordTable by_label = WORD_TABLE(labels);

static bool
is_markup(char c)
{
	return c == '*' || c == '_' || c == '#';
}

/* `line` without the bars of a table and the stars of bold print at its ends. */
static Line
without_markup(Line line)
{
	line = line_trim(line);
	while (line.length && (is_markup(*line.start) || *line.start == '|'))
		line = line_trim(line_skip(line, 1));
	while (line.length && (is_markup(line.start[line.length - 1]) || line.start[line.length - 1] == '|'))
		line = line_trim((Line){ line.start, line.length - 1 });
	return line;
}

/* Or a bar, or perhaps a wide one: most prose has none. */
static bool
has_colon(Line line)
{
	return memchr(line.start, ':', line.length) || memchr(line.start, '\xef', line.length) ||
	       memchr(line.start, '|', line.length);
}

/* The header that `line` names before a colon or a table's bar: 0 when it names none. */
static int
label_of(Line line, Line *out_value)
{
	char label[LABEL_BYTES];
	size_t n, length = 0;
	bool bar = false;
	Line word;

	line = line_trim(line);
	if (line_starts(line, "|")) {
		bar = true;
		line = line_trim(line_skip(line, 1));
	}
	while (line.length && (is_markup(*line.start) || blank_length(line.start, line.length)))
		line = line_skip(line, MAX(blank_length(line.start, line.length), 1));
	if (word_table_first(&by_label, line) == by_label.count || !has_colon(line))
		return 0;
	while (line.length && length < sizeof label) {
		if (colon_length(line.start, line.length) || (*line.start == '|' && length))
			break;
		n = blank_length(line.start, line.length);
		if (n || is_markup(*line.start)) {
			line = line_skip(line, n ? n : 1);
			continue;
		}
		label[length++] = *line.start;
		line = line_skip(line, 1);
	}
	if (!line.length || length == sizeof label || (*line.start == '|' && !bar))
		return 0;
	word = (Line){ label, length };
	for (size_t i = word_table_first(&by_label, word); i < by_label.count;
		i = word_table_next(&by_label, i)) {
		if (!line_is(word, labels[i].label))
			continue;
		n = colon_length(line.start, line.length);
		*out_value = without_markup(line_skip(line, n ? n : 1));
		return labels[i].bit;
	}
	return 0;
}

bool
quote_header_is_named(Line line)
{
	Line value;

	return label_of(line, &value) != 0;
}

static bool
has_address(Line line)
{
	return memchr(line.start, '@', line.length) != NULL;
}

/* A year, or a time of day. */
static bool
has_date(Line line)
{
	size_t digits = 0, colons = 0;

	for (size_t i = 0; i < line.length; i++) {
		digits += g_ascii_isdigit(line.start[i]) != 0;
		colons += colon_length(line.start + i, line.length - i) > 0 || line.start[i] == '-' ||
			  line.start[i] == '/' || line.start[i] == '.';
	}
	return digits >= 6 || (digits >= 3 && colons);
}

/* The walk over a block: what it named so far, and with which evidence. */
typedef struct {
	int found; /* HeaderBit */
	bool addressed, dated;
	QuoteHeaders *values; /* NULL: nobody asks */
} Block;

static bool
block_is_enough(const Block *block)
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

static void
take_value(Block *block, int bit, Line value)
{
	if (bit == HEADER_FROM || bit == HEADER_TO)
		block->addressed |= has_address(value);
	if (bit == HEADER_DATE)
		block->dated |= has_date(value);
	if (block->values)
		keep_value(block->values, bit, value);
}

/* More addresses of a list that wrapped. */
static bool
continues_list(Line line)
{
	line = line_trim(line);
	return has_address(line) || line_ends(line, ";") || line_ends(line, ",") || line_ends(line, "；");
}

/* block = 1*( label ":" value *continuation ): From, one of To and Subject, and a date or both of them. */
static size_t
read_block(const Line *lines, size_t count, Block *block)
{
	size_t last = 0, strangers = 0, blanks = 0, repeated = 0;
	Line value;
	int bit = label_of(lines[0], &value), before = bit;

	if (!bit || bit == HEADER_OTHER)
		return 0;
	block->found = bit;
	take_value(block, bit, value);
	for (size_t i = 1; i < MIN(count, BLOCK_WINDOW) && strangers < STRANGERS && blanks < 8; i++) {
		bit = label_of(lines[i], &value);
		/* A second From begins another block, and a list of one label is none. */
		if (bit == HEADER_FROM && (block->found & HEADER_FROM) && block_is_enough(block))
			break;
		if (bit && bit != HEADER_OTHER && (block->found & bit) && ++repeated == REPEATED)
			break;
		if (bit) {
			last = i;
			/* The first one counts: a body may name the same once more. */
			if (!(block->found & bit) || bit == HEADER_OTHER)
				take_value(block, bit, value);
			block->found |= bit;
			strangers = 0;
			before = bit;
		} else if (line_is_blank(lines[i])) {
			blanks++;
			/* A blank line inside a block is HTML's doing and then stands between all labels. */
			if (blanks > 1 && block_is_enough(block))
				break;
		} else if (blanks && block_is_enough(block)) {
			break;
		} else {
			take_value(block, before, without_markup(lines[i]));
			strangers += !continues_list(lines[i]);
		}
	}
	return block_is_enough(block) ? last + 1 : 0;
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
	for (size_t i = 0; i < G_N_ELEMENTS(labels); i++)
		if (labels[i].bit == bit && line_is(line_trim(line), labels[i].label))
			return true;
	return false;
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

	if (count < 5 || line_is_blank(lines[0]) || lines[1].length > WHEN_BYTES || !has_date(lines[1]))
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
		Line line = without_markup(lines[taken]);
		size_t label = strange_label(line, &foreign);
		Line value = line_trim(line_skip(line, label + 1));

		if (!label)
			break;
		if (!taken && (!has_address(value) || !line_ends(value, ">")))
			return 0;
		dated |= taken && has_date(value) && line_find(value, ":") && line_find(value, "20");
	}
	return taken >= 4 && dated && foreign ? taken : 0;
}

size_t
quote_headers_at(const Line *lines, size_t count)
{
	Block block = { 0 };
	size_t taken = count ? read_block(lines, count, &block) : 0;

	if (!taken && count)
		taken = read_column(lines, count);
	return taken || !count ? taken : read_strange(lines, count);
}

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
		while (rest.length && (is_markup(*rest.start) || *rest.start == ' '))
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

/* Labels and values of the block that begins at `line`. */
static void
read_flat(Line line, Block *block)
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
			take_value(block, before, without_markup((Line){ line.start + value, i - value }));
		block->found |= bit;
		before = bit;
		i += bytes;
		value = i;
	}
	if (before && before != HEADER_SUBJECT)
		take_value(block, before, without_markup(line_skip(line, value)));
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
quote_headers_flat_at(Line line, size_t *out_offset)
{
	Block block = { 0 };
	size_t at;
	Line tail;

	if (line.length < 40 || line.length > FLAT_BYTES || !may_hold_block(line))
		return false;
	at = flat_from(line);
	if (at == line.length)
		return false;
	tail = line_skip(line, at);
	tail.length = MIN(tail.length, FLAT_SPAN);
	read_flat(tail, &block);
	*out_offset = at;
	return (block.found & HEADER_DATE) && (block.found & HEADER_SUBJECT);
}

bool
quote_headers_read(const Line *lines, size_t count, QuoteHeaders *out)
{
	Block block = { .values = out };
	size_t offset;

	*out = (QuoteHeaders){ 0 };
	out->lines = count ? read_block(lines, count, &block) : 0;
	if (out->lines)
		return true;
	quote_headers_clear(out);
	if (!count || !quote_headers_flat_at(lines[0], &offset))
		return false;
	block = (Block){ .values = out };
	read_flat(line_skip(lines[0], offset), &block);
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
