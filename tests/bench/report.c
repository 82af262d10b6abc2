/*
 * What a report costs: a store of made-up cases is filled through the real life-cycle, then its log is read
 * into facts and the figures of a month and the one before are computed. Prints one line a measure.
 *
 *   bench-report DATABASE [events]        the store is filled only when it is not there yet
 */
#include "daemon/report/facts.h"
#include "daemon/store/ledger.h"
#include "tests/unit/simulation.h"
#include "workflow/figures/figures.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

typedef struct {
	Db *db;
	int64_t case_id, events, at;
} Filling;

static void
must(bool ok, GError *error)
{
	if (ok)
		return;
	fprintf(stderr, "%s\n", error ? error->message : "failed");
	exit(1);
}

static void
store(const Case *kase, const Outcome *outcome, const Event *event, int64_t now, gpointer data)
{
	Filling *filling = data;
	g_autoptr(Case) copy = case_copy(kase);
	Origin origin = { event->actor, event->roles, event->cause, 0 };
	GError *error = NULL;

	copy->id = filling->case_id;
	must(ledger_save(filling->db, copy, outcome, &origin, now, NULL, &error), error);
	filling->case_id = copy->id;
	filling->events += outcome->transitions->len;
}

static void
fill(Db *db, const Policy *policy, int64_t events)
{
	Filling filling = { .db = db };
	int64_t from = world_time("2026-01-01T00:00"), until = world_time("2027-01-01T00:00");
	GError *error = NULL;

	for (int i = 0; filling.events < events; i++) {
		if (i % 500 == 0) {
			if (i)
				must(db_commit(db, &error), error);
			must(db_begin(db, &error), error);
		}
		filling.case_id = 0;
		/* Serials are per day; here each case has its own. */
		simulate_case(policy, (unsigned)i, i + 1, from + (int64_t)i * 104729 % (until - from - 86400),
			until, store, &filling);
	}
	must(db_commit(db, &error), error);
}

static double
cpu(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static long
peak_kilobytes(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

static int64_t
count_events(Db *db)
{
	DbStatement *statement = db_prepare(db, "SELECT max(id) FROM event", NULL);
	int64_t count = db_step(statement, NULL) == DB_ROW ? db_int(statement, 0) : 0;

	db_reset(statement);
	return count;
}

int
main(int count, char **arguments)
{
	g_autoptr(Policy) policy = world_policy();
	GError *error = NULL;
	gint64 started;
	double used;
	FactsBook *book;
	Figure now[FIGURE_COUNT], before[FIGURE_COUNT];
	Period month, last;
	Db *db;

	if (count < 2) {
		fprintf(stderr, "usage: bench-report DATABASE [events]\n");
		return 2;
	}
	if (g_access(arguments[1], 0) != 0) {
		db = db_open(arguments[1], &error);
		must(db, error);
		fill(db, policy, count > 2 ? atoll(arguments[2]) : 1000000);
		db_close(db);
		printf("filled; run again to measure\n");
		return 0;
	}
	db = db_open_readonly(arguments[1], &error);
	must(db, error);
	started = g_get_monotonic_time();
	used = cpu();
	book = report_read_log(db, INT64_MAX, &error);
	must(book, error);
	printf("log read into facts   wall %6.3f s  cpu %6.3f s  peak %ld MB  %" G_GINT64_FORMAT
	       " events  %u cases\n",
		(double)(g_get_monotonic_time() - started) / 1e6, cpu() - used, peak_kilobytes() / 1024,
		count_events(db), facts_book_length(book));
	started = g_get_monotonic_time();
	used = cpu();
	period_read("2026-11", policy->calendar, &month);
	last = period_before(&month, policy->calendar);
	figures_compute(book, &month, NULL, policy, now);
	figures_compute(book, &last, NULL, policy, before);
	printf("figures of two months wall %6.3f s  cpu %6.3f s  peak %ld MB  %" G_GINT64_FORMAT
	       " received\n",
		(double)(g_get_monotonic_time() - started) / 1e6, cpu() - used, peak_kilobytes() / 1024,
		now[FIGURE_RECEIVED].n);
	facts_book_free(book);
	db_close(db);
	return 0;
}
