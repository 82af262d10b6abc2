/*
 * What an operator asks the store: how many, which ones, how late. Reads only; every statement stands in
 * overview.c. What one case holds is in daemon/store/ledger.h.
 */
#pragma once

#include "daemon/store/db.h"
#include "workflow/case/case.h"

#include <glib.h>

/* One line of `complaintctl list`. */
typedef struct {
	int64_t id;
	char *number;
	CaseState state;
	char *category, *department, *handler; /* ids, address; "" when none */
	bool urgent, supervised, waiting_info, confidential;
	int64_t received_at;
	int64_t next_due;   /* of its running clocks, the nearest; 0: none runs */
	ClockKind due_kind; /* whose that is */
} OverviewCase;
void overview_case_free(OverviewCase *kase);

/* Which cases; zero means all of them. */
typedef struct {
	CaseState state; /* STATE_NONE: any */
	bool open;
	bool overdue; /* a running clock is past its time */
	bool urgent;
	const char *category, *department, *handler; /* NULL: any */
	int limit;                                   /* 0: no limit */
} OverviewFilter;

/* Newest first. New array of OverviewCase *, NULL with an error. */
GPtrArray *overview_cases(Db *db, const OverviewFilter *filter, int64_t now, GError **error);

typedef struct {
	char *name;
	int64_t uid_validity, next_uid, changed_at; /* the cursor, and when it last moved */
} OverviewMailbox;

typedef struct {
	int64_t cases[STATE_COUNT]; /* by state */
	int64_t overdue;            /* running clocks past their time */
	int64_t oldest_waiting;     /* arrival of the oldest mail without a fate; 0: none waits */
	int64_t oldest_letter;      /* due time of the oldest letter that waits to be sent; 0: none */
	int64_t last_sent;          /* 0: never */
	GPtrArray *mailboxes;       /* OverviewMailbox * */
} Overview;

/* NULL with an error. */
Overview *overview_new(Db *db, int64_t now, GError **error);
void overview_free(Overview *overview); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Overview, overview_free)
