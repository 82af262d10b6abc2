#include "daemon/store/reminder.h"

#include <string.h>

static const char ADD[] =
	"INSERT INTO reminder (person, role, case_id, event_id, letter, event, clock, old_at)"
	" VALUES ($person, $role, $case_id, $event_id, $letter, $event, $clock, $old_at)";
static const char NEXT_PERSON[] =
	"SELECT id, person, role, case_id, event_id, letter, clock, old_at, event FROM reminder"
	" WHERE person = (SELECT min(person) FROM reminder) ORDER BY id";
static const char DONE[] = "DELETE FROM reminder WHERE id = $id";

void
reminder_free(Reminder *reminder)
{
	if (!reminder)
		return;
	g_free(reminder->letter.to);
	g_free(reminder->letter.note);
	g_free(reminder);
}

bool
reminder_is(const Letter *letter)
{
	return (letter->event == EVENT_TICK || letter->event == EVENT_CALENDAR) &&
	       letter->role != ROLE_LEARNER;
}

bool
reminder_add(Db *db, int64_t case_id, int64_t event_id, const Letter *letter, GError **error)
{
	DbStatement *statement = db_prepare(db, ADD, error);

	if (!statement)
		return false;
	db_bind_text(statement, "$person", letter->to);
	db_bind_text(statement, "$role", role_name(letter->role));
	db_bind_int(statement, "$case_id", case_id);
	db_bind_int(statement, "$event_id", event_id);
	db_bind_text(statement, "$letter", letter_name(letter->letter));
	db_bind_text(statement, "$event", event_name(letter->event));
	db_bind_int(statement, "$clock", letter->clock);
	db_bind_int(statement, "$old_at", letter->old_at);
	return db_run(statement, error);
}

static Reminder *
read_row(DbStatement *statement)
{
	g_autoptr(Reminder) reminder = g_new0(Reminder, 1);
	Letter *letter = &reminder->letter;

	reminder->id = db_int(statement, 0);
	letter->to = g_strdup(db_text(statement, 1));
	reminder->case_id = db_int(statement, 3);
	reminder->event_id = db_int(statement, 4);
	letter->clock = (int)db_int(statement, 6);
	letter->old_at = db_int(statement, 7);
	letter->event =
		strcmp(db_text(statement, 8), event_name(EVENT_CALENDAR)) == 0 ? EVENT_CALENDAR : EVENT_TICK;
	letter->note = g_strdup("");
	if (!role_from_name(db_text(statement, 2), &letter->role) ||
		!letter_from_name(db_text(statement, 5), &letter->letter))
		return NULL;
	return g_steal_pointer(&reminder);
}

/* What is over before what is nearly over, and a telephone call before both can be forgotten. */
static int
pressing(LetterKind letter)
{
	switch ((int)letter) {
	case LETTER_M20:
		return 0;
	case LETTER_M15:
		return 1;
	case LETTER_M11:
		return 2;
	default:
		return 3;
	}
}

static gint
by_pressing(gconstpointer a, gconstpointer b)
{
	const Reminder *one = *(const Reminder *const *)a, *other = *(const Reminder *const *)b;
	int difference = pressing(one->letter.letter) - pressing(other->letter.letter);

	return difference ? difference : one->id < other->id ? -1 : one->id > other->id;
}

GPtrArray *
reminder_of_next_person(Db *db, GError **error)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)reminder_free);
	DbStatement *statement = db_prepare(db, NEXT_PERSON, error);
	DbStep step;

	if (!statement)
		return NULL;
	while ((step = db_step(statement, error)) == DB_ROW) {
		Reminder *reminder = read_row(statement);

		if (reminder)
			g_ptr_array_add(all, reminder);
	}
	db_reset(statement);
	g_ptr_array_sort(all, by_pressing);
	return step == DB_DONE ? g_steal_pointer(&all) : NULL;
}

bool
reminder_done(Db *db, const GPtrArray *reminders, GError **error)
{
	for (guint i = 0; i < reminders->len; i++) {
		DbStatement *statement = db_prepare(db, DONE, error);

		if (!statement)
			return false;
		db_bind_int(statement, "$id", ((const Reminder *)reminders->pdata[i])->id);
		if (!db_run(statement, error))
			return false;
	}
	return true;
}
