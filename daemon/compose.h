/*
 * An outgoing mail's bytes: always CRLF, 7-bit (base64 or quoted-printable), encoded-words of at most 75
 * characters, fresh parts only. Same arguments, same bytes (P11). The one place that writes with GMime.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
	const char *name, *type;
	const void *bytes;
	size_t length;
} ComposeAttachment;

typedef struct {
	const char *from_name, *from_address;
	const char *reply_to;    /* user+token@…, or NULL */
	const char *to;          /* one address */
	const char *message_id;  /* without "<>" */
	const char *in_reply_to; /* of the mail that this answers, or NULL */
	const char *references;  /* "id id id" without "<>", or NULL */
	const char *subject;     /* UTF-8, one line */
	const char *text, *html;
	const char *auto_submitted; /* "auto-replied" or "auto-generated" (RFC 3834 §5) */
	const char *language;       /* "zh-CN", "en" */
	int64_t date;               /* seconds UTC; written in `zone` */
	GTimeZone *zone;
	const ComposeAttachment *attachments;
	size_t attachment_count;
} ComposeLetter;

/* NULL with an error when an address fails address_is_sendable(). */
GBytes *compose_letter(const ComposeLetter *letter, GError **error);

/* The strict grammar that every address passes before curl sees it: one '@', no byte < 33, no 127, no "<>",
 * no quotes, ASCII, <= 254 octets, local part <= 64. */
gboolean address_is_sendable(const char *address);

/* RFC 2047 encoded-words of <= 75 characters, cut between characters, folded; ASCII stays as it is. */
char *compose_encode_header(const char *text);
