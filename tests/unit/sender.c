#include "daemon/service/sender.h"

#include "daemon/store/outbox.h"
#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

static const int64_t NOW = 1795478400;
enum {
	MINUTE = 60,
	HOUR = 3600,
	DAY = 86400,
	FOREVER = 1 << 30
};

/* ---- a server that answers as it is told ---- */

typedef struct {
	SendTransport base;
	SendResult result; /* for everybody but `odd` */
	int code;
	const char *odd; /* recipient that gets odd_result */
	SendResult odd_result;
	int odd_code;
	int calls, rests;
	GString *log; /* recipients, a space behind each */
	GString *bytes;
	int stop_fd; /* written to by the second call; -1: never */
} FakeServer;

static void
fake_send(SendTransport *transport, const char *sender, const char *recipient, GBytes *bytes,
	SendAnswer *out_answer)
{
	FakeServer *server = (FakeServer *)transport;
	bool odd = g_strcmp0(recipient, server->odd) == 0;
	uint64_t one = 1;

	g_assert(strcmp(sender, "complaints@school.test") == 0);
	server->calls++;
	g_string_append_printf(server->log, "%s ", recipient);
	g_string_append_len(server->bytes, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes));
	out_answer->result = odd ? server->odd_result : server->result;
	out_answer->code = odd ? server->odd_code : server->code;
	out_answer->reply = g_strdup("words of the server");
	if (server->stop_fd >= 0 && server->calls == 2)
		g_assert(write(server->stop_fd, &one, sizeof one) == sizeof one);
}

static void
fake_rest(SendTransport *transport)
{
	((FakeServer *)transport)->rests++;
}

static void
fake_free(SendTransport *transport)
{
	FakeServer *server = (FakeServer *)transport;

	g_string_free(server->log, TRUE);
	g_string_free(server->bytes, TRUE);
	g_free(server);
}

/* ---- a sender, its server and its database ---- */

typedef struct {
	Settings *settings;
	FakeServer *server;
	Sender *sender;
	Db *db;
} Scene;

static Scene
scene_new(SendResult result, int code)
{
	static int number;
	g_autofree char *name = g_strdup_printf("%d.db", ++number);
	g_autofree char *path = scratch_path(name);
	Scene scene = { .settings = g_new0(Settings, 1), .server = g_new0(FakeServer, 1) };

	*scene.server = (FakeServer){ .base = { fake_send, fake_rest, fake_free },
		.result = result,
		.code = code,
		.log = g_string_new(NULL),
		.bytes = g_string_new(NULL),
		.stop_fd = -1 };
	scene.settings->references = 1;
	scene.settings->smtp.host = g_strdup("mail.school.test");
	scene.settings->budget_address_hour = scene.settings->budget_address_day = FOREVER;
	scene.settings->budget_hour = FOREVER;
	scene.db = db_open(path, NULL);
	scene.sender = sender_new(scene.settings, path, &scene.server->base, NULL);
	g_assert(scene.db && scene.sender);
	return scene;
}

static void
scene_clear(Scene *scene)
{
	sender_free(scene->sender);
	db_close(scene->db);
	settings_unref(scene->settings);
}

static int64_t
add(Scene *scene, const char *recipient, int64_t created, int64_t due)
{
	static int serial;
	g_autofree char *id = g_strdup_printf("%d@school.test", ++serial);
	g_autofree char *text = g_strdup_printf("letter %d\r\n", serial);
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
	OutboxMail mail = { .letter = LETTER_M01,
		.role = ROLE_LEARNER,
		.recipient = (char *)(uintptr_t)recipient,
		.sender = (char *)(uintptr_t) "complaints@school.test",
		.message_id = id,
		.subject = (char *)(uintptr_t) "x",
		.bytes = bytes,
		.state = OUTBOX_QUEUED,
		.created_at = created,
		.due_at = due };
	int64_t row = 0;

	g_assert(db_begin(scene->db, NULL) && outbox_add(scene->db, &mail, &row, NULL) &&
		 db_commit(scene->db, NULL));
	return row;
}

static int64_t
step(Scene *scene, int64_t now)
{
	g_autoptr(GError) error = NULL;
	int64_t wake = sender_step(scene->sender, now, &error);

	if (error)
		g_error("%s", error->message);
	return wake;
}

/* "state due-NOW code" of a row; new string. */
static char *
row_of(Scene *scene, int64_t id)
{
	g_autoptr(OutboxMail) mail = outbox_load(scene->db, id, NULL);

	return g_strdup_printf("%s %" PRId64 " %d", outbox_state_name(mail->state),
		mail->state == OUTBOX_SENT ? mail->sent_at - NOW : mail->due_at - NOW, mail->reply_code);
}

static void
check_row(Scene *scene, const char *label, int64_t id, const char *want)
{
	g_autofree char *got = row_of(scene, id);

	check_text(label, got, want);
}

/* ---- rows ---- */

/* Standard error into a file, where the log can be read at the end. */
static char *
keep_log(void)
{
	char *path = scratch_path("log");

	g_assert(freopen(path, "w", stderr));
	return path;
}

/* The log holds no address and none of the server's words, whatever happens (P29). */
static void
read_log(const char *path)
{
	g_autofree char *text = NULL;

	fflush(stderr);
	g_assert(g_file_get_contents(path, &text, NULL, NULL));
	check(strstr(text, "result=refused code=550") != NULL, "the log says what became of a letter", "%s",
		text);
	check(!strchr(text, '@') && !strstr(text, "words"),
		"and holds no address, and none of the server's words", "%s", text);
}

static void
answers(void)
{
	static const struct {
		const char *label;
		SendResult result;
		int code;
		const char *row;
		int64_t wake; /* after NOW; -1: nothing waits */
	} rows[] = {
		{ "accepted is sent", SEND_ACCEPTED, 250, "sent 0 250", -1 },
		{ "refused has failed", SEND_REFUSED, 550, "failed 0 550", -1 },
		{ "for now waits a minute", SEND_LATER, 451, "queued 60 451", 60 },
		{ "the network, too", SEND_LATER, 0, "queued 60 0", 60 },
		{ "uncertain stays so", SEND_UNCERTAIN, 0, "uncertain 60 0", 60 },
		{ "a refused login waits", SEND_LOGIN, 535, "queued 60 535", 60 },
		{ "an unreachable server waits", SEND_UNREACHED, 0, "queued 60 0", 60 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		Scene scene = scene_new(rows[i].result, rows[i].code);
		int64_t id = add(&scene, "li.lei@mail.test", NOW, NOW);
		int64_t wake = step(&scene, NOW);

		check_row(&scene, rows[i].label, id, rows[i].row);
		check_int("  and says when to come again", wake, rows[i].wake < 0 ? 0 : NOW + rows[i].wake);
		scene_clear(&scene);
	}
}

/* The moments at which one letter is tried until it is given up, in minutes after the first. */
static void
schedule(void)
{
	static const struct {
		const char *label;
		SendResult result;
		const char *first; /* the first attempts */
		int attempts;      /* in all; -1: it is never given up */
		int64_t hours;     /* until it is given up */
	} rows[] = {
		{ "for now: 1, 5, 15, 60 minutes, then hourly", SEND_LATER, "0 1 6 21 81 141 201 ", 52, 48 },
		{ "uncertain: the same", SEND_UNCERTAIN, "0 1 6 21 81 141 201 ", 52, 48 },
		{ "login refused: 1, 5, 15, 60 minutes, for ever", SEND_LOGIN, "0 1 6 21 81 141 201 ", -1,
			0 },
		{ "unreachable: 1, 1, 2, 5 minutes", SEND_UNREACHED, "0 1 2 4 9 14 19 ", 580, 48 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		Scene scene = scene_new(rows[i].result, 0);
		g_autoptr(GString) minutes = g_string_new(NULL);
		int64_t id = add(&scene, "li.lei@mail.test", NOW, NOW), now = NOW, wake;
		int attempts = 0;

		for (wake = NOW; wake != 0 && now < NOW + 4 * DAY; now = wake ? wake : now) {
			wake = step(&scene, now);
			if (attempts++ < 7)
				g_string_append_printf(minutes, "%" PRId64 " ", (now - NOW) / MINUTE);
		}
		check_text(rows[i].label, minutes->str, rows[i].first);
		if (rows[i].attempts < 0) {
			check(wake != 0, "  and is never given up", "%d attempts", attempts);
		} else {
			g_autofree char *want = g_strdup_printf("failed %" PRId64 " 0", now - NOW);

			check_int("  so many attempts", attempts, rows[i].attempts);
			check_int("  until it is given up", (now - NOW) / HOUR, rows[i].hours);
			check_row(&scene, "  as failed", id, want);
		}
		check(g_str_has_prefix(scene.server->bytes->str, "letter "), "  the letter itself was sent",
			"%s", scene.server->bytes->str);
		scene_clear(&scene);
	}
}

/* P11: whatever happened before, the same bytes go out. */
static void
same_bytes(void)
{
	Scene scene = scene_new(SEND_UNCERTAIN, 0);
	g_autofree char *once = NULL, *thrice = NULL;

	add(&scene, "li.lei@mail.test", NOW, NOW);
	step(&scene, NOW);
	once = g_strdup(scene.server->bytes->str);
	step(&scene, NOW + HOUR);
	step(&scene, NOW + DAY);
	thrice = g_strconcat(once, once, once, NULL);
	check_text("every retry sends the same bytes", scene.server->bytes->str, thrice);
	scene_clear(&scene);
}

/* P13, and what stops everybody. */
static void
neighbours(void)
{
	static const struct {
		const char *label;
		SendResult result;
		int code;
		const char *log;
	} rows[] = {
		{ "a refused recipient blocks no other", SEND_REFUSED, 550, "a@x.test b@x.test c@x.test " },
		{ "nor one refused for now", SEND_LATER, 451, "a@x.test b@x.test c@x.test " },
		{ "nor one whose answer never came", SEND_UNCERTAIN, 0, "a@x.test b@x.test c@x.test " },
		{ "a refused login is not tried with the next letter", SEND_LOGIN, 535,
			"a@x.test b@x.test " },
		{ "nor is a server that cannot be reached", SEND_UNREACHED, 0, "a@x.test b@x.test " },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		Scene scene = scene_new(SEND_ACCEPTED, 250);

		scene.server->odd = "b@x.test";
		scene.server->odd_result = rows[i].result;
		scene.server->odd_code = rows[i].code;
		add(&scene, "a@x.test", NOW, NOW - 3);
		add(&scene, "b@x.test", NOW, NOW - 2);
		add(&scene, "c@x.test", NOW, NOW - 1);
		step(&scene, NOW);
		check_text(rows[i].label, scene.server->log->str, rows[i].log);
		/* The trouble is over: one wake later all are through. */
		scene.server->odd = NULL;
		step(&scene, NOW + MINUTE);
		check(strstr(scene.server->log->str, "c@x.test") != NULL, "  and all are sent in the end",
			"%s", scene.server->log->str);
		scene_clear(&scene);
	}
}

static void
due_only(void)
{
	Scene scene = scene_new(SEND_ACCEPTED, 250);
	int64_t later = add(&scene, "later@x.test", NOW, NOW + 90);

	check_int("a letter that is not due is waited for", step(&scene, NOW), NOW + 90);
	check_text("and not sent", scene.server->log->str, "");
	check_int("at its time", step(&scene, NOW + 90), 0);
	check_row(&scene, "it is", later, "sent 90 250");
	check_int("nothing waits then", step(&scene, NOW + DAY), 0);
	scene_clear(&scene);
}

/* P23 */
static void
clock_set_back(void)
{
	Scene scene = scene_new(SEND_UNREACHED, 0);

	add(&scene, "a@x.test", NOW, NOW);
	step(&scene, NOW);
	add(&scene, "b@x.test", NOW - DAY, NOW - DAY);
	scene.server->result = SEND_ACCEPTED;
	step(&scene, NOW - DAY);
	check_int("a pause outlives a clock that is set back", scene.server->calls, 1);
	step(&scene, NOW - DAY + HOUR + 1);
	check_int("  but not by more than its longest", scene.server->calls, 2);
	scene_clear(&scene);
}

/* P16 */
static void
budgets(void)
{
	Scene scene = scene_new(SEND_ACCEPTED, 250);
	int64_t ids[8];

	scene.settings->budget_address_hour = 3;
	scene.settings->budget_address_day = 5;
	for (int i = 0; i < 8; i++)
		ids[i] = add(&scene, "li.lei@mail.test", NOW, NOW + i);
	add(&scene, "han.mm@mail.test", NOW, NOW + 8);
	for (int i = 0; i < 3; i++)
		step(&scene, NOW + i);
	step(&scene, NOW + 10);
	check_text("three an hour to one address, and others are not held up", scene.server->log->str,
		"li.lei@mail.test li.lei@mail.test li.lei@mail.test han.mm@mail.test ");
	check_row(&scene, "the fourth waits until the first is an hour old", ids[3], "queued 3601 0");
	step(&scene, NOW + 3600);
	check_int("  not a second sooner", scene.server->calls, 4);
	step(&scene, NOW + 3601);
	check_row(&scene, "  then it goes", ids[3], "sent 3601 250");
	for (int64_t now = NOW + 3601; now < NOW + DAY; now += 600)
		step(&scene, now);
	check_int("five a day to one address", scene.server->calls, 6);
	check_int("the rest is on its way the next day", step(&scene, NOW + DAY), NOW + DAY + 1);
	for (int64_t now = NOW + DAY + 1; now < NOW + 2 * DAY + 600; now += 600)
		step(&scene, now);
	check_int("and none is lost", scene.server->calls, 9);
	scene_clear(&scene);
}

static void
budget_of_all(void)
{
	Scene scene = scene_new(SEND_ACCEPTED, 250);

	scene.settings->budget_hour = 10;
	for (int i = 0; i < 25; i++) {
		g_autofree char *recipient = g_strdup_printf("l%d@mail.test", i);

		add(&scene, recipient, NOW, NOW);
	}
	check_int("ten an hour in all: the sender comes again then", step(&scene, NOW), NOW + 3601);
	check_int("  with ten sent", scene.server->calls, 10);
	check_int("  and asks for nothing before", step(&scene, NOW + 1800), NOW + 3601);
	step(&scene, NOW + 3601);
	check_int("ten more in the second hour", scene.server->calls, 20);
	step(&scene, NOW + 7202);
	check_int("the rest in the third", scene.server->calls, 25);
	check_int("all of them", step(&scene, NOW + 7203), 0);
	scene_clear(&scene);
}

/* Two senders on one database send each letter once, and together keep the budget. */
static void
two_senders(void)
{
	Scene one = scene_new(SEND_ACCEPTED, 250);
	g_autofree char *path = scratch_path("two.db");
	FakeServer *server = g_new0(FakeServer, 1);
	g_autoptr(Sender) other = NULL;
	int64_t wake = NOW;

	*server = (FakeServer){ .base = { fake_send, fake_rest, fake_free },
		.result = SEND_ACCEPTED,
		.code = 250,
		.log = g_string_new(NULL),
		.bytes = g_string_new(NULL),
		.stop_fd = -1 };
	sender_free(one.sender);
	db_close(one.db);
	one.db = db_open(path, NULL);
	one.server = g_new0(FakeServer, 1);
	*one.server = *server;
	one.server->log = g_string_new(NULL);
	one.server->bytes = g_string_new(NULL);
	one.sender = sender_new(one.settings, path, &one.server->base, NULL);
	other = sender_new(one.settings, path, &server->base, NULL);
	one.settings->budget_hour = 7;
	for (int i = 0; i < 9; i++)
		add(&one, "li.lei@mail.test", NOW, NOW);
	for (int i = 0; i < 3 && wake == NOW; i++)
		wake = MIN(step(&one, NOW), sender_step(other, NOW, NULL));
	check_int("two senders keep one budget", one.server->calls + server->calls, 7);
	scene_clear(&one);
}

/* A sender that died with a letter in hand. */
static void
expired_lease(void)
{
	Scene scene = scene_new(SEND_ACCEPTED, 250);
	int64_t id = add(&scene, "li.lei@mail.test", NOW, NOW);
	g_autoptr(OutboxMail) claimed = outbox_claim(scene.db, NOW, 600, NULL);

	check(claimed != NULL, "somebody else has the letter", "none");
	check_int("it is left alone until the lease ends", step(&scene, NOW + 599), NOW + 600);
	check_int("  and not sent", scene.server->calls, 0);
	check_int("then it is taken over", step(&scene, NOW + 600), 0);
	check_row(&scene, "  and sent", id, "sent 600 250");
	scene_clear(&scene);
}

static void
run_sql(Db *db, const char *sql)
{
	DbStatement *statement = db_prepare(db, sql, NULL);

	g_assert(statement && db_run(statement, NULL));
}

/* The database will not take the answer: it is kept, and the server not asked again for it. */
static void
kept_answer(void)
{
	Scene scene = scene_new(SEND_ACCEPTED, 250);
	int64_t id = add(&scene, "li.lei@mail.test", NOW, NOW);
	g_autoptr(GError) error = NULL;

	run_sql(scene.db, "CREATE TRIGGER refuse BEFORE UPDATE OF state ON outbox WHEN NEW.state = 'sent'"
			  " BEGIN SELECT RAISE(ABORT, 'not now'); END");
	check(sender_step(scene.sender, NOW, &error) == -1 && error,
		"an answer that cannot be stored is an error", "none");
	check_row(&scene, "  the letter is still in hand", id, "sending 0 0");
	run_sql(scene.db, "DROP TRIGGER refuse");
	check_int("the next step stores it", step(&scene, NOW + 5), 0);
	check_row(&scene, "  with the time it was sent at", id, "sent 0 250");
	check_int("  and the letter went out once", scene.server->calls, 1);
	scene_clear(&scene);
}

static void
stopping(void)
{
	Scene scene = scene_new(SEND_ACCEPTED, 250);
	int stop = eventfd(0, EFD_CLOEXEC), engine = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	g_autoptr(GError) error = NULL;
	int64_t counts[OUTBOX_COUNT] = { 0 };
	uint64_t told = 0;

	for (int i = 0; i < 5; i++)
		add(&scene, "li.lei@mail.test", NOW, NOW);
	scene.server->stop_fd = stop;
	check(sender_run(scene.sender, stop, -1, engine, &error), "a stop while letters wait is no error",
		"%s", error ? error->message : "");
	check_int("it comes between two letters", scene.server->calls, 2);
	check(outbox_count(scene.db, counts, NULL) && counts[OUTBOX_SENT] == 2 &&
			counts[OUTBOX_QUEUED] == 3 && counts[OUTBOX_SENDING] == 0,
		"what was sent is recorded, nothing is left in hand",
		"sent %" PRId64 " queued %" PRId64 " sending %" PRId64, counts[OUTBOX_SENT],
		counts[OUTBOX_QUEUED], counts[OUTBOX_SENDING]);
	check(read(engine, &told, sizeof told) == sizeof told && told == 2, "the engine was told of each",
		"%" PRIu64, told);
	close(stop);
	close(engine);
	scene_clear(&scene);
}

static void
no_database(void)
{
	Scene scene = scene_new(SEND_ACCEPTED, 250);
	g_autoptr(GError) error = NULL;
	FakeServer *server = g_new0(FakeServer, 1);

	*server = *scene.server;
	server->log = g_string_new(NULL);
	server->bytes = g_string_new(NULL);
	check(!sender_new(scene.settings, "/nowhere/c.db", &server->base, &error) && error,
		"no database is an error", "none");
	scene_clear(&scene);
}

int
main(void)
{
	g_autofree char *log = keep_log();

	answers();
	schedule();
	same_bytes();
	neighbours();
	due_only();
	clock_set_back();
	budgets();
	budget_of_all();
	two_senders();
	expired_lease();
	kept_answer();
	stopping();
	no_database();
	read_log(log);
	return check_done();
}
