#include "parser/kind/kind.h"

#include "parser/kind/auto_reply.h"
#include "parser/kind/bounce.h"
#include "parser/kind/bounce_mark.h"
#include "parser/kind/mark.h"

#include <string.h>

#define HEAD_BYTES 512 /* of a text tell whether a machine wrote it */

static const char *const receipt_subjects[] = { "已读:", "已读：", "已读回执", "未读:", "未读：",
	"Read:", "Not read:", "Read receipt", "Return Receipt",
	"Gelesen:", "Ungelesen:", "Lu :", "Lu:", "Leído:", "開封済み", "既読" };

static const char *const calendar_subjects[] = { "已接受:", "已接受：", "已拒绝:", "已拒绝：",
	"暂定:", "暂定：", "已取消:", "已取消：", "Accepted:", "Declined:", "Tentative:", "Canceled:",
	"Cancelled:", "Invitation:", "Updated invitation:", "邀请:", "邀请：", "会议邀请",
	"Zugesagt:", "Abgesagt:", "Accepté", "Refusé" };

static const char *
receipt_reason(const KindInput *input)
{
	bool subject = line_starts_with_any(
		mark_line(input->subject), receipt_subjects, G_N_ELEMENTS(receipt_subjects));

	if (bounce_is_rejection(input))
		return NULL;
	if (mark_root_is(input, "multipart/report") && input->report_type &&
		g_str_has_prefix(input->report_type, "disposition-notification"))
		return "disposition-notification";
	if (mark_has_type(input, "message/disposition-notification") &&
		(mark_root_is(input, "multipart/report") || subject))
		return "disposition-notification";
	if (subject && (mark_sender_is_null(input) || mark_header_affirms(input, "Auto-Submitted") ||
			       mark_header_affirms(input, "X-Auto-Response-Suppress") ||
			       line_find(mark_head(input->text, HEAD_BYTES), "已被阅读") ||
			       line_find(mark_head(input->text, HEAD_BYTES), "was read on")))
		return "receipt-subject";
	return NULL;
}

static const char *
calendar_reason(const KindInput *input)
{
	bool subject = line_starts_with_any(
		mark_line(input->subject), calendar_subjects, G_N_ELEMENTS(calendar_subjects));

	if (mark_root_is(input, "text/calendar"))
		return "calendar";
	if (!mark_has_type(input, "text/calendar"))
		return NULL;
	/* An .ics file that a person attached is in the list too, but not inside a bare alternative. */
	if (mark_root_is(input, "multipart/alternative") || subject ||
		line_find(mark_line(mark_header(input, "Content-Class")), "calendarmessage"))
		return "calendar";
	return NULL;
}

static const char *
list_reason(const KindInput *input)
{
	bool bulk = mark_header_is(input, "Precedence", "bulk") ||
		    mark_header_is(input, "Precedence", "list") ||
		    mark_header_is(input, "Precedence", "junk");

	if (mark_header(input, "List-Id"))
		return "list-id";
	if (mark_header(input, "List-Post") || mark_header(input, "Mailing-List") ||
		mark_header(input, "X-Mailing-List"))
		return "list-post";
	if (mark_header(input, "List-Unsubscribe") && (bulk || mark_from_is_noreply(input)))
		return "list-unsubscribe";
	if (bulk && mark_from_is_noreply(input))
		return "bulk";
	return NULL;
}

static MailKind
decide(const KindInput *input, const char **out_reason)
{
	if (input->form_sender)
		return MAIL_HUMAN;
	if (!g_strcmp0(input->report_type, "feedback-report") ||
		mark_has_type(input, "message/feedback-report")) {
		*out_reason = "feedback-report";
		return MAIL_REPORT;
	}
	if ((*out_reason = receipt_reason(input)))
		return MAIL_RECEIPT;
	if ((*out_reason = bounce_reason(input))) {
		if (!bounce_is_progress(input))
			return MAIL_BOUNCE;
		*out_reason = "delivery-progress";
		return MAIL_REPORT;
	}
	if ((*out_reason = calendar_reason(input)))
		return MAIL_CALENDAR;
	if ((*out_reason = auto_reply_reason(input)))
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
	Line rest = mark_line(subject);
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
