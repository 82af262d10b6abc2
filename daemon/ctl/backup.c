#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/ctl/progress.h"
#include "daemon/store/backup.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names that sort by time: "complaintd-20261124-180000.db". */
static const char NAME[] = "complaintd-%Y%m%d-%H%M%S.db", NAME_FORM[] = "complaintd-????????"
									"-??????.db";

static void
show(const char *what, int64_t done, int64_t total, gpointer bar)
{
	progress_show(bar, what, done, total);
}

/* ---- which file ---- */

static char *
name_in(const Ctl *ctl, const char *folder)
{
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(ctl->now);
	g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, ctl->zone);
	g_autofree char *name = g_date_time_format(local, NAME);

	return g_build_filename(folder, name, NULL);
}

/* The file to write; NULL after saying what is wrong with `word`. New string. */
static char *
choose_file(const Ctl *ctl, const char *word, bool replace)
{
	struct stat there, database;

	if (stat(word, &there) != 0)
		return g_strdup(word);
	if (S_ISDIR(there.st_mode))
		return name_in(ctl, word);
	if (stat(ctl->settings->database, &database) == 0 && there.st_dev == database.st_dev &&
		there.st_ino == database.st_ino)
		ctl_complain("%s is the database itself; name another file", word);
	else if (!replace || !S_ISREG(there.st_mode))
		ctl_complain("%s is there already; name another file or a folder, or say --replace", word);
	else
		return g_strdup(word);
	return NULL;
}

/* ---- old backups ---- */

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Removes all but the newest `keep` backups of a folder, by their names. How many. */
static guint
remove_older(const char *folder, guint keep)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	guint removed = 0;
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (g_pattern_match_simple(NAME_FORM, name))
			g_ptr_array_add(names, g_strdup(name));
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i + keep < names->len; i++) {
		g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);

		if (unlink(path) == 0)
			removed++;
		else
			ctl_complain("%s: %s; the older backup stays", path, g_strerror(errno));
	}
	return removed;
}

/* ---- telling ---- */

static int64_t
size_of(const char *path)
{
	struct stat facts;

	return stat(path, &facts) == 0 ? (int64_t)facts.st_size : 0;
}

static void
tell_json(const char *path, const BackupFacts *facts, guint removed)
{
	Json *json = json_new(true);

	json_open_object(json, NULL);
	json_bool(json, "ok", facts->findings->len == 0);
	json_text(json, "file", facts->findings->len ? NULL : path);
	json_integer(json, "size", facts->findings->len ? 0 : size_of(path));
	json_integer(json, "events", facts->events);
	json_integer(json, "cases", facts->cases);
	json_integer(json, "newest", facts->newest);
	json_text(json, "head", facts->head);
	json_integer(json, "removed", removed);
	json_open_array(json, "findings");
	for (guint i = 0; i < facts->findings->len; i++)
		json_text(json, NULL, facts->findings->pdata[i]);
	json_close(json);
	json_close(json);
	ctl_print(json_finish(json));
}

static void
tell_people(const char *path, const BackupFacts *facts, guint removed)
{
	for (guint i = 0; i < facts->findings->len; i++)
		printf("wrong: %s\n", (const char *)facts->findings->pdata[i]);
	if (facts->findings->len) {
		printf("The database is damaged, so there is no new backup. Stop complaintd, copy the file "
		       "itself, then complaintctl restore the last good backup.\n");
		return;
	}
	printf("%s: %.1f MB, %" G_GINT64_FORMAT " events, %" G_GINT64_FORMAT
	       " cases; read again, chain and replay agree\n",
		path, (double)size_of(path) / 1e6, facts->events, facts->cases);
	if (*facts->head)
		printf("head of the chain: %s\n", facts->head);
	if (removed)
		printf("%u older backups removed\n", removed);
}

static CtlStatus
fail_backup(GError *error)
{
	const char *cure = "";

	if (g_error_matches(error, DB_ERROR, DB_ERROR_FULL))
		cure = "; make room, or name a folder on another disk";
	else if (strstr(error->message, g_strerror(EACCES)))
		cure = "; the backup is written by the owner of the database: name a folder where it may";
	ctl_complain("no backup was made: %s%s", error->message, cure);
	g_error_free(error);
	return CTL_UNABLE;
}

CtlStatus
ctl_backup(Ctl *ctl)
{
	bool replace = ctl_flag(ctl, "--replace");
	const char *keep_word = ctl_value(ctl, "--keep");
	guint64 keep = 0;
	guint removed = 0;
	g_autofree char *path = NULL;
	g_auto(BackupFacts) facts = { 0 };
	GError *error = NULL;
	Progress bar;
	BackupWatch watch = { show, &bar };
	bool made;

	if (!ctl_words(ctl, 1, 1))
		return CTL_UNABLE;
	if (keep_word && (!g_ascii_string_to_unsigned(keep_word, 10, 1, 100000, &keep, NULL) ||
				 !g_file_test(ctl_word(ctl, 0), G_FILE_TEST_IS_DIR))) {
		ctl_complain("--keep wants a number, and a folder of backups");
		return CTL_UNABLE;
	}
	if (!ctl_open(ctl, false))
		return CTL_UNABLE;
	path = choose_file(ctl, ctl_word(ctl, 0), replace);
	if (!path)
		return CTL_UNABLE;
	progress_init(&bar, ctl->json);
	made = backup_make(ctl->db, path, &watch, &facts, &error);
	progress_end(&bar);
	if (!made)
		return fail_backup(error);
	if (keep && !facts.findings->len)
		removed = remove_older(ctl_word(ctl, 0), (guint)keep);
	(ctl->json ? tell_json : tell_people)(path, &facts, removed);
	return facts.findings->len ? CTL_WRONG : CTL_OK;
}
