#include "daemon/store/db_handle.h"

#include <string.h>

G_DEFINE_QUARK(complaintd_db_error, db_error)

DbError
db_error_code(int result)
{
	switch (result & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return DB_ERROR_BUSY;
	case SQLITE_CONSTRAINT:
		return DB_ERROR_CONSTRAINT;
	case SQLITE_FULL:
		return DB_ERROR_FULL;
	default:
		return DB_ERROR_FAILED;
	}
}

void
db_fail(Db *db, int result, bool writes, const char *doing, GError **error)
{
	DbError code = db_error_code(result);

	g_set_error(error, DB_ERROR, (int)code, "%s: %.80s: %s (%d)", db->path, doing,
		sqlite3_errmsg(db->handle), result);
	if (writes && code == DB_ERROR_FAILED)
		db->broken = true;
	if (code == DB_ERROR_FULL && !sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

static bool
refuse_broken(Db *db, GError **error)
{
	if (!db->broken)
		return false;
	g_set_error(error, DB_ERROR, DB_ERROR_FAILED,
		"%s: an earlier write failed; nothing more is written by this process", db->path);
	return true;
}

/* ---- transactions ---- */

/* RETURNING leaves a statement under way, and SQLite commits nothing while one is. */
static void
finish_writers(Db *db)
{
	sqlite3_stmt *statement = NULL;

	while ((statement = sqlite3_next_stmt(db->handle, statement))) {
		if (sqlite3_stmt_busy(statement) && !sqlite3_stmt_readonly(statement))
			sqlite3_reset(statement);
	}
}

static bool
begin(Db *db, const char *sql, GError **error)
{
	DbStatement *statement;

	if (db_in_transaction(db)) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED,
			"%s: a transaction is open already on this connection", db->path);
		return false;
	}
	statement = db_prepare(db, sql, error);
	return statement && db_run(statement, error);
}

bool
db_begin(Db *db, GError **error)
{
	static const char BEGIN[] = "BEGIN IMMEDIATE";

	return !refuse_broken(db, error) && begin(db, BEGIN, error);
}

bool
db_begin_snapshot(Db *db, GError **error)
{
	static const char BEGIN[] = "BEGIN";
	static const char LOOK[] = "SELECT count(*) FROM mailbox";
	DbStatement *statement;

	if (!begin(db, BEGIN, error))
		return false;
	/* The snapshot is of the moment of the first read. */
	statement = db_prepare(db, LOOK, error);
	if (statement && db_run(statement, error))
		return true;
	db_rollback(db);
	return false;
}

bool
db_commit(Db *db, GError **error)
{
	int result;

	if (refuse_broken(db, error)) {
		db_rollback(db);
		return false;
	}
	if (db->given_up || sqlite3_get_autocommit(db->handle)) {
		db->given_up = false;
		g_set_error(
			error, DB_ERROR, DB_ERROR_FAILED, "%s: there is no transaction to commit", db->path);
		return false;
	}
	finish_writers(db);
	result = sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL);
	if (result == SQLITE_OK)
		return true;
	db_fail(db, result, true, "commit", error);
	db_rollback(db);
	return false;
}

void
db_rollback(Db *db)
{
	db->given_up = false;
	if (sqlite3_get_autocommit(db->handle))
		return;
	finish_writers(db);
	/* Rolling back writes nothing in WAL mode; a failure here leaves the lock to db_close(). */
	sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

bool
db_in_transaction(const Db *db)
{
	return db->given_up || !sqlite3_get_autocommit(db->handle);
}

/* ---- statements ---- */

DbStatement *
db_prepare(Db *db, const char *sql, GError **error)
{
	DbStatement *statement = g_hash_table_lookup(db->statements, sql);
	sqlite3_stmt *handle = NULL;
	int result;

	if (statement) {
		sqlite3_reset(statement->handle);
		sqlite3_clear_bindings(statement->handle);
		return statement;
	}
	result = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
	if (result != SQLITE_OK) {
		db_fail(db, result, false, sql, error);
		return NULL;
	}
	statement = g_new0(DbStatement, 1);
	statement->db = db;
	statement->handle = handle;
	g_hash_table_insert(db->statements, (gpointer)(uintptr_t)sql, statement);
	return statement;
}

/* A parameter that the text does not have is a bug of the caller. */
static int
parameter(DbStatement *statement, const char *name)
{
	int index = sqlite3_bind_parameter_index(statement->handle, name);

	if (!index)
		g_error("no parameter %s in: %s", name, sqlite3_sql(statement->handle));
	return index;
}

/* Binding fails only for want of memory or beyond 1 GB, which nothing here comes near. */
void
db_bind_text(DbStatement *statement, const char *name, const char *value)
{
	int result =
		sqlite3_bind_text(statement->handle, parameter(statement, name), value, -1, SQLITE_TRANSIENT);

	g_assert(result == SQLITE_OK);
}

void
db_bind_int(DbStatement *statement, const char *name, int64_t value)
{
	sqlite3_bind_int64(statement->handle, parameter(statement, name), value);
}

void
db_bind_id(DbStatement *statement, const char *name, int64_t id)
{
	if (id)
		db_bind_int(statement, name, id);
	else
		sqlite3_bind_null(statement->handle, parameter(statement, name));
}

void
db_bind_real(DbStatement *statement, const char *name, double value)
{
	sqlite3_bind_double(statement->handle, parameter(statement, name), value);
}

void
db_bind_blob(DbStatement *statement, const char *name, const void *bytes, size_t length)
{
	/* No address means SQL NULL to SQLite; an empty blob is not NULL. */
	int result = sqlite3_bind_blob64(
		statement->handle, parameter(statement, name), bytes ? bytes : "", length, SQLITE_STATIC);

	g_assert(result == SQLITE_OK);
}

void
db_bind_zeros(DbStatement *statement, const char *name, size_t length)
{
	int result = sqlite3_bind_zeroblob64(statement->handle, parameter(statement, name), length);

	g_assert(result == SQLITE_OK);
}

DbStep
db_step(DbStatement *statement, GError **error)
{
	Db *db = statement->db;
	bool writes = !sqlite3_stmt_readonly(statement->handle);
	bool inside = !sqlite3_get_autocommit(db->handle);
	int result;

	if (writes && refuse_broken(db, error))
		return DB_FAILED;
	/* Outside of its transaction a later statement would be stored alone. */
	if (writes && db->given_up) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "%s: the transaction was given up", db->path);
		return DB_FAILED;
	}
	result = sqlite3_step(statement->handle);
	if (result == SQLITE_ROW)
		return DB_ROW;
	if (result == SQLITE_DONE) {
		sqlite3_reset(statement->handle);
		return DB_DONE;
	}
	db_fail(db, result, writes, sqlite3_sql(statement->handle), error);
	sqlite3_reset(statement->handle);
	if (inside && sqlite3_get_autocommit(db->handle))
		db->given_up = true;
	return DB_FAILED;
}

bool
db_run(DbStatement *statement, GError **error)
{
	DbStep step;

	do {
		step = db_step(statement, error);
	} while (step == DB_ROW);
	return step == DB_DONE;
}

void
db_reset(DbStatement *statement)
{
	sqlite3_reset(statement->handle);
}

/* ---- columns ---- */

const char *
db_text(DbStatement *statement, int column)
{
	return (const char *)sqlite3_column_text(statement->handle, column);
}

int64_t
db_int(DbStatement *statement, int column)
{
	return sqlite3_column_int64(statement->handle, column);
}

double
db_real(DbStatement *statement, int column)
{
	return sqlite3_column_double(statement->handle, column);
}

const void *
db_blob(DbStatement *statement, int column, size_t *out_length)
{
	const void *bytes = sqlite3_column_blob(statement->handle, column);

	*out_length = (size_t)sqlite3_column_bytes(statement->handle, column);
	return bytes;
}

bool
db_is_null(DbStatement *statement, int column)
{
	return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

int64_t
db_changes(const Db *db)
{
	return sqlite3_changes64(db->handle);
}

int64_t
db_last_id(const Db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

/* ---- big blobs ---- */

bool
db_blob_write(Db *db, const char *table, const char *column, int64_t id, GBytes *bytes, GError **error)
{
	sqlite3_blob *blob = NULL;
	gsize length = 0;
	const void *data = g_bytes_get_data(bytes, &length);
	int result;

	if (refuse_broken(db, error))
		return false;
	result = sqlite3_blob_open(db->handle, "main", table, column, id, 1, &blob);
	if (result == SQLITE_OK)
		result = sqlite3_blob_write(blob, data, (int)length, 0);
	if (result != SQLITE_OK) {
		db_fail(db, result, true, "writing a blob", error);
		db->given_up = sqlite3_get_autocommit(db->handle);
	}
	sqlite3_blob_close(blob);
	return result == SQLITE_OK;
}

GBytes *
db_blob_read(Db *db, const char *table, const char *column, int64_t id, GError **error)
{
	sqlite3_blob *blob = NULL;
	g_autofree void *data = NULL;
	int length = 0, result;

	result = sqlite3_blob_open(db->handle, "main", table, column, id, 0, &blob);
	if (result == SQLITE_OK) {
		length = sqlite3_blob_bytes(blob);
		data = g_malloc((gsize)length);
		result = sqlite3_blob_read(blob, data, length, 0);
	}
	if (result != SQLITE_OK)
		db_fail(db, result, false, "reading a blob", error);
	sqlite3_blob_close(blob);
	return result == SQLITE_OK ? g_bytes_new_take(g_steal_pointer(&data), (gsize)length) : NULL;
}

/* ---- facts and checks ---- */

char *
db_meta(Db *db, const char *key, GError **error)
{
	static const char META[] = "SELECT value FROM meta WHERE key = $key";
	DbStatement *statement = db_prepare(db, META, error);
	char *value = NULL;

	if (!statement)
		return NULL;
	db_bind_text(statement, "$key", key);
	if (db_step(statement, error) == DB_ROW)
		value = g_strdup(db_text(statement, 0));
	db_reset(statement);
	return value;
}

bool
db_set_meta(Db *db, const char *key, const char *value, GError **error)
{
	static const char SET_META[] = "INSERT INTO meta (key, value) VALUES ($key, $value)"
				       " ON CONFLICT (key) DO UPDATE SET value = excluded.value";
	DbStatement *statement = db_prepare(db, SET_META, error);

	if (!statement)
		return false;
	db_bind_text(statement, "$key", key);
	db_bind_text(statement, "$value", value);
	return db_run(statement, error);
}

bool
db_check(Db *db, GError **error)
{
	static const char INTEGRITY[] = "PRAGMA integrity_check(1)";
	static const char REFERENCES[] = "PRAGMA foreign_key_check";
	DbStatement *statement = db_prepare(db, INTEGRITY, error);
	DbStep step;

	if (!statement)
		return false;
	step = db_step(statement, error);
	if (step == DB_ROW && strcmp(db_text(statement, 0), "ok") != 0) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "%s: %s", db->path, db_text(statement, 0));
		step = DB_FAILED;
	}
	db_reset(statement);
	if (step != DB_ROW)
		return false;

	statement = db_prepare(db, REFERENCES, error);
	if (!statement)
		return false;
	step = db_step(statement, error);
	if (step == DB_ROW)
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED,
			"%s: row %" G_GINT64_FORMAT " of %s names a row of %s that is not there", db->path,
			db_int(statement, 1), db_text(statement, 0), db_text(statement, 2));
	db_reset(statement);
	return step == DB_DONE;
}

char *
db_plans(Db *db)
{
	GString *plans = g_string_new(NULL);
	GHashTableIter iter;
	gpointer sql;

	g_hash_table_iter_init(&iter, db->statements);
	while (g_hash_table_iter_next(&iter, &sql, NULL)) {
		g_autofree char *question = g_strconcat("EXPLAIN QUERY PLAN ", sql, NULL);
		sqlite3_stmt *statement = NULL;

		g_string_append_printf(plans, "%s\n", (const char *)sql);
		sqlite3_prepare_v2(db->handle, question, -1, &statement, NULL);
		while (sqlite3_step(statement) == SQLITE_ROW)
			g_string_append_printf(
				plans, "\t%s\n", (const char *)sqlite3_column_text(statement, 3));
		sqlite3_finalize(statement);
	}
	return g_string_free(plans, FALSE);
}
