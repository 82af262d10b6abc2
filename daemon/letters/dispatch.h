/*
 * From a letter that the workflow decided to a row of the outbox: values, words, reply token, Message-ID,
 * bytes. All of it inside the transaction of the event, so what will be sent is fixed with it (P11, P12).
 * Sends nothing.
 */
#pragma once

#include "daemon/letters/enclosures.h"
#include "daemon/letters/receipt.h"
#include "daemon/report/letter.h"
#include "daemon/settings/settings.h"
#include "daemon/store/db.h"
#include "daemon/token.h"
#include "templates/letter.h"
#include "workflow/step/step.h"

typedef struct Dispatch Dispatch;

/* Borrows all four for its life. */
Dispatch *dispatch_new(Db *db, const Settings *settings, const LetterSet *letters, const TokenKeys *keys);
void dispatch_free(Dispatch *dispatch); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dispatch, dispatch_free)

/* Another reminder of the same moment, told in one line. */
typedef struct {
	const Case *kase;
	int clock;
} Reminded;

/* What caused a letter, where the letter shows it. Zero is a good default. */
typedef struct {
	int64_t event_id;        /* the event row that decided it */
	const char *in_reply_to; /* Message-ID of the mail that it answers, or NULL */
	const char *writer;      /* who wrote that mail: nobody else's letter shows its Message-ID */
	bool auto_replied;      /* an answer to a mail (RFC 3834 §5), not to the clock or to somebody else */
	const Receipt *receipt; /* for M23, M23c; lent, else NULL */
	const GPtrArray *others; /* Reminded *: what a reminder bundles; lent, or NULL */
	const char *alarm; /* M27 to intake: why the writer is not believed (Admission.reason), or NULL */
	int confirmation;  /* M23c: confirm_serial() of what its token confirms */
	GBytes *original; /* the raw mail, for intake as original.eml where `files` are not all; lent, or NULL
			   */
	const Enclosures *files; /* its attachments, for whoever works on the case; lent, or NULL */
} LetterCause;

/* Writes one outbox row. A recipient that fails address_is_sendable() is logged and left out: nothing could
 * ever reach it, and the letter must not stop the case. */
bool dispatch_letter(Dispatch *dispatch, const Case *kase, const Letter *letter, const LetterCause *cause,
	int64_t now, GError **error);

/* A digest or report to a person of the staff: one outbox row. `report_id` is what its reply token names.
 * *out_outbox: its row; 0 when nothing can be sent to the address. */
bool dispatch_report(Dispatch *dispatch, const Person *reader, ReportLetter *letter, int64_t report_id,
	int64_t now, int64_t *out_outbox, GError **error);
