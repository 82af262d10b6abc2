#include "parser/charset/guess.h"

#include <glib.h>
#include <string.h>

enum {
	LOOK_MAX = 65536, /* bytes that are enough for an opinion */
};

/* Well-formed sequences of each length, and bytes that belong to none. */
typedef struct {
	size_t two, three, four, bad;
} Utf8Count;

/* Where ASCII ends. */
static const unsigned char *
skip_ascii(const unsigned char *s, const unsigned char *end)
{
	for (uint64_t word; end - s >= 8; s += 8) {
		memcpy(&word, s, sizeof word);
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	while (s < end && *s < 0x80)
		s++;
	return s;
}

static Utf8Count
utf8_count(const char *bytes, size_t length, bool stop_at_bad)
{
	Utf8Count count = { 0 };
	const unsigned char *s = (const unsigned char *)bytes, *end = s + length;

	while ((s = skip_ascii(s, end)) < end && !(stop_at_bad && count.bad)) {
		gunichar c;
		int size;

		/* Most of a Chinese text. */
		for (; end - s >= 3 && *s > 0xE0 && *s < 0xED && (s[1] & 0xC0) == 0x80 &&
			(s[2] & 0xC0) == 0x80;
			s += 3)
			count.three++;
		if (s == end || *s < 0x80)
			continue;
		c = g_utf8_get_char_validated((const char *)s, end - s);
		/* A character cut at the end says that text was cut, not that it is something else. */
		if (c == (gunichar)-2 && count.two + count.three + count.four)
			break;
		if (c == (gunichar)-1 || c == (gunichar)-2) {
			count.bad++;
			s++;
			continue;
		}
		size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		count.two += size == 2;
		count.three += size == 3;
		count.four += size == 4;
		s += size;
	}
	return count;
}

static bool
utf8_is_likely(const Utf8Count *count)
{
	size_t good = count->two + count->three + count->four;

	/* Other sets hardly ever make three bytes in a row look right. */
	return good && (good >= count->bad * 2 || count->three + count->four > count->bad);
}

/* How much the bytes look like each of the sets that one meets undeclared. */
typedef struct {
	long gb, big5;
	size_t pairs, gb_bad;         /* of GB */
	size_t kana_eucjp, kana_sjis; /* pairs that are Japanese letters there */
	size_t high, isolated, upper, lower_1251, lower_koi8;
	size_t central;            /* letters of Central Europe where the West has signs */
	size_t early, late, stops; /* pairs in the rows of Hangul, in later rows, full stops of GB */
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
			look->pairs++;
			look->early += lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1;
			look->late += lead > 0xC8 && trail >= 0xA1;
			look->stops += lead == 0xA1 && (trail == 0xA3 || trail == 0xA2);
			look->stops += lead == 0xA3 && trail == 0xAC;
			look->kana_eucjp += lead == 0xA4 || lead == 0xA5;
			look->kana_sjis += (lead == 0x82 && trail >= 0x9F && trail <= 0xF1) ||
					   (lead == 0x83 && trail <= 0x96);
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

/* Two 8-bit bytes inside a word of ASCII letters, no common Chinese: "Gr\xf6\xdfe". */
static bool
is_western_pair(const unsigned char *s, size_t length, size_t i)
{
	bool inside = (i && g_ascii_isalpha(s[i - 1])) || (i + 2 < length && g_ascii_isalpha(s[i + 2]));

	return inside && i + 1 < length && s[i + 1] >= 0xC0 && (i == 0 || s[i - 1] < 0x80) &&
	       (i + 2 >= length || s[i + 2] < 0x80) && s[i] > 0xD7;
}

static void
look_at_single(Look *look, const unsigned char *s, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (s[i] < 0x80)
			continue;
		look->high++;
		look->isolated += (i == 0 || s[i - 1] < 0x80) && (i + 1 == length || s[i + 1] < 0x80);
		look->isolated += 2 * is_western_pair(s, length, i);
		look->central +=
			i && g_ascii_isalpha(s[i - 1]) && memchr("\xb1\xb3\xb6\xb9\xbc\xbe", s[i], 6);
		look->upper += s[i] >= 0xC0;
		look->lower_1251 += s[i] >= 0xE0;
		look->lower_koi8 += s[i] >= 0xC0 && s[i] < 0xE0;
	}
}

/* Seven bits with escape sequences, or UTF-8, or NULL. */
static const char *
guess_marked(const char *bytes, size_t length, const Utf8Count *count)
{
	if (length >= 4 && memchr(bytes, 0, MIN(length, LOOK_MAX)) &&
		(memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
		return "utf-16";
	if (count->bad && !utf8_is_likely(count))
		return NULL;
	if (!(count->two + count->three + count->four) && memchr(bytes, 0x1B, length) &&
		(memmem(bytes, length, "\x1B$)C", 4) || memmem(bytes, length, "\x1B$)A", 4) ||
			memmem(bytes, length, "\x1B$B", 3) || memmem(bytes, length, "\x1B$@", 3)))
		return "iso-2022-jp";
	return "utf-8";
}

const Charset *
charset_guess(const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;
	Utf8Count count = utf8_count(bytes, length, false);
	const char *marked = guess_marked(bytes, length, &count);
	Look look = { 0 };

	if (marked)
		return charset_find(marked);
	length = MIN(length, LOOK_MAX);
	look_at_gb(&look, s, length);
	look_at_big5(&look, s, length);
	look_at_single(&look, s, length);
	if (look.isolated * 2 > look.high && look.central)
		return charset_find("iso-8859-2");
	if (look.isolated * 2 > look.high)
		return charset_find("windows-1252");
	if (look.upper * 10 >= look.high * 9 && look.gb < (long)look.high / 2) {
		if (look.lower_koi8 * 10 >= look.high * 6)
			return charset_find("koi8-r");
		if (look.lower_1251 * 10 >= look.high * 6)
			return charset_find("windows-1251");
	}
	/* Hardly a Japanese line is without kana; a Chinese one with many of them is Japanese as well. */
	if (look.kana_sjis * 4 > look.pairs)
		return charset_find("shift_jis");
	if (look.kana_eucjp * 4 > look.pairs && !look.gb_bad)
		return charset_find("euc-jp");
	/* Half of Chinese stands in rows behind those of Hangul, and none of it between blanks. */
	if (look.early >= 10 && look.late * 20 < look.early && !look.stops && !look.gb_bad)
		return charset_find("euc-kr");
	return charset_find(look.big5 > look.gb ? "big5" : "gb18030");
}

bool
charset_label_lies(const char *bytes, size_t length, const Charset *charset)
{
	Utf8Count count;
	Look look = { 0 };

	switch (charset->family) {
	case FAMILY_ASCII:
		return true;
	case FAMILY_UTF8:
		/* A few bad bytes are no reason to doubt what the label and the rest of the text agree on. */
		count = utf8_count(bytes, length, false);
		return count.bad > count.two + 2 * (count.three + count.four);
	case FAMILY_WEST:
		count = utf8_count(bytes, length, true);
		if (!count.bad)
			return true;
		/* A run of 8-bit pairs, all of them common Chinese, is no Western language. */
		length = MIN(length, LOOK_MAX);
		look_at_gb(&look, (const unsigned char *)bytes, length);
		look_at_single(&look, (const unsigned char *)bytes, length);
		return look.gb_bad * 256 <= look.pairs && look.high >= 4 &&
		       look.gb >= (long)look.high * 8 / 10;
	case FAMILY_GB:
	case FAMILY_OTHER:
		/* Chinese in UTF-8 is valid GBK, but GBK is hardly ever well-formed three-byte UTF-8. */
		count = utf8_count(bytes, length, true);
		return !count.bad && count.three + count.four >= 2;
	case FAMILY_ESCAPE:
		return !memchr(bytes, 0x1B, length) && !memchr(bytes, 0x0E, length);
	case FAMILY_WIDE:
		/* "unicode" stands over much that is plain text. */
		return !memchr(bytes, 0, length) && g_utf8_validate_len(bytes, length, NULL);
	case FAMILY_UNNAMED:
	case FAMILY_REFUSED:
	case FAMILY_HZ:
		return false;
	}
	return false;
}
