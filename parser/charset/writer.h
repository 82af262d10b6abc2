/*
 * Where the decoders of parser/charset/decode.c put their characters: a GString that grows by blocks, so that
 * one character costs a few stores and no call.
 */
#pragma once

#include "parser/text/defect.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

enum {
	WRITER_ROOM = 16, /* bytes that may be put without a look */
};

typedef struct {
	GString *out;
	char *at, *stop; /* WRITER_ROOM bytes before the end of what is allocated */
	size_t bad;
	Defects *defects;
} Writer;

static inline void
writer_begin(Writer *writer, GString *out, size_t expected, Defects *defects)
{
	size_t used = out->len;

	g_string_set_size(out, used + expected + WRITER_ROOM);
	*writer = (Writer){ out, out->str + used, out->str + out->len - WRITER_ROOM, 0, defects };
}

/* Makes room for WRITER_ROOM bytes and `more`. */
static inline void
writer_room(Writer *writer, size_t more)
{
	size_t used = (size_t)(writer->at - writer->out->str);

	if (writer->at + more <= writer->stop)
		return;
	g_string_set_size(writer->out, used + MAX(used / 2, more) + 2 * (size_t)WRITER_ROOM);
	writer->at = writer->out->str + used;
	writer->stop = writer->out->str + writer->out->len - WRITER_ROOM;
}

static inline void
writer_end(Writer *writer)
{
	g_string_truncate(writer->out, (gsize)(writer->at - writer->out->str));
}

/* A character that is no surrogate and not beyond U+10FFFF; 0 is left out. */
static inline void
writer_put(Writer *writer, uint32_t c)
{
	char *at = writer->at;

	if (c < 0x80) {
		*at = (char)c;
		at += c != 0;
		if (!c)
			defect_set(writer->defects, DEFECT_NUL_BYTE);
	} else if (c < 0x800) {
		*at++ = (char)(0xC0 | c >> 6);
		*at++ = (char)(0x80 | (c & 0x3F));
	} else if (c < 0x10000) {
		*at++ = (char)(0xE0 | c >> 12);
		*at++ = (char)(0x80 | (c >> 6 & 0x3F));
		*at++ = (char)(0x80 | (c & 0x3F));
	} else {
		*at++ = (char)(0xF0 | c >> 18);
		*at++ = (char)(0x80 | (c >> 12 & 0x3F));
		*at++ = (char)(0x80 | (c >> 6 & 0x3F));
		*at++ = (char)(0x80 | (c & 0x3F));
	}
	writer->at = at;
}

static inline void
writer_bad(Writer *writer)
{
	writer_put(writer, 0xFFFD);
	writer->bad++;
}

/* Copies ASCII without NUL in words of eight; returns the first byte that it did not copy. */
static inline const unsigned char *
writer_copy_ascii(Writer *writer, const unsigned char *s, const unsigned char *end)
{
	const uint64_t high = UINT64_C(0x8080808080808080), ones = UINT64_C(0x0101010101010101);

	for (;;) {
		uint64_t word;

		if (end - s < 8)
			return s;
		memcpy(&word, s, sizeof word);
		if ((word | (word - ones)) & high)
			return s;
		writer_room(writer, sizeof word);
		memcpy(writer->at, &word, sizeof word);
		writer->at += sizeof word;
		s += sizeof word;
	}
}
