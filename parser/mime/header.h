/*
 * Header fields: where they are, and what their text says once folding, encoded-words (RFC 2047) and raw
 * 8-bit bytes are read. Encoded-words next to each other in one character set are joined before they are
 * decoded, because many mailers split them inside a character. Nothing here is longer than its limit.
 */
#pragma once

#include "parser/text/defect.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum {
	HEADER_VALUE_MAX = 262144, /* bytes of one value that are read */
};

/* One field as it stands in the mail; lent from the mail's bytes. */
typedef struct {
	const char *name;
	size_t name_length;
	const char *value; /* from behind the colon to the line end, folds still in it */
	size_t value_length;
} HeaderField;

/* Whether a header field begins at `p`; *out_name_length gets the length of its name. */
bool header_begins(const char *p, const char *end, size_t *out_name_length);

/* The field at or after *cursor, and moves *cursor behind it; false at the end of the block. */
bool header_next(const char **cursor, const char *end, HeaderField *out);
bool header_is(const HeaderField *field, const char *name);

/* Without line ends, otherwise as it stands; new string, trimmed, may be no UTF-8. */
char *header_unfold(const HeaderField *field, Defects *defects);
/* What people should read: decoded, one line, valid UTF-8. */
char *header_decode(const char *value, size_t length, Defects *defects);
/* The unfolded value as valid UTF-8, nothing decoded. */
char *header_plain(const HeaderField *field, Defects *defects);

/* If an encoded-word begins at `p`: its end, else NULL. */
const char *header_word_end(const char *p, const char *end);

/* Every "<id>" of a field, without "<>", appended to `into` as char *, at most 1,000; a lone id without
 * "<>" counts. */
void header_message_ids(const HeaderField *field, GPtrArray *into, Defects *defects);
