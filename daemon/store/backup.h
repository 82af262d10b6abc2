/*
 * Backups and putting them back. A backup is called good only after all of it was read again: integrity, the
 * hash chain, and whether the events give the stored cases. A restored database holds its letters, gives no
 * number and no id that the lost one gave, and stands in its place whole or not at all, whenever we are
 * killed.
 */
#pragma once

#include "daemon/store/db.h"

/* What a check of everything found. */
typedef struct {
	int64_t events, cases;
	int64_t newest;      /* when the last event happened; 0: none ever did */
	char *head;          /* of the hash chain */
	GPtrArray *findings; /* char *: what is wrong; empty: all is well */
} BackupFacts;
void backup_facts_clear(BackupFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BackupFacts, backup_facts_clear)

/* For people who wait: `what` is a constant, "copying", "checking". */
typedef struct {
	void (*show)(const char *what, int64_t done, int64_t total, gpointer data);
	gpointer data;
} BackupWatch;

/* Reads all of an open database. False: it could not even be read. */
bool backup_check(Db *db, const BackupWatch *watch, BackupFacts *out_facts, GError **error);

/* Copies `db` into "<path>.part", checks the copy, and gives it its name when nothing was found. An older
 * file of that name is replaced in that moment, not before. */
bool backup_make(Db *db, const char *path, const BackupWatch *watch, BackupFacts *out_facts, GError **error);

typedef struct {
	int64_t held;       /* letters that wait for the operator now */
	int64_t known_sent; /* letters of the backup that the replaced database knows as sent */
	bool old_readable;  /* the replaced database could be asked; else numbers and ids leap */
	char *kept;         /* where it is now; NULL: there was none */
} RestoreFacts;
void restore_facts_clear(RestoreFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RestoreFacts, restore_facts_clear)

/* Puts a copy of the file `backup` (open for reading) in the place of `database`, whose lock
 * (db_lock_path()) the caller holds. Nothing is replaced when `out_facts` has findings. `zone` says what day
 * it is. */
bool restore_run(int backup, const char *database, GTimeZone *zone, int64_t now, const BackupWatch *watch,
	BackupFacts *out_facts, RestoreFacts *out_restored, GError **error);
