#include "parser/kind/bounce_status.h"

#include "parser/kind/mark.h"
#include "parser/kind/returned.h"

#include <stdio.h>
#include <string.h>

#define STATUS_BYTES 14 /* "5.123.123" and a little */

/* clang-format off */
/* Words of refusals that carry no status of RFC 3463. */
static const struct {
	const char *words;
	const char *status;
} reasons[] = {
	{ "hop count exceeded", "5.4.6" }, { "too many hops", "5.4.6" }, { "message looping", "5.4.6" }, { "mail loop", "5.4.6" },
	{ "over disk quota", "5.2.2" }, { "quota violation", "5.2.2" }, { "exceeding their quota", "5.2.2" }, { "exceeds quota", "5.2.2" }, { "quota has been exceeded", "5.2.2" },
	{ "folder is full", "5.2.2" }, { "inbox is full", "5.2.2" }, { "mailbox has exceeded", "5.2.2" }, { "deactivated mailbox", "5.2.1" }, { "account is expired", "5.2.1" },
	{ "final delivery userid", "5.1.1" }, { "user not known", "5.1.1" }, { "no account by that name", "5.1.1" }, { "no longer valid", "5.1.1" },
	{ "relay access denied", "5.7.1" }, { "relaying denied", "5.7.1" }, { "permitted to relay", "5.7.1" },
	{ "user unknown", "5.1.1" }, { "unknown user", "5.1.1" }, { "user not found", "5.1.1" },
	{ "no such user", "5.1.1" }, { "no such recipient", "5.1.1" }, { "mailbox not found", "5.1.1" },
	{ "address not found", "5.1.1" }, { "recipient not found", "5.1.1" }, { "does not exist", "5.1.1" },
	{ "doesn't exist", "5.1.1" }, { "no mailbox here", "5.1.1" }, { "mailbox unavailable", "5.1.1" },
	{ "user doesn't have", "5.1.1" }, { "unknown recipient", "5.1.1" }, { "not listed in", "5.1.1" },
	{ "recipient name is not recognized", "5.1.1" }, { "not exist", "5.1.1" },
	{ "invalid recipient", "5.1.1" }, { "address was not found", "5.1.1" }, { "no such address", "5.1.1" },
	{ "unknown address", "5.1.1" }, { "unknown host", "5.1.2" }, { "host unknown", "5.1.2" }, { "unknown or illegal", "5.1.1" },
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
	{ "size limit exceeded", "5.3.4" }, { "exceeds size limit", "5.3.4" }, { "exceeds the size limit", "5.3.4" },
	{ "邮件过大", "5.3.4" }, { "timed out", "4.4.7" }, { "retry timeout", "4.4.7" },
	{ "content rejected", "5.7.1" }, { "spam", "5.7.1" }, { "blocked", "5.7.1" }, { "拒收", "5.7.1" },
	{ "connection refused", "4.4.1" }, { "is not responding", "4.4.1" }, { "not reachable", "4.4.1" },
	{ "垃圾邮件", "5.7.1" }, { "拒绝", "5.7.1" },
};
/* clang-format on */

/* Does the word at `at` begin a number of its own? Bytes of a status there, or 0. */
static size_t
status_length(Line text, size_t at)
{
	char word[STATUS_BYTES + 1] = { 0 };
	unsigned class, subject, detail;
	int used = 0;

	if (at + 4 >= text.length || text.start[at + 1] != '.' || !strchr("245", text.start[at]) ||
		!g_ascii_isdigit(text.start[at + 2]))
		return 0;
	if (at && (g_ascii_isalnum(text.start[at - 1]) || text.start[at - 1] == '.'))
		return 0;
	memcpy(word, text.start + at, MIN(STATUS_BYTES, text.length - at));
	if (sscanf(word, "%1u.%3u.%3u%n", &class, &subject, &detail, &used) != 3)
		return 0;
	if (g_ascii_isalnum(word[used]) || (word[used] == '.' && g_ascii_isdigit(word[used + 1])) ||
		subject > 9)
		return 0;
	return (size_t)used;
}

/* status = class "." subject "." detail (RFC 3463 §2), and no part of an IP address or a version */
char *
bounce_status_in(Line text)
{
	for (size_t i = 0; i < text.length; i++) {
		size_t length = status_length(text, i);

		if (length)
			return g_strndup(text.start + i, length);
	}
	return NULL;
}

/* "550 5.1.1", "550-5.1.1", "550 #5.1.1" */
static bool
follows_reply_code(Line text, size_t at)
{
	const char *s = text.start + at;
	size_t back = at && s[-1] == '#' ? 2 : 1;

	return at >= back + 3 && (s[-(ptrdiff_t)back] == ' ' || s[-(ptrdiff_t)back] == '-') &&
	       g_ascii_isdigit(s[-(ptrdiff_t)back - 1]) && g_ascii_isdigit(s[-(ptrdiff_t)back - 2]) &&
	       s[-(ptrdiff_t)back - 3] == *s;
}

/* That of a failure in running text: the one behind a reply code before any other. */
static char *
failure_in(Line text)
{
	char *first = NULL;

	for (size_t i = 0; i < text.length; i++) {
		size_t length = text.start[i] == '2' ? 0 : status_length(text, i);

		if (length && follows_reply_code(text, i)) {
			g_free(first);
			return g_strndup(text.start + i, length);
		}
		if (length && !first)
			first = g_strndup(text.start + i, length);
	}
	return first;
}

char *
bounce_status_of(const KindInput *input)
{
	Line text = returned_before(input->text);
	Line subject = { input->subject ? input->subject : "", input->subject ? strlen(input->subject) : 0 };
	g_autofree char *plain = mark_words(input->text, text.length);
	Line words = mark_line(plain);
	char *status = failure_in(text);

	for (size_t i = 0; i < G_N_ELEMENTS(reasons) && !status; i++)
		if (line_find(words, reasons[i].words))
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
