#include "parser/signature.h"

#include <string.h>

#define SIGNATURE_LINES 16  /* a longer tail behind "--" is text with a divider in it */
#define DISCLAIMER_LINES 40 /* that a disclaimer may begin before the end */
#define FOOTER_BYTES 160
#define BANNER_LINES 5

/* footer = opener … product; both in one short line. */
static const char *const footer_openers[] = { "发自", "發自", "发送自", "来自", "來自", "从我的", "从 ",
	"從我的", "由我的", "由 ", "使用", "Sent from", "Sent using", "Sent with", "Sent via", "Get Outlook",
	"Get the ", "Download Outlook", "获取", "下载 ", "Von meinem ", "Gesendet ",
	"Diese Nachricht wurde von", "Envoyé ", "Obtenir ", "Enviado ", "Obtener ", "Obter ", "Inviato ",
	"Scarica ", "Ottieni ", "Verzonden ", "Verstuurd ", "Skickat ", "Sendt ", "Lähetetty ", "Wysłan",
	"Odesláno ", "Отправлено ", "Надіслано " };

static const char *const products[] = { "手机", "手機", "iPhone", "iPad", "Android", "客户端", "邮箱",
	"邮件大师", "信箱", "大师", "Outlook", "Windows", "Mail", "BlackBerry", "Samsung", "Galaxy", "HUAWEI",
	"Xiaomi", "Handy", "Gerät", "phone", "mobile", "device", "tablet", "iOS", "Yahoo", "Foxmail", "Spark",
	"Superhuman", "móvil", "celular", "mobil", "telefon", "wireless", "Workspace", "网易", "QQ" };

/* Whole footers that the rule above does not see. */
static const char *const footers[] = { "签名由 网易邮箱大师 定制", "签名由网易邮箱大师定制", "iPhone发送自",
	"iPhone 发送自", "iPhoneから送信", "iPadから送信", "Androidから送信", "나의 iPhone에서 보냄",
	"내 iPhone에서 보냄", "iPhone'umdan gönderildi", "以上邮件由" };

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
static const char *const banner_openers[] = { "CAUTION:", "[CAUTION", "WARNING: This email", "EXTERNAL EMAIL",
	"EXTERNAL:", "[EXTERNAL", "External Email", "This email originated from outside",
	"This message originated from outside", "This message came from outside",
	"You don't often get email from", "[外部邮件]", "【外部邮件】", "外部邮件", "此邮件来自外部",
	"本邮件来自外部", "该邮件来自外部", "此郵件來自外部", "您通常不会收到来自", "你通常不会收到来自",
	"Achtung: Externe" };

static bool
starts_with_any(Line line, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (line_starts(line, words[i]))
			return true;
	return false;
}

static bool
contains_any(Line line, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (line_find(line, words[i]))
			return true;
	return false;
}

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

/* "Get Outlook for iOS<https://…>" counts without its link. */
static Line
without_link(Line line)
{
	const char *link = memchr(line.start, '<', line.length);

	if (link && link > line.start && line_find(line_skip(line, (size_t)(link - line.start)), "http"))
		line.length = (size_t)(link - line.start);
	return line_trim(line);
}

static bool
footer_is(Line line)
{
	Line rest = without_link(line);

	if (!rest.length || rest.length > FOOTER_BYTES)
		return false;
	while (rest.length && strchr("-_*[(<|", *rest.start))
		rest = line_trim(line_skip(rest, 1));
	if (starts_with_any(rest, footers, G_N_ELEMENTS(footers)))
		return true;
	/* A person's sentence ("使用手机…，老师骂我") is longer, and stops within. */
	if (line_characters(rest) > 60 || line_find(rest, "，") || line_find(rest, "。") ||
		line_find(rest, "？"))
		return false;
	return starts_with_any(rest, footer_openers, G_N_ELEMENTS(footer_openers)) &&
	       contains_any(rest, products, G_N_ELEMENTS(products));
}

/* "来自" and "使用" open human sentences too: then only a line of its own at the very end with few
 * characters. */
static bool
footer_is_safe(Line line)
{
	static const char *const loose[] = { "来自", "來自", "使用", "从 ", "由 ", "获取", "下载 ",
		"Get the " };
	Line rest = without_link(line);

	if (!footer_is(line))
		return false;
	return !starts_with_any(rest, loose, G_N_ELEMENTS(loose)) || line_characters(rest) <= 30;
}

/* "-- ", "--", "—— " alone. */
static bool
delimiter_is(Line line)
{
	Line rest = line_trim(line);

	return line_is(rest, "--") || line_is(rest, "—") || line_is(rest, "- --");
}

/* "-John Smith": the way some people sign. */
static bool
dash_name_is(Line line)
{
	int words = 0;

	line = line_trim(line);
	if (line.length < 3 || line.length > 40 || *line.start != '-')
		return false;
	line = line_trim(line_skip(line, 1));
	if (!line.length || !g_ascii_isupper(*line.start))
		return false;
	for (size_t i = 0; i < line.length; i++) {
		if (!g_ascii_isalpha(line.start[i]) && !strchr(" .'-", line.start[i]))
			return false;
		words += i == 0 || line.start[i] == ' ';
	}
	return words <= 3 && *(line.start + line.length - 1) != '.';
}

static size_t
last_text(const Line *lines, size_t count)
{
	while (count && line_is_blank(lines[count - 1]))
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

static size_t
disclaimer_start(const Line *lines, size_t end)
{
	size_t first = end > DISCLAIMER_LINES ? end - DISCLAIMER_LINES : 0;

	for (size_t i = first; i < end; i++) {
		Line line = line_trim(lines[i]), window = line;

		while (line.length && strchr("*[(<|#", *line.start))
			line = line_trim(line_skip(line, 1));
		if (!starts_with_any(line, disclaimer_openers, G_N_ELEMENTS(disclaimer_openers)))
			continue;
		/* The deciding word may have wrapped onto the next lines. */
		for (size_t j = i; j < MIN(end, i + 4); j++) {
			window = lines[j];
			window.length = MIN(window.length, 2000);
			if (contains_any(window, disclaimer_words, G_N_ELEMENTS(disclaimer_words)))
				return i;
		}
	}
	return end;
}

size_t
signature_start(const Line *lines, size_t count)
{
	size_t end = last_text(lines, count), before, first;

	do {
		before = end;
		if (end && footer_is_safe(lines[end - 1])) {
			bool card = line_find(lines[end - 1], "网易") != NULL;

			end = last_text(lines, end - 1);
			if (card)
				end = last_text(lines, skip_card(lines, end));
		}
		end = last_text(lines, disclaimer_start(lines, end));
		while (end && before != end && line_trim(lines[end - 1]).length >= 3 &&
			strspn(line_trim(lines[end - 1]).start, "-_=*") >= line_trim(lines[end - 1]).length)
			end = last_text(lines, end - 1);
	} while (end != before);
	first = end > SIGNATURE_LINES ? end - SIGNATURE_LINES : 0;
	for (size_t i = first; i < end; i++)
		if (delimiter_is(lines[i]))
			return i;
	if (end > 1 && dash_name_is(lines[end - 1]))
		return end - 1;
	return end == last_text(lines, count) ? count : end;
}

size_t
banner_lines(const Line *lines, size_t count)
{
	size_t i = 0, start;

	while (i < count && line_is_blank(lines[i]))
		i++;
	start = i;
	if (i == count)
		return 0;
	if (!starts_with_any(line_trim(lines[i]), banner_openers, G_N_ELEMENTS(banner_openers)))
		return 0;
	while (i < count && !line_is_blank(lines[i]) && i - start < BANNER_LINES)
		i++;
	/* Without a blank line below it nobody knows where the warning ends. */
	return i < count && line_is_blank(lines[i]) ? i : 0;
}
