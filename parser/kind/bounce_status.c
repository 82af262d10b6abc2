#include "parser/kind/bounce_status.h"

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

/* status = class "." subject "." detail (RFC 3463 §2), and no part of an IP address or a version */
char *
bounce_status_in(Line text)
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

char *
bounce_status_of(const KindInput *input)
{
	Line text = returned_before(input->text);
	Line subject = { input->subject ? input->subject : "", input->subject ? strlen(input->subject) : 0 };
	char *status = bounce_status_in(text);

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
