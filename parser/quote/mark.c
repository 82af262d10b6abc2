#include "parser/quote/mark.h"

#include "parser/quote/attribution.h"
#include "parser/quote/header.h"
#include "parser/quote/header_flat.h"
#include "parser/quote/rule.h"
#include "parser/text/word_table.h"

#include <string.h>

#define SEPARATOR_BYTES 200

/* clang-format off */
/* Words between dashes: "-----Original Message-----". */
static const struct {
	const char *words;
	bool forwarded;
} separators[] = {
	{ "原始邮件", false }, { "原始邮件信息", false }, { "原始邮件内容", false }, { "原始郵件", false }, { "原始信件", false },
	{ "邮件原件", false }, { "原邮件", false }, { "原邮件信息", false }, { "回复的原邮件", false }, { "回复的邮件", false },
	{ "回复邮件", false }, { "原始消息", false }, { "原始訊息", false }, { "原邮件内容", false }, { "转发的原邮件", true },
	{ "转发的邮件", true }, { "转发邮件", true }, { "转发邮件信息", true }, { "転送メッセージ", true }, { "转发的消息", true }, { "被转发邮件", true },
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
	{ "転送されたメッセージ", true }, { "원본 메시지", false }, { "원본 메일", false }, { "원본 이메일", false },
	{ "전달된 메시지", true }, { "原始信息", false }, { "原信件", false }, { "历史邮件", false }, { "转发的信息", true },
	{ "已转发邮件", true }, { "已转发的邮件", true }, { "转发的信件", true }, { "轉寄訊息", true }, { "轉寄信件", true },
	{ "原始信件內容", false }, { "原郵件", false }, { "原始内容", false }, { "引用原文", false }, { "原文", false },
	{ "原信", false }, { "Original message follows", false }, { "Original message begins", false },
	{ "Reply", false }, { "Mail original", false }, { "Message transféré", true }, { "Mail transféré", true },
	{ "Courriel original", false }, { "Missatge original", false }, { "Mesaj original", false },
	{ "Mesajul original", false }, { "Orijinal İleti", false }, { "Özgün İleti", false },
	{ "İletilen mesaj", true }, { "Thông điệp gốc", false }, { "Thư gốc", false },
	{ "Forwarded by", true }, { "Pesan asli", false }, { "Pesan Asli", false }, { "Pesan terusan", true },
	{ "Перенаправленное сообщение", true }, { "Пересланное сообщение", true },
	{ "Переслане повідомлення", true }, { "Початкове повідомлення", false },
	{ "Přeposlaná zpráva", true }, { "Pôvodná správa", false }, { "Izvorna poruka", false },
	{ "Izvirno sporočilo", false }, { "Wiadomość przekazana dalej", true },
	{ "Przekazana wiadomość", true }, { "Továbbított üzenet", true }, { "Αρχικό μήνυμα", false },
	{ "Välitetty viesti", true }, { "Alkuperäinen viesti", false }, { "Videresendt melding", true },
	{ "Videresendt besked", true }, { "Oprindelig besked", false }, { "Original besked", false },
	{ "Original melding", false }, { "Vidarebefordrat brev", true }, { "Originalmail", false },
	{ "Doorgestuurd", true }, { "Origineel bericht", false }, { "Originele mail", false },
	{ "Reenviado", true }, { "Mensaje Original", false }, { "Correo original", false },
	{ "E-mail original", false }, { "Inoltrato", true }, { "הודעה מקורית", false },
	{ "الرسالة الأصلية", false }, { "ข้อความต้นฉบับ", false }, { "Videresendt meddelelse", true },
	{ "Välitetty viesti / Fwd.Msg", true }, { "Edelleenlähetetty viesti", true },
	{ "Message transmis", true }, { "Proslijeđena poruka", true }, { "Prosleđena poruka", true },
	{ "Posredovano sporočilo", true }, { "Treść przekazanej wiadomości", true },
	{ "Mensagem reencaminhada", true }, { "Mesaj redirecționat", true }, { "Mesaj redirecţionat", true },
	{ "Preposlaná správa", true }, { "Preposlaná správa --- Forwarded Message", true },
	{ "İletilen İleti", true }, { "İletilmiş Mesaj", true }, { "Перенаправлене повідомлення", true },
	{ "Antwort Nachricht", false }, { "邮件原文", false },
};
/* clang-format on */
static WordTable by_separator = WORD_TABLE(separators);

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
	{ "Begin forwarded message :", true }, { "[Original Message]", false }, { "[原始邮件]", false },
	{ "Begin doorgestuurd bericht:", true }, { "Vidarebefordrat brev:", true },
	{ "Videresendt besked:", true }, { "Start på videresendt besked:", true },
	{ "Vidarebefordrat meddelande:", true }, { "Start videresendt melding:", true },
	{ "Välitetty viesti alkaa:", true }, { "Начало переадресованного сообщения:", true },
	{ "Początek przekazywanej wiadomości:", true }, { "Začátek přeposílané zprávy:", true },
	{ "Início da mensagem encaminhada:", true }, { "Início da mensagem reencaminhada:", true },
	{ "İleti başlangıcı:", true }, { "이하는 전달된 메시지입니다:", true }, { "전달된 메시지:", true },
	{ "下面是转发的邮件：", true }, { "开始转发邮件：", true }, { "开始转发邮件:", true },
	{ "以下是轉寄的郵件：", true }, { "Započni proslijeđenu poruku:", true },
	{ "Továbbított levél kezdete:", true }, { "Videresendt melding:", true },
	{ "Începe mesajul redirecționat:", true }, { "Začiatok preposlanej správy:", true },
	{ "Vidarebefordrat mejl:", true }, { "Початок листа, що пересилається:", true },
};
static WordTable by_headline = WORD_TABLE(headlines);

/* Such a line says what follows only when a copied header block does. */
static const char *const announcers[] = { "Message du ", "Forwarded message:", "Weitergeleitete Nachricht:", "Message transféré :",
	"Mensaje reenviado:", "转发邮件：", "转发邮件:", "转发的邮件：", "Forwarded by ", "Forwarded message from ", "转发自",
	"此邮件转发自", "Original message from " };

/* The bulletin boards of universities: "【 在 ann (安丽) 的大作中提到: 】". */
static const char board[] = "的大作中提到";
/* clang-format on */

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
		else if (line_starts(at, "&gt;")) /* Coremail escapes it in plain text */
			rest = line_skip(at, strlen("&gt;"));
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

static bool
set_separator(QuoteMark *out, bool forwarded)
{
	*out = (QuoteMark){
		.lines = 1, .strong = true, .clear = true, .headers = true, .forwarded = forwarded
	};
	return true;
}

/* Does a copied header block follow this line at once, itself behind '>' or not? */
static bool
block_follows(const Line *lines, size_t count)
{
	enum {
		BODIES = 12
	};
	Line bodies[BODIES];
	size_t next = 1, taken = 0;

	while (next < MIN(count, 4) && line_is_blank(lines[next]))
		next++;
	if (next >= MIN(count, 4))
		return false;
	while (taken < BODIES && next + taken < count && quote_depth(lines[next + taken], &bodies[taken]))
		taken++;
	return taken ? quote_headers_at(bodies, taken) > 0 : quote_headers_at(lines + next, count - next) > 0;
}

/* Does a quoted line follow within a few short ones? */
static bool
quote_follows(const Line *lines, size_t count)
{
	for (size_t i = 1; i < MIN(count, 5) && lines[i].length < SEPARATOR_BYTES; i++)
		if (quote_depth(lines[i], NULL))
			return true;
	return false;
}

/* "-------- 原始信息 --------由： Ann …": a separator with the first lines of the block run into it; `line`
 * is without the rule at its head. */
static bool
flat_separator_at(Line line, QuoteMark *out)
{
	for (size_t i = word_table_first(&by_separator, line); i < by_separator.count;
		i = word_table_next(&by_separator, i)) {
		size_t n = line_starts(line, separators[i].words), rule, count = 0;
		Line rest = line_trim(line_skip(line, n));

		if (!n)
			continue;
		for (; (rule = rule_length(rest)); count++)
			rest = line_skip(rest, rule);
		if (count >= 4)
			return set_separator(out, separators[i].forwarded);
	}
	return false;
}

static bool
separator_at(const Line *lines, size_t count, QuoteMark *out)
{
	size_t rules;
	Line line = line_trim(lines[0]), words;

	if (line.length > SEPARATOR_BYTES && !rule_length(line))
		return false;
	words = between_rules(line, &rules);
	if (rule_length(line) && flat_separator_at(words, out))
		return true;
	if (line.length > SEPARATOR_BYTES)
		return false;
	for (size_t i = word_table_first(&by_separator, words); i < by_separator.count;
		i = word_table_next(&by_separator, i))
		if (line_is(words, separators[i].words) && (rules >= 2 || block_follows(lines, count)))
			return set_separator(out, separators[i].forwarded);
	if (rules >= 3 && line_starts(words, "Forwarded by "))
		return set_separator(out, true);
	for (size_t i = word_table_first(&by_headline, words); i < by_headline.count;
		i = word_table_next(&by_headline, i))
		if (line_is(words, headlines[i].words))
			return set_separator(out, headlines[i].forwarded);
	if (line_starts(words, "【") && line_find(words, board))
		return set_separator(out, false);
	for (size_t i = 0; i < G_N_ELEMENTS(announcers); i++)
		if (line_starts(words, announcers[i]) && block_follows(lines, count))
			return set_separator(out, strstr(announcers[i], "Message du") == NULL);
	/* In whatever language. */
	return words.length &&
	       ((rules >= 3 && block_follows(lines, count)) || (rules >= 5 && quote_follows(lines, count))) &&
	       set_separator(out, false);
}

bool
quote_mark_in_angles(Line line)
{
	line = line_trim(line);
	return line.length > 20 && line.length < SEPARATOR_BYTES && line_starts(line, ">>> ") &&
	       line_ends(line, " >>>") && memchr(line.start, ':', line.length);
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

	if (!taken && !header_flat_at(lines[0], &offset))
		return false;
	*out = (QuoteMark){ .lines = taken ? taken : 1,
		.offset = before_separator(lines[0], offset),
		.strong = true,
		.clear = true,
		.headers = true };
	return true;
}

static bool
attributed_at(const Line *lines, size_t count, QuoteMark *out)
{
	Attribution found;

	if (!attribution_at(lines, count, &found))
		return false;
	*out = (QuoteMark){
		.lines = found.lines, .offset = found.offset, .strong = found.strong, .clear = found.clear
	};
	return true;
}

bool
quote_may_head(Line line)
{
	size_t rules;

	if (rule_length(line))
		return between_rules(line, &rules).length > 0;
	for (size_t i = word_table_first(&by_headline, line); i < by_headline.count;
		i = word_table_next(&by_headline, i))
		if (line_is(line, headlines[i].words))
			return true;
	return line_starts(line, "【") || line_starts(line, "[") || quote_header_is_named(line);
}

bool
quote_mark_at(const Line *lines, size_t count, QuoteMark *out)
{
	if (!count || line_is_blank(lines[0]))
		return false;
	if (quote_mark_in_angles(lines[0])) {
		*out = (QuoteMark){ .lines = 1, .strong = true, .clear = true };
		return true;
	}
	return separator_at(lines, count, out) || headers_at(lines, count, out) ||
	       attributed_at(lines, count, out);
}
