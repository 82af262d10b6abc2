/* Whatever the bytes and the label, what comes out is UTF-8. The first line of the input is the label. */
#include "tests/fuzz/fuzz.h"

#include "parser/charset/charset.h"
#include "parser/text/clean.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data, *newline = memchr(bytes, '\n', size);
	size_t label_length = newline ? (size_t)(newline - bytes) : 0;
	g_autofree char *label = g_strndup(bytes, label_length);
	size_t skip = newline ? label_length + 1 : 0;
	Defects defects = 0;
	g_autofree char *text = charset_to_utf8(bytes + skip, size - skip, label, &defects);
	g_autofree char *clean = clean_text(text, size / 2);
	g_autofree char *line = clean_line(text, 100);
	g_autofree char *name = clean_file_name(text);

	g_assert(g_utf8_validate(text, -1, NULL));
	g_assert(g_utf8_validate(clean, -1, NULL) && strlen(clean) <= size / 2);
	g_assert(g_utf8_validate(line, -1, NULL) && strlen(line) <= 100 && !strpbrk(line, "\r\n\t"));
	g_assert(g_utf8_validate(name, -1, NULL) && !strpbrk(name, "/\\\r\n\t") && *name != '.');
	return 0;
}
