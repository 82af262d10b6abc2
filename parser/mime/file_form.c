#include "parser/mime/file_form.h"

#include "parser/charset/decode.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Begins with a byte order mark, or every second of the first bytes is NUL. */
static bool
is_utf16(const char *bytes, size_t length)
{
	enum {
		LOOKED_AT = 32
	};
	size_t nul[2] = { 0 };

	if (length < LOOKED_AT)
		return false;
	for (size_t i = 0; i < LOOKED_AT; i++)
		nul[i % 2] += bytes[i] == 0;
	if (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)
		return nul[0] + nul[1] > 0;
	return (nul[0] == LOOKED_AT / 2 && !nul[1]) || (nul[1] == LOOKED_AT / 2 && !nul[0]);
}

char *
file_form_undo(const char *bytes, size_t length, size_t *out_length, Defects *defects)
{
	char *copy;

	if (is_utf16(bytes, length)) {
		GString *text = g_string_new(NULL);

		defect_set(defects, DEFECT_UTF16_FILE);
		charset_decode(text, bytes, length, ENCODING_UTF16, BYTES_CP1252, defects);
		*out_length = text->len;
		return g_string_free(text, FALSE);
	}
	if (!length || memchr(bytes, '\n', length) || !memchr(bytes, '\r', length))
		return NULL;
	defect_set(defects, DEFECT_BARE_CR);
	copy = g_memdup2(bytes, length);
	for (size_t i = 0; i < length; i++)
		if (copy[i] == '\r')
			copy[i] = '\n';
	*out_length = length;
	return copy;
}
