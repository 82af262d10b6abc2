#include "parser/charset.h"

#include <errno.h>
#include <glib.h>
#include <iconv.h>
#include <stdbool.h>
#include <string.h>

typedef enum {
	FAMILY_UTF8,
	FAMILY_ASCII,
	FAMILY_REFUSED,
	FAMILY_GB,
	FAMILY_HZ,     /* GB2312 in seven bits, between "~{" and "~}" */
	FAMILY_WEST,   /* every byte means something, so only the look of the text can contradict it */
	FAMILY_ESCAPE, /* ISO 2022: seven bits, ESC changes the set */
	FAMILY_WIDE,   /* NUL bytes are part of characters */
	FAMILY_OTHER,
} Family;

/* Names are compared in lower case without '-', '_', blanks and quotes. */
static const struct {
	const char *names;
	const char *converter; /* for iconv, or NULL */
	Family family;
} charsets[] = {
	{ "utf8 unicode11utf8 utf8mb4 unicode", NULL, FAMILY_UTF8 },
	{ "usascii ascii ansix3.41968 iso646us 646 7bit 8bit unknown8bit", NULL, FAMILY_ASCII },
	{ "utf7 unicode11utf7 unicode20utf7 utf7imap", NULL, FAMILY_REFUSED },
	{ "gb18030 gb2312 gbk cp936 gb231280 gb2312.80 ms936 936 windows936 xgbk euccn chinese csgb2312 "
	  "csgb18030 csgbk xeuccn gb",
		"GB18030", FAMILY_GB },
	{ "hzgb2312 hz hzgb", "GB18030", FAMILY_HZ },
	{ "big5 big5hkscs cp950 ms950 windows950 950 xbig5 cnbig5 csbig5 big5eten", "BIG5-HKSCS",
		FAMILY_OTHER },
	{ "euctw xeuctw", "EUC-TW", FAMILY_OTHER },
	{ "shiftjis sjis xsjis cp932 ms932 windows31j cswindows31j mskanji csshiftjis", "CP932",
		FAMILY_OTHER },
	{ "eucjp xeucjp ujis", "EUC-JP", FAMILY_OTHER },
	{ "euckr ksc56011987 ksc5601 korean uhc cp949 ms949 windows949 xwindows949 ksc56011989", "UHC",
		FAMILY_OTHER },
	{ "iso2022jp iso2022jp1 iso2022jp2 csiso2022jp iso2022jpms", "ISO-2022-JP-2", FAMILY_ESCAPE },
	{ "iso2022jp3 iso2022jp2004", "ISO-2022-JP-3", FAMILY_ESCAPE },
	{ "iso2022kr csiso2022kr", "ISO-2022-KR", FAMILY_ESCAPE },
	{ "iso2022cn", "ISO-2022-CN", FAMILY_ESCAPE },
	{ "iso2022cnext", "ISO-2022-CN-EXT", FAMILY_ESCAPE },
	{ "utf16 ucs2 iso10646ucs2 csunicode", "UTF-16", FAMILY_WIDE },
	{ "utf16le", "UTF-16LE", FAMILY_WIDE },
	{ "utf16be", "UTF-16BE", FAMILY_WIDE },
	{ "utf32 ucs4 iso10646ucs4", "UTF-32", FAMILY_WIDE },
	{ "utf32le", "UTF-32LE", FAMILY_WIDE },
	{ "utf32be", "UTF-32BE", FAMILY_WIDE },
	{ "windows1252 cp1252 iso88591 latin1 l1 iso8859 iso885911987 csisolatin1 xansi ansi default",
		"CP1252", FAMILY_WEST },
	{ "iso88592 latin2", "ISO-8859-2", FAMILY_WEST },
	{ "iso88593 latin3", "ISO-8859-3", FAMILY_WEST },
	{ "iso88594 latin4", "ISO-8859-4", FAMILY_WEST },
	{ "iso88595 cyrillic", "ISO-8859-5", FAMILY_OTHER },
	{ "iso88596 iso88596i iso88596e arabic", "ISO-8859-6", FAMILY_OTHER },
	{ "iso88597 greek", "ISO-8859-7", FAMILY_OTHER },
	{ "iso88598 iso88598i iso88598e hebrew", "ISO-8859-8", FAMILY_OTHER },
	{ "iso88599 latin5 windows1254 cp1254", "CP1254", FAMILY_WEST },
	{ "iso885910 latin6", "ISO-8859-10", FAMILY_WEST },
	{ "iso885911 tis620 windows874 cp874 thai", "CP874", FAMILY_OTHER },
	{ "iso885913 latin7", "ISO-8859-13", FAMILY_WEST },
	{ "iso885914 latin8", "ISO-8859-14", FAMILY_WEST },
	{ "iso885915 latin9", "ISO-8859-15", FAMILY_WEST },
	{ "iso885916 latin10", "ISO-8859-16", FAMILY_WEST },
	{ "windows1250 cp1250", "CP1250", FAMILY_WEST },
	{ "windows1251 cp1251", "CP1251", FAMILY_OTHER },
	{ "windows1253 cp1253", "CP1253", FAMILY_OTHER },
	{ "windows1255 cp1255", "CP1255", FAMILY_OTHER },
	{ "windows1256 cp1256", "CP1256", FAMILY_OTHER },
	{ "windows1257 cp1257", "CP1257", FAMILY_WEST },
	{ "windows1258 cp1258", "CP1258", FAMILY_WEST },
	{ "koi8r koi8", "KOI8-R", FAMILY_OTHER },
	{ "koi8u", "KOI8-U", FAMILY_OTHER },
	{ "macintosh macroman xmacroman", "MACINTOSH", FAMILY_WEST },
	{ "ibm437 cp437", "IBM437", FAMILY_OTHER },
	{ "ibm850 cp850", "IBM850", FAMILY_OTHER },
	{ "ibm866 cp866", "IBM866", FAMILY_OTHER },
};

/* Converters carry shift state and cost a file each, so one of each is kept and used by one caller at a
 * time. */
static iconv_t converters[G_N_ELEMENTS(charsets)];
static bool opened[G_N_ELEMENTS(charsets)];
static GMutex converters_lock;

#define REPLACEMENT "\xEF\xBF\xBD"

static iconv_t
converter_get(int charset)
{
	if (!opened[charset]) {
		converters[charset] = iconv_open("UTF-8", charsets[charset].converter);
		opened[charset] = true;
	}
	return converters[charset];
}

void
charset_prepare(void)
{
	g_mutex_lock(&converters_lock);
	for (size_t i = 0; i < G_N_ELEMENTS(charsets); i++)
		if (charsets[i].converter)
			converter_get((int)i);
	g_mutex_unlock(&converters_lock);
}

static bool
names_have(const char *names, const char *name, size_t length)
{
	for (const char *p = names; *p;) {
		const char *end = strchrnul(p, ' ');

		if ((size_t)(end - p) == length && memcmp(p, name, length) == 0)
			return true;
		p = *end ? end + 1 : end;
	}
	return false;
}

/* Index into charsets, or -1. */
static int
charset_find(const char *label)
{
	char name[32];
	size_t length = 0;

	for (const char *p = label; *p; p++) {
		if (strchr("-_ \t\"'", *p))
			continue;
		if (length == sizeof name)
			return -1;
		name[length++] = g_ascii_tolower(*p);
	}
	for (size_t i = 0; length && i < G_N_ELEMENTS(charsets); i++)
		if (names_have(charsets[i].names, name, length))
			return (int)i;
	return -1;
}

static int
charset_known(const char *label)
{
	int charset = charset_find(label);

	g_assert(charset >= 0);
	return charset;
}

/* Neither 8-bit, nor NUL, nor the escape characters of ISO 2022. */
static bool
is_plain_ascii(const char *bytes, size_t length)
{
	unsigned char seen = 0;

	for (size_t i = 0; i < length; i++) {
		seen |= (unsigned char)bytes[i];
		if (bytes[i] == 0 || bytes[i] == 0x1B || bytes[i] == 0x0E)
			return false;
	}
	return seen < 0x80;
}

/* Well-formed sequences of each length, and bytes that belong to none. */
typedef struct {
	size_t two, three, four, bad;
} Utf8Count;

static Utf8Count
utf8_count(const char *bytes, size_t length)
{
	Utf8Count count = { 0 };
	const char *p = bytes, *end = bytes + length;

	while (p < end) {
		gunichar c;
		int size;

		if ((unsigned char)*p < 0x80) {
			p++;
			continue;
		}
		c = g_utf8_get_char_validated(p, end - p);
		/* A character cut at the end says that text was cut, not that it is something else. */
		if (c == (gunichar)-2 && count.two + count.three + count.four)
			break;
		if (c == (gunichar)-1 || c == (gunichar)-2) {
			count.bad++;
			p++;
			continue;
		}
		size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		count.two += size == 2;
		count.three += size == 3;
		count.four += size == 4;
		p += size;
	}
	return count;
}

static bool
utf8_is_likely(const Utf8Count *count)
{
	size_t good = count->two + count->three + count->four;

	/* Other sets hardly ever make three bytes in a row look right. */
	return good && (!count->bad || good > count->bad * 4 || count->three + count->four > count->bad);
}

/* How much the bytes look like each of the sets that one meets undeclared. */
typedef struct {
	long gb, big5;
	size_t high, isolated, upper, cyrillic;
	size_t gb_bad;
} Look;

static void
look_at_gb(Look *look, const unsigned char *s, size_t length)
{
	for (size_t i = 0; i < length;) {
		unsigned char lead = s[i], trail = i + 1 < length ? s[i + 1] : 0;

		if (lead < 0x80) {
			i++;
		} else if (lead == 0x80 || lead == 0xFF || trail < 0x30 || trail == 0x7F || trail == 0xFF ||
			   (trail >= 0x3A && trail < 0x40)) {
			look->gb -= 8;
			look->gb_bad++;
			i++;
		} else if (trail < 0x3A) {
			bool four = i + 3 < length && s[i + 2] >= 0x81 && s[i + 2] <= 0xFE &&
				    s[i + 3] >= 0x30 && s[i + 3] <= 0x39;

			look->gb -= four ? 0 : 8;
			look->gb_bad += !four;
			i += four ? 4 : 1;
		} else {
			bool common = trail >= 0xA1 &&
				      ((lead >= 0xB0 && lead <= 0xD7) || (lead >= 0xA1 && lead <= 0xA3));

			look->gb += common ? 2 : trail >= 0xA1 && lead >= 0xA1 ? 0 : -2;
			i += 2;
		}
	}
}

static void
look_at_big5(Look *look, const unsigned char *s, size_t length)
{
	for (size_t i = 0; i < length;) {
		unsigned char lead = s[i], trail = i + 1 < length ? s[i + 1] : 0;

		if (lead < 0x80) {
			i++;
		} else if (lead < 0xA1 || lead > 0xF9 ||
			   !((trail >= 0x40 && trail <= 0x7E) || (trail >= 0xA1 && trail <= 0xFE))) {
			look->big5 -= 8;
			i++;
		} else {
			look->big5 += (lead >= 0xA4 && lead <= 0xC6) || lead <= 0xA1 ? 2 : -1;
			i += 2;
		}
	}
}

static void
look_at_single(Look *look, const unsigned char *s, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (s[i] < 0x80)
			continue;
		look->high++;
		look->isolated += (i == 0 || s[i - 1] < 0x80) && (i + 1 == length || s[i + 1] < 0x80);
		look->upper += s[i] >= 0xC0;
		look->cyrillic += s[i] >= 0xE0;
	}
}

/* Which set bytes without a believable label are written in. */
static int
charset_guess(const char *bytes, size_t length)
{
	enum {
		LOOK_MAX = 65536
	};
	const unsigned char *s = (const unsigned char *)bytes;
	Utf8Count count = utf8_count(bytes, length);
	Look look = { 0 };

	if (!count.bad || utf8_is_likely(&count)) {
		if (count.two + count.three + count.four)
			return charset_known("utf-8");
		if (memmem(bytes, length, "\x1B$)C", 4))
			return charset_known("iso-2022-kr");
		if (memmem(bytes, length, "\x1B$)A", 4))
			return charset_known("iso-2022-cn");
		if (memmem(bytes, length, "\x1B$B", 3) || memmem(bytes, length, "\x1B$@", 3))
			return charset_known("iso-2022-jp");
		return charset_known("utf-8");
	}
	length = MIN(length, LOOK_MAX);
	look_at_gb(&look, s, length);
	look_at_big5(&look, s, length);
	look_at_single(&look, s, length);
	if (look.isolated * 2 > look.high)
		return charset_known("windows-1252");
	if (look.upper * 10 >= look.high * 9 && look.cyrillic * 10 >= look.high * 6 &&
		look.gb < (long)look.high / 2)
		return charset_known("windows-1251");
	return charset_known(look.big5 > look.gb ? "big5" : "gb18030");
}

static void
append_without_nul(GString *out, const char *bytes, size_t length, Defects *defects)
{
	const char *p = bytes, *end = bytes + length;

	while (p < end) {
		const char *nul = memchr(p, 0, (size_t)(end - p));

		g_string_append_len(out, p, (nul ? nul : end) - p);
		if (!nul)
			return;
		defect_set(defects, DEFECT_NUL_BYTE);
		p = nul + 1;
	}
}

/* Returns how many bytes meant nothing. */
static size_t
read_utf8(GString *out, const char *bytes, size_t length, Defects *defects)
{
	const char *p = bytes, *end = bytes + length, *stop;
	size_t bad = 0;

	while (!g_utf8_validate_len(p, (gsize)(end - p), &stop)) {
		g_string_append_len(out, p, stop - p);
		if (*stop == 0) {
			defect_set(defects, DEFECT_NUL_BYTE);
		} else {
			g_string_append(out, REPLACEMENT);
			bad++;
		}
		p = stop + 1;
	}
	g_string_append_len(out, p, end - p);
	return bad;
}

/* Returns how many bytes meant nothing. */
static size_t
read_converted(GString *out, const char *bytes, size_t length, int charset, Defects *defects)
{
	char buffer[8192];
	char *in = (char *)(uintptr_t)bytes; /* iconv's signature; it does not write there */
	size_t left = length, bad = 0;
	iconv_t converter;

	g_mutex_lock(&converters_lock);
	converter = converter_get(charset);
	if (converter == (iconv_t)-1) {
		g_mutex_unlock(&converters_lock);
		defect_set(defects, DEFECT_UNKNOWN_CHARSET);
		return read_utf8(out, bytes, length, defects);
	}
	iconv(converter, NULL, NULL, NULL, NULL);
	while (left) {
		char *at = buffer;
		size_t room = sizeof buffer;
		size_t result = iconv(converter, &in, &left, &at, &room);
		int error = errno;

		append_without_nul(out, buffer, sizeof buffer - room, defects);
		if (result != (size_t)-1 || error == E2BIG)
			continue;
		if (charsets[charset].family == FAMILY_GB && (unsigned char)*in == 0x80)
			g_string_append(out, "\xE2\x82\xAC"); /* cp936's euro sign, no GB18030 */
		else {
			g_string_append(out, REPLACEMENT);
			bad++;
		}
		in++;
		left--;
	}
	g_mutex_unlock(&converters_lock);
	return bad;
}

/* "~{" ... "~}" is GB2312 less the high bits, "~~" a tilde, "~" before a line end joins lines (RFC 1843). */
static size_t
read_hz(GString *out, const char *bytes, size_t length, int charset, Defects *defects)
{
	g_autoptr(GString) wide = g_string_sized_new(length);
	bool shifted = false;

	for (size_t i = 0; i < length; i++) {
		char next = i + 1 < length ? bytes[i + 1] : 0;

		if (bytes[i] == '~' && (next == '{' || next == '}')) {
			shifted = next == '{';
			i++;
		} else if (!shifted && bytes[i] == '~' && (next == '~' || next == '\n')) {
			if (next == '~')
				g_string_append_c(wide, '~');
			i++;
		} else if (bytes[i] == '\n') {
			shifted = false; /* RFC 1843: a line ends in ASCII */
			g_string_append_c(wide, '\n');
		} else {
			g_string_append_c(
				wide, shifted && bytes[i] > ' ' ? (char)(bytes[i] | 0x80) : bytes[i]);
		}
	}
	return read_converted(out, wide->str, wide->len, charset, defects);
}

static size_t
read_as(GString *out, const char *bytes, size_t length, int charset, Defects *defects)
{
	if (charsets[charset].family == FAMILY_HZ)
		return read_hz(out, bytes, length, charset, defects);
	if (charsets[charset].converter)
		return read_converted(out, bytes, length, charset, defects);
	return read_utf8(out, bytes, length, defects);
}

/* Does the text itself contradict the label? */
static bool
label_lies(const char *bytes, size_t length, int charset)
{
	bool is_utf8 = g_utf8_validate_len(bytes, length, NULL);
	Utf8Count count;
	Look look = { 0 };

	switch (charsets[charset].family) {
	case FAMILY_ASCII:
		return true; /* asked only where there are 8-bit bytes */
	case FAMILY_UTF8:
		if (is_utf8)
			return false;
		count = utf8_count(bytes, length);
		return count.bad && !utf8_is_likely(&count);
	case FAMILY_WEST:
		if (is_utf8)
			return true;
		/* A run of 8-bit pairs, all of them common Chinese, is no Western language. */
		look_at_gb(&look, (const unsigned char *)bytes, length);
		look_at_single(&look, (const unsigned char *)bytes, length);
		return !look.gb_bad && look.high >= 4 && look.gb >= (long)look.high * 8 / 10;
	case FAMILY_GB:
	case FAMILY_OTHER:
		/* Chinese in UTF-8 is valid GBK, but GBK is hardly ever well-formed three-byte UTF-8. */
		if (!is_utf8)
			return false;
		count = utf8_count(bytes, length);
		return count.three + count.four >= 2;
	case FAMILY_REFUSED:
	case FAMILY_HZ:
	case FAMILY_ESCAPE:
	case FAMILY_WIDE:
		return false;
	}
	return false;
}

static void
rescue(GString *out, const char *bytes, size_t length, Defects *defects)
{
	int charset = charset_guess(bytes, length);

	if (read_as(out, bytes, length, charset, defects))
		defect_set(defects, DEFECT_BAD_CHARSET);
}

char *
charset_to_utf8(const char *bytes, size_t length, const char *label, Defects *defects)
{
	int charset = label && *label ? charset_find(label) : -1;
	Family family = charset < 0 ? FAMILY_ASCII : charsets[charset].family;
	GString *out;
	size_t bad;

	if (family != FAMILY_HZ && family != FAMILY_WIDE && is_plain_ascii(bytes, length)) {
		if ((label && *label && charset < 0) || family == FAMILY_REFUSED)
			defect_set(defects, DEFECT_UNKNOWN_CHARSET);
		return g_strndup(bytes, length);
	}
	out = g_string_sized_new(length + length / 2);
	if (charset < 0 || family == FAMILY_REFUSED) {
		defect_set(defects, label && *label ? DEFECT_UNKNOWN_CHARSET : DEFECT_NO_CHARSET);
		rescue(out, bytes, length, defects);
		return g_string_free(out, FALSE);
	}
	if (label_lies(bytes, length, charset)) {
		defect_set(defects, DEFECT_WRONG_CHARSET);
		rescue(out, bytes, length, defects);
		return g_string_free(out, FALSE);
	}
	bad = read_as(out, bytes, length, charset, defects);
	if (bad)
		defect_set(defects, DEFECT_BAD_CHARSET);
	return g_string_free(out, FALSE);
}
