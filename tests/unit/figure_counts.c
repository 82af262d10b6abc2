/*
 * How what is out of the ordinary counts: merged, split, withdrawn, dismissed, anonymous, corrected,
 * reopened, overruled. Each row is the log of one case as the life-cycle writes it, a step a day from 2
 * November 2026 on, and the figures of November, or of December, that must come of it.
 */
#include "tests/unit/check.h"
#include "tests/unit/world.h"
#include "workflow/figures/recurrence.h"

#include <string.h>

enum {
	STEPS = 12,
	DAY = 86400,
};

/* event transition to_state changes, parted by '|'; changes by ' ' */
#define OPENS                                                                                                \
	"complaint|T01|received|state=received category=teaching class_name=高三1班 learner=a@mail.test " \
	"received_at=%"
#define ACCEPTED "classified|T02|accepted|state=accepted accepted_at=%"
#define ASSIGNED "routed|T07|assigned|state=assigned department=teaching assigned_at=%"
#define CONTACTED "contact|T09|investigating|state=investigating contacted_at=%"
#define PLANNED "plan|T11|plan_review|state=plan_review plan/0/status=reviewed"
#define OFFERED "reviewed|T12|negotiating|state=negotiating"
#define AGREED "answer|T14|executing|state=executing"
#define HANDLED "resolve|T17|handled|state=handled handled_at=%"
#define TOLD "reported|T19|confirming|state=confirming"
#define SATISFIED "satisfaction|T21|tracking|state=tracking satisfaction=satisfied"
#define CLOSED "finished|T25|closed|state=closed"

static const struct {
	const char *label;
	const char *steps[STEPS];
	const char *month, *want; /* those of the named figures: "id n" or "id part/n" */
} rows[] = {
	{ "an anonymous complaint is one",
		{ "complaint|T01|received|state=received category=teaching", ACCEPTED }, "2026-11",
		"received 1; accepted 1; open 1; acceptance 1/1" },
	{ "what turns out to be praise or spam was received, and is dismissed",
		{ OPENS, "classified|T03|triage|state=triage triage=no_complaint",
			"dismiss|T05|dismissed|state=dismissed" },
		"2026-11", "received 1; accepted 0; dismissed 1; open 0; acceptance 0/1" },
	{ "a merged complaint was received, and is open no longer",
		{ OPENS, ACCEPTED, ASSIGNED, "merge|T06|merged|state=merged" }, "2026-11",
		"received 1; accepted 1; closed 0; open 0" },
	{ "split off again it is open",
		{ OPENS, ACCEPTED, ASSIGNED, "merge|T06|merged|state=merged",
			"split|T06|triage|state=triage" },
		"2026-11", "received 1; accepted 1; open 1" },
	{ "linked is not merged", { OPENS, ACCEPTED, "link|T06|accepted|linked=C20261101-0001A" }, "2026-11",
		"received 1; open 1" },
	{ "the learner's wish to withdraw is not yet a withdrawal",
		{ OPENS, ACCEPTED, ASSIGNED, "take-back|T28|assigned|contact_lost=" }, "2026-11",
		"withdrawn 0; open 1" },
	{ "confirmed by intake it is one",
		{ OPENS, ACCEPTED, ASSIGNED,
			"take-back|T28|assigned|contact_lost=", "withdraw|T28|withdrawn|state=withdrawn" },
		"2026-11", "withdrawn 1; open 0; closed 0; resolved 0/0" },
	{ "returned and accepted anew, it is accepted once, and assigned twice",
		{ OPENS, ACCEPTED, ASSIGNED, "return|T07c|triage|state=triage triage=returned",
			"accept|T04|accepted|state=accepted", "routed|T07|assigned|state=assigned" },
		"2026-11", "accepted 1; returned 1/2; open 1" },
	{ "reopened, it was closed, and is open",
		{ OPENS, ACCEPTED, ASSIGNED, CONTACTED, PLANNED, OFFERED, AGREED, HANDLED, TOLD, SATISFIED,
			CLOSED, "reopen|T27|investigating|state=investigating" },
		"2026-11", "closed 1; reopened 1/2; open 1; handled 1; rework 0/1; satisfaction 1/1" },
	{ "an improvement of a closed case does not close it again",
		{ OPENS, ACCEPTED, ASSIGNED, CONTACTED, PLANNED, OFFERED, AGREED, HANDLED, TOLD, SATISFIED,
			CLOSED, "improve||closed|improvement/0/status=open improvement/0/raised_at=%" },
		"2026-11", "closed 1; improve_raised 1; improve_open 1; open 0" },
	{ "the silent are none of the satisfied",
		{ OPENS, ACCEPTED, ASSIGNED, CONTACTED, PLANNED, OFFERED, AGREED, HANDLED, TOLD,
			"tick|T21|tracking|state=tracking satisfaction=silent" },
		"2026-11", "satisfied 0; silent 1; satisfaction 0/0; open 1" },
	{ "a plan offered over an objection is an offer",
		{ OPENS, ACCEPTED, ASSIGNED, CONTACTED, PLANNED,
			"reject|T13|investigating|state=investigating",
			"approve||negotiating|state=negotiating", AGREED },
		"2026-11", "rounds 1; plan_time 1" },
	{ "a yes that moves nothing is none",
		{ OPENS, ACCEPTED, ASSIGNED, CONTACTED, PLANNED, "approve||plan_review|plan/0/votes=ja" },
		"2026-11", "rounds 0; plan_time 0" },
	{ "a result upheld over an objection is handled once, and no longer carried out in December",
		{ OPENS, ACCEPTED, ASSIGNED, CONTACTED, PLANNED, OFFERED, AGREED, HANDLED, TOLD,
			"reject|T20|executing|state=executing",
			"approve||handled|state=handled handled_at=%" },
		"2026-12", "handled 0; extended 0/0; open 1" },
	{ "sent back and not yet done, it is carried out in December",
		{ OPENS, ACCEPTED, ASSIGNED, CONTACTED, PLANNED, OFFERED, AGREED, HANDLED, TOLD,
			"reject|T20|executing|state=executing" },
		"2026-12", "handled 0; extended 0/1; open 1" },
	{ "ended outside, it is not resolved",
		{ OPENS, ACCEPTED, ASSIGNED, CONTACTED, PLANNED, OFFERED, AGREED, HANDLED, TOLD,
			"reviewed|T23|external|state=external" },
		"2026-11", "external 1; resolved 0/1; open 0" },
	{ "urgent set later", { OPENS, ACCEPTED, "urgent|T30|accepted|urgent=1" }, "2026-11", "urgent 1" },
};

/* The moment of the step stands where the changes have '%'. */
static void
take_step(FactsBook *book, int64_t case_id, const char *step, int64_t at)
{
	g_auto(GStrv) parts = g_strsplit(step, "|", 4);
	g_auto(GStrv) pieces = g_strsplit(parts[3], "%", -1);
	g_autofree char *moment = g_strdup_printf("%" G_GINT64_FORMAT, at);
	g_autofree char *changes = g_strdelimit(g_strjoinv(moment, pieces), " ", '\n');
	g_autofree char *whole = g_strdup_printf("%s\n", changes);
	const FactsEvent event = { case_id, at, parts[0], parts[1], parts[2], "", whole };

	facts_book_take(book, &event);
}

static char *
figure_text(FigureId id, const Figure *figure)
{
	return figure_rows[id].kind == KIND_SHARE
		       ? g_strdup_printf("%s %d/%d", figure_rows[id].id, (int)figure->part, (int)figure->n)
		       : g_strdup_printf("%s %d", figure_rows[id].id, (int)figure->n);
}

/* Those figures of `figures` that `want` names, in its order. */
static char *
named(const Figure *figures, const char *want)
{
	g_auto(GStrv) parts = g_strsplit(want, "; ", -1);
	GString *text = g_string_new(NULL);

	for (char **part = parts; *part; part++) {
		size_t length = strcspn(*part, " ");

		for (FigureId id = 0; id < FIGURE_COUNT; id++) {
			g_autofree char *one = NULL;

			if (strlen(figure_rows[id].id) != length ||
				strncmp(figure_rows[id].id, *part, length) != 0)
				continue;
			one = figure_text(id, &figures[id]);
			g_string_append_printf(text, "%s%s", text->len ? "; " : "", one);
		}
	}
	return g_string_free(text, FALSE);
}

static void
counting(const Policy *policy)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(FactsBook) book = facts_book_new();
		g_autofree char *got = NULL;
		Figure figures[FIGURE_COUNT];
		Period period;

		period_read(rows[i].month, policy->calendar, &period);
		for (int k = 0; k < STEPS && rows[i].steps[k]; k++)
			take_step(
				book, 1, rows[i].steps[k], world_time("2026-11-02T10:00") + (int64_t)k * DAY);
		figures_compute(book, &period, NULL, policy, figures);
		got = named(figures, rows[i].want);
		check_text(rows[i].label, got, rows[i].want);
	}
}

/* ---- a category that intake changes later ---- */

static char *
category_of(const FactsBook *book, const Period *period)
{
	g_autoptr(GArray) slices = figures_slices(book, BY_CATEGORY, period, NULL, NULL);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < slices->len; i++)
		g_string_append_printf(text, "%s %d;", g_array_index(slices, Slice, i).value,
			(int)g_array_index(slices, Slice, i).now);
	return g_string_free(text, FALSE);
}

/* The month's report says what was known when it ended, as it was sent and as often as it is made anew; from
 * then on the case counts where intake put it. */
static void
corrected_later(const Policy *policy)
{
	g_autoptr(FactsBook) book = facts_book_new();
	g_autofree char *then = NULL, *later = NULL;
	Period november;

	period_read("2026-11", policy->calendar, &november);
	take_step(book, 1, OPENS, world_time("2026-11-30T10:00"));
	then = category_of(book, &november);
	take_step(book, 1, "class|T30|received|category=schedule", november.to + 3600);
	later = category_of(book, &november);
	check_text("read to the month's end the case is where it was", then, "teaching 1;");
	check_text("read to today it is where intake put it", later, "schedule 1;");
}

/* ---- did it help? ---- */

/* Item 1 of case 1 (teaching, class 高三1班) is done on 10 November, 12:00; then or before, case 2 comes. */
static const struct {
	const char *label, *at, *other, *end, *month, *want; /* "part/n before after within" */
} helps[] = {
	{ "nothing comes", NULL, NULL, NULL, "2026-11", "0/1 0 0 0" },
	{ "the same class and category, the day after", "2026-11-11T12:00", OPENS, NULL, "2026-11",
		"1/1 0 1 1" },
	{ "the very moment it is done", "2026-11-10T12:00", OPENS, NULL, "2026-11", "1/1 0 1 1" },
	{ "a minute before", "2026-11-10T11:59", OPENS, NULL, "2026-11", "0/1 1 0 0" },
	{ "ninety days before", "2026-08-12T12:00", OPENS, NULL, "2026-11", "0/1 1 0 0" },
	{ "a minute more before", "2026-08-12T11:59", OPENS, NULL, "2026-11", "0/1 0 0 0" },
	{ "another category", "2026-11-11T12:00",
		"complaint|T01|received|state=received category=schedule class_name=高三1班", NULL, "2026-11",
		"0/1 0 0 0" },
	{ "another class", "2026-11-11T12:00",
		"complaint|T01|received|state=received category=teaching class_name=高三2班", NULL, "2026-11",
		"0/1 0 0 0" },
	{ "another class, the same teacher", "2026-11-11T12:00",
		"complaint|T01|received|state=received category=teaching class_name=高三2班 persons=王老师",
		NULL, "2026-11", "1/1 0 1 1" },
	{ "both alike is one", "2026-11-11T12:00",
		"complaint|T01|received|state=received category=teaching class_name=高三1班 persons=王老师",
		NULL, "2026-11", "1/1 0 1 1" },
	{ "merged into another it is none", "2026-11-11T12:00", OPENS, "merge|T06|merged|state=merged",
		"2026-11", "0/1 0 0 0" },
	{ "dismissed it is none", "2026-11-11T12:00", OPENS, "dismiss|T05|dismissed|state=dismissed",
		"2026-11", "0/1 0 0 0" },
	{ "it came in November: December says not again", "2026-11-11T12:00", OPENS, NULL, "2026-12",
		"0/1 0 1 0" },
	{ "in February it is no longer watched", "2027-02-20T12:00", OPENS, NULL, "2027-03", "0/0" },
	{ "eighty-nine days on", "2027-02-07T12:00", OPENS, NULL, "2027-02", "1/1 0 1 1" },
	{ "ninety days on is too late", "2027-02-08T12:00", OPENS, NULL, "2027-02", "0/1 0 0 0" },
	{ "before it was done there is nothing to watch", NULL, NULL, NULL, "2026-10", "0/0" },
};

static char *
recurrence_text(const FactsBook *book, const Period *period, const Policy *policy)
{
	g_autoptr(GArray) list = recurrence_list(book, period, NULL, policy);
	GString *text = g_string_new(NULL);
	Figure figures[FIGURE_COUNT];

	figures_compute(book, period, NULL, policy, figures);
	g_string_append_printf(
		text, "%d/%d", (int)figures[FIGURE_RECURRED].part, (int)figures[FIGURE_RECURRED].n);
	for (guint i = 0; i < list->len; i++) {
		const Recurrence *one = &g_array_index(list, Recurrence, i);

		g_string_append_printf(
			text, " %d %d %d", (int)one->before, (int)one->after, (int)one->within);
	}
	return g_string_free(text, FALSE);
}

static void
helping(const Policy *policy)
{
	for (size_t i = 0; i < G_N_ELEMENTS(helps); i++) {
		g_autoptr(FactsBook) book = facts_book_new();
		g_autofree char *got = NULL;
		int64_t at = helps[i].at ? world_time(helps[i].at) : 0;
		Period period;

		period_read(helps[i].month, policy->calendar, &period);
		take_step(book, 1,
			"complaint|T01|closed|state=closed category=teaching class_name=高三1班 "
			"persons=王老师 received_at=%",
			world_time("2026-11-01T09:00"));
		take_step(book, 1, "improve||closed|improvement/0/status=open improvement/0/raised_at=%",
			world_time("2026-11-02T09:00"));
		take_step(book, 1, "improve||closed|improvement/0/status=done improvement/0/ended_at=%",
			world_time("2026-11-10T12:00"));
		if (at) {
			g_autofree char *opens = g_strconcat(helps[i].other, " received_at=%", NULL);

			take_step(book, 2, opens, at);
		}
		if (helps[i].end)
			take_step(book, 2, helps[i].end, at + 60);
		got = recurrence_text(book, &period, policy);
		check_text(helps[i].label, got, helps[i].want);
	}
}

int
main(void)
{
	g_autoptr(Policy) policy = world_policy();

	counting(policy);
	corrected_later(policy);
	helping(policy);
	return check_done();
}
