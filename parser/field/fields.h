/*
 * The registration items (spec §4) that a text states: behind a label ("姓名：张三"), in a sentence
 * ("我叫张三"), in the sign-off ("张三 敬上"), or as the answer to a numbered question ("2：高三1班"). Each
 * Field says where its value came from; the From name is the last resort for a name. Only what is written is
 * found: no list of classes, no address book.
 *
 *   name phone class campus demand persons channel contact time place category content
 *   minor         "yes" when the text speaks for a child or by one
 *   confidential  "yes" for 保密
 *   anonymous     "yes" for 匿名
 * "persons" are the staff whom the complaint names, one a line. A phone is bare digits (+CC kept unless +86).
 * "source" is "label", "numbered", "sentence", "sign-off" or "from".
 */
#pragma once

#include "parser/mail.h"

#include <glib.h>

/* Everything is lent, may be NULL, and is valid UTF-8. */
typedef struct {
	const char *text;      /* the new text (QuoteParts.reply) */
	const char *signature; /* QuoteParts.signature */
	const char *quoted;    /* read for the numbered question alone that this mail answers */
	const char *from_name; /* decoded display name */
} FieldsInput;

/* New array of Field *, at most one of each name. */
GPtrArray *fields_read(const FieldsInput *input);

/* What an answer to a numbered question says: `asked` are field names in the order asked (NULL-terminated).
 * New array of Field * with source "numbered". */
GPtrArray *fields_numbered(const char *text, const char *const *asked);
