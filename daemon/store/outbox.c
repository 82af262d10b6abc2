#include "daemon/store/outbox.h"

#include <string.h>

static const char ADD[] = "INSERT INTO outbox (case_id, event_id, letter, role, recipient, sender, "
			  "message_id, subject, size, state,"
			  " created_at, due_at)"
			  " VALUES ($case_id, $event_id, $letter, $role, $recipient, $sender, $message_id, "
			  "$subject, $size, $state,"
			  " $created_at, $due_at)";
static const char LAST[] = "SELECT coalesce(max(id), 0) FROM outbox";
static const char ADD_RAW[] = "INSERT INTO outbox_raw (id, bytes) VALUES ($id, $bytes)";

/* The answer never came: the letter may be with its reader, and is retried with the same Message-ID. */
static const char ORPHANS[] =
	"UPDATE outbox SET state = 'uncertain', due_at = $now, lease_until = 0 WHERE state = 'sending'";
static const char END_LEASES[] = "UPDATE outbox SET state = 'uncertain', due_at = $now, lease_until = 0,"
				 " reply_code = 0, reply = 'the sender ended before it had an answer'"
				 " WHERE state = 'sending' AND lease_until <= $now";
static const char CLAIM[] =
	"UPDATE outbox SET state = 'sending', lease_until = $until, attempts = attempts + 1"
	" WHERE id = (SELECT id FROM outbox WHERE state IN ('queued', 'uncertain') AND due_at <= $now"
	" ORDER BY due_at, id LIMIT 1) RETURNING id";

static const char SENT[] = "UPDATE outbox SET state = 'sent', sent_at = $now, lease_until = 0, noted = 0,"
			   " reply_code = $code, reply = $reply WHERE id = $id AND state <> 'sent'";
static const char RETRY[] = "UPDATE outbox SET state = $state, due_at = $due_at, lease_until = 0,"
			    " reply_code = $code, reply = $reply WHERE id = $id AND state = 'sending'";
static const char FAILED[] = "UPDATE outbox SET state = 'failed', due_at = $now, lease_until = 0,"
			     " reply_code = $code, reply = $reply WHERE id = $id AND state = 'sending'";
static const char NOTE[] = "UPDATE outbox SET noted = 1 WHERE id = $id";

static const char NEXT_DUE[] = "SELECT min(due_at) FROM outbox WHERE state IN ('queued', 'uncertain')";
static const char NEXT_LEASE[] = "SELECT min(lease_until) FROM outbox WHERE state = 'sending'";

#define COLUMNS                                                                                            \
	"id, case_id, event_id, letter, role, recipient, sender, message_id, subject, state, created_at, " \
	"due_at,"                                                                                          \
	" lease_until, sent_at, attempts, reply_code, reply"
static const char LOAD[] = "SELECT " COLUMNS " FROM outbox WHERE id = $id";
static const char RAW[] = "SELECT bytes FROM outbox_raw WHERE id = $id";
static const char BY_MESSAGE_ID[] = "SELECT " COLUMNS " FROM outbox WHERE message_id = $message_id";
static const char UNNOTED[] =
	"SELECT " COLUMNS " FROM outbox WHERE noted = 0 AND state IN ('sent', 'failed') ORDER BY id LIMIT 1";
static const char OF_CASE[] = "SELECT " COLUMNS " FROM outbox WHERE case_id = $case_id ORDER BY id";

/* One text a state: a partial index serves a query only when its state is written out in it. */
#define LIST(where) "SELECT " COLUMNS " FROM outbox WHERE " where " ORDER BY id DESC LIMIT $limit"
#define LIST_ODD(state) LIST("state = '" state "' AND state IN ('held', 'uncertain', 'failed', 'dropped')")
static const char *const list_of[OUTBOX_COUNT + 1] = {
	[OUTBOX_HELD] = LIST_ODD("held"),
	[OUTBOX_QUEUED] = LIST("id IN (SELECT id FROM outbox WHERE state = 'queued'"
			       " AND state IN ('queued', 'uncertain'))"),
	[OUTBOX_SENDING] = LIST("id IN (SELECT id FROM outbox WHERE state = 'sending')"),
	[OUTBOX_SENT] = LIST("state = 'sent'"),
	[OUTBOX_UNCERTAIN] = LIST_ODD("uncertain"),
	[OUTBOX_FAILED] = LIST_ODD("failed"),
	[OUTBOX_DROPPED] = LIST_ODD("dropped"),
	[OUTBOX_COUNT] = LIST("id > 0"),
};

static const char RELEASE[] =
	"UPDATE outbox SET state = 'queued', due_at = CASE WHEN due_at > $now THEN due_at ELSE $now END"
	" WHERE state = 'held' AND state IN ('held', 'uncertain', 'failed', 'dropped')";
static const char REQUEUE[] =
	"UPDATE outbox SET state = 'queued', due_at = $now, noted = 0"
	" WHERE id = $id AND state IN ('held', 'queued', 'uncertain', 'failed', 'dropped')"
	" AND id IN (SELECT id FROM outbox_raw WHERE id = $id)";
static const char DROP[] = "UPDATE outbox SET state = 'dropped'"
			   " WHERE id = $id AND state IN ('held', 'queued', 'uncertain', 'failed')";

static const char COUNT[] = "SELECT state, count(*) FROM outbox GROUP BY state";
static const char COUNT_SENT[] = "SELECT count(*) FROM outbox WHERE sent_at >= $since AND sent_at > 0";
static const char COUNT_SENT_TO[] = "SELECT count(*) FROM outbox"
				    " WHERE sent_at >= $since AND sent_at > 0 AND recipient = $recipient";
static const char COUNT_SENDING[] = "SELECT count(*) FROM outbox WHERE state = 'sending'";
static const char COUNT_SENDING_TO[] =
	"SELECT count(*) FROM outbox WHERE state = 'sending' AND recipient = $recipient";

static const char SENT_TIME[] = "SELECT sent_at FROM outbox WHERE sent_at > 0"
				" ORDER BY sent_at DESC LIMIT 1 OFFSET $skip";
static const char SENT_TIME_TO[] = "SELECT sent_at FROM outbox WHERE sent_at > 0 AND recipient = $recipient"
				   " ORDER BY sent_at DESC LIMIT 1 OFFSET $skip";

/* In the table meta: absent in a fresh installation, then "1"; "0" after a restore. */
static const char RELEASED[] = "outbox_released";
static const char HOLD[] = "UPDATE outbox SET state = 'held', lease_until = 0"
			   " WHERE state = 'sending' OR state IN ('queued', 'uncertain')";

static const char *const state_names[OUTBOX_COUNT] = {
	[OUTBOX_HELD] = "held",
	[OUTBOX_QUEUED] = "queued",
	[OUTBOX_SENDING] = "sending",
	[OUTBOX_SENT] = "sent",
	[OUTBOX_UNCERTAIN] = "uncertain",
	[OUTBOX_FAILED] = "failed",
	[OUTBOX_DROPPED] = "dropped",
};

const char *
outbox_state_name(OutboxState state)
{
	return state_names[state];
}

bool
outbox_state_from_name(const char *name, OutboxState *out_state)
{
	for (int state = 0; state < OUTBOX_COUNT; state++) {
		if (g_strcmp0(name, state_names[state]) == 0) {
			*out_state = (OutboxState)state;
			return true;
		}
	}
	return false;
}

void
outbox_mail_free(OutboxMail *mail)
{
	if (!mail)
		return;
	g_free(mail->recipient);
	g_free(mail->sender);
	g_free(mail->message_id);
	g_free(mail->subject);
	g_free(mail->reply);
	if (mail->bytes)
		g_bytes_unref(mail->bytes);
	g_free(mail);
}

bool
outbox_add(Db *db, const OutboxMail *mail, int64_t *out_id, GError **error)
{
	DbStatement *statement = db_prepare(db, ADD, error);
	gsize length = 0;
	const void *bytes = g_bytes_get_data(mail->bytes, &length);
	int64_t id;

	if (!statement)
		return false;
	db_bind_id(statement, "$case_id", mail->case_id);
	db_bind_id(statement, "$event_id", mail->event_id);
	db_bind_text(statement, "$letter", letter_name(mail->letter));
	db_bind_text(statement, "$role", role_name(mail->role));
	db_bind_text(statement, "$recipient", mail->recipient);
	db_bind_text(statement, "$sender", mail->sender ? mail->sender : "");
	db_bind_text(statement, "$message_id", mail->message_id);
	db_bind_text(statement, "$subject", mail->subject ? mail->subject : "");
	db_bind_int(statement, "$size", (int64_t)length);
	db_bind_text(statement, "$state", state_names[mail->state]);
	db_bind_int(statement, "$created_at", mail->created_at);
	db_bind_int(statement, "$due_at", mail->due_at);
	if (!db_run(statement, error))
		return false;
	id = db_last_id(db);

	statement = db_prepare(db, ADD_RAW, error);
	if (!statement)
		return false;
	db_bind_int(statement, "$id", id);
	db_bind_blob(statement, "$bytes", bytes, length);
	if (!db_run(statement, error))
		return false;
	if (out_id)
		*out_id = id;
	return true;
}

/* ---- reading ---- */

static OutboxMail *
mail_from_row(DbStatement *statement, GError **error)
{
	g_autoptr(OutboxMail) mail = g_new0(OutboxMail, 1);

	mail->id = db_int(statement, 0);
	mail->case_id = db_int(statement, 1);
	mail->event_id = db_int(statement, 2);
	mail->recipient = g_strdup(db_text(statement, 5));
	mail->sender = g_strdup(db_text(statement, 6));
	mail->message_id = g_strdup(db_text(statement, 7));
	mail->subject = g_strdup(db_text(statement, 8));
	mail->created_at = db_int(statement, 10);
	mail->due_at = db_int(statement, 11);
	mail->lease_until = db_int(statement, 12);
	mail->sent_at = db_int(statement, 13);
	mail->attempts = (int)db_int(statement, 14);
	mail->reply_code = (int)db_int(statement, 15);
	mail->reply = g_strdup(db_text(statement, 16));
	if (letter_from_name(db_text(statement, 3), &mail->letter) &&
		role_from_name(db_text(statement, 4), &mail->role) &&
		outbox_state_from_name(db_text(statement, 9), &mail->state))
		return g_steal_pointer(&mail);
	g_set_error(error, DB_ERROR, DB_ERROR_FAILED,
		"outbox row %" G_GINT64_FORMAT " has an unknown letter, role or state", mail->id);
	return NULL;
}

/* They stay NULL when they were erased. */
static bool
read_bytes(Db *db, OutboxMail *mail, GError **error)
{
	DbStatement *statement = db_prepare(db, RAW, error);
	const void *bytes;
	size_t length = 0;
	DbStep step;

	if (!statement)
		return false;
	db_bind_int(statement, "$id", mail->id);
	step = db_step(statement, error);
	if (step == DB_ROW) {
		bytes = db_blob(statement, 0, &length);
		mail->bytes = g_bytes_new(bytes, length);
	}
	db_reset(statement);
	return step != DB_FAILED;
}

static OutboxMail *
read_one(Db *db, DbStatement *statement, GError **error)
{
	g_autoptr(OutboxMail) mail = NULL;

	if (db_step(statement, error) == DB_ROW)
		mail = mail_from_row(statement, error);
	db_reset(statement);
	if (!mail || !read_bytes(db, mail, error))
		return NULL;
	return g_steal_pointer(&mail);
}

OutboxMail *
outbox_load(Db *db, int64_t id, GError **error)
{
	DbStatement *statement = db_prepare(db, LOAD, error);

	if (!statement)
		return NULL;
	db_bind_int(statement, "$id", id);
	return read_one(db, statement, error);
}

OutboxMail *
outbox_by_message_id(Db *db, const char *message_id, GError **error)
{
	DbStatement *statement = db_prepare(db, BY_MESSAGE_ID, error);

	if (!statement)
		return NULL;
	db_bind_text(statement, "$message_id", message_id);
	return read_one(db, statement, error);
}

OutboxMail *
outbox_next_unnoted(Db *db, GError **error)
{
	DbStatement *statement = db_prepare(db, UNNOTED, error);

	return statement ? read_one(db, statement, error) : NULL;
}

static void
free_mail(gpointer mail)
{
	outbox_mail_free(mail);
}

static GPtrArray *
read_list(DbStatement *statement, GError **error)
{
	g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func(free_mail);
	DbStep step;

	while ((step = db_step(statement, error)) == DB_ROW) {
		OutboxMail *mail = mail_from_row(statement, error);

		if (!mail) {
			db_reset(statement);
			return NULL;
		}
		g_ptr_array_add(mails, mail);
	}
	return step == DB_DONE ? g_steal_pointer(&mails) : NULL;
}

GPtrArray *
outbox_list(Db *db, OutboxState state, int limit, GError **error)
{
	DbStatement *statement = db_prepare(db, list_of[state], error);

	if (!statement)
		return NULL;
	db_bind_int(statement, "$limit", limit);
	return read_list(statement, error);
}

GPtrArray *
outbox_of_case(Db *db, int64_t case_id, GError **error)
{
	DbStatement *statement = db_prepare(db, OF_CASE, error);

	if (!statement)
		return NULL;
	db_bind_int(statement, "$case_id", case_id);
	return read_list(statement, error);
}

/* ---- sending ---- */

/* The number that a statement of one row answers; `recipient` may be NULL. */
static bool
ask(Db *db, const char *sql, int64_t since, const char *recipient, int64_t *out_value, GError **error)
{
	DbStatement *statement = db_prepare(db, sql, error);
	DbStep step;

	if (!statement)
		return false;
	if (since >= 0)
		db_bind_int(statement, "$since", since);
	if (recipient)
		db_bind_text(statement, "$recipient", recipient);
	step = db_step(statement, error);
	if (step == DB_ROW)
		*out_value = db_int(statement, 0);
	db_reset(statement);
	return step == DB_ROW;
}

static bool
next_due(Db *db, int64_t *out_due, GError **error)
{
	int64_t due = 0, lease = 0;

	if (!ask(db, NEXT_DUE, -1, NULL, &due, error) || !ask(db, NEXT_LEASE, -1, NULL, &lease, error))
		return false;
	*out_due = due && lease ? MIN(due, lease) : MAX(due, lease);
	return true;
}

int64_t
outbox_next_due(Db *db, GError **error)
{
	int64_t due = 0;

	return next_due(db, &due, error) ? due : 0;
}

/* False with no error: none is due. */
static bool
claim_row(Db *db, int64_t now, int64_t lease, int64_t *out_id, GError **error)
{
	DbStatement *statement = db_prepare(db, END_LEASES, error);
	DbStep step;

	if (!statement)
		return false;
	db_bind_int(statement, "$now", now);
	if (!db_run(statement, error))
		return false;
	statement = db_prepare(db, CLAIM, error);
	if (!statement)
		return false;
	db_bind_int(statement, "$now", now);
	db_bind_int(statement, "$until", now + lease);
	step = db_step(statement, error);
	if (step != DB_ROW)
		return false;
	*out_id = db_int(statement, 0);
	return db_run(statement, error);
}

OutboxMail *
outbox_claim(Db *db, int64_t now, int64_t lease, GError **error)
{
	g_autoptr(OutboxMail) mail = NULL;
	bool own = !db_in_transaction(db);
	int64_t id = 0, due = 0;

	/* Looking first costs no write lock and no fsync while nothing is due. */
	if (!next_due(db, &due, error) || !due || due > now)
		return NULL;
	if (own && !db_begin(db, error))
		return NULL;
	if (claim_row(db, now, lease, &id, error))
		mail = outbox_load(db, id, error);
	if (mail && !mail->bytes) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED,
			"outbox row %" G_GINT64_FORMAT " has lost its bytes", id);
		g_clear_pointer(&mail, outbox_mail_free);
	}
	if (own && !mail)
		db_rollback(db);
	if (own && mail && !db_commit(db, error))
		return NULL;
	return g_steal_pointer(&mail);
}

static bool
answer(DbStatement *statement, int64_t id, int code, const char *reply, GError **error)
{
	db_bind_int(statement, "$id", id);
	db_bind_int(statement, "$code", code);
	db_bind_text(statement, "$reply", reply ? reply : "");
	return db_run(statement, error);
}

bool
outbox_sent(Db *db, int64_t id, int64_t now, int code, const char *reply, GError **error)
{
	DbStatement *statement = db_prepare(db, SENT, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$now", now);
	return answer(statement, id, code, reply, error);
}

bool
outbox_retry(
	Db *db, int64_t id, OutboxState state, int64_t due_at, int code, const char *reply, GError **error)
{
	DbStatement *statement = db_prepare(db, RETRY, error);

	g_assert(state == OUTBOX_QUEUED || state == OUTBOX_UNCERTAIN);
	if (!statement)
		return false;
	db_bind_text(statement, "$state", state_names[state]);
	db_bind_int(statement, "$due_at", due_at);
	return answer(statement, id, code, reply, error);
}

bool
outbox_failed(Db *db, int64_t id, int64_t now, int code, const char *reply, GError **error)
{
	DbStatement *statement = db_prepare(db, FAILED, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$now", now);
	return answer(statement, id, code, reply, error);
}

bool
outbox_note(Db *db, int64_t id, GError **error)
{
	DbStatement *statement = db_prepare(db, NOTE, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$id", id);
	return db_run(statement, error);
}

/* ---- the operator ---- */

bool
outbox_release(Db *db, int64_t now, int64_t *out_count, GError **error)
{
	DbStatement *statement = db_prepare(db, RELEASE, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$now", now);
	if (!db_run(statement, error))
		return false;
	if (out_count)
		*out_count = db_changes(db);
	return db_set_meta(db, RELEASED, "1", error);
}

bool
outbox_next_id(Db *db, int64_t *out_id, GError **error)
{
	DbStatement *statement = db_prepare(db, LAST, error);
	DbStep step;

	if (!statement)
		return false;
	step = db_step(statement, error);
	if (step == DB_ROW)
		*out_id = db_int(statement, 0) + 1;
	db_reset(statement);
	return step != DB_FAILED;
}

bool
outbox_is_released(Db *db, bool at_first, GError **error)
{
	g_autofree char *released = db_meta(db, RELEASED, error);

	return released ? strcmp(released, "1") == 0 : at_first;
}

bool
outbox_hold(Db *db, int64_t *out_count, GError **error)
{
	DbStatement *statement = db_prepare(db, HOLD, error);

	if (!statement || !db_run(statement, error))
		return false;
	if (out_count)
		*out_count = db_changes(db);
	return db_set_meta(db, RELEASED, "0", error);
}

static bool
changed_one(Db *db, int64_t id, const char *what, GError **error)
{
	if (db_changes(db) == 1)
		return true;
	g_set_error(
		error, DB_ERROR, DB_ERROR_FAILED, "letter %" G_GINT64_FORMAT " cannot be %s now", id, what);
	return false;
}

bool
outbox_requeue(Db *db, int64_t id, int64_t now, GError **error)
{
	DbStatement *statement = db_prepare(db, REQUEUE, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$id", id);
	db_bind_int(statement, "$now", now);
	return db_run(statement, error) && changed_one(db, id, "sent again", error);
}

bool
outbox_drop(Db *db, int64_t id, GError **error)
{
	DbStatement *statement = db_prepare(db, DROP, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$id", id);
	return db_run(statement, error) && changed_one(db, id, "dropped", error);
}

bool
outbox_count(Db *db, int64_t out_counts[OUTBOX_COUNT], GError **error)
{
	DbStatement *statement = db_prepare(db, COUNT, error);
	int64_t counts[OUTBOX_COUNT] = { 0 };
	DbStep step;

	if (!statement)
		return false;
	while ((step = db_step(statement, error)) == DB_ROW) {
		OutboxState state = OUTBOX_HELD;

		if (outbox_state_from_name(db_text(statement, 0), &state))
			counts[state] = db_int(statement, 1);
	}
	if (step != DB_DONE)
		return false;
	memcpy(out_counts, counts, sizeof counts);
	return true;
}

int64_t
outbox_count_since(Db *db, const char *recipient, int64_t since, GError **error)
{
	int64_t sent = 0, sending = 0;

	if (!ask(db, recipient ? COUNT_SENT_TO : COUNT_SENT, MAX(since, 0), recipient, &sent, error) ||
		!ask(db, recipient ? COUNT_SENDING_TO : COUNT_SENDING, -1, recipient, &sending, error))
		return -1;
	return sent + sending;
}

bool
outbox_sent_time(Db *db, const char *recipient, int rank, int64_t *out_time, GError **error)
{
	DbStatement *statement = db_prepare(db, recipient ? SENT_TIME_TO : SENT_TIME, error);
	DbStep step;

	if (!statement)
		return false;
	if (recipient)
		db_bind_text(statement, "$recipient", recipient);
	db_bind_int(statement, "$skip", rank - 1);
	step = db_step(statement, error);
	if (step != DB_FAILED)
		*out_time = step == DB_ROW ? db_int(statement, 0) : 0;
	db_reset(statement);
	return step != DB_FAILED;
}

bool
outbox_take_back_leases(Db *db, int64_t now, GError **error)
{
	DbStatement *statement = db_prepare(db, ORPHANS, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$now", now);
	return db_run(statement, error);
}
