/* What erasing takes and what it leaves (spec §17, P30). */
#include "daemon/store/erase.h"

#include "daemon/store/inbound.h"
#include "daemon/store/outbox.h"
#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

#include <string.h>

/* The person, by all that names her. Nobody else's row holds any of these words. */
#define ADDRESS "xu.wan@learner.test"
#define NAME "徐婉宁"
#define PHONE "13912340777"

static const char *const traces[] = { ADDRESS, NAME, PHONE, "舞蹈室的地板", "xu.wan" };

static const Origin by_two = { "guanli@school.test shouli@school.test", ROLE_BIT(ROLE_ADMIN_SUP), "erase",
	0 };

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

/* ---- cases ---- */

/* One event with these changes, and with a letter of it to somebody; `inbound`: the mail that caused it. */
static int64_t
take(Db *db, Case *kase, EventKind kind, CaseState to, const char *changes, int64_t inbound)
{
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(GError) error = NULL;
	const Origin origin = { kase->learner ? kase->learner : "", ROLE_BIT(ROLE_LEARNER),
		"<1@learner.test>", inbound };
	Transition *transition = g_new0(Transition, 1);
	int64_t event = 0;

	transition->transition = "";
	transition->event = kind;
	transition->from = (CaseState)kase->state;
	transition->to = to;
	transition->changes = changes_parse(changes);
	transition->letters = g_ptr_array_new();
	if (to != transition->from)
		g_ptr_array_add(transition->changes, change_new("state", state_name(to)));
	for (guint i = 0; i < transition->changes->len; i++) {
		const Change *change = transition->changes->pdata[i];

		if (!case_apply(kase, change->key, change->value))
			g_error("%s", change->key);
	}
	g_ptr_array_add(outcome->transitions, transition);
	if (!ledger_save(db, kase, outcome, &origin, 1000, &event, &error))
		g_error("%s", error->message);
	return event;
}

static int64_t
add_mail(Db *db, int64_t uid, int64_t case_id, Fate fate, const char *text)
{
	g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
	char mailbox[] = "in";
	InboundMail mail = { .mailbox = mailbox,
		.uid_validity = 1,
		.uid = uid,
		.full_size = (int64_t)strlen(text),
		.raw = raw };
	const char *her = strstr(text, ADDRESS) ? "m1." ADDRESS : "m2@y.test";
	int64_t id = 0;

	if (!inbound_add(db, &mail, &id, NULL) ||
		!inbound_set_fate(db, id, fate, case_id, her, "", 1000, NULL))
		g_error("mail");
	return id;
}

static int64_t
add_letter(Db *db, const Case *kase, int64_t event, const char *to, Role role, OutboxState state,
	const char *text)
{
	static int serial;
	g_autofree char *id = g_strdup_printf("%d@school.test", ++serial);
	g_autofree char *recipient = g_strdup(to);
	g_autofree char *subject = g_strdup_printf("[%s] %s", kase->number, text);
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
	OutboxMail mail = {
		.case_id = kase->id,
		.event_id = event,
		.letter = LETTER_M01,
		.role = role,
		.recipient = recipient,
		.message_id = id,
		.subject = subject,
		.bytes = bytes,
		.state = OUTBOX_QUEUED,
		.created_at = 1000,
		.due_at = 1000,
	};
	g_autofree char *reply = g_strdup_printf("accepted for <%s>", to);
	int64_t row = 0;

	if (!outbox_add(db, &mail, &row, NULL))
		g_error("letter");
	if (state == OUTBOX_SENT && !outbox_sent(db, row, 1000, 250, reply, NULL))
		g_error("sent");
	return row;
}

/* `length` bytes that hold `seed`, every kilobyte. */
static char *
long_text(const char *seed, size_t length)
{
	GString *text = g_string_new(NULL);

	while (text->len < length) {
		g_string_append(text, seed);
		for (int i = 0; i < 40; i++)
			g_string_append_printf(text, "%08x%08x\r\n", g_random_int(), g_random_int());
	}
	return g_string_free(text, FALSE);
}

/* A whole case of this learner: mail, words, letters; ended when `state` is an end. */
static Case *
add_case(Db *db, int serial, CaseState state, const char *learner, const char *name, const char *phone,
	const char *words, size_t size)
{
	g_autofree char *begin = g_strdup_printf(
		"number=C20261123-%04dK\nlearner=%s\nlearner_name=%s\nphone=%s\ncontent=%s\nsubject=%s\n"
		"category=facilities\nlikeness=77\nclock/0/kind=ACK\nclock/0/started_at=1000\nclock/0/"
		"met_at=1100\n",
		serial, learner, name, phone, words, words);
	g_autofree char *contact =
		g_strdup_printf("contacted_at=1100\nentry/0/kind=contact\nentry/0/"
				"by=laoshi@school.test\nentry/0/means=电话 %s\n"
				"entry/0/text=已与%s通话\nplan/0/status=agreed\nplan/0/measures=换地板\n",
			phone, name);
	g_autofree char *head =
		g_strdup_printf("From: %s <%s>\r\nSubject: x\r\n\r\n%s", name, learner, words);
	g_autofree char *raw = long_text(head, size);
	Case *kase = case_new();
	int64_t mail, event;

	event = take(db, kase, EVENT_COMPLAINT, STATE_RECEIVED, begin, 0);
	mail = add_mail(db, serial * 10, kase->id, FATE_CASE, raw);
	add_letter(db, kase, event, learner, ROLE_LEARNER, OUTBOX_SENT, name);
	event = take(db, kase, EVENT_CONTACT, STATE_INVESTIGATING, contact, mail);
	add_letter(db, kase, event, "laoshi@school.test", ROLE_HANDLER, OUTBOX_SENT, words);
	if (state != STATE_INVESTIGATING)
		take(db, kase, EVENT_FINISHED, state,
			"satisfaction=mostly\nsatisfaction_words=好了\nclosed_at=1200\n", 0);
	return kase;
}

/* Many others', so that rows stand on shared pages that were split before. */
static void
add_others(Db *db, int from, int count)
{
	for (int i = from; i < from + count; i++) {
		g_autofree char *learner = g_strdup_printf("other%d@learner.test", i);
		g_autofree char *words = g_strdup_printf("第%d位的投诉", i);

		case_free(add_case(db, i, STATE_CLOSED, learner, "别人", "13800000000", words,
			(size_t)g_random_int_range(20, 9000)));
	}
}

/* ---- looking ---- */

static char *
findings_of(Db *db)
{
	g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(g_free);
	GString *text = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	if (!ledger_verify(db, findings, NULL, NULL, NULL, NULL, &error))
		g_string_append(text, error->message);
	for (guint i = 0; i < findings->len; i++)
		g_string_append_printf(text, "%s\n", (const char *)findings->pdata[i]);
	return g_string_free(text, FALSE);
}

/* How often the words that name her stand in file and log, in whatever case. */
static int
traces_in(const char *name)
{
	static const char *const ends[] = { "", "-wal" };
	int count = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autofree char *path = scratch_path(name);
		g_autofree char *file = g_strconcat(path, ends[i], NULL);
		g_autofree char *bytes = NULL;
		gsize length = 0;

		if (!g_file_get_contents(file, &bytes, &length, NULL))
			continue;
		for (size_t k = 0; k < G_N_ELEMENTS(traces); k++)
			for (const char *at = bytes;
				(at = memmem(at, length - (gsize)(at - bytes), traces[k], strlen(traces[k])));
				at++)
				count++;
	}
	return count;
}

static int64_t
number(Db *db, const char *sql)
{
	DbStatement *statement = db_prepare(db, sql, NULL);
	int64_t value = -1;

	if (statement && db_step(statement, NULL) == DB_ROW)
		value = db_int(statement, 0);
	db_reset(statement);
	return value;
}

/* Commits when it was done; the error's words, or "". */
static char *
erase(Db *db, const char *address, int64_t case_id, Erased *out)
{
	GError *error = NULL;
	bool ok;
	char *words;

	db_begin(db, NULL);
	ok = address ? erase_person(db, address, &by_two, 5000, out, &error)
		     : erase_case(db, case_id, &by_two, 5000, out, &error);
	if (ok && db_commit(db, &error) && db_scrub(db, &error))
		return g_strdup("");
	db_rollback(db);
	words = g_strdup(error ? error->message : "no error was set");
	g_clear_error(&error);
	return words;
}

/* ---- rows ---- */

static void
check_person(void)
{
	g_autoptr(Db) db = open_fresh("person.db");
	g_autoptr(Case) open = NULL, back = NULL, other = NULL;
	g_autofree char *refused = NULL, *done = NULL, *findings = NULL, *again = NULL;
	Erased erased = { 0 };
	int before;

	db_begin(db, NULL);
	add_others(db, 1, 60);
	for (int i = 0; i < 4; i++)
		case_free(add_case(db, 100 + i, STATE_CLOSED, ADDRESS, NAME, PHONE, "舞蹈室的地板翘起来了",
			(size_t)100 << (i * 4)));
	add_others(db, 200, 60);
	/* Hers was merged into another's case, where she goes on writing. */
	other = add_case(db, 400, STATE_INVESTIGATING, "bie@learner.test", "别人", "", "地板", 300);
	take(db, other, EVENT_MESSAGE, STATE_INVESTIGATING,
		"entry/1/kind=log\nentry/1/by=" ADDRESS "\nentry/1/text=舞蹈室的地板又翘了\n",
		add_mail(db, 9001, other->id, FATE_REPLY,
			"From: Xu.Wan@Learner.Test\r\n\r\n舞蹈室的地板又翘了"));
	add_mail(db, 9002, 0, FATE_UNVERIFIED, "From: " NAME " <" ADDRESS ">\r\n\r\n问一下");
	add_mail(db, 9003, 0, FATE_SPAM, "From: x@y.test\r\n\r\n别的");
	open = add_case(db, 500, STATE_INVESTIGATING, ADDRESS, NAME, PHONE, "还有一件", 100);
	db_commit(db, NULL);
	before = traces_in("person.db");
	check(before > 100, "her words stand in file and log", "%d times", before);

	refused = erase(db, ADDRESS, 0, &erased);
	check_text("nothing is erased while a case is open", refused,
		"case C20261123-0500K is open: it must have ended first");
	db_begin(db, NULL);
	take(db, open, EVENT_WITHDRAW, STATE_WITHDRAWN, "", 0);
	db_commit(db, NULL);
	erased = (Erased){ 0 };
	done = erase(db, ADDRESS, 0, &erased);
	check_text("when all have ended it is done", done, "");
	check(erased.cases == 6 && erased.events == 16 && erased.mails == 7 && erased.letters == 10,
		"and says how much went", "%d cases, %d events, %d mails, %d letters", (int)erased.cases,
		(int)erased.events, (int)erased.mails, (int)erased.letters);
	check_int("no byte of hers is left in file or log (P30)", traces_in("person.db"), 0);
	findings = findings_of(db);
	check_text("chain and replay stay whole", findings, "");
	check_int("others' letters stay",
		number(db, "SELECT count(*) FROM outbox WHERE subject <> '' AND recipient <> 'erased'"), 242);
	check_int("what counts stays", number(db, "SELECT count(*) FROM kase WHERE category = 'facilities'"),
		126);
	back = ledger_load(db, other->id, NULL);
	check(back && back->state == STATE_INVESTIGATING && back->content && back->entries->len == 2 &&
			!((Entry *)back->entries->pdata[1])->text,
		"the other's case goes on without her words", "it does not");
	check_int("a mail of somebody else stays",
		number(db, "SELECT count(*) FROM inbound_raw WHERE id = 128"), 1);
	again = erase(db, ADDRESS, 0, &erased);
	check_text("asked again there is nothing to do", again, "");
	check_int("and nothing was done", erased.cases, 6);
}

static void
check_one_case(void)
{
	g_autoptr(Db) db = open_fresh("case.db");
	g_autoptr(Case) kase = NULL, back = NULL;
	g_autofree char *held = NULL, *waits = NULL, *done = NULL, *twice = NULL, *none = NULL,
			*findings = NULL;
	g_autoptr(GError) error = NULL;
	Erased erased = { 0 };
	int64_t letter;

	db_begin(db, NULL);
	kase = add_case(db, 1, STATE_CLOSED, ADDRESS, NAME, PHONE, "舞蹈室的地板", 100);
	check(erase_hold(db, kase->id, true, &by_two, 2000, NULL), "a case can be held", "it cannot");
	db_commit(db, NULL);
	held = erase(db, NULL, kase->id, &erased);
	check_text("then it stays as it is", held, "case C20261123-0001K is under a legal hold");
	db_begin(db, NULL);
	erase_hold(db, kase->id, false, &by_two, 3000, NULL);
	letter = add_letter(db, kase, 0, ADDRESS, ROLE_LEARNER, OUTBOX_QUEUED, NAME);
	db_commit(db, NULL);
	waits = erase(db, NULL, kase->id, &erased);
	check_text("nor while a letter of it waits", waits,
		"letter 3 is still to go out: wait for it, or drop it (complaintctl outbox drop)");
	check_int("and nothing of it was begun", traces_in("case.db") > 0, 1);
	outbox_drop(db, letter, NULL);
	done = erase(db, NULL, kase->id, &erased);
	check_text("otherwise it goes", done, "");
	check_int("to the last byte", traces_in("case.db"), 0);
	check(!outbox_requeue(db, letter, 9000, &error), "a letter that was erased cannot go out again",
		"it can");
	back = ledger_load(db, kase->id, NULL);
	check(back && back->state == STATE_CLOSED && back->satisfaction == SATISFACTION_MOSTLY &&
			!back->learner && !back->likeness,
		"what figures count is left", "it is not");

	db_begin(db, NULL);
	take(db, back, EVENT_UNVERIFIED, STATE_CLOSED, "entry/1/kind=note\nentry/1/text=" NAME "又来信\n",
		add_mail(db, 77, back->id, FATE_UNVERIFIED, "From: " ADDRESS "\r\n\r\n又"));
	db_commit(db, NULL);
	twice = erase(db, NULL, kase->id, &erased);
	check(!*twice && traces_in("case.db") == 0, "what came in since goes the next time", "%s", twice);
	findings = findings_of(db);
	check_text("chain and replay stay whole", findings, "");
	none = erase(db, NULL, 99, &erased);
	check_text("a case that is not there is an error", none, "there is no case 99");
}

int
main(void)
{
	check_person();
	check_one_case();
	return check_done();
}
