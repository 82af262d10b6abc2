#include "daemon/store/db_handle.h"

#include "daemon/schema-resources.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <sys/file.h>
#include <unistd.h>

enum {
	BUSY_MILLISECONDS = 5000,
	CHECKPOINT_PAGES = 4000, /* of the log (16 MB), before it is moved into the file */
};

/* "cmpl": a file of another program is refused. */
#define APPLICATION_ID "1668116588"

/*
 * Set on every connection. The page size matters for a new file alone: measured by tests/bench/store.c, pages
 * of 4, 8 and 16 KB cost the same CPU within the noise (16 KB a sixth less for raw mails alone), but small
 * commits write less than half as much with 4 KB as with 16 KB.
 */
static const char SETTINGS[] = "PRAGMA page_size = 4096;"
			       "PRAGMA foreign_keys = ON;"
			       "PRAGMA secure_delete = ON;"
			       "PRAGMA trusted_schema = OFF;"
			       "PRAGMA cell_size_check = ON;"
			       "PRAGMA temp_store = MEMORY;"
			       "PRAGMA cache_size = -4000;"
			       "PRAGMA synchronous = FULL;";

/* One file a step, in order; step n makes user_version n. */
static const char *const steps[] = {
	"/complaintd/schema/001.sql",
	"/complaintd/schema/002.sql",
	"/complaintd/schema/003.sql",
	"/complaintd/schema/004.sql",
	"/complaintd/schema/005.sql",
	"/complaintd/schema/006.sql",
	"/complaintd/schema/007.sql",
	"/complaintd/schema/008.sql",
	"/complaintd/schema/009.sql",
};

static bool
run_text(Db *db, const char *sql, const char *doing, GError **error)
{
	int result = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

	if (result != SQLITE_OK)
		db_fail(db, result, false, doing, error);
	return result == SQLITE_OK;
}

static bool
ask_int(Db *db, const char *sql, int64_t *out_value, GError **error)
{
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		*out_value = sqlite3_column_int64(statement, 0);
	else
		db_fail(db, result, false, "reading the file's version", error);
	sqlite3_finalize(statement);
	return result == SQLITE_ROW;
}

/*
 * SQLite's own automatic checkpoint keeps its failures to itself. A failed fsync there must stop us as
 * anywhere: the kernel drops the pages it could not write, and a later checkpoint would believe them written.
 */
static int
after_commit(void *data, sqlite3 *handle, const char *schema, int pages)
{
	Db *db = data;
	int result = SQLITE_OK;

	if (pages >= CHECKPOINT_PAGES)
		result = sqlite3_wal_checkpoint_v2(handle, schema, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	if (result != SQLITE_OK && db_error_code(result) == DB_ERROR_FAILED)
		db->broken = true;
	return SQLITE_OK;
}

static bool
run_step(Db *db, size_t step, GError **error)
{
	g_autoptr(GBytes) sql = NULL;
	g_autofree char *version = g_strdup_printf("PRAGMA user_version = %zu", step + 1);
	g_autofree char *doing = g_strdup_printf("schema step %zu", step + 1);

	sql = g_resource_lookup_data(
		complaintd_schema_get_resource(), steps[step], G_RESOURCE_LOOKUP_FLAGS_NONE, error);
	if (!sql)
		return false;
	/* Resource data ends with a NUL that is not counted. */
	return run_text(db, g_bytes_get_data(sql, NULL), doing, error) &&
	       run_text(db, version, doing, error) &&
	       run_text(db, "PRAGMA application_id = " APPLICATION_ID, doing, error);
}

/* Whether the file is ours, and how far its schema is. */
static bool
read_version(Db *db, int64_t *out_version, GError **error)
{
	int64_t objects = 0, application = 0, version = 0;

	if (!ask_int(db, "PRAGMA user_version", &version, error) ||
		!ask_int(db, "PRAGMA application_id", &application, error) ||
		!ask_int(db, "SELECT count(*) FROM sqlite_master", &objects, error))
		return false;
	if ((objects || version) && application != g_ascii_strtoll(APPLICATION_ID, NULL, 10)) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "%s: this database belongs to another program",
			db->path);
		return false;
	}
	if (version > (int64_t)G_N_ELEMENTS(steps)) {
		g_set_error(error, DB_ERROR, DB_ERROR_NEWER,
			"%s: made by a newer version of complaintd (its schema is %" G_GINT64_FORMAT
			", this program knows %zu); install that version again",
			db->path, version, G_N_ELEMENTS(steps));
		return false;
	}
	*out_version = version;
	return true;
}

static bool
bring_up_to_date(Db *db, GError **error)
{
	int64_t version = 0;

	if (!read_version(db, &version, error))
		return false;
	if (version == (int64_t)G_N_ELEMENTS(steps))
		return true;
	if (!run_text(db, "BEGIN EXCLUSIVE", "locking the file for a new schema", error))
		return false;
	/* Another process may have done it while we waited. */
	if (!read_version(db, &version, error))
		return false;
	for (size_t step = (size_t)version; step < G_N_ELEMENTS(steps); step++) {
		if (!run_step(db, step, error))
			return false;
	}
	return run_text(db, "COMMIT", "storing the new schema", error);
}

static bool
require_up_to_date(Db *db, GError **error)
{
	int64_t version = 0;

	if (!read_version(db, &version, error))
		return false;
	if (version == (int64_t)G_N_ELEMENTS(steps))
		return true;
	g_set_error(error, DB_ERROR, DB_ERROR_FAILED,
		"%s: made by an older version of complaintd; start the new complaintd once to bring it up to "
		"date",
		db->path);
	return false;
}

static void
statement_free(gpointer data)
{
	DbStatement *statement = data;

	sqlite3_finalize(statement->handle);
	g_free(statement);
}

static Db *
open_handle(const char *path, int flags, GError **error)
{
	static gsize configured;
	Db *db = g_new0(Db, 1);
	int result, on = 0;

	/* Nobody asks how much memory SQLite uses, and counting costs a mutex at every allocation. */
	if (g_once_init_enter(&configured)) {
		sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
		g_once_init_leave(&configured, 1);
	}

	db->path = g_strdup(path);
	db->statements = g_hash_table_new_full(NULL, NULL, NULL, statement_free);
	result = sqlite3_open_v2(
		path, &db->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL);
	if (result != SQLITE_OK) {
		g_set_error(error, DB_ERROR, (int)db_error_code(result), "%s: %s", path,
			db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(result));
		db_close(db);
		return NULL;
	}
	sqlite3_extended_result_codes(db->handle, 1);
	sqlite3_busy_timeout(db->handle, BUSY_MILLISECONDS);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
	return db;
}

Db *
db_open(const char *path, GError **error)
{
	g_autoptr(Db) db = NULL;
	int64_t version = 0;
	int made = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	/* SQLite would create it for everybody to read. A file that is there is not even opened: closing
	 * it would drop the locks of this process's other connections (POSIX). */
	if (made >= 0)
		close(made);
	else if (errno != EEXIST) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
		return NULL;
	}
	db = open_handle(path, SQLITE_OPEN_READWRITE, error);
	/* Another program's file is left as it is: asked first, changed afterwards. */
	if (!db || !run_text(db, SETTINGS, "setting up", error) || !read_version(db, &version, error) ||
		!run_text(db, "PRAGMA journal_mode = WAL", "turning on the write-ahead log", error) ||
		!bring_up_to_date(db, error))
		return NULL;
	sqlite3_wal_hook(db->handle, after_commit, db);
	return g_steal_pointer(&db);
}

Db *
db_open_readonly(const char *path, GError **error)
{
	g_autoptr(Db) db = open_handle(path, SQLITE_OPEN_READONLY, error);

	if (!db || !run_text(db, SETTINGS, "setting up", error) || !require_up_to_date(db, error))
		return NULL;
	return g_steal_pointer(&db);
}

Db *
db_open_old(const char *path, GError **error)
{
	g_autoptr(Db) db = open_handle(path, SQLITE_OPEN_READONLY, error);
	int64_t version = 0;

	if (!db || !run_text(db, SETTINGS, "setting up", error) || !read_version(db, &version, error))
		return NULL;
	return g_steal_pointer(&db);
}

bool
db_scrub(Db *db, GError **error)
{
	int result;

	/* Deleted bytes are overwritten as they go (secure_delete), but a page that was split or joined may
	 * keep a stale copy of a row outside its cells: seen in 7 of 30 random histories of SQLite 3.40. */
	if (!run_text(db, "VACUUM", "writing the file anew", error))
		return false;
	result = sqlite3_wal_checkpoint_v2(db->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	if (result != SQLITE_OK)
		db_fail(db, result, true, "emptying the log", error);
	return result == SQLITE_OK;
}

void
db_close(Db *db)
{
	if (!db)
		return;
	if (db->handle) {
		int on = 0;

		db_rollback(db);
		/* The last connection moves the log into the file as it closes: a write like any other. */
		if (db->broken)
			sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &on);
	}
	g_hash_table_unref(db->statements);
	sqlite3_close(db->handle);
	g_free(db->path);
	g_free(db);
}

bool
db_is_broken(const Db *db)
{
	return db->broken;
}

int
db_lock_path(const char *database, GError **error)
{
	g_autofree char *path = g_strconcat(database, ".lock", NULL);
	int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (lock < 0) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
		return -1;
	}
	if (flock(lock, LOCK_EX | LOCK_NB) == 0)
		return lock;
	if (errno == EWOULDBLOCK)
		g_set_error(error, DB_ERROR, DB_ERROR_LOCKED, "%s: another complaintd runs on this database",
			path);
	else
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
	close(lock);
	return -1;
}
