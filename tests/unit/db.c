#include "daemon/store/db.h"

#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const char ADD_META[] = "INSERT INTO meta (key, value) VALUES ($key, $value)";

static Db *
open_fresh(const char *name)
{
	g_autofree char *path = scratch_path(name);
	g_autoptr(GError) error = NULL;
	Db *db = db_open(path, &error);

	if (!db)
		g_error("%s", error->message);
	return db;
}

/* Runs one statement that needs no values; the code of what went wrong, or -1. */
static int
code_of(Db *db, const char *sql)
{
	g_autoptr(GError) error = NULL;
	DbStatement *statement = db_prepare(db, sql, &error);

	if (statement && db_run(statement, &error))
		return -1;
	return error->domain == DB_ERROR ? error->code : -2;
}

static bool
add_meta(Db *db, const char *key, const char *value, GError **error)
{
	DbStatement *statement = db_prepare(db, ADD_META, error);

	db_bind_text(statement, "$key", key);
	db_bind_text(statement, "$value", value);
	return db_run(statement, error);
}

static char *
meta(Db *db, const char *key)
{
	return db_meta(db, key, NULL);
}

static int64_t
number(Db *db, const char *sql)
{
	DbStatement *statement = db_prepare(db, sql, NULL);
	int64_t value = -1;

	if (statement && db_step(statement, NULL) == DB_ROW)
		value = db_int(statement, 0);
	db_reset(statement);
	return value;
}

static void
check_settings(void)
{
	static const struct {
		const char *label, *sql;
		int64_t value;
	} rows[] = {
		{ "every commit is fsynced", "PRAGMA synchronous", 2 },
		{ "deleted bytes are overwritten", "PRAGMA secure_delete", 1 },
		{ "references are enforced", "PRAGMA foreign_keys", 1 },
		{ "the schema is not trusted with functions", "PRAGMA trusted_schema", 0 },
		{ "cells are checked as they are read", "PRAGMA cell_size_check", 1 },
		{ "a lock is waited for 5 s", "PRAGMA busy_timeout", 5000 },
		{ "the schema has its number", "PRAGMA user_version", 9 },
	};
	g_autoptr(Db) db = open_fresh("settings.db");
	g_autofree char *path = scratch_path("settings.db");
	g_autofree char *log = scratch_path("settings.db-wal");
	DbStatement *statement = db_prepare(db, "PRAGMA journal_mode", NULL);
	GStatBuf status;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		check_int(rows[i].label, number(db, rows[i].sql), rows[i].value);
	check(db_step(statement, NULL) == DB_ROW && g_str_equal(db_text(statement, 0), "wal"),
		"commits go to a write-ahead log", "they do not");
	db_reset(statement);
	check(g_stat(path, &status) == 0 && (status.st_mode & 0777) == 0600, "only we may read the file",
		"mode is %o", status.st_mode & 0777);
	check(g_stat(log, &status) == 0 && (status.st_mode & 0777) == 0600, "only we may read the log",
		"mode is %o", status.st_mode & 0777);
	check(code_of(db, "UPDATE sqlite_master SET sql = ''") == DB_ERROR_FAILED,
		"the schema cannot be written to", "it was");
}

static void
check_values(void)
{
	static const char BACK[] = "SELECT $text, $nothing, $int, $real, $blob, $empty, $id, $none";
	static const char blob[] = { 0, 1, (char)0xff, 0 };
	g_autoptr(Db) db = open_fresh("values.db");
	DbStatement *statement = db_prepare(db, BACK, NULL);
	const void *bytes;
	size_t length = 0;

	db_bind_blob(statement, "$blob", blob, sizeof blob);
	db_bind_blob(statement, "$empty", NULL, 0);
	db_bind_text(statement, "$text", "投诉 '\"");
	db_bind_text(statement, "$nothing", NULL);
	db_bind_int(statement, "$int", INT64_MIN);
	db_bind_real(statement, "$real", 0.1);
	db_bind_id(statement, "$id", 7);
	db_bind_id(statement, "$none", 0);
	check(db_step(statement, NULL) == DB_ROW, "a row of bound values", "there is none");
	check_text("text comes back", db_text(statement, 0), "投诉 '\"");
	check(db_is_null(statement, 1) && !db_text(statement, 1), "NULL text is SQL's NULL", "it is not");
	check(db_int(statement, 2) == INT64_MIN, "the smallest integer", "it is another");
	check(db_real(statement, 3) == 0.1, "a real number comes back exactly", "it is another");
	bytes = db_blob(statement, 4, &length);
	check(length == sizeof blob && memcmp(bytes, blob, length) == 0, "a blob with NULs", "it differs");
	check(!db_is_null(statement, 5), "an empty blob is not NULL", "it is");
	check(db_int(statement, 6) == 7 && db_is_null(statement, 7), "the id 0 is NULL", "it is not");
	check(db_step(statement, NULL) == DB_DONE, "then the answer ends", "it goes on");

	check(db_prepare(db, BACK, NULL) == statement, "a text is prepared once", "it was again");
	check(db_step(statement, NULL) == DB_ROW && db_is_null(statement, 0), "and comes back unbound",
		"an old value is in it");
	db_reset(statement);
}

static void
check_transactions(void)
{
	g_autoptr(Db) db = open_fresh("transactions.db");
	g_autoptr(GError) nested = NULL, constraint = NULL, none = NULL;
	g_autofree char *kept = NULL, *undone = NULL;

	check(db_begin(db, NULL) && db_in_transaction(db), "a transaction begins", "it does not");
	check(!db_begin(db, &nested) && g_error_matches(nested, DB_ERROR, DB_ERROR_FAILED),
		"one inside another is refused", "it was not");
	check(db_in_transaction(db), "and the outer one goes on", "it ended");
	check(add_meta(db, "kept", "1", NULL), "a row is added", "it is not");
	check(!add_meta(db, "kept", "2", &constraint) &&
			g_error_matches(constraint, DB_ERROR, DB_ERROR_CONSTRAINT),
		"a constraint is named as such", "it is not");
	check(!db_is_broken(db), "and breaks nothing", "the connection is broken");
	check(db_commit(db, NULL) && !db_in_transaction(db), "the rest is committed", "it is not");
	kept = meta(db, "kept");
	check_text("with the first value", kept, "1");
	check(!db_commit(db, &none), "without a transaction there is nothing to commit", "there was");

	db_begin(db, NULL);
	add_meta(db, "undone", "1", NULL);
	db_rollback(db);
	undone = meta(db, "undone");
	check_text("what is rolled back is gone", undone, NULL);
	db_rollback(db);
	check(db_set_meta(db, "kept", "3", NULL) && db_set_meta(db, "new", "4", NULL),
		"a fact is set anew and for the first time", "it is not");
}

static void
check_full(void)
{
	static const char LIMIT[] = "PRAGMA max_page_count = 60";
	static const char NO_LIMIT[] = "PRAGMA max_page_count = 1000000";
	g_autoptr(Db) db = open_fresh("full.db");
	g_autofree char *big = g_strnfill(600000, 'x');
	g_autofree char *first = NULL, *later = NULL;
	g_autoptr(GError) full = NULL, after = NULL, commit = NULL;

	code_of(db, LIMIT);
	db_begin(db, NULL);
	add_meta(db, "first", "1", NULL);
	check(!add_meta(db, "big", big, &full) && g_error_matches(full, DB_ERROR, DB_ERROR_FULL),
		"a full disk is named as such", "%s", full ? full->message : "no error");
	check(!db_is_broken(db), "and breaks nothing", "the connection is broken");
	check(!add_meta(db, "later", "1", &after), "the given-up transaction takes nothing more", "it did");
	check(!db_commit(db, &commit), "and cannot be committed", "it was");
	first = meta(db, "first");
	later = meta(db, "later");
	check(!first && !later, "nothing of it is stored", "something is");
	code_of(db, NO_LIMIT);
	check(db_begin(db, NULL) && add_meta(db, "big", big, NULL) && db_commit(db, NULL),
		"with room again it goes on", "it does not");
}

static void
check_broken(void)
{
	struct rlimit before, small;
	g_autoptr(Db) db = open_fresh("broken.db");
	g_autoptr(Db) again = NULL;
	g_autofree char *big = g_strnfill(12 << 20, 'x');
	g_autofree char *kept = NULL, *value = NULL;
	g_autoptr(GError) error = NULL, refused = NULL;

	add_meta(db, "kept", "1", NULL);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	small = before;
	small.rlim_cur = 1 << 20;
	setrlimit(RLIMIT_FSIZE, &small);
	check(!add_meta(db, "big", big, &error) && g_error_matches(error, DB_ERROR, DB_ERROR_FAILED),
		"a write that fails", "it did not");
	setrlimit(RLIMIT_FSIZE, &before);
	check(db_is_broken(db), "breaks the connection", "it does not");
	check(!db_begin(db, &refused), "which writes nothing more", "it does");
	check(!add_meta(db, "later", "1", NULL), "not even a single statement", "it does");
	kept = meta(db, "kept");
	check_text("though it still reads", kept, "1");
	db_close(g_steal_pointer(&db));
	again = open_fresh("broken.db");
	value = meta(again, "kept");
	check_text("the next process finds what was committed", value, "1");
	check(db_check(again, NULL), "in a sound file", "it is not");
}

static void
check_files(void)
{
	g_autofree char *path = scratch_path("file.db");
	g_autofree char *foreign = scratch_path("foreign.db");
	g_autofree char *text = scratch_path("text.db");
	g_autofree char *missing = scratch_path("missing.db");
	g_autoptr(GError) newer = NULL, other = NULL, not = NULL, absent = NULL;
	sqlite3 *handle = NULL;
	Db *db = open_fresh("file.db");

	add_meta(db, "kept", "1", NULL);
	db_close(db);
	db = db_open_readonly(path, NULL);
	check(db && number(db, "SELECT count(*) FROM meta") == 1, "a reader reads", "it does not");
	check(db && !add_meta(db, "x", "1", NULL), "and cannot write", "it did");
	db_close(db);
	db = open_fresh("file.db");
	check_int("opening again keeps what is there", number(db, "SELECT count(*) FROM meta"), 1);
	code_of(db, "PRAGMA user_version = 99");
	db_close(db);
	check(!db_open(path, &newer) && g_error_matches(newer, DB_ERROR, DB_ERROR_NEWER),
		"a newer program's file is refused", "it was opened");
	check(!db_open_readonly(path, NULL), "by readers as well", "it was opened");

	sqlite3_open(foreign, &handle);
	sqlite3_exec(handle, "CREATE TABLE meta (x)", NULL, NULL, NULL);
	sqlite3_close(handle);
	check(!db_open(foreign, &other) && strstr(other->message, "another program"),
		"another program's database is refused", "it was opened");
	g_file_set_contents(
		text, "This is a diary, and long enough to be taken for a header page.", -1, NULL);
	check(!db_open(text, &not ), "and so is what is no database", "it was opened");
	check(!db_open_readonly(missing, &absent) && !g_file_test(missing, G_FILE_TEST_EXISTS),
		"a reader makes no file", "it did");
}

static void
check_instances(void)
{
	g_autofree char *path = scratch_path("instance.db");
	g_autoptr(Db) db = open_fresh("instance.db");
	g_autoptr(GError) error = NULL;
	int first = db_lock_path(path, NULL), third;

	check(first >= 0, "the first daemon has the file", "it has not");
	check(db_lock_path(path, &error) < 0 && g_error_matches(error, DB_ERROR, DB_ERROR_LOCKED),
		"a second one is told so", "it was not");
	check(add_meta(db, "operator", "1", NULL), "other connections still work", "they do not");
	close(first);
	third = db_lock_path(path, NULL);
	check(third >= 0, "once the first has ended, the next may run", "it may not");
	close(third);
}

static void
check_snapshots(void)
{
	static const char COUNT[] = "SELECT count(*) FROM meta";
	g_autoptr(Db) writer = open_fresh("snapshot.db");
	g_autoptr(Db) reader = open_fresh("snapshot.db");

	db_begin_snapshot(reader, NULL);
	check(db_begin(writer, NULL) && add_meta(writer, "a", "1", NULL) && db_commit(writer, NULL),
		"a snapshot holds up no writer", "it did");
	check_int("and does not see what came later", number(reader, COUNT), 0);
	db_rollback(reader);
	check_int("until it ends", number(reader, COUNT), 1);
}

static void
check_blobs(void)
{
	static const char ADD[] =
		"INSERT INTO inbound (mailbox, uid_validity, uid, arrived_at, fetched_at, size,"
		" full_size, truncated, sha256) VALUES ('m', 1, 1, 1, 1, 1, 1, 0, $sha256)";
	static const char ADD_RAW[] = "INSERT INTO inbound_raw (id, bytes) VALUES (1, $bytes)";
	g_autoptr(Db) db = open_fresh("blob.db");
	DbStatement *statement = db_prepare(db, ADD, NULL);
	g_autofree guint8 *data = g_malloc(1000000);
	g_autoptr(GBytes) bytes = NULL, back = NULL;
	const guint8 sha256[32] = { 0 };

	for (size_t i = 0; i < 1000000; i++)
		data[i] = (guint8)(i * 31 >> 4);
	bytes = g_bytes_new(data, 1000000);
	db_bind_blob(statement, "$sha256", sha256, sizeof sha256);
	check(db_run(statement, NULL), "a row for the blob", "there is none");
	statement = db_prepare(db, ADD_RAW, NULL);
	db_bind_zeros(statement, "$bytes", 1000000);
	check(db_run(statement, NULL) && db_blob_write(db, "inbound_raw", "bytes", 1, bytes, NULL),
		"a blob is written piece by piece", "it is not");
	back = db_blob_read(db, "inbound_raw", "bytes", 1, NULL);
	check(back && g_bytes_equal(back, bytes), "and comes back", "it differs");
	check(!db_blob_read(db, "inbound_raw", "bytes", 2, NULL), "one that is not there is an error",
		"it is not");
}

static void
check_findings(void)
{
	static const char DANGLE[] = "INSERT INTO inbound_raw (id, bytes) VALUES (9, x'00')";
	static const char DELETE[] = "DELETE FROM inbound_raw";
	g_autoptr(Db) db = open_fresh("check.db");
	g_autoptr(GError) error = NULL;

	check(db_check(db, NULL), "a fresh file is sound", "it is not");
	check(code_of(db, DANGLE) == DB_ERROR_CONSTRAINT, "a reference to nothing is refused", "it was not");
	code_of(db, "PRAGMA foreign_keys = OFF");
	code_of(db, DANGLE);
	check(!db_check(db, &error) && strstr(error->message, "inbound_raw"),
		"and found where it got in otherwise", "it was not");
	code_of(db, DELETE);
	check(db_check(db, NULL), "and not found when it is gone", "it was");
}

int
main(void)
{
	check_settings();
	check_values();
	check_transactions();
	check_full();
	check_broken();
	check_files();
	check_instances();
	check_snapshots();
	check_blobs();
	check_findings();
	return check_done();
}
