#include "parser/kind/kind.h"
#include "tests/unit/check.h"

#include <string.h>

/* clang-format off */
/* `headers`: lines "Name: value". `types`: separated by blanks. `want`: "kind reason". */
static const struct {
	const char *label;
	const char *headers;
	const char *from, *from_name, *subject, *types, *report_type, *text;
	const char *want;
} rows[] = {
	{ "a plain mail", "To: c@school.test", "z@mail.test", "张三", "投诉老师", "text/plain", NULL, "老师迟到", "human" },
	{ "an empty mail", "", NULL, NULL, "", "text/plain", NULL, "", "human" },
	/* bounces */
	{ "delivery report", "Return-Path: <>", "MAILER-DAEMON@mail.test", "Mail Delivery System", "Undelivered Mail Returned to Sender", "multipart/report text/plain message/delivery-status message/rfc822", "delivery-status", "x", "bounce delivery-status" },
	{ "Exim without a report", "Return-Path: <>\nX-Failed-Recipients: a@x.test\nAuto-Submitted: auto-replied", "Mailer-Daemon@mail.test", "Mail Delivery System", "Mail delivery failed: returning message to sender", "text/plain", NULL, "This message was created automatically by mail delivery software.", "bounce failed-recipients" },
	{ "qmail", "Return-Path: <>", "MAILER-DAEMON@mail.test", NULL, "failure notice", "text/plain", NULL, "Hi. This is the qmail-send program at mail.test.", "bounce mailer-daemon" },
	{ "163", "", "Postmaster@163.com", NULL, "系统退信", "text/html", NULL, "抱歉，您的邮件被退回来了……\n收件人：a@x.test\n退信原因：\n550 User not found", "bounce postmaster" },
	{ "QQ", "Auto-Submitted: auto-generated\nIn-Reply-To: <tencent_1@qq.com>", "PostMaster@qq.com", NULL, "来自qq.com的退信", "multipart/report text/html application/octet-stream", NULL, "很抱歉您发送的邮件被退回，以下是该邮件的相关信息：", "bounce postmaster" },
	{ "Exchange zh", "", "MicrosoftExchange329e71ec@school.test", "Microsoft Outlook", "未送达: 投诉", "multipart/mixed text/plain", NULL, "未能将邮件传递给以下收件人或组:", "bounce mailer-daemon" },
	{ "Exchange en by postmaster", "", "postmaster@school.test", NULL, "Undeliverable: plan", "multipart/report text/plain message/delivery-status", "delivery-status", "", "bounce delivery-status" },
	{ "null sender and subject", "Return-Path: <>", "noreply@mail.test", NULL, "Delivery Status Notification (Failure)", "text/plain", NULL, "", "bounce null-sender" },
	{ "null sender and the mail itself", "Return-Path: <>", "ann@mail.test", NULL, "Mail", "multipart/mixed text/plain message/rfc822", NULL, "Your mail could not be delivered to: <bob@mail.test>", "bounce null-sender" },
	{ "null sender, away, and the mail itself", "Return-Path: <>", "ann@mail.test", NULL, "Mail", "multipart/mixed text/plain message/rfc822", NULL, "I am away, ask bob@mail.test", "auto-reply null-sender" },
	{ "a person's program without a sender passes a mail on", "Return-Path: <>\nX-Mailer: Foxmail 7", "ann@mail.test", NULL, "Mail", "multipart/mixed text/plain message/rfc822", NULL, "My mail could not be delivered to: <bob@mail.test>", "human" },
	{ "a person passes a bounce on", "Return-Path: <z@mail.test>", "z@mail.test", "张三", "Fwd: Undelivered Mail Returned to Sender", "text/plain", NULL, "你们的邮箱退信了，Your message could not be delivered", "human" },
	{ "a person asks about bounced mail", "Return-Path: <z@mail.test>", "z@mail.test", "张三", "系统退信是怎么回事", "text/plain", NULL, "我给你们写信，被退回来了", "human" },
	{ "a person's subject and text, no machine's mark", "", "z@mail.test", NULL, "退信", "text/plain", NULL, "信无法送达，请处理", "human" },
	{ "a human postmaster", "", "postmaster@school.test", "管理员", "关于投诉", "text/plain", NULL, "请处理", "human" },
	/* auto-replies */
	{ "RFC 3834", "Auto-Submitted: auto-replied", "z@mail.test", NULL, "Re: plan", "text/plain", NULL, "I am away", "auto-reply auto-submitted" },
	{ "RFC 3834 with a comment", "Auto-Submitted: auto-generated (rule)", "z@mail.test", NULL, "x", "text/plain", NULL, "", "auto-reply auto-submitted" },
	{ "Auto-Submitted: no is human", "Auto-Submitted: no", "z@mail.test", NULL, "x", "text/plain", NULL, "老师迟到", "human" },
	{ "no, in capitals with a comment", "Auto-Submitted: No (really)", "z@mail.test", NULL, "自动回复: x", "text/plain", NULL, "我在休假", "human" },
	{ "X-Autoreply", "X-Autoreply: yes", "z@mail.test", NULL, "x", "text/plain", NULL, "", "auto-reply auto-header" },
	{ "X-Autoreply: no", "X-Autoreply: no", "z@mail.test", NULL, "x", "text/plain", NULL, "", "human" },
	{ "X-Autorespond", "X-Autorespond: x", "z@mail.test", NULL, "x", "text/plain", NULL, "", "auto-reply auto-header" },
	{ "Precedence: auto_reply", "Precedence: auto_reply", "z@mail.test", NULL, "x", "text/plain", NULL, "", "auto-reply precedence" },
	{ "QQ vacation, no header at all", "In-Reply-To: <1@school.test>", "z@qq.com", "张三", "自动回复: 您的投诉", "text/html", NULL, "这是来自QQ邮箱的假期自动回复邮件。\n您好，我最近正在休假中，无法亲自回复您的邮件。我将在假期结束后，尽快给您回复。", "auto-reply qq-vacation" },
	{ "QQ vacation with own words", "In-Reply-To: <1@school.test>", "z@qq.com", NULL, "自动回复: 您的投诉", "text/html", NULL, "这是来自QQ邮箱的假期自动回复邮件。\n不在", "auto-reply qq-vacation" },
	{ "zh subject and an answered mail", "In-Reply-To: <1@school.test>", "z@mail.test", NULL, "自动回复：您的投诉", "text/plain", NULL, "好", "auto-reply subject" },
	{ "zh subject and a telling text", "", "z@mail.test", NULL, "自动回复：", "text/plain", NULL, "您的邮件已收到，我会尽快回复", "auto-reply subject" },
	{ "subject after full-width blanks", "", "z@mail.test", NULL, "　自动答复: 投诉", "text/plain", NULL, "x", "auto-reply subject" },
	{ "Exchange en", "X-Auto-Response-Suppress: All", "z@mail.test", NULL, "Automatic reply: plan", "text/plain", NULL, "I am out of the office", "auto-reply subject" },
	{ "out of office", "", "z@mail.test", NULL, "Out of Office: plan", "text/plain", NULL, "x", "auto-reply subject" },
	{ "German", "", "z@mail.test", NULL, "Automatische Antwort: Plan", "text/plain", NULL, "Ich bin im Urlaub", "auto-reply subject" },
	{ "German notice", "", "z@mail.test", NULL, "Abwesenheitsnotiz: Plan", "text/plain", NULL, "", "auto-reply subject" },
	{ "French", "", "z@mail.test", NULL, "Réponse automatique : plan", "text/plain", NULL, "Je suis absent", "auto-reply subject" },
	{ "Spanish", "", "z@mail.test", NULL, "Respuesta automática: plan", "text/plain", NULL, "", "auto-reply subject" },
	{ "Japanese", "", "z@mail.test", NULL, "自動応答: plan", "text/plain", NULL, "", "auto-reply subject" },
	{ "null sender", "Return-Path: <>", "z@mail.test", NULL, "x", "text/plain", NULL, "received", "auto-reply null-sender" },
	{ "null sender of a mail program", "Return-Path: <>\nX-Mailer: Foxmail 7", "z@mail.test", NULL, "投诉", "text/plain", NULL, "老师迟到", "human" },
	{ "out of office before the subject it answers", "", "z@mail.test", NULL, "Out of Office Re: plan", "text/plain", NULL, "I am on leave.", "auto-reply subject" },
	{ "Lotus: a person is out of the office", "", "z@mail.test", "Zoe", "Zoe Park is out of the office.", "text/plain", NULL, "I will be out of the office starting 03/05/2026.\n\nI will respond to your message when I return.", "auto-reply subject" },
	{ "Notes 8", "", "z@mail.test", "Zoe", "AUTO: Zoe Park is out of the office (returning 03/09/2026)", "text/plain", NULL, "I am out of the office until 03/09/2026.", "auto-reply subject" },
	{ "Notes zh", "", "z@mail.test", NULL, "安丽/School 不在办公室。", "text/plain", NULL, "从 2026-03-05 开始我将离开办公室，直到 2026-03-09 才能返回。", "auto-reply subject" },
	{ "a teacher who is never there", "", "z@mail.test", NULL, "Ms Lee is out of the office every day", "text/plain", NULL, "Ms Lee is out of the office whenever I come. I will write again.", "human" },
	{ "zh, a teacher who is never there", "", "z@mail.test", NULL, "王老师总是不在办公室", "text/plain", NULL, "我去了三次，他都不在办公室。", "human" },
	{ "cars", "", "z@mail.test", NULL, "Auto: my complaint", "text/plain", NULL, "The car park is closed.", "human" },
	/* more words of machines */
	{ "a bracketed subject", "In-Reply-To: <1@school.test>", "z@mail.test", NULL, "【自动回复】您的投诉", "text/plain", NULL, "好", "auto-reply subject" },
	{ "a bracketed subject in English", "", "z@mail.test", NULL, "[Auto-Reply] plan", "text/plain", NULL, "x", "auto-reply subject" },
	{ "zh-TW", "In-Reply-To: <1@school.test>", "z@mail.test", NULL, "自動回覆: 方案", "text/plain", NULL, "x", "auto-reply subject" },
	{ "Turkish", "", "z@mail.test", NULL, "Otomatik Yanıt: plan", "text/plain", NULL, "x", "auto-reply subject" },
	{ "Korean", "", "z@mail.test", NULL, "자동 응답: plan", "text/plain", NULL, "x", "auto-reply subject" },
	{ "Czech", "", "z@mail.test", NULL, "Automatická odpověď: plan", "text/plain", NULL, "x", "auto-reply subject" },
	{ "Exchange's mailbox rule", "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent", "z@mail.test", NULL, "plan", "text/plain", NULL, "x", "auto-reply auto-header" },
	{ "a server that goes on trying", "", "MAILER-DAEMON@mail.test", NULL, "Delayed Mail (still being retried)", "text/plain", NULL, "x", "report delivery-progress" },
	{ "a bounce from nobody", "", "", NULL, "Undelivered Mail Returned to Sender", "text/plain", NULL, "your message could not be delivered", "bounce null-sender" },
	/* people who sound like machines */
	{ "a brackets' word with more behind it", "", "z@mail.test", NULL, "[自动回复太多] 投诉", "text/plain", NULL, "x", "human" },
	{ "an administrator who answers", "", "postmaster@school.test", "王", "Re: 退信", "text/plain", NULL, "你的信无法送达，我看看", "human" },
	{ "a person called Mail Administrator", "", "admin@school.test", "Mail Administrator", "投诉", "text/plain", NULL, "系统太慢", "human" },
	{ "an empty X-Autoreply", "X-Autoreply: ", "z@mail.test", NULL, "x", "text/plain", NULL, "", "human" },
	{ "Precedence: list alone", "Precedence: list", "z@mail.test", NULL, "投诉", "text/plain", NULL, "老师迟到", "human" },
	{ "absence in a subject", "", "z@mail.test", NULL, "Absence of the teacher", "text/plain", NULL, "x", "human" },
	{ "absence with a colon", "", "z@mail.test", NULL, "Absence: nobody came", "text/plain", NULL, "the teacher was not there", "human" },
	{ "absence in an answer", "References: <1@school.test>", "z@mail.test", NULL, "Absence: Zoe", "text/plain", NULL, "she is ill", "human" },
	{ "an excursion in an answer", "In-Reply-To: <1@school.test>", "z@mail.test", NULL, "外出：春游", "text/plain", NULL, "孩子没回来", "human" },
	{ "absence that the text tells", "In-Reply-To: <1@school.test>", "z@mail.test", NULL, "休假: 您的投诉", "text/plain", NULL, "本人正在休假，回来后回复您", "auto-reply subject" },
	{ "a child's leave", "", "z@mail.test", NULL, "请假：孩子生病", "text/plain", NULL, "孩子今天请假", "human" },
	{ "a mail about a read receipt", "", "z@mail.test", NULL, "已读不回的老师", "text/plain", NULL, "x", "human" },
	{ "an invitation in words", "", "z@mail.test", NULL, "邀请：家长会", "text/plain", NULL, "x", "human" },
	{ "a person tells of a delay", "", "z@mail.test", NULL, "Delivery delayed: books", "text/plain", NULL, "The books have been delayed: two weeks", "human" },
	{ "Auto-Submitted: no beside a list", "Auto-Submitted: no\nPrecedence: bulk", "z@mail.test", NULL, "x", "text/plain", NULL, "x", "human" },
	/* humans that look like machines */
	{ "a reply to an automatic reply", "In-Reply-To: <1@school.test>", "z@mail.test", NULL, "Re: 自动回复: 您的投诉", "text/plain", NULL, "请回答我", "human" },
	{ "about automatic replies", "", "z@mail.test", NULL, "关于自动回复", "text/plain", NULL, "客服只会自动回复", "human" },
	{ "a complaint that begins with the word", "", "z@mail.test", NULL, "自动回复太多，没有人工", "text/plain", NULL, "客服不理人", "human" },
	{ "out of office hours", "", "z@mail.test", NULL, "Out of office hours nobody answers", "text/plain", NULL, "I am on leave", "human" },
	{ "a complaint about the vacation text", "", "z@mail.test", NULL, "投诉客服", "text/plain", NULL, "每次都回“这是来自QQ邮箱的假期自动回复邮件”", "human" },
	{ "Precedence: bulk alone", "Precedence: bulk", "z@mail.test", NULL, "投诉", "text/plain", NULL, "老师迟到", "human" },
	{ "suppress header alone", "X-Auto-Response-Suppress: OOF", "z@mail.test", NULL, "投诉", "text/plain", NULL, "老师迟到", "human" },
	{ "noreply alone", "", "noreply@mail.test", NULL, "投诉", "text/plain", NULL, "老师迟到", "human" },
	{ "leave in a complaint", "", "z@mail.test", NULL, "老师请假不通知", "text/plain", NULL, "老师出差休假都不通知", "human" },
	{ "an .ics file attached", "", "z@mail.test", NULL, "课程表错误", "multipart/mixed text/plain text/calendar", NULL, "见附件", "human" },
	/* lists, receipts, calendars, reports */
	{ "mailing list", "List-Id: <a.lists.test>", "z@mail.test", NULL, "x", "text/plain", NULL, "x", "list list-id" },
	{ "newsletter", "List-Unsubscribe: <mailto:u@x.test>\nPrecedence: bulk", "news@x.test", NULL, "x", "text/html", NULL, "x", "list list-unsubscribe" },
	{ "unsubscribe header alone", "List-Unsubscribe: <mailto:u@x.test>", "z@mail.test", NULL, "投诉", "text/plain", NULL, "x", "human" },
	{ "an automatic mail of a list", "List-Id: <a.lists.test>\nAuto-Submitted: auto-generated", "z@mail.test", NULL, "x", "text/plain", NULL, "x", "auto-reply auto-submitted" },
	{ "read receipt", "", "z@mail.test", NULL, "已读: 方案", "multipart/report text/plain message/disposition-notification", "disposition-notification", "", "receipt disposition-notification" },
	{ "read receipt without a report", "Auto-Submitted: auto-replied", "z@mail.test", NULL, "Read: plan", "text/plain", NULL, "", "receipt receipt-subject" },
	{ "a person who has read", "", "z@mail.test", NULL, "Read: my complaint please", "text/plain", NULL, "the teacher was late", "human" },
	{ "calendar answer", "", "z@mail.test", NULL, "已接受: 面谈", "multipart/alternative text/plain text/calendar", NULL, "", "calendar calendar" },
	{ "bare calendar", "", "z@mail.test", NULL, "x", "text/calendar", NULL, "", "calendar calendar" },
	{ "invitation with a file", "", "z@mail.test", NULL, "Invitation: talk", "multipart/mixed multipart/alternative text/plain text/html text/calendar application/ics", NULL, "", "calendar calendar" },
	{ "abuse report", "", "fbl@x.test", NULL, "FW: plan", "multipart/report text/plain message/feedback-report message/rfc822", "feedback-report", "", "report feedback-report" },
};

/* `want`: "recipient status id", "-" for none. */
static const struct {
	const char *label;
	const char *headers, *text, *status_part, *returned;
	const char *want;
} bounces[] = {
	{ "RFC 3464", "", "x", "Reporting-MTA: dns; mail.test\n\nFinal-Recipient: rfc822; z@mail.test\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n", "From: c@school.test\nMessage-ID: <1@school.test>\nSubject: x\n", "z@mail.test 5.1.1 1@school.test" },
	{ "the recipient that failed among two", "", "x", "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822;a@mail.test\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822;z@mail.test\nAction: failed\nStatus: 5.2.2\n", NULL, "z@mail.test 5.2.2 -" },
	{ "CRLF between the blocks", "", "x", "Final-Recipient: rfc822;a@mail.test\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\nFinal-Recipient: rfc822;z@mail.test\r\nAction: failed\r\nStatus: 5.2.2\r\n", NULL, "z@mail.test 5.2.2 -" },
	{ "better status in the diagnostic", "", "x", "Final-Recipient: rfc822; z@mail.test\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550-5.7.1 blocked\n", NULL, "z@mail.test 5.7.1 -" },
	{ "folded id in the returned head", "", "x", "Final-Recipient: rfc822; z@mail.test\nAction: failed\nStatus: 5.1.1\n", "Message-ID:\n <1@school.test>\n", "z@mail.test 5.1.1 1@school.test" },
	{ "original recipient only", "", "x", "Original-Recipient: rfc822;z@mail.test\nAction: failed\nStatus: 5.1.1\n", NULL, "z@mail.test 5.1.1 -" },
	{ "Exim", "X-Failed-Recipients: z@mail.test\nTo: c@school.test", "A message that you sent could not be delivered to one or more of its recipients.\n\n  z@mail.test\n    host mx.mail.test [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<z@mail.test>:\n    550 5.1.1 User unknown\n\n------ This is a copy of the message ------\n\nMessage-ID: <1@school.test>\n", NULL, NULL, "z@mail.test 5.1.1 1@school.test" },
	{ "qmail", "To: c@school.test", "Hi. This is the qmail-send program at mail.test.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<z@mail.test>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <c@school.test>\nMessage-ID: <1@school.test>\n", NULL, NULL, "z@mail.test 5.1.1 1@school.test" },
	{ "Postfix text", "To: c@school.test", "This is the mail system at host mail.test.\n\nI'm sorry to have to inform you that your message could not\nbe delivered.\n\n<z@mail.test>: host mx.mail.test[192.0.2.1] said: 552 5.2.2 Mailbox full\n", NULL, "Message-Id: <1@school.test>\n", "z@mail.test 5.2.2 1@school.test" },
	{ "163", "To: c@school.test", "抱歉，您的邮件被退回来了……\n原邮件信息：\n时 间：2026-11-23 10:00:00\n主 题：方案\n收件人：z@163.com\n退信原因：\n收件人邮箱不存在\n英文说明:User not found", NULL, NULL, "z@163.com 5.1.1 -" },
	{ "QQ", "To: c@school.test\nIn-Reply-To: <tencent_1@qq.com>", "很抱歉您发送的邮件被退回，以下是该邮件的相关信息：\n被退回邮件\n主题：方案\n时间：2026-11-23\n无法发送到 z@mail.test\n退信原因 收件人空间不足", NULL, NULL, "z@mail.test 5.2.2 tencent_1@qq.com" },
	{ "Exchange zh", "To: c@school.test", "未能将邮件传递给以下收件人或组:\n\nz@mail.test\n找不到您输入的电子邮件地址。\n\n供管理员使用的诊断信息:\n550 5.1.10 RESOLVER.ADR.RecipientNotFound", NULL, "Message-ID: <1@school.test>", "z@mail.test 5.1.10 1@school.test" },
	{ "Exchange en", "To: c@school.test", "Your message to z@mail.test couldn't be delivered.\nz wasn't found at mail.test.\n", NULL, "Message-ID: <1@school.test>", "z@mail.test 5.1.1 1@school.test" },
	{ "Google", "To: c@school.test\nX-Failed-Recipients: z@mail.test", "** Address not found **\n\nYour message wasn't delivered to z@mail.test because the address couldn't be found.\n\n550 5.1.1 The email account that you tried to reach does not exist.", NULL, NULL, "z@mail.test 5.1.1 -" },
	{ "an address in the copy is not taken", "To: c@school.test", "<z@mail.test>: mailbox full\nReceived: from a.test by b.test for <other@mail.test>", NULL, NULL, "z@mail.test 5.2.2 -" },
	{ "an IP address is no status", "To: c@school.test", "<z@mail.test>: host 5.1.1.9 said: user unknown", NULL, NULL, "z@mail.test 5.1.1 -" },
	{ "a reply code alone", "To: c@school.test", "<z@mail.test>: 554 go away", NULL, NULL, "z@mail.test 5.0.0 -" },
	{ "nothing to be found", "", "sorry", NULL, NULL, "- - -" },
};

static const struct {
	const char *subject;
	const char *base;
} subjects[] = {
	{ "投诉", "投诉" },
	{ "Re: 投诉", "投诉" },
	{ "RE:投诉", "投诉" },
	{ "回复：Re: 回复: 投诉", "投诉" },
	{ "答复: 转发: 投诉", "投诉" },
	{ "轉寄：回覆：投訴", "投訴" },
	{ "Re[2]: x", "x" },
	{ "Re (3): x", "x" },
	{ "AW: WG: x", "x" },
	{ "Fwd: FW: x", "x" },
	{ "　Re：　x", "x" },
	{ "Regarding: x", "Regarding: x" },
	{ "Reply needed", "Reply needed" },
	{ "回复太慢", "回复太慢" },
	{ "Re:", "" },
	{ "", "" },
	{ "[C20261123-0007K] Re: x", "[C20261123-0007K] Re: x" },
};
/* clang-format on */

#define HEADERS 20

/* Cuts "Name: value" lines, in place, into `headers`. */
static size_t
cut_headers(char **lines, KindHeader *headers)
{
	size_t count = 0;

	for (; *lines && count < HEADERS; lines++) {
		char *colon = strstr(*lines, ": ");

		if (!colon)
			continue;
		*colon = 0;
		headers[count++] = (KindHeader){ *lines, colon + 2 };
	}
	return count;
}

static void
check_kind(size_t i)
{
	g_auto(GStrv) lines = g_strsplit(rows[i].headers, "\n", -1),
		      types = g_strsplit(rows[i].types, " ", -1);
	KindHeader headers[HEADERS];
	KindInput input = { .headers = headers,
		.header_count = cut_headers(lines, headers),
		.subject = rows[i].subject,
		.from = rows[i].from,
		.from_name = rows[i].from_name,
		.types = (const char *const *)types,
		.report_type = rows[i].report_type,
		.text = rows[i].text };
	g_autofree char *reason = NULL, *got = NULL;
	Bounce *bounce = NULL;
	MailKind kind = kind_of(&input, &reason, &bounce);

	got = g_strdup_printf("%s%s%s", mail_kind_name(kind), *reason ? " " : "", reason);
	check_text(rows[i].label, got, rows[i].want);
	check((bounce != NULL) == (kind == MAIL_BOUNCE || kind == MAIL_REPORT), rows[i].label,
		"a Bounce where there is none, or none");
	bounce_free(bounce);
	input.form_sender = true;
	g_clear_pointer(&reason, g_free);
	check(kind_of(&input, &reason, &bounce) == MAIL_HUMAN, rows[i].label, "a form mailer is human");
}

static void
check_bounce(size_t i)
{
	static const char *const types[] = { "multipart/report", NULL };
	g_auto(GStrv) lines = g_strsplit(bounces[i].headers, "\n", -1);
	KindHeader headers[HEADERS];
	KindInput input = { .headers = headers,
		.header_count = cut_headers(lines, headers),
		.subject = "Undelivered Mail Returned to Sender",
		.from = "MAILER-DAEMON@mail.test",
		.types = types,
		.report_type = "delivery-status",
		.text = bounces[i].text,
		.delivery_status = bounces[i].status_part,
		.returned = bounces[i].returned };
	g_autofree char *reason = NULL, *got = NULL;
	Bounce *bounce = NULL;

	kind_of(&input, &reason, &bounce);
	if (!check(bounce != NULL, bounces[i].label, "no Bounce"))
		return;
	got = g_strdup_printf("%s %s %s", bounce->recipient ? bounce->recipient : "-",
		bounce->status ? bounce->status : "-",
		bounce->original_message_id ? bounce->original_message_id : "-");
	check_text(bounces[i].label, got, bounces[i].want);
	bounce_free(bounce);
}

static void
check_progress(void)
{
	static const char *const types[] = { "multipart/report", "message/delivery-status", NULL };
	KindInput input = { .types = types,
		.report_type = "delivery-status",
		.from = "mailer-daemon@mail.test",
		.delivery_status = "Final-Recipient: rfc822; z@mail.test\nAction: delayed\nStatus: 4.4.1\n" };
	g_autofree char *reason = NULL;
	Bounce *bounce = NULL;

	check_int("a delay is no bounce yet", kind_of(&input, &reason, &bounce), MAIL_REPORT);
	check_text("and still tells whose mail waits", bounce ? bounce->recipient : NULL, "z@mail.test");
	bounce_free(bounce);
}

static void
check_ladder(const char *label, const char *piece, size_t times)
{
	static const char *const types[] = { "multipart/report", NULL };
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *reason = NULL;
	KindInput input;
	Bounce *bounce = NULL;
	int64_t start, spent;

	for (size_t i = 0; i < times; i++)
		g_string_append(text, piece);
	input = (KindInput){ .subject = text->str,
		.from = "mailer-daemon@x.test",
		.types = types,
		.text = text->str,
		.delivery_status = text->str,
		.returned = text->str };
	start = check_processor_time();
	kind_of(&input, &reason, &bounce);
	spent = check_processor_time() - start;
	check(spent < 3 * G_USEC_PER_SEC, label, "%d ms", (int)(spent / 1000));
	bounce_free(bounce);
	check(subject_base(text->str) != NULL, label, "no base");
}

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		check_kind(i);
	for (size_t i = 0; i < G_N_ELEMENTS(bounces); i++)
		check_bounce(i);
	for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++)
		check_text(*subjects[i].subject ? subjects[i].subject : "no subject",
			subject_base(subjects[i].subject), subjects[i].base);
	check_progress();
	check_ladder("'@' without end", "a@", 500000);
	check_ladder(
		"recipients without end", "Final-Recipient: rfc822; a@b.test\nAction: delivered\n\n", 50000);
	check_ladder("status without end", "5.1.", 200000);
	check_ladder("reply marks without end", "Re: ", 200000);
	check_ladder("lines without end", "\n", 1000000);
	return check_done();
}
