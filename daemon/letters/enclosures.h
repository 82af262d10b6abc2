/*
 * The files that came with a mail, as files of our letters: each cut out of the raw mail, decoded, under a
 * clean name and a type that we choose by its ending; never unpacked, never opened. A handler on a phone can
 * look at them, and the mail's headers, with the learner's address in them, stay out.
 *
 * Only endings on a short list go through: pictures, documents without macros, sound and film, plain text.
 * What programs run, what archives hide, and a stranger's HTML stay in the original, which intake has.
 *
 * The parse worker has read these very bytes with this very code before; the daemon only cuts once more.
 */
#pragma once

#include "parser/mail.h"

enum {
	ENCLOSED_MAX = 20
}; /* files in one letter */

typedef struct {
	char *name;
	const char *type;
	GBytes *bytes;
} Enclosure;

typedef struct {
	GPtrArray *files; /* Enclosure * */
	bool complete;    /* every attachment is among them */
} Enclosures;

/* At most `most` bytes in all, the first that fit. */
Enclosures *enclosures_new(GBytes *raw, const Mail *mail, int64_t most);
void enclosures_free(Enclosures *enclosures); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Enclosures, enclosures_free)

/* The type under which a file of that name goes out; NULL: it does not. */
const char *enclosure_type(const char *name);
