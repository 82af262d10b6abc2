#include "parser/kind/bounce_recipient.h"

#include "parser/kind/mark.h"
#include "parser/kind/returned.h"
#include "parser/quote/address_text.h"

#include <string.h>

/* Behind these words stands the address that failed. */
static const char *const failed_words[] = { "\"emailAddress\":", "RCPT TO:", "Recipient address:",
	"Failed recipient", "Failed address:", "Addressed To:", "recipients were affected",
	"rejected recipient", "had delivery errors", "had delivery problems", "address to which the message",
	"addresses to which the message", "Unable to send to", "Unable to deliver message to",
	"error delivering your mail to", "Failed to deliver to", "undeliverable to",
	"Unknown user:", "not delivered to:", "could not be reached",
	"Recipient:", "following address(es) failed", "following recipient(s)", "following recipients",
	"following addresses", "to these recipients or groups", "to the following",
	"delivered to one or more", "couldn't be delivered", "could not be delivered", "wasn't delivered to",
	"was not delivered to", "Your message to", "permanent fatal errors", "unable to deliver your message",
	"your message was addressed", "message, addressed to", "originally addressed to",
	"Intended recipient", "Undeliverable address", "delivery userid", "Error-for:", "did NOT receive",
	"did not receive", "Failed addresses follow", "deliver your message to",
	"sorry to have to inform you", "have been unable to deliver", "folgenden Empfänger",
	"folgende Empfänger", "destinataires suivants", "destinataire suivant", "siguientes destinatarios",
	"siguiente destinatario", "destinatari seguenti", "seguenti destinatari", "destinatários",
	"адресатам", "получателям", "адресату", "次のあて先", "次の宛先", "以下の宛先",
	"以下のメールアドレス", "다음 받는 사람", "다음 수신자", "收件人或组", "以下收件人", "下列收件人",
	"收件人邮箱", "收件人地址", "收件人", "收信人", "无法发送到", "无法送达", "无法传递", "未能送达",
	"投递到", "发送至", "发往" };

/* Is this the address of a mail system, or our own that the bounce came to? */
static bool
address_is_machine(const KindInput *input, const char *address)
{
	static const char *const locals[] = { "mailer-daemon@", "postmaster@", "mailerdaemon@", "kefu@",
		"noreply@" };
	const char *to = mark_header(input, "To");

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
		"發件人", "寄件者", "Reply-To:", "Absender", "Remitente", "Mittente", "Expéditeur",
		"Отправитель", "差出人", "送信者", "보낸 사람", "MAIL FROM", ">>> MAIL FROM", "Return-Path" };
	const char *start = found.start;

	while (start > text.start && start[-1] != '\n' && found.start - start < 200)
		start--;
	return line_starts_with_any(
		line_trim((Line){ start, (size_t)(found.start - start) }), labels, G_N_ELEMENTS(labels));
}

/* "dda:SMTP=a@b.c" of X.400, "SMTP:a@b.c": what stands before the address is its kind. */
static Line
without_kind(Line address)
{
	static const char *const kinds[] = { "SMTP=", "RFC822=", "RFC-822=", "INTERNET=" };

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		address = line_skip(address, line_starts(address, kinds[i]));
	return address;
}

/* Of a text; `input` is NULL where whoever stands there is meant, a postmaster, too. */
static char *
first_address(const KindInput *input, Line line)
{
	Line found;

	for (int tries = 0; tries < 200 && address_in_text(line, &found); tries++) {
		g_autofree char *address = line_dup(without_kind(found));

		if (!input || (!address_is_machine(input, address) && !names_sender(line, found)))
			return g_steal_pointer(&address);
		line = line_skip(line, (size_t)(found.start - line.start) + found.length);
	}
	return NULL;
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
	Line text = returned_before(input->text);
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
	g_autofree char *to = returned_header(input->returned, "To");
	g_autofree char *address = to ? first_address(NULL, (Line){ to, strlen(to) }) : NULL;

	if (!address || (named && !line_find(returned_before(input->text), address)))
		return NULL;
	return g_steal_pointer(&address);
}

char *
bounce_recipient(const KindInput *input)
{
	const char *failed = mark_header(input, "X-Failed-Recipients");
	char *address = failed ? first_address(NULL, (Line){ failed, strlen(failed) }) : NULL;

	if (!address)
		address = text_recipient(input);
	if (!address)
		address = returned_recipient(input, true);
	if (!address)
		address = first_address(input, returned_before(input->text));
	if (!address)
		address = returned_recipient(input, false);
	return address;
}
