/*
 * The case tables: what the event log adds up to, one row a record, the columns being the fields of
 * workflow/case/case.h. Written by ledger_save() alone; it can always be made anew from the log.
 */
#pragma once

#include "daemon/store/db.h"
#include "workflow/step/step.h"

/* Writes what `transitions` (Transition *) changed of `kase`, everything when it is new (sets kase->id). */
bool projection_save(Db *db, Case *kase, const GPtrArray *transitions, GError **error);
/* NULL with no error: there is none. */
Case *projection_load(Db *db, int64_t id, GError **error);

/* Calls `differs` with "subject" or "clock/2/due_at" for every field in which the two disagree. */
void projection_compare(
	const Case *a, const Case *b, void (*differs)(const char *key, gpointer data), gpointer data);
