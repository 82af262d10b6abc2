#include "daemon/store/confirm.h"

#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

#include <string.h>

static const int64_t NOW = 1795140000;

static void
free_command(gpointer command)
{
	command_free(command);
}

static Db *
open_fresh(void)
{
	g_autofree char *path = scratch_path("confirm.db");
	g_autoptr(GError) error = NULL;
	Db *db = db_open(path, &error);

	if (!db)
		g_error("%s", error->message);
	return db;
}

static Confirmation *
ask(Db *db, const char *person, int64_t now)
{
	Confirmation *asked = g_new0(Confirmation, 1);
	GError *error = NULL;

	asked->case_id = 1;
	asked->person = g_strdup(person);
	asked->letter = LETTER_M04;
	asked->commands = g_ptr_array_new_with_free_func(free_command);
	g_ptr_array_add(asked->commands, command_new(VERB_DISMISS, "不予", "不在\n范围=内\\", 1));
	g_ptr_array_add(asked->commands, command_new(VERB_NOTE, "备注", "", 3));
	asked->asked_at = now;
	asked->expires_at = now + 7200;
	if (!confirm_add(db, asked, &error))
		g_error("%s", error->message);
	return asked;
}

static bool
waits(Db *db, const char *person, int64_t now)
{
	g_autoptr(Confirmation) waiting = confirm_waiting(db, 1, person, now, NULL);

	return waiting != NULL;
}

static void
kept_as_asked(Db *db)
{
	g_autoptr(Confirmation) asked = ask(db, "Head@School.test", NOW);
	g_autoptr(Confirmation) waiting = confirm_waiting(db, 1, "head@school.test", NOW + 60, NULL);
	const Command *first;

	if (!check(waiting != NULL, "what was asked waits, whatever the address's case", "it does not"))
		return;
	first = waiting->commands->pdata[0];
	check(waiting->commands->len == 2 && first->verb == VERB_DISMISS &&
			strcmp(first->word, "不予") == 0 && strcmp(first->arguments, "不在\n范围=内\\") == 0,
		"its commands are the very ones", "%u, %s, %s", waiting->commands->len, first->word,
		first->arguments);
	check(strlen(waiting->code) == CONFIRM_DIGITS && strcmp(waiting->code, asked->code) == 0,
		"with six digits of code", "%s", waiting->code);
	check(waiting->letter == LETTER_M04 && confirm_serial(waiting) == confirm_serial(asked),
		"and what it answered", "-");
	check(!waits(db, "other@school.test", NOW), "nobody else's", "it is");
}

static void
ends(Db *db)
{
	g_autoptr(Confirmation) first = ask(db, "a@school.test", NOW);
	g_autoptr(Confirmation) second = ask(db, "a@school.test", NOW + 1);
	g_autoptr(Confirmation) waiting = confirm_waiting(db, 1, "a@school.test", NOW + 2, NULL);

	check(waiting && waiting->id == second->id, "asking anew replaces", "it does not");
	check_int("both count", confirm_count_since(db, 1, "a@school.test", NOW, NULL), 2);
	check_int("of the last minute one", confirm_count_since(db, 1, "a@school.test", NOW + 1, NULL), 1);
	check(!waits(db, "a@school.test", second->expires_at), "it expires to the second", "it does not");
	check(confirm_note_wrong(db, second, NULL) && confirm_note_wrong(db, second, NULL) &&
			waits(db, "a@school.test", NOW + 2),
		"two wrong codes are forgiven", "they are not");
	check(confirm_note_wrong(db, second, NULL) && !waits(db, "a@school.test", NOW + 2),
		"the third ends it", "it does not");
	(void)first;
}

static void
wiped(Db *db)
{
	static const char LEFT[] = "SELECT count(*) FROM confirmation WHERE outcome <> 'waiting'"
				   " AND (code <> '' OR commands <> '')";
	static const char EXPIRED[] = "SELECT count(*) FROM confirmation WHERE outcome = 'expired'";
	g_autoptr(Confirmation) done = ask(db, "b@school.test", NOW);
	g_autoptr(Confirmation) late = ask(db, "c@school.test", NOW);
	DbStatement *statement;

	check(confirm_end(db, done->id, CONFIRM_DONE, NULL) && !waits(db, "b@school.test", NOW), "used once",
		"twice");
	check(confirm_sweep(db, late->expires_at, NULL), "what waited too long is swept", "it is not");
	statement = db_prepare(db, EXPIRED, NULL);
	db_step(statement, NULL);
	check(db_int(statement, 0) >= 1, "as expired", "it is not");
	db_reset(statement);
	statement = db_prepare(db, LEFT, NULL);
	db_step(statement, NULL);
	check_int("no word and no code outlives its waiting", db_int(statement, 0), 0);
	db_reset(statement);
}

static void
spread(Db *db)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (int i = 0; i < 50; i++) {
		g_autoptr(Confirmation) asked = ask(db, "d@school.test", NOW);

		g_hash_table_add(seen, g_strdup(asked->code));
	}
	check(g_hash_table_size(seen) > 45, "codes differ", "%u of 50", g_hash_table_size(seen));
}

int
main(void)
{
	g_autoptr(Db) db = open_fresh();

	kept_as_asked(db);
	ends(db);
	wiped(db);
	spread(db);
	return check_done();
}
