/*
 * Bytes of one known character set → UTF-8. What means nothing becomes U+FFFD and is counted; NUL bytes are
 * left out and noted. A decoder never looks at what a label claims: parser/charset/charset.h does.
 */
#pragma once

#include "parser/charset/tables.h"
#include "parser/text/defect.h"

#include <glib.h>

typedef enum {
	ENCODING_UTF8,
	ENCODING_BYTES, /* one of ByteSet */
	ENCODING_GB18030,
	ENCODING_HZ, /* GB2312 in seven bits, between "~{" and "~}" */
	ENCODING_BIG5,
	ENCODING_CP932,
	ENCODING_UHC,
	ENCODING_EUC_JP,
	ENCODING_EUC_TW,
	ENCODING_ISO2022, /* -JP, -JP-1 to -3, -KR, -CN: told apart by their escape sequences */
	ENCODING_UTF16,   /* byte order by its mark, else by where the NUL bytes are */
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_UTF32,
	ENCODING_UTF32LE,
	ENCODING_UTF32BE,
} Encoding;

/* Appends to `out`; returns how many bytes or characters meant nothing. `set` is for ENCODING_BYTES. */
size_t charset_decode(
	GString *out, const char *bytes, size_t length, Encoding encoding, ByteSet set, Defects *defects);
