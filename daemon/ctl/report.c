#include "daemon/ctl/columns.h"
#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/letters/letters.h"
#include "daemon/report/facts.h"
#include "daemon/report/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What report and export both begin with. */
typedef struct {
	LetterSet *letters;
	FactsBook *book;
	ReportPen pen;
	int64_t as_of;
} Reading;

static void
reading_clear(Reading *reading)
{
	facts_book_free(reading->book);
	letter_set_free(reading->letters);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

/* The end of the day that --as-of names; without one `end`, or now when that is earlier. */
static bool
read_as_of(Ctl *ctl, const char *day, int64_t end, int64_t *out_as_of)
{
	Period period;

	*out_as_of = end && end < ctl->now ? end : ctl->now + 1;
	if (!day)
		return true;
	if (!period_read(day, ctl->settings->policy->calendar, &period) || period.kind != PERIOD_DAY) {
		ctl_complain("--as-of: \"%s\" is no day such as 2026-11-24", day);
		return false;
	}
	*out_as_of = period.to;
	return true;
}

static bool
reading_open(Ctl *ctl, Reading *reading, const char *language, int64_t as_of)
{
	GError *error = NULL;

	if (!ctl_open(ctl, false))
		return false;
	reading->as_of = as_of;
	reading->letters = letters_load(ctl->settings->letters_directory, &error);
	if (reading->letters)
		reading->book = report_read_log(ctl->db, as_of, &error);
	if (error) {
		ctl_failed(error);
		return false;
	}
	reading->pen =
		(ReportPen){ reading->letters, language ? language : "zh-CN", ctl->settings->policy, false };
	return true;
}

/* ---- report ---- */

static void
figure_json(Json *json, FigureId id, const Figure *figure)
{
	json_integer(json, "n", figure->n);
	switch (figure_rows[id].kind) {
	case KIND_COUNT:
		break;
	case KIND_SHARE:
		json_integer(json, "part", figure->part);
		json_real(json, "share", figure->n ? figure_share(figure) : (double)INFINITY);
		break;
	case KIND_SPAN:
		json_real(json, "median_seconds", figure->median);
		json_real(json, "p90_seconds", figure->high);
		break;
	case KIND_MEAN:
		json_real(json, "mean", figure->mean);
		break;
	}
}

static void
slices_json(Json *json, const char *key, const FactsBook *book, Dimension dimension, const Period *period,
	const Period *before)
{
	g_autoptr(GArray) slices = figures_slices(book, dimension, period, before, NULL);

	json_open_array(json, key);
	for (guint i = 0; i < slices->len; i++) {
		const Slice *slice = &g_array_index(slices, Slice, i);

		json_open_object(json, NULL);
		json_text(json, "value", slice->value);
		json_integer(json, "received", slice->now);
		json_integer(json, "before", slice->before);
		json_close(json);
	}
	json_close(json);
}

static void
report_json(const Reading *reading, const char *name, const Period *period, const Period *before,
	const Figure *now, const Figure *then)
{
	Json *json = json_new(true);

	json_open_object(json, NULL);
	json_text(json, "period", name);
	json_integer(json, "from", period->from);
	json_integer(json, "to", period->to);
	json_integer(json, "as_of", reading->as_of);
	json_open_object(json, "figures");
	for (FigureId id = 0; id < FIGURE_COUNT; id++) {
		json_open_object(json, figure_rows[id].id);
		figure_json(json, id, &now[id]);
		json_open_object(json, "before");
		figure_json(json, id, &then[id]);
		json_close(json);
		json_close(json);
	}
	json_close(json);
	slices_json(json, "category", reading->book, BY_CATEGORY, period, before);
	slices_json(json, "department", reading->book, BY_DEPARTMENT, period, before);
	slices_json(json, "channel", reading->book, BY_CHANNEL, period, before);
	slices_json(json, "severity", reading->book, BY_SEVERITY, period, before);
	json_close(json);
	ctl_print(json_finish(json));
}

static void
slices_people(const Reading *reading, Dimension dimension, const char *heading, const Period *period,
	const Period *before)
{
	const ReportPen *pen = &reading->pen;
	const char *headings[] = { heading, report_phrase(pen, "column", "now"),
		report_phrase(pen, "column", "before"), NULL };
	g_autoptr(GArray) slices = figures_slices(reading->book, dimension, period, before, NULL);
	Columns *columns = columns_new(headings, 60);

	for (guint i = 0; i < slices->len; i++) {
		const Slice *slice = &g_array_index(slices, Slice, i);
		g_autofree char *now = g_strdup_printf("%" G_GINT64_FORMAT, slice->now);
		g_autofree char *then = g_strdup_printf("%" G_GINT64_FORMAT, slice->before);
		const char *cells[] = { report_value_label(pen, dimension, slice->value), now, then };

		columns_row(columns, cells);
	}
	putchar('\n');
	columns_print(columns, stdout);
}

static void
report_people(const Reading *reading, const char *name, const Period *period, const Period *before,
	const Figure *now, const Figure *then)
{
	const ReportPen *pen = &reading->pen;
	const char *headings[] = { report_phrase(pen, "column", "figure"), name,
		report_phrase(pen, "column", "before"), report_phrase(pen, "column", "change"), NULL };
	Columns *columns = columns_new(headings, 60);

	for (FigureId id = 0; id < FIGURE_COUNT; id++) {
		int good;
		g_autofree char *present = report_figure_words(pen, id, &now[id]);
		g_autofree char *past = report_figure_words(pen, id, &then[id]);
		g_autofree char *change = report_change_words(pen, id, &now[id], &then[id], &good);
		const char *cells[] = { report_figure_label(pen, id), present, past, change };

		columns_row(columns, cells);
	}
	columns_print(columns, stdout);
	slices_people(reading, BY_CATEGORY, report_phrase(pen, "column", "category"), period, before);
	slices_people(reading, BY_DEPARTMENT, report_phrase(pen, "column", "department"), period, before);
	slices_people(reading, BY_CHANNEL, report_phrase(pen, "column", "channel"), period, before);
	slices_people(reading, BY_SEVERITY, report_phrase(pen, "column", "severity"), period, before);
}

CtlStatus
ctl_report(Ctl *ctl)
{
	const char *language = ctl_value(ctl, "--language");
	const char *as_of = ctl_value(ctl, "--as-of");
	const char *name = ctl_word(ctl, 0);
	g_auto(Reading) reading = { 0 };
	Figure now[FIGURE_COUNT], then[FIGURE_COUNT];
	Period period, before;
	int64_t until;

	if (!ctl_words(ctl, 1, 1) || !ctl_settings(ctl))
		return CTL_UNABLE;
	if (!period_read(name, ctl->settings->policy->calendar, &period)) {
		ctl_complain(
			"report: \"%s\" is no period; write 2026-11, 2026-Q4, 2026-W48, 2026-11-24 or 2026",
			name);
		return CTL_UNABLE;
	}
	before = period_before(&period, ctl->settings->policy->calendar);
	if (!read_as_of(ctl, as_of, period.to, &until) || !reading_open(ctl, &reading, language, until))
		return CTL_UNABLE;
	figures_compute(reading.book, &period, NULL, ctl->settings->policy, now);
	figures_compute(reading.book, &before, NULL, ctl->settings->policy, then);
	if (ctl->json)
		report_json(&reading, name, &period, &before, now, then);
	else
		report_people(&reading, name, &period, &before, now, then);
	return CTL_OK;
}

/* ---- export ---- */

static void
export_json(const Reading *reading)
{
	Json *json = json_new(true);

	json_open_array(json, NULL);
	for (guint i = 0; i < facts_book_length(reading->book); i++) {
		const CaseFacts *facts = facts_book_at(reading->book, i);
		g_auto(GStrv) cells = report_case_cells(&reading->pen, facts, reading->as_of);

		json_open_object(json, NULL);
		for (int k = 0; cells[k]; k++)
			json_text(json, report_case_columns[k], *cells[k] ? cells[k] : NULL);
		json_close(json);
	}
	json_close(json);
	ctl_print(json_finish(json));
}

CtlStatus
ctl_export(Ctl *ctl)
{
	bool csv = ctl_flag(ctl, "--csv");
	const char *language = ctl_value(ctl, "--language");
	const char *as_of = ctl_value(ctl, "--as-of");
	g_auto(Reading) reading = { 0 };
	int64_t until;

	if (!ctl_words(ctl, 0, 0) || !ctl_settings(ctl))
		return CTL_UNABLE;
	if (csv == ctl->json) {
		ctl_complain("export: say either --csv or --json");
		return CTL_UNABLE;
	}
	if (!read_as_of(ctl, as_of, 0, &until) || !reading_open(ctl, &reading, language, until))
		return CTL_UNABLE;
	if (ctl->json)
		export_json(&reading);
	else
		ctl_print(g_string_free(
			report_cases_csv(&reading.pen, reading.book, NULL, NULL, until), FALSE));
	return CTL_OK;
}
