#include "daemon/store/absence.h"

static const char ADD[] = "INSERT INTO absence (person, deputy, away_from, away_to, told_at, inbound_id)"
			  " VALUES ($person, $deputy, $away_from, $away_to, $told_at, $inbound_id)";
static const char STAMP[] = "SELECT max(id) FROM absence";
/* The newest row of each person; one who is back overrules the settings for as long as nothing newer is told.
 */
static const char CURRENT[] = "SELECT person, deputy, away_from, away_to FROM absence"
			      " WHERE id IN (SELECT max(id) FROM absence GROUP BY person)"
			      " AND (deputy = '' OR away_to > $now) ORDER BY id";

bool
absence_add(Db *db, const Absence *absence, int64_t now, int64_t inbound_id, GError **error)
{
	DbStatement *statement = db_prepare(db, ADD, error);

	if (!statement)
		return false;
	db_bind_text(statement, "$person", absence->person);
	db_bind_text(statement, "$deputy", absence->deputy ? absence->deputy : "");
	db_bind_int(statement, "$away_from", absence->from);
	db_bind_int(statement, "$away_to", absence->to);
	db_bind_int(statement, "$told_at", now);
	db_bind_id(statement, "$inbound_id", inbound_id);
	return db_run(statement, error);
}

bool
absence_stamp(Db *db, int64_t *out_stamp, GError **error)
{
	DbStatement *statement = db_prepare(db, STAMP, error);
	DbStep step;

	if (!statement)
		return false;
	step = db_step(statement, error);
	if (step == DB_ROW)
		*out_stamp = db_int(statement, 0);
	db_reset(statement);
	return step != DB_FAILED;
}

static void
free_absence(gpointer data)
{
	Absence *absence = data;

	g_free((char *)(uintptr_t)absence->person);
	g_free((char *)(uintptr_t)absence->deputy);
	g_free(absence);
}

Policy *
absence_policy(Db *db, const Policy *policy, int64_t now, GError **error)
{
	g_autoptr(GPtrArray) absences = g_ptr_array_new_with_free_func(free_absence);
	DbStatement *statement = db_prepare(db, CURRENT, error);
	DbStep step;

	if (!statement)
		return NULL;
	db_bind_int(statement, "$now", now);
	while ((step = db_step(statement, error)) == DB_ROW) {
		Absence *absence = g_new0(Absence, 1);
		const char *deputy = db_text(statement, 1);

		absence->person = g_strdup(db_text(statement, 0));
		absence->deputy = deputy && *deputy ? g_strdup(deputy) : NULL;
		absence->from = db_int(statement, 2);
		absence->to = db_int(statement, 3);
		g_ptr_array_add(absences, absence);
	}
	return step == DB_DONE ? absence_apply(policy, absences) : NULL;
}
