#include "parser/charset/decode.h"

#include "parser/charset/iso2022.h"
#include "parser/charset/writer.h"

#include <stdbool.h>
#include <string.h>

static void
put_beyond(Writer *writer, const PairSet *set, uint32_t code)
{
	size_t low = 0, high = set->beyond_count;
	uint32_t characters;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (set->beyond[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	characters = set->beyond[low].characters;
	if (characters & UINT32_C(0x80000000)) {
		writer_put(writer, characters & 0xFFFF);
		characters = characters >> 16 & 0x7FFF;
	}
	writer_put(writer, characters);
}

static const unsigned char *
put_pair(Writer *writer, const PairSet *set, const unsigned char *s, const unsigned char *end)
{
	uint32_t c = end - s >= 2 ? pair_cell(set, s[0], s[1]) : 0;
	bool whole;

	if (c) {
		if (c == 1)
			put_beyond(writer, set, (uint32_t)(s[0] << 8 | s[1]));
		else
			writer_put(writer, c);
		return s + 2;
	}
	writer_bad(writer);
	/* A second byte that could not be one begins something else. */
	whole = end - s >= 2 && s[0] >= set->lead_first && s[0] <= set->lead_last && s[1] >= 0x80 &&
		s[1] >= set->trail_first && s[1] <= set->trail_last;
	return whole ? s + 2 : s + 1;
}

/* ---- one byte a character ---- */

static void
decode_bytes(Writer *writer, const unsigned char *s, const unsigned char *end, const uint16_t *table)
{
	while (s < end) {
		s = writer_copy_ascii(writer, s, end);
		if (s == end)
			break;
		writer_room(writer, 0);
		if (*s < 0x80 || table[*s - 0x80])
			writer_put(writer, *s < 0x80 ? *s : table[*s - 0x80]);
		else
			writer_bad(writer);
		s++;
	}
}

/* ---- GB18030 ---- */

/* 0: no character */
static uint32_t
gb_four_bytes(const unsigned char *s)
{
	enum {
		BMP_END = 39420,
		BEYOND = 189000
	};
	uint32_t i = (s[0] - 0x81U) * 12600 + (s[1] - 0x30U) * 1260 + (s[2] - 0x81U) * 10 + (s[3] - 0x30U);
	size_t low = 0, high = charset_gb_range_count;

	if (i >= BEYOND)
		return i - BEYOND < 0x100000 ? i - BEYOND + 0x10000 : 0;
	if (i >= BMP_END)
		return 0;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (charset_gb_ranges[middle].index <= i)
			low = middle;
		else
			high = middle;
	}
	if (!charset_gb_ranges[low].character)
		return 0;
	return charset_gb_ranges[low].character + (i - charset_gb_ranges[low].index);
}

static const unsigned char *
put_gb(Writer *writer, const unsigned char *s, const unsigned char *end)
{
	bool four = end - s >= 4 && s[0] >= 0x81 && s[0] <= 0xFE && s[1] >= 0x30 && s[1] <= 0x39 &&
		    s[2] >= 0x81 && s[2] <= 0xFE && s[3] >= 0x30 && s[3] <= 0x39;
	uint32_t c;

	if (!four) {
		/* cp936's euro sign, which is no GB18030 */
		if (*s == 0x80) {
			writer_put(writer, 0x20AC);
			return s + 1;
		}
		return put_pair(writer, &charset_gb, s, end);
	}
	c = gb_four_bytes(s);
	if (c)
		writer_put(writer, c);
	else
		writer_bad(writer);
	return s + 4;
}

/* "~{" ... "~}" is GB2312 less the high bits, "~~" a tilde, "~" before a line end joins lines (RFC 1843). */
static void
decode_hz(Writer *writer, const unsigned char *s, const unsigned char *end)
{
	bool shifted = false;

	while (s < end) {
		unsigned int next = s + 1 < end ? s[1] : 0;

		writer_room(writer, 0);
		if (*s == '~' && (next == '{' || next == '}')) {
			shifted = next == '{';
			s += 2;
		} else if (!shifted && *s == '~' && (next == '~' || next == '\n')) {
			if (next == '~')
				writer_put(writer, '~');
			s += 2;
		} else if (*s == '\n') {
			shifted = false; /* a line ends in ASCII */
			writer_put(writer, *s++);
		} else if (*s >= 0x80) {
			s = put_gb(writer, s, end); /* some let the high bits stand */
		} else if (shifted && *s > ' ' && next > ' ') {
			uint32_t c = pair_cell(&charset_gb, *s | 0x80U, next | 0x80U);

			if (c)
				writer_put(writer, c);
			else
				writer_bad(writer);
			s += 2;
		} else {
			writer_put(writer, *s++);
		}
	}
}

/* ---- other pairs ---- */

static const unsigned char *
put_big5(Writer *writer, const unsigned char *s, const unsigned char *end)
{
	return put_pair(writer, &charset_big5, s, end);
}

static const unsigned char *
put_cp932(Writer *writer, const unsigned char *s, const unsigned char *end)
{
	if (*s < 0xA1 || *s > 0xDF)
		return put_pair(writer, &charset_cp932, s, end);
	writer_put(writer, 0xFF61U + *s - 0xA1U);
	return s + 1;
}

static const unsigned char *
put_uhc(Writer *writer, const unsigned char *s, const unsigned char *end)
{
	return put_pair(writer, &charset_uhc, s, end);
}

static const unsigned char *
put_euc_jp(Writer *writer, const unsigned char *s, const unsigned char *end)
{
	if (*s == 0x8E && end - s >= 2 && s[1] >= 0xA1 && s[1] <= 0xDF) {
		writer_put(writer, 0xFF61U + s[1] - 0xA1U);
		return s + 2;
	}
	if (*s == 0x8F && end - s >= 3 && pair_cell(&charset_jis0212, s[1], s[2])) {
		writer_put(writer, pair_cell(&charset_jis0212, s[1], s[2]));
		return s + 3;
	}
	return put_pair(writer, &charset_jis0208, s, end);
}

static const unsigned char *
put_euc_tw(Writer *writer, const unsigned char *s, const unsigned char *end)
{
	if (*s == 0x8E && end - s >= 4 && s[1] >= 0xA1 && s[1] <= 0xB0) {
		uint32_t c = s[1] == 0xA1   ? pair_cell(&charset_cns1, s[2], s[3])
			     : s[1] == 0xA2 ? pair_cell(&charset_cns2, s[2], s[3])
					    : 0;

		if (c)
			writer_put(writer, c);
		else
			writer_bad(writer);
		return s + 4;
	}
	return put_pair(writer, &charset_cns1, s, end);
}

typedef const unsigned char *(*PutHigh)(Writer *writer, const unsigned char *s, const unsigned char *end);

/* Inlined with each `put`: ASCII is copied, what begins with a high byte is the set's own. */
static inline __attribute__((always_inline)) void
decode_mixed(Writer *writer, const unsigned char *s, const unsigned char *end, PutHigh put)
{
	while (s < end) {
		if (*s < 0x80) {
			s = writer_copy_ascii(writer, s, end);
			if (s == end)
				break;
		}
		writer_room(writer, 0);
		if (*s < 0x80)
			writer_put(writer, *s++);
		else
			s = put(writer, s, end);
	}
}

/* ---- UTF ---- */

static void
decode_utf8(Writer *writer, const unsigned char *s, const unsigned char *end)
{
	while (s < end) {
		gunichar c;

		if (*s < 0x80) {
			s = writer_copy_ascii(writer, s, end);
			if (s == end)
				break;
		}
		writer_room(writer, 0);
		if (*s < 0x80) {
			writer_put(writer, *s++);
			continue;
		}
		/* Most of a Chinese text. */
		if (end - s >= 3 && *s > 0xE0 && *s < 0xF0 && *s != 0xED && (s[1] & 0xC0) == 0x80 &&
			(s[2] & 0xC0) == 0x80) {
			memcpy(writer->at, s, 3);
			writer->at += 3;
			s += 3;
			continue;
		}
		c = g_utf8_get_char_validated((const char *)s, end - s);
		if (c == (gunichar)-1 || c == (gunichar)-2) {
			writer_bad(writer);
			s++;
		} else {
			writer_put(writer, c);
			s += g_utf8_skip[*s];
		}
	}
}

static uint32_t
unit(const unsigned char *s, int size, bool little)
{
	uint32_t value = 0;

	for (int i = 0; i < size; i++)
		value = value << 8 | s[little ? size - 1 - i : i];
	return value;
}

static void
decode_utf16(Writer *writer, const unsigned char *s, const unsigned char *end, bool little)
{
	for (; end - s >= 2; s += 2) {
		uint32_t c = unit(s, 2, little);

		writer_room(writer, 0);
		if (c >= 0xD800 && c < 0xDC00 && end - s >= 4 &&
			(unit(s + 2, 2, little) & 0xFC00) == 0xDC00) {
			s += 2;
			c = 0x10000 + ((c & 0x3FF) << 10) + (unit(s, 2, little) & 0x3FF);
		}
		if (c >= 0xD800 && c < 0xE000)
			writer_bad(writer);
		else
			writer_put(writer, c);
	}
	writer_room(writer, 0);
	if (s < end)
		writer_bad(writer);
}

static void
decode_utf32(Writer *writer, const unsigned char *s, const unsigned char *end, bool little)
{
	for (; end - s >= 4; s += 4) {
		uint32_t c = unit(s, 4, little);

		writer_room(writer, 0);
		if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
			writer_bad(writer);
		else
			writer_put(writer, c);
	}
	writer_room(writer, 0);
	if (s < end)
		writer_bad(writer);
}

/* Where the NUL bytes are: of ASCII in UTF-16, behind or before each character. */
static bool
looks_little(const unsigned char *s, const unsigned char *end, int size)
{
	size_t even = 0, odd = 0;

	for (; end - s >= size; s += size) {
		even += s[0] == 0;
		odd += s[size - 1] == 0;
	}
	return odd > even;
}

/* A byte order mark is believed before the label. */
static void
decode_wide(Writer *writer, const unsigned char *s, const unsigned char *end, Encoding encoding)
{
	int size = encoding == ENCODING_UTF32 || encoding == ENCODING_UTF32LE || encoding == ENCODING_UTF32BE
			   ? 4
			   : 2;
	bool little = encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF32LE;

	if (end - s >= size && (unit(s, size, true) == 0xFEFF || unit(s, size, false) == 0xFEFF)) {
		little = *s == 0xFF;
		s += size;
	} else if (encoding == ENCODING_UTF16 || encoding == ENCODING_UTF32) {
		little = looks_little(s, end, size);
	}
	if (size == 4)
		decode_utf32(writer, s, end, little);
	else
		decode_utf16(writer, s, end, little);
}

size_t
charset_decode(
	GString *out, const char *bytes, size_t length, Encoding encoding, ByteSet set, Defects *defects)
{
	const unsigned char *s = (const unsigned char *)bytes, *end = s + length;
	Writer writer;

	writer_begin(&writer, out, length + length / 2, defects);
	switch (encoding) {
	case ENCODING_UTF8:
		decode_utf8(&writer, s, end);
		break;
	case ENCODING_BYTES:
		decode_bytes(&writer, s, end, charset_bytes[set]);
		break;
	case ENCODING_GB18030:
		decode_mixed(&writer, s, end, put_gb);
		break;
	case ENCODING_HZ:
		decode_hz(&writer, s, end);
		break;
	case ENCODING_BIG5:
		decode_mixed(&writer, s, end, put_big5);
		break;
	case ENCODING_CP932:
		decode_mixed(&writer, s, end, put_cp932);
		break;
	case ENCODING_UHC:
		decode_mixed(&writer, s, end, put_uhc);
		break;
	case ENCODING_EUC_JP:
		decode_mixed(&writer, s, end, put_euc_jp);
		break;
	case ENCODING_EUC_TW:
		decode_mixed(&writer, s, end, put_euc_tw);
		break;
	case ENCODING_ISO2022:
		decode_iso2022(&writer, s, end);
		break;
	case ENCODING_UTF16:
	case ENCODING_UTF16LE:
	case ENCODING_UTF16BE:
	case ENCODING_UTF32:
	case ENCODING_UTF32LE:
	case ENCODING_UTF32BE:
		decode_wide(&writer, s, end, encoding);
		break;
	}
	writer_end(&writer);
	return writer.bad;
}
