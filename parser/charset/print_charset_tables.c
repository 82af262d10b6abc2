/* Runs at build time: prints parser/charset/tables.h's tables as C. A converter that is missing ends it. */
#include "parser/charset/tables.h"

#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BYTE_SET_ICONV(name, iconv_name) iconv_name,
static const char *const byte_sets[] = { BYTE_SETS(BYTE_SET_ICONV) };

typedef struct {
	const char *name;
	iconv_t converter;
	iconv_t second; /* asked where the first knows nothing, or NULL */
	const char *prefix;
	PairSet set;
} Pairs;

static iconv_t
converter_open(const char *charset)
{
	iconv_t converter = iconv_open("UTF-32LE", charset);

	if (converter == (iconv_t)-1) {
		fprintf(stderr, "print_charset_tables: iconv knows no %s here\n", charset);
		exit(1);
	}
	return converter;
}

/* Characters of one code, at most `most`; 0: it has none. */
static size_t
convert(iconv_t converter, const char *code, size_t length, uint32_t *out, size_t most)
{
	char copy[8];
	char *in = copy, *at = (char *)out;
	size_t room = most * sizeof *out;

	memcpy(copy, code, length);
	iconv(converter, NULL, NULL, NULL, NULL);
	if (iconv(converter, &in, &length, &at, &room) == (size_t)-1 || length ||
		iconv(converter, NULL, NULL, &at, &room) == (size_t)-1)
		return 0;
	return most - room / sizeof *out;
}

static void
print_bytes(void)
{
	printf("const uint16_t charset_bytes[BYTE_SET_COUNT][128] = {\n");
	for (int set = 0; set < BYTE_SET_COUNT; set++) {
		iconv_t converter = converter_open(byte_sets[set]);

		printf("\t{");
		for (int byte = 0x80; byte < 0x100; byte++) {
			char code = (char)byte;
			uint32_t characters[2];
			size_t count = convert(converter, &code, 1, characters, 2);

			printf("%u,", count == 1 && characters[0] < 0x10000 ? characters[0] : 0);
		}
		printf("},\n");
		iconv_close(converter);
	}
	printf("};\n");
}

static size_t
convert_pair(const Pairs *pairs, int lead, int trail, uint32_t characters[2])
{
	char code[8];
	size_t length = strlen(pairs->prefix), count;

	memcpy(code, pairs->prefix, length);
	code[length++] = (char)lead;
	code[length++] = (char)trail;
	count = convert(pairs->converter, code, length, characters, 2);
	if (!count && pairs->second)
		count = convert(pairs->second, code, length, characters, 2);
	return count;
}

/* Of the set that is being printed. */
static Beyond beyond[4096];
static size_t beyond_count;

/* Two characters for two bytes may be two sets of one byte each. */
static bool
is_one(const Pairs *pairs, int lead, int trail)
{
	char codes[] = { (char)lead, (char)trail };
	uint32_t characters[2];

	return *pairs->prefix || !convert(pairs->converter, codes, 1, characters, 2) ||
	       !convert(pairs->converter, codes + 1, 1, characters, 2);
}

static unsigned int
cell_of(const Pairs *pairs, int lead, int trail)
{
	uint32_t characters[2];
	size_t count = convert_pair(pairs, lead, trail, characters);

	if (!count || (count == 1 && characters[0] < 0x10000))
		return count ? characters[0] : 0;
	if (beyond_count == sizeof beyond / sizeof *beyond || !is_one(pairs, lead, trail))
		return 0;
	beyond[beyond_count].code = (uint32_t)(lead << 8 | trail);
	beyond[beyond_count++].characters =
		count == 1 ? characters[0] : UINT32_C(0x80000000) | characters[1] << 16 | characters[0];
	return 1;
}

static void
print_pairs(const Pairs *pairs)
{
	const PairSet *set = &pairs->set;

	beyond_count = 0;
	printf("static const uint16_t %s_cells[] = {\n", pairs->name);
	for (int lead = set->lead_first; lead <= set->lead_last; lead++) {
		for (int trail = set->trail_first; trail <= set->trail_last; trail++)
			printf("%u,", cell_of(pairs, lead, trail));
		printf("\n");
	}
	printf("};\nstatic const Beyond %s_beyond[] = {\n", pairs->name);
	for (size_t i = 0; i < beyond_count; i++)
		printf("{%u,%uu},\n", beyond[i].code, beyond[i].characters);
	printf("{0,0},\n};\nconst PairSet charset_%s = { %d, %d, %d, %d, %s_cells, %s_beyond, %zu };\n",
		pairs->name, set->lead_first, set->lead_last, set->trail_first, set->trail_last, pairs->name,
		pairs->name, beyond_count);
}

static void
print_gb_ranges(void)
{
	enum {
		BMP_CODES = 39420
	};
	iconv_t converter = converter_open("GB18030");
	uint32_t expected = UINT32_MAX;
	size_t ranges = 0;

	printf("const GbRange charset_gb_ranges[] = {\n");
	for (uint32_t i = 0; i < BMP_CODES; i++) {
		char code[4] = { (char)(0x81 + i / 12600), (char)(0x30 + i / 1260 % 10),
			(char)(0x81 + i / 10 % 126), (char)(0x30 + i % 10) };
		uint32_t characters[2];
		uint32_t character = convert(converter, code, 4, characters, 2) == 1 ? characters[0] : 0;

		if (character != expected) {
			printf("{%u,%u},\n", i, character);
			ranges++;
		}
		expected = character ? character + 1 : 0;
	}
	printf("{%d,0},\n};\nconst size_t charset_gb_range_count = %zu;\n", BMP_CODES, ranges + 1);
	iconv_close(converter);
}

int
main(void)
{
	static const struct {
		const char *name, *charset, *second, *prefix;
		PairSet set;
	} rows[] = {
		{ "gb", "GB18030", NULL, "", { 0x81, 0xFE, 0x40, 0xFE, NULL, NULL, 0 } },
		{ "big5", "BIG5-HKSCS", NULL, "", { 0x87, 0xFE, 0x40, 0xFE, NULL, NULL, 0 } },
		{ "cp932", "CP932", NULL, "", { 0x81, 0xFC, 0x40, 0xFC, NULL, NULL, 0 } },
		{ "uhc", "UHC", NULL, "", { 0x81, 0xFE, 0x41, 0xFE, NULL, NULL, 0 } },
		{ "jis0208", "EUC-JP", "EUC-JP-MS", "", { 0xA1, 0xFE, 0xA1, 0xFE, NULL, NULL, 0 } },
		{ "jis0212", "EUC-JP", "EUC-JP-MS", "\x8F", { 0xA1, 0xFE, 0xA1, 0xFE, NULL, NULL, 0 } },
		{ "cns1", "EUC-TW", NULL, "", { 0xA1, 0xFE, 0xA1, 0xFE, NULL, NULL, 0 } },
		{ "cns2", "EUC-TW", NULL, "\x8E\xA2", { 0xA1, 0xFE, 0xA1, 0xFE, NULL, NULL, 0 } },
	};

	printf("#include \"parser/charset/tables.h\"\n\n");
	print_bytes();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		Pairs pairs = { rows[i].name, converter_open(rows[i].charset),
			rows[i].second ? converter_open(rows[i].second) : NULL, rows[i].prefix, rows[i].set };

		print_pairs(&pairs);
		iconv_close(pairs.converter);
		if (pairs.second)
			iconv_close(pairs.second);
	}
	print_gb_ranges();
	return ferror(stdout) || fflush(stdout) != 0;
}
