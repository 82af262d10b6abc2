/*
 * Turns the bytes that an IMAP server sends into whole responses. A push parser: it is fed bytes in pieces of
 * any size, owns no socket and no clock, and holds no literal, only lines. A mail's text is always inside a
 * literal, whose length the server named beforehand: nothing in it can look like a response.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct ImapReader ImapReader;

/* Called while bytes are fed. False with an error set ends the reading. */
typedef struct {
	/* A response without its line end. Where a literal stood, the text holds "{n}" and a line feed, which
	 * no line can hold by itself. The text is borrowed and ends with a NUL that `length` does not count.
	 */
	bool (*response)(void *context, const char *text, size_t length, GError **error);
	/* The response's literal number `index` (from 0) of `size` bytes begins; `text` is the response up to
	 * here. Then come its bytes, in as many pieces as they arrive; none when size is 0. */
	bool (*literal)(void *context, unsigned index, uint64_t size, GError **error);
	bool (*bytes)(void *context, const char *bytes, size_t length, GError **error);
} ImapSink;

typedef enum {
	IMAP_READER_ERROR_LINE,    /* longer than any answer to what we ask */
	IMAP_READER_ERROR_LITERAL, /* too many in one response, or a length that is no number */
} ImapReaderError;
#define IMAP_READER_ERROR (imap_reader_error_quark())
GQuark imap_reader_error_quark(void);

/* Borrows the sink and the context. */
ImapReader *imap_reader_new(const ImapSink *sink, void *context);
void imap_reader_free(ImapReader *reader); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapReader, imap_reader_free)

/* After false the stream is out of step: feed no more. */
bool imap_reader_feed(ImapReader *reader, const char *bytes, size_t length, GError **error);
