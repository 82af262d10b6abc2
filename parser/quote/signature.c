#include "parser/quote/signature.h"

#include "parser/quote/footer.h"
#include "parser/quote/rule.h"

#include <string.h>

#define SIGNATURE_LINES 16 /* a longer tail behind "--" is text with a divider in it */
#define EXACT_LINES 60     /* one behind "-- " is longer at times */
#define ADDED_MAX 12       /* things that programs add below each other */
#define CARD_LINES 9       /* of a name and ways to reach it below a rule */
#define CARD_BYTES 80
#define DISCLAIMER_LINES 40 /* that a disclaimer may begin before the end */
#define DISCLAIMER_BYTES 70 /* a shorter one is a person's sentence */
#define SHORT_BYTES 90      /* a paragraph without a word of law may be so long: a name, a link */
#define BANNER_LINES 5

/* disclaimer = opener … word, in one line of the last paragraphs. */
static const char *const disclaimer_openers[] = { "本邮件", "本电子邮件", "此邮件", "此电子邮件", "这封邮件",
	"该邮件", "本信件", "本郵件", "此郵件", "本電子郵件", "保密声明", "保密提示", "免责声明", "声明：",
	"【保密", "重要提示", "This e-mail", "This email", "This message", "This mail", "This communication",
	"This transmission", "The information contained", "The information in this", "The contents of this",
	"Confidentiality", "CONFIDENTIAL", "Disclaimer", "Legal notice", "Privileged", "IMPORTANT NOTICE",
	"NOTICE:", "Diese E-Mail", "Diese Nachricht", "Ce message", "Ce courriel", "Cet e-mail",
	"Este mensaje", "Este correo", "Esta mensagem", "Este e-mail", "Questo messaggio", "Questa e-mail",
	"Dit bericht", "Deze e-mail", "-------- 本邮件" };

static const char *const disclaimer_words[] = { "保密信息", "机密", "機密", "误收", "誤收", "错误接收",
	"预期收件人", "指定收件人", "指定的收件人", "指定的人", "未经授权", "保密声明", "免责声明",
	"保密义务", "仅限于发送给", "仅供", "confidential", "privileged", "intended recipient",
	"intended solely", "intended only", "intended for", "not the intended", "unauthorized",
	"unauthorised", "vertraulich", "confidentiel", "confidencial", "riservat", "vertrouwelijk",
	"viruses" };

/* banner = opener … ; a gateway puts it before the first line. */
static const char *const banner_openers[] = { "CAUTION:", "[CAUTION", "WARNING: ", "EXTERNAL EMAIL",
	"EXTERNAL:", "[EXTERNAL", "External Email", "This email originated from outside",
	"This message originated from outside", "This message came from outside",
	"You don't often get email from", "[外部邮件]", "【外部邮件】", "外部邮件", "此邮件来自外部",
	"本邮件来自外部", "该邮件来自外部", "此郵件來自外部", "您通常不会收到来自", "你通常不会收到来自",
	"Achtung: Externe" };

/* What the warning is about. */
static const char *const banner_words[] = { "email", "e-mail", "sender", "organi", "click", "link",
	"attachment", "outside", "important", "邮件", "發件人", "发件人", "链接", "附件", "谨慎", "注意",
	"郵件", "Absender", "Anhänge", "Anhang" };

bool
line_is_address(Line line)
{
	const char *at;

	line = line_trim(line);
	if (line_starts(line, "<") && line_ends(line, ">"))
		line = (Line){ line.start + 1, line.length - 2 };
	at = memchr(line.start, '@', line.length);
	if (!at || at == line.start || line.length > 254 || memchr(line.start, ' ', line.length))
		return false;
	for (size_t i = 0; i < line.length; i++)
		if (!g_ascii_isalnum(line.start[i]) && !strchr("@._+-", line.start[i]))
			return false;
	return memchr(at, '.', line.length - (size_t)(at - line.start)) != NULL;
}

bool
line_is_day(Line line)
{
	static const char *const units[] = { "年", "月", "日", "-", "/", "." };
	size_t digits = 0, n;

	line = line_trim(line);
	if (line.length > 20 || !line.length)
		return false;
	while (line.length) {
		n = g_ascii_isdigit(*line.start) != 0;
		digits += n;
		for (size_t i = 0; !n && i < G_N_ELEMENTS(units); i++)
			n = line_starts(line, units[i]);
		if (!n && *line.start == ' ')
			n = 1;
		if (!n)
			return false;
		line = line_skip(line, n);
	}
	return digits >= 6 && digits <= 8;
}

/* "-- ", "--", "—— " alone. */
static bool
delimiter_is(Line line)
{
	static const char *const delimiters[] = { "--", "—", "——", "- --", "__", "- -- " };
	Line rest = line_trim(line);

	for (size_t i = 0; i < G_N_ELEMENTS(delimiters); i++)
		if (line_is(rest, delimiters[i]))
			return true;
	return false;
}

/* "-- " to the letter (RFC 3676 §4.3): nobody writes that by hand. */
static bool
delimiter_is_exact(Line line)
{
	if (line.length == 4 && line.start[3] == '\r')
		line.length--;
	return line.length == 3 && memcmp(line.start, "-- ", 3) == 0;
}

/* One to three words in letters that begin with a capital, or two or three Chinese characters. */
static bool
is_name(Line line)
{
	size_t words = 0;

	if (line.length >= 6 && line.length <= 9 && line.length % 3 == 0) {
		for (size_t i = 0; i < line.length; i += 3)
			if ((unsigned char)line.start[i] < 0xe4 || (unsigned char)line.start[i] > 0xe9)
				return false;
		return true;
	}
	if (line.length < 2 || line.length > 40 || !g_ascii_isupper(*line.start))
		return false;
	for (size_t i = 0; i < line.length; i++) {
		if (!g_ascii_isalpha(line.start[i]) && !strchr(" .'-", line.start[i]))
			return false;
		words += i == 0 || line.start[i] == ' ';
	}
	return words <= 3 && *(line.start + line.length - 1) != '.';
}

/* Each word of it with a capital: nothing else tells a name below a rule from a greeting. */
static bool
is_full_name(Line line)
{
	for (size_t i = 1; i < line.length; i++)
		if (line.start[i - 1] == ' ' && !g_ascii_isupper(line.start[i]))
			return false;
	return is_name(line);
}

/* "-John Smith", "--Ann", "— Ann Lee": the way some people sign. */
static bool
dash_name_is(Line line)
{
	size_t n, dashes = 0;

	line = line_trim(line);
	while (dashes < 2 && line_starts(line, "#") == 0 && (n = rule_length(line)) &&
		!strchr("*=~_", *line.start)) {
		line = line_skip(line, n);
		dashes++;
	}
	line = line_trim(line);
	return dashes && !(*line.start & 0x80) && is_name(line);
}

/* "<#DAB4FAD8…>": what a program makes of a link to nowhere in a footer. */
static bool
is_anchor(Line line)
{
	return line.length > 3 && line.length < 60 && line_starts(line, "<#") && line_ends(line, ">");
}

static size_t
last_text(const Line *lines, size_t count)
{
	while (count && (line_is_blank(lines[count - 1]) || is_anchor(line_trim(lines[count - 1]))))
		count--;
	return count;
}

/* NetEase's signature is a table: bars, a name, "邮箱：…" above the footer line. */
static size_t
skip_card(const Line *lines, size_t end)
{
	size_t start = end;

	for (size_t i = end; i-- > 0 && end - i <= 12;) {
		Line line = line_trim(lines[i]);

		if (!line.length)
			continue;
		if (line_starts(line, "|") || line_ends(line, "|") || line_is_address(line) ||
			((line_starts(line, "邮箱") || line_starts(line, "email")) &&
				memchr(line.start, '@', line.length)))
			start = i;
		else if (start == end)
			break;
		else if (line_characters(line) > 20)
			break;
	}
	/* The card begins with a bar; a name between bars belongs to it, text above does not. */
	return start;
}

/* Nothing but disclaimer from here to `end`: what a person goes on to write after "This mail is confidential"
 * has paragraphs that say nothing of the kind. */
static bool
is_disclaimer_to_end(const Line *lines, size_t end)
{
	size_t paragraph = 0, bytes = 0;
	bool legal = false;

	for (size_t i = 0; i <= end; i++) {
		Line line = i < end ? line_trim(lines[i]) : (Line){ "", 0 };

		line.length = MIN(line.length, 2000);
		bytes += line.length;
		if (line.length) {
			paragraph += line.length;
			legal = legal ||
				line_contains_any(line, disclaimer_words, G_N_ELEMENTS(disclaimer_words));
			continue;
		}
		if (paragraph > SHORT_BYTES && !legal)
			return false;
		paragraph = 0;
		legal = false;
	}
	return bytes >= DISCLAIMER_BYTES || (line_trim(lines[0]).start[0] & 0x80);
}

static size_t
disclaimer_start(const Line *lines, size_t end)
{
	size_t first = end > DISCLAIMER_LINES ? end - DISCLAIMER_LINES : 0;

	for (size_t i = first; i < end; i++) {
		Line line = line_trim(lines[i]), window = line;

		while (line.length && strchr("*[(<|#/", *line.start))
			line = line_trim(line_skip(line, 1));
		if (!line_starts_with_any(line, disclaimer_openers, G_N_ELEMENTS(disclaimer_openers)))
			continue;
		/* The deciding word may have wrapped onto the next lines. */
		for (size_t j = i; j < MIN(end, i + 4); j++) {
			window = lines[j];
			window.length = MIN(window.length, 2000);
			if (line_contains_any(window, disclaimer_words, G_N_ELEMENTS(disclaimer_words)))
				return is_disclaimer_to_end(lines + i, end - i) ? i : end;
		}
	}
	return end;
}

static bool
tells_contact(Line line)
{
	static const char *const words[] = { "http://", "https://", "www.", "Tel", "Phone", "Mobile", "Fax",
		"电话", "手机", "传真", "地址", "邮箱", "電話" };
	size_t digits = 0;

	for (size_t i = 0; i < line.length; i++)
		digits += g_ascii_isdigit(line.start[i]) != 0;
	return digits >= 7 || memchr(line.start, '@', line.length) ||
	       line_contains_any(line, words, G_N_ELEMENTS(words));
}

/* card = rule 2*( short line ), one of them with a way to reach the writer, none of them prose */
static size_t
contact_card_start(const Line *lines, size_t end)
{
	static const char *const prose[] = { "。", "，", "！", "？", "姓名", ". ", ", and ", "! ", "? " };
	bool contact = false, framed = end > 2 && line_is_rule(lines[end - 1]);
	size_t count = 0;

	/* A rule below it, too: the way that Japanese write it. */
	for (size_t i = framed ? end - 1 : end; i-- > 0 && count <= CARD_LINES;) {
		Line line = line_trim(lines[i]);

		if (line_is_rule(line))
			return contact && count >= 2 ? i : end;
		if (line.length > CARD_BYTES || line_contains_any(line, prose, G_N_ELEMENTS(prose)))
			return end;
		contact = contact || tells_contact(line);
		count += line.length > 0;
	}
	return end;
}

/* What programs add: footers, disclaimers, a list's way out, and the rules between them. */
static size_t
added_start(const Line *lines, size_t count)
{
	size_t end = last_text(lines, count), before, rounds = 0;

	do {
		before = end;
		if (end && footer_is(lines[end - 1])) {
			bool card = line_find(lines[end - 1], "网易") != NULL;

			end = last_text(lines, end - 1);
			if (card)
				end = last_text(lines, skip_card(lines, end));
		} else if (end > 1 && line_starts(line_trim(lines[end - 1]), "http") &&
			   footer_is(lines[end - 2])) {
			end = last_text(lines, end - 2);
		}
		end = last_text(lines, disclaimer_start(lines, end));
		end = last_text(lines, list_footer_start(lines, end));
		end = last_text(lines, scrubbed_start(lines, end));
		while (end && before != end && line_is_rule(lines[end - 1]))
			end = last_text(lines, end - 1);
	} while (end != before && ++rounds < ADDED_MAX);
	return end;
}

/* The line where what the writer signs with begins: behind a delimiter, a dash with a name, or a card. */
static size_t
signed_start(const Line *lines, size_t end)
{
	size_t first = end > EXACT_LINES ? end - EXACT_LINES : 0;

	for (size_t i = first; i < end; i++)
		if (delimiter_is_exact(lines[i]) ||
			(end - i <= SIGNATURE_LINES + 1 && delimiter_is(lines[i])))
			return i;
	if (end > 1 && dash_name_is(lines[end - 1]))
		return end - 1;
	if (end > 2 && line_is_rule(lines[end - 2]) && is_full_name(line_trim(lines[end - 1])))
		return end - 2;
	return contact_card_start(lines, end);
}

size_t
signature_start(const Line *lines, size_t count)
{
	size_t text = last_text(lines, count), added = added_start(lines, count);
	size_t end = signed_start(lines, added);

	/* The phone's line may stand above the signature as well as below it. */
	if (end < added)
		end = added_start(lines, end);
	return end == text ? count : end;
}

/* Bytes of the opener that `line` begins with. */
static size_t
banner_opener(Line line)
{
	for (size_t i = 0; i < G_N_ELEMENTS(banner_openers); i++)
		if (line_starts(line, banner_openers[i]))
			return strlen(banner_openers[i]);
	return 0;
}

/* A person may begin with "[外部邮件]" or "CAUTION:", too, but then not with what gateways go on to say. */
static bool
warns_of_mail(Line rest, const Line *lines, size_t count)
{
	if (!count && rest.length <= strlen("】"))
		return true;
	if (line_contains_any(rest, banner_words, G_N_ELEMENTS(banner_words)))
		return true;
	for (size_t i = 0; i < count; i++)
		if (line_contains_any(lines[i], banner_words, G_N_ELEMENTS(banner_words)))
			return true;
	return false;
}

size_t
banner_lines(const Line *lines, size_t count)
{
	size_t i = 0, start, opener;

	while (i < count && line_is_blank(lines[i]))
		i++;
	start = i;
	if (i == count)
		return 0;
	opener = banner_opener(line_trim(lines[i]));
	if (!opener)
		return 0;
	while (i < count && !line_is_blank(lines[i]) && i - start < BANNER_LINES)
		i++;
	/* Without a blank line below it nobody knows where the warning ends. */
	if (i == count || !line_is_blank(lines[i]))
		return 0;
	return warns_of_mail(line_skip(line_trim(lines[start]), opener), lines + start + 1, i - start - 1)
		       ? i
		       : 0;
}
