/*
 * Which digests and reports were decided, once for each person and period, and the case of each numbered
 * line. Every call runs inside the caller's transaction.
 */
#pragma once

#include "daemon/store/db.h"
#include "workflow/figures/agenda.h"

/* Whether anything of this kind was ever decided for `person`, and whether this period was. */
bool report_known(Db *db, ReportKind kind, const char *person, const char *period, bool *out_ever,
	bool *out_this, GError **error);
/* Notes a decision; *out_id is its row. */
bool report_decide(Db *db, ReportKind kind, const char *person, const char *period, int64_t now,
	int64_t *out_id, GError **error);
bool report_sent_as(Db *db, int64_t report_id, int64_t outbox_id, GError **error);
/* Lines 1, 2 … of a report are `lines`' first `count` (AgendaLine). */
bool report_add_lines(Db *db, int64_t report_id, const GArray *lines, guint count, GError **error);
/* The case of a line; *out_case_id 0: there is no such line. */
bool report_line(Db *db, int64_t report_id, int line, int64_t *out_case_id, int *out_plan, GError **error);
/* Forgets the lines of reports older than `before`: nobody can answer them any more. */
bool report_sweep(Db *db, int64_t before, GError **error);

/* The newest period of each kind and person. New array of ReportNewest *. */
typedef struct {
	char *kind, *person, *period;
	int64_t decided_at;
} ReportNewest;
GPtrArray *report_newest(Db *db, GError **error);
