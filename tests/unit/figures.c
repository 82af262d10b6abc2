/*
 * The figures of a simulated year against a slow calculation of its own, which knows no facts: it walks
 * through the whole cases that the life-cycle left behind at every step. Then the edges: nothing at all, one
 * case, names of periods, days that moved.
 */
#include "tests/unit/check.h"
#include "tests/unit/simulation.h"
#include "workflow/figures/figures.h"

#include <stdlib.h>
#include <string.h>

enum {
	CASES = 500,
};

/* ---- what is remembered of the year ---- */

typedef struct {
	int64_t at;
	const char *transition;
	CaseState to;
	Case *kase;   /* as it was then */
	bool checked; /* the step added a tracking entry */
} Snapshot;

typedef struct {
	GPtrArray *moments; /* Snapshot * */
} Life;

typedef struct {
	int64_t case_id;
	Life *life;
	GPtrArray *events; /* Row * */
} Recording;

typedef struct {
	FactsEvent event;
	char *header, *changes;
} Row;

static void
snapshot_free(gpointer data)
{
	Snapshot *moment = data;

	case_free(moment->kase);
	g_free(moment);
}

static void
row_free(gpointer data)
{
	Row *row = data;

	g_free(row->header);
	g_free(row->changes);
	g_free(row);
}

static void
record(const Case *kase, const Outcome *outcome, const Event *event, int64_t now, gpointer data)
{
	Recording *recording = data;
	guint last = outcome->transitions->len - 1;

	for (guint i = 0; i <= last; i++) {
		const Transition *transition = outcome->transitions->pdata[i];
		Snapshot *moment = g_new0(Snapshot, 1);
		Row *row = g_new0(Row, 1);

		moment->at = now;
		moment->transition = transition->transition;
		moment->to = transition->to;
		moment->kase = case_copy(kase); /* of the last of them: enough, they share their moment */
		row->header = simulation_header(transition);
		row->changes = changes_format(transition->changes);
		moment->checked = strstr(row->changes, "/kind=tracking\n") != NULL;
		row->event = (FactsEvent){ recording->case_id, now, event_name(event->kind),
			transition->transition, state_name(transition->to), row->header, row->changes };
		g_ptr_array_add(recording->life->moments, moment);
		g_ptr_array_add(recording->events, row);
	}
}

/* ---- the slow calculation ---- */

static bool
within(const Period *period, int64_t at)
{
	return at >= period->from && at < period->to;
}

/* How often a transition (to a state; STATE_COUNT: to any) happened in the period. */
static int64_t
often(const GPtrArray *lives, const Period *period, const char *transition, CaseState to)
{
	int64_t count = 0;

	for (guint i = 0; i < lives->len; i++) {
		const Life *life = lives->pdata[i];

		for (guint k = 0; k < life->moments->len; k++) {
			const Snapshot *moment = life->moments->pdata[k];

			count += within(period, moment->at) && strcmp(moment->transition, transition) == 0 &&
				 (to == STATE_COUNT || moment->to == to);
		}
	}
	return count;
}

static const Case *
last_before(const Life *life, int64_t at)
{
	const Case *kase = NULL;

	for (guint k = 0; k < life->moments->len; k++) {
		const Snapshot *moment = life->moments->pdata[k];

		if (moment->at < at)
			kase = moment->kase;
	}
	return kase;
}

static bool
is_over(const Case *kase, int64_t at)
{
	for (guint i = 0; i < kase->clocks->len; i++) {
		const Clock *clock = kase->clocks->pdata[i];
		int64_t end = clock->kind == CLOCK_TRACK ? clock->breached_at : clock->due_at;

		if (clock->kind != CLOCK_REPLY && clock->kind != CLOCK_CONFIRM && !clock->met_at &&
			!clock->stopped_at && !clock->paused_at && end && end < at)
			return true;
	}
	return false;
}

static void
slow_clock(const GPtrArray *lives, const Period *period, int kind, int64_t *out_n, int64_t *out_part)
{
	*out_n = *out_part = 0;
	for (guint i = 0; i < lives->len; i++) {
		const Case *kase = last_before(lives->pdata[i], period->to);

		for (guint k = 0; kase && k < kase->clocks->len; k++) {
			const Clock *clock = kase->clocks->pdata[k];

			if (clock->kind != kind)
				continue;
			if (clock->met_at && clock->met_at <= clock->due_at) {
				*out_n += within(period, clock->met_at);
				*out_part += within(period, clock->met_at);
			} else if (within(period, clock->due_at) &&
				   !(clock->stopped_at && clock->stopped_at <= clock->due_at)) {
				++*out_n;
			}
		}
	}
}

/* The sorted differences of two moments of each case, where the later one lies in the period. */
static GArray *
slow_spans(const GPtrArray *lives, const Period *period, size_t from, size_t to)
{
	GArray *spans = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (guint i = 0; i < lives->len; i++) {
		const Life *life = lives->pdata[i];
		int64_t a = 0, b = 0, span;

		for (guint k = 0; k < life->moments->len; k++) {
			const char *kase = (const char *)((const Snapshot *)life->moments->pdata[k])->kase;

			if (!a)
				a = *(const int64_t *)(const void *)(kase + from);
			if (!b)
				b = *(const int64_t *)(const void *)(kase + to);
		}
		span = b - a;
		if (a && b && span >= 0 && within(period, b))
			g_array_append_val(spans, span);
	}
	return spans;
}

static int
by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* ---- comparing ---- */

typedef struct {
	const GPtrArray *lives;
	const Period *period;
	const Figure *figures;
	char *name;
	int wrong;
} Comparison;

static void
same(Comparison *comparison, FigureId id, int64_t n, int64_t part)
{
	const Figure *figure = &comparison->figures[id];
	bool share = figure_rows[id].kind == KIND_SHARE;

	if (figure->n == n && (!share || figure->part == part))
		return;
	check(false, "a figure agrees with the slow calculation",
		"%s %s: %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT ", slowly %" G_GINT64_FORMAT
		"/%" G_GINT64_FORMAT,
		comparison->name, figure_rows[id].id, figure->part, figure->n, part, n);
	comparison->wrong++;
}

static void
compare_counts(Comparison *comparison)
{
	const GPtrArray *lives = comparison->lives;
	const Period *period = comparison->period;
	int64_t received = 0, urgent = 0, accepted = 0, open = 0, overdue = 0, answers[5] = { 0 };
	int64_t dismissed = often(lives, period, "T05", STATE_COUNT);
	int64_t closed = often(lives, period, "T25", STATE_CLOSED);
	int64_t reopened =
		often(lives, period, "T26", STATE_INVESTIGATING) + often(lives, period, "T27", STATE_COUNT);
	int64_t holds = 0;

	for (guint i = 0; i < lives->len; i++) {
		const Life *life = lives->pdata[i];
		const Case *kase = last_before(life, period->to);
		int before = 0;

		if (!kase)
			continue;
		received += within(period, kase->received_at);
		urgent += within(period, kase->received_at) && kase->urgent;
		accepted += within(period, kase->accepted_at);
		open += case_is_open(kase);
		overdue += is_over(kase, period->to);
		for (guint k = 0; k < life->moments->len; k++) {
			const Snapshot *moment = life->moments->pdata[k];

			if (moment->kase->satisfaction != before && moment->kase->satisfaction &&
				within(period, moment->at))
				answers[moment->kase->satisfaction]++;
			before = moment->kase->satisfaction;
			holds += within(period, moment->at) && moment->checked &&
				 strcmp(moment->transition, "T24") == 0;
		}
	}
	same(comparison, FIGURE_RECEIVED, received, 0);
	same(comparison, FIGURE_URGENT, urgent, 0);
	same(comparison, FIGURE_ACCEPTED, accepted, 0);
	same(comparison, FIGURE_DISMISSED, dismissed, 0);
	same(comparison, FIGURE_ACCEPTANCE, accepted + dismissed, accepted);
	same(comparison, FIGURE_CLOSED, closed, 0);
	same(comparison, FIGURE_RESOLVED, closed, closed);
	same(comparison, FIGURE_REOPENED, closed + reopened, reopened);
	same(comparison, FIGURE_HANDLED, often(lives, period, "T17", STATE_HANDLED), 0);
	same(comparison, FIGURE_OPEN, open, 0);
	same(comparison, FIGURE_OVERDUE, overdue, 0);
	same(comparison, FIGURE_SATISFIED, answers[SATISFACTION_SATISFIED], 0);
	same(comparison, FIGURE_MOSTLY, answers[SATISFACTION_MOSTLY], 0);
	same(comparison, FIGURE_NOT, answers[SATISFACTION_NOT], 0);
	same(comparison, FIGURE_SILENT, answers[SATISFACTION_SILENT], 0);
	same(comparison, FIGURE_SATISFACTION,
		answers[SATISFACTION_SATISFIED] + answers[SATISFACTION_MOSTLY] + answers[SATISFACTION_NOT],
		answers[SATISFACTION_SATISFIED] + answers[SATISFACTION_MOSTLY]);
	same(comparison, FIGURE_EFFECTIVE, holds + often(lives, period, "T26", STATE_INVESTIGATING), holds);
}

static void
compare_clocks(Comparison *comparison)
{
	static const struct {
		FigureId id;
		int kind;
	} rows[] = {
		{ FIGURE_ACK_ON_TIME, CLOCK_ACK },
		{ FIGURE_CONTACT_ON_TIME, CLOCK_CONTACT },
		{ FIGURE_PLAN_ON_TIME, CLOCK_PLAN },
		{ FIGURE_EXEC_ON_TIME, CLOCK_EXEC },
		{ FIGURE_TOTAL_ON_TIME, CLOCK_TOTAL },
		{ FIGURE_FEEDBACK_ON_TIME, CLOCK_FEEDBACK },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		int64_t n, part;

		slow_clock(comparison->lives, comparison->period, rows[i].kind, &n, &part);
		same(comparison, rows[i].id, n, part);
	}
}

static void
compare_spans(Comparison *comparison)
{
	static const struct {
		FigureId id;
		size_t from, to;
	} rows[] = {
		{ FIGURE_CONTACT_TIME, offsetof(Case, assigned_at), offsetof(Case, contacted_at) },
		{ FIGURE_HANDLED_TIME, offsetof(Case, accepted_at), offsetof(Case, handled_at) },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GArray) spans =
			slow_spans(comparison->lives, comparison->period, rows[i].from, rows[i].to);
		const Figure *figure = &comparison->figures[rows[i].id];
		guint n = spans->len;
		int64_t *all = (int64_t *)(void *)spans->data;

		same(comparison, rows[i].id, n, 0);
		if (!n)
			continue;
		qsort(all, n, sizeof *all, by_size);
		if ((int64_t)figure->median != all[(n + 1) / 2 - 1] ||
			(int64_t)figure->high != all[(n * 9 + 9) / 10 - 1]) {
			check(false, "median and p90 agree with the slow calculation", "%s %s",
				comparison->name, figure_rows[rows[i].id].id);
			comparison->wrong++;
		}
	}
}

/* What needs the order of one case's transitions. */
static void
compare_orders(Comparison *comparison)
{
	const Period *period = comparison->period;
	int64_t handled = 0, again = 0, assigned = 0, returned = 0, working = 0, extended = 0, rounds = 0,
		agreed = 0;

	for (guint i = 0; i < comparison->lives->len; i++) {
		const Life *life = comparison->lives->pdata[i];
		bool was_handled = false, in_work = false, more_time = false;
		int64_t offered = 0, open_assignment = 0;

		for (guint k = 0; k < life->moments->len; k++) {
			const Snapshot *moment = life->moments->pdata[k];
			const Snapshot *next =
				k + 1 < life->moments->len ? life->moments->pdata[k + 1] : NULL;
			const char *what = moment->transition;
			int64_t end = next ? next->at : INT64_MAX;

			if (moment->at >= period->to)
				break;
			if (moment->to == STATE_EXECUTING && end >= period->from)
				in_work = true;
			if (strcmp(what, "T17") == 0 && moment->to == STATE_HANDLED) {
				handled += within(period, moment->at);
				again += within(period, moment->at) && was_handled;
				was_handled = true;
			} else if (strcmp(what, "T07") == 0 || strcmp(what, "T08") == 0) {
				assigned += within(period, moment->at);
				open_assignment = within(period, moment->at);
			} else if (strcmp(what, "T07c") == 0) {
				returned += open_assignment;
				open_assignment = 0;
			} else if (strcmp(what, "T12") == 0) {
				offered++;
			} else if (strcmp(what, "T14") == 0 && within(period, moment->at)) {
				rounds += offered;
				agreed++;
			} else if (strcmp(what, "T18") == 0) {
				more_time = more_time || within(period, moment->at);
			}
		}
		working += in_work;
		extended += more_time;
	}
	same(comparison, FIGURE_REWORK, handled, again);
	same(comparison, FIGURE_RETURNED, assigned, returned);
	same(comparison, FIGURE_EXTENDED, working, extended);
	same(comparison, FIGURE_ROUNDS, agreed, 0);
	if (agreed && (int64_t)(comparison->figures[FIGURE_ROUNDS].mean * (double)agreed + 0.5) != rounds) {
		check(false, "rounds agree with the slow calculation", "%s", comparison->name);
		comparison->wrong++;
	}
}

/* ---- improvements ---- */

static bool
alike(const Case *a, const Case *b)
{
	if (g_strcmp0(a->category, b->category) != 0)
		return false;
	return (a->class_name && g_strcmp0(a->class_name, b->class_name) == 0) ||
	       (a->persons && g_strcmp0(a->persons, b->persons) == 0);
}

/* How often what `own` complained of came again within the period and 90 days of `done`. */
static int64_t
slow_again(const Comparison *comparison, const Life *own, const Case *of, int64_t done)
{
	const Period *period = comparison->period;
	const Period watched = { .from = MAX(period->from, done),
		.to = MIN(period->to, done + (int64_t)90 * 24 * 3600) };
	int64_t again = 0;

	for (guint i = 0; i < comparison->lives->len; i++) {
		const Life *life = comparison->lives->pdata[i];
		const Case *other = life == own ? NULL : last_before(life, period->to);

		again += other && within(&watched, other->received_at) && alike(of, other) &&
			 other->state != STATE_DISMISSED && other->state != STATE_MERGED &&
			 other->state != STATE_WITHDRAWN;
	}
	for (guint k = 0; k < own->moments->len; k++) {
		const Snapshot *moment = own->moments->pdata[k];

		again += within(&watched, moment->at) && moment->to == STATE_INVESTIGATING &&
			 (strcmp(moment->transition, "T26") == 0 || strcmp(moment->transition, "T27") == 0);
	}
	return again;
}

static void
compare_improvements(Comparison *comparison)
{
	const Period *period = comparison->period;
	int64_t raised = 0, done = 0, open = 0, late = 0, decided = 0, in_time = 0, watched = 0, again = 0;

	for (guint i = 0; i < comparison->lives->len; i++) {
		const Life *life = comparison->lives->pdata[i];
		const Case *kase = last_before(life, period->to);

		for (guint k = 0; kase && k < kase->improvements->len; k++) {
			const Improvement *item = kase->improvements->pdata[k];
			bool is_done = item->status == IMPROVEMENT_DONE;
			bool is_open = item->status == IMPROVEMENT_OPEN;

			raised += within(period, item->raised_at);
			done += is_done && within(period, item->ended_at);
			open += is_open;
			late += is_open && item->due_at < period->to;
			if (is_done && item->ended_at <= item->due_at) {
				decided += within(period, item->ended_at);
				in_time += within(period, item->ended_at);
			} else if (is_open || item->ended_at > item->due_at) {
				decided += within(period, item->due_at);
			}
			if (!is_done || item->ended_at + (int64_t)90 * 24 * 3600 <= period->from)
				continue;
			watched++;
			again += slow_again(comparison, life, kase, item->ended_at) > 0;
		}
	}
	same(comparison, FIGURE_IMPROVE_RAISED, raised, 0);
	same(comparison, FIGURE_IMPROVE_DONE, done, 0);
	same(comparison, FIGURE_IMPROVE_OPEN, open, 0);
	same(comparison, FIGURE_IMPROVE_LATE, late, 0);
	same(comparison, FIGURE_IMPROVE_ON_TIME, decided, in_time);
	same(comparison, FIGURE_RECURRED, watched, again);
}

/* ---- the year ---- */

typedef struct {
	Policy *policy;
	GPtrArray *lives, *events;
} Year;

static Year
simulate_year(void)
{
	Year year = { world_policy(), g_ptr_array_new(), g_ptr_array_new_with_free_func(row_free) };
	int64_t from = world_time("2026-01-01T00:00"), until = world_time("2027-01-08T00:00");

	for (int i = 0; i < CASES; i++) {
		Life *life = g_new(Life, 1);
		Recording recording = { i + 1, life, year.events };
		int64_t at = from + (world_time("2027-01-01T00:00") - from) / CASES * i;

		life->moments = g_ptr_array_new_with_free_func(snapshot_free);
		g_ptr_array_add(year.lives, life);
		simulate_case(year.policy, (unsigned)i + 7, i % 9999 + 1, at, until, record, &recording);
	}
	return year;
}

static void
year_clear(Year *year)
{
	for (guint i = 0; i < year->lives->len; i++) {
		Life *life = year->lives->pdata[i];

		g_ptr_array_unref(life->moments);
		g_free(life);
	}
	g_ptr_array_unref(year->lives);
	g_ptr_array_unref(year->events);
	policy_free(year->policy);
}

static FactsBook *
book_until(const Year *year, int64_t until)
{
	FactsBook *book = facts_book_new();

	for (guint i = 0; i < year->events->len; i++) {
		const Row *row = year->events->pdata[i];

		if (row->event.at < until)
			facts_book_take(book, &row->event);
	}
	return book;
}

static int
compare_period(const Year *year, const Period *period)
{
	g_autoptr(FactsBook) book = book_until(year, period->to);
	Figure figures[FIGURE_COUNT];
	Comparison comparison = { year->lives, period, figures, period_name(period), 0 };

	figures_compute(book, period, NULL, year->policy, figures);
	compare_counts(&comparison);
	compare_clocks(&comparison);
	compare_spans(&comparison);
	compare_orders(&comparison);
	compare_improvements(&comparison);
	g_free(comparison.name);
	return comparison.wrong;
}

/* What happened in a month is the same whenever one asks; what cases are like now (open ones of a category)
 * may move. */
static void
test_stays(const Year *year, const Period *period)
{
	g_autoptr(FactsBook) then = book_until(year, period->to), later = book_until(year, INT64_MAX);
	Figure a[FIGURE_COUNT], b[FIGURE_COUNT];
	const char *moved = NULL;

	figures_compute(then, period, NULL, year->policy, a);
	figures_compute(later, period, NULL, year->policy, b);
	for (FigureId id = 0; id < FIGURE_COUNT; id++)
		/* Urgent may be set later, a pause moves a limit that was over, an item is put off after its
		 * day, intake finds another category. */
		if (id != FIGURE_URGENT && id != FIGURE_OVERDUE && id != FIGURE_IMPROVE_LATE &&
			id != FIGURE_IMPROVE_ON_TIME && id != FIGURE_RECURRED &&
			(a[id].n != b[id].n || a[id].part != b[id].part))
			moved = figure_rows[id].id;
	check(!moved, "a figure of a past month never changes", "%s", moved ? moved : "");
}

/* A digest's lines are bound by it (spec §11). */
static void
test_versions(const Year *year)
{
	g_autoptr(FactsBook) book = book_until(year, INT64_MAX);
	int wrong = 0;

	for (guint i = 0; i < year->lives->len; i++) {
		const Life *life = year->lives->pdata[i];
		const Snapshot *last = life->moments->pdata[life->moments->len - 1];

		wrong += facts_book_case(book, i + 1)->version != case_version(last->kase);
	}
	check_int("cases of the book with another version than the case itself", wrong, 0);
}

static void
test_year(void)
{
	Year year = simulate_year();
	const Calendar *calendar = year.policy->calendar;
	Figure all[FIGURE_COUNT];
	g_autoptr(FactsBook) book = NULL;
	Period period;
	int wrong = 0, periods = 0;

	period_read("2026-01", calendar, &period);
	for (int month = 0; month < 12; month++, period = period_after(&period, calendar), periods++)
		wrong += compare_period(&year, &period);
	period_read("2025-W53", calendar, &period);
	period_read("2026-W01", calendar, &period);
	for (int week = 0; week < 53; week += 3, periods++) {
		wrong += compare_period(&year, &period);
		for (int i = 0; i < 3; i++)
			period = period_after(&period, calendar);
	}
	check_int("months and weeks of a year agree with the slow calculation", wrong, 0);
	period_read("2026-05", calendar, &period);
	test_stays(&year, &period);
	test_versions(&year);
	period_read("2026", calendar, &period);
	wrong = compare_period(&year, &period);
	check_int("the year as a whole agrees", wrong, 0);
	book = book_until(&year, period.to);
	figures_compute(book, &period, NULL, year.policy, all);
	check_int("every case of the year was received in it", all[FIGURE_RECEIVED].n, CASES);
	for (FigureId id = 0; id < FIGURE_COUNT; id++)
		if (id != FIGURE_EXTERNAL && id != FIGURE_WITHDRAWN && id != FIGURE_TOP)
			check(all[id].n > 0, "the year has something to count for every figure", "%s",
				figure_rows[id].id);
	year_clear(&year);
}

/* ---- edges ---- */

static void
test_periods(void)
{
	static const struct {
		const char *label, *name, *first, *last; /* first NULL: no period */
	} rows[] = {
		{ "a day", "2026-11-24", "2026-11-24", "2026-11-24" },
		{ "a month", "2026-11", "2026-11-01", "2026-11-30" },
		{ "a leap February", "2028-02", "2028-02-01", "2028-02-29" },
		{ "a quarter", "2026-Q4", "2026-10-01", "2026-12-31" },
		{ "a year", "2026", "2026-01-01", "2026-12-31" },
		{ "a week over the turn of the year", "2026-W53", "2026-12-28", "2027-01-03" },
		{ "a first week that begins in the old year", "2026-W01", "2025-12-29", "2026-01-04" },
		{ "a week that the year does not have", "2027-W53", NULL, NULL },
		{ "week 0", "2026-W00", NULL, NULL },
		{ "month 13", "2026-13", NULL, NULL },
		{ "quarter 5", "2026-Q5", NULL, NULL },
		{ "a day that is none", "2026-02-30", NULL, NULL },
		{ "words behind", "2026-11x", NULL, NULL },
		{ "nothing", "", NULL, NULL },
	};
	g_autoptr(Policy) policy = world_policy();

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		Period period = { 0 };
		bool read = period_read(rows[i].name, policy->calendar, &period);
		g_autofree char *name = read ? period_name(&period) : NULL;
		char first[16] = "", last[16] = "";

		check(read == (rows[i].first != NULL), rows[i].label, "read: %d", read);
		if (!read || !rows[i].first)
			continue;
		g_date_strftime(first, sizeof first, "%Y-%m-%d", &period.first);
		g_date_strftime(last, sizeof last, "%Y-%m-%d", &period.last);
		check_text(rows[i].label, first, rows[i].first);
		check_text(rows[i].label, last, rows[i].last);
		check_text("its name reads back", name, rows[i].name);
	}
}

static void
test_workdays(void)
{
	static const struct {
		const char *label, *name, *day;
	} rows[] = {
		{ "a month's report waits for the holiday's end", "2026-10", "2026-10-08" },
		{ "an ordinary week begins on Monday", "2026-W48", "2026-11-23" },
	};
	g_autoptr(Policy) policy = world_policy();

	g_assert_true(calendar_add_text(policy->calendar,
		"2026-10-01\toff\t国庆节\n2026-10-02\toff\t国庆节\n2026-10-05\toff\t国庆节\n2026-10-"
		"06\toff\t国庆节\n"
		"2026-10-07\toff\t国庆节\n2026-10-10\twork\t调休\n",
		NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		Period period;
		GDate day;
		char text[16] = "";

		g_assert_true(period_read(rows[i].name, policy->calendar, &period));
		if (period_first_workday(&period, policy->calendar, &day))
			g_date_strftime(text, sizeof text, "%Y-%m-%d", &day);
		check_text(rows[i].label, text, rows[i].day);
	}
}

/* The second case's later life, of which its erasing alone tells what the answers and the limits were. */
static void
test_erased(FactsBook *book, const Policy *policy, const Period *period)
{
	static const struct {
		const char *event, *transition, *to;
	} rows[] = {
		{ "satisfaction", "T22", "investigating" },
		{ "satisfaction", "T21", "tracking" },
		{ "finished", "T25", "closed" },
	};
	Figure figures[FIGURE_COUNT];
	FactsEvent last = { 2, 1795999999, "erased", "", "closed", "actor=\n",
		"state=closed\ncategory=teaching\nsatisfaction=mostly\nclock/0/kind=CONTACT\n"
		"clock/0/started_at=1795395600\nclock/0/due_at=1795482000\nclock/0/met_at=1795400000\n" };

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		facts_book_take(book, &(FactsEvent){ 2, 1795396000 + (int64_t)i, rows[i].event,
					      rows[i].transition, rows[i].to, NULL, NULL });
	facts_book_take(book, &last);
	figures_compute(book, period, NULL, policy, figures);
	check(figures[FIGURE_MOSTLY].n == 1 && figures[FIGURE_NOT].n == 1,
		"an erased case's answers count, each at its time", "mostly %d, not %d",
		(int)figures[FIGURE_MOSTLY].n, (int)figures[FIGURE_NOT].n);
	check_int("and its limits", figures[FIGURE_CONTACT_ON_TIME].n, 1);
	last.case_id = 7;
	facts_book_take(book, &last);
	check(!facts_book_case(book, 7), "an erasing that comes after the book's end tells of no case",
		"it does");
}

static void
test_few(void)
{
	g_autoptr(Policy) policy = world_policy();
	g_autoptr(FactsBook) book = facts_book_new();
	Figure figures[FIGURE_COUNT];
	Period period;
	FactsEvent event = { 1, 0, "complaint", "T01", "received", "actor=\n",
		"number=C20261123-0007K\nstate=received\ncategory=teaching\nreceived_at=1795395600\n"
		"learner_name=甲\\n乙\\\\丙\n" };
	FactsEvent erased = { 2, 0, "complaint", "T01", "received", NULL, NULL };
	bool quiet = true;

	period_read("2026-11", policy->calendar, &period);
	figures_compute(book, &period, NULL, policy, figures);
	for (FigureId id = 0; id < FIGURE_COUNT; id++)
		quiet = quiet && figures[id].n == 0 && figure_share(&figures[id]) == 0;
	check(quiet, "without a case every figure is nothing of nothing", " ");

	event.at = erased.at = 1795395600;
	facts_book_take(book, &event);
	facts_book_take(book, &erased);
	facts_book_complete(book, 2, "teaching", "teaching", "邮件");
	figures_compute(book, &period, &(Scope){ BY_CATEGORY, "teaching" }, policy, figures);
	check_int("one case and one whose words were erased count alike", figures[FIGURE_RECEIVED].n, 2);
	check_text(
		"line ends and backslashes come back", facts_book_case(book, 1)->learner_name, "甲\n乙\\丙");
	check(!facts_book_case(book, 3) && !facts_book_case(book, -1), "there is no other case", " ");
	test_erased(book, policy, &period);
	event.case_id = INT64_MAX;
	facts_book_take(book, &event);
	check_int("a case's id that nobody can have is passed over", facts_book_length(book), 2);
}

int
main(void)
{
	test_periods();
	test_workdays();
	test_few();
	test_year();
	return check_done();
}
