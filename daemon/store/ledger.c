#include "daemon/store/ledger.h"

#include "daemon/store/eventlog.h"
#include "daemon/store/projection.h"

#include <string.h>

static const char FIND_NUMBER[] = "SELECT id FROM kase WHERE number = $number";
static const char NEXT_SERIAL[] = "INSERT INTO serial (day, last) VALUES ($day, 1)"
				  " ON CONFLICT (day) DO UPDATE SET last = serial.last + 1 RETURNING last";

/* The three conditions are those of the index clock_wake, word for word. */
#define RUNNING "wake_at > 0 AND met_at = 0 AND stopped_at = 0"
static const char DUE[] = "SELECT case_id, position FROM clock WHERE " RUNNING
			  " AND wake_at <= $now ORDER BY wake_at, case_id, position LIMIT $limit";
static const char PROVISIONAL[] = "SELECT DISTINCT case_id FROM clock WHERE provisional = 1 AND met_at = 0"
				  " AND stopped_at = 0 AND calendar <> $version LIMIT $limit";
static const char NEXT_WAKE[] = "SELECT min(wake_at) FROM clock WHERE " RUNNING;

static const char BY_SUBJECT[] =
	"SELECT id FROM kase WHERE learner = $learner AND base_subject = $base_subject"
	" AND state NOT IN ('closed', 'dismissed', 'merged', 'withdrawn', 'external')"
	" AND (state IN ('negotiating', 'confirming', 'tracking') OR waiting_info = 1 OR received_at >= "
	"$since"
	" OR EXISTS (SELECT 1 FROM inbound WHERE inbound.case_id = kase.id AND arrived_at >= $since))"
	" ORDER BY id DESC LIMIT 1";

static const char OPENED[] = "SELECT id FROM kase WHERE learner = $learner AND message_id = $message_id"
			     " ORDER BY id LIMIT 1";
/* Served by the index kase_open, whose condition this is, word for word. */
static const char OPEN[] = "SELECT id FROM kase WHERE handler >= ''"
			   " AND state NOT IN ('closed', 'dismissed', 'merged', 'withdrawn', 'external')";

static const char EVENTS[] = "SELECT " LOG_COLUMNS " FROM event ORDER BY id";
static const char EVENTS_OF[] = "SELECT " LOG_COLUMNS " FROM event WHERE case_id = $case_id ORDER BY id";
static const char HEAD[] = "SELECT hash FROM event ORDER BY id DESC LIMIT 1";

bool
ledger_save(Db *db, Case *kase, const Outcome *outcome, const Origin *origin, int64_t now, int64_t *out_event,
	GError **error)
{
	int64_t event = 0;

	if (outcome->transitions->len &&
		(!projection_save(db, kase, outcome->transitions, error) ||
			!log_append(db, kase->id, outcome->transitions, origin, now, &event, error)))
		return false;
	if (out_event)
		*out_event = event;
	return true;
}

Case *
ledger_load(Db *db, int64_t id, GError **error)
{
	return projection_load(db, id, error);
}

int64_t
ledger_find_number(Db *db, const char *number, GError **error)
{
	DbStatement *statement = db_prepare(db, FIND_NUMBER, error);
	int64_t id = 0;

	if (!statement)
		return 0;
	db_bind_text(statement, "$number", number);
	if (db_step(statement, error) == DB_ROW)
		id = db_int(statement, 0);
	db_reset(statement);
	return id;
}

int
ledger_next_serial(Db *db, const char *day, GError **error)
{
	DbStatement *statement = db_prepare(db, NEXT_SERIAL, error);
	int serial = 0;

	if (!statement)
		return 0;
	db_bind_text(statement, "$day", day);
	if (db_step(statement, error) != DB_ROW)
		return 0;
	serial = (int)db_int(statement, 0);
	return db_run(statement, error) ? serial : 0;
}

GArray *
ledger_due_clocks(Db *db, int64_t now, int limit, GError **error)
{
	g_autoptr(GArray) due = g_array_new(FALSE, FALSE, sizeof(DueClock));
	DbStatement *statement = db_prepare(db, DUE, error);
	DbStep step;

	if (!statement)
		return NULL;
	db_bind_int(statement, "$now", now);
	db_bind_int(statement, "$limit", limit);
	while ((step = db_step(statement, error)) == DB_ROW) {
		DueClock clock = { .case_id = db_int(statement, 0), .clock = (int)db_int(statement, 1) };

		g_array_append_val(due, clock);
	}
	return step == DB_DONE ? g_steal_pointer(&due) : NULL;
}

GArray *
ledger_provisional(Db *db, const char *version, int limit, GError **error)
{
	g_autoptr(GArray) cases = g_array_new(FALSE, FALSE, sizeof(int64_t));
	DbStatement *statement = db_prepare(db, PROVISIONAL, error);
	DbStep step;

	if (!statement)
		return NULL;
	db_bind_text(statement, "$version", version);
	db_bind_int(statement, "$limit", limit);
	while ((step = db_step(statement, error)) == DB_ROW) {
		int64_t id = db_int(statement, 0);

		g_array_append_val(cases, id);
	}
	return step == DB_DONE ? g_steal_pointer(&cases) : NULL;
}

int64_t
ledger_next_wake(Db *db, GError **error)
{
	DbStatement *statement = db_prepare(db, NEXT_WAKE, error);
	int64_t wake = 0;

	if (!statement)
		return 0;
	if (db_step(statement, error) == DB_ROW)
		wake = db_int(statement, 0);
	db_reset(statement);
	return wake;
}

int64_t
ledger_find_by_subject(Db *db, const char *learner, const char *base_subject, int64_t since, GError **error)
{
	DbStatement *statement = db_prepare(db, BY_SUBJECT, error);
	int64_t id = 0;

	if (!statement)
		return 0;
	db_bind_text(statement, "$learner", learner);
	db_bind_int(statement, "$since", since);
	db_bind_text(statement, "$base_subject", base_subject);
	if (db_step(statement, error) == DB_ROW)
		id = db_int(statement, 0);
	db_reset(statement);
	return id;
}

int64_t
ledger_find_opened(Db *db, const char *learner, const char *message_id, GError **error)
{
	DbStatement *statement = db_prepare(db, OPENED, error);
	int64_t id = 0;

	if (!statement)
		return 0;
	db_bind_text(statement, "$learner", learner);
	db_bind_text(statement, "$message_id", message_id);
	if (db_step(statement, error) == DB_ROW)
		id = db_int(statement, 0);
	db_reset(statement);
	return id;
}

bool
ledger_each_open(Db *db, bool (*each)(Case *kase, gpointer data), gpointer data, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	DbStatement *statement = db_prepare(db, OPEN, error);
	bool more = true;
	DbStep step;

	if (!statement)
		return false;
	while ((step = db_step(statement, error)) == DB_ROW) {
		int64_t id = db_int(statement, 0);

		g_array_append_val(ids, id);
	}
	if (step != DB_DONE)
		return false;
	for (guint i = 0; more && i < ids->len; i++) {
		Case *kase = ledger_load(db, g_array_index(ids, int64_t, i), error);

		if (!kase)
			return false;
		more = each(kase, data);
	}
	return true;
}

bool
ledger_each_event(Db *db, int64_t case_id, bool (*each)(const EventRow *row, gpointer data), gpointer data,
	GError **error)
{
	DbStatement *statement = db_prepare(db, case_id ? EVENTS_OF : EVENTS, error);
	DbStep step = DB_DONE;
	bool more = true;
	LogRow row;

	if (!statement)
		return false;
	if (case_id)
		db_bind_int(statement, "$case_id", case_id);
	while (more && (step = db_step(statement, error)) == DB_ROW) {
		g_autoptr(EventRow) event = NULL;

		if (!log_row_read(statement, &row)) {
			g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "event %" G_GINT64_FORMAT " is damaged",
				row.id);
			step = DB_FAILED;
			break;
		}
		event = log_event_row(&row, error);
		if (!event) {
			step = DB_FAILED;
			break;
		}
		more = each(event, data);
	}
	db_reset(statement);
	return step != DB_FAILED;
}

char *
ledger_head(Db *db, GError **error)
{
	DbStatement *statement = db_prepare(db, HEAD, error);
	g_autoptr(GString) hex = g_string_new(NULL);
	size_t size = 0;
	DbStep step;

	if (!statement)
		return NULL;
	step = db_step(statement, error);
	if (step == DB_ROW) {
		const uint8_t *hash = db_blob(statement, 0, &size);

		for (size_t i = 0; i < size; i++)
			g_string_append_printf(hex, "%02x", hash[i]);
	}
	db_reset(statement);
	return step == DB_FAILED ? NULL : g_strdup(hex->str);
}
