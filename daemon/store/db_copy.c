#include "daemon/store/db_handle.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum {
	STEP_PAGES = 256, /* 1 MB between two looks at the progress */
};

/* Nothing of the copy counts before its caller has fsynced it, so SQLite need not do so at every step. */
static const char UNSAFE[] = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF";

static bool
fail_target(sqlite3 *target, const char *path, int result, GError **error)
{
	if (result == SQLITE_OK)
		return true;
	g_set_error(error, DB_ERROR, (int)db_error_code(result), "%s: %s", path,
		target ? sqlite3_errmsg(target) : sqlite3_errstr(result));
	return false;
}

static bool
copy_pages(Db *db, sqlite3 *target, const char *path, DbProgress progress, gpointer data, GError **error)
{
	sqlite3_backup *backup = sqlite3_backup_init(target, "main", db->handle, "main");
	int result = SQLITE_OK;

	if (!backup)
		return fail_target(target, path, sqlite3_errcode(target), error);
	while (result == SQLITE_OK) {
		result = sqlite3_backup_step(backup, STEP_PAGES);
		if (progress)
			progress(sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup),
				sqlite3_backup_pagecount(backup), data);
	}
	sqlite3_backup_finish(backup);
	return result == SQLITE_DONE || fail_target(target, path, result, error);
}

/* The copied header says that there is a write-ahead log; a backup is one file. */
static bool
leave_wal(const char *path, GError **error)
{
	sqlite3 *target = NULL;
	int result = sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE, NULL);
	bool done;

	if (result == SQLITE_OK)
		result = sqlite3_exec(
			target, "PRAGMA synchronous = OFF; PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
	done = fail_target(target, path, result, error);
	sqlite3_close(target);
	return done;
}

bool
db_copy(Db *db, const char *path, DbProgress progress, gpointer data, GError **error)
{
	sqlite3 *target = NULL;
	int result, made = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool done;

	if (made < 0) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
		return false;
	}
	close(made);
	/* Of one moment: without it every commit of the daemon would begin the copy anew. */
	if (!db_begin_snapshot(db, error))
		return false;
	result = sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_exec(target, UNSAFE, NULL, NULL, NULL);
	done = fail_target(target, path, result, error) &&
	       copy_pages(db, target, path, progress, data, error);
	sqlite3_close(target);
	db_rollback(db);
	return done && leave_wal(path, error);
}

bool
db_fold(Db *db, GError **error)
{
	sqlite3_stmt *statement = NULL;
	int result;
	bool folded = false;

	g_hash_table_remove_all(db->statements);
	result = sqlite3_prepare_v2(db->handle, "PRAGMA journal_mode = DELETE", -1, &statement, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		folded = g_strcmp0((const char *)sqlite3_column_text(statement, 0), "delete") == 0;
	sqlite3_finalize(statement);
	if (result != SQLITE_ROW)
		db_fail(db, result, true, "folding the write-ahead log into the file", error);
	else if (!folded)
		g_set_error(error, DB_ERROR, DB_ERROR_BUSY, "%s: another program has it open; end that first",
			db->path);
	return folded;
}

/* Where AUTOINCREMENT counts from; SQLite keeps it in a table of its own. */
int64_t
db_last_given(Db *db, const char *table, GError **error)
{
	static const char LAST[] = "SELECT seq FROM sqlite_sequence WHERE name = $table";
	DbStatement *statement = db_prepare(db, LAST, error);
	int64_t last = 0;
	DbStep step;

	if (!statement)
		return -1;
	db_bind_text(statement, "$table", table);
	step = db_step(statement, error);
	if (step == DB_ROW)
		last = db_int(statement, 0);
	db_reset(statement);
	return step == DB_FAILED ? -1 : last;
}

bool
db_set_last_given(Db *db, const char *table, int64_t last, GError **error)
{
	static const char FORGET[] = "DELETE FROM sqlite_sequence WHERE name = $table";
	static const char SET[] = "INSERT INTO sqlite_sequence (name, seq) VALUES ($table, $last)";
	DbStatement *statement = db_prepare(db, FORGET, error);

	if (!statement)
		return false;
	db_bind_text(statement, "$table", table);
	if (!db_run(statement, error))
		return false;
	statement = db_prepare(db, SET, error);
	if (!statement)
		return false;
	db_bind_text(statement, "$table", table);
	db_bind_int(statement, "$last", last);
	return db_run(statement, error);
}
