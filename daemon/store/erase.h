/*
 * Erasing (spec §17, P30): what a case says leaves tables, log and mail; what stays is a skeleton that
 * figures can count, and that chain and replay still prove. It asks neither who wants it nor whether he may;
 * a case that is open or held, or of which a letter is still to go out, is left alone with an error that says
 * so.
 *
 * Two steps: within a transaction one of the functions below, after its commit db_scrub(), because bytes
 * that a table no longer has can still stand in the file. A backup has them, too: that is the operator's.
 */
#pragma once

#include "daemon/store/ledger.h"

/* What went: rows of the log, mails and letters that lost their words. */
typedef struct {
	int64_t cases, events, mails, letters;
} Erased;

/* One case. `origin`: who, and on whose word, for the one row of the log that stays readable; it must name
 * nobody whose data goes. Erasing again erases what came in since. `out` is added to. */
bool erase_case(Db *db, int64_t case_id, const Origin *origin, int64_t now, Erased *out, GError **error);
/* All that is kept of the learner with this address (lower case): his cases, what other cases say by him or
 * about him, mails that opened no case, letters to him. All of it or, when one case must stay, nothing. */
bool erase_person(
	Db *db, const char *address, const Origin *origin, int64_t now, Erased *out, GError **error);

/* Sets or takes off a legal hold. */
bool erase_hold(Db *db, int64_t case_id, bool held, const Origin *origin, int64_t now, GError **error);
