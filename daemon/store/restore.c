#include "daemon/store/backup.h"

#include "daemon/store/durable.h"
#include "daemon/store/outbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	CHUNK = 1024 * 1024,
	/* When the lost database cannot be asked what it has given: more than any place gives in a day, and
	 * more than any gives between two backups. */
	SERIAL_LEAP = 10000,
	ID_LEAP = 1000000,
};

static const char SERIAL[] = "SELECT last FROM serial WHERE day = $day";
static const char SET_SERIAL[] = "INSERT INTO serial (day, last) VALUES ($day, $last)"
				 " ON CONFLICT (day) DO UPDATE SET last = excluded.last";
static const char SENT_SINCE[] = "SELECT message_id, sent_at, reply_code, reply FROM outbox"
				 " WHERE sent_at > 0 AND sent_at >= $since";

/* Their ids stand in tokens that people have (daemon/token.h), or are told to the operator. */
static const char *const given_tables[] = { "kase", "inbound", "outbox", "confirmation", "report" };

void
restore_facts_clear(RestoreFacts *facts)
{
	g_clear_pointer(&facts->kept, g_free);
}

/* ---- the copy ---- */

static bool
write_whole(int fd, const char *bytes, size_t length)
{
	while (length) {
		ssize_t written = write(fd, bytes, length);

		if (written < 0 && errno != EINTR)
			return false;
		if (written > 0) {
			bytes += written;
			length -= (size_t)written;
		}
	}
	return true;
}

static bool
copy_file(int from, int to, const char *path, const BackupWatch *watch, GError **error)
{
	g_autofree char *chunk = g_malloc(CHUNK);
	struct stat facts;
	int64_t done = 0;

	if (fstat(from, &facts) != 0)
		return durable_fail("the backup", error);
	for (;;) {
		ssize_t got = pread(from, chunk, CHUNK, done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return durable_fail("the backup", error);
		if (got == 0)
			return true;
		if (!write_whole(to, chunk, (size_t)got))
			return durable_fail(path, error);
		done += got;
		if (watch && watch->show)
			watch->show("copying", done, facts.st_size, watch->data);
	}
}

static bool
remove_file(const char *path, GError **error)
{
	return unlink(path) == 0 || errno == ENOENT || durable_fail(path, error);
}

/* A file with what SQLite may leave beside it. */
static bool
remove_database(const char *path, GError **error)
{
	static const char *const sides[] = { "", "-wal", "-shm", "-journal" };

	for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
		g_autofree char *name = g_strconcat(path, sides[i], NULL);

		if (!remove_file(name, error))
			return false;
	}
	return true;
}

static bool
make_copy(int backup, const char *part, const BackupWatch *watch, GError **error)
{
	int fd;
	bool done;

	if (!remove_database(part, error))
		return false;
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return durable_fail(part, error);
	done = copy_file(backup, fd, part, watch, error);
	close(fd);
	return done;
}

/* ---- what the lost database had given ---- */

static bool
serial_of(Db *db, const char *day, int64_t *out_last, GError **error)
{
	DbStatement *statement = db_prepare(db, SERIAL, error);
	DbStep step;

	if (!statement)
		return false;
	db_bind_text(statement, "$day", day);
	step = db_step(statement, error);
	*out_last = step == DB_ROW ? db_int(statement, 0) : 0;
	db_reset(statement);
	return step != DB_FAILED;
}

static bool
keep_serial(Db *db, Db *old, const char *day, GError **error)
{
	DbStatement *statement;
	int64_t ours = 0, theirs = 0;

	if (!serial_of(db, day, &ours, error))
		return false;
	if (old && !serial_of(old, day, &theirs, NULL))
		old = NULL;
	if (old && theirs <= ours)
		return true;
	statement = db_prepare(db, SET_SERIAL, error);
	if (!statement)
		return false;
	db_bind_text(statement, "$day", day);
	db_bind_int(statement, "$last", old ? theirs : ours + SERIAL_LEAP);
	return db_run(statement, error);
}

/* Numbers are given by the day on which a mail is taken in: today, or, by a clock that is set, one beside. */
static bool
keep_serials(Db *db, Db *old, GTimeZone *zone, int64_t now, GError **error)
{
	g_autoptr(GDateTime) today = g_date_time_new_from_unix_utc(now);

	for (int shift = -1; shift <= 1; shift++) {
		g_autoptr(GDateTime) local = g_date_time_to_timezone(today, zone);
		g_autoptr(GDateTime) moved = g_date_time_add_days(local, shift);
		g_autofree char *day = g_date_time_format(moved, "%Y%m%d");

		if (!keep_serial(db, old, day, error))
			return false;
	}
	return true;
}

static bool
keep_ids(Db *db, Db *old, GError **error)
{
	for (size_t i = 0; i < G_N_ELEMENTS(given_tables); i++) {
		int64_t ours = db_last_given(db, given_tables[i], error);
		int64_t theirs = old ? db_last_given(old, given_tables[i], NULL) : -1;

		if (ours < 0 || !db_set_last_given(db, given_tables[i],
					theirs < 0 ? ours + ID_LEAP : MAX(ours, theirs), error))
			return false;
	}
	return true;
}

/* Letters that wait in the backup and had gone out before the database was lost. */
static bool
learn_sent(Db *db, Db *old, int64_t since, int64_t *out_count, GError **error)
{
	DbStatement *statement = db_prepare(old, SENT_SINCE, NULL);

	if (!statement)
		return true;
	db_bind_int(statement, "$since", since);
	while (db_step(statement, NULL) == DB_ROW) {
		GError *trouble = NULL;
		g_autoptr(OutboxMail) letter = outbox_by_message_id(db, db_text(statement, 0), &trouble);

		if (letter && letter->state != OUTBOX_SENT) {
			if (!outbox_sent(db, letter->id, db_int(statement, 1), (int)db_int(statement, 2),
				    db_text(statement, 3), &trouble))
				break;
			(*out_count)++;
		}
		if (trouble) {
			g_propagate_error(error, trouble);
			db_reset(statement);
			return false;
		}
	}
	db_reset(statement);
	return true;
}

static bool
change_copy(Db *db, Db *old, GTimeZone *zone, int64_t since, int64_t now, RestoreFacts *facts, GError **error)
{
	if (!db_begin(db, error))
		return false;
	if ((!old || learn_sent(db, old, since, &facts->known_sent, error)) &&
		outbox_hold(db, &facts->held, error) && keep_serials(db, old, zone, now, error) &&
		keep_ids(db, old, error) && db_commit(db, error))
		return true;
	db_rollback(db);
	return false;
}

/* ---- putting it in place ---- */

/* One name more for a file that has one; a file system without links moves it. */
static bool
keep_one(const char *path, const char *kept, GError **error)
{
	return link(path, kept) == 0 || errno == ENOENT ||
	       ((errno == EPERM || errno == EOPNOTSUPP || errno == EMLINK) && rename(path, kept) == 0) ||
	       durable_fail(kept, error);
}

/* The old file gets a second name, so that its place is never empty. A write-ahead log that could not be
 * folded into it is kept beside it, and must not stand beside the new one. */
static bool
keep_old(const char *database, const char *kept, GError **error)
{
	g_autofree char *log = g_strconcat(database, "-wal", NULL);
	g_autofree char *index = g_strconcat(database, "-shm", NULL);
	g_autofree char *kept_log = g_strconcat(kept, "-wal", NULL);

	return keep_one(database, kept, error) && keep_one(log, kept_log, error) && remove_file(log, error) &&
	       remove_file(index, error);
}

static char *
name_for_old(const char *database, GTimeZone *zone, int64_t now)
{
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(now);
	g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
	g_autofree char *time = g_date_time_format(local, "%Y%m%d-%H%M%S");
	char *name = g_strdup_printf("%s.before-restore-%s", database, time);

	for (int i = 2; g_file_test(name, G_FILE_TEST_EXISTS); i++) {
		g_free(name);
		name = g_strdup_printf("%s.before-restore-%s-%d", database, time, i);
	}
	return name;
}

/* The replaced database, for questions; NULL: there is none, or it is past answering. It is opened for
 * writing: its write-ahead log goes into it as it closes. Where that fails both are kept. */
static Db *
open_old(const char *database)
{
	return g_file_test(database, G_FILE_TEST_EXISTS) ? db_open(database, NULL) : NULL;
}

static bool
put_in_place(const char *part, const char *database, char *kept, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(database);

	return durable_sync(part, error) && (!kept || keep_old(database, kept, error)) &&
	       durable_sync(folder, error) &&
	       (rename(part, database) == 0 || durable_fail(database, error)) && durable_sync(folder, error);
}

/* Opens the copy (an older schema is brought up to date in it), checks it, makes it fit to go on with. */
static bool
prepare_copy(const char *part, Db *old, GTimeZone *zone, int64_t now, const BackupWatch *watch,
	BackupFacts *facts, RestoreFacts *restored, GError **error)
{
	g_autoptr(Db) db = db_open(part, error);

	if (!db || !backup_check(db, watch, facts, error))
		return false;
	return facts->findings->len ||
	       (change_copy(db, old, zone, facts->newest, now, restored, error) && db_fold(db, error));
}

bool
restore_run(int backup, const char *database, GTimeZone *zone, int64_t now, const BackupWatch *watch,
	BackupFacts *out_facts, RestoreFacts *out_restored, GError **error)
{
	g_autofree char *part = g_strconcat(database, ".restore", NULL);
	g_auto(BackupFacts) facts = { 0 };
	g_auto(RestoreFacts) restored = { 0 };
	g_autoptr(Db) old = open_old(database);
	bool done;

	restored.old_readable = old != NULL;
	done = make_copy(backup, part, watch, error) &&
	       prepare_copy(part, old, zone, now, watch, &facts, &restored, error);
	g_clear_pointer(&old, db_close);
	if (done && !facts.findings->len) {
		if (g_file_test(database, G_FILE_TEST_EXISTS))
			restored.kept = name_for_old(database, zone, now);
		done = put_in_place(part, database, restored.kept, error);
	}
	if (!done || facts.findings->len)
		remove_database(part, NULL);
	if (!done)
		return false;
	*out_facts = facts;
	*out_restored = restored;
	facts = (BackupFacts){ 0 };
	restored = (RestoreFacts){ 0 };
	return true;
}
