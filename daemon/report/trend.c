/*
 * Parts that show how things went over the weeks or months up to the end of the period: a chart, and its
 * numbers in words for whoever does not see it.
 */
#include "daemon/report/part.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum {
	WEEKS = 13,
	MONTHS = 12,
	POINTS_LEAST = 3, /* fewer are no trend */
	CATEGORIES = 5,   /* the others are counted together */
};

/* ---- the points in time ---- */

typedef struct {
	Period spans[MAX(WEEKS, MONTHS)]; /* the oldest first */
	guint count, first;               /* those from `first` on lie in the period that is reported */
	PeriodKind kind;
} Axis;

static int64_t
first_received(const FactsBook *book)
{
	return facts_book_length(book) ? facts_book_at(book, 0)->received_at : INT64_MAX;
}

/* Whole weeks or months that ended by the end of the period, none from before the first complaint. */
static Axis
axis_of(const Builder *builder, PeriodKind kind)
{
	const Calendar *calendar = builder->pen->policy->calendar;
	Period spans[MAX(WEEKS, MONTHS)], span = period_of(kind, &builder->period->last, calendar);
	guint most = kind == PERIOD_WEEK ? WEEKS : MONTHS, count = 0;
	Axis axis = { .kind = kind };

	if (span.to > builder->period->to)
		span = period_before(&span, calendar);
	for (; count < most && span.to > first_received(builder->scene->book);
		span = period_before(&span, calendar))
		spans[count++] = span;
	axis.count = axis.first = count;
	for (guint i = 0; i < count; i++)
		axis.spans[count - 1 - i] = spans[i];
	while (axis.first > 0 && axis.spans[axis.first - 1].from >= builder->period->from)
		axis.first--;
	return axis;
}

static Axis
axis_of_figures(const Builder *builder)
{
	return axis_of(builder, builder->kind == REPORT_WEEKLY ? PERIOD_WEEK : PERIOD_MONTH);
}

/* "11月23日", "11月". */
static char *
tick_words(const Builder *builder, const Axis *axis, guint index)
{
	const GDate *day = &axis->spans[index].first;
	g_autoptr(Value) values = value_record();
	g_autofree char *month = g_strdup_printf("monthname.%d", (int)g_date_get_month(day));

	report_set_number(values, "month", (int64_t)g_date_get_month(day));
	report_set_number(values, "day", g_date_get_day(day));
	value_set_text(values, "monthname", report_phrase(builder->pen, "date", month));
	return part_say(builder, axis->kind == PERIOD_WEEK ? "trend.week" : "trend.month", values);
}

static Chart *
chart_of(const Builder *builder, const Axis *axis)
{
	Chart *chart = chart_new(axis->count, axis->first);
	guint stride = axis->kind == PERIOD_WEEK ? 4 : 3;

	for (guint i = 0; i < axis->count; i++)
		if ((axis->count - 1 - i) % stride == 0) {
			g_autofree char *words = tick_words(builder, axis, i);

			chart_set_words(&chart->ticks[i], words);
		}
	return chart;
}

/* ---- words ---- */

typedef char *(*PointWords)(const Builder *builder, double number);

static char *
count_words(const Builder *builder, double number)
{
	(void)builder;
	return g_strdup_printf("%.0f", number);
}

static char *
rate_words(const Builder *builder, double number)
{
	(void)builder;
	return g_strdup_printf("%d%%", (int)(number * 100 + 0.5));
}

static char *
span_words(const Builder *builder, double number)
{
	return report_span_words(builder->pen, number);
}

/* "教学质量 共17件：1 2 0 3 …" */
static void
add_words(const Builder *builder, GString *out, const Chart *chart, const Panel *panel)
{
	static const PointWords words_of[] = {
		[PANEL_COLUMNS] = count_words,
		[PANEL_RATE] = rate_words,
		[PANEL_SPAN] = span_words,
	};
	g_autoptr(GString) points = g_string_new(NULL);
	g_autoptr(Value) values = value_record();
	g_autofree char *line = NULL;

	for (guint i = 0; i < chart->count; i++) {
		double number = panel->points[i];
		g_autofree char *words =
			isnan(number) ? g_strdup("–") : words_of[panel->kind](builder, number);

		g_string_append_printf(points, "%s%s", i ? " " : "", words);
	}
	value_set_text(values, "label", panel->label);
	value_set_text(values, "value", panel->value);
	value_set_text(values, "points", points->str);
	line = part_say(builder, "trend.line", values);
	g_string_append_printf(out, "%s%s", out->len ? "\n" : "", line);
}

/* Takes `chart`. `caption`: a phrase "trend.…". Whoever has nothing to show shows nothing. */
static void
add_chart(Builder *builder, Part *part, Chart *chart, const Axis *axis, const char *caption)
{
	g_autoptr(Value) values = value_record();
	g_autoptr(GString) words = g_string_new(NULL);
	g_autofree char *said = NULL, *first = tick_words(builder, axis, 0),
			*key = g_strdup_printf(
				"trend.%s.%s", caption, axis->kind == PERIOD_WEEK ? "weeks" : "months");
	Value *record;

	if (!chart->panels->len) {
		chart_free(chart);
		return;
	}
	for (guint i = 0; i < chart->panels->len; i++)
		add_words(builder, words, chart, chart->panels->pdata[i]);
	report_set_number(values, "n", axis->count);
	value_set_text(values, "first", first);
	said = part_say(builder, key, values);
	record = value_record();
	value_set_text(record, "caption", said);
	value_set_text(record, "words", words->str);
	value_add(part->pictures, record);
	g_ptr_array_add(builder->charts, chart);
	g_ptr_array_add(builder->frames, record);
}

/* ---- cases per week ---- */

typedef struct {
	const char *value; /* of the book; NULL: all others together */
	int64_t sum;
	double counts[WEEKS];
} Row;

static Row *
row_of(GArray *rows, const char *value)
{
	Row fresh = { .value = value };

	for (guint i = 0; i < rows->len; i++) {
		Row *row = &g_array_index(rows, Row, i);

		if (g_strcmp0(row->value, value) == 0)
			return row;
	}
	g_array_append_val(rows, fresh);
	return &g_array_index(rows, Row, rows->len - 1);
}

static int
by_sum(gconstpointer a, gconstpointer b)
{
	const Row *x = a, *y = b;

	return x->sum != y->sum ? (x->sum < y->sum ? 1 : -1) : strcmp(x->value, y->value);
}

/* One row a category, the most frequent first, the rarest ones in one; *out_all: all together. */
static GArray *
count_categories(const Builder *builder, const Axis *axis, Row *out_all)
{
	GArray *rows = g_array_new(FALSE, FALSE, sizeof(Row));

	for (guint i = 0; i < axis->count; i++) {
		g_autoptr(GArray) slices = figures_slices(
			builder->scene->book, BY_CATEGORY, &axis->spans[i], NULL, builder->scope);

		for (guint k = 0; k < slices->len; k++) {
			const Slice *slice = &g_array_index(slices, Slice, k);
			Row *row = row_of(rows, slice->value);

			row->counts[i] += (double)slice->now;
			row->sum += slice->now;
			out_all->counts[i] += (double)slice->now;
			out_all->sum += slice->now;
		}
	}
	g_array_sort(rows, by_sum);
	while (rows->len > CATEGORIES + 1) {
		const Row *last = &g_array_index(rows, Row, rows->len - 1);
		Row *kept = &g_array_index(rows, Row, rows->len - 2);

		kept->value = NULL;
		kept->sum += last->sum;
		for (guint i = 0; i < axis->count; i++)
			kept->counts[i] += last->counts[i];
		g_array_set_size(rows, rows->len - 1);
	}
	return rows;
}

static double
highest(const double *points, guint count, double least)
{
	for (guint i = 0; i < count; i++)
		if (points[i] > least)
			least = points[i];
	return least;
}

static Panel *
add_columns(const Builder *builder, Chart *chart, const char *label, const double *counts, int64_t sum)
{
	g_autoptr(Value) values = value_record();
	g_autofree char *value = NULL;
	Panel *panel;

	report_set_number(values, "n", sum);
	value = part_say(builder, "trend.sum", values);
	panel = chart_add_panel(chart, PANEL_COLUMNS, label, value);
	memcpy(panel->points, counts, chart->count * sizeof *counts);
	panel->top = highest(counts, chart->count, 1);
	return panel;
}

/* Small columns share one scale: they can be compared. */
static void
share_scale(const Chart *chart)
{
	double top = 1;

	for (guint i = 0; i < chart->panels->len; i++) {
		const Panel *panel = chart->panels->pdata[i];

		if (panel->kind == PANEL_COLUMNS && !panel->tall)
			top = MAX(top, panel->top);
	}
	for (guint i = 0; i < chart->panels->len; i++) {
		Panel *panel = chart->panels->pdata[i];

		if (panel->kind == PANEL_COLUMNS && !panel->tall)
			panel->top = top;
	}
}

void
part_trend_categories(Builder *builder, Part *part)
{
	Axis axis = axis_of(builder, PERIOD_WEEK);
	Row all = { 0 };
	g_autoptr(GArray) rows = NULL;
	Chart *chart;

	if (axis.count < POINTS_LEAST)
		return;
	rows = count_categories(builder, &axis, &all);
	chart = chart_of(builder, &axis);
	if (all.sum)
		add_columns(builder, chart, report_phrase(builder->pen, "trend", "all"), all.counts, all.sum)
			->tall = true;
	for (guint i = 0; i < rows->len && rows->len > 1; i++) {
		const Row *row = &g_array_index(rows, Row, i);

		add_columns(builder, chart,
			row->value ? report_value_label(builder->pen, BY_CATEGORY, row->value)
				   : report_phrase(builder->pen, "trend", "others"),
			row->counts, row->sum);
	}
	share_scale(chart);
	add_chart(builder, part, chart, &axis, "categories");
}

/* ---- figures ---- */

/* Reckoned once a report, for all charts. */
static Figures *
figures_of(Builder *builder, const Axis *axis)
{
	if (builder->history)
		return builder->history;
	builder->history = g_new0(Figures, axis->count);
	for (guint i = 0; i < axis->count; i++)
		figures_compute(builder->scene->book, &axis->spans[i], builder->scope, builder->pen->policy,
			builder->history[i]);
	return builder->history;
}

static void
add_rate(const Builder *builder, Chart *chart, Figures *figures, FigureId id, int mark)
{
	g_autofree char *value = report_figure_words(builder->pen, id, &builder->now[id]);
	g_autofree char *mark_words = mark ? g_strdup_printf("%d%%", mark) : g_strdup("");
	int64_t n = 0;
	Panel *panel;

	for (guint i = 0; i < chart->count; i++)
		n += figures[i][id].n;
	if (!n)
		return;
	panel = chart_add_panel(chart, PANEL_RATE, report_figure_label(builder->pen, id), value);
	for (guint i = 0; i < chart->count; i++)
		if (figures[i][id].n)
			panel->points[i] = figure_share(&figures[i][id]);
	panel->top = 1;
	panel->mark = mark / 100.0;
	chart_set_words(&panel->top_words, "100%");
	chart_set_words(&panel->mark_words, mark_words);
}

void
part_trend_on_time(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_CONTACT_ON_TIME, FIGURE_TOTAL_ON_TIME,
		FIGURE_FEEDBACK_ON_TIME };
	Axis axis = axis_of_figures(builder);
	Figures *figures;
	Chart *chart;

	if (axis.count < POINTS_LEAST)
		return;
	figures = figures_of(builder, &axis);
	chart = chart_of(builder, &axis);
	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
		add_rate(builder, chart, figures, ids[i], POOR_PERCENT);
	add_chart(builder, part, chart, &axis, "on_time");
}

void
part_trend_satisfaction(Builder *builder, Part *part)
{
	static const struct {
		FigureId id;
		PanelTone tone;
	} rows[] = {
		{ FIGURE_SATISFIED, TONE_PLAIN },
		{ FIGURE_MOSTLY, TONE_PLAIN },
		{ FIGURE_NOT, TONE_BAD },
		{ FIGURE_SILENT, TONE_GREY },
	};
	Axis axis = axis_of_figures(builder);
	Figures *figures;
	Chart *chart;

	if (axis.count < POINTS_LEAST)
		return;
	figures = figures_of(builder, &axis);
	chart = chart_of(builder, &axis);
	add_rate(builder, chart, figures, FIGURE_SATISFACTION, 0);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		double counts[MAX(WEEKS, MONTHS)];
		int64_t sum = 0;

		for (guint k = 0; k < axis.count; k++) {
			counts[k] = (double)figures[k][rows[i].id].n;
			sum += figures[k][rows[i].id].n;
		}
		if (sum)
			add_columns(
				builder, chart, report_figure_label(builder->pen, rows[i].id), counts, sum)
				->tone = rows[i].tone;
	}
	share_scale(chart);
	add_chart(builder, part, chart, &axis, "satisfaction");
}

/* The top of a scale of time that people can name. */
static double
round_span(double seconds)
{
	static const double minute = 60, hour = 3600, day = 24 * 3600;
	const double tops[] = { minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour,
		2 * hour, 4 * hour, 8 * hour, 12 * hour, 24 * hour, 36 * hour, 2 * day, 3 * day, 4 * day,
		5 * day, 7 * day, 10 * day, 14 * day, 21 * day, 30 * day, 45 * day, 60 * day, 90 * day };

	for (size_t i = 0; i < G_N_ELEMENTS(tops); i++)
		if (seconds <= tops[i])
			return tops[i];
	return ceil(seconds / (100 * day)) * 100 * day;
}

static void
add_span(const Builder *builder, Chart *chart, Figures *figures, FigureId id)
{
	const Figure *now = &builder->now[id];
	g_autofree char *number = report_figure_number(builder->pen, id, now), *value = NULL, *top = NULL;
	g_autoptr(Value) values = value_record();
	Panel *panel;
	int64_t n = 0;

	for (guint i = 0; i < chart->count; i++)
		n += figures[i][id].n;
	if (!n)
		return;
	value_set_text(values, "span", number);
	value = now->n ? part_say(builder, "trend.median", values)
		       : g_strdup(report_phrase(builder->pen, "value", "none"));
	panel = chart_add_panel(chart, PANEL_SPAN, report_figure_label(builder->pen, id), value);
	for (guint i = 0; i < chart->count; i++)
		if (figures[i][id].n) {
			panel->points[i] = figures[i][id].median;
			panel->higher[i] = figures[i][id].high;
		}
	panel->top = round_span(highest(panel->higher, chart->count, 1));
	top = report_span_words(builder->pen, panel->top);
	chart_set_words(&panel->top_words, top);
	chart_set_words(&panel->names[0], report_phrase(builder->pen, "trend", "name.median"));
	chart_set_words(&panel->names[1], report_phrase(builder->pen, "trend", "name.p90"));
}

void
part_trend_times(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_ACK_TIME, FIGURE_CONTACT_TIME, FIGURE_PLAN_TIME,
		FIGURE_HANDLED_TIME };
	Axis axis = axis_of_figures(builder);
	Figures *figures;
	Chart *chart;

	if (axis.count < POINTS_LEAST)
		return;
	figures = figures_of(builder, &axis);
	chart = chart_of(builder, &axis);
	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
		add_span(builder, chart, figures, ids[i]);
	add_chart(builder, part, chart, &axis, "times");
}
