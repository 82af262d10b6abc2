#include "parser/charset/charset.h"

#include "parser/charset/guess.h"
#include "parser/charset/label.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Neither 8-bit, nor NUL, nor the escape characters of ISO 2022. */
static bool
is_plain_ascii(const char *bytes, size_t length)
{
	const uint64_t high = UINT64_C(0x8080808080808080), ones = UINT64_C(0x0101010101010101);
	size_t i = 0;

	for (; length - i >= 8; i += 8) {
		uint64_t word;

		memcpy(&word, bytes + i, sizeof word);
		/* No byte is 8-bit or NUL, none is SO or ESC: x - 1 borrows where x is 0. */
		if ((word | (word - ones) | ((word ^ ones * 0x0E) - ones) | ((word ^ ones * 0x1B) - ones)) &
			high)
			return false;
	}
	for (; i < length; i++)
		if ((signed char)bytes[i] <= 0 || bytes[i] == 0x1B || bytes[i] == 0x0E)
			return false;
	return true;
}

static void
read_as(GString *out, const char *bytes, size_t length, const Charset *charset, Defects *defects)
{
	if (charset_decode(out, bytes, length, charset->encoding, charset->set, defects))
		defect_set(defects, DEFECT_BAD_CHARSET);
}

static const Charset *
charset_of(const char *bytes, size_t length, const char *label, Defects *defects)
{
	const Charset *charset = label && *label ? charset_find(label) : NULL;

	if (!charset || charset->family == FAMILY_REFUSED) {
		defect_set(defects, label && *label ? DEFECT_UNKNOWN_CHARSET : DEFECT_NO_CHARSET);
		return charset_guess(bytes, length);
	}
	if (charset->family == FAMILY_UNNAMED) {
		defect_set(defects, DEFECT_NO_CHARSET);
		return charset_guess(bytes, length);
	}
	if (charset_label_lies(bytes, length, charset)) {
		defect_set(defects, DEFECT_WRONG_CHARSET);
		return charset_guess(bytes, length);
	}
	return charset;
}

/* Plain ASCII means the same in nearly every set. */
static bool
ascii_will_do(const char *label, Defects *defects)
{
	const Charset *charset;

	if (!label || !*label)
		return true;
	charset = charset_find(label);
	if (!charset || charset->family == FAMILY_REFUSED)
		defect_set(defects, DEFECT_UNKNOWN_CHARSET);
	return !charset || (charset->family != FAMILY_HZ && charset->family != FAMILY_WIDE);
}

char *
charset_to_utf8(const char *bytes, size_t length, const char *label, Defects *defects)
{
	GString *out;
	const Charset *charset;

	if (is_plain_ascii(bytes, length) && ascii_will_do(label, defects))
		return g_strndup(bytes, length);
	out = g_string_new(NULL);
	charset = charset_of(bytes, length, label, defects);
	read_as(out, bytes, length, charset, defects);
	/* Vietnamese of Windows writes each tone as a byte of its own. */
	if (charset == charset_find("cp1258")) {
		char *composed = g_utf8_normalize(out->str, (gssize)out->len, G_NORMALIZE_NFC);

		if (composed) {
			g_string_free(out, TRUE);
			return composed;
		}
	}
	return g_string_free(out, FALSE);
}
