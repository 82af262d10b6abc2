/*
 * Cases and their event log. The log is append-only, each row holding a hash over the one before; the case
 * tables are a projection of it and nothing writes them but ledger_save() (P12, P20, spec §16).
 */
#pragma once

#include "daemon/store/db.h"
#include "workflow/step/step.h"

/* Who and why, for the event rows of one step. */
typedef struct {
	const char *actor; /* address, or NULL: the program */
	unsigned roles;
	const char *cause;  /* Message-ID, command, "tick" */
	int64_t inbound_id; /* 0: no mail caused it */
} Origin;

/* Writes the event rows of `outcome` and, of the tables of `kase`, what its changes name; sets kase->id for a
 * new one. Call inside a transaction. *out_event (may be NULL): the last event row, for the outbox rows; 0
 * when the outcome has no transition. */
bool ledger_save(Db *db, Case *kase, const Outcome *outcome, const Origin *origin, int64_t now,
	int64_t *out_event, GError **error);

/* NULL with no error: there is none. */
Case *ledger_load(Db *db, int64_t id, GError **error);
int64_t ledger_find_number(Db *db, const char *number, GError **error); /* 0: none */

/* The next serial of a local day ("20261123"); never given twice, gaps are harmless. 0 with an error. */
int ledger_next_serial(Db *db, const char *day, GError **error);

/* Cases whose clocks want a tick at `now`, oldest wake first, at most `limit`: case id and clock index. */
typedef struct {
	int64_t case_id;
	int clock;
} DueClock;
GArray *ledger_due_clocks(Db *db, int64_t now, int limit, GError **error);
/* Open cases with a running clock that is provisional by another calendar than `version`. New array of
 * int64_t, at most `limit`. */
GArray *ledger_provisional(Db *db, const char *version, int limit, GError **error);
/* The next wake_at of any running clock; 0: none. */
int64_t ledger_next_wake(Db *db, GError **error);

/* Newest open case of `learner` that waits for an answer, or had mail since `since`, with the same base
 * subject (`base_subject` is what subject_base() gives, and so is the case's compared); 0: none. */
int64_t ledger_find_by_subject(
	Db *db, const char *learner, const char *base_subject, int64_t since, GError **error);

/* The case of `learner` that a mail of this Message-ID opened; 0: none. */
int64_t ledger_find_opened(Db *db, const char *learner, const char *message_id, GError **error);

/* Calls `each`, which takes the case, for every open case until it returns false. */
bool ledger_each_open(Db *db, bool (*each)(Case *kase, gpointer data), gpointer data, GError **error);

/* One row of the log, for `show` and the replay check. */
typedef struct {
	int64_t id, case_id, at;
	char *actor;
	unsigned roles;
	char *cause;
	char *event; /* event_name() */
	char *transition;
	char *from, *to; /* state_name() */
	char *letters;   /* "M04 handler address", one a line */
	char *changes;   /* changes_format() */
	int64_t inbound_id;
	bool erased; /* on a person's request: actor, roles, cause, letters and changes are gone */
} EventRow;
void event_row_free(EventRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EventRow, event_row_free)
/* Calls `each` for the events of one case (0: all), in order, until it returns false. `each` may read the
 * database, but not the log. */
bool ledger_each_event(Db *db, int64_t case_id, bool (*each)(const EventRow *row, gpointer data),
	gpointer data, GError **error);

/* Chain and replay (P20): recomputes every hash and folds every case's changes. Appends a char * finding per
 * disagreement; *out_events and *out_cases count what was checked. `progress` may be NULL. */
bool ledger_verify(Db *db, GPtrArray *findings, int64_t *out_events, int64_t *out_cases,
	void (*progress)(int64_t done, int64_t total, gpointer data), gpointer data, GError **error);
/* Hash of the newest event row, hex; "" for an empty log. New string. */
char *ledger_head(Db *db, GError **error);
