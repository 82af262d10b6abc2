#include "parser/quote/footer.h"

#include "parser/quote/rule.h"

#include <string.h>

#define FOOTER_BYTES 200
#define FOOTER_CHARACTERS 80
#define LOOSE_BYTES 60       /* for words that open human sentences, too */
#define SCRUBBED_LINES 30    /* that notes about scrubbed attachments take */
#define LIST_FOOTER_LINES 14 /* that it may begin before the end */

/* clang-format off */
/* footer = opener … product [ closer ] / product … closer; both in one short line. `loose` ones open human
 * sentences, too. */
static const struct {
	const char *word;
	bool loose;
	const char *closer; /* that it needs at its end, or NULL */
} openers[] = {
	{ "发自", false, NULL }, { "發自", false, NULL }, { "发送自", false, NULL }, { "來自", true, NULL }, { "来自", true, NULL }, { "从我的", false, NULL },
	{ "從我的", false, NULL }, { "从 ", true, "发送" }, { "由我的", false, NULL }, { "由 ", true, "发送" }, { "使用", true, "发送" }, { "获取", true, NULL },
	{ "取得", true, NULL }, { "下载", true, NULL }, { "下載", true, NULL }, { "Sent from", false, NULL }, { "Sent using", false, NULL },
	{ "Sent with", false, NULL }, { "Sent via", false, NULL }, { "Sent by", true, NULL }, { "Sent on the new ", false, NULL }, { "From my ", true, NULL },
	{ "Get Outlook", false, NULL }, { "Get [Outlook", false, NULL }, { "Get the ", true, NULL }, { "Download Outlook", false, NULL },
	{ "Outlook for ", false, NULL }, { "Outlook für ", false, NULL },
	{ "Outlook voor ", false, NULL }, { "Please excuse ", true, NULL }, { "Von meinem ", false, NULL }, { "Gesendet ", false, NULL },
	{ "Diese Nachricht wurde von", false, NULL }, { "Holen Sie sich ", true, NULL }, { "Laden Sie ", true, NULL },
	{ "Envoyé ", false, NULL }, { "Obtenir ", true, NULL }, { "Télécharger ", true, NULL }, { "Provenance :", false, NULL },
	{ "Enviado ", false, NULL }, { "Obtener ", true, NULL }, { "Obter ", true, NULL }, { "Enviat ", false, NULL }, { "Inviato ", false, NULL },
	{ "Scarica ", true, NULL }, { "Ottieni ", true, NULL }, { "Verzonden ", false, NULL }, { "Verstuurd ", false, NULL },
	{ "Skickat ", false, NULL }, { "Skickades ", false, NULL }, { "Skaffa ", true, NULL }, { "Sendt ", false, NULL }, { "Hent ", true, NULL },
	{ "Få ", true, NULL }, { "Lähetetty ", false, NULL }, { "Hanki ", true, NULL }, { "Wysłan", false, NULL }, { "Pobierz ", true, NULL },
	{ "Odesláno ", false, NULL }, { "Odoslané ", false, NULL }, { "Stáhnout ", true, NULL }, { "Küldve ", false, NULL },
	{ "Trimis ", false, NULL }, { "Poslano ", false, NULL }, { "Отправлено ", false, NULL }, { "Надіслано ", false, NULL },
	{ "Изпратено ", false, NULL }, { "Gửi từ ", false, NULL }, { "Được gửi từ ", false, NULL }, { "Dikirim dari ", false, NULL },
	{ "Στάλθηκε από ", false, NULL }, { "נשלח ", false, NULL }, { "أرسلت ", false, NULL }, { "ส่งจาก", false, NULL }, { "Connected by ", true, NULL },
};

static const char *const closers[] = { "から送信", "で送信", "から送信しました", "에서 보냄", "gönderildi", "downloaden",
	"herunter", "beziehen", "gesendet" };

static const char *const products[] = { "手机", "手機", "iPhone", "iPad", "iPhon", "Android", "客户端", "客戶端", "邮箱",
	"邮件", "邮件大师", "信箱", "大师", "Outlook", "Windows", "Mail", "Courrier", "Correo", "Posta", "Почт",
	"メール", "BlackBerry", "Samsung", "Galaxy", "HUAWEI", "Xiaomi", "HTC", "Nokia", "Handy", "Gerät", "phone", "mobile",
	"device", "tablet", "iOS", "Yahoo", "Foxmail", "Coremail", "Spark", "Superhuman", "móvil", "celular", "mobil",
	"telefon", "wireless", "Workspace", "网易", "QQ", "微信", "钉钉", "钉邮", "移动", "WPS", "Zoho", "Proton", "Apple",
	"Watch", "Macbook", "Thunderbird" };

/* Whole footers that the rule above does not see. */
static const char *const footers[] = { "签名由 网易邮箱大师 定制", "签名由网易邮箱大师定制", "iPhone发送自",
	"iPhone 发送自", "以上邮件由", "Sent on the go", "Please excuse brevity and typos", "Please excuse my brevity",
	"Please excuse typos", "Please pardon typos", "Please forgive typos", "Pardon my brevity",
	"Please consider the environment", "Think before you print", "Please think of the environment",
	"P Please consider the environment", "Consider the environment before printing", "请考虑环境", "请考虑环保",
	"请保护环境", "为了环保", "Virus-free", "Message envoyé avec ", "This email has been checked for viruses", "This e-mail has been checked for",
	"This message has been scanned", "This email has been scanned", "This message was scanned by",
	"This email was scanned by", "Diese E-Mail wurde von Avast", "Virenfrei", "Libre de virus", "Garanti sans virus",
	"Livre de vírus", "Scanned by ", "Do You Yahoo!?", "Yahoo! Groups Links" };

/* What stands behind a footer in its line. */
static const char *const tails[] = { "Please excuse", "Please pardon", "Please forgive", "Excuse", "Bitte entschuldigen",
	"Veuillez excuser", "Disculpe" };

/* A mailing list tells how to leave it. */
static const char *const list_words[] = { "Groups Links", "your group on the web", "mailing list", "unsubscribe", "邮件列表", "退订", "取消订阅", "郵件列表",
	"mailman/listinfo", "Liste de diffusion", "Mailingliste", "discussion list", "subscribed to the Google Groups" };
/* clang-format on */

static bool
ends_with_any(Line line, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (line_ends(line, words[i]))
			return true;
	return false;
}

/* "- Get Outlook for iOS<https://…>" counts without link and dashes. */
static Line
bare_footer(Line line)
{
	const char *link, *behind;

	line = line_trim(line);
	behind = line_starts(line, "<http") ? memchr(line.start, '>', line.length) : NULL;
	if (behind)
		line = line_trim(line_skip(line, (size_t)(behind - line.start) + 1));
	link = line_find(line, "http");
	if (link > line.start + 1 && strchr("<( [", link[-1]))
		line.length = (size_t)(link - line.start) - 1;
	line = line_trim(line);
	while (line.length && strchr("-_*[(<|>=~", *line.start))
		line = line_trim(line_skip(line, 1));
	while (line.length && strchr("-_*])|=~.", line.start[line.length - 1]))
		line = line_trim((Line){ line.start, line.length - 1 });
	return line;
}

/* The footer's own sentence: "Sent from my phone. Please excuse my brevity." */
static Line
first_sentence(Line line)
{
	for (size_t i = 0; i < G_N_ELEMENTS(tails); i++) {
		const char *at = line_find(line, tails[i]);

		if (at > line.start + 1 && at[-1] == ' ')
			line.length = (size_t)(at - line.start);
	}
	return bare_footer(line);
}

/* A person's sentence goes on after a comma; "Verizon, Samsung Galaxy" does not. */
static bool
reads_like_prose(Line line)
{
	static const char *const stops[] = { "，", "。", "？", "！", "；", "：" };

	for (size_t i = 1; i + 2 < line.length; i++)
		if (strchr(",;!?", line.start[i]) && line.start[i + 1] == ' ' &&
			!g_ascii_isupper(line.start[i + 2]))
			return true;
	return line_contains_any(line, stops, G_N_ELEMENTS(stops));
}

/* "Sent from my …" and at most three words, whatever the thing is called; without "my" it has a name. */
static bool
is_sent_from_thing(Line line)
{
	static const char *const heads[] = { "Sent from my ", "Sent from ", "Sent with ", "Sent via ",
		"Sent using " };
	size_t n = 0, words = 1;
	bool named = true;

	for (size_t i = 0; i < G_N_ELEMENTS(heads) && !n; i++) {
		n = line_starts(line, heads[i]);
		named = i > 0;
	}
	if (!n || n == line.length || (named && !g_ascii_isupper(line.start[n])))
		return false;
	for (size_t i = n; i < line.length; i++)
		words += line.start[i] == ' ';
	return words <= 3;
}

/* "发自我的…", whatever the thing is called; "发自我的内心" is a person's. */
static bool
is_from_my_thing(Line line)
{
	static const char *const heads[] = { "发自我的", "發自我的", "发送自我的" };
	size_t n = line_starts(line, "来自我的");

	if (n)
		return n < line.length &&
		       g_ascii_isalnum(line.start[line_starts(line, "来自我的 ") ? n + 1 : n]);
	for (size_t i = 0; i < G_N_ELEMENTS(heads) && !n; i++)
		n = line_starts(line, heads[i]);
	return n && line_characters(line_skip(line, n)) <= 16 && n < line.length && !line_find(line, "心");
}

bool
footer_is(Line line)
{
	Line rest = bare_footer(line);

	if (!rest.length || line.length > 2 * FOOTER_BYTES || rest.length > FOOTER_BYTES)
		return false;
	if (line_starts_with_any(rest, footers, G_N_ELEMENTS(footers)))
		return true;
	rest = first_sentence(rest);
	if (line_characters(rest) > FOOTER_CHARACTERS || reads_like_prose(rest))
		return false;
	if (is_sent_from_thing(rest) || is_from_my_thing(rest))
		return true;
	if (!line_contains_any(rest, products, G_N_ELEMENTS(products)))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(openers); i++)
		if (line_starts(rest, openers[i].word))
			return (!openers[i].loose || rest.length <= LOOSE_BYTES) &&
			       (!openers[i].closer || line_ends(rest, openers[i].closer));
	return ends_with_any(rest, closers, G_N_ELEMENTS(closers)) && rest.length <= LOOSE_BYTES;
}

/* list-footer = rule *line ; one of the lines names the list or the way out of it */
size_t
list_footer_start(const Line *lines, size_t end)
{
	size_t first = end > LIST_FOOTER_LINES ? end - LIST_FOOTER_LINES : 0, start = end;
	bool named = false;

	for (size_t i = end; i-- > first;) {
		Line line = line_trim(lines[i]);

		line.length = MIN(line.length, FOOTER_BYTES);
		named = named || line_contains_any(line, list_words, G_N_ELEMENTS(list_words));
		if (named && (line_is_rule(line) || line_is(line, "--")))
			start = i;
	}
	return start;
}

/* scrubbed = "-------------- next part --------------" *( "… was scrubbed..." / name ":" value ): what an
 * archive of a list left of an attachment. */
size_t
scrubbed_start(const Line *lines, size_t end)
{
	static const char *const names[] = { "Name:", "Type:", "Size:", "Desc:", "URL:", "URL :", "<http" };
	size_t start = end, first = end > SCRUBBED_LINES ? end - SCRUBBED_LINES : 0, rules;

	for (size_t i = end; i-- > first;) {
		Line line = line_trim(lines[i]);

		line.length = MIN(line.length, FOOTER_BYTES);
		if (line_is(between_rules(line, &rules), "next part") && rules >= 3)
			start = i;
		else if (line.length && !line_find(line, "scrubbed...") && !line_ends(line, "...") &&
			 !line_starts_with_any(line, names, G_N_ELEMENTS(names)))
			break;
	}
	return start;
}
