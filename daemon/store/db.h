/*
 * The one door to the database: prepare, bind by name, step, read columns, transactions. SQL text uses
 * $name parameters and nothing that only SQLite knows, so that another driver can stand behind this header.
 * A connection belongs to one thread. After a write failed for any reason but a constraint, db_is_broken()
 * says so and the process must end: nothing is written after a failed fsync.
 *
 * Parameters are written in the SQL as $name and bound under that same text, "$name".
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Db Db;
typedef struct DbStatement DbStatement;

typedef enum {
	DB_ERROR_FAILED,
	DB_ERROR_BUSY,       /* somebody else held the lock for 5 s */
	DB_ERROR_CONSTRAINT, /* the transaction is as good as before the statement */
	DB_ERROR_FULL,       /* no space left: nothing was written, the transaction is rolled back */
	DB_ERROR_NEWER,      /* the file was made by a newer program */
	DB_ERROR_LOCKED,     /* another complaintd runs on this file */
} DbError;
#define DB_ERROR (db_error_quark())
GQuark db_error_quark(void);

/* Opens (creating it with mode 0600 and its schema when absent) and brings the schema up to date. */
Db *db_open(const char *path, GError **error);
/* Reads only: for complaintctl while the daemon runs. */
Db *db_open_readonly(const char *path, GError **error);
void db_close(Db *db); /* NULL is fine; rolls back what is open */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Db, db_close)
bool db_is_broken(const Db *db);
/* Reads only, also what an older program made and nothing has brought up to date: to take facts from it. */
Db *db_open_old(const char *path, GError **error);
/* Refuses a second daemon on the same file, by a lock on "<path>.lock": a file descriptor that holds it until
 * it is closed; -1 with an error. */
int db_lock_path(const char *path, GError **error);

bool db_begin(Db *db, GError **error); /* takes the write lock at once; one inside another is an error */
bool db_begin_snapshot(Db *db, GError **error); /* reads one moment's state and holds up nobody */
bool db_commit(Db *db, GError **error);         /* on failure everything is rolled back */
void db_rollback(Db *db);
bool db_in_transaction(const Db *db);

/* A statement prepared once per connection and text (`sql` must be a constant); borrowed, reset and unbound.
 */
DbStatement *db_prepare(Db *db, const char *sql, GError **error);
void db_bind_text(DbStatement *statement, const char *name, const char *value); /* NULL: SQL NULL; copied */
void db_bind_int(DbStatement *statement, const char *name, int64_t value);
void db_bind_id(DbStatement *statement, const char *name, int64_t id); /* 0: SQL NULL */
void db_bind_real(DbStatement *statement, const char *name, double value);
void db_bind_blob(
	DbStatement *statement, const char *name, const void *bytes, size_t length); /* lent until done */

typedef enum {
	DB_ROW,
	DB_DONE,
	DB_FAILED,
} DbStep;
DbStep db_step(DbStatement *statement, GError **error);
/* For a statement without rows: steps to the end and resets. */
bool db_run(DbStatement *statement, GError **error);
void db_reset(DbStatement *statement); /* always after a partly read answer */

const char *db_text(DbStatement *statement, int column); /* borrowed until the next step; NULL for SQL NULL */
int64_t db_int(DbStatement *statement, int column);
double db_real(DbStatement *statement, int column);
const void *db_blob(DbStatement *statement, int column, size_t *out_length);
bool db_is_null(DbStatement *statement, int column);
int64_t db_changes(const Db *db); /* rows that the last statement changed */
int64_t db_last_id(const Db *db);

/* Big blobs without a second copy in memory: a row is inserted with db_bind_zeros() and filled by
 * db_blob_write() in the same transaction; `id` is the row's primary key. */
void db_bind_zeros(DbStatement *statement, const char *name, size_t length);
bool db_blob_write(Db *db, const char *table, const char *column, int64_t id, GBytes *bytes, GError **error);
GBytes *db_blob_read(Db *db, const char *table, const char *column, int64_t id, GError **error);

/* ---- whole files, for backups ---- */
typedef void (*DbProgress)(int64_t done, int64_t total, gpointer data);
/* Copies everything as it is at this moment into the new file `path` (mode 0600, complete by itself, not yet
 * fsynced), while others go on reading and writing. `progress` may be NULL. */
bool db_copy(Db *db, const char *path, DbProgress progress, gpointer data, GError **error);
/* Makes the file complete by itself, without side files; fails with DB_ERROR_BUSY while others have it open.
 */
bool db_fold(Db *db, GError **error);
/* The last id that a table with ids never given twice has given (0: none), and setting it; -1: an error. */
int64_t db_last_given(Db *db, const char *table, GError **error);
bool db_set_last_given(Db *db, const char *table, int64_t last, GError **error);

/* One fact about the file, under a constant name. NULL with no error: not set. New string. */
char *db_meta(Db *db, const char *key, GError **error);
bool db_set_meta(Db *db, const char *key, const char *value, GError **error);

/* Writes file and log anew, so that no byte stays of what was deleted; outside a transaction. Takes as long
 * as copying the file, and nobody writes meanwhile. */
bool db_scrub(Db *db, GError **error);

/* PRAGMA integrity_check and foreign_key_check; false with the first finding in the error. */
bool db_check(Db *db, GError **error);
/* How the database would run every statement prepared so far, "statement\n\tstep\n…": for tests of the
 * indexes. New string. */
char *db_plans(Db *db);
