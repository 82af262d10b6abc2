/* Parts that hold figures and counts. */
#include "daemon/report/part.h"

#include <inttypes.h>

static void
add_figure(const Builder *builder, Part *part, FigureId id)
{
	int good;
	g_autofree char *words = report_figure_words(builder->pen, id, &builder->now[id]);
	g_autofree char *change =
		report_change_words(builder->pen, id, &builder->now[id], &builder->then[id], &good);
	const char *cells[] = { report_figure_label(builder->pen, id), words, *change ? change : "–", NULL };

	part_add_cells(part, false, cells);
}

static void
add_figures(Builder *builder, Part *part, const FigureId *ids, size_t count)
{
	static const char *const columns[] = { "now", "change", NULL };

	part_add_heading(builder, part, "figure", columns);
	for (size_t i = 0; i < count; i++)
		add_figure(builder, part, ids[i]);
}

void
part_on_time(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_ACK_ON_TIME, FIGURE_CONTACT_ON_TIME, FIGURE_PLAN_ON_TIME,
		FIGURE_EXEC_ON_TIME, FIGURE_TOTAL_ON_TIME, FIGURE_FEEDBACK_ON_TIME };

	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
		const Figure *figure = &builder->now[ids[i]];
		g_autofree char *words = report_figure_words(builder->pen, ids[i], figure);
		int percent = (int)(figure_share(figure) * 100 + 0.5);

		part_add_bar(part, report_figure_label(builder->pen, ids[i]), words, percent,
			figure->n && percent < POOR_PERCENT);
	}
}

void
part_times(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_ACK_TIME, FIGURE_CONTACT_TIME, FIGURE_PLAN_TIME,
		FIGURE_HANDLED_TIME };
	static const char *const columns[] = { "median", "p90", "n", "change", NULL };

	part_add_heading(builder, part, "figure", columns);
	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
		const Figure *figure = &builder->now[ids[i]];
		int good;
		g_autofree char *median = report_span_words(builder->pen, figure->median);
		g_autofree char *high = report_span_words(builder->pen, figure->high);
		g_autofree char *n = g_strdup_printf("%" PRId64, figure->n);
		g_autofree char *change =
			report_change_words(builder->pen, ids[i], figure, &builder->then[ids[i]], &good);
		const char *cells[] = { report_figure_label(builder->pen, ids[i]), figure->n ? median : "–",
			figure->n ? high : "–", n, *change ? change : "–", NULL };

		part_add_cells(part, false, cells);
	}
}

void
part_satisfaction(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_SATISFIED, FIGURE_MOSTLY, FIGURE_NOT, FIGURE_SILENT };
	int64_t all = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
		all += builder->now[ids[i]].n;
	for (size_t i = 0; i < G_N_ELEMENTS(ids) && all; i++) {
		int64_t n = builder->now[ids[i]].n;
		g_autofree char *words = report_figure_words(builder->pen, ids[i], &builder->now[ids[i]]);

		part_add_bar(part, report_figure_label(builder->pen, ids[i]), words, (int)(n * 100 / all),
			ids[i] == FIGURE_NOT);
	}
}

void
part_quality(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_ACCEPTANCE, FIGURE_RESPONSE, FIGURE_RESOLVED,
		FIGURE_SATISFACTION, FIGURE_FOLLOWED_UP, FIGURE_EFFECTIVE, FIGURE_REWORK, FIGURE_REOPENED,
		FIGURE_RETURNED, FIGURE_EXTENDED, FIGURE_WORKDAYS, FIGURE_ROUNDS };

	add_figures(builder, part, ids, G_N_ELEMENTS(ids));
}

void
part_ladder(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_REMINDED, FIGURE_LATE, FIGURE_ESCALATED, FIGURE_TOP };

	add_figures(builder, part, ids, G_N_ELEMENTS(ids));
}

void
part_effect(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_FOLLOWED_UP, FIGURE_EFFECTIVE, FIGURE_REOPENED,
		FIGURE_REWORK };

	add_figures(builder, part, ids, G_N_ELEMENTS(ids));
}

void
part_review(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_RECEIVED, FIGURE_ACCEPTED, FIGURE_DISMISSED, FIGURE_HANDLED,
		FIGURE_CLOSED, FIGURE_EXTERNAL, FIGURE_WITHDRAWN, FIGURE_OPEN, FIGURE_OVERDUE,
		FIGURE_ESCALATED, FIGURE_TOP };

	add_figures(builder, part, ids, G_N_ELEMENTS(ids));
}

void
part_improvement_figures(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_IMPROVE_RAISED, FIGURE_IMPROVE_DONE, FIGURE_IMPROVE_ON_TIME,
		FIGURE_IMPROVE_OPEN, FIGURE_IMPROVE_LATE, FIGURE_RECURRED };

	add_figures(builder, part, ids, G_N_ELEMENTS(ids));
}

/* ---- counts by something ---- */

static void
make_counts(Builder *builder, Part *part, Dimension dimension)
{
	g_autoptr(GArray) slices = figures_slices(
		builder->scene->book, dimension, builder->period, &builder->before, builder->scope);
	int64_t most = 1;

	for (guint i = 0; i < slices->len; i++)
		most = MAX(most, g_array_index(slices, Slice, i).now);
	for (guint i = 0; i < slices->len; i++) {
		const Slice *slice = &g_array_index(slices, Slice, i);
		g_autoptr(Value) values = value_record();
		g_autofree char *words = NULL;

		report_set_number(values, "n", slice->now);
		report_set_number(values, "before", slice->before);
		words = part_say(builder, "value.beside", values);
		part_add_bar(part, report_value_label(builder->pen, dimension, slice->value), words,
			(int)(slice->now * 100 / most), false);
	}
}

void
part_categories(Builder *builder, Part *part)
{
	make_counts(builder, part, BY_CATEGORY);
}

void
part_channels(Builder *builder, Part *part)
{
	make_counts(builder, part, BY_CHANNEL);
}

void
part_severity(Builder *builder, Part *part)
{
	make_counts(builder, part, BY_SEVERITY);
}

void
part_departments(Builder *builder, Part *part)
{
	static const char *const columns[] = { "received", "handled", "open", "overdue_n", "contact", NULL };
	g_autoptr(GArray) slices =
		figures_slices(builder->scene->book, BY_DEPARTMENT, NULL, NULL, builder->scope);

	for (guint i = 0; i < slices->len; i++) {
		const Slice *slice = &g_array_index(slices, Slice, i);
		Scope scope = { BY_DEPARTMENT, slice->value };
		Figure figures[FIGURE_COUNT];
		g_autofree char *received = NULL, *handled = NULL, *open = NULL, *overdue = NULL,
				*contact = NULL;

		figures_compute(builder->scene->book, builder->period, &scope, builder->pen->policy, figures);
		if (!figures[FIGURE_RECEIVED].n && !figures[FIGURE_OPEN].n && !figures[FIGURE_HANDLED].n)
			continue;
		if (!value_length(part->table))
			part_add_heading(builder, part, "department", columns);
		received = report_figure_number(builder->pen, FIGURE_RECEIVED, &figures[FIGURE_RECEIVED]);
		handled = report_figure_number(builder->pen, FIGURE_HANDLED, &figures[FIGURE_HANDLED]);
		open = report_figure_number(builder->pen, FIGURE_OPEN, &figures[FIGURE_OPEN]);
		overdue = report_figure_number(builder->pen, FIGURE_OVERDUE, &figures[FIGURE_OVERDUE]);
		contact = report_figure_number(
			builder->pen, FIGURE_CONTACT_ON_TIME, &figures[FIGURE_CONTACT_ON_TIME]);
		part_add_cells(part, false,
			(const char *[]){ report_value_label(builder->pen, BY_DEPARTMENT, slice->value),
				received, handled, open, overdue, contact, NULL });
	}
}
