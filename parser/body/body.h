/*
 * Which parts of a mail are its text and which are attachments: the right part of an alternative, the root of
 * related parts, several texts in order, HTML where there is nothing else, uuencoded files inside plain text.
 */
#pragma once

#include "parser/mail.h"
#include "parser/mime/structure.h"

#include <glib.h>

enum {
	BODY_TEXT_MAX = 1048576, /* bytes of Mail.text */
};

/* Sets `text`, `from_html` and `attachments` of `mail`; appends to `regions` (Region, parser/quote/region.h)
 * what its HTML tells of the text. */
void body_read(Mail *mail, const GPtrArray *parts, GArray *regions, Defects *defects);

/* Appends (char *) the text of every part of the mail itself that a reader may be shown, plain and HTML
 * alike, at most `limit` bytes each: what its answer may quote. */
void body_texts(const GPtrArray *parts, size_t limit, GPtrArray *texts);

/* Decoded bytes of a section, as in Attachment.part; NULL when there is none. */
GBytes *body_section(const GPtrArray *parts, const char *section);
