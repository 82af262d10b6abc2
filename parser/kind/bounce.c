#include "parser/kind/bounce.h"

#include "parser/quote/address_text.h"
#include "parser/text/line.h"

#include <stdio.h>
#include <string.h>

#define STATUS_BYTES 14         /* "5.123.123" and a little */
#define SEARCH_BYTES (64 << 10) /* of a body are looked at */

/* Behind these words stands the address that failed. */
static const char *const failed_words[] = { "RCPT TO:", "Recipient address:", "Failed recipient",
	"Failed address:", "Addressed To:", "recipients were affected", "rejected recipient",
	"had delivery errors", "had delivery problems", "address to which the message",
	"addresses to which the message", "Unable to send to", "Unable to deliver message to",
	"error delivering your mail to", "Failed to deliver to", "undeliverable to",
	"Unknown user:", "not delivered to:", "could not be reached",
	"Recipient:", "following address(es) failed", "following recipient(s)", "following recipients",
	"following addresses", "to these recipients or groups", "to the following",
	"delivered to one or more", "couldn't be delivered", "could not be delivered", "wasn't delivered to",
	"was not delivered to", "Your message to", "permanent fatal errors", "unable to deliver your message",
	"deliver your message to", "sorry to have to inform you", "have been unable to deliver", "收件人或组",
	"以下收件人", "下列收件人", "收件人邮箱", "收件人地址", "收件人", "收信人", "无法发送到", "无法送达",
	"无法传递", "未能送达", "投递到", "发送至", "发往" };

/* clang-format off */
/* Words of refusals that carry no status of RFC 3463. */
static const struct {
	const char *words;
	const char *status;
} reasons[] = {
	{ "user unknown", "5.1.1" }, { "unknown user", "5.1.1" }, { "user not found", "5.1.1" },
	{ "no such user", "5.1.1" }, { "no such recipient", "5.1.1" }, { "mailbox not found", "5.1.1" },
	{ "address not found", "5.1.1" }, { "recipient not found", "5.1.1" }, { "does not exist", "5.1.1" },
	{ "doesn't exist", "5.1.1" }, { "no mailbox here", "5.1.1" }, { "mailbox unavailable", "5.1.1" },
	{ "user doesn't have", "5.1.1" }, { "unknown recipient", "5.1.1" }, { "not listed in", "5.1.1" },
	{ "recipient name is not recognized", "5.1.1" }, { "not exist", "5.1.1" },
	{ "invalid recipient", "5.1.1" }, { "address was not found", "5.1.1" }, { "no such address", "5.1.1" },
	{ "unknown address", "5.1.1" }, { "unknown host", "5.1.2" }, { "unknown or illegal", "5.1.1" },
	{ "bad destination mailbox", "5.1.1" }, { "is not a valid mailbox", "5.1.1" },
	{ "unbekannt", "5.1.1" }, { "destinataire inconnu", "5.1.1" }, { "usuario desconocido", "5.1.1" }, { "invalid address", "5.1.1" }, { "no such person", "5.1.1" },
	{ "wasn't found at", "5.1.1" }, { "no mx record", "5.1.2" }, { "unrouteable mail domain", "5.1.2" },
	{ "unroutable", "5.1.2" }, { "name server timeout", "4.4.3" }, { "account is closed", "5.2.1" },
	{ "mailbox disabled", "5.2.1" }, { "account is disabled", "5.2.1" },
	{ "account has been disabled", "5.2.1" }, { "user is locked", "5.2.1" }, { "mailbox exceeds", "5.2.2" },
	{ "exceeded the local limit", "5.2.2" }, { "exceeds allowed size", "5.2.2" },
	{ "out of storage", "5.2.2" }, { "已停用", "5.2.1" }, { "已被禁用", "5.2.1" }, { "被冻结", "5.2.1" },
	{ "用户不存在", "5.1.1" }, { "邮箱不存在", "5.1.1" }, { "地址不存在", "5.1.1" }, { "帐号不存在", "5.1.1" },
	{ "账号不存在", "5.1.1" }, { "收件人不存在", "5.1.1" }, { "未开通", "5.1.1" }, { "找不到", "5.1.1" },
	{ "host not found", "5.1.2" }, { "domain not found", "5.1.2" }, { "couldn't find any host", "5.1.2" },
	{ "unrouteable address", "5.1.2" }, { "域名不存在", "5.1.2" }, { "mailbox full", "5.2.2" },
	{ "mailbox is full", "5.2.2" }, { "over quota", "5.2.2" }, { "quota exceeded", "5.2.2" },
	{ "exceeded storage", "5.2.2" }, { "空间不足", "5.2.2" }, { "邮箱已满", "5.2.2" }, { "邮箱空间已满", "5.2.2" },
	{ "message size exceeds", "5.3.4" }, { "message too large", "5.3.4" }, { "message too big", "5.3.4" },
	{ "邮件过大", "5.3.4" }, { "timed out", "4.4.7" }, { "retry timeout", "4.4.7" },
	{ "content rejected", "5.7.1" }, { "spam", "5.7.1" }, { "blocked", "5.7.1" }, { "拒收", "5.7.1" },
	{ "垃圾邮件", "5.7.1" }, { "拒绝", "5.7.1" },
};
/* clang-format on */

const char *
kind_header(const KindInput *input, const char *name)
{
	for (size_t i = 0; i < input->header_count; i++)
		if (!g_ascii_strcasecmp(input->headers[i].name, name))
			return input->headers[i].value;
	return NULL;
}

/* Is this the address of a mail system, or our own that the bounce came to? */
static bool
address_is_machine(const KindInput *input, const char *address)
{
	static const char *const locals[] = { "mailer-daemon@", "postmaster@", "mailerdaemon@", "kefu@",
		"noreply@" };
	const char *to = kind_header(input, "To");

	for (size_t i = 0; i < G_N_ELEMENTS(locals); i++)
		if (!g_ascii_strncasecmp(address, locals[i], strlen(locals[i])))
			return true;
	if (input->from && !g_ascii_strcasecmp(address, input->from))
		return true;
	return to && line_find((Line){ to, strlen(to) }, address) != NULL;
}

/* Does the line in which `found` stands name the sender of something? */
static bool
names_sender(Line text, Line found)
{
	static const char *const labels[] = { "From:", "From :", "Sender:", "Von:", "De :", "发件人",
		"發件人", "寄件者", "Reply-To:" };
	const char *start = found.start;

	while (start > text.start && start[-1] != '\n' && found.start - start < 200)
		start--;
	return line_starts_with_any(
		line_trim((Line){ start, (size_t)(found.start - start) }), labels, G_N_ELEMENTS(labels));
}

static char *
first_address(const KindInput *input, Line line)
{
	Line found;

	for (int tries = 0; tries < 200 && address_in_text(line, &found); tries++) {
		g_autofree char *address = line_dup(found);

		if (!address_is_machine(input, address) && !names_sender(line, found))
			return g_steal_pointer(&address);
		line = line_skip(line, (size_t)(found.start - line.start) + found.length);
	}
	return NULL;
}

static char *header_value(const char *text, const char *name);

/* The part of `text` before the copy of the returned mail. */
static Line
report_text(const char *text)
{
	static const char *const copies[] = { "------ This is a copy of the message",
		"--- Below this line is a copy of the message", "----- Original message -----",
		"---- Original Message ----", "Received: from ", "原邮件内容", "Original message headers",
		"原始邮件头", "原始邮件标头" };
	Line line = { text ? text : "", text ? strnlen(text, SEARCH_BYTES) : 0 };
	const char *at;

	for (size_t i = 0; i < G_N_ELEMENTS(copies); i++)
		if ((at = line_find(line, copies[i])) && at > line.start)
			line.length = (size_t)(at - line.start);
	return line;
}

/* "<a@b.c>:" at a line's head: qmail, Postfix and those that copy them. */
static char *
angle_recipient(const KindInput *input, Line text)
{
	while (text.length) {
		const char *end = memchr(text.start, '\n', text.length), *colon;
		Line line = { text.start, end ? (size_t)(end - text.start) : text.length };

		text = line_skip(text, line.length + 1);
		line = line_trim(line);
		if (!line.length || *line.start != '<')
			continue;
		colon = line_find(line, ">:");
		if (!colon)
			colon = line_find(line, "> (");
		if (colon) {
			char *address =
				first_address(input, (Line){ line.start, (size_t)(colon - line.start) });

			if (address)
				return address;
		}
	}
	return NULL;
}

static char *
text_recipient(const KindInput *input)
{
	Line text = report_text(input->text);
	char *address = angle_recipient(input, text);

	for (size_t i = 0; i < G_N_ELEMENTS(failed_words) && !address; i++) {
		const char *at = line_find(text, failed_words[i]);

		if (!at)
			continue;
		address = first_address(input, line_skip(text, (size_t)(at - text.start)));
	}
	return address;
}

/* The first mailbox of the returned mail's To, if the report speaks of it, too. */
static char *
returned_recipient(const KindInput *input, bool named)
{
	g_autofree char *to = header_value(input->returned, "To");
	g_autofree char *address = to ? first_address(&(KindInput){ 0 }, (Line){ to, strlen(to) }) : NULL;

	if (!address || (named && !line_find(report_text(input->text), address)))
		return NULL;
	return g_steal_pointer(&address);
}

/* status = class "." subject "." detail (RFC 3463 §2), and no part of an IP address or a version */
static char *
status_in(Line text)
{
	for (size_t i = 0; i + 4 < text.length; i++) {
		char word[STATUS_BYTES + 1] = { 0 };
		unsigned class, subject, detail;
		int used = 0;

		if (text.start[i + 1] != '.' || !strchr("245", text.start[i]) ||
			!g_ascii_isdigit(text.start[i + 2]))
			continue;
		if (i && (g_ascii_isalnum(text.start[i - 1]) || text.start[i - 1] == '.'))
			continue;
		memcpy(word, text.start + i, MIN(STATUS_BYTES, text.length - i));
		if (sscanf(word, "%1u.%3u.%3u%n", &class, &subject, &detail, &used) != 3)
			continue;
		if (g_ascii_isalnum(word[used]) || (word[used] == '.' && g_ascii_isdigit(word[used + 1])) ||
			subject > 9)
			continue;
		return g_strdup_printf("%u.%u.%u", class, subject, detail);
	}
	return NULL;
}

static char *
text_status(const KindInput *input)
{
	Line text = report_text(input->text);
	Line subject = { input->subject ? input->subject : "", input->subject ? strlen(input->subject) : 0 };
	char *status = status_in(text);

	for (size_t i = 0; i < G_N_ELEMENTS(reasons) && !status; i++)
		if (line_find(text, reasons[i].words))
			status = g_strdup(reasons[i].status);
	for (size_t i = 0; i + 3 < text.length && !status; i++) {
		const char *s = text.start + i;

		/* A bare SMTP reply code: class alone is known. */
		if ((*s == '5' || *s == '4') && strchr("0123457", s[1]) && g_ascii_isdigit(s[2]) &&
			(s[3] == ' ' || s[3] == '-') &&
			(i == 0 || strchr(" :\n(<>#\t\"'[", s[-1]) || (s[-1] & 0x80)))
			status = g_strdup_printf("%c.0.0", *s);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(reasons) && !status; i++)
		if (line_find(subject, reasons[i].words))
			status = g_strdup(reasons[i].status);
	return status;
}

/* The value of header `name` in header lines as they stand, unfolded; from `text` on. */
static char *
header_value(const char *text, const char *name)
{
	g_autoptr(GString) value = NULL;
	size_t seen = 0;

	while (text && *text && seen < SEARCH_BYTES) {
		const char *end = strchrnul(text, '\n');
		Line line = { text, (size_t)(end - text) };
		size_t n;

		seen += line.length + 1;
		text = *end ? end + 1 : end;
		if (value && (*line.start == ' ' || *line.start == '\t') && line.length) {
			g_string_append_len(value, line.start, (gssize)line.length);
			continue;
		}
		if (value)
			break;
		while (line.length && strchr(" >\t|", *line.start))
			line = line_skip(line, 1);
		n = line_starts(line, name);
		if (n && n < line.length && line.start[n] == ':')
			value = g_string_new_len(line.start + n + 1, (gssize)(line.length - n - 1));
	}
	return value ? g_string_free(g_steal_pointer(&value), FALSE) : NULL;
}

/* The id inside the first "<…>" of `value`, or its first word. */
static char *
message_id_in(const char *value)
{
	const char *open = value ? strchr(value, '<') : NULL, *close = open ? strchr(open, '>') : NULL;
	Line line;

	if (close)
		line = line_trim((Line){ open + 1, (size_t)(close - open - 1) });
	else if (value)
		line = line_trim((Line){ value, strlen(value) });
	else
		return NULL;
	for (size_t i = 0; i < line.length; i++)
		if (blank_length(line.start + i, line.length - i))
			line.length = i;
	return line.length && line.length < 998 ? line_dup(line) : NULL;
}

static char *
original_id(const KindInput *input)
{
	static const char *const places[] = { "X-Original-Message-ID", "Original-Message-ID" };
	g_autofree char *value = header_value(input->returned, "Message-ID");
	char *id;

	for (size_t i = 0; i < G_N_ELEMENTS(places) && !value; i++)
		value = header_value(input->delivery_status, places[i]);
	if (!value)
		value = header_value(input->text, "Message-ID");
	if (!value)
		value = g_strdup(kind_header(input, "In-Reply-To"));
	if (!value && kind_header(input, "References"))
		value = g_strdup(strrchr(kind_header(input, "References"), '<'));
	id = message_id_in(value);
	return id;
}

/* "rfc822; a@b.c" */
static char *
typed_address(const char *value)
{
	const char *semicolon = value ? strchr(value, ';') : NULL;
	Line line;

	if (!value)
		return NULL;
	value = semicolon ? semicolon + 1 : value;
	line = line_trim((Line){ value, strlen(value) });
	while (line.length && (*line.start == '<' || *line.start == '"'))
		line = line_skip(line, 1);
	while (line.length && strchr(">\"", line.start[line.length - 1]))
		line.length--;
	return line.length && line.length <= 320 && memchr(line.start, '@', line.length) ? line_dup(line)
											 : NULL;
}

static void
read_status_part(const char *text, Bounce *bounce)
{
	static const char *const recipients[] = { "Final-Recipient", "Original-Recipient",
		"X-Actual-Recipient", "Original-Rcpt-To", "Removal-Recipient" };
	g_autoptr(GString) plain = g_string_new(text);
	g_auto(GStrv) blocks = NULL;

	g_string_replace(plain, "\r", "", 0);
	blocks = g_strsplit(plain->str, "\n\n", 1000);
	for (char **block = blocks; *block; block++) {
		g_autofree char *action = header_value(*block, "Action");
		g_autofree char *status = header_value(*block, "Status");
		g_autofree char *reason = header_value(*block, "Diagnostic-Code");
		char *address = NULL;

		for (size_t i = 0; i < G_N_ELEMENTS(recipients) && !address; i++) {
			g_autofree char *value = header_value(*block, recipients[i]);

			address = typed_address(value);
		}
		if (!address && !status)
			continue;
		/* The first that failed decides; a delayed one only until then. */
		if (bounce->recipient && (!action || !strstr(action, "ailed"))) {
			g_free(address);
			continue;
		}
		g_free(bounce->recipient);
		g_clear_pointer(&bounce->status, g_free);
		bounce->recipient = address;
		if (status)
			bounce->status = status_in((Line){ status, strlen(status) });
		if (reason && (!bounce->status || g_str_has_suffix(bounce->status, ".0.0"))) {
			char *better = status_in((Line){ reason, strlen(reason) });

			if (better) {
				g_free(bounce->status);
				bounce->status = better;
			}
		}
		if (action && strstr(action, "ailed") && bounce->recipient)
			return;
	}
}

bool
bounce_names_action(const char *delivery_status)
{
	return line_find((Line){ delivery_status, strlen(delivery_status) }, "Action:") != NULL;
}

bool
bounce_is_failure(const char *delivery_status)
{
	bool any = false;
	Line rest = { delivery_status ? delivery_status : "", delivery_status ? strlen(delivery_status) : 0 };
	const char *at;

	while ((at = line_find(rest, "Action:"))) {
		Line value;

		rest = line_skip(rest, (size_t)(at - rest.start) + strlen("Action:"));
		value = line_trim(rest);
		any = true;
		if (line_starts(value, "failed") ||
			!(line_starts(value, "del") || line_starts(value, "relayed") ||
				line_starts(value, "expanded")))
			return true;
	}
	return !any;
}

Bounce *
bounce_read(const KindInput *input)
{
	Bounce *bounce = g_new0(Bounce, 1);
	const char *failed = kind_header(input, "X-Failed-Recipients");

	if (input->delivery_status)
		read_status_part(input->delivery_status, bounce);
	if (!bounce->recipient && failed)
		bounce->recipient = first_address(&(KindInput){ 0 }, (Line){ failed, strlen(failed) });
	if (!bounce->recipient)
		bounce->recipient = text_recipient(input);
	if (!bounce->recipient)
		bounce->recipient = returned_recipient(input, true);
	if (!bounce->recipient)
		bounce->recipient = first_address(input, report_text(input->text));
	if (!bounce->recipient)
		bounce->recipient = returned_recipient(input, false);
	if (!bounce->status)
		bounce->status = text_status(input);
	bounce->original_message_id = original_id(input);
	return bounce;
}
