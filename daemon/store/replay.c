/* ledger_verify(): is the log what was written, and are the tables what the log says (P20, spec §16)? */
#include "daemon/store/eventlog.h"
#include "daemon/store/projection.h"
#include "workflow/case/event.h"

#include <string.h>

enum {
	PROGRESS_EVERY = 1000,
	MAX_FINDINGS = 1000, /* a damaged file has one per row; nobody reads more */
};

static const char EVENTS[] = "SELECT " LOG_COLUMNS " FROM event ORDER BY id";
static const char EVENTS_OF[] = "SELECT " LOG_COLUMNS " FROM event WHERE case_id = $case_id ORDER BY id";
static const char CASES[] = "SELECT id FROM kase ORDER BY id";
static const char TOTAL[] = "SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM kase)";

typedef struct {
	Db *db;
	GPtrArray *findings;
	int64_t chained, folded, cases; /* events of either pass, cases */
	int64_t done, total;
	void (*progress)(int64_t done, int64_t total, gpointer data);
	gpointer data;
	int64_t case_id; /* of the case under comparison */
} Verification;

static void find(Verification *verification, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
find(Verification *verification, const char *format, ...)
{
	va_list arguments;

	if (verification->findings->len >= MAX_FINDINGS)
		return;
	va_start(arguments, format);
	g_ptr_array_add(verification->findings, g_strdup_vprintf(format, arguments));
	va_end(arguments);
}

static void
advance(Verification *verification)
{
	verification->done++;
	if (verification->progress &&
		(verification->done % PROGRESS_EVERY == 0 || verification->done == verification->total))
		verification->progress(verification->done, verification->total, verification->data);
}

/* ---- the chain ---- */

static void
check_link(Verification *verification, const LogRow *row, int64_t expected, const uint8_t *previous)
{
	uint8_t hash[SHA256_SIZE];

	if (row->id != expected)
		find(verification, "event %" G_GINT64_FORMAT ": the rows before it are missing", row->id);
	log_row_hash(row, previous, hash);
	if (memcmp(hash, row->hash, SHA256_SIZE) != 0)
		find(verification, "event %" G_GINT64_FORMAT ": it, or the one before, was altered", row->id);
	if (!row->payload)
		return;
	log_payload_hash(row, hash);
	if (memcmp(hash, row->payload_hash, SHA256_SIZE) != 0)
		find(verification, "event %" G_GINT64_FORMAT ": its payload was altered", row->id);
}

static bool
check_chain(Verification *verification, GError **error)
{
	DbStatement *statement = db_prepare(verification->db, EVENTS, error);
	uint8_t previous[SHA256_SIZE] = { 0 };
	int64_t expected = 1;
	DbStep step;
	LogRow row;

	if (!statement)
		return false;
	while ((step = db_step(statement, error)) == DB_ROW) {
		if (log_row_read(statement, &row)) {
			check_link(verification, &row, expected, previous);
			memcpy(previous, row.hash, SHA256_SIZE);
		} else {
			find(verification, "event %" G_GINT64_FORMAT ": damaged", row.id);
		}
		expected = row.id + 1;
		verification->chained++;
		advance(verification);
	}
	return step == DB_DONE;
}

/* ---- the replay ---- */

/* Adds one event to `kase`; false when there is nothing more to learn from this case. */
static bool
fold(Verification *verification, Case *kase, const LogRow *row)
{
	const char *text = log_payload_changes(row->payload);
	g_autoptr(GPtrArray) changes = text ? changes_parse(text) : NULL;

	if (!changes) {
		find(verification, "event %" G_GINT64_FORMAT ": malformed payload", row->id);
		return false;
	}
	if (strcmp(state_name((CaseState)kase->state), row->from) != 0)
		find(verification, "event %" G_GINT64_FORMAT ": starts from %s where the case was %s",
			row->id, row->from, state_name((CaseState)kase->state));
	for (guint i = 0; i < changes->len; i++) {
		const Change *change = g_ptr_array_index(changes, i);

		if (case_apply(kase, change->key, change->value))
			continue;
		find(verification, "event %" G_GINT64_FORMAT ": a change of %s cannot be applied", row->id,
			change->key);
		return false;
	}
	if (strcmp(state_name((CaseState)kase->state), row->to) != 0)
		find(verification, "event %" G_GINT64_FORMAT ": says %s where its changes lead to %s",
			row->id, row->to, state_name((CaseState)kase->state));
	return true;
}

/* A case under replay. */
typedef struct {
	Case *kase;
	bool whole;     /* all its events so far could be folded */
	int64_t silent; /* the last event without words that no erasing has accounted for; 0: none */
} Replay;

/* An erasing says anew all that is left of the case, whatever stood before it. */
static void
start_anew(Replay *replay, const LogRow *row)
{
	CaseState state = STATE_NONE;

	state_from_name(row->from, &state);
	case_free(replay->kase);
	replay->kase = case_new();
	case_apply(replay->kase, "state", state_name(state));
	replay->whole = true;
	replay->silent = 0;
}

static void
replay_event(Verification *verification, Replay *replay, const LogRow *row)
{
	if (!row->payload) {
		replay->silent = row->id;
		replay->whole = false;
		return;
	}
	if (strcmp(row->event, event_name(EVENT_ERASED)) == 0)
		start_anew(replay, row);
	if (replay->whole)
		replay->whole = fold(verification, replay->kase, row);
}

/* The case that its events lead to; NULL when they cannot tell, or with an error. */
static Case *
replay_case(Verification *verification, int64_t id, GError **error)
{
	DbStatement *statement = db_prepare(verification->db, EVENTS_OF, error);
	g_autoptr(Case) kase = NULL;
	Replay replay = { case_new(), true, 0 };
	DbStep step;
	LogRow row;

	if (statement)
		db_bind_int(statement, "$case_id", id);
	while (statement && (step = db_step(statement, error)) == DB_ROW) {
		verification->folded++;
		if (log_row_read(statement, &row))
			replay_event(verification, &replay, &row);
		else
			replay.whole = false;
	}
	kase = replay.kase;
	if (!statement || step == DB_FAILED)
		return NULL;
	if (replay.silent)
		find(verification, "event %" G_GINT64_FORMAT ": its words are gone, and no erasing says why",
			replay.silent);
	return replay.whole ? g_steal_pointer(&kase) : NULL;
}

static void
note_difference(const char *key, gpointer data)
{
	Verification *verification = data;

	/* Never the values: findings are shown and logged. */
	find(verification, "case %" G_GINT64_FORMAT ": %s is not what the log says", verification->case_id,
		key);
}

static bool
check_case(Verification *verification, int64_t id, GError **error)
{
	GError *failure = NULL;
	g_autoptr(Case) replayed = replay_case(verification, id, &failure);
	g_autoptr(Case) stored = NULL;

	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	verification->case_id = id;
	verification->cases++;
	advance(verification);
	if (!replayed)
		return true;
	stored = projection_load(verification->db, id, &failure);
	if (failure) {
		/* A word that we do not know in a table is a finding like any other. */
		find(verification, "%s", failure->message);
		g_clear_error(&failure);
		return true;
	}
	if (stored)
		projection_compare(stored, replayed, note_difference, verification);
	return true;
}

static bool
check_cases(Verification *verification, GError **error)
{
	DbStatement *statement = db_prepare(verification->db, CASES, error);
	DbStep step;

	if (!statement)
		return false;
	while ((step = db_step(statement, error)) == DB_ROW) {
		if (!check_case(verification, db_int(statement, 0), error)) {
			db_reset(statement);
			return false;
		}
	}
	return step == DB_DONE;
}

static bool
verify(Verification *verification, GError **error)
{
	DbStatement *statement = db_prepare(verification->db, TOTAL, error);

	if (!statement || db_step(statement, error) != DB_ROW)
		return false;
	verification->total = db_int(statement, 0);
	db_reset(statement);
	if (!check_chain(verification, error) || !check_cases(verification, error))
		return false;
	if (verification->folded != verification->chained)
		find(verification, "%" G_GINT64_FORMAT " events belong to no case",
			verification->chained - verification->folded);
	return true;
}

bool
ledger_verify(Db *db, GPtrArray *findings, int64_t *out_events, int64_t *out_cases,
	void (*progress)(int64_t done, int64_t total, gpointer data), gpointer data, GError **error)
{
	Verification verification = { .db = db, .findings = findings, .progress = progress, .data = data };
	bool own = !db_in_transaction(db), ok;

	/* Both passes must see one moment, whatever the daemon does meanwhile. */
	if (own && !db_begin_snapshot(db, error))
		return false;
	ok = verify(&verification, error);
	if (own)
		db_rollback(db);
	if (!ok)
		return false;
	if (out_events)
		*out_events = verification.chained;
	if (out_cases)
		*out_cases = verification.cases;
	return true;
}
