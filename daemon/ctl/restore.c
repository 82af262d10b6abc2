#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/ctl/progress.h"
#include "daemon/store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
show(const char *what, int64_t done, int64_t total, gpointer bar)
{
	progress_show(bar, what, done, total);
}

/* Opened before root gives itself up: backups may lie where the service's user cannot read. -1: said why. */
static int
open_backup(const char *path)
{
	static const char mark[] = "SQLite format 3";
	g_autofree char *log = g_strconcat(path, "-wal", NULL);
	char head[sizeof mark] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat facts;

	if (fd < 0) {
		ctl_complain("%s: %s", path, g_strerror(errno));
		return -1;
	}
	if (pread(fd, head, sizeof head, 0) != (ssize_t)sizeof head || memcmp(head, mark, sizeof mark) != 0)
		ctl_complain("%s is no backup: it is no database at all", path);
	else if (stat(log, &facts) == 0 && facts.st_size > 0)
		ctl_complain("%s is a database in use, or a copy of one without all of it (%s stands beside "
			     "it); "
			     "a backup is what complaintctl backup writes",
			path, log);
	else
		return fd;
	close(fd);
	return -1;
}

/* A lost database has no owner to become; then it is that of its folder. */
static bool
become_owner(const Ctl *ctl)
{
	const char *database = ctl->settings->database;
	g_autofree char *folder = g_path_get_dirname(database);

	if (g_file_test(database, G_FILE_TEST_EXISTS))
		return ctl_become_owner(database);
	if (g_file_test(folder, G_FILE_TEST_IS_DIR))
		return ctl_become_owner(folder);
	ctl_complain("%s is not there; make this folder and give it to the service's user", folder);
	return false;
}

static void
tell_json(const BackupFacts *facts, const RestoreFacts *restored)
{
	Json *json = json_new(true);

	json_open_object(json, NULL);
	json_bool(json, "ok", facts->findings->len == 0);
	json_integer(json, "events", facts->events);
	json_integer(json, "cases", facts->cases);
	json_integer(json, "newest", facts->newest);
	json_text(json, "head", facts->head);
	json_integer(json, "held", restored->held);
	json_integer(json, "known_sent", restored->known_sent);
	json_text(json, "kept", restored->kept);
	json_open_array(json, "findings");
	for (guint i = 0; i < facts->findings->len; i++)
		json_text(json, NULL, facts->findings->pdata[i]);
	json_close(json);
	json_close(json);
	ctl_print(json_finish(json));
}

static void
tell_people(const Ctl *ctl, const BackupFacts *facts, const RestoreFacts *restored)
{
	g_autofree char *newest = ctl_moment(ctl, facts->newest);

	for (guint i = 0; i < facts->findings->len; i++)
		printf("wrong: %s\n", (const char *)facts->findings->pdata[i]);
	if (facts->findings->len) {
		printf("This backup is damaged; nothing was changed. Take an older one.\n");
		return;
	}
	printf("Restored: %" G_GINT64_FORMAT " events, %" G_GINT64_FORMAT " cases, the newest event of %s.\n",
		facts->events, facts->cases, newest);
	if (restored->kept)
		printf("What it replaced is %s; remove that when all is well.\n", restored->kept);
	if (restored->known_sent)
		printf("%" G_GINT64_FORMAT
		       " letters that waited in the backup have gone out since: so the replaced "
		       "database says.\n",
			restored->known_sent);
	printf("%" G_GINT64_FORMAT " letters are held, and so is every new one: what was sent after the "
	       "backup is not known here.\n\n"
	       "Next:\n"
	       "  systemctl start complaintd                 takes in again, once, what came since "
	       "the backup\n"
	       "  complaintctl outbox list --state held      look; complaintctl outbox drop ID … what "
	       "went out before\n"
	       "  complaintctl outbox release                let the others go\n",
		restored->held);
}

/* False after saying why. */
static bool
restore(Ctl *ctl, int backup, BackupFacts *out_facts, RestoreFacts *out_restored)
{
	GError *error = NULL;
	Progress bar;
	BackupWatch watch = { show, &bar };
	int lock = db_lock_path(ctl->settings->database, &error);
	bool done = false;

	progress_init(&bar, ctl->json);
	if (lock >= 0)
		done = restore_run(backup, ctl->settings->database, ctl->zone, ctl->now, &watch, out_facts,
			out_restored, &error);
	progress_end(&bar);
	if (lock >= 0)
		close(lock);
	if (done)
		return true;
	ctl_complain("nothing was restored: %s%s", error->message,
		g_error_matches(error, DB_ERROR, DB_ERROR_LOCKED) ? "; first: systemctl stop complaintd"
		: g_error_matches(error, DB_ERROR, DB_ERROR_FULL) ? "; make room beside the database"
								  : "");
	g_error_free(error);
	return false;
}

CtlStatus
ctl_restore(Ctl *ctl)
{
	g_auto(BackupFacts) facts = { 0 };
	g_auto(RestoreFacts) restored = { 0 };
	int backup;
	bool done;

	if (!ctl_words(ctl, 1, 1) || !ctl_settings(ctl))
		return CTL_UNABLE;
	backup = open_backup(ctl_word(ctl, 0));
	if (backup < 0)
		return CTL_UNABLE;
	done = become_owner(ctl) && restore(ctl, backup, &facts, &restored);
	close(backup);
	if (!done)
		return CTL_UNABLE;
	if (ctl->json)
		tell_json(&facts, &restored);
	else
		tell_people(ctl, &facts, &restored);
	return facts.findings->len ? CTL_WRONG : CTL_OK;
}
