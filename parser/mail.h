/*
 * One mail as values: what a stranger's bytes say once every layer (MIME, charset, HTML, quoting) is
 * read. Every string is valid UTF-8 without control characters but '\n' and '\t', and bounded; nothing
 * in a Mail is trusted, it is only readable. Reading a mail never fails: what was odd is in `defects`.
 *
 * This never opens a file, asks the time, or decides what a mail means for a case.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* What sort of sender wrote it; RFC 3834, RFC 3464, RFC 2919, and the marks Chinese providers use. */
typedef enum {
	MAIL_HUMAN,
	MAIL_AUTO_REPLY,
	MAIL_BOUNCE,
	MAIL_LIST,
	MAIL_RECEIPT,
	MAIL_CALENDAR,
	MAIL_REPORT,
	MAIL_KIND_COUNT,
} MailKind;

/* A mailbox in the sense of RFC 5322 §3.4: display name ("" when none) and addr-spec. */
typedef struct {
	char *name;
	char *address;
} MailAddress;

typedef struct {
	char *name;   /* a clean file name, never a path; "" when the part has none */
	char *type;   /* "application/pdf", lower case */
	int64_t size; /* bytes, decoded */
	char *sha256; /* of the decoded bytes: 64 hex digits, lower case */
	char *part;   /* section number as in RFC 3501 §6.4.5, "2.1" */
	bool is_inline;
} Attachment;

/* What a delivery report says (RFC 3464); each member may be NULL. */
typedef struct {
	char *recipient;
	char *status; /* "5.1.1" */
	char *original_message_id;
} Bounce;

/* One registered item of spec §4 that the text states. */
typedef struct {
	char *name; /* "name", "phone", "class", "demand", … */
	char *value;
	char *source; /* "label", "sentence", "sign-off", "from", "numbered" */
} Field;

typedef struct Mail Mail;

struct Mail {
	char *message_id;        /* without "<>"; NULL when there is none */
	GPtrArray *in_reply_to;  /* char *, without "<>" */
	GPtrArray *references;   /* char *, oldest first */
	char *date;              /* RFC 3339 with the sender's own zone, or NULL */
	int64_t date_utc;        /* seconds UTC; 0 when `date` is NULL */
	MailAddress *from;       /* NULL when there is none */
	GPtrArray *reply_to;     /* MailAddress * */
	GPtrArray *to;           /* MailAddress * */
	GPtrArray *cc;           /* MailAddress * */
	GPtrArray *delivered_to; /* char *: Delivered-To, X-Original-To, Envelope-To; topmost first */
	GPtrArray *authentication_results; /* char *: RFC 8601 header values, unfolded, topmost first */
	char *subject;                     /* decoded; "" when there is none */
	char *text;                        /* the whole body as plain text */
	char *reply;    /* the new text alone: no quoted mail, no signature where recognised */
	char *quoted;   /* what `reply` left out as quoted */
	bool uncertain; /* trimming is a guess: show `text` */
	bool from_html; /* `text` was converted from HTML: no command in it is obeyed (spec §19) */
	MailKind kind;
	char *kind_reason;      /* which mark decided `kind`; "" for human */
	Bounce *bounce;         /* of a MAIL_BOUNCE, and of a MAIL_REPORT (a delay, an abuse report) */
	char *loop;             /* X-Complaintd-Loop, or NULL: a mail of a daemon like us */
	char *language;         /* "zh" or "en": what the new text is mostly written in */
	GPtrArray *attachments; /* Attachment * */
	GPtrArray *fields;      /* Field * */
	GPtrArray *commands;    /* Command * (parser/command/command.h) */
	Mail *forwarded; /* the mail that this one passes on, as far as its copy tells, or NULL: no commands,
			    no `forwarded` of its own (parser/quote/forwarded.h) */
	GPtrArray *defects; /* char *: one stable word each, "bad-charset", no word twice */
};

/* What the reader may take into account beside the bytes. Zero is a good default. */
typedef struct {
	const char *const *form_senders; /* addresses of form mailers (spec §3), NULL-terminated, or NULL */
	const GPtrArray *letters; /* GBytes *: mails of ours that it answers, as they were sent; or NULL */
} MailOptions;

/* Every list empty, every string that may not be NULL "". */
Mail *mail_new(void);
void mail_free(Mail *mail); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mail, mail_free)

/* Reads `length` bytes as one mail. `options` may be NULL. Always returns a Mail. */
Mail *mail_parse(const char *bytes, size_t length, const MailOptions *options);

/* The decoded bytes of the part at IMAP section `part`, or NULL when there is no such part. */
GBytes *mail_part(const char *bytes, size_t length, const char *part);

void mail_add_defect(Mail *mail, const char *word);         /* no word twice */
const char *mail_field(const Mail *mail, const char *name); /* NULL when the mail does not say */

const char *mail_kind_name(MailKind kind); /* "human", "auto-reply", … */
bool mail_kind_from_name(const char *name, MailKind *out_kind);

MailAddress *mail_address_new(const char *name, const char *address);
void mail_address_free(MailAddress *address);
void attachment_free(Attachment *attachment);
void bounce_free(Bounce *bounce);
Field *field_new(const char *name, const char *value, const char *source);
void field_free(Field *field);
