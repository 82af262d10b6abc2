/* The input is header lines, a blank line, and a text that stands for every part there is. */
#include "tests/fuzz/fuzz.h"

#include "parser/kind/kind.h"

#define HEADERS 64

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const types[] = { "multipart/report", "message/delivery-status", "text/calendar",
		NULL };
	g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size), *reason = NULL;
	char *body = strstr(text, "\n\n");
	KindHeader headers[HEADERS];
	KindInput input = { .headers = headers };
	g_auto(GStrv) lines = NULL;
	Bounce *bounce = NULL;
	const char *base;
	MailKind kind;

	if (body)
		*body = 0;
	lines = g_strsplit(text, "\n", HEADERS);
	for (char **line = lines; *line && input.header_count < HEADERS; line++) {
		char *colon = strchr(*line, ':');

		if (!colon)
			continue;
		*colon = 0;
		headers[input.header_count++] = (KindHeader){ *line, colon + 1 };
	}
	input.text = input.delivery_status = input.returned = body ? body + 2 : NULL;
	input.subject = size > 1 ? lines[0] : NULL;
	input.from = size % 3 ? "mailer-daemon@mail.test" : NULL;
	input.types = types + size % 4;
	input.report_type = size % 2 ? "delivery-status" : NULL;
	kind = kind_of(&input, &reason, &bounce);
	g_assert(kind < MAIL_KIND_COUNT && (kind == MAIL_HUMAN) == !*reason);
	g_assert((bounce != NULL) == (kind == MAIL_BOUNCE || kind == MAIL_REPORT));
	if (bounce && bounce->recipient)
		g_assert(strchr(bounce->recipient, '@') && !strchr(bounce->recipient, '\n'));
	if (bounce && bounce->status)
		g_assert(strlen(bounce->status) >= 5 && strlen(bounce->status) <= 9);
	bounce_free(bounce);
	base = subject_base(text);
	g_assert(base >= text && base <= text + strlen(text));
	return 0;
}
