/*
 * What the store costs: mails stored, cases saved, letters queued and sent, the log verified, and the
 * questions of a start asked of a full store. Prints one line a measure: rate, CPU time and bytes written.
 *
 *   bench-store DIRECTORY [mails [cases already there]]
 *   bench-store --fill DATABASE CASES      only makes a store with so many open cases, and keeps it
 *
 * The wall time of a commit is the disk's; CPU time and commits are what to compare.
 */
#include "daemon/store/inbound.h"
#include "daemon/store/ledger.h"
#include "daemon/store/outbox.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum {
	MAIL_SIZE = 20 * 1024,
	PER_COMMIT = 50,
	LETTER_SIZE = 6 * 1024,
	LONG_AGO = 1000000,
};

typedef struct {
	gint64 wall;  /* microseconds */
	double cpu;   /* seconds */
	long written; /* blocks of 512 bytes */
} Mark;

static Mark
mark(void)
{
	struct rusage usage;
	Mark now;

	getrusage(RUSAGE_SELF, &usage);
	now.wall = g_get_monotonic_time();
	now.cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
		  (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
	now.written = usage.ru_oublock;
	return now;
}

static void
report(const char *what, int count, Mark since)
{
	Mark now = mark();
	double wall = (double)(now.wall - since.wall) / 1e6, cpu = now.cpu - since.cpu;

	printf("%-34s %8d  %9.0f/s  wall %7.3f s  cpu %7.3f s  (%7.1f us each)  written %7.1f MB\n", what,
		count, count / wall, wall, cpu, cpu * 1e6 / count,
		(double)(now.written - since.written) / 2048);
	fflush(stdout);
}

static void
must(bool ok, GError *error)
{
	if (!ok)
		g_error("%s", error ? error->message : "failed");
}

/* Commits after every PER_COMMIT rows and after the last. */
static void
group(Db *db, int done, int count)
{
	GError *error = NULL;

	if (done % PER_COMMIT == 0 || done == count)
		must(db_commit(db, &error), error);
	if (done % PER_COMMIT == 0 && done < count)
		must(db_begin(db, &error), error);
}

static void
store_mails(Db *db, int count, int validity)
{
	g_autofree char *text = g_malloc(MAIL_SIZE);
	GError *error = NULL;

	memset(text, 'x', MAIL_SIZE);
	must(db_begin(db, &error), error);
	for (int i = 1; i <= count; i++) {
		g_autoptr(GBytes) raw = NULL;
		InboundMail mail = {
			.mailbox = (char[]){ "complaints" },
			.uid_validity = validity,
			.uid = i,
			.arrived_at = 1000000 + i,
			.fetched_at = 1000000 + i,
		};

		g_snprintf(text, MAIL_SIZE, "Message-ID: <%d@mail.test>", i);
		raw = g_bytes_new_static(text, MAIL_SIZE);
		mail.raw = raw;
		must(inbound_add(db, &mail, NULL, &error), error);
		if (i % PER_COMMIT == 0 || i == count)
			must(inbound_set_cursor(db, "complaints", validity, i + 1, 1, &error), error);
		group(db, i, count);
	}
}

/* ---- cases ---- */

static Transition *
transition_new(const char *id, EventKind event, CaseState from, CaseState to, const char *changes)
{
	Transition *transition = g_new0(Transition, 1);

	transition->transition = id;
	transition->event = event;
	transition->from = from;
	transition->to = to;
	transition->changes = changes_parse(changes);
	transition->letters = g_ptr_array_new_with_free_func(g_free);
	g_assert(transition->changes);
	return transition;
}

static void
free_transition(gpointer data)
{
	Transition *transition = data;

	g_ptr_array_unref(transition->changes);
	g_ptr_array_unref(transition->letters);
	g_free(transition);
}

/* What a mail that opens a case leads to: T01, T02, T07. */
static GPtrArray *
opening(int serial, const char *content, int64_t now)
{
	GPtrArray *transitions = g_ptr_array_new_with_free_func(free_transition);
	g_autofree char *first = g_strdup_printf(
		"number=C20261123-%07dK\nstate=received\nlearner=xueyuan%d@mail.test\nlearner_name=学员\n"
		"phone=13800000000\nclass_name=高三1班\nlanguage=zh\nsubject=关于课程的投诉\ncontent=%s\n"
		"channel=邮件\nreceived_at=%" G_GINT64_FORMAT "\nmessage_id=%d@mail.test\n"
		"clock/0/kind=ACK\nclock/0/started_at=%" G_GINT64_FORMAT "\nclock/0/due_at=%" G_GINT64_FORMAT
		"\nclock/0/wake_at=%" G_GINT64_FORMAT "\n",
		serial, serial, content, now, serial, now, now + 900, now + 900 + serial);
	g_autofree char *second = g_strdup_printf(
		"state=accepted\ncategory=teaching\ncategory_by=auto\nscore=0.81\nwords=老师 讲课\n"
		"accepted_at=%" G_GINT64_FORMAT "\nclock/1/kind=TOTAL\nclock/1/started_at=%" G_GINT64_FORMAT
		"\nclock/1/due_at=%" G_GINT64_FORMAT "\nclock/1/wake_at=%" G_GINT64_FORMAT "\n",
		now, now, now + 1300000, now + 700000);
	g_autofree char *third = g_strdup_printf(
		"state=assigned\ndepartment=teaching\nhandler=teacher@school.test\nassigned_at="
		"%" G_GINT64_FORMAT "\nclock/2/kind=CONTACT\nclock/2/started_at=%" G_GINT64_FORMAT
		"\nclock/2/due_at=%" G_GINT64_FORMAT "\nclock/2/wake_at=%" G_GINT64_FORMAT
		"\nclock/3/kind=PLAN\nclock/3/started_at=%" G_GINT64_FORMAT
		"\nclock/3/due_at=%" G_GINT64_FORMAT "\nclock/3/wake_at=%" G_GINT64_FORMAT "\n",
		now, now, now + 100000, now + 50000, now, now + 300000, now + 200000);

	g_ptr_array_add(
		transitions, transition_new("T01", EVENT_COMPLAINT, STATE_NONE, STATE_RECEIVED, first));
	g_ptr_array_add(
		transitions, transition_new("T02", EVENT_CLASSIFIED, STATE_RECEIVED, STATE_ACCEPTED, second));
	g_ptr_array_add(
		transitions, transition_new("T07", EVENT_ROUTED, STATE_ACCEPTED, STATE_ASSIGNED, third));
	return transitions;
}

static void
apply(Case *kase, const GPtrArray *transitions)
{
	for (guint i = 0; i < transitions->len; i++) {
		const Transition *transition = g_ptr_array_index(transitions, i);

		for (guint k = 0; k < transition->changes->len; k++) {
			const Change *change = g_ptr_array_index(transition->changes, k);

			must(case_apply(kase, change->key, change->value), NULL);
		}
	}
}

/* Saves `count` new cases that came at `now` and tells the CPU that the saving alone took: the making is the
 * core's. */
static void
save_cases(Db *db, int first, int count, int64_t now, const char *what)
{
	g_autofree char *content = g_strnfill(900, 'c');
	const Origin origin = { .cause = "<1@mail.test>" };
	g_autoptr(GPtrArray) made = g_ptr_array_new();
	g_autoptr(GPtrArray) cases = g_ptr_array_new();
	GError *error = NULL;
	Mark start;

	for (int i = 0; i < count; i++) {
		GPtrArray *transitions = opening(first + i, content, now);
		Case *kase = case_new();

		apply(kase, transitions);
		g_ptr_array_add(made, transitions);
		g_ptr_array_add(cases, kase);
	}
	start = mark();
	must(db_begin(db, &error), error);
	for (int i = 0; i < count; i++) {
		const Outcome outcome = { .transitions = made->pdata[i] };

		must(ledger_save(db, cases->pdata[i], &outcome, &origin, now, NULL, &error), error);
		group(db, i + 1, count);
	}
	if (what)
		report(what, count, start);
	for (int i = 0; i < count; i++) {
		g_ptr_array_unref(made->pdata[i]);
		case_free(cases->pdata[i]);
	}
}

static void
load_cases(Db *db, int count)
{
	GError *error = NULL;
	Mark start = mark();

	for (int i = 1; i <= count; i++) {
		Case *kase = ledger_load(db, i, &error);

		must(kase != NULL, error);
		case_free(kase);
	}
	report("cases loaded", count, start);
}

/* ---- letters ---- */

static void
queue_letters(Db *db, int count)
{
	g_autofree char *text = g_strnfill(LETTER_SIZE, 'x');
	g_autoptr(GBytes) bytes = g_bytes_new(text, LETTER_SIZE);
	GError *error = NULL;

	must(db_begin(db, &error), error);
	for (int i = 1; i <= count; i++) {
		g_autofree char *id = g_strdup_printf("%d.abcdefghijklmnop@school.test", i);
		OutboxMail mail = {
			.letter = LETTER_M01,
			.role = ROLE_LEARNER,
			.recipient = (char[]){ "xueyuan@mail.test" },
			.message_id = id,
			.bytes = bytes,
			.state = OUTBOX_QUEUED,
			.created_at = 1000000,
			.due_at = 1000000,
		};

		must(outbox_add(db, &mail, NULL, &error), error);
		group(db, i, count);
	}
}

static void
send_letters(Db *db, int count)
{
	GError *error = NULL;

	for (int i = 0; i < count; i++) {
		OutboxMail *mail = outbox_claim(db, 1000001, 600, &error);

		must(mail && outbox_sent(db, mail->id, 1000002, 250, "2.0.0 ok", &error), error);
		outbox_mail_free(mail);
	}
}

/* What a daemon asks before its first poll. */
static void
ask_all(Db *db)
{
	GError *error = NULL;
	GArray *due = ledger_due_clocks(db, 1, 100, &error);
	InboundMail *next;

	must(due != NULL, error);
	g_array_unref(due);
	ledger_next_wake(db, &error);
	outbox_next_due(db, &error);
	outbox_mail_free(outbox_next_unnoted(db, &error));
	next = inbound_next(db, &error);
	must(!error, error);
	inbound_mail_free(next);
}

static void
take_mails(Db *db, int count)
{
	GError *error = NULL;

	must(db_begin(db, &error), error);
	for (int i = 1; i <= count; i++) {
		InboundMail *mail = inbound_next(db, &error);

		must(mail && inbound_set_fate(db, mail->id, FATE_SPAM, 0, "x@mail.test", "", 1, &error),
			error);
		inbound_mail_free(mail);
		group(db, i, count);
	}
}

static void
verify(Db *db)
{
	g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(g_free);
	GError *error = NULL;
	int64_t events = 0, cases = 0;
	Mark start = mark();

	must(ledger_verify(db, findings, &events, &cases, NULL, NULL, &error), error);
	if (findings->len)
		printf("%s\n", (char *)findings->pdata[0]);
	report("events verified", (int)events, start);
}

/* Cases whose clocks run from now on, for whoever wants a full store to work with. */
static void
fill(const char *path, int count)
{
	GError *error = NULL;
	Db *db = db_open(path, &error);

	must(db != NULL, error);
	for (int i = 0; i < count; i += 10000)
		save_cases(db, i + 1, MIN(10000, count - i), g_get_real_time() / G_USEC_PER_SEC, NULL);
	db_close(db);
}

int
main(int argc, char **argv)
{
	int count = argc > 2 ? atoi(argv[2]) : 10000, filled = argc > 3 ? atoi(argv[3]) : 0;
	g_autofree char *path = NULL;
	GError *error = NULL;
	struct rusage usage;
	GStatBuf status;
	Mark start;
	Db *db;

	if (argc == 4 && strcmp(argv[1], "--fill") == 0) {
		fill(argv[2], atoi(argv[3]));
		return 0;
	}
	if (argc < 2 || count < 1) {
		fprintf(stderr, "usage: bench-store DIRECTORY [mails [cases already there]]\n");
		return 2;
	}
	path = g_build_filename(argv[1], "bench-store.db", NULL);
	g_remove(path);
	db = db_open(path, &error);
	must(db != NULL, error);
	for (int i = 0; i < filled; i += 10000)
		save_cases(db, 100000 + i, MIN(10000, filled - i), LONG_AGO, NULL);

	start = mark();
	store_mails(db, count, 1);
	report("mails stored, 20 KB", count, start);
	start = mark();
	store_mails(db, count, 2);
	report("the same again (UIDVALIDITY)", count, start);
	start = mark();
	take_mails(db, count);
	report("mails read and given a fate", count, start);
	save_cases(db, 1, count, LONG_AGO, "cases opened, 3 transitions");
	load_cases(db, count);
	start = mark();
	queue_letters(db, count);
	report("letters queued, 6 KB", count, start);
	start = mark();
	send_letters(db, MIN(count, 500));
	report("letters claimed and sent", MIN(count, 500), start);
	verify(db);
	db_close(db);

	start = mark();
	db = db_open(path, &error);
	must(db != NULL, error);
	ask_all(db);
	report("start: opened and asked", 1, start);
	db_close(db);
	getrusage(RUSAGE_SELF, &usage);
	if (g_stat(path, &status) == 0)
		printf("file %.1f MB, peak memory %.1f MB\n", (double)status.st_size / 1048576,
			(double)usage.ru_maxrss / 1024);
	g_remove(path);
	return 0;
}
