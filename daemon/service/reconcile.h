/*
 * Does the store hold every mail that the mailboxes hold (P1, P3)? Compares by UID, says what is missing and
 * what has gone from the server since, and takes in what is missing if asked to. Like intake it changes
 * nothing on the server; it may run beside the daemon. It prints a line for each thing found, for
 * complaintctl reconcile, its fields apart by tabs:
 *
 *   at       DONE TOTAL                                  how far it is
 *   mail     MAILBOX WHAT UID ARRIVED SIZE MESSAGE-ID    WHAT: missing, taken, failed, gone
 *   mailbox  MAILBOX UIDVALIDITY SERVER KNOWN BEFORE AHEAD MISSING TAKEN GONE
 *   trouble  MAILBOX WORDS
 */
#pragma once

#include "daemon/settings/settings.h"
#include "daemon/store/db.h"

#include <stdio.h>

typedef struct {
	bool fix;  /* take in what is missing */
	bool gone; /* a line for each mail that is no longer on the server, not only their number */
} ReconcileOptions;

/* False: the database failed. A server that cannot be reached is a line. */
bool reconcile_run(const Settings *settings, Db *db, const char *program, const ReconcileOptions *options,
	int64_t now, FILE *out, GError **error);
