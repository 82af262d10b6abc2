#include "parser/quote_mark.h"

#include "parser/quote_header.h"

#include <string.h>

#define JOINED_LINES 4   /* an attribution wraps over at most this many */
#define JOINED_BYTES 600 /* and is no longer than this */

/* clang-format off */
/* Words between dashes: "-----Original Message-----". */
static const struct {
	const char *words;
	bool forwarded;
} separators[] = {
	{ "原始邮件", false }, { "原始邮件信息", false }, { "原始邮件内容", false }, { "原始郵件", false }, { "原始信件", false },
	{ "邮件原件", false }, { "原邮件", false }, { "原邮件信息", false }, { "回复的原邮件", false }, { "回复的邮件", false },
	{ "回复邮件", false }, { "原始消息", false }, { "原始訊息", false }, { "原邮件内容", false }, { "转发的原邮件", true },
	{ "转发的邮件", true }, { "转发邮件", true }, { "转发邮件信息", true }, { "转发的消息", true }, { "被转发邮件", true },
	{ "被转发的邮件", true }, { "轉寄的郵件", true }, { "轉寄郵件", true }, { "轉寄的訊息", true }, { "Original", false },
	{ "Original Message", false }, { "Original Email", false }, { "Original E-Mail", false },
	{ "Original Mail", false }, { "Original Appointment", false }, { "Replied Message", false },
	{ "Reply Message", false }, { "Forwarded Message", true }, { "Forwarded Mail", true },
	{ "Forwarded Email", true }, { "Ursprüngliche Nachricht", false }, { "Ursprüngliche Mail", false },
	{ "Originalnachricht", false }, { "Original-Nachricht", false },
	{ "Weitergeleitete Nachricht", true }, { "Message d'origine", false },
	{ "Message d’origine", false }, { "Message original", false }, { "Message initial", false },
	{ "Message transféré", true }, { "Mensaje original", false }, { "Mensaje reenviado", true },
	{ "Messaggio originale", false }, { "Messaggio inoltrato", true }, { "Mensagem original", false },
	{ "Mensagem encaminhada", true }, { "Oorspronkelijk bericht", false },
	{ "Doorgestuurd bericht", true }, { "Ursprungligt meddelande", false },
	{ "Originalmeddelande", false }, { "Vidarebefordrat meddelande", true },
	{ "Opprinnelig melding", false }, { "Oprindelig meddelelse", false },
	{ "Alkuperäinen viesti", false }, { "Wiadomość oryginalna", false },
	{ "Oryginalna wiadomość", false }, { "Původní zpráva", false }, { "Eredeti üzenet", false },
	{ "Orijinal Mesaj", false }, { "Исходное сообщение", false }, { "Оригинальное сообщение", false },
	{ "Пересылаемое сообщение", true }, { "元のメッセージ", false }, { "オリジナルメッセージ", false },
	{ "転送されたメッセージ", true }, { "원본 메시지", false },
};
/* clang-format on */

/* clang-format off */
/* Whole lines that stand above a quote without dashes. */
static const struct {
	const char *words;
	bool forwarded;
} headlines[] = {
	{ "Begin forwarded message:", true }, { "下面是被转发的邮件：", true }, { "以下是被转发的邮件：", true },
	{ "以下是转发的邮件：", true }, { "以下是转发的邮件:", true }, { "开始转发的邮件：", true }, { "以下為轉寄的郵件：", true },
	{ "開始轉寄郵件：", true }, { "Anfang der weitergeleiteten Nachricht:", true },
	{ "Début du message réexpédié :", true }, { "Début du message transféré :", true },
	{ "Inizio messaggio inoltrato:", true }, { "Inicio del mensaje reenviado:", true },
	{ "転送されたメッセージ：", true }, { "以下、転送されたメッセージ：", true }, { "Please reply above this line", false },
	{ "Please type your reply above this line", false }, { "Reply above this line", false },
	{ "请在此行以上回复", false }, { "请在此线以上回复", false }, { "回复请写在此行以上", false },
};
/* clang-format on */

/* clang-format off */
/* What an attribution says; `last` verbs end it but for a colon, after the others a name may follow. */
static const struct {
	const char *verb;
	bool last;
} verbs[] = {
	{ "wrote", true }, { "writes", true }, { "wrote on", false }, { "写道", true }, { "寫道", true },
	{ "写于", false }, { "来信", true }, { "撰写", true }, { "schrieb", false }, { "schrieben", true },
	{ "geschrieben", true }, { "a écrit", true }, { "ha scritto", true }, { "escribió", true },
	{ "escreveu", true }, { "schreef", false }, { "het volgende geschreven", true },
	{ "skrev", false }, { "napisał(a)", true }, { "napisał", true }, { "napisała", true },
	{ "pisze", true }, { "napsal(a)", true }, { "napsal", true }, { "написал(а)", true },
	{ "написал", true }, { "написала", true }, { "пишет", true }, { "kirjoitti", true },
	{ "ezt írta", false }, { "írta", true }, { "şunu yazdı", true }, { "yazdı", true },
	{ "đã viết", true }, { "のメール", true }, { "のメッセージ", true }, { "書きました", true }, { "님이 작성", true },
	{ "작성", true },
};
/* clang-format on */

/* How an attribution may begin when it wraps, or when no address stands in it. */
static const char *const openers[] = { "On ", "At ", "在", "於", "于", "Am ", "Le ", "El ", "Il ", "Em ",
	"Op ", "Den ", "W dniu ", "Dnia ", "Dne ", "Den ", "Pada ", "Vào ", "Tarih", "Den ", "---- On ",
	"--- On ", "Le " };

/* Bytes of the rule character (a dash of any sort) at the head of `line`, or 0. */
static size_t
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

int
quote_depth(Line line, Line *out_body)
{
	int depth = 0;
	Line rest = line;

	for (;;) {
		Line at = rest;
		size_t n, blanks = 0;

		while (blanks < 4 && (n = blank_length(at.start, at.length))) {
			at = line_skip(at, n);
			blanks++;
		}
		if (line_starts(at, ">"))
			rest = line_skip(at, 1);
		else if (line_starts(at, "＞"))
			rest = line_skip(at, strlen("＞"));
		else
			break;
		depth++;
	}
	if (out_body)
		*out_body = line_trim(rest);
	return depth;
}

/* `line` without the rules, bars and stars around its words; *out_rules the shorter run of rules. */
static Line
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
	return line_trim(line);
}

static bool
separator_at(Line line, QuoteMark *out)
{
	size_t rules;
	Line words;

	if (line.length > 200)
		return false;
	line = line_trim(line);
	words = between_rules(line, &rules);
	for (size_t i = 0; rules >= 2 && i < G_N_ELEMENTS(separators); i++)
		if (line_is(words, separators[i].words)) {
			*out = (QuoteMark){ .lines = 1,
				.strong = true,
				.clear = true,
				.headers = true,
				.forwarded = separators[i].forwarded };
			return true;
		}
	if (rules >= 3 && line_starts(words, "Forwarded by ")) {
		*out = (QuoteMark){
			.lines = 1, .strong = true, .clear = true, .headers = true, .forwarded = true
		};
		return true;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(headlines); i++)
		if (line_is(words, headlines[i].words)) {
			*out = (QuoteMark){ .lines = 1,
				.strong = true,
				.clear = true,
				.headers = true,
				.forwarded = headlines[i].forwarded };
			return true;
		}
	return false;
}

/* The words and rules of a separator that was flattened into the line with its block; returns the bytes
 * before. */
static size_t
before_separator(Line line, size_t offset)
{
	for (size_t n = offset, size; n; n = offset) {
		Line before = { line.start, n };

		for (size = 1; size <= 3 && size <= n; size++)
			if (blank_length(before.start + n - size, size) == size ||
				rule_length(line_skip(before, n - size)) == size)
				break;
		if (size <= 3 && size <= n) {
			offset = n - size;
			continue;
		}
		for (size = 0; size < G_N_ELEMENTS(separators); size++)
			if (line_ends(before, separators[size].words))
				break;
		if (size == G_N_ELEMENTS(separators))
			break;
		offset = n - strlen(separators[size].words);
	}
	return offset;
}

static bool
headers_at(const Line *lines, size_t count, QuoteMark *out)
{
	size_t taken = quote_headers_at(lines, count), offset = 0;

	if (!taken && !quote_headers_flat_at(lines[0], &offset))
		return false;
	*out = (QuoteMark){ .lines = taken ? taken : 1,
		.offset = before_separator(lines[0], offset),
		.strong = true,
		.clear = true,
		.headers = true };
	return true;
}

static bool
has_year(Line line)
{
	size_t digits = 0;

	for (size_t i = 0; i < line.length; i++) {
		if (!g_ascii_isdigit(line.start[i])) {
			digits = 0;
			continue;
		}
		if (++digits == 4 &&
			(!memcmp(line.start + i - 3, "20", 2) || !memcmp(line.start + i - 3, "19", 2)) &&
			(i + 1 == line.length || !g_ascii_isdigit(line.start[i + 1])))
			return true;
	}
	return false;
}

/* "10:00", "10.00", "10h00", "上午 9：30" */
static bool
has_time(Line line)
{
	for (size_t i = 1; i + 2 < line.length; i++) {
		size_t n;

		if (!g_ascii_isdigit(line.start[i - 1]))
			continue;
		n = colon_length(line.start + i, line.length - i);
		if (!n && (line.start[i] == 'h' || line.start[i] == '.'))
			n = 1;
		if (n && i + n + 1 < line.length && g_ascii_isdigit(line.start[i + n]) &&
			g_ascii_isdigit(line.start[i + n + 1]))
			return true;
	}
	return false;
}

/* "3/5/26" */
static bool
has_slashed_date(Line line)
{
	int slashes = 0;

	for (size_t i = 1; i + 1 < line.length; i++) {
		if (line.start[i] == '/' && g_ascii_isdigit(line.start[i - 1]) &&
			g_ascii_isdigit(line.start[i + 1]))
			slashes++;
		else if (!g_ascii_isdigit(line.start[i]))
			slashes = 0;
		if (slashes == 2)
			return true;
	}
	return false;
}

static bool
has_digit(Line line)
{
	for (size_t i = 0; i < line.length; i++)
		if (g_ascii_isdigit(line.start[i]))
			return true;
	return false;
}

static bool
begins_with_opener(Line line)
{
	if (line.length && g_ascii_isdigit(*line.start) && has_year(line))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(openers); i++)
		if (line_starts(line, openers[i]))
			return true;
	return false;
}

/* Does `line`, freed of rules at both ends, end with a colon? Takes the colon off. */
static bool
take_colon(Line *line, size_t *out_rules)
{
	*line = between_rules(*line, out_rules);
	if (line_ends(*line, ":"))
		line->length -= 1;
	else if (line_ends(*line, "："))
		line->length -= strlen("：");
	else
		return false;
	*line = line_trim(*line);
	return true;
}

/* attribution = [ date ] [ name ] [ address ] verb ":" in the order that the language has */
static bool
sentence_is_attribution(Line line, QuoteMark *out)
{
	size_t rules;
	bool colon = take_colon(&line, &rules), last = false, found = false;
	bool address = memchr(line.start, '@', line.length) != NULL;
	bool dated = has_year(line) || has_time(line) || has_slashed_date(line);

	for (size_t i = 0; i < G_N_ELEMENTS(verbs) && !last; i++) {
		if (line_ends(line, verbs[i].verb))
			found = last = true;
		else if (colon && !verbs[i].last && line_find(line, verbs[i].verb))
			found = true;
	}
	out->strong = out->clear = false;
	if (found && (colon || last)) {
		out->clear = (address && dated) || rules >= 4;
		out->strong = out->clear || (address && has_digit(line) && begins_with_opener(line)) ||
			      (has_year(line) && has_time(line) && begins_with_opener(line));
		return address || has_digit(line) || line.length < 120;
	}
	/* By shape, for languages without a row: an address and a time before a colon. */
	return colon && address && dated;
}

static bool
attribution_is(Line line, QuoteMark *out)
{
	/* Most lines end like a sentence and are prose. */
	static const char *const stops[] = { "。", "，", "！", "？", "；", "、" };

	out->strong = out->clear = false;
	if (line.length && strchr(".,!?;", line.start[line.length - 1]))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(stops); i++)
		if (line_ends(line, stops[i]))
			return false;
	return sentence_is_attribution(line, out);
}

static bool
attribution_at(const Line *lines, size_t count, QuoteMark *out)
{
	Line first = line_trim(lines[0]);
	g_autoptr(GString) joined = NULL;
	QuoteMark mark = { .lines = 1 };

	if (!first.length || first.length > JOINED_BYTES)
		return false;
	if (attribution_is(first, &mark)) {
		*out = mark;
		return true;
	}
	if (!begins_with_opener(first))
		return false;
	joined = g_string_new_len(first.start, (gssize)first.length);
	for (size_t i = 1; i < MIN(count, JOINED_LINES); i++) {
		Line next = line_trim(lines[i]);

		if (!next.length || joined->len + next.length > JOINED_BYTES)
			return false;
		g_string_append_c(joined, ' ');
		g_string_append_len(joined, next.start, (gssize)next.length);
		mark.lines = i + 1;
		if (attribution_is((Line){ joined->str, joined->len }, &mark)) {
			*out = mark;
			return true;
		}
	}
	return false;
}

bool
quote_mark_at(const Line *lines, size_t count, QuoteMark *out)
{
	if (!count || line_is_blank(lines[0]))
		return false;
	return separator_at(lines[0], out) || headers_at(lines, count, out) ||
	       attribution_at(lines, count, out);
}
