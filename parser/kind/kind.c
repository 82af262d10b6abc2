#include "parser/kind/kind.h"

#include "parser/kind/bounce.h"
#include "parser/text/line.h"

#include <string.h>

#define HEAD_BYTES 512 /* of a text tell whether a machine wrote it */

/* clang-format off */
/* A subject begins so; `alone`: with a colon it needs no second mark. */
static const struct {
	const char *words;
	bool alone;
} auto_subjects[] = {
	{ "自动回复", false }, { "自动答复", true }, { "自動回覆", false }, { "自動回復", false }, { "自動答覆", true },
	{ "自动应答", false }, { "假期自动回复", false }, { "外出", false }, { "休假", false },
	{ "Automatic reply", true }, { "Automatic response", true }, { "Auto-Reply", true },
	{ "Auto Reply", true }, { "Autoreply", true }, { "[Auto-Reply]", true }, { "[Autoreply]", true },
	{ "Auto-Response", true }, { "Auto Response", true }, { "Autoresponse", true },
	{ "Out of Office AutoReply", true }, { "Out of Office", true }, { "Out of the Office", true },
	{ "I am out of the office", false }, { "On vacation", false }, { "Vacation", false },
	{ "Abwesenheitsnotiz", true }, { "Abwesenheitsnachricht", true }, { "Automatische Antwort", true },
	{ "Abwesend", false }, { "Réponse automatique", true }, { "Absence du bureau", true },
	{ "Absent du bureau", true }, { "Message d'absence", true }, { "Respuesta automática", true },
	{ "Respuesta automatica", true }, { "Fuera de la oficina", true }, { "Fuera de oficina", true },
	{ "自動応答", true }, { "自動返信", true }, { "不在通知", false }, { "不在応答", true },
	{ "Resposta automática", true }, { "Risposta automatica", true }, { "Automatisch antwoord", true },
	{ "Automatiskt svar", true }, { "Automatisk svar", true }, { "Autosvar", true },
	{ "Automaattinen vastaus", true }, { "Automatyczna odpowiedź", true }, { "Autoodpowiedź", true },
	{ "Автоответ", true }, { "Автоматический ответ", true }, { "자동 회신", true }, { "자동 응답", true },
	{ "자동응답", true }, { "부재중", false }, { "Out of Office Reply", true }, { "Out of Office Response", true },
	{ "Out-of-Office", true }, { "OOO", false }, { "OOF", false }, { "Away from my mail", true },
	{ "Vacation Reply", true }, { "Vacation auto-reply", true }, { "Autoresponder", true }, { "Auto-Responder", true },
	{ "Automated reply", true }, { "Automated response", true }, { "Automatic answer", true },
	{ "Abwesenheit", false }, { "Automatische Rückmeldung", true }, { "Automatische Empfangsbestätigung", true },
	{ "Réponse Automatique", true }, { "Absence", false }, { "Afwezigheid", false }, { "Afwezig", false },
	{ "Frånvaro", false }, { "Fravær", false }, { "Poissa", false }, { "Nieobecność", false },
	{ "Otomatik Yanıt", true }, { "Otomatik Cevap", true }, { "Tự động trả lời", true }, { "Trả lời tự động", true },
	{ "Balasan otomatis", true }, { "Balasan Otomatis", true }, { "Resposta automàtica", true },
	{ "Αυτόματη απάντηση", true }, { "Automatická odpověď", true }, { "Automatikus válasz", true },
	{ "Răspuns automat", true }, { "Автоматична відповідь", true }, { "Автоматичен отговор", true },
	{ "תשובה אוטומטית", true }, { "الرد التلقائي", true }, { "رد تلقائي", true }, { "自動返答", true },
	{ "不在の連絡", false }, { "系统自动回复", true }, { "自动回覆", true }, { "自動回复", true }, { "假期回复", false },
	{ "邮件自动回复", true }, { "Yahoo! Auto Response", true }, { "AUTO", false }, { "Auto", false },
};
/* clang-format on */

/* The first bytes of a text say so; counted only beside another mark. */
static const char *const auto_texts[] = { "QQ邮箱的假期自动回复邮件", "QQ邮箱的自动回复邮件",
	"无法亲自回复您的邮件", "这是一封自动回复", "这是自动回复", "此邮件为自动回复", "此邮件为系统自动",
	"本邮件为系统自动", "本邮件由系统自动", "系统自动回复", "您的邮件我已收到", "您的邮件已收到",
	"您的来信已收到", "邮件已收到", "来信收悉", "休假", "度假", "出差", "外出", "离职", "請假", "请假",
	"自動回覆", "out of the office", "out of office", "currently away", "on leave", "annual leave",
	"on vacation", "on holiday", "automatic reply", "automatic response", "automated reply",
	"automated response", "automatically generated", "auto-reply", "autoreply", "will respond when",
	"limited access to", "we have received your", "received your message", "nicht im Büro",
	"nicht im Haus", "abwesend", "im Urlaub", "automatisch", "absent", "en congé", "automatique",
	"fuera de la oficina", "vacaciones", "automática", "不在", "自動", "休暇" };

static const char *const bounce_subjects[] = { "Returned mail from", "Permanent Delivery",
	"NOTICE: mail delivery", "There was an error sending", "Error delivering", "Failure notice",
	"Non recapité", "Message status", "Mail undeliverable", "Message undeliverable",
	"Message could not be sent", "メール配信エラー", "宛先不明", "未配信", "系統退信", "郵件傳遞失敗",
	"郵件無法", "邮件传递失败", "投递状态通知", "邮件退信", "Undelivered Mail Returned to Sender",
	"Undeliver", "Delivery Status", "Delivery Notification", "Delivery Fail", "Delivery Delay",
	"Delivery report", "Delivery has failed", "Delivery Error", "Delayed Mail", "Mail delivery fail",
	"Mail delivery", "Mail failure", "Mail status report", "Mail could not be delivered",
	"Mail System Error", "Message delivery", "Message could not be delivered",
	"Message status - undeliverable", "failure notice", "failure delivery", "failed to deliver",
	"Returned mail", "Returned to sender", "Returned message", "Rejected", "Nondeliverable mail",
	"Non-deliverable", "Unable to deliver", "Unzustellbar", "Nicht zustellbar", "Nachricht konnte nicht",
	"Non remis", "Non distribuable", "Échec de", "Avis de non-remise", "No se puede entregar",
	"No entregado", "Correo no entregado", "Mensaje no entregado", "Non recapitabile",
	"Impossibile recapitare", "Não é possível entregar", "Não entregue", "Onbestelbaar",
	"Kunde inte leverera", "Недоставленное", "Не удалось доставить", "配信不能", "配信エラー",
	"配信に失敗", "系统退信", "退信", "邮件退回", "投递失败", "邮件投递失败", "发送失败", "邮件发送失败",
	"无法送达", "无法投递", "无法传递", "未送达", "未传递", "传递失败", "传递状态通知", "传送状态通知",
	"拒收", "无法递送", "無法傳遞", "無法送達", "未傳遞" };

static const char *const bounce_texts[] = { "created automatically by mail delivery software",
	"this is the qmail-send program", "this is the mail system at host", "sorry to have to inform you",
	"This is an automatically generated Delivery Status", "could not be delivered",
	"couldn't be delivered", "couldn’t be delivered", "wasn't delivered", "was not delivered",
	"Delivery has failed", "Delivery to the following", "did not reach", "undeliverable", "undelivered",
	"unable to deliver", "Address not found", "Message not delivered",
	"The original message was received at", "permanent error", "permanent fatal errors", "邮件被退回",
	"被退回来", "退信原因", "未能将邮件传递", "无法传递", "无法送达", "无法投递", "未送达", "投递失败",
	"发送失败", "无法将您的邮件", "fatal delivery errors", "could not deliver", "cannot be delivered",
	"can't be delivered", "not been delivered", "not delivered to", "failed permanently",
	"konnte nicht zugestellt", "nicht zugestellt werden", "n'a pas pu être remis", "no se pudo entregar",
	"no pudo ser entregado", "non è stato possibile consegnare", "não pôde ser entregue",
	"не может быть доставлено", "не было доставлено", "配信できませんでした", "届けられませんでした",
	"送信できませんでした" };

/* Local parts and display names of mail systems. */
static const char *const daemons[] = { "mailer-daemon", "mailerdaemon", "mail-daemon", "mail.daemon",
	"maildaemon", "microsoftexchange", "bounce-notification" };

static const char *const daemon_names[] = { "Mail Delivery S", "Mail Deliver System", "Mailer-Daemon",
	"Mailer Daemon", "Internet Mail Delivery", "Courier mail server", "Postmaster of ", "系统退信",
	"退信", "Mail Administrator" };

/* Nothing failed yet: the server goes on trying. */
static const char *const delay_subjects[] = { "Warning: message", "Warning: could not send",
	"Delivery delayed", "Delivery Status Notification (Delay)", "Delayed Mail",
	"Delayed:", "Message delayed", "Mail delayed", "WARNING: Mail Delayed", "Mail delivery delayed",
	"Delayed delivery", "邮件延迟", "延迟:", "传递延迟", "已延迟", "传递状态通知 (延迟)", "Verzögert",
	"Remise différée", "配信遅延" };

static const char *const delay_texts[] = { "has not yet been delivered", "WARNING MESSAGE ONLY",
	"Delivery is delayed to", "has been delayed:", "will be retried for", "Message will be retried",
	"hasn't been delivered yet", "YOU DO NOT NEED TO RESEND", "transient non-fatal errors", "尚未送达",
	"将继续尝试", "传递已延迟" };

static const char *const receipt_subjects[] = { "已读:", "已读：", "已读回执", "未读:", "未读：",
	"Read:", "Not read:", "Read receipt", "Return Receipt",
	"Gelesen:", "Ungelesen:", "Lu :", "Lu:", "Leído:", "開封済み", "既読" };

static const char *const calendar_subjects[] = { "已接受:", "已接受：", "已拒绝:", "已拒绝：",
	"暂定:", "暂定：", "已取消:", "已取消：", "Accepted:", "Declined:", "Tentative:", "Canceled:",
	"Cancelled:", "Invitation:", "Updated invitation:", "邀请:", "邀请：", "会议邀请",
	"Zugesagt:", "Abgesagt:", "Accepté", "Refusé" };

/* A header whose mere presence (value not "no") tells an autoresponder. */
static const char *const auto_headers[] = { "X-Autoreply", "X-Auto-Reply", "X-AutoReply-From",
	"X-Auto-Reply-From", "X-Autoreply-Domain", "X-Autorespond", "X-Auto-Respond", "X-Autoresponder",
	"X-Autogenerated", "X-Autogenerated-By", "X-Mail-Autoreply", "X-FC-MachineGenerated", "X-Vacation",
	"X-Cron-Env", "X-Amazon-Auto-Reply", "X-MS-Exchange-Generated-Message-Source", "X-Autoreply-Sent",
	"X-Auto-Reply-Sent", "X-MDAEMON-AUTORESPONDER", "X-Sieve-Vacation" };

/* The subject of a bounce in other words says both. */
static const char *const bounce_things[] = { "deliver", "mail", "message", "zustell", "邮件", "郵件", "投递",
	"送信", "配信", "メール" };
static const char *const bounce_failures[] = { "deliver", "fail", "undeliver", "returned to", "not sent",
	"blocked", "rejected", "unzustellbar", "失败", "失敗", "退回", "退信", "できません", "エラー" };

/* A person's own sentences in an answer that a program sends. */
static const char *const away_subjects[] = { " is out of the office", " is out of office", "不在办公室",
	"不在辦公室" };
static const char *const away_texts[] = { "I will be out of the office", "I am out of the office",
	"I'm out of the office", "I will respond to your message when", "automated response", "将离开办公室",
	"將離開辦公室" };

static Line
line_from(const char *text)
{
	return line_trim((Line){ text ? text : "", text ? strlen(text) : 0 });
}

static Line
head_of(const char *text, size_t bytes)
{
	return line_trim((Line){ text ? text : "", text ? strnlen(text, bytes) : 0 });
}

/* The same without line ends, which programs put anywhere into a sentence; new. */
static char *
words_of(const char *text, size_t bytes)
{
	Line head = head_of(text, bytes);
	GString *words = g_string_sized_new(head.length);

	while (head.length) {
		size_t n = *head.start == '\n' ? 1 : blank_length(head.start, head.length);

		if (!n)
			g_string_append_c(words, *head.start);
		else if (words->len && words->str[words->len - 1] != ' ')
			g_string_append_c(words, ' ');
		head = line_skip(head, n ? n : 1);
	}
	return g_string_free(words, FALSE);
}

static bool
has_type(const KindInput *input, const char *type)
{
	for (const char *const *t = input->types; t && *t; t++)
		if (!g_ascii_strcasecmp(*t, type))
			return true;
	return false;
}

static bool
root_is(const KindInput *input, const char *type)
{
	return input->types && input->types[0] && !g_ascii_strcasecmp(input->types[0], type);
}

static bool
header_is(const KindInput *input, const char *name, const char *word)
{
	Line value = line_from(kind_header(input, name));
	size_t n = line_starts(value, word);

	return n && (n == value.length || !g_ascii_isalnum(value.start[n]));
}

/* Present, and says anything but "no" (RFC 3834 §5). */
static bool
header_affirms(const KindInput *input, const char *name)
{
	return kind_header(input, name) && !header_is(input, name, "no") &&
	       !header_is(input, name, "false") && line_from(kind_header(input, name)).length;
}

/* "Return-Path: <>": only machines send from nowhere. */
static bool
sender_is_null(const KindInput *input)
{
	const char *path = kind_header(input, "Return-Path");
	Line line = line_from(path);

	return path && (line_is(line, "<>") || line_is(line, "< >"));
}

static bool
from_is_daemon(const KindInput *input)
{
	return line_starts_with_any(line_from(input->from), daemons, G_N_ELEMENTS(daemons));
}

/* A name that mail systems give themselves; people are called so, too. */
static bool
name_is_daemon(const KindInput *input)
{
	return line_starts_with_any(line_from(input->from_name), daemon_names, G_N_ELEMENTS(daemon_names));
}

/* "Re: …": somebody answers. */
static bool
subject_is_reply(const KindInput *input)
{
	return input->subject && subject_base(input->subject) > line_from(input->subject).start;
}

static bool
from_is_postmaster(const KindInput *input)
{
	Line from = line_from(input->from);

	return line_starts(from, "postmaster") || line_starts(from, "post_master") ||
	       line_starts(from, "post-master") || line_starts(from, "mdaemon@");
}

static bool
from_is_nobody(const KindInput *input)
{
	return line_from(input->from).length < 2;
}

static bool
from_is_noreply(const KindInput *input)
{
	static const char *const words[] = { "noreply", "no-reply", "no_reply", "donotreply",
		"do-not-reply" };

	return line_starts_with_any(line_from(input->from), words, G_N_ELEMENTS(words));
}

/* "来自qq.com的退信" begins with the server's name, all others with the word itself. */
static bool
subject_is_bounce(const KindInput *input)
{
	Line subject = line_from(input->subject);

	while (subject.length && strchr("[*(", *subject.start))
		subject = line_trim(line_skip(subject, 1));
	if (line_starts(subject, "来自") && line_ends(subject, "的退信"))
		return true;
	return line_starts_with_any(subject, bounce_subjects, G_N_ELEMENTS(bounce_subjects));
}

/* In other words, and anywhere in the subject: that counts beside more than one other mark. */
static bool
subject_tells_failure(const KindInput *input)
{
	Line subject = line_from(input->subject);

	return line_contains_any(subject, bounce_things, G_N_ELEMENTS(bounce_things)) &&
	       line_contains_any(subject, bounce_failures, G_N_ELEMENTS(bounce_failures)) &&
	       !subject_is_reply(input);
}

/*
 * A report that names a failure is one; any other needs a machine's mark (its From, the null sender, a
 * header) and a word of the subject or the text, so that a person who passes a bounce on stays a person.
 */
static const char *
bounce_reason(const KindInput *input)
{
	bool report = root_is(input, "multipart/report");
	bool failed = kind_header(input, "X-Failed-Recipients") != NULL;
	bool daemon = from_is_daemon(input), postmaster = from_is_postmaster(input);
	bool subject = subject_is_bounce(input);
	g_autofree char *words = words_of(input->text, 2048);
	bool text = line_contains_any(line_from(words), bounce_texts, G_N_ELEMENTS(bounce_texts));
	/* A subject alone is not enough where nobody is named whom the mail did not reach. */
	bool named = (subject || subject_tells_failure(input)) && strchr(words, '@');
	bool status = input->delivery_status && has_type(input, "message/delivery-status");

	if (report && !g_strcmp0(input->report_type, "delivery-status"))
		return "delivery-status";
	if (status && (report || daemon || postmaster || sender_is_null(input)))
		return "delivery-status";
	if (failed && (daemon || postmaster || subject || text))
		return "failed-recipients";
	if (daemon && !header_is(input, "Auto-Submitted", "no"))
		return "mailer-daemon";
	if (name_is_daemon(input) && (named || text) && !subject_is_reply(input))
		return "mailer-daemon";
	if (postmaster && (named || text) && !subject_is_reply(input))
		return "postmaster";
	if (sender_is_null(input) && text && subject_tells_failure(input))
		return "null-sender";
	if (report && !input->report_type && (subject || text))
		return "report";
	if ((sender_is_null(input) || (from_is_nobody(input) && text)) && subject)
		return "null-sender";
	if (subject && text && (header_affirms(input, "Auto-Submitted") || from_is_noreply(input)))
		return "bounce-subject";
	return NULL;
}

/* Does a bounce only say that the server goes on trying? Its status part knows; else its words do. */
static bool
is_progress(const KindInput *input)
{
	Line subject = line_from(input->subject);

	if (input->delivery_status && bounce_names_action(input->delivery_status))
		return !bounce_is_failure(input->delivery_status);
	return line_starts_with_any(subject, delay_subjects, G_N_ELEMENTS(delay_subjects)) ||
	       line_contains_any(head_of(input->text, 2048), delay_texts, G_N_ELEMENTS(delay_texts));
}

static const char *
receipt_reason(const KindInput *input)
{
	bool subject = line_starts_with_any(
		line_from(input->subject), receipt_subjects, G_N_ELEMENTS(receipt_subjects));

	if (root_is(input, "multipart/report") && input->report_type &&
		g_str_has_prefix(input->report_type, "disposition-notification"))
		return "disposition-notification";
	if (has_type(input, "message/disposition-notification") &&
		(root_is(input, "multipart/report") || subject))
		return "disposition-notification";
	if (subject && (sender_is_null(input) || header_affirms(input, "Auto-Submitted") ||
			       header_affirms(input, "X-Auto-Response-Suppress") ||
			       line_find(head_of(input->text, HEAD_BYTES), "已被阅读") ||
			       line_find(head_of(input->text, HEAD_BYTES), "was read on")))
		return "receipt-subject";
	return NULL;
}

static const char *
calendar_reason(const KindInput *input)
{
	bool subject = line_starts_with_any(
		line_from(input->subject), calendar_subjects, G_N_ELEMENTS(calendar_subjects));

	if (root_is(input, "text/calendar"))
		return "calendar";
	if (!has_type(input, "text/calendar"))
		return NULL;
	/* An .ics file that a person attached is in the list too, but not inside a bare alternative. */
	if (root_is(input, "multipart/alternative") || subject ||
		line_find(line_from(kind_header(input, "Content-Class")), "calendarmessage"))
		return "calendar";
	return NULL;
}

/* Bytes of the bracket that begins `line`: "[自动回复]", "【自动回复】". */
static size_t
bracket_length(Line line)
{
	if (line.length && strchr("[]()", *line.start) && *line.start)
		return 1;
	return line_starts(line, "【") + line_starts(line, "】");
}

static bool
subject_is_auto(const KindInput *input, bool *out_alone)
{
	Line subject = line_from(input->subject);
	size_t bracket = bracket_length(subject);

	subject = line_skip(subject, bracket);
	for (size_t i = 0; i < G_N_ELEMENTS(auto_subjects); i++) {
		size_t n = line_starts(subject, auto_subjects[i].words);
		Line rest = line_trim(line_skip(subject, n));

		if (!n || (bracket && !bracket_length(rest)))
			continue;
		if (rest.length && !bracket && !colon_length(rest.start, rest.length) && *rest.start != '-' &&
			*rest.start != '(' && subject_base(rest.start) == rest.start)
			continue;
		*out_alone = auto_subjects[i].alone;
		return true;
	}
	return false;
}

/* Does the subject begin with a word that only machines say of themselves? */
static bool
names_machine(const KindInput *input)
{
	static const char *const words[] = { "自动", "自動", "auto", "假期回复" };

	return line_contains_any(head_of(input->subject, 40), words, G_N_ELEMENTS(words));
}

/* "Zoe Park is out of the office." above that person's own sentences. */
static bool
is_away(const KindInput *input)
{
	return line_contains_any(line_from(input->subject), away_subjects, G_N_ELEMENTS(away_subjects)) &&
	       line_contains_any(head_of(input->text, HEAD_BYTES), away_texts, G_N_ELEMENTS(away_texts)) &&
	       !subject_is_reply(input);
}

static const char *
auto_reason(const KindInput *input)
{
	static const char *const qq[] = { "这是来自QQ邮箱的假期自动回复", "这是来自QQ邮箱的自动回复",
		"QQ邮箱的自动回复邮件" };
	Line head = head_of(input->text, HEAD_BYTES);
	bool alone = false, subject = subject_is_auto(input, &alone);
	bool told = line_contains_any(head, auto_texts, G_N_ELEMENTS(auto_texts));
	bool answers = kind_header(input, "In-Reply-To") || kind_header(input, "References");

	if (header_affirms(input, "Auto-Submitted"))
		return "auto-submitted";
	if (header_is(input, "Auto-Submitted", "no"))
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(auto_headers); i++)
		if (header_affirms(input, auto_headers[i]))
			return "auto-header";
	if (header_is(input, "Precedence", "auto_reply") || header_is(input, "X-Precedence", "auto_reply") ||
		header_is(input, "Preference", "auto_reply") || header_is(input, "Precedence", "auto-reply"))
		return "precedence";
	if (header_is(input, "Delivered-To", "Autoresponder") ||
		line_find(line_from(kind_header(input, "X-POST-MessageClass")), "Autoresponder"))
		return "auto-header";
	if (line_starts_with_any(head, qq, G_N_ELEMENTS(qq)) && (subject || answers))
		return "qq-vacation";
	if (subject && (alone || sender_is_null(input) || header_affirms(input, "X-Auto-Response-Suppress") ||
			       kind_header(input, "Precedence")))
		return "subject";
	/* "Absence: Zoe" is a person's, too: such a word needs an answer whose text says so, "自动…" either.
	 */
	if (subject && (names_machine(input) ? answers || told : answers && told))
		return "subject";
	if (is_away(input))
		return "subject";
	if (sender_is_null(input) && !kind_header(input, "X-Mailer") && !kind_header(input, "User-Agent"))
		return "null-sender";
	return NULL;
}

static const char *
list_reason(const KindInput *input)
{
	bool bulk = header_is(input, "Precedence", "bulk") || header_is(input, "Precedence", "list") ||
		    header_is(input, "Precedence", "junk");

	if (kind_header(input, "List-Id"))
		return "list-id";
	if (kind_header(input, "List-Post") || kind_header(input, "Mailing-List") ||
		kind_header(input, "X-Mailing-List"))
		return "list-post";
	if (kind_header(input, "List-Unsubscribe") && (bulk || from_is_noreply(input)))
		return "list-unsubscribe";
	if (bulk && from_is_noreply(input))
		return "bulk";
	return NULL;
}

static MailKind
decide(const KindInput *input, const char **out_reason)
{
	if (input->form_sender)
		return MAIL_HUMAN;
	if (!g_strcmp0(input->report_type, "feedback-report") || has_type(input, "message/feedback-report")) {
		*out_reason = "feedback-report";
		return MAIL_REPORT;
	}
	if ((*out_reason = receipt_reason(input)))
		return MAIL_RECEIPT;
	if ((*out_reason = bounce_reason(input))) {
		if (!is_progress(input))
			return MAIL_BOUNCE;
		*out_reason = "delivery-progress";
		return MAIL_REPORT;
	}
	if ((*out_reason = calendar_reason(input)))
		return MAIL_CALENDAR;
	if ((*out_reason = auto_reason(input)))
		return MAIL_AUTO_REPLY;
	if ((*out_reason = list_reason(input)))
		return MAIL_LIST;
	return MAIL_HUMAN;
}

MailKind
kind_of(const KindInput *input, char **out_reason, Bounce **out_bounce)
{
	const char *reason = NULL;
	MailKind kind = decide(input, &reason);

	*out_reason = g_strdup(reason ? reason : "");
	*out_bounce = kind == MAIL_BOUNCE || kind == MAIL_REPORT ? bounce_read(input) : NULL;
	return kind;
}

/* prefix = word [ "[" digits "]" / "(" digits ")" / "^" digits ] colon */
const char *
subject_base(const char *subject)
{
	static const char *const words[] = { "Re", "Fw", "Fwd", "AW", "WG", "Antw", "SV", "VS", "VB", "TR",
		"RV", "RES", "ENC", "Odp", "PD", "YNT", "İLT", "Отв", "Пер", "Doorst", "回复", "回覆", "答复",
		"答覆", "转发", "轉發", "轉寄", "转寄", "返信", "転送", "Réf", "自动转发", "Fwd." };
	Line rest = line_from(subject);
	bool found;

	do {
		found = false;
		rest = line_trim(rest);
		for (size_t i = 0; i < G_N_ELEMENTS(words) && !found; i++) {
			size_t n = line_starts(rest, words[i]), colon;
			Line after = line_trim(line_skip(rest, n));

			if (!n)
				continue;
			if (after.length && strchr("[(^*", *after.start)) {
				size_t skip = 1;

				while (skip < after.length && g_ascii_isdigit(after.start[skip]))
					skip++;
				if (skip < after.length && strchr("])", after.start[skip]))
					skip++;
				after = line_trim(line_skip(after, skip));
			}
			colon = colon_length(after.start, after.length);
			if (!colon)
				continue;
			rest = line_skip(after, colon);
			found = true;
		}
	} while (found);
	rest = line_trim(rest);
	return rest.start;
}
