#include "daemon/store/ledger.h"

#include "daemon/store/inbound.h"
#include "parser/kind/kind.h"
#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

#include <sqlite3.h>
#include <string.h>

static Db *
open_fresh(const char *name)
{
	g_autofree char *path = scratch_path(name);
	g_autoptr(GError) error = NULL;
	Db *db = db_open(path, &error);

	if (!db)
		g_error("%s", error->message);
	return db;
}

/* ---- outcomes as case_step() would give them ---- */

static void
free_change(gpointer change)
{
	change_free(change);
}

static void
free_transition(gpointer data)
{
	Transition *transition = data;

	g_ptr_array_unref(transition->changes);
	g_ptr_array_unref(transition->letters);
	g_free(transition);
}

static void
free_letter(gpointer data)
{
	Letter *letter = data;

	g_free(letter->to);
	g_free(letter);
}

typedef struct {
	const char *id;
	EventKind event;
	CaseState to;
	const char *changes; /* changes_format(), without the state */
} Step;

/* Applies `step` to `kase` and saves it. The event row's id, or 0. */
static int64_t
take(Db *db, Case *kase, const Step *step, int64_t now)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) transitions = g_ptr_array_new_with_free_func(free_transition);
	const Outcome outcome = { .transitions = transitions };
	const Origin origin = {
		.actor = "teacher@school.test",
		.roles = ROLE_BIT(ROLE_HANDLER),
		.cause = "<1@mail.test>\n\\",
	};
	Transition *transition = g_new0(Transition, 1);
	Letter *letter = g_new0(Letter, 1);
	int64_t event = 0;

	transition->transition = step->id;
	transition->event = step->event;
	transition->from = (CaseState)kase->state;
	transition->to = step->to;
	transition->changes = changes_parse(step->changes);
	if ((int)step->to != kase->state)
		g_ptr_array_add(transition->changes, change_new("state", state_name(step->to)));
	transition->letters = g_ptr_array_new_with_free_func(free_letter);
	letter->letter = LETTER_M04;
	letter->role = ROLE_HANDLER;
	letter->to = g_strdup("teacher@school.test");
	g_ptr_array_add(transition->letters, letter);
	g_ptr_array_add(transitions, transition);
	for (guint i = 0; i < transition->changes->len; i++) {
		const Change *change = g_ptr_array_index(transition->changes, i);

		g_assert(case_apply(kase, change->key, change->value));
	}
	if (!ledger_save(db, kase, &outcome, &origin, now, &event, &error))
		g_printerr("%s\n", error->message);
	return event;
}

/* A case's beginning, its middle, and a row that changes nothing. */
static const Step story[] = {
	{ "T01", EVENT_COMPLAINT, STATE_RECEIVED,
		"learner=xueyuan@mail.test\nlearner_name=学员甲\nsubject=Re: 换老师\ncontent=一\\n二\\\\三\n"
		"score=0.10000000000000001\nreceived_at=1000\nclock/0/kind=ACK\nclock/0/started_at=1000\n"
		"clock/0/due_at=1900\nclock/0/wake_at=1900\n" },
	{ "T07", EVENT_ROUTED, STATE_ASSIGNED,
		"handler=teacher@school.test\nclock/0/met_at=1100\nclock/0/wake_at=\nclock/1/kind=CONTACT\n"
		"clock/1/started_at=1100\nclock/1/due_at=9000\nclock/1/wake_at=5000\n" },
	{ "T31", EVENT_PROGRESS, STATE_ASSIGNED, "" },
	{ "T09", EVENT_CONTACT, STATE_INVESTIGATING,
		"contacted_at=1200\nclock/1/met_at=1200\nentry/0/kind=contact\nentry/0/at=1200\nentry/0/"
		"text=已沟通\n" },
	{ "T11", EVENT_PLAN, STATE_PLAN_REVIEW,
		"plan/0/status=reviewed\nplan/0/cost=-1\nplan/0/measures=换老师\nurgent=1\n" },
};

/* A store with `count` cases that each went through the story; the last case, loaded. */
static Db *
store_with_cases(const char *name, int count)
{
	Db *db = open_fresh(name);

	db_begin(db, NULL);
	for (int i = 0; i < count; i++) {
		g_autoptr(Case) kase = case_new();
		g_autofree char *number = g_strdup_printf("C20261123-%04dK", i + 1);

		case_apply(kase, "number", number);
		for (size_t k = 0; k < G_N_ELEMENTS(story); k++) {
			Step step = story[k];
			g_autofree char *changes = NULL;

			if (k == 0)
				step.changes = changes =
					g_strdup_printf("number=%s\n%s", kase->number, step.changes);
			if (!take(db, kase, &step, 1000 + (int64_t)k))
				g_error("step %zu was not stored", k);
		}
	}
	db_commit(db, NULL);
	return db;
}

/* ---- what is written ---- */

static GPtrArray *
list_of(const RecordType *type, const Case *kase)
{
	return *(GPtrArray *const *)((const char *)kase + type->list_offset);
}

/* A change for every field of `type`, each with a value of its own; the last name of the named ones. */
static void
fill_fields(GPtrArray *changes, const RecordType *type, const char *prefix, int salt)
{
	for (const FieldRow *field = type->fields; field->key; field++) {
		g_autofree char *key = g_strconcat(prefix, field->key, NULL);
		g_autofree char *value = NULL;
		int last = 0;

		switch (field->type) {
		case FIELD_TEXT:
			value = g_strdup_printf("%s\n'\"%d 值", field->key, salt);
			break;
		case FIELD_INTEGER:
			value = g_strdup_printf("%d", 4000000 + salt);
			break;
		case FIELD_BOOL:
			value = g_strdup("1");
			break;
		case FIELD_REAL:
			value = g_strdup("0.10000000000000001");
			break;
		case FIELD_NAME:
			while (field->names[last + 1])
				last++;
			value = g_strdup(field->names[last]);
			break;
		}
		g_ptr_array_add(changes, change_new(key, value));
	}
}

static char *
formatted(const Case *kase)
{
	g_autoptr(GPtrArray) changes = case_changes(kase);

	return changes_format(changes);
}

static void
check_round_trip(void)
{
	g_autoptr(Db) db = open_fresh("roundtrip.db");
	g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(free_change);
	g_autoptr(Case) kase = case_new(), back = NULL, none = NULL;
	g_autofree char *text = NULL, *before = NULL, *after = NULL;
	g_autoptr(GError) error = NULL;
	Step step = { "T01", EVENT_COMPLAINT, STATE_EXTERNAL, NULL };

	fill_fields(changes, &case_record, "", 1);
	for (const RecordType *const *type = case_lists; *type; type++) {
		for (int i = 0; i < 12; i++) {
			g_autofree char *prefix = g_strdup_printf("%s/%d/", (*type)->name, i);

			fill_fields(changes, *type, prefix, i);
		}
	}
	text = changes_format(changes);
	step.changes = text;
	/* take() would name the state twice: the last name is STATE_EXTERNAL. */
	kase->state = STATE_NONE;
	check(take(db, kase, &step, 1) == 1 && kase->id == 1, "a case with every field set is stored",
		"it is not");
	back = ledger_load(db, 1, NULL);
	before = formatted(kase);
	after = back ? formatted(back) : NULL;
	check_text("and loaded as it was", after, before);
	check_int("with its id", back ? back->id : 0, 1);
	check_int("and all records", back ? list_of(case_lists[0], back)->len : 0, 12);
	none = ledger_load(db, 2, &error);
	check(!none && !error, "a case that is not there is no error", "it is");
}

/* Every name that a field can have passes the schema's CHECK. */
static void
check_names(void)
{
	g_autoptr(Db) db = open_fresh("names.db");
	int64_t stored = 0;

	for (int list = -1; list < 0 || case_lists[list]; list++) {
		const RecordType *type = list < 0 ? &case_record : case_lists[list];

		for (const FieldRow *field = type->fields; field->key; field++) {
			for (int i = 0; field->type == FIELD_NAME && field->names[i]; i++) {
				g_autoptr(Case) kase = case_new();
				g_autofree char *changes = NULL;
				Step step = { "", EVENT_NOTE, STATE_TRIAGE, NULL };
				bool is_state = list < 0 && strcmp(field->key, "state") == 0;

				if (is_state && i == STATE_NONE)
					continue; /* no case is ever in it */
				if (is_state)
					step.to = (CaseState)i;
				changes = g_strdup_printf("number=%d\n%s%s%s=%s\n", (int)++stored,
					list < 0 ? "" : type->name, list < 0 ? "" : "/0/", field->key,
					is_state ? state_name(step.to) : field->names[i]);
				step.changes = changes;
				check(take(db, kase, &step, 1) != 0, "a name of the core is one of the store",
					"%s.%s = %s", type->name, field->key, field->names[i]);
			}
		}
	}
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
check_columns(void)
{
	g_autoptr(Db) db = open_fresh("columns.db");

	for (int list = -1; list < 0 || case_lists[list]; list++) {
		const RecordType *type = list < 0 ? &case_record : case_lists[list];
		static const char COLUMNS[] =
			"SELECT name FROM pragma_table_info($table)"
			" WHERE name NOT IN ('id', 'case_id', 'position') ORDER BY name";
		DbStatement *statement = db_prepare(db, COLUMNS, NULL);
		g_autoptr(GPtrArray) keys = g_ptr_array_new();
		g_autoptr(GString) columns = g_string_new(NULL), fields = g_string_new(NULL);

		for (const FieldRow *field = type->fields; field->key; field++)
			g_ptr_array_add(keys, (gpointer)(uintptr_t)field->key);
		g_ptr_array_sort(keys, by_name);
		for (guint i = 0; i < keys->len; i++)
			g_string_append_printf(fields, "%s ", (const char *)keys->pdata[i]);
		db_bind_text(statement, "$table", type->name);
		while (db_step(statement, NULL) == DB_ROW)
			g_string_append_printf(columns, "%s ", db_text(statement, 0));
		check_text("the columns are the fields", columns->str, fields->str);
	}
}

static void
check_story(void)
{
	g_autoptr(Db) db = store_with_cases("story.db", 3);
	g_autoptr(Case) kase = ledger_load(db, 2, NULL);
	g_autofree char *head = NULL, *empty = NULL;
	g_autoptr(Db) fresh = open_fresh("empty.db");
	g_autoptr(GError) error = NULL;

	check(kase && kase->state == STATE_PLAN_REVIEW && kase->urgent && kase->clocks->len == 2 &&
			kase->plans->len == 1 && kase->entries->len == 1,
		"what the steps changed is in the tables", "it is not");
	check_text("and what they left alone stayed", kase ? kase->content : NULL, "一\n二\\三");
	check_int("a case is found by its number", ledger_find_number(db, "C20261123-0002K", NULL), 2);
	check_int("another number is nobody's", ledger_find_number(db, "C20261123-0009K", &error), 0);
	check(!error, "which is no error", "it is");
	head = ledger_head(db, NULL);
	check(head && strlen(head) == 64, "the log has a head", "%s", head);
	empty = ledger_head(fresh, NULL);
	check_text("an empty log has none", empty, "");
	check_int("the first serial of a day", ledger_next_serial(db, "20261123", NULL), 1);
	check_int("the next", ledger_next_serial(db, "20261123", NULL), 2);
	check_int("another day begins anew", ledger_next_serial(db, "20261124", NULL), 1);
}

/* ---- the log as people read it ---- */

typedef struct {
	int count, stop_after;
	GString *text;
} Reading;

static bool
read_event(const EventRow *row, gpointer data)
{
	Reading *reading = data;

	g_string_append_printf(reading->text, "%d %s %s %s>%s %s %u [%s] %s", (int)row->id, row->event,
		row->transition, row->from, row->to, row->actor, row->roles, row->cause, row->letters);
	return ++reading->count != reading->stop_after;
}

static void
check_reading(void)
{
	g_autoptr(Db) db = store_with_cases("reading.db", 2);
	g_autoptr(GString) text = g_string_new(NULL);
	Reading all = { .text = text }, one = { .text = text }, some = { .text = text, .stop_after = 3 };

	check(ledger_each_event(db, 0, read_event, &all, NULL) && all.count == 10, "all events are read",
		"%d are", all.count);
	check(ledger_each_event(db, 0, read_event, &some, NULL) && some.count == 3, "or as many as wanted",
		"%d are", some.count);
	g_string_truncate(text, 0);
	check(ledger_each_event(db, 2, read_event, &one, NULL) && one.count == 5, "or those of one case",
		"%d are", one.count);
	check(g_str_has_prefix(text->str,
		      "6 complaint T01 none>received teacher@school.test 4 [<1@mail.test>\n\\]"
		      " M04 handler teacher@school.test\n"
		      "7 routed T07 received>assigned "),
		"with who, why and which letters", "%s", text->str);
}

/* ---- verifying ---- */

/* The findings joined by "; ", "" for none; or NULL when it could not be verified. */
static char *
findings_of(Db *db, int64_t *out_events, int64_t *out_cases)
{
	g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	if (!ledger_verify(db, findings, out_events, out_cases, NULL, NULL, &error)) {
		g_printerr("%s\n", error->message);
		return NULL;
	}
	for (guint i = 0; i < findings->len; i++)
		g_string_append_printf(text, "%s%s", i ? "; " : "", (char *)findings->pdata[i]);
	return g_strdup(text->str);
}

static void
check_sound(void)
{
	g_autoptr(Db) db = store_with_cases("sound.db", 5);
	g_autofree char *path = scratch_path("sound.db");
	g_autoptr(Db) reader = db_open_readonly(path, NULL);
	g_autofree char *findings = NULL, *read = NULL;
	int64_t events = 0, cases = 0;

	findings = findings_of(db, &events, &cases);
	check_text("a sound store has no findings", findings, "");
	check(events == 25 && cases == 5, "everything was looked at", "%d events, %d cases", (int)events,
		(int)cases);
	read = findings_of(reader, &events, &cases);
	check_text("a reader may verify too", read, "");
	check(db_check(db, NULL), "and the file is sound", "it is not");
}

/* What a stranger with a tool of his own may do to the file, and what must be found. */
static const struct {
	const char *label, *sql, *finding;
} tampers[] = {
	{ "another case", "UPDATE event SET case_id = 1 WHERE id = 7", "event 7: it, or" },
	{ "another time", "UPDATE event SET at = at + 1 WHERE id = 7", "event 7: it, or" },
	{ "another event", "UPDATE event SET event = 'note' WHERE id = 7", "event 7: it, or" },
	{ "another transition", "UPDATE event SET transition = 'T08' WHERE id = 7", "event 7: it, or" },
	{ "another origin", "UPDATE event SET from_state = 'triage' WHERE id = 7", "event 7: it, or" },
	{ "another state", "UPDATE event SET to_state = 'triage' WHERE id = 7", "event 7: it, or" },
	{ "a byte moved from one column into the next",
		"UPDATE event SET event = 'route', transition = 'dT07' WHERE id = 7", "event 7: it, or" },
	{ "another mail", "UPDATE event SET inbound_id = 1 WHERE id = 7", "event 7: it, or" },
	{ "other words", "UPDATE event SET payload = replace(payload, 'teacher', 'nobody') WHERE id = 7",
		"event 7: its payload" },
	{ "another salt", "UPDATE event SET salt = zeroblob(16) WHERE id = 7", "event 7: its payload" },
	{ "another payload hash", "UPDATE event SET payload_hash = zeroblob(32) WHERE id = 7",
		"event 7: it, or" },
	{ "another hash", "UPDATE event SET hash = zeroblob(32) WHERE id = 7", "event 7: it, or" },
	{ "no event in the middle", "DELETE FROM event WHERE id = 7", "event 8: the rows before it" },
	{ "another id", "UPDATE event SET id = 70 WHERE id = 15", "event 70: it, or" },
	{ "the last event gone", "DELETE FROM event WHERE id = 15", "case 3: state is not" },
	{ "a case's state", "UPDATE kase SET state = 'closed' WHERE id = 2", "case 2: state is not" },
	{ "a case's words", "UPDATE kase SET content = 'x' WHERE id = 2", "case 2: content is not" },
	{ "a case's score", "UPDATE kase SET score = 0.2 WHERE id = 2", "case 2: score is not" },
	{ "a clock's due time", "UPDATE clock SET due_at = due_at + 1 WHERE case_id = 2 AND position = 1",
		"case 2: clock/1/due_at is not" },
	{ "a plan's cost", "UPDATE plan SET cost = 5 WHERE case_id = 2", "case 2: plan/0/cost is not" },
	{ "an entry gone", "DELETE FROM entry WHERE case_id = 2", "case 2: entry is not" },
	{ "an entry more",
		"INSERT INTO entry (case_id, position, kind, at, by, means, text) VALUES (2, 1, 'note', 1, "
		"'', '', '')",
		"case 2: entry is not" },
	{ "a case gone",
		"DELETE FROM clock WHERE case_id = 2; DELETE FROM plan WHERE case_id = 2;"
		"DELETE FROM entry WHERE case_id = 2; DELETE FROM kase WHERE id = 2",
		"5 events belong to no case" },
};

static void
check_tampers(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(tampers); i++) {
		g_autofree char *name = g_strdup_printf("tamper%zu.db", i);
		g_autofree char *path = scratch_path(name);
		g_autofree char *findings = NULL;
		sqlite3 *tool = NULL;
		Db *db = store_with_cases(name, 3);
		int result;

		db_close(db);
		sqlite3_open(path, &tool);
		result = sqlite3_exec(tool,
			"PRAGMA synchronous = OFF; DROP TRIGGER event_append_only; DROP TRIGGER "
			"event_erase_only",
			NULL, NULL, NULL);
		if (result == SQLITE_OK)
			result = sqlite3_exec(tool, tampers[i].sql, NULL, NULL, NULL);
		g_assert(result == SQLITE_OK);
		sqlite3_close(tool);
		db = open_fresh(name);
		findings = findings_of(db, NULL, NULL);
		check(findings && strstr(findings, tampers[i].finding), tampers[i].label, "found: %s",
			findings ? findings : "nothing");
		db_close(db);
	}
}

static bool
runs(Db *db, const char *sql)
{
	DbStatement *statement = db_prepare(db, sql, NULL);

	return statement && db_run(statement, NULL);
}

static void
check_append_only(void)
{
	static const char ERASE[] = "UPDATE event SET payload = NULL, salt = NULL WHERE case_id = 2";
	static const struct {
		const char *label, *sql;
	} rows[] = {
		{ "an event cannot be deleted", "DELETE FROM event WHERE id = 1" },
		{ "nor altered", "UPDATE event SET at = 1 WHERE id = 1" },
		{ "nor its words", "UPDATE event SET payload = 'x' WHERE id = 1" },
		{ "nor erased and altered at once",
			"UPDATE event SET payload = NULL, salt = NULL, at = 1 WHERE id = 1" },
		{ "nor only half erased", "UPDATE event SET salt = NULL WHERE id = 1" },
	};
	g_autoptr(Db) db = store_with_cases("append.db", 3);
	g_autoptr(GString) text = g_string_new(NULL);
	Reading reading = { .text = text };
	g_autofree char *findings = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		check(!runs(db, rows[i].sql), rows[i].label, "it was");
	check(runs(db, ERASE), "what was said in a case can be erased", "it cannot");
	findings = findings_of(db, NULL, NULL);
	check_text("and the chain stays whole; that nobody says why is found", findings,
		"event 10: its words are gone, and no erasing says why");
	check(ledger_each_event(db, 2, read_event, &reading, NULL) && reading.count == 5 &&
			!strstr(text->str, "teacher"),
		"the skeleton can still be read", "%s", text->str);
}

/* ---- questions ---- */

static void
check_clocks(void)
{
	static const Step opened = { "T01", EVENT_COMPLAINT, STATE_RECEIVED,
		"clock/0/kind=ACK\nclock/0/started_at=1\nclock/0/wake_at=700\n"
		"clock/1/kind=TOTAL\nclock/1/started_at=1\nclock/1/wake_at=300\n"
		"clock/2/kind=TRIAGE\nclock/2/started_at=1\n"
		"clock/3/kind=PLAN\nclock/3/started_at=1\nclock/3/wake_at=100\nclock/3/met_at=50\n"
		"clock/4/kind=EXEC\nclock/4/started_at=1\nclock/4/wake_at=100\nclock/4/stopped_at=50\n" };
	g_autoptr(Db) db = open_fresh("clocks.db");
	g_autoptr(Case) kase = case_new();
	g_autoptr(GArray) none = NULL, one = NULL, both = NULL, limited = NULL;

	check_int("without a clock there is no wake", ledger_next_wake(db, NULL), 0);
	take(db, kase, &opened, 1);
	check_int("the next wake is that of the earliest running clock", ledger_next_wake(db, NULL), 300);
	none = ledger_due_clocks(db, 299, 10, NULL);
	check_int("nothing is due a second before", none->len, 0);
	one = ledger_due_clocks(db, 300, 10, NULL);
	check(one->len == 1 && g_array_index(one, DueClock, 0).case_id == 1 &&
			g_array_index(one, DueClock, 0).clock == 1,
		"at its time it is", "it is not");
	both = ledger_due_clocks(db, 9999, 10, NULL);
	check(both->len == 2 && g_array_index(both, DueClock, 0).clock == 1 &&
			g_array_index(both, DueClock, 1).clock == 0,
		"later all are, the longest due first, but those that met or stopped", "%u are", both->len);
	limited = ledger_due_clocks(db, 9999, 1, NULL);
	check_int("at most as many as wanted", limited->len, 1);
}

static const struct {
	const char *label, *learner, *subject;
	CaseState state;
	const char *extra;
	int64_t received_at;
	bool found;
} subjects[] = {
	{ "a case that waits for the learner", "a@mail.test", "换老师", STATE_NEGOTIATING, "", 10, true },
	{ "one that asked for what is missing", "a@mail.test", "换老师", STATE_ASSIGNED, "waiting_info=1\n",
		10, true },
	{ "a recent one", "a@mail.test", "Re: 回复：换老师", STATE_ASSIGNED, "", 1000, true },
	{ "an old one that waits for nobody", "a@mail.test", "换老师", STATE_ASSIGNED, "", 999, false },
	{ "another learner's", "b@mail.test", "换老师", STATE_NEGOTIATING, "", 1000, false },
	{ "another subject", "a@mail.test", "退费", STATE_NEGOTIATING, "", 1000, false },
	{ "a closed one", "a@mail.test", "换老师", STATE_CLOSED, "", 1000, false },
	{ "a withdrawn one", "a@mail.test", "换老师", STATE_WITHDRAWN, "", 1000, false },
	{ "one that went elsewhere", "a@mail.test", "换老师", STATE_EXTERNAL, "", 1000, false },
};

static void
check_subjects(void)
{
	g_autoptr(Db) db = open_fresh("mailed.db");
	g_autoptr(Case) old = case_new();
	static const Step quiet = { "T01", EVENT_COMPLAINT, STATE_ASSIGNED,
		"learner=a@mail.test\nsubject=换老师\nbase_subject=换老师\nreceived_at=10\n" };
	g_autoptr(GBytes) raw = g_bytes_new_static("x", 1);
	InboundMail mail = { .mailbox = (char[]){ "in" }, .uid = 1, .arrived_at = 1500, .raw = raw };
	int64_t id = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
		g_autofree char *name = g_strdup_printf("subject%zu.db", i);
		g_autoptr(Db) own = open_fresh(name);
		g_autoptr(Case) kase = case_new();
		g_autofree char *changes =
			g_strdup_printf("learner=%s\nsubject=%s\nbase_subject=%s\nreceived_at=%d\n%s",
				subjects[i].learner, subjects[i].subject, subject_base(subjects[i].subject),
				(int)subjects[i].received_at, subjects[i].extra);
		const Step step = { "T01", EVENT_COMPLAINT, subjects[i].state, changes };

		take(own, kase, &step, 1);
		check_int(subjects[i].label, ledger_find_by_subject(own, "a@mail.test", "换老师", 1000, NULL),
			subjects[i].found);
	}
	take(db, old, &quiet, 1);
	check_int("an old case", ledger_find_by_subject(db, "a@mail.test", "换老师", 1000, NULL), 0);
	check(inbound_add(db, &mail, &id, NULL) &&
			inbound_set_fate(db, id, FATE_REPLY, 1, NULL, NULL, 2, NULL),
		"gets a mail", "it does not");
	check_int("and is recent again", ledger_find_by_subject(db, "a@mail.test", "换老师", 1000, NULL), 1);
}

/* The SQL that tells open cases has its own list of ends: it must be the core's. */
static void
check_ends(void)
{
	for (int state = STATE_RECEIVED; state < STATE_COUNT; state++) {
		g_autofree char *name = g_strdup_printf("end%d.db", state);
		g_autoptr(Db) db = open_fresh(name);
		g_autoptr(Case) kase = case_new();
		const Step step = { "", EVENT_NOTE, (CaseState)state,
			"learner=a@mail.test\nreceived_at=1\n" };

		take(db, kase, &step, 1);
		check_int(state_name((CaseState)state),
			ledger_find_by_subject(db, "a@mail.test", "", 1, NULL), case_is_open(kase));
	}
}

static void
check_plans(void)
{
	g_autoptr(Db) db = store_with_cases("plans.db", 1);
	g_autoptr(GString) text = g_string_new(NULL);
	Reading reading = { .text = text };
	g_autofree char *plans = NULL;

	g_array_unref(ledger_due_clocks(db, 1, 1, NULL));
	g_free(ledger_head(db, NULL));
	ledger_next_wake(db, NULL);
	ledger_find_number(db, "x", NULL);
	ledger_find_by_subject(db, "a@mail.test", "x", 1, NULL);
	ledger_each_event(db, 1, read_event, &reading, NULL);
	ledger_next_serial(db, "20261123", NULL);
	case_free(ledger_load(db, 1, NULL));
	plans = db_plans(db);
	check(strstr(plans, "INDEX clock_wake (wake_at>? AND wake_at<?)") ||
			strstr(plans, "INDEX clock_wake (wake_at<?)"),
		"due clocks are found by their index", "%s", plans);
	check(!strstr(plans, "SCAN clock\n") && !strstr(plans, "SCAN kase") && !strstr(plans, "SCAN plan") &&
			!strstr(plans, "SCAN entry") && !strstr(plans, "SCAN inbound"),
		"no statement walks through a table", "%s", plans);
	check(!strstr(plans, "TEMP B-TREE"), "none sorts", "%s", plans);
}

int
main(void)
{
	check_columns();
	check_names();
	check_round_trip();
	check_story();
	check_reading();
	check_sound();
	check_tampers();
	check_append_only();
	check_clocks();
	check_subjects();
	check_ends();
	check_plans();
	return check_done();
}
