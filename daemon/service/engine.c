#include "daemon/service/engine.h"

#include "daemon/desk/desk.h"
#include "daemon/desk/report_run.h"
#include "daemon/letters/letters.h"
#include "daemon/log.h"
#include "daemon/service/wake.h"
#include "daemon/settings/secret.h"
#include "daemon/store/answered.h"
#include "daemon/store/confirm.h"
#include "daemon/store/inbound.h"
#include "daemon/store/ledger.h"
#include "daemon/worker/worker.h"

#include <string.h>
#include <time.h>

enum {
	BATCH_MAILS = 50, /* one fsync for as many mails while there is a backlog */
	BATCH_BYTES = 8 << 20,
	BATCH_OUTCOMES = 200,
	BATCH_TICKS = 200,
	PARSE_ATTEMPTS = 2, /* P5 */
	FULL_PAUSE = 60,    /* seconds until a full disk is tried again (P32) */
};

struct Engine {
	Settings *settings;
	Db *db;
	TokenKeys *keys;
	LetterSet *letters;
	Worker *worker;
	Desk *desk;
	Reports *reports;
	int batch;      /* mails a transaction takes; 1 after one of a batch failed */
	bool disk_full; /* said once */
	bool recounted; /* by the calendar of these settings */
	bool reminded;  /* no reminder waits to be bundled; false at start, when a crash may have left some */
};

/* One mail between the worker and the transaction. */
typedef struct {
	InboundMail *inbound;
	Mail *mail; /* NULL: cannot be read */
} Parsed;

static void
parsed_free(gpointer data)
{
	Parsed *parsed = data;

	inbound_mail_free(parsed->inbound);
	mail_free(parsed->mail);
	g_free(parsed);
}

/* ---- starting ---- */

TokenKeys *
engine_load_keys(const Settings *settings, GError **error)
{
	char *current = secret_read(&settings->token_secret, error);
	char *old = NULL;
	TokenKeys *keys = NULL;

	if (!current)
		return NULL;
	if (!secret_is_set(&settings->token_secret_old) ||
		(old = secret_read(&settings->token_secret_old, error)))
		keys = token_keys_new(current, old, error);
	secret_free(current);
	secret_free(old);
	return keys;
}

Engine *
engine_new(Settings *settings, const char *program, GError **error)
{
	g_autoptr(Engine) engine = g_new0(Engine, 1);
	g_autofree const char **form_senders = settings_form_senders(settings);
	MailOptions options = { .form_senders = form_senders };

	engine->settings = settings_ref(settings);
	engine->batch = BATCH_MAILS;
	engine->letters = letters_load(settings->letters_directory, error);
	if (!engine->letters)
		return NULL;
	engine->keys = engine_load_keys(settings, error);
	if (!engine->keys)
		return NULL;
	engine->db = db_open(settings->database, error);
	if (!engine->db)
		return NULL;
	engine->worker = worker_new(program, &options);
	engine->desk = desk_new(engine->db, settings, engine->letters, engine->keys);
	engine->reports = reports_new(engine->db, settings, engine->letters, engine->keys, program);
	return g_steal_pointer(&engine);
}

void
engine_free(Engine *engine)
{
	if (!engine)
		return;
	reports_free(engine->reports);
	desk_free(engine->desk);
	worker_free(engine->worker);
	db_close(engine->db);
	token_keys_free(engine->keys);
	letter_set_free(engine->letters);
	settings_unref(engine->settings);
	g_free(engine);
}

/* ---- mails ---- */

/* What intake stores in place of a mail that its server would not hand over (daemon/service/intake.h). */
static bool
is_stand_in(const InboundMail *inbound)
{
	static const char mark[] = "X-Complaintd-Unreadable:";
	gsize length;
	const char *bytes = g_bytes_get_data(inbound->raw, &length);

	return inbound->truncated && length >= sizeof mark - 1 && memcmp(bytes, mark, sizeof mark - 1) == 0;
}

/* Reads it once more beside the letters of ours that it answers. A mail that breaks this second reading, and
 * not the first, stays as the first left it. */
static bool
parse_answer(Engine *engine, Parsed *parsed, GError **error)
{
	g_autoptr(GPtrArray) letters = answered_letters(engine->db, parsed->mail, error);
	Mail *mail = NULL;
	WorkerResult result;

	if (!letters)
		return false;
	if (!letters->len)
		return true;
	result = worker_parse_answer(engine->worker, parsed->inbound->raw, letters, &mail, error);
	if (result == WORKER_PARSED) {
		mail_free(parsed->mail);
		parsed->mail = mail;
	}
	return result != WORKER_FAILED;
}

/* Has one mail read. A child that dies costs an attempt; the second time the mail counts as unreadable. */
static bool
parse(Engine *engine, Parsed *parsed, GError **error)
{
	int attempts = is_stand_in(parsed->inbound) ? PARSE_ATTEMPTS : parsed->inbound->attempts;

	while (attempts < PARSE_ATTEMPTS) {
		WorkerResult result =
			worker_parse(engine->worker, parsed->inbound->raw, &parsed->mail, error);

		if (result == WORKER_PARSED)
			return parse_answer(engine, parsed, error);
		if (result == WORKER_FAILED)
			return false;
		log_warning("engine", "inbound=%" G_GINT64_FORMAT " parse=%s attempt=%d", parsed->inbound->id,
			result == WORKER_TIMEOUT ? "timeout" : "died", attempts + 1);
		if (!inbound_note_failure(engine->db, parsed->inbound->id, &attempts, error))
			return false;
	}
	return true;
}

/* The next mails without a fate, each read; empty: none waits. NULL with an error. */
static GPtrArray *
parse_batch(Engine *engine, GError **error)
{
	g_autoptr(GPtrArray) batch = g_ptr_array_new_with_free_func(parsed_free);
	int64_t last = 0;
	gsize bytes = 0;

	while ((int)batch->len < engine->batch && bytes < BATCH_BYTES) {
		GError *failure = NULL;
		InboundMail *inbound = inbound_next_after(engine->db, last, &failure);
		Parsed *parsed = NULL;

		if (failure) {
			g_propagate_error(error, failure);
			return NULL;
		}
		if (!inbound)
			break;
		parsed = g_new0(Parsed, 1);
		parsed->inbound = inbound;
		g_ptr_array_add(batch, parsed);
		if (!parse(engine, parsed, error))
			return NULL;
		last = inbound->id;
		bytes += g_bytes_get_size(inbound->raw);
	}
	return g_steal_pointer(&batch);
}

/* Writes all of a batch in one transaction, or nothing. */
static bool
write_batch(Engine *engine, const GPtrArray *batch, int64_t now, GError **error)
{
	if (!db_begin(engine->db, error))
		return false;
	for (guint i = 0; i < batch->len; i++) {
		const Parsed *parsed = batch->pdata[i];

		if (!desk_take_mail(engine->desk, parsed->inbound, parsed->mail, now, error)) {
			db_rollback(engine->db);
			return false;
		}
	}
	return db_commit(engine->db, error);
}

/* A mail that the desk cannot write however often it tries becomes an unreadable case: the next mails must
 * not wait for it (P4). */
static bool
set_aside(Engine *engine, const Parsed *parsed, int64_t now, const GError *why, GError **error)
{
	log_error("engine", "inbound=%" G_GINT64_FORMAT " result=set-aside why=%s", parsed->inbound->id,
		why->message);
	if (!db_begin(engine->db, error))
		return false;
	if (!desk_take_mail(engine->desk, parsed->inbound, NULL, now, error)) {
		db_rollback(engine->db);
		return false;
	}
	return db_commit(engine->db, error);
}

/* *out_any: there was something to do. */
static bool
take_mails(Engine *engine, int64_t now, bool *out_any, GError **error)
{
	g_autoptr(GPtrArray) batch = parse_batch(engine, error);
	g_autoptr(GError) failure = NULL;

	if (!batch)
		return false;
	*out_any = batch->len > 0;
	if (!batch->len)
		return true;
	if (write_batch(engine, batch, now, &failure)) {
		engine->batch = BATCH_MAILS;
		return true;
	}
	if (db_is_broken(engine->db) || g_error_matches(failure, DB_ERROR, DB_ERROR_FULL) ||
		g_error_matches(failure, DB_ERROR, DB_ERROR_BUSY)) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return false;
	}
	/* One of many failed: one at a time tells which. */
	if (batch->len > 1) {
		engine->batch = 1;
		return true;
	}
	return set_aside(engine, batch->pdata[0], now, failure, error);
}

/* ---- letters handed over, clocks ---- */

/* Writes `first` and what follows it, up to a batch, in the open transaction. */
static bool
write_outcomes(Engine *engine, OutboxMail *first, int64_t now, GError **error)
{
	OutboxMail *letter = first;
	GError *failure = NULL;

	for (int count = 0; letter; count++) {
		bool written = desk_take_outcome(engine->desk, letter, now, error);

		outbox_mail_free(letter);
		if (!written)
			return false;
		letter = count < BATCH_OUTCOMES ? outbox_next_unnoted(engine->db, &failure) : NULL;
	}
	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	return true;
}

static bool
take_outcomes(Engine *engine, int64_t now, bool *out_any, GError **error)
{
	GError *failure = NULL;
	OutboxMail *first = outbox_next_unnoted(engine->db, &failure);

	*out_any = first != NULL;
	if (!first) {
		if (failure)
			g_propagate_error(error, failure);
		return failure == NULL;
	}
	if (!db_begin(engine->db, error)) {
		outbox_mail_free(first);
		return false;
	}
	if (!write_outcomes(engine, first, now, error)) {
		db_rollback(engine->db);
		return false;
	}
	return db_commit(engine->db, error);
}

static bool
take_ticks(Engine *engine, int64_t now, bool *out_any, GError **error)
{
	g_autoptr(GArray) due = ledger_due_clocks(engine->db, now, BATCH_TICKS, error);

	if (!due)
		return false;
	*out_any = due->len > 0;
	if (!due->len)
		return true;
	if (!db_begin(engine->db, error))
		return false;
	for (guint i = 0; i < due->len; i++) {
		const DueClock *clock = &g_array_index(due, DueClock, i);

		if (!desk_take_tick(engine->desk, clock->case_id, clock->clock, now, error)) {
			db_rollback(engine->db);
			return false;
		}
	}
	return db_commit(engine->db, error);
}

/* After a start or a reload: what was counted without a year's calendar is counted anew if there is one now.
 */
static bool
recount(Engine *engine, int64_t now, GError **error)
{
	const char *version = calendar_version(engine->settings->policy->calendar);

	for (;;) {
		g_autoptr(GArray) cases = ledger_provisional(engine->db, version, BATCH_TICKS, error);

		if (!cases)
			return false;
		if (!cases->len)
			return true;
		if (!db_begin(engine->db, error))
			return false;
		for (guint i = 0; i < cases->len; i++)
			if (!desk_take_calendar(engine->desk, g_array_index(cases, int64_t, i), now, error)) {
				db_rollback(engine->db);
				return false;
			}
		if (!db_commit(engine->db, error))
			return false;
	}
}

/* The letters that the clocks of this moment add up to. */
static bool
send_reminders(Engine *engine, int64_t now, GError **error)
{
	bool any = true;

	if (!db_begin(engine->db, error))
		return false;
	while (any)
		if (!desk_send_reminders(engine->desk, now, &any, error)) {
			db_rollback(engine->db);
			return false;
		}
	return db_commit(engine->db, error);
}

/* Codes whose time is over are wiped then, not when somebody asks for the next. */
static bool
sweep_codes(Engine *engine, int64_t now, int64_t *out_next, GError **error)
{
	if (!confirm_next_end(engine->db, out_next, error))
		return false;
	if (!*out_next || *out_next > now)
		return true;
	if (!db_begin(engine->db, error))
		return false;
	if (!confirm_sweep(engine->db, now, error)) {
		db_rollback(engine->db);
		return false;
	}
	return db_commit(engine->db, error) && confirm_next_end(engine->db, out_next, error);
}

static bool
work_off(Engine *engine, int64_t now, GError **error)
{
	bool any = true, ticked = !engine->reminded;

	if (!engine->recounted && !recount(engine, now, error))
		return false;
	engine->recounted = true;
	while (any) {
		bool mails = false, outcomes = false, ticks = false;

		if (!take_mails(engine, now, &mails, error) ||
			!take_outcomes(engine, now, &outcomes, error) ||
			!take_ticks(engine, now, &ticks, error))
			return false;
		any = mails || outcomes || ticks;
		ticked = ticked || ticks;
	}
	engine->reminded = !ticked || send_reminders(engine, now, error);
	return engine->reminded;
}

bool
engine_step(Engine *engine, int64_t now, int64_t *out_wake, GError **error)
{
	g_autoptr(GError) failure = NULL;
	int64_t report = 0, code = 0;

	if (work_off(engine, now, &failure) && reports_step(engine->reports, now, &report, &failure) &&
		sweep_codes(engine, now, &code, &failure)) {
		if (engine->disk_full)
			log_info("engine", "disk=%s", "has-room-again");
		engine->disk_full = false;
		*out_wake = ledger_next_wake(engine->db, &failure);
		*out_wake = *out_wake ? MIN(*out_wake, report) : report;
		*out_wake = code ? MIN(*out_wake, code) : *out_wake;
	} else if (g_error_matches(failure, DB_ERROR, DB_ERROR_FULL)) {
		if (!engine->disk_full)
			log_error("engine", "disk=%s cure=%s", "full", "free-space-beside-the-database");
		engine->disk_full = true;
		g_clear_error(&failure);
		*out_wake = now + FULL_PAUSE;
	}
	if (failure) {
		g_propagate_prefixed_error(error, g_steal_pointer(&failure), "engine: ");
		return false;
	}
	return true;
}

bool
engine_run(Engine *engine, int stop_fd, int wake_fd, const int *sender_fds, GError **error)
{
	for (;;) {
		int64_t wake = 0;

		if (!engine_step(engine, time(NULL), &wake, error))
			return false;
		for (const int *fd = sender_fds; *fd >= 0; fd++)
			wake_write(*fd);
		if (!wake_wait(stop_fd, wake_fd, wake))
			return true;
	}
}
