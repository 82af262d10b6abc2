/*
 * What is new in a mail: its text without the mail it answers, without signature, disclaimer and the line
 * that a phone adds. The client shapes are rows of tables (quote.c), with a rule by shape for languages that
 * have no row. Cutting is a guess: answers written between quoted lines are kept in place and flagged, and
 * where trimming would leave nothing, everything is kept and flagged.
 *
 * Nothing is lost: what `reply` leaves out is in `signature` or in `quoted`.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
	char *reply;     /* the new text, trimmed of blank lines at both ends */
	char *signature; /* signatures, disclaimers, mobile footers; "" when none was recognised */
	char *quoted;    /* "" when there is none */
	bool uncertain;  /* show the whole text */
	bool forwarded;  /* what is quoted was passed on rather than answered */
} QuoteParts;

/* What is read, and what is known of it; all but `text` may be NULL. */
typedef struct {
	const char *text;        /* valid UTF-8 */
	const char *const *sent; /* texts that we sent to this person, which find a quote without a marker */
	const GArray *regions;   /* Region (parser/quote/region.h): what the mail's HTML tells of the lines */
	const char *author;      /* the name that the mail comes from */
} QuoteInput;

void quote_parts_of(const QuoteInput *input, QuoteParts *out);
void quote_parts(const char *text, const char *const *sent, QuoteParts *out);
void quote_parts_clear(QuoteParts *parts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(QuoteParts, quote_parts_clear)

/* The same without signature and without knowing what we sent. */
void quote_split(const char *text, char **out_reply, char **out_quoted, bool *out_uncertain);
