/*
 * Sends the digests and reports when their hour comes: on working days alone, each period once for each
 * person whatever restarts in between, and after an outage the newest period alone. A person's first one is
 * that of the period after the daemon first saw him, so a fresh installation starts quietly.
 */
#pragma once

#include "daemon/letters/dispatch.h"

typedef struct Reports Reports;

/* Borrows the first four for its life. `program`: of ours, beside which the one lies that draws charts; NULL:
 * none are drawn. */
Reports *reports_new(Db *db, const Settings *settings, const LetterSet *letters, const TokenKeys *keys,
	const char *program);
void reports_free(Reports *reports); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reports, reports_free)

/* Sends what is due; *out_wake is when to ask again. Begins and ends its own transactions. */
bool reports_step(Reports *reports, int64_t now, int64_t *out_wake, GError **error);

/* The letter of `kind` that `reader` would get at `now`, about `period` unless the kind is daily. */
ReportLetter *report_letter_for(const ReportScene *scene, ReportKind kind, const Period *period);
/* Which period a report of `kind` is about on the day of `now`: that day, or the newest one that is over. */
Period report_period_at(ReportKind kind, const Calendar *calendar, int64_t now);
