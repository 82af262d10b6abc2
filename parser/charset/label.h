/*
 * Names of character sets as mail writes them: with and without hyphens, prefixes, years, and with whatever a
 * careless program stuck to the end.
 */
#pragma once

#include "parser/charset/decode.h"

typedef enum {
	FAMILY_UNNAMED, /* says nothing: "unknown-8bit", "default", none at all */
	FAMILY_ASCII,
	FAMILY_UTF8,
	FAMILY_REFUSED,
	FAMILY_GB,
	FAMILY_HZ,
	FAMILY_WEST,   /* every byte means something, so only the look of the text can contradict it */
	FAMILY_ESCAPE, /* ISO 2022 */
	FAMILY_WIDE,   /* NUL bytes are part of characters */
	FAMILY_OTHER,
} Family;

typedef struct {
	const char *names; /* in lower case, without '-', '_' and blanks; "windows" and the like as "cp" */
	Encoding encoding;
	Family family;
	ByteSet set; /* for ENCODING_BYTES */
} Charset;

/* NULL: an unknown one. `label` is not trusted to be short or sane. */
const Charset *charset_find(const char *label);
