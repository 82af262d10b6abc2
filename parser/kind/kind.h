/*
 * What sort of sender wrote a mail, and what a bounce says: RFC 3834, RFC 3464, RFC 3798 and RFC 2919, vendor
 * headers, and the marks of providers that use none of these. A human's mail taken for a machine's is the
 * worse error: a weak mark (Precedence, a word in the body) decides only together with another.
 */
#pragma once

#include "parser/mail.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
	const char *name;
	const char *value; /* unfolded; decoding it does not matter here */
} KindHeader;

/* Everything is lent; what a mail does not have is NULL (or an empty list). */
typedef struct {
	const KindHeader *headers; /* of the mail itself, topmost first */
	size_t header_count;
	const char *subject;      /* decoded */
	const char *from;         /* address */
	const char *from_name;    /* decoded display name */
	const char *const *types; /* "multipart/report", … lower case, depth first, the mail itself first */
	const char *report_type;  /* the report-type parameter of multipart/report */
	const char *text;         /* whole body as plain text (the first 64 KB are enough) */
	const char *delivery_status; /* decoded message/delivery-status (or disposition-notification) part */
	const char *returned; /* head of message/rfc822, text/rfc822-headers, or of an octet-stream part
				 that begins like a mail: header lines as they stand */
	bool form_sender;     /* allow-listed form mailer (spec §3): human whatever its headers say */
} KindInput;

/* *out_reason gets a stable word for the mark that decided ("auto-submitted", "qq-vacation", …; "" for
 * human), *out_bounce a Bounce for MAIL_BOUNCE and MAIL_REPORT, else NULL. */
MailKind kind_of(const KindInput *input, char **out_reason, Bounce **out_bounce);

/* Where `subject` begins once reply and forward marks ("Re:", "回复：", "转发: ", "AW:", "Re[2]:", …) are
 * taken off, however many there are. Points into `subject`. */
const char *subject_base(const char *subject);
