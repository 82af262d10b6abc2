/*
 * The inside of a Db, for the files behind db.h alone.
 */
#pragma once

#include "daemon/store/db.h"

#include <sqlite3.h>

struct Db {
	sqlite3 *handle;
	char *path;
	GHashTable *statements; /* the SQL's own address → DbStatement * */
	bool broken;
	bool given_up; /* SQLite rolled the transaction back itself; db_rollback() has not been called */
};

struct DbStatement {
	Db *db;
	sqlite3_stmt *handle;
};

/* What an SQLite result means for our callers. */
DbError db_error_code(int result);
/* Sets the error for a failed call and remembers what follows from it: a failed write breaks the connection,
 * a full disk ends the transaction. */
void db_fail(Db *db, int result, bool writes, const char *doing, GError **error);
