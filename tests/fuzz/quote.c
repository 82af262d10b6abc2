/* Nothing is lost and nothing is added: every byte of the parts but blanks and newlines is a byte of the
 * text. */
#include "tests/fuzz/fuzz.h"

#include "parser/quote/quote.h"

static size_t
solid_bytes(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += !strchr(" \t\r\n", *text);
	return count;
}

static void
check_parts(const char *text, const char *const *sent)
{
	g_auto(QuoteParts) parts = { 0 };

	quote_parts(text, sent, &parts);
	g_assert(g_utf8_validate(parts.reply, -1, NULL));
	g_assert(g_utf8_validate(parts.quoted, -1, NULL));
	g_assert(g_utf8_validate(parts.signature, -1, NULL));
	g_assert(solid_bytes(parts.reply) + solid_bytes(parts.quoted) + solid_bytes(parts.signature) <=
		 solid_bytes(text));
	/* Only a text without anything to read gives an empty reply. */
	g_assert(*parts.reply || !*parts.quoted);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size);
	char *half = strstr(text, "\n\n\n");
	const char *sent[] = { NULL, NULL };

	check_parts(text, NULL);
	if (half) {
		/* What stands behind three newlines was sent by us. */
		*half = 0;
		sent[0] = half + 1;
		check_parts(text, sent);
	}
	return 0;
}
