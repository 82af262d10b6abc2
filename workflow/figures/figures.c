#include "workflow/figures/figures.h"

#include "workflow/figures/recurrence.h"

#include <string.h>

#define DID(deed) (1u << DID_##deed)

/* What one figure is being added up from. */
typedef struct {
	Figure figure;
	GArray *spans; /* double */
	const Period *period;
	const Calendar *calendar;
	unsigned part, base; /* the row's */
} Tally;

typedef void (*Adder)(Tally *tally, const CaseFacts *facts);

static const Happening *
happening_at(const CaseFacts *facts, guint i)
{
	return &g_array_index(facts->happenings, Happening, i);
}

static bool
is_within(const Tally *tally, int64_t at)
{
	return period_holds(tally->period, at);
}

static void
count(Tally *tally, bool part)
{
	tally->figure.n++;
	tally->figure.part += part;
}

/* ---- what is counted ---- */

/* Each happening of the kinds `base`; those of `part` are the part. */
static void
add_deeds(Tally *tally, const CaseFacts *facts)
{
	for (guint i = 0; i < facts->happenings->len; i++) {
		const Happening *happening = happening_at(facts, i);

		if (tally->base >> happening->deed & 1 && is_within(tally, happening->at))
			count(tally, tally->part >> happening->deed & 1);
	}
}

/* Each case that such a thing happened to. */
static void
add_cases(Tally *tally, const CaseFacts *facts)
{
	for (guint i = 0; i < facts->happenings->len; i++) {
		const Happening *happening = happening_at(facts, i);

		if (tally->base >> happening->deed & 1 && is_within(tally, happening->at)) {
			count(tally, false);
			return;
		}
	}
}

static void
add_urgent(Tally *tally, const CaseFacts *facts)
{
	if (facts->urgent)
		add_deeds(tally, facts);
}

/* Whether the case was open when the period ended; the last of its ends and reopenings decides. */
static void
add_open(Tally *tally, const CaseFacts *facts)
{
	static const unsigned ends =
		DID(DISMISSED) | DID(MERGED) | DID(WITHDRAWN) | DID(CLOSED) | DID(EXTERNAL);
	static const unsigned begins = DID(RECEIVED) | DID(REOPENED) | DID(SPLIT);
	bool open = false;

	for (guint i = 0; i < facts->happenings->len; i++) {
		const Happening *happening = happening_at(facts, i);

		if (happening->at >= tally->period->to)
			continue;
		if (ends >> happening->deed & 1)
			open = false;
		else if (begins >> happening->deed & 1)
			open = true;
	}
	if (open)
		count(tally, false);
}

/* What is over is owed by us: the learner's silence is not. */
static bool
is_ours(const ClockFacts *clock)
{
	return clock->kind != CLOCK_REPLY && clock->kind != CLOCK_CONFIRM;
}

/* A check of the effect has some days of grace for the learner's answer; its breach says when they were over.
 */
bool
clock_facts_is_late(const ClockFacts *clock, int64_t at)
{
	int64_t end = clock->kind == CLOCK_TRACK ? clock->breached_at : clock->due_at;

	return clock->started_at && end && end < at && is_ours(clock) && !clock->paused &&
	       !(clock->met_at && clock->met_at < at) && !(clock->stopped_at && clock->stopped_at < at);
}

const ClockFacts *
facts_overdue(const CaseFacts *facts, int64_t at)
{
	const ClockFacts *worst = NULL;

	for (guint i = 0; i < facts->clocks->len; i++) {
		const ClockFacts *clock = &g_array_index(facts->clocks, ClockFacts, i);

		if (clock_facts_is_late(clock, at) && (!worst || clock->due_at < worst->due_at))
			worst = clock;
	}
	return worst;
}

static void
add_overdue(Tally *tally, const CaseFacts *facts)
{
	if (facts_overdue(facts, tally->period->to))
		count(tally, false);
}

/* An obligation is decided when it is met in time, or else when its time is over: it counts then, once. */
static void
add_clock(Tally *tally, const CaseFacts *facts)
{
	for (guint i = 0; i < facts->clocks->len; i++) {
		const ClockFacts *clock = &g_array_index(facts->clocks, ClockFacts, i);
		bool met = clock->met_at && clock->met_at <= clock->due_at;

		if (clock->kind != tally->part || !clock->due_at)
			continue;
		if (!met && clock->stopped_at && clock->stopped_at <= clock->due_at)
			continue;
		if (is_within(tally, met ? clock->met_at : clock->due_at))
			count(tally, met);
	}
}

/* Of the cases that got a department in the period for the first time: those contacted before its end. */
static void
add_response(Tally *tally, const CaseFacts *facts)
{
	if (facts->assigned_at && is_within(tally, facts->assigned_at))
		count(tally, facts->contacted_at && facts->contacted_at < tally->period->to);
}

/* Of the checks that fell due in the period: those made before its end. */
static void
add_follow_up(Tally *tally, const CaseFacts *facts)
{
	for (guint i = 0; i < facts->clocks->len; i++) {
		const ClockFacts *clock = &g_array_index(facts->clocks, ClockFacts, i);

		if (clock->kind != CLOCK_TRACK || !is_within(tally, clock->due_at))
			continue;
		if (clock->stopped_at && clock->stopped_at < clock->due_at)
			continue;
		count(tally, clock->met_at && clock->met_at < tally->period->to);
	}
}

/* Of all 办结 of the period: those of a case that had been handled before. */
static void
add_rework(Tally *tally, const CaseFacts *facts)
{
	bool before = false;

	for (guint i = 0; i < facts->happenings->len; i++) {
		const Happening *happening = happening_at(facts, i);

		if (happening->deed != DID_HANDLED)
			continue;
		if (is_within(tally, happening->at))
			count(tally, before);
		before = true;
	}
}

/* Of all assignments of the period: those that the department gave back before its end. */
static void
add_returned(Tally *tally, const CaseFacts *facts)
{
	for (guint i = 0; i < facts->happenings->len; i++) {
		const Happening *happening = happening_at(facts, i);
		bool back = false;

		if (happening->deed != DID_ASSIGNED || !is_within(tally, happening->at))
			continue;
		for (guint k = i + 1; k < facts->happenings->len; k++) {
			const Happening *next = happening_at(facts, k);

			if (next->deed == DID_ASSIGNED)
				break;
			if (next->deed == DID_RETURNED && next->at < tally->period->to) {
				back = true;
				break;
			}
		}
		count(tally, back);
	}
}

/* Of the cases whose plan was being carried out at some time of the period: those given more time in it. */
static void
add_extended(Tally *tally, const CaseFacts *facts)
{
	static const unsigned begins = DID(AGREED) | DID(SENT_BACK);
	static const unsigned ends =
		DID(HANDLED) | DID(UPHELD) | DID(MERGED) | DID(WITHDRAWN) | DID(EXTERNAL);
	int64_t since = 0;
	bool worked = false, extended = false;

	for (guint i = 0; i < facts->happenings->len; i++) {
		const Happening *happening = happening_at(facts, i);

		if (begins >> happening->deed & 1) {
			since = happening->at;
		} else if (ends >> happening->deed & 1 && since) {
			worked =
				worked || (since < tally->period->to && happening->at >= tally->period->from);
			since = 0;
		} else if (happening->deed == DID_EXTENDED) {
			extended = extended || is_within(tally, happening->at);
		}
	}
	if (worked || extended || (since && since < tally->period->to))
		count(tally, extended);
}

/* ---- how long ---- */

static void
add_span(Tally *tally, int64_t from, int64_t to)
{
	double span = (double)(to - from);

	if (from && to >= from && is_within(tally, to))
		g_array_append_val(tally->spans, span);
}

static void
add_ack_time(Tally *tally, const CaseFacts *facts)
{
	for (guint i = 0; i < facts->clocks->len; i++) {
		const ClockFacts *clock = &g_array_index(facts->clocks, ClockFacts, i);

		if (clock->kind == CLOCK_ACK && clock->met_at)
			add_span(tally, clock->started_at, clock->met_at);
	}
}

static void
add_contact_time(Tally *tally, const CaseFacts *facts)
{
	add_span(tally, facts->assigned_at, facts->contacted_at);
}

static void
add_plan_time(Tally *tally, const CaseFacts *facts)
{
	add_span(tally, facts->assigned_at, facts->offered_at);
}

static void
add_handled_time(Tally *tally, const CaseFacts *facts)
{
	add_span(tally, facts->accepted_at, facts->handled_at);
}

static void
add_workdays(Tally *tally, const CaseFacts *facts)
{
	double days;

	if (!facts->accepted_at || !facts->handled_at || !is_within(tally, facts->handled_at))
		return;
	days = calendar_workdays_between(tally->calendar, facts->accepted_at, facts->handled_at);
	g_array_append_val(tally->spans, days);
}

/* Plans that it took until the learner agreed. */
static void
add_rounds(Tally *tally, const CaseFacts *facts)
{
	double rounds = 0;

	for (guint i = 0; i < facts->happenings->len; i++) {
		const Happening *happening = happening_at(facts, i);

		if (happening->deed == DID_OFFERED)
			rounds++;
		else if (happening->deed == DID_AGREED && is_within(tally, happening->at))
			g_array_append_val(tally->spans, rounds);
	}
}

/* ---- the one table ---- */

/* clang-format off */
const FigureRow figure_rows[FIGURE_COUNT] = {
	[FIGURE_RECEIVED] = { "received", KIND_COUNT, WISH_NONE },
	[FIGURE_URGENT] = { "urgent", KIND_COUNT, WISH_LESS },
	[FIGURE_ACCEPTED] = { "accepted", KIND_COUNT, WISH_NONE },
	[FIGURE_DISMISSED] = { "dismissed", KIND_COUNT, WISH_NONE },
	[FIGURE_HANDLED] = { "handled", KIND_COUNT, WISH_NONE },
	[FIGURE_CLOSED] = { "closed", KIND_COUNT, WISH_NONE },
	[FIGURE_WITHDRAWN] = { "withdrawn", KIND_COUNT, WISH_NONE },
	[FIGURE_EXTERNAL] = { "external", KIND_COUNT, WISH_LESS },
	[FIGURE_OPEN] = { "open", KIND_COUNT, WISH_NONE },
	[FIGURE_OVERDUE] = { "overdue", KIND_COUNT, WISH_LESS },
	[FIGURE_ACCEPTANCE] = { "acceptance", KIND_SHARE, WISH_NONE },
	[FIGURE_ACK_ON_TIME] = { "ack_on_time", KIND_SHARE, WISH_MORE },
	[FIGURE_CONTACT_ON_TIME] = { "contact_on_time", KIND_SHARE, WISH_MORE },
	[FIGURE_PLAN_ON_TIME] = { "plan_on_time", KIND_SHARE, WISH_MORE },
	[FIGURE_EXEC_ON_TIME] = { "exec_on_time", KIND_SHARE, WISH_MORE },
	[FIGURE_TOTAL_ON_TIME] = { "total_on_time", KIND_SHARE, WISH_MORE },
	[FIGURE_FEEDBACK_ON_TIME] = { "feedback_on_time", KIND_SHARE, WISH_MORE },
	[FIGURE_RESPONSE] = { "response", KIND_SHARE, WISH_MORE },
	[FIGURE_RESOLVED] = { "resolved", KIND_SHARE, WISH_MORE },
	[FIGURE_SATISFACTION] = { "satisfaction", KIND_SHARE, WISH_MORE },
	[FIGURE_SATISFIED] = { "satisfied", KIND_COUNT, WISH_MORE },
	[FIGURE_MOSTLY] = { "mostly", KIND_COUNT, WISH_NONE },
	[FIGURE_NOT] = { "not", KIND_COUNT, WISH_LESS },
	[FIGURE_SILENT] = { "silent", KIND_COUNT, WISH_LESS },
	[FIGURE_FOLLOWED_UP] = { "followed_up", KIND_SHARE, WISH_MORE },
	[FIGURE_EFFECTIVE] = { "effective", KIND_SHARE, WISH_MORE },
	[FIGURE_REWORK] = { "rework", KIND_SHARE, WISH_LESS },
	[FIGURE_REOPENED] = { "reopened", KIND_SHARE, WISH_LESS },
	[FIGURE_RETURNED] = { "returned", KIND_SHARE, WISH_LESS },
	[FIGURE_EXTENDED] = { "extended", KIND_SHARE, WISH_LESS },
	[FIGURE_ACK_TIME] = { "ack_time", KIND_SPAN, WISH_LESS },
	[FIGURE_CONTACT_TIME] = { "contact_time", KIND_SPAN, WISH_LESS },
	[FIGURE_PLAN_TIME] = { "plan_time", KIND_SPAN, WISH_LESS },
	[FIGURE_HANDLED_TIME] = { "handled_time", KIND_SPAN, WISH_LESS },
	[FIGURE_WORKDAYS] = { "workdays", KIND_MEAN, WISH_LESS },
	[FIGURE_ROUNDS] = { "rounds", KIND_MEAN, WISH_LESS },
	[FIGURE_REMINDED] = { "reminded", KIND_COUNT, WISH_LESS },
	[FIGURE_LATE] = { "late", KIND_COUNT, WISH_LESS },
	[FIGURE_ESCALATED] = { "escalated", KIND_COUNT, WISH_LESS },
	[FIGURE_TOP] = { "top", KIND_COUNT, WISH_LESS },
	[FIGURE_IMPROVE_RAISED] = { "improve_raised", KIND_COUNT, WISH_NONE },
	[FIGURE_IMPROVE_DONE] = { "improve_done", KIND_COUNT, WISH_MORE },
	[FIGURE_IMPROVE_OPEN] = { "improve_open", KIND_COUNT, WISH_NONE },
	[FIGURE_IMPROVE_LATE] = { "improve_late", KIND_COUNT, WISH_LESS },
	[FIGURE_IMPROVE_ON_TIME] = { "improve_on_time", KIND_SHARE, WISH_MORE },
	[FIGURE_RECURRED] = { "recurred", KIND_SHARE, WISH_LESS },
};

#define ANSWERS (DID(SATISFIED) | DID(MOSTLY) | DID(NOT))

/* How each is added up: `part` of `base`, or a ClockKind as `part`. */
static const struct {
	Adder add; /* NULL: recurrence.c does */
	unsigned part, base;
} ways[FIGURE_COUNT] = {
	[FIGURE_RECEIVED] = { add_deeds, 0, DID(RECEIVED) },
	[FIGURE_URGENT] = { add_urgent, 0, DID(RECEIVED) },
	[FIGURE_ACCEPTED] = { add_deeds, 0, DID(ACCEPTED) },
	[FIGURE_DISMISSED] = { add_deeds, 0, DID(DISMISSED) },
	[FIGURE_HANDLED] = { add_deeds, 0, DID(HANDLED) },
	[FIGURE_CLOSED] = { add_deeds, 0, DID(CLOSED) },
	[FIGURE_WITHDRAWN] = { add_deeds, 0, DID(WITHDRAWN) },
	[FIGURE_EXTERNAL] = { add_deeds, 0, DID(EXTERNAL) },
	[FIGURE_OPEN] = { add_open, 0, 0 },
	[FIGURE_OVERDUE] = { add_overdue, 0, 0 },
	[FIGURE_ACCEPTANCE] = { add_deeds, DID(ACCEPTED), DID(ACCEPTED) | DID(DISMISSED) },
	[FIGURE_ACK_ON_TIME] = { add_clock, CLOCK_ACK, 0 },
	[FIGURE_CONTACT_ON_TIME] = { add_clock, CLOCK_CONTACT, 0 },
	[FIGURE_PLAN_ON_TIME] = { add_clock, CLOCK_PLAN, 0 },
	[FIGURE_EXEC_ON_TIME] = { add_clock, CLOCK_EXEC, 0 },
	[FIGURE_TOTAL_ON_TIME] = { add_clock, CLOCK_TOTAL, 0 },
	[FIGURE_FEEDBACK_ON_TIME] = { add_clock, CLOCK_FEEDBACK, 0 },
	[FIGURE_RESPONSE] = { add_response, 0, 0 },
	[FIGURE_RESOLVED] = { add_deeds, DID(CLOSED), DID(CLOSED) | DID(EXTERNAL) },
	[FIGURE_SATISFACTION] = { add_deeds, DID(SATISFIED) | DID(MOSTLY), ANSWERS },
	[FIGURE_SATISFIED] = { add_deeds, 0, DID(SATISFIED) },
	[FIGURE_MOSTLY] = { add_deeds, 0, DID(MOSTLY) },
	[FIGURE_NOT] = { add_deeds, 0, DID(NOT) },
	[FIGURE_SILENT] = { add_deeds, 0, DID(SILENT) },
	[FIGURE_FOLLOWED_UP] = { add_follow_up, 0, 0 },
	[FIGURE_EFFECTIVE] = { add_deeds, DID(CHECKED), DID(CHECKED) | DID(INEFFECTIVE) },
	[FIGURE_REWORK] = { add_rework, 0, 0 },
	[FIGURE_REOPENED] = { add_deeds, DID(REOPENED), DID(REOPENED) | DID(CLOSED) },
	[FIGURE_RETURNED] = { add_returned, 0, 0 },
	[FIGURE_EXTENDED] = { add_extended, 0, 0 },
	[FIGURE_ACK_TIME] = { add_ack_time, 0, 0 },
	[FIGURE_CONTACT_TIME] = { add_contact_time, 0, 0 },
	[FIGURE_PLAN_TIME] = { add_plan_time, 0, 0 },
	[FIGURE_HANDLED_TIME] = { add_handled_time, 0, 0 },
	[FIGURE_WORKDAYS] = { add_workdays, 0, 0 },
	[FIGURE_ROUNDS] = { add_rounds, 0, 0 },
	[FIGURE_REMINDED] = { add_cases, 0, DID(REMINDED) },
	[FIGURE_LATE] = { add_cases, 0, DID(OVERDUE) | DID(ESCALATED) | DID(TOP) },
	[FIGURE_ESCALATED] = { add_cases, 0, DID(ESCALATED) | DID(TOP) },
	[FIGURE_TOP] = { add_cases, 0, DID(TOP) },
};
/* clang-format on */

/* ---- computing ---- */

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The smallest value that at least `percent` of all do not pass. */
static double
nearest_rank(const GArray *sorted, guint percent)
{
	guint rank = (sorted->len * percent + 99) / 100;

	return g_array_index(sorted, double, MAX(rank, 1) - 1);
}

static void
finish(Tally *tally, FigureKind kind)
{
	double sum = 0;

	if (kind != KIND_SPAN && kind != KIND_MEAN)
		return;
	tally->figure.n = tally->spans->len;
	if (!tally->spans->len)
		return;
	g_array_sort(tally->spans, compare_doubles);
	for (guint i = 0; i < tally->spans->len; i++)
		sum += g_array_index(tally->spans, double, i);
	tally->figure.mean = sum / tally->spans->len;
	tally->figure.median = nearest_rank(tally->spans, 50);
	tally->figure.high = nearest_rank(tally->spans, 90);
}

void
figures_compute(const FactsBook *book, const Period *period, const Scope *scope, const Policy *policy,
	Figure out_figures[FIGURE_COUNT])
{
	Tally tallies[FIGURE_COUNT];

	for (int i = 0; i < FIGURE_COUNT; i++)
		tallies[i] = (Tally){ { 0 }, g_array_new(FALSE, FALSE, sizeof(double)), period,
			policy->calendar, ways[i].part, ways[i].base };
	for (guint k = 0; k < facts_book_length(book); k++) {
		const CaseFacts *facts = facts_book_at(book, k);

		if (facts->received_at >= period->to || !scope_holds(scope, facts))
			continue;
		for (int i = 0; i < FIGURE_COUNT; i++)
			if (ways[i].add)
				ways[i].add(&tallies[i], facts);
	}
	for (int i = 0; i < FIGURE_COUNT; i++) {
		finish(&tallies[i], figure_rows[i].kind);
		out_figures[i] = tallies[i].figure;
		g_array_unref(tallies[i].spans);
	}
	recurrence_figures(book, period, scope, policy, out_figures);
}

double
figure_share(const Figure *figure)
{
	return figure->n ? (double)figure->part / (double)figure->n : 0;
}
