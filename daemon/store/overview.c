#include "daemon/store/overview.h"

#include <string.h>

/* The clock of `next_due` is the running one with the smallest time; a case has few. */
static const char CASES[] =
	"SELECT id, number, state, category, department, handler, urgent, supervised, waiting_info, "
	"confidential, received_at, "
	"COALESCE((SELECT MIN(due_at) FROM clock WHERE case_id = kase.id AND met_at = 0 AND stopped_at = 0 "
	"AND due_at > 0), 0) AS next_due, "
	"COALESCE((SELECT kind FROM clock WHERE case_id = kase.id AND met_at = 0 AND stopped_at = 0 "
	"AND due_at > 0 ORDER BY due_at LIMIT 1), '') "
	"FROM kase WHERE ($state = '' OR state = $state) "
	"AND ($open = 0 OR state NOT IN ('closed', 'dismissed', 'merged', 'withdrawn', 'external')) "
	"AND ($urgent = 0 OR urgent = 1) "
	"AND ($category = '' OR category = $category) "
	"AND ($department = '' OR department = $department) "
	"AND ($handler = '' OR handler = $handler) "
	"AND ($overdue = 0 OR EXISTS (SELECT 1 FROM clock WHERE case_id = kase.id AND met_at = 0 "
	"AND stopped_at = 0 AND due_at > 0 AND due_at <= $now)) "
	"ORDER BY id DESC LIMIT $limit";

static const char CASE_COUNTS[] = "SELECT state, COUNT(*) FROM kase GROUP BY state";
static const char OVERDUE[] =
	"SELECT COUNT(*) FROM clock WHERE met_at = 0 AND stopped_at = 0 AND due_at > 0 AND due_at <= $now";
static const char OLDEST_WAITING[] =
	"SELECT COALESCE(MIN(arrived_at), 0) FROM inbound WHERE fate = 'waiting'";
static const char OLDEST_LETTER[] =
	"SELECT COALESCE(MIN(due_at), 0) FROM outbox WHERE state IN ('queued', 'uncertain')";
static const char LAST_SENT[] = "SELECT COALESCE(MAX(sent_at), 0) FROM outbox WHERE sent_at > 0";
static const char MAILBOXES[] = "SELECT name, uid_validity, next_uid, changed_at FROM mailbox ORDER BY name";

/* ---- cases ---- */

void
overview_case_free(OverviewCase *kase)
{
	if (!kase)
		return;
	g_free(kase->number);
	g_free(kase->category);
	g_free(kase->department);
	g_free(kase->handler);
	g_free(kase);
}

static OverviewCase *
read_case(DbStatement *row)
{
	OverviewCase *kase = g_new0(OverviewCase, 1);

	kase->id = db_int(row, 0);
	kase->number = g_strdup(db_text(row, 1));
	state_from_name(db_text(row, 2), &kase->state);
	kase->category = g_strdup(db_text(row, 3));
	kase->department = g_strdup(db_text(row, 4));
	kase->handler = g_strdup(db_text(row, 5));
	kase->urgent = db_int(row, 6);
	kase->supervised = db_int(row, 7);
	kase->waiting_info = db_int(row, 8);
	kase->confidential = db_int(row, 9);
	kase->received_at = db_int(row, 10);
	kase->next_due = db_int(row, 11);
	clock_from_name(db_text(row, 12), &kase->due_kind);
	return kase;
}

static const char *
text_or_empty(const char *text)
{
	return text ? text : "";
}

GPtrArray *
overview_cases(Db *db, const OverviewFilter *filter, int64_t now, GError **error)
{
	g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)overview_case_free);
	DbStatement *statement = db_prepare(db, CASES, error);
	DbStep step;

	if (!statement)
		return NULL;
	db_bind_text(statement, "$state", filter->state ? state_name(filter->state) : "");
	db_bind_int(statement, "$open", filter->open);
	db_bind_int(statement, "$overdue", filter->overdue);
	db_bind_int(statement, "$urgent", filter->urgent);
	db_bind_text(statement, "$category", text_or_empty(filter->category));
	db_bind_text(statement, "$department", text_or_empty(filter->department));
	db_bind_text(statement, "$handler", text_or_empty(filter->handler));
	db_bind_int(statement, "$now", now);
	db_bind_int(statement, "$limit", filter->limit ? filter->limit : INT32_MAX);
	while ((step = db_step(statement, error)) == DB_ROW)
		g_ptr_array_add(cases, read_case(statement));
	return step == DB_DONE ? g_steal_pointer(&cases) : NULL;
}

/* ---- the whole ---- */

static void
mailbox_free(gpointer data)
{
	OverviewMailbox *mailbox = data;

	g_free(mailbox->name);
	g_free(mailbox);
}

void
overview_free(Overview *overview)
{
	if (!overview)
		return;
	g_ptr_array_unref(overview->mailboxes);
	g_free(overview);
}

/* The one number that `sql` answers with. */
static bool
read_number(Db *db, const char *sql, int64_t now, int64_t *out_number, GError **error)
{
	DbStatement *statement = db_prepare(db, sql, error);

	if (!statement)
		return false;
	if (strstr(sql, "$now"))
		db_bind_int(statement, "$now", now);
	if (db_step(statement, error) != DB_ROW)
		return false;
	*out_number = db_int(statement, 0);
	db_reset(statement);
	return true;
}

static bool
count_cases(Db *db, Overview *overview, GError **error)
{
	DbStatement *statement = db_prepare(db, CASE_COUNTS, error);
	DbStep step;

	if (!statement)
		return false;
	while ((step = db_step(statement, error)) == DB_ROW) {
		CaseState state;

		if (state_from_name(db_text(statement, 0), &state))
			overview->cases[state] = db_int(statement, 1);
	}
	return step == DB_DONE;
}

static bool
read_mailboxes(Db *db, Overview *overview, GError **error)
{
	DbStatement *statement = db_prepare(db, MAILBOXES, error);
	DbStep step;

	if (!statement)
		return false;
	while ((step = db_step(statement, error)) == DB_ROW) {
		OverviewMailbox *mailbox = g_new0(OverviewMailbox, 1);

		mailbox->name = g_strdup(db_text(statement, 0));
		mailbox->uid_validity = db_int(statement, 1);
		mailbox->next_uid = db_int(statement, 2);
		mailbox->changed_at = db_int(statement, 3);
		g_ptr_array_add(overview->mailboxes, mailbox);
	}
	return step == DB_DONE;
}

Overview *
overview_new(Db *db, int64_t now, GError **error)
{
	g_autoptr(Overview) overview = g_new0(Overview, 1);

	overview->mailboxes = g_ptr_array_new_with_free_func(mailbox_free);
	if (!count_cases(db, overview, error) || !read_mailboxes(db, overview, error) ||
		!read_number(db, OVERDUE, now, &overview->overdue, error) ||
		!read_number(db, OLDEST_WAITING, now, &overview->oldest_waiting, error) ||
		!read_number(db, OLDEST_LETTER, now, &overview->oldest_letter, error) ||
		!read_number(db, LAST_SENT, now, &overview->last_sent, error))
		return NULL;
	return g_steal_pointer(&overview);
}
