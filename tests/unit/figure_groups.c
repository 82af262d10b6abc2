/* Slices, subjects that come again, corrections: a dozen cases by hand, and what must be said of them. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"
#include "workflow/figures/figures.h"

#include <string.h>

/* One case: received then, of this category and class; later put right by intake, or ended. */
static const struct {
	const char *at, *category, *class_name, *corrected, *state;
} cases[] = {
	{ "2026-10-05T10:00", "teaching", "高三1班", NULL, NULL },
	{ "2026-10-31T23:59", "fees", "高三2班", NULL, NULL },
	{ "2026-10-20T10:00", "schedule", "高三2班", NULL, NULL },
	{ "2026-11-01T00:00", "teaching", "高三1班", NULL, NULL },
	{ "2026-11-02T10:00", "teaching", "高三1班", NULL, NULL },
	{ "2026-11-03T10:00", "teaching", "高三1班", NULL, "merged" },
	{ "2026-11-04T10:00", "teaching", "高三1班", NULL, "dismissed" },
	{ "2026-11-05T10:00", "teaching", "", NULL, NULL },
	{ "2026-11-06T10:00", "schedule", "高三2班", NULL, NULL },
	{ "2026-11-07T10:00", "other", "高三2班", "schedule", NULL },
	{ "2026-11-08T10:00", "other", "高三2班", "schedule", NULL },
	{ "2026-11-09T10:00", "other", "高三3班", "fees", NULL },
	{ "2026-11-30T23:59", "marketing", "高三3班", "fees", NULL },
	{ "2026-12-01T00:00", "teaching", "高三1班", NULL, NULL },
	{ "2026-09-30T23:59", "facilities", "高三1班", "service", NULL },
};

static FactsBook *
book_of_cases(void)
{
	FactsBook *book = facts_book_new();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		int64_t at = world_time(cases[i].at);
		g_autofree char *changes =
			g_strdup_printf("number=%zu\nstate=received\ncategory=%s\nclass_name=%s\n"
					"received_at=%" G_GINT64_FORMAT "\n",
				i, cases[i].category, cases[i].class_name, (gint64)at);
		FactsEvent event = { (int64_t)i + 1, at, "complaint", "T01", "received", "", changes };

		facts_book_take(book, &event);
		if (cases[i].corrected) {
			g_autofree char *change = g_strdup_printf("category=%s\n", cases[i].corrected);
			FactsEvent correction = { (int64_t)i + 1, at + 60, "class", "T30", "received", "",
				change };

			facts_book_take(book, &correction);
		}
		if (cases[i].state) {
			g_autofree char *change = g_strdup_printf("state=%s\n", cases[i].state);
			FactsEvent end = { (int64_t)i + 1, at + 120, "merge",
				strcmp(cases[i].state, "merged") == 0 ? "T06" : "T05", cases[i].state, "",
				change };

			facts_book_take(book, &end);
		}
	}
	return book;
}

static void
slices(const FactsBook *book, const Policy *policy)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GArray) found = NULL;
	Period now, before;

	period_read("2026-11", policy->calendar, &now);
	before = period_before(&now, policy->calendar);
	found = figures_slices(book, BY_CATEGORY, &now, &before, NULL);
	for (guint i = 0; i < found->len; i++) {
		const Slice *slice = &g_array_index(found, Slice, i);

		g_string_append_printf(text, "%s %d %d; ", slice->value, (int)slice->now, (int)slice->before);
	}
	check_text("categories of November beside October, most first", text->str,
		"teaching 5 1; schedule 3 1; fees 2 1; ");
	g_array_unref(g_steal_pointer(&found));
	g_string_truncate(text, 0);
	found = figures_slices(book, BY_CLASS, &now, NULL, NULL);
	for (guint i = 0; i < found->len; i++) {
		const Slice *slice = &g_array_index(found, Slice, i);

		g_string_append_printf(text, "%s %d %d; ", *slice->value ? slice->value : "-",
			(int)slice->now, (int)slice->before);
	}
	check_text("classes of November alone; the one without a class, too", text->str,
		"高三1班 4 0; 高三2班 3 0; 高三3班 2 0; - 1 0; ");
}

static char *
repeats(const FactsBook *book, const char *until, int days, guint least)
{
	g_autoptr(GPtrArray) found = figures_repeats(book, world_time(until), days, least);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < found->len; i++) {
		const Repeat *repeat = found->pdata[i];

		g_string_append_printf(
			text, "%s %s %u; ", repeat->category, repeat->class_name, repeat->cases->len);
	}
	return g_string_free(text, FALSE);
}

static void
again(const FactsBook *book)
{
	static const struct {
		const char *label, *until;
		int days;
		guint least;
		const char *want;
	} rows[] = {
		{ "three in ninety days; the merged and dismissed do not count", "2026-12-01T00:00", 90, 3,
			"schedule 高三2班 4; teaching 高三1班 3; " },
		{ "the end itself is not in it", "2026-12-01T00:01", 90, 4,
			"schedule 高三2班 4; teaching 高三1班 4; " },
		{ "two of equal number go by name", "2026-12-01T00:00", 90, 2,
			"schedule 高三2班 4; teaching 高三1班 3; fees 高三3班 2; " },
		{ "four", "2026-12-01T00:00", 90, 4, "schedule 高三2班 4; " },
		{ "the first moment is in it", "2026-11-04T10:00", 30, 3, "teaching 高三1班 3; " },
		{ "a minute later it is not, but one that is dismissed at 10:02 still counts",
			"2026-11-04T10:01", 30, 3, "teaching 高三1班 3; " },
		{ "once that is dismissed it does not", "2026-11-04T10:03", 30, 3, "" },
		{ "nobody five times", "2026-12-01T00:00", 90, 5, "" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = repeats(book, rows[i].until, rows[i].days, rows[i].least);

		check_text(rows[i].label, got, rows[i].want);
	}
}

/* A correction counts in the month in which intake made it, wherever its case came from: or the report of a
 * month would never tell of what was put right a day after it. */
static void
corrections(const FactsBook *book, const Policy *policy)
{
	static const struct {
		const char *month, *want;
	} rows[] = {
		{ "2026-09", "" },
		{ "2026-10", "facilities→service 1; " },
		{ "2026-11", "other→schedule 2; other→fees 1; " },
		{ "2026-12", "marketing→fees 1; " },
	};

	for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(GArray) found = NULL;
		Period period;

		period_read(rows[k].month, policy->calendar, &period);
		found = figures_corrections(book, &period);
		for (guint i = 0; i < found->len; i++) {
			const Correction *one = &g_array_index(found, Correction, i);

			g_string_append_printf(text, "%s→%s %d; ", one->from, one->to, (int)one->n);
		}
		check_text(rows[k].month, text->str, rows[k].want);
	}
}

int
main(void)
{
	g_autoptr(Policy) policy = world_policy();
	g_autoptr(FactsBook) book = book_of_cases();

	slices(book, policy);
	again(book);
	corrections(book, policy);
	return check_done();
}
