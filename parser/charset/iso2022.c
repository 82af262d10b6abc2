#include "parser/charset/iso2022.h"

#include "parser/charset/tables.h"

#include <stdbool.h>

typedef enum {
	SET_ASCII,
	SET_KANA,
	SET_LATIN1, /* the upper half */
	SET_GREEK,
	SET_JIS0208,
	SET_JIS0212,
	SET_GB,
	SET_KSC,
	SET_CNS1,
	SET_CNS2,
} Set;

/* The longest first where one begins another. JIS X 0213 has the characters of 0208 at their places. */
static const struct {
	const char *sequence; /* behind ESC */
	int into;             /* G0 to G2 */
	Set set;
} escapes[] = {
	{ "(B", 0, SET_ASCII },
	{ "(J", 0, SET_ASCII },
	{ "(H", 0, SET_ASCII },
	{ "(@", 0, SET_ASCII },
	{ "(I", 0, SET_KANA },
	{ "$(D", 0, SET_JIS0212 },
	{ "$(C", 0, SET_KSC },
	{ "$(A", 0, SET_GB },
	{ "$(B", 0, SET_JIS0208 },
	{ "$(@", 0, SET_JIS0208 },
	{ "$(O", 0, SET_JIS0208 },
	{ "$(P", 0, SET_JIS0208 },
	{ "$(Q", 0, SET_JIS0208 },
	{ "$)A", 1, SET_GB },
	{ "$)E", 1, SET_GB },
	{ "$)C", 1, SET_KSC },
	{ "$)G", 1, SET_CNS1 },
	{ "$*H", 2, SET_CNS2 },
	{ "$@", 0, SET_JIS0208 },
	{ "$B", 0, SET_JIS0208 },
	{ "$A", 0, SET_GB },
	{ ".A", 2, SET_LATIN1 },
	{ ".F", 2, SET_GREEK },
};

typedef struct {
	Set sets[3];
	int shifted; /* 1 behind SO */
} State;

/* Length of the escape sequence at `s`, ESC included; 0 when it is none of ours. */
static size_t
read_escape(State *state, const unsigned char *s, const unsigned char *end)
{
	for (size_t i = 0; i < G_N_ELEMENTS(escapes); i++) {
		size_t length = strlen(escapes[i].sequence);

		if ((size_t)(end - s) > length && memcmp(s + 1, escapes[i].sequence, length) == 0) {
			state->sets[escapes[i].into] = escapes[i].set;
			return length + 1;
		}
	}
	return 0;
}

static const PairSet *
pairs_of(Set set)
{
	switch (set) {
	case SET_JIS0208:
		return &charset_jis0208;
	case SET_JIS0212:
		return &charset_jis0212;
	case SET_GB:
		return &charset_gb;
	case SET_KSC:
		return &charset_uhc;
	case SET_CNS1:
		return &charset_cns1;
	case SET_CNS2:
		return &charset_cns2;
	case SET_ASCII:
	case SET_KANA:
	case SET_LATIN1:
	case SET_GREEK:
		return NULL;
	}
	return NULL;
}

/* One character of `set`; returns what is behind it. */
static const unsigned char *
put_of(Writer *writer, Set set, const unsigned char *s, const unsigned char *end)
{
	const PairSet *pairs = pairs_of(set);
	unsigned int byte = *s & 0x7FU, next = s + 1 < end ? s[1] & 0x7FU : 0;
	uint32_t c = 0;

	if (byte <= ' ') {
		writer_put(writer, *s);
		return s + 1;
	}
	if (pairs)
		c = pair_cell(pairs, byte | 0x80, next | 0x80);
	else if (set == SET_ASCII)
		c = byte;
	else if (set == SET_KANA && byte < 0x60)
		c = 0xFF40U + byte;
	else if (set == SET_LATIN1)
		c = byte | 0x80;
	else if (set == SET_GREEK)
		c = charset_bytes[BYTES_GREEK][byte];
	if (c > 1)
		writer_put(writer, c);
	else
		writer_bad(writer);
	return s + (pairs && s + 1 < end && next > ' ' ? 2 : 1);
}

void
decode_iso2022(Writer *writer, const unsigned char *s, const unsigned char *end)
{
	enum {
		ESC = 0x1B,
		SO = 0x0E,
		SI = 0x0F
	};
	State state = { { SET_ASCII, SET_ASCII, SET_ASCII }, 0 };

	while (s < end) {
		size_t length;

		writer_room(writer, 0);
		if (*s == ESC && end - s >= 3 && s[1] == 'N' && s[2] > ' ') {
			s = put_of(writer, state.sets[2], s + 2, end);
		} else if (*s == ESC) {
			length = read_escape(&state, s, end);
			if (!length)
				writer_bad(writer);
			s += length ? length : 1;
		} else if (*s == SO || *s == SI) {
			state.shifted = *s++ == SO;
		} else if (*s == '\n') {
			state.shifted = 0;
			writer_put(writer, *s++);
		} else if (*s >= 0x80) {
			writer_bad(writer);
			s++;
		} else {
			s = put_of(writer, state.sets[state.shifted], s, end);
		}
	}
}
