#include "daemon/store/outbox.h"

#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

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

/* Queues one letter to `recipient`; its row, or 0. */
static int64_t
add(Db *db, const char *recipient, OutboxState state, int64_t due)
{
	static int serial;
	g_autofree char *to = g_strdup(recipient);
	g_autofree char *message_id = g_strdup_printf("%d.token@school.test", ++serial);
	g_autofree char *text = g_strdup_printf("Subject: letter %d\r\n\r\n", serial);
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
	OutboxMail mail = {
		.letter = LETTER_M14,
		.role = ROLE_LEARNER,
		.recipient = to,
		.message_id = message_id,
		.bytes = bytes,
		.state = state,
		.created_at = 100,
		.due_at = due,
	};
	int64_t id = 0;

	return outbox_add(db, &mail, &id, NULL) ? id : 0;
}

static OutboxState
state_of(Db *db, int64_t id)
{
	g_autoptr(OutboxMail) mail = outbox_load(db, id, NULL);

	return mail ? mail->state : OUTBOX_COUNT;
}

/* The id of what is claimed, 0: nothing. */
static int64_t
claim(Db *db, int64_t now)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(OutboxMail) mail = outbox_claim(db, now, 60, &error);

	if (error)
		g_printerr("%s\n", error->message);
	return mail ? mail->id : 0;
}

static void
check_round_trip(void)
{
	g_autoptr(Db) db = open_fresh("roundtrip.db");
	g_autoptr(GBytes) bytes = g_bytes_new_static("a\r\nb", 4);
	OutboxMail mail = {
		.letter = LETTER_M04T,
		.role = ROLE_INTAKE,
		.recipient = (char[]){ "intake@school.test" },
		.sender = (char[]){ "bounce@school.test" },
		.message_id = (char[]){ "1.abc@school.test" },
		.subject = (char[]){ "[C20261123-0007K] 待核对" },
		.bytes = bytes,
		.state = OUTBOX_QUEUED,
		.created_at = 11,
		.due_at = 12,
	};
	g_autoptr(OutboxMail) back = NULL, stranger = NULL;
	g_autoptr(GError) error = NULL, none = NULL;
	int64_t id = 0;

	check(outbox_add(db, &mail, &id, NULL) && id, "a letter is queued", "it is not");
	back = outbox_by_message_id(db, "1.abc@school.test", NULL);
	check(back && back->letter == LETTER_M04T && back->role == ROLE_INTAKE &&
			g_str_equal(back->recipient, "intake@school.test") &&
			g_str_equal(back->sender, "bounce@school.test") &&
			g_str_equal(back->message_id, "1.abc@school.test") &&
			g_str_equal(back->subject, "[C20261123-0007K] 待核对") &&
			g_bytes_equal(back->bytes, bytes) && back->created_at == 11 && back->due_at == 12 &&
			back->case_id == 0 && back->event_id == 0 && back->attempts == 0,
		"and found by its Message-ID as it was", "it differs");
	check(!outbox_add(db, &mail, NULL, &error) && g_error_matches(error, DB_ERROR, DB_ERROR_CONSTRAINT),
		"no Message-ID is used twice", "it was");
	stranger = outbox_by_message_id(db, "2@mail.test", &none);
	check(!stranger && !none, "a stranger's Message-ID is not ours, which is no error", "it is");
}

static void
check_life(void)
{
	g_autoptr(Db) db = open_fresh("life.db");
	g_autoptr(OutboxMail) first = NULL, unnoted = NULL, done = NULL;
	int64_t late = add(db, "a@mail.test", OUTBOX_QUEUED, 200);
	int64_t early = add(db, "a@mail.test", OUTBOX_QUEUED, 150);

	check_int("nothing is due yet", claim(db, 149), 0);
	check_int("the queue says when it will be", outbox_next_due(db, NULL), 150);
	check_int("the oldest due row is claimed first", claim(db, 300), early);
	check_int("then the next", claim(db, 300), late);
	check_int("then none", claim(db, 300), 0);
	check_int("a lease's end is the next moment", outbox_next_due(db, NULL), 360);

	outbox_retry(db, early, OUTBOX_QUEUED, 350, 451, "4.2.1 later", NULL);
	check_int("a row put off waits for its time", claim(db, 301), 0);
	first = outbox_load(db, early, NULL);
	check(first->attempts == 1 && first->reply_code == 451 && g_str_equal(first->reply, "4.2.1 later"),
		"with the server's words", "without");
	check_int("and is claimed again", claim(db, 350), early);
	check(outbox_sent(db, early, 361, 250, "2.0.0 ok", NULL) && state_of(db, early) == OUTBOX_SENT,
		"it is sent", "it is not");
	unnoted = outbox_next_unnoted(db, NULL);
	check(unnoted && unnoted->id == early && unnoted->sent_at == 361, "the engine hears of it",
		"it does not");
	outbox_note(db, early, NULL);
	done = outbox_next_unnoted(db, NULL);
	check(!done, "once", "twice");
}

static void
check_leases(void)
{
	g_autoptr(Db) db = open_fresh("leases.db");
	int64_t id = add(db, "a@mail.test", OUTBOX_QUEUED, 100);
	g_autoptr(OutboxMail) mail = NULL;
	g_autoptr(GBytes) bytes = NULL;

	mail = outbox_claim(db, 100, 60, NULL);
	bytes = g_bytes_ref(mail->bytes);
	check_int("a leased row is nobody else's", claim(db, 159), 0);
	check_int("until the lease ends", claim(db, 160), id);
	outbox_mail_free(g_steal_pointer(&mail));
	mail = outbox_load(db, id, NULL);
	check(mail->attempts == 2 && g_bytes_equal(mail->bytes, bytes), "then the same bytes go out again",
		"others do");
	outbox_retry(db, id, OUTBOX_UNCERTAIN, 500, 354, "connection lost", NULL);
	check_int("no answer after the dot leaves it uncertain", state_of(db, id), OUTBOX_UNCERTAIN);
	outbox_failed(db, id, 170, 550, "too late", NULL);
	check_int("a sender that lost its lease refuses nothing", state_of(db, id), OUTBOX_UNCERTAIN);
	outbox_sent(db, id, 170, 250, "ok", NULL);
	check_int("but what it sent is sent", state_of(db, id), OUTBOX_SENT);
	outbox_sent(db, id, 999, 250, "again", NULL);
	outbox_mail_free(g_steal_pointer(&mail));
	mail = outbox_load(db, id, NULL);
	check_int("and stays so", mail->sent_at, 170);
	check_int("a row that a sender left behind comes back as uncertain",
		(claim(db, 170), add(db, "b@mail.test", OUTBOX_QUEUED, 100), claim(db, 170), claim(db, 229)),
		0);
	check_int("with its time", outbox_next_due(db, NULL), 230);
}

static void
check_operator(void)
{
	g_autoptr(Db) db = open_fresh("operator.db");
	int64_t held = add(db, "a@mail.test", OUTBOX_HELD, 100), count = 0;
	int64_t failed = add(db, "b@mail.test", OUTBOX_QUEUED, 100);
	int64_t counts[OUTBOX_COUNT];
	g_autoptr(GPtrArray) list = NULL, all = NULL, of_case = NULL;
	g_autoptr(OutboxMail) released = NULL;

	check_int("what is held is not sent", claim(db, 1000), failed);
	outbox_failed(db, failed, 1000, 550, "5.1.1 no such user", NULL);
	list = outbox_list(db, OUTBOX_HELD, 10, NULL);
	check(list && list->len == 1 && ((OutboxMail *)list->pdata[0])->id == held, "it is listed as held",
		"it is not");
	all = outbox_list(db, OUTBOX_COUNT, 10, NULL);
	check(all && all->len == 2 && ((OutboxMail *)all->pdata[0])->id == failed &&
			!((OutboxMail *)all->pdata[0])->bytes,
		"all are listed, the newest first, without bytes", "they are not");
	check(!outbox_is_released(db, false, NULL), "a fresh store holds its letters", "it does not");
	check(outbox_release(db, 1000, &count, NULL) && count == 1, "releasing lets it go", "%d", (int)count);
	check(outbox_is_released(db, false, NULL), "and those to come are held no more", "they are");
	released = outbox_load(db, held, NULL);
	check(released->state == OUTBOX_QUEUED && released->due_at == 1000, "from that moment",
		"it does not");
	check(outbox_drop(db, held, NULL) && claim(db, 2000) == 0, "a dropped one is not sent", "it is");
	check(!outbox_drop(db, held, NULL), "nor dropped twice", "it is");
	check(outbox_requeue(db, failed, 2000, NULL) && claim(db, 2000) == failed,
		"a failed one is sent again on request", "it is not");
	check(!outbox_requeue(db, failed, 2000, NULL) && !outbox_drop(db, failed, NULL),
		"one that is under way is left alone", "it is not");
	outbox_sent(db, failed, 2001, 250, "ok", NULL);
	check(!outbox_requeue(db, failed, 2000, NULL) && !outbox_drop(db, failed, NULL),
		"and so is a sent one", "it is not");
	check(outbox_count(db, counts, NULL) && counts[OUTBOX_SENT] == 1 && counts[OUTBOX_DROPPED] == 1 &&
			counts[OUTBOX_QUEUED] == 0,
		"states are counted", "they are not");
	of_case = outbox_of_case(db, 1, NULL);
	check(of_case && !of_case->len, "letters without a case are no case's", "they are");
}

static void
check_budgets(void)
{
	static const struct {
		const char *label, *recipient;
		int64_t since, count;
	} rows[] = {
		{ "to one address in the last hour", "a@mail.test", 6400, 2 },
		{ "a letter sent just then counts", "a@mail.test", 5000, 3 },
		{ "one sent a second before does not", "a@mail.test", 5001, 2 },
		{ "one under way counts", "b@mail.test", 9000, 1 },
		{ "one that waits does not", "c@mail.test", 0, 0 },
		{ "to all", NULL, 0, 4 },
	};
	static const int64_t sent_at[] = { 5000, 7000, 8000 };
	g_autoptr(Db) db = open_fresh("budgets.db");

	for (size_t i = 0; i < G_N_ELEMENTS(sent_at); i++) {
		int64_t id = add(db, "a@mail.test", OUTBOX_QUEUED, 100);

		claim(db, sent_at[i]);
		outbox_sent(db, id, sent_at[i], 250, "ok", NULL);
	}
	add(db, "b@mail.test", OUTBOX_QUEUED, 100);
	claim(db, 8500);
	add(db, "c@mail.test", OUTBOX_QUEUED, 9999);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		check_int(rows[i].label, outbox_count_since(db, rows[i].recipient, rows[i].since, NULL),
			rows[i].count);
}

/* ---- several senders at once ---- */

enum {
	SENDERS = 3,
	LETTERS = 120,
};

static int claimed[LETTERS + 1];

static gpointer
send_all(gpointer data)
{
	g_autoptr(Db) db = db_open(data, NULL);
	int64_t id;

	while ((id = claim(db, 1000))) {
		g_atomic_int_inc(&claimed[id]);
		if (!outbox_sent(db, id, 1000, 250, "ok", NULL))
			g_printerr("letter %d was not recorded\n", (int)id);
	}
	return NULL;
}

static void
check_senders(void)
{
	g_autofree char *path = scratch_path("senders.db");
	g_autoptr(Db) db = open_fresh("senders.db");
	GThread *threads[SENDERS];
	int once = 0;
	int64_t counts[OUTBOX_COUNT] = { 0 };

	db_begin(db, NULL);
	for (int i = 0; i < LETTERS; i++)
		add(db, "a@mail.test", OUTBOX_QUEUED, 100);
	db_commit(db, NULL);
	for (int i = 0; i < SENDERS; i++)
		threads[i] = g_thread_new("sender", send_all, path);
	for (int i = 0; i < SENDERS; i++)
		g_thread_join(threads[i]);
	for (int i = 1; i <= LETTERS; i++)
		once += claimed[i] == 1;
	check_int("of three senders no two claim the same letter, and none is left", once, LETTERS);
	check(outbox_count(db, counts, NULL) && counts[OUTBOX_SENT] == LETTERS, "all are sent", "%d are",
		(int)counts[OUTBOX_SENT]);
}

/* Only the list of all letters and the count by state may walk through the table. */
static void
check_plans(void)
{
	g_autoptr(Db) db = open_fresh("plans.db");
	g_autofree char *plans = NULL;

	add(db, "a@mail.test", OUTBOX_QUEUED, 100);
	claim(db, 100);
	outbox_next_due(db, NULL);
	outbox_sent(db, 1, 1, 250, "", NULL);
	outbox_retry(db, 1, OUTBOX_QUEUED, 1, 250, "", NULL);
	outbox_failed(db, 1, 1, 250, "", NULL);
	outbox_mail_free(outbox_next_unnoted(db, NULL));
	outbox_mail_free(outbox_by_message_id(db, "x", NULL));
	outbox_note(db, 1, NULL);
	outbox_release(db, 1, NULL, NULL);
	outbox_count_since(db, NULL, 1, NULL);
	outbox_count_since(db, "a@mail.test", 1, NULL);
	g_ptr_array_unref(outbox_of_case(db, 1, NULL));
	for (int i = 0; i < OUTBOX_SENT; i++)
		g_ptr_array_unref(outbox_list(db, (OutboxState)i, 1, NULL));
	for (int i = OUTBOX_UNCERTAIN; i < OUTBOX_COUNT; i++)
		g_ptr_array_unref(outbox_list(db, (OutboxState)i, 1, NULL));
	plans = db_plans(db);
	check(!strstr(plans, "\tSCAN outbox\n") && !strstr(plans, "\tSCAN outbox_raw"),
		"no statement walks through the table", "%s", plans);
	check(strstr(plans, "outbox_due") && strstr(plans, "outbox_lease") &&
			strstr(plans, "outbox_unnoted") && strstr(plans, "outbox_sent"),
		"every index is used", "%s", plans);
}

int
main(void)
{
	OutboxState state = OUTBOX_HELD;

	for (int i = 0; i < OUTBOX_COUNT; i++)
		check(outbox_state_from_name(outbox_state_name((OutboxState)i), &state) && (int)state == i,
			"a state has a name of its own", "%d", i);
	check(!outbox_state_from_name("lost", &state), "another word is no state", "it is");
	check_round_trip();
	check_life();
	check_leases();
	check_operator();
	check_budgets();
	check_senders();
	check_plans();
	return check_done();
}
