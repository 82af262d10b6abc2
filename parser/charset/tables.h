/*
 * What the bytes of each character set mean. The tables are printed at build time by
 * parser/charset/print_charset_tables.c from what iconv knows on the building machine, so that reading a mail
 * needs no file, no lock and no library that keeps state: the parse worker may be locked in at once.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Sets of one byte a character, ASCII below 0x80: X(name for C, name for iconv). */
#define BYTE_SETS(X)                        \
	X(CP1250, "CP1250")                 \
	X(CP1251, "CP1251")                 \
	X(CP1252, "CP1252")                 \
	X(CP1253, "CP1253")                 \
	X(CP1254, "CP1254")                 \
	X(CP1255, "CP1255")                 \
	X(CP1256, "CP1256")                 \
	X(CP1257, "CP1257")                 \
	X(CP1258, "CP1258")                 \
	X(CP874, "CP874")                   \
	X(LATIN2, "ISO-8859-2")             \
	X(LATIN3, "ISO-8859-3")             \
	X(LATIN4, "ISO-8859-4")             \
	X(CYRILLIC, "ISO-8859-5")           \
	X(ARABIC, "ISO-8859-6")             \
	X(GREEK, "ISO-8859-7")              \
	X(HEBREW, "ISO-8859-8")             \
	X(LATIN6, "ISO-8859-10")            \
	X(LATIN7, "ISO-8859-13")            \
	X(LATIN8, "ISO-8859-14")            \
	X(LATIN9, "ISO-8859-15")            \
	X(LATIN10, "ISO-8859-16")           \
	X(KOI8R, "KOI8-R")                  \
	X(KOI8U, "KOI8-U")                  \
	X(MAC_ROMAN, "MACINTOSH")           \
	X(MAC_CYRILLIC, "MAC-CYRILLIC")     \
	X(CP437, "IBM437")                  \
	X(CP850, "IBM850")                  \
	X(CP852, "IBM852")                  \
	X(CP855, "IBM855")                  \
	X(CP857, "IBM857")                  \
	X(CP862, "IBM862")                  \
	X(CP866, "IBM866")                  \
	X(MAC_CENTRAL, "MAC-CENTRALEUROPE") \
	X(MAC_ICELAND, "MAC-IS")            \
	X(CP737, "CP737")                   \
	X(CP775, "CP775")                   \
	X(CP858, "IBM858")                  \
	X(CP860, "IBM860")                  \
	X(CP861, "IBM861")                  \
	X(CP863, "IBM863")                  \
	X(CP865, "IBM865")                  \
	X(CP869, "IBM869")                  \
	X(CP1125, "CP1125")                 \
	X(KOI8T, "KOI8-T")                  \
	X(ROMAN8, "HP-ROMAN8")              \
	X(VISCII, "VISCII")                 \
	X(TCVN, "TCVN5712-1")               \
	X(ARMSCII, "ARMSCII-8")             \
	X(GEORGIAN, "GEORGIAN-PS")

#define BYTE_SET_NAME(name, iconv_name) BYTES_##name,
typedef enum {
	BYTE_SETS(BYTE_SET_NAME) BYTE_SET_COUNT
} ByteSet;
#undef BYTE_SET_NAME

/* Character of the bytes 0x80 and up; 0: none. */
extern const uint16_t charset_bytes[BYTE_SET_COUNT][128];

/* What does not fit into 16 bits, by code: a character, or two of them (second << 16 | first, with the
 * highest bit set). */
typedef struct {
	uint32_t code, characters;
} Beyond;

/* Sets of two bytes a character. cells[(lead - lead_first) * (trail_last - trail_first + 1) + trail -
 * trail_first]; 0: none, 1: look into `beyond`. */
typedef struct {
	uint8_t lead_first, lead_last, trail_first, trail_last;
	const uint16_t *cells;
	const Beyond *beyond; /* by code */
	size_t beyond_count;
} PairSet;

/* 0: the pair means nothing; 1: look into `beyond`. */
static inline uint32_t
pair_cell(const PairSet *set, unsigned int lead, unsigned int trail)
{
	if (lead < set->lead_first || lead > set->lead_last || trail < set->trail_first ||
		trail > set->trail_last)
		return 0;
	return set->cells[(lead - set->lead_first) * (set->trail_last - set->trail_first + 1U) + trail -
			  set->trail_first];
}

extern const PairSet charset_gb, charset_big5, charset_cp932, charset_uhc, charset_jis0208, charset_jis0212,
	charset_cns1, charset_cns2;

/* The four-byte codes of GB18030 in the BMP: from `index` on, counting up from `character`; 0: none. */
typedef struct {
	uint32_t index, character;
} GbRange;

extern const GbRange charset_gb_ranges[];
extern const size_t charset_gb_range_count;
