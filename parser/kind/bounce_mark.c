#include "parser/kind/bounce_mark.h"

#include "parser/kind/bounce.h"
#include "parser/kind/mark.h"

#include <string.h>

static const char *const bounce_subjects[] = { "Returned mail from", "Non-Delivery", "FAILED MAIL",
	"Permanent Delivery", "NOTICE: mail delivery", "There was an error sending", "Error delivering",
	"Failure notice", "Non recapité", "Message status", "Mail undeliverable", "Message undeliverable",
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
	"送信できませんでした", "- no such user here", "automatically rejected" };

/* A text that begins so was not written by a person, and a person who passes it on begins otherwise. */
static const char *const bounce_banners[] = { "--- Non-Delivery Report", "------ Failed Recipients",
	"Message from InterScan", "This is an automatically generated Delivery Status",
	"This message was created automatically by mail delivery software" };

/* What a provider's program tells another one. */
static const char *const bounce_notices[] = { "\"notificationType\":\"Bounce\"",
	"\"notificationType\": \"Bounce\"", "\"eventType\":\"Bounce\"", "\"eventType\": \"Bounce\"" };

/* A local part with one of these belongs to a program; it decides only beside words of both subject and text.
 */
static const char *const machine_locals[] = { "smtp", "mail_service", "mail-service", "mailservice",
	"antivirus", "anti-virus", "mailscanner", "system administrator", "sysadmin", "systemadmin" };

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
	"将继续尝试", "传递已延迟", "has been postponed", "continue to try to deliver",
	"delivery attempts will continue", "continue to attempt delivery" };

/* The subject of a bounce in other words says both. */
static const char *const bounce_things[] = { "deliver", "mail", "message", "zustell", "邮件", "郵件", "投递",
	"送信", "配信", "メール" };
static const char *const bounce_failures[] = { "deliver", "fail", "undeliver", "returned to", "not sent",
	"blocked", "rejected", "unzustellbar", "失败", "失敗", "退回", "退信", "できません", "エラー" };

static bool
from_is_daemon(const KindInput *input)
{
	return line_starts_with_any(mark_line(input->from), daemons, G_N_ELEMENTS(daemons));
}

/* A name that mail systems give themselves; people are called so, too. */
static bool
name_is_daemon(const KindInput *input)
{
	return line_starts_with_any(mark_line(input->from_name), daemon_names, G_N_ELEMENTS(daemon_names));
}

static bool
from_is_postmaster(const KindInput *input)
{
	Line from = mark_line(input->from);

	return line_starts(from, "postmaster") || line_starts(from, "post_master") ||
	       line_starts(from, "post-master") || line_starts(from, "mdaemon@");
}

static bool
from_is_nobody(const KindInput *input)
{
	return mark_line(input->from).length < 2;
}

static bool
from_is_program(const KindInput *input)
{
	Line from = mark_line(input->from);
	const char *at = memchr(from.start, '@', from.length);

	if (at)
		from.length = (size_t)(at - from.start);
	return line_contains_any(from, machine_locals, G_N_ELEMENTS(machine_locals));
}

/* Sieve's "reject" answers with what looks like a read receipt (RFC 5429 §2.2). */
bool
bounce_is_rejection(const KindInput *input)
{
	Line about = mark_line(mark_header(input, "Auto-Submitted"));
	Line text = mark_head(input->text, 512);

	return mark_root_is(input, "multipart/report") && input->report_type &&
	       g_str_has_prefix(input->report_type, "disposition-notification") &&
	       (line_find(about, "rejected") || line_find(text, "was automatically rejected") ||
		       line_find(text, "was rejected"));
}

/* {"notificationType":"Bounce",…}, and nothing before it */
static bool
is_notice(const KindInput *input)
{
	Line text = mark_head(input->text, 512);

	return text.length && *text.start == '{' &&
	       line_contains_any(text, bounce_notices, G_N_ELEMENTS(bounce_notices)) &&
	       mark_from_is_noreply(input);
}

/* "来自qq.com的退信" begins with the server's name, all others with the word itself. */
static bool
subject_is_bounce(const KindInput *input)
{
	Line subject = mark_line(input->subject);

	while (subject.length && strchr("[*(", *subject.start))
		subject = line_trim(line_skip(subject, 1));
	if (line_starts(subject, "来自") && line_ends(subject, "的退信"))
		return true;
	return line_starts_with_any(subject, bounce_subjects, G_N_ELEMENTS(bounce_subjects));
}

/* Whatever its subject says: the mail is there, and so is somebody's address. */
static bool
returns_mail(const KindInput *input, const char *words)
{
	return mark_has_type(input, "message/rfc822") && strchr(words, '@') &&
	       !mark_header(input, "X-Mailer") && !mark_header(input, "User-Agent") &&
	       !mark_subject_is_reply(input);
}

/* In other words, and anywhere in the subject: that counts beside more than one other mark. */
static bool
subject_tells_failure(const KindInput *input)
{
	Line subject = mark_line(input->subject);

	return line_contains_any(subject, bounce_things, G_N_ELEMENTS(bounce_things)) &&
	       line_contains_any(subject, bounce_failures, G_N_ELEMENTS(bounce_failures)) &&
	       !mark_subject_is_reply(input);
}

/*
 * A report that names a failure is one; any other needs a machine's mark (its From, the null sender, a
 * header) and a word of the subject or the text, so that a person who passes a bounce on stays a person.
 */
const char *
bounce_reason(const KindInput *input)
{
	bool report = mark_root_is(input, "multipart/report");
	bool failed = mark_header(input, "X-Failed-Recipients") != NULL;
	bool daemon = from_is_daemon(input), postmaster = from_is_postmaster(input);
	bool subject = subject_is_bounce(input);
	g_autofree char *words = mark_words(input->text, 2048);
	bool text = line_contains_any(mark_line(words), bounce_texts, G_N_ELEMENTS(bounce_texts));
	/* A subject alone is not enough where nobody is named whom the mail did not reach. */
	bool named = (subject || subject_tells_failure(input)) && strchr(words, '@');
	bool status = input->delivery_status && mark_has_type(input, "message/delivery-status");
	bool banner = line_starts_with_any(
		mark_head(input->text, 256), bounce_banners, G_N_ELEMENTS(bounce_banners));

	if (report && !g_strcmp0(input->report_type, "delivery-status"))
		return "delivery-status";
	if (bounce_is_rejection(input))
		return "rejection";
	if (status && (report || mark_root_is(input, "message/delivery-status") || daemon || postmaster ||
			      mark_sender_is_null(input)))
		return "delivery-status";
	if (failed && (daemon || postmaster || subject || text))
		return "failed-recipients";
	if (daemon && !mark_header_is(input, "Auto-Submitted", "no"))
		return "mailer-daemon";
	if (name_is_daemon(input) && (named || text) && !mark_subject_is_reply(input))
		return "mailer-daemon";
	if (postmaster && (named || text) && !mark_subject_is_reply(input))
		return "postmaster";
	if (mark_sender_is_null(input) && text &&
		(subject_tells_failure(input) || returns_mail(input, words)))
		return "null-sender";
	if (report && !input->report_type && (subject || text))
		return "report";
	if ((mark_sender_is_null(input) || (from_is_nobody(input) && text)) && subject)
		return "null-sender";
	if (subject && text &&
		(mark_header_affirms(input, "Auto-Submitted") || mark_from_is_noreply(input) ||
			(from_is_program(input) && strchr(words, '@'))))
		return "bounce-subject";
	if (text && subject_tells_failure(input) && mark_from_is_noreply(input))
		return "bounce-subject";
	if (banner && named)
		return "bounce-text";
	if (is_notice(input))
		return "provider-notice";
	return NULL;
}

/* Does a bounce only say that the server goes on trying? Its status part knows; else its words do. */
bool
bounce_is_progress(const KindInput *input)
{
	Line subject = mark_line(input->subject);

	if (input->delivery_status && bounce_names_action(input->delivery_status))
		return !bounce_is_failure(input->delivery_status);
	return line_starts_with_any(subject, delay_subjects, G_N_ELEMENTS(delay_subjects)) ||
	       line_contains_any(mark_head(input->text, 2048), delay_texts, G_N_ELEMENTS(delay_texts));
}
