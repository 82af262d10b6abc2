#include "daemon/store/backup.h"

#include "daemon/store/durable.h"
#include "daemon/store/ledger.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static const char NEWEST[] = "SELECT at FROM event ORDER BY id DESC LIMIT 1";

void
backup_facts_clear(BackupFacts *facts)
{
	g_clear_pointer(&facts->head, g_free);
	g_clear_pointer(&facts->findings, g_ptr_array_unref);
}

/* ---- checking ---- */

typedef struct {
	const BackupWatch *watch;
	const char *what;
} Step;

static void
show(int64_t done, int64_t total, gpointer data)
{
	const Step *step = data;

	if (step->watch && step->watch->show)
		step->watch->show(step->what, done, total, step->watch->data);
}

static bool
newest_event(Db *db, int64_t *out_at, GError **error)
{
	DbStatement *statement = db_prepare(db, NEWEST, error);
	DbStep step;

	if (!statement)
		return false;
	step = db_step(statement, error);
	*out_at = step == DB_ROW ? db_int(statement, 0) : 0;
	db_reset(statement);
	return step != DB_FAILED;
}

bool
backup_check(Db *db, const BackupWatch *watch, BackupFacts *out_facts, GError **error)
{
	g_auto(BackupFacts) facts = { .findings = g_ptr_array_new_with_free_func(g_free) };
	g_autoptr(GError) damage = NULL;
	Step step = { watch, "checking" };

	show(0, 1, &step);
	if (!db_check(db, &damage))
		g_ptr_array_add(facts.findings, g_strdup(damage->message));
	if (!ledger_verify(db, facts.findings, &facts.events, &facts.cases, show, &step, error) ||
		!newest_event(db, &facts.newest, error))
		return false;
	facts.head = ledger_head(db, error);
	if (!facts.head)
		return false;
	*out_facts = facts;
	facts = (BackupFacts){ 0 };
	return true;
}

/* ---- making ---- */

static bool
check_copy(const char *path, const BackupWatch *watch, BackupFacts *out_facts, GError **error)
{
	g_autoptr(Db) copy = db_open_readonly(path, error);

	return copy && backup_check(copy, watch, out_facts, error);
}

bool
backup_make(Db *db, const char *path, const BackupWatch *watch, BackupFacts *out_facts, GError **error)
{
	g_autofree char *part = g_strconcat(path, ".part", NULL);
	g_auto(BackupFacts) facts = { 0 };
	Step step = { watch, "copying" };
	bool done;

	/* What a killed backup left. */
	if (unlink(part) != 0 && errno != ENOENT)
		return durable_fail(part, error);
	done = db_copy(db, part, show, &step, error) && check_copy(part, watch, &facts, error) &&
	       durable_sync(part, error);
	if (done && !facts.findings->len && rename(part, path) != 0)
		done = durable_fail(path, error);
	if (!done || facts.findings->len)
		unlink(part);
	else if (!durable_sync_folder_of(path, error))
		done = false;
	if (done) {
		*out_facts = facts;
		facts = (BackupFacts){ 0 };
	}
	return done;
}
