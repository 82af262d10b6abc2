/*
 * How we get on with each mailbox: when its server last gave us everything, since when and why it does not,
 * and where our taking-in began. For intake, and for `complaintctl status`.
 */
#pragma once

#include "daemon/store/db.h"

typedef struct {
	int64_t contact_at;    /* 0: never yet */
	int64_t trouble_at;    /* 0: all is well */
	int64_t started_at;    /* mail that is older was there before us; 0: everything is ours */
	int64_t first_uid;     /* mails below it were there before us */
	int64_t rebuilt_below; /* of mails below it only the time says whether they were there before us */
	char *trouble;         /* "" : all is well */
} Contact;
void contact_clear(Contact *contact);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Contact, contact_clear)

/* A mailbox that was never tried has zeros, first_uid 1 and no trouble. */
bool contact_load(Db *db, const char *mailbox, Contact *out, GError **error);

/* The server gave all it had (`trouble` NULL), or did not: then the time of the first trouble is kept. */
bool contact_note(Db *db, const char *mailbox, int64_t now, const char *trouble, GError **error);
/* Where taking in begins; call it in the transaction that sets the cursor. */
bool contact_set_beginning(Db *db, const char *mailbox, int64_t started_at, int64_t first_uid,
	int64_t rebuilt_below, GError **error);

/* Whether a mail was in the mailbox before we began, under whatever UID it then had; `next_uid` is the
 * cursor, `internal_date` -1 when not known. */
bool contact_was_before(const Contact *contact, int64_t next_uid, int64_t uid, int64_t internal_date);
