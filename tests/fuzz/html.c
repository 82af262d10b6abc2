/* Any valid UTF-8 is a page; its text is valid, bounded, and has no trailing blanks. */
#include "tests/fuzz/fuzz.h"

#include "parser/body/html.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *html = g_utf8_make_valid((const char *)data, (gssize)size);
	size_t length = strlen(html), limit = length / 2 + 20;
	bool truncated = false;
	g_autofree char *text = html_to_text(html, length, limit, &truncated);

	g_assert(g_utf8_validate(text, -1, NULL));
	g_assert(strlen(text) <= limit);
	g_assert(!strstr(text, " \n") && !strstr(text, "\n\n\n"));
	return 0;
}
