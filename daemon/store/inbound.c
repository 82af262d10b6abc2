#include "daemon/store/inbound.h"

#include "daemon/sha256.h"

#include <string.h>

enum {
	/* Longer blobs are moved without a second copy in memory; for shorter ones a copy is cheaper. */
	SMALL_BLOB = 256 * 1024,
};

static const char CURSOR[] = "SELECT uid_validity, next_uid FROM mailbox WHERE name = $name";
static const char SET_CURSOR[] = "INSERT INTO mailbox (name, uid_validity, next_uid, changed_at)"
				 " VALUES ($name, $uid_validity, $next_uid, $now)"
				 " ON CONFLICT (name) DO UPDATE SET uid_validity = excluded.uid_validity,"
				 " next_uid = excluded.next_uid, changed_at = excluded.changed_at";

static const char SAME_BYTES[] = "SELECT id, uid_validity, uid FROM inbound"
				 " WHERE sha256 = $sha256 AND mailbox = $mailbox ORDER BY id";
static const char ADD[] =
	"INSERT INTO inbound (mailbox, uid_validity, uid, arrived_at, fetched_at, size, full_size, truncated,"
	" sha256, fate, fate_at, reason)"
	" VALUES ($mailbox, $uid_validity, $uid, $arrived_at, $fetched_at, $size, $full_size, $truncated,"
	" $sha256, $fate, $fate_at, $reason)";
static const char ADD_RAW[] = "INSERT INTO inbound_raw (id, bytes) VALUES ($id, $bytes)";
static const char HAS_UID[] = "SELECT 1 FROM inbound"
			      " WHERE mailbox = $mailbox AND uid_validity = $uid_validity AND uid = $uid";

static const char UIDS[] = "SELECT uid, id FROM inbound"
			   " WHERE mailbox = $mailbox AND uid_validity = $uid_validity ORDER BY uid";
static const char MESSAGE_ID[] = "SELECT message_id FROM inbound WHERE id = $id";

#define COLUMNS                                                                                          \
	"id, mailbox, uid_validity, uid, arrived_at, fetched_at, truncated, size, full_size, attempts, " \
	"fate,"                                                                                          \
	" fate_at, case_id, message_id, reason"
static const char NEXT[] = "SELECT " COLUMNS " FROM inbound WHERE fate = 'waiting' AND id > $after"
			   " ORDER BY id LIMIT 1";
static const char LOAD[] = "SELECT " COLUMNS " FROM inbound WHERE id = $id";
static const char OF_CASE[] =
	"SELECT " COLUMNS " FROM inbound WHERE case_id = $case_id ORDER BY arrived_at, id";
static const char OF_FATE[] =
	"SELECT " COLUMNS " FROM inbound WHERE fate = $fate ORDER BY id DESC LIMIT $limit";
static const char SAME_ID[] = "SELECT id FROM inbound WHERE case_id = $case_id AND message_id = $message_id"
			      " AND fate IN ('case', 'reply', 'command') ORDER BY arrived_at, id LIMIT 20";
/* The condition in brackets is that of the index inbound_again, word for word. */
static const char AGAIN[] =
	"SELECT id FROM inbound WHERE message_id = $message_id AND message_id <> ''"
	" AND (fate IN ('command', 'unverified') OR reason IN ('entry', 'caseless', 'form'))"
	" AND ($proven = 0 OR fate <> 'unverified') ORDER BY id LIMIT 20";
static const char RAW_SIZE[] = "SELECT length(bytes) FROM inbound_raw WHERE id = $id";
static const char RAW[] = "SELECT bytes FROM inbound_raw WHERE id = $id";

static const char SET_FATE[] =
	"UPDATE inbound SET fate = $fate, fate_at = $now, case_id = $case_id, message_id = $message_id,"
	" reason = $reason, attempts = CASE WHEN $fate = 'waiting' THEN 0 ELSE attempts END WHERE id = $id";
static const char NOTE_FAILURE[] =
	"UPDATE inbound SET attempts = attempts + 1 WHERE id = $id RETURNING attempts";
static const char COUNT[] = "SELECT fate, count(*) FROM inbound GROUP BY fate";

static const char *const fate_names[FATE_COUNT] = {
	[FATE_NONE] = "waiting",
	[FATE_CASE] = "case",
	[FATE_REPLY] = "reply",
	[FATE_COMMAND] = "command",
	[FATE_BOUNCE] = "bounce",
	[FATE_AUTO] = "auto",
	[FATE_SPAM] = "spam",
	[FATE_DUPLICATE] = "duplicate",
	[FATE_UNVERIFIED] = "unverified",
	[FATE_QUARANTINED] = "quarantined",
};

const char *
fate_name(Fate fate)
{
	return fate_names[fate];
}

bool
fate_from_name(const char *name, Fate *out_fate)
{
	for (int fate = 0; fate < FATE_COUNT; fate++) {
		if (g_strcmp0(name, fate_names[fate]) == 0) {
			*out_fate = (Fate)fate;
			return true;
		}
	}
	return false;
}

void
inbound_mail_free(InboundMail *mail)
{
	if (!mail)
		return;
	g_free(mail->mailbox);
	g_free(mail->message_id);
	g_free(mail->reason);
	if (mail->raw)
		g_bytes_unref(mail->raw);
	g_free(mail);
}

/* ---- the cursor ---- */

bool
inbound_cursor(Db *db, const char *mailbox, int64_t *out_uid_validity, int64_t *out_next_uid, GError **error)
{
	DbStatement *statement = db_prepare(db, CURSOR, error);
	DbStep step;

	if (!statement)
		return false;
	db_bind_text(statement, "$name", mailbox);
	step = db_step(statement, error);
	if (step == DB_ROW) {
		*out_uid_validity = db_int(statement, 0);
		*out_next_uid = db_int(statement, 1);
	}
	db_reset(statement);
	return step == DB_ROW;
}

bool
inbound_set_cursor(
	Db *db, const char *mailbox, int64_t uid_validity, int64_t next_uid, int64_t now, GError **error)
{
	DbStatement *statement = db_prepare(db, SET_CURSOR, error);

	if (!statement)
		return false;
	db_bind_text(statement, "$name", mailbox);
	db_bind_int(statement, "$uid_validity", uid_validity);
	db_bind_int(statement, "$next_uid", next_uid);
	db_bind_int(statement, "$now", now);
	return db_run(statement, error);
}

/* ---- adding ---- */

/* *out_first: the oldest row with the same bytes, 0: none. *out_itself: the row of this very UID, 0: none. */
static bool
find_same_bytes(Db *db, const InboundMail *mail, const uint8_t *sha256, int64_t *out_first,
	int64_t *out_itself, GError **error)
{
	DbStatement *statement = db_prepare(db, SAME_BYTES, error);
	DbStep step;

	*out_first = *out_itself = 0;
	if (!statement)
		return false;
	db_bind_blob(statement, "$sha256", sha256, SHA256_SIZE);
	db_bind_text(statement, "$mailbox", mail->mailbox);
	while ((step = db_step(statement, error)) == DB_ROW && !*out_itself) {
		if (!*out_first)
			*out_first = db_int(statement, 0);
		if (db_int(statement, 1) == mail->uid_validity && db_int(statement, 2) == mail->uid)
			*out_itself = db_int(statement, 0);
	}
	db_reset(statement);
	return step != DB_FAILED;
}

static bool
add_raw(Db *db, int64_t id, GBytes *raw, GError **error)
{
	DbStatement *statement = db_prepare(db, ADD_RAW, error);
	gsize length = 0;
	const void *bytes = g_bytes_get_data(raw, &length);

	if (!statement)
		return false;
	db_bind_int(statement, "$id", id);
	if (length > SMALL_BLOB)
		db_bind_zeros(statement, "$bytes", length);
	else
		db_bind_blob(statement, "$bytes", bytes, length);
	if (!db_run(statement, error))
		return false;
	return length <= SMALL_BLOB || db_blob_write(db, "inbound_raw", "bytes", id, raw, error);
}

bool
inbound_add(Db *db, const InboundMail *mail, int64_t *out_id, GError **error)
{
	uint8_t sha256[SHA256_SIZE];
	g_autofree char *reason = NULL;
	DbStatement *statement;
	gsize length = 0;
	const void *bytes = g_bytes_get_data(mail->raw, &length);
	int64_t first = 0, id = 0;

	sha256_digest(bytes, length, sha256);
	if (!find_same_bytes(db, mail, sha256, &first, &id, error))
		return false;
	if (!id) {
		if (first)
			reason = g_strdup_printf("same bytes as mail %" G_GINT64_FORMAT, first);
		statement = db_prepare(db, ADD, error);
		if (!statement)
			return false;
		db_bind_text(statement, "$mailbox", mail->mailbox);
		db_bind_int(statement, "$uid_validity", mail->uid_validity);
		db_bind_int(statement, "$uid", mail->uid);
		db_bind_int(statement, "$arrived_at", mail->arrived_at);
		db_bind_int(statement, "$fetched_at", mail->fetched_at);
		db_bind_int(statement, "$size", (int64_t)length);
		db_bind_int(statement, "$full_size", MAX(mail->full_size, (int64_t)length));
		db_bind_int(statement, "$truncated", mail->truncated);
		db_bind_blob(statement, "$sha256", sha256, SHA256_SIZE);
		db_bind_text(statement, "$fate", fate_names[first ? FATE_DUPLICATE : FATE_NONE]);
		db_bind_int(statement, "$fate_at", first ? mail->fetched_at : 0);
		db_bind_text(statement, "$reason", reason ? reason : "");
		if (!db_run(statement, error))
			return false;
		id = db_last_id(db);
		if (!first && !add_raw(db, id, mail->raw, error))
			return false;
	}
	if (out_id)
		*out_id = id;
	return true;
}

bool
inbound_has_uid(Db *db, const char *mailbox, int64_t uid_validity, int64_t uid, bool *out_has, GError **error)
{
	DbStatement *statement = db_prepare(db, HAS_UID, error);
	DbStep step;

	if (!statement)
		return false;
	db_bind_text(statement, "$mailbox", mailbox);
	db_bind_int(statement, "$uid_validity", uid_validity);
	db_bind_int(statement, "$uid", uid);
	step = db_step(statement, error);
	db_reset(statement);
	if (step == DB_FAILED)
		return false;
	*out_has = step == DB_ROW;
	return true;
}

GArray *
inbound_uids(Db *db, const char *mailbox, int64_t uid_validity, GError **error)
{
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(InboundUid));
	DbStatement *statement = db_prepare(db, UIDS, error);
	DbStep step;

	if (!statement)
		return NULL;
	db_bind_text(statement, "$mailbox", mailbox);
	db_bind_int(statement, "$uid_validity", uid_validity);
	while ((step = db_step(statement, error)) == DB_ROW) {
		InboundUid uid = { db_int(statement, 0), db_int(statement, 1) };

		g_array_append_val(uids, uid);
	}
	return step == DB_DONE ? g_steal_pointer(&uids) : NULL;
}

char *
inbound_message_id(Db *db, int64_t id, GError **error)
{
	DbStatement *statement = db_prepare(db, MESSAGE_ID, error);
	char *message_id = NULL;
	DbStep step;

	if (!statement)
		return NULL;
	db_bind_int(statement, "$id", id);
	step = db_step(statement, error);
	if (step != DB_FAILED)
		message_id = g_strdup(step == DB_ROW ? db_text(statement, 0) : "");
	db_reset(statement);
	return message_id;
}

/* ---- reading ---- */

static InboundMail *
mail_from_row(DbStatement *statement)
{
	InboundMail *mail = g_new0(InboundMail, 1);

	mail->id = db_int(statement, 0);
	mail->mailbox = g_strdup(db_text(statement, 1));
	mail->uid_validity = db_int(statement, 2);
	mail->uid = db_int(statement, 3);
	mail->arrived_at = db_int(statement, 4);
	mail->fetched_at = db_int(statement, 5);
	mail->truncated = db_int(statement, 6);
	mail->size = db_int(statement, 7);
	mail->full_size = db_int(statement, 8);
	mail->attempts = (int)db_int(statement, 9);
	/* The schema allows no other word. */
	fate_from_name(db_text(statement, 10), &mail->fate);
	mail->fate_at = db_int(statement, 11);
	mail->case_id = db_int(statement, 12);
	mail->message_id = g_strdup(db_text(statement, 13));
	mail->reason = g_strdup(db_text(statement, 14));
	return mail;
}

/* *out_raw stays NULL when there is no copy. */
static bool
read_raw(Db *db, int64_t id, GBytes **out_raw, GError **error)
{
	DbStatement *statement = db_prepare(db, RAW_SIZE, error);
	const void *bytes;
	size_t length = 0;
	DbStep step;

	if (!statement)
		return false;
	db_bind_int(statement, "$id", id);
	step = db_step(statement, error);
	if (step == DB_ROW)
		length = (size_t)db_int(statement, 0);
	db_reset(statement);
	if (step != DB_ROW)
		return step == DB_DONE;
	if (length > SMALL_BLOB) {
		*out_raw = db_blob_read(db, "inbound_raw", "bytes", id, error);
		return *out_raw;
	}
	statement = db_prepare(db, RAW, error);
	if (!statement)
		return false;
	db_bind_int(statement, "$id", id);
	step = db_step(statement, error);
	if (step == DB_ROW) {
		bytes = db_blob(statement, 0, &length);
		*out_raw = g_bytes_new(bytes, length);
	}
	db_reset(statement);
	return step != DB_FAILED;
}

static InboundMail *
read_one(Db *db, DbStatement *statement, GError **error)
{
	g_autoptr(InboundMail) mail = NULL;

	if (db_step(statement, error) == DB_ROW)
		mail = mail_from_row(statement);
	db_reset(statement);
	if (!mail || !read_raw(db, mail->id, &mail->raw, error))
		return NULL;
	return g_steal_pointer(&mail);
}

InboundMail *
inbound_next(Db *db, GError **error)
{
	return inbound_next_after(db, 0, error);
}

InboundMail *
inbound_next_after(Db *db, int64_t after, GError **error)
{
	DbStatement *statement = db_prepare(db, NEXT, error);

	if (!statement)
		return NULL;
	db_bind_int(statement, "$after", after);
	return read_one(db, statement, error);
}

InboundMail *
inbound_load(Db *db, int64_t id, GError **error)
{
	DbStatement *statement = db_prepare(db, LOAD, error);

	if (!statement)
		return NULL;
	db_bind_int(statement, "$id", id);
	return read_one(db, statement, error);
}

static void
free_mail(gpointer mail)
{
	inbound_mail_free(mail);
}

GPtrArray *
inbound_of_case(Db *db, int64_t case_id, GError **error)
{
	g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func(free_mail);
	DbStatement *statement = db_prepare(db, OF_CASE, error);
	DbStep step;

	if (!statement)
		return NULL;
	db_bind_int(statement, "$case_id", case_id);
	while ((step = db_step(statement, error)) == DB_ROW)
		g_ptr_array_add(mails, mail_from_row(statement));
	return step == DB_DONE ? g_steal_pointer(&mails) : NULL;
}

GPtrArray *
inbound_list(Db *db, Fate fate, int limit, GError **error)
{
	g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func(free_mail);
	DbStatement *statement = db_prepare(db, OF_FATE, error);
	DbStep step;

	if (!statement)
		return NULL;
	db_bind_text(statement, "$fate", fate_names[fate]);
	db_bind_int(statement, "$limit", limit);
	while ((step = db_step(statement, error)) == DB_ROW)
		g_ptr_array_add(mails, mail_from_row(statement));
	return step == DB_DONE ? g_steal_pointer(&mails) : NULL;
}

/* What follows the first empty line. */
static GBytes *
body_of(GBytes *raw)
{
	gsize length;
	const char *bytes = g_bytes_get_data(raw, &length);
	const char *end = g_strstr_len(bytes, (gssize)length, "\r\n\r\n");

	return end ? g_bytes_new_from_bytes(raw, (gsize)(end - bytes), length - (gsize)(end - bytes))
		   : g_bytes_ref(raw);
}

/* Adds the ids that `statement` answers. */
static bool
add_ids(DbStatement *statement, GArray *ids, GError **error)
{
	DbStep step;

	while ((step = db_step(statement, error)) == DB_ROW) {
		int64_t id = db_int(statement, 0);

		g_array_append_val(ids, id);
	}
	return step == DB_DONE;
}

/* What may have been the same mail. */
static bool
find_candidates(Db *db, const char *message_id, bool proven, int64_t case_id, GArray *ids, GError **error)
{
	DbStatement *statement = NULL;

	if (case_id) {
		statement = db_prepare(db, SAME_ID, error);
		if (!statement)
			return false;
		db_bind_int(statement, "$case_id", case_id);
		db_bind_text(statement, "$message_id", message_id);
		if (!add_ids(statement, ids, error))
			return false;
	}
	statement = db_prepare(db, AGAIN, error);
	if (!statement)
		return false;
	db_bind_text(statement, "$message_id", message_id);
	db_bind_int(statement, "$proven", proven);
	return add_ids(statement, ids, error);
}

bool
inbound_is_repeat(Db *db, const InboundMail *mail, const char *message_id, bool proven, int64_t *case_id,
	bool *out_repeat, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GBytes) body = NULL;

	*out_repeat = false;
	if (!message_id || !*message_id)
		return true;
	if (!find_candidates(db, message_id, proven, *case_id, ids, error))
		return false;
	if (ids->len)
		body = body_of(mail->raw);
	for (guint i = 0; i < ids->len && !*out_repeat; i++) {
		g_autoptr(InboundMail) other = inbound_load(db, g_array_index(ids, int64_t, i), error);
		g_autoptr(GBytes) others = other && other->raw ? body_of(other->raw) : NULL;

		if (!other)
			return false;
		*out_repeat = !others || g_bytes_equal(others, body);
		if (*out_repeat && other->case_id)
			*case_id = other->case_id;
	}
	return true;
}

/* ---- fates ---- */

static bool
refuse_missing(int64_t id, GError **error)
{
	g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "there is no mail %" G_GINT64_FORMAT, id);
	return false;
}

bool
inbound_set_fate(Db *db, int64_t id, Fate fate, int64_t case_id, const char *message_id, const char *reason,
	int64_t now, GError **error)
{
	DbStatement *statement = db_prepare(db, SET_FATE, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$id", id);
	db_bind_text(statement, "$fate", fate_names[fate]);
	db_bind_int(statement, "$now", fate == FATE_NONE ? 0 : now);
	db_bind_id(statement, "$case_id", case_id);
	db_bind_text(statement, "$message_id", message_id ? message_id : "");
	db_bind_text(statement, "$reason", reason ? reason : "");
	return db_run(statement, error) && (db_changes(db) || refuse_missing(id, error));
}

bool
inbound_note_failure(Db *db, int64_t id, int *out_attempts, GError **error)
{
	DbStatement *statement = db_prepare(db, NOTE_FAILURE, error);
	int attempts = 0;
	DbStep step;

	if (!statement)
		return false;
	db_bind_int(statement, "$id", id);
	step = db_step(statement, error);
	if (step != DB_ROW)
		return step == DB_DONE && refuse_missing(id, error);
	attempts = (int)db_int(statement, 0);
	if (!db_run(statement, error))
		return false;
	*out_attempts = attempts;
	return true;
}

bool
inbound_count(Db *db, int64_t out_counts[FATE_COUNT], GError **error)
{
	DbStatement *statement = db_prepare(db, COUNT, error);
	int64_t counts[FATE_COUNT] = { 0 };
	DbStep step;

	if (!statement)
		return false;
	while ((step = db_step(statement, error)) == DB_ROW) {
		Fate fate = FATE_NONE;

		if (fate_from_name(db_text(statement, 0), &fate))
			counts[fate] = db_int(statement, 1);
	}
	if (step != DB_DONE)
		return false;
	memcpy(out_counts, counts, sizeof counts);
	return true;
}
