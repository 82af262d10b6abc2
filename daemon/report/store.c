#include "daemon/report/store.h"

static const char KNOWN[] = "SELECT count(*), coalesce(max(period = $period), 0) FROM report"
			    " WHERE kind = $kind AND person = $person";
static const char DECIDE[] = "INSERT INTO report (kind, person, period, decided_at)"
			     " VALUES ($kind, $person, $period, $now)";
static const char SENT_AS[] = "UPDATE report SET outbox_id = $outbox_id WHERE id = $id";
static const char ADD_LINE[] = "INSERT INTO report_line (report_id, line, case_id, plan)"
			       " VALUES ($report_id, $line, $case_id, $plan)";
static const char LINE[] = "SELECT case_id, plan FROM report_line"
			   " WHERE report_id = $report_id AND line = $line";
static const char SWEEP[] = "DELETE FROM report_line WHERE report_id IN"
			    " (SELECT id FROM report WHERE decided_at < $before)";

static const char NEWEST[] = "SELECT kind, person, period, decided_at FROM report WHERE id IN"
			     " (SELECT max(id) FROM report GROUP BY kind, person) ORDER BY person, kind";

/* The start-of-day list and the digest are one mail. */
static const char *
stored_kind(ReportKind kind)
{
	return report_name(kind == REPORT_LINES ? REPORT_DAILY : kind);
}

bool
report_known(Db *db, ReportKind kind, const char *person, const char *period, bool *out_ever, bool *out_this,
	GError **error)
{
	DbStatement *statement = db_prepare(db, KNOWN, error);
	DbStep step;

	if (!statement)
		return false;
	db_bind_text(statement, "$kind", stored_kind(kind));
	db_bind_text(statement, "$person", person);
	db_bind_text(statement, "$period", period);
	step = db_step(statement, error);
	if (step == DB_ROW) {
		*out_ever = db_int(statement, 0) > 0;
		*out_this = db_int(statement, 1) > 0;
	}
	db_reset(statement);
	return step == DB_ROW;
}

bool
report_decide(Db *db, ReportKind kind, const char *person, const char *period, int64_t now, int64_t *out_id,
	GError **error)
{
	DbStatement *statement = db_prepare(db, DECIDE, error);

	if (!statement)
		return false;
	db_bind_text(statement, "$kind", stored_kind(kind));
	db_bind_text(statement, "$person", person);
	db_bind_text(statement, "$period", period);
	db_bind_int(statement, "$now", now);
	if (!db_run(statement, error))
		return false;
	*out_id = db_last_id(db);
	return true;
}

bool
report_sent_as(Db *db, int64_t report_id, int64_t outbox_id, GError **error)
{
	DbStatement *statement = db_prepare(db, SENT_AS, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$id", report_id);
	db_bind_id(statement, "$outbox_id", outbox_id);
	return db_run(statement, error);
}

bool
report_add_lines(Db *db, int64_t report_id, const GArray *lines, guint count, GError **error)
{
	for (guint i = 0; i < MIN(count, lines->len); i++) {
		const CaseFacts *facts = g_array_index(lines, AgendaLine, i).facts;
		DbStatement *statement = db_prepare(db, ADD_LINE, error);

		if (!statement)
			return false;
		db_bind_int(statement, "$report_id", report_id);
		db_bind_int(statement, "$line", (int64_t)i + 1);
		db_bind_int(statement, "$case_id", facts->id);
		db_bind_int(statement, "$plan", facts->version);
		if (!db_run(statement, error))
			return false;
	}
	return true;
}

bool
report_line(Db *db, int64_t report_id, int line, int64_t *out_case_id, int *out_plan, GError **error)
{
	DbStatement *statement = db_prepare(db, LINE, error);
	DbStep step;

	if (!statement)
		return false;
	*out_case_id = 0;
	*out_plan = 0;
	db_bind_int(statement, "$report_id", report_id);
	db_bind_int(statement, "$line", line);
	step = db_step(statement, error);
	if (step == DB_ROW) {
		*out_case_id = db_int(statement, 0);
		*out_plan = (int)db_int(statement, 1);
	}
	db_reset(statement);
	return step != DB_FAILED;
}

bool
report_sweep(Db *db, int64_t before, GError **error)
{
	DbStatement *statement = db_prepare(db, SWEEP, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$before", before);
	return db_run(statement, error);
}

static void
newest_free(gpointer data)
{
	ReportNewest *row = data;

	g_free(row->kind);
	g_free(row->person);
	g_free(row->period);
	g_free(row);
}

GPtrArray *
report_newest(Db *db, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(newest_free);
	DbStatement *statement = db_prepare(db, NEWEST, error);
	DbStep step;

	if (!statement)
		return NULL;
	while ((step = db_step(statement, error)) == DB_ROW) {
		ReportNewest *row = g_new0(ReportNewest, 1);

		row->kind = g_strdup(db_text(statement, 0));
		row->person = g_strdup(db_text(statement, 1));
		row->period = g_strdup(db_text(statement, 2));
		row->decided_at = db_int(statement, 3);
		g_ptr_array_add(rows, row);
	}
	return step == DB_DONE ? g_steal_pointer(&rows) : NULL;
}
