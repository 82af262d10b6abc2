#include "daemon/report/facts.h"

#include "daemon/store/eventlog.h"

/* What a later erasing took from the rows before it, it says itself. */
static const char EVENTS[] = "SELECT case_id, at, event, transition, to_state, payload FROM event"
			     " WHERE at < $until OR event = 'erased' ORDER BY id";
static const char KEPT[] = "SELECT category, department, channel FROM kase WHERE id = $id";

static bool
read_events(Db *db, int64_t until, FactsBook *book, GError **error)
{
	DbStatement *statement = db_prepare(db, EVENTS, error);
	DbStep step;

	if (!statement)
		return false;
	db_bind_int(statement, "$until", until);
	while ((step = db_step(statement, error)) == DB_ROW) {
		const char *payload = db_text(statement, 5);
		FactsEvent event = {
			.case_id = db_int(statement, 0),
			.at = db_int(statement, 1),
			.event = db_text(statement, 2),
			.transition = db_text(statement, 3),
			.to = db_text(statement, 4),
			.letters = payload,
			.changes = payload ? log_payload_changes(payload) : NULL,
		};

		if (payload && !event.changes) {
			g_set_error(error, DB_ERROR, DB_ERROR_FAILED,
				"an event of case %" G_GINT64_FORMAT " has a malformed payload",
				event.case_id);
			db_reset(statement);
			return false;
		}
		facts_book_take(book, &event);
	}
	return step == DB_DONE;
}

/* What erasing took out of the log, the case's own row still counts by. */
static bool
complete(Db *db, FactsBook *book, GError **error)
{
	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);
		DbStatement *statement;
		DbStep step;

		if (!facts->erased)
			continue;
		statement = db_prepare(db, KEPT, error);
		if (!statement)
			return false;
		db_bind_int(statement, "$id", facts->id);
		step = db_step(statement, error);
		if (step == DB_ROW)
			facts_book_complete(book, facts->id, db_text(statement, 0), db_text(statement, 1),
				db_text(statement, 2));
		db_reset(statement);
		if (step == DB_FAILED)
			return false;
	}
	return true;
}

FactsBook *
report_read_log(Db *db, int64_t until, GError **error)
{
	g_autoptr(FactsBook) book = facts_book_new();
	bool own = !db_in_transaction(db), ok;

	if (own && !db_begin_snapshot(db, error))
		return NULL;
	ok = read_events(db, until, book, error) && complete(db, book, error);
	if (own)
		db_rollback(db);
	return ok ? g_steal_pointer(&book) : NULL;
}
