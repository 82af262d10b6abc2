/*
 * Copied header blocks: "From: … / Sent: … / To: … / Subject: …" as mail programs write it above a mail that
 * they answer or pass on, in every language that has rows here, bold, in a table, or with its newlines lost.
 */
#pragma once

#include "parser/text/line.h"

#include <stdbool.h>
#include <stddef.h>

/* What a block says; strings are new, NULL when it does not. */
typedef struct {
	size_t lines; /* that the block takes */
	char *from, *to, *date, *subject;
} QuoteHeaders;

/* Does `line` begin with the name of a header and a colon, or stand in a table beside one? */
bool quote_header_is_named(Line line);

/* Lines of the copied header block that begins at lines[0]; 0 when none does. */
size_t quote_headers_at(const Line *lines, size_t count);

/* The values of the block at lines[0], in either form; false when none begins there. */
bool quote_headers_read(const Line *lines, size_t count, QuoteHeaders *out);
void quote_headers_clear(QuoteHeaders *headers);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(QuoteHeaders, quote_headers_clear)
