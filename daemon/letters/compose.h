/*
 * An outgoing mail's bytes: always CRLF, 7-bit (base64 or quoted-printable), encoded-words of at most 75
 * characters, fresh parts only. Same arguments, same bytes (P11). Whatever a stranger chose (file names,
 * References, the words in a subject) can end no line and begin no header.
 *
 * Written by hand rather than with GMime: what we send is one fixed shape, and GMime's own encoded-words,
 * boundaries and parameters would each have to be replaced.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
	const char *name, *type; /* as a stranger gave them: both are cleaned */
	const void *bytes;
	size_t length;
	const char
		*content_id; /* of ours: a picture that the HTML shows as "cid:…"; NULL: a file beside it */
} ComposeAttachment;

typedef struct {
	const char *from_name, *from_address;
	const char *reply_to;       /* user+token@…, or NULL */
	const char *to;             /* one address */
	const char *message_id;     /* without "<>" */
	const char *in_reply_to;    /* of the mail that this answers, or NULL */
	const char *references;     /* "id id id" without "<>", or NULL */
	const char *subject;        /* UTF-8, one line */
	const char *text, *html;    /* html may be NULL */
	const char *auto_submitted; /* "auto-replied" or "auto-generated" (RFC 3834 §5) */
	const char *language;       /* "zh-CN", "en" */
	int64_t date;               /* seconds UTC; written in `zone` */
	GTimeZone *zone;
	const ComposeAttachment *attachments;
	size_t attachment_count;
} ComposeLetter;

/* NULL with an error when an address fails address_is_sendable(), or the Message-ID is none. */
GBytes *compose_letter(const ComposeLetter *letter, GError **error);

/* RFC 2047 encoded-words of <= 75 characters, cut between characters, folded; ASCII stays as it is, and so do
 * the ASCII words that the text begins with (a case number can be read in the raw mail). For a header whose
 * name has at most 12 letters. */
char *compose_encode_header(const char *text);

/* A file name without path, control or direction characters, at most 120 bytes with its suffix kept; never
 * empty. */
char *compose_file_name(const char *name);
