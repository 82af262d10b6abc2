/* M22: the weekly, monthly and quarterly reports. What each is made of is the table in the middle. */
#include "daemon/report/improvements.h"
#include "daemon/report/part.h"

#include "daemon/log.h"

#include <inttypes.h>

/* ---- the figures at a glance ---- */

/* What the number was taken from: a rate without its n says nothing, nor does a mean without its unit. New
 * string. */
static char *
tile_note(const Builder *builder, FigureId id)
{
	const Figure *figure = &builder->now[id];

	if (!figure->n || figure_rows[id].kind == KIND_COUNT)
		return g_strdup("");
	if (figure_rows[id].kind == KIND_MEAN)
		return g_strdup(report_phrase(builder->pen, "tile", figure_rows[id].id));
	return g_strdup_printf("n=%" PRId64, figure->n);
}

static void
make_tiles(Builder *builder, Value *tiles)
{
	static const FigureId ids[] = { FIGURE_RECEIVED, FIGURE_HANDLED, FIGURE_OPEN, FIGURE_OVERDUE,
		FIGURE_CONTACT_ON_TIME, FIGURE_FEEDBACK_ON_TIME, FIGURE_SATISFACTION, FIGURE_WORKDAYS };

	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
		FigureId id = ids[i];
		int good;
		g_autofree char *number = report_figure_number(builder->pen, id, &builder->now[id]);
		g_autofree char *change =
			report_change_words(builder->pen, id, &builder->now[id], &builder->then[id], &good);
		g_autofree char *note = tile_note(builder, id);
		Value *tile = report_add_tile(tiles, report_figure_label(builder->pen, id), number, good);

		value_set_text(tile, "note", note);
		value_set_text(tile, "change", change);
	}
}

/* ---- what each report is made of ---- */

#define WEEKLY REPORT_BIT(REPORT_WEEKLY)
#define MONTHLY REPORT_BIT(REPORT_MONTHLY)
#define QUARTERLY REPORT_BIT(REPORT_QUARTERLY)

enum {
	PART_MAKERS = 5
};

/* The quarterly report follows clause 8 of GB/T 19012-2019 (ISO 10002:2018) by its numbers. */
static const struct {
	unsigned reports;
	const char *title; /* phrase "part.…", with ".note" */
	bool whole;        /* left out of a department's own report */
	PartMaker makers[PART_MAKERS];
} parts[] = {
	{ WEEKLY | MONTHLY, "overdue", false, { part_overdue } },
	{ MONTHLY, "overall", false, { part_review } },
	{ WEEKLY | MONTHLY, "departments", true, { part_departments } },
	{ WEEKLY | MONTHLY, "categories", false, { part_trend_categories, part_categories } },
	{ MONTHLY, "channels", false, { part_channels } },
	{ MONTHLY, "severity", false, { part_severity } },
	{ WEEKLY | MONTHLY, "on_time", false, { part_on_time, part_trend_on_time } },
	{ MONTHLY, "times", false, { part_times, part_trend_times } },
	{ WEEKLY | MONTHLY, "satisfaction", false, { part_satisfaction, part_trend_satisfaction } },
	{ MONTHLY, "quality", false, { part_quality } },
	{ MONTHLY, "ladder", false, { part_ladder } },
	{ MONTHLY, "repeats", false, { part_repeats } },
	{ MONTHLY, "causes", false, { part_causes } },
	{ WEEKLY | MONTHLY, "improvements", false, { part_improvement_figures, part_improvements } },
	{ MONTHLY, "recurrences", false, { part_recurrences } },
	{ MONTHLY, "corrections", true, { part_corrections } },
	{ QUARTERLY, "clause1", false, { part_channels, part_corrections } },
	{ QUARTERLY, "clause2", false,
		{ part_trend_categories, part_categories, part_departments, part_repeats, part_causes } },
	{ QUARTERLY, "clause3", false, { part_satisfaction, part_trend_satisfaction } },
	{ QUARTERLY, "clause4", false, { part_on_time, part_trend_on_time, part_times, part_trend_times } },
	{ QUARTERLY, "clause5", false, { part_ladder, part_overdue } },
	{ QUARTERLY, "clause6", false, { part_review } },
	{ QUARTERLY, "clause7", false,
		{ part_effect, part_improvement_figures, part_recurrences, part_improvements } },
};

static bool
is_empty(const Part *part)
{
	return !value_length(part->pictures) && !value_length(part->bars) && !value_length(part->table) &&
	       !value_length(part->rows) && !value_length(part->items);
}

static void
add_part(Builder *builder, Value *list, const char *title, const PartMaker *makers)
{
	Part part = { value_list(), value_list(), value_list(), value_list(), value_list(), value_list() };
	g_autofree char *key = g_strconcat("part.", title, ".note", NULL);
	g_autofree char *note = NULL;
	g_autoptr(Value) values = value_record();
	Value *record = value_record();

	report_set_number(values, "days", builder->pen->policy->systemic_days);
	report_set_number(values, "cases", builder->pen->policy->systemic_cases);
	note = part_say(builder, key, values);

	for (int i = 0; i < PART_MAKERS && makers[i]; i++)
		makers[i](builder, &part);
	value_set_text(record, "title", report_phrase(builder->pen, "part", title));
	value_set_text(record, "note", note);
	if (is_empty(&part))
		value_add(part.small, value_text(report_phrase(builder->pen, "part", "nothing")));
	value_set(record, "pictures", part.pictures);
	value_set(record, "bars", part.bars);
	value_set(record, "table", part.table);
	value_set(record, "rows", part.rows);
	value_set(record, "items", part.items);
	value_set(record, "small", part.small);
	value_add(list, record);
}

static void
put_parts(Builder *builder)
{
	Value *list = value_list();

	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		if (parts[i].reports & REPORT_BIT(builder->kind) && !(parts[i].whole && builder->scope))
			add_part(builder, list, parts[i].title, parts[i].makers);
	value_set(builder->letter->values, "parts", list);
}

/* ---- pictures ---- */

/* Whoever gets none reads the same in words. */
static void
put_pictures(Builder *builder, const char *name)
{
	const ReportScene *scene = builder->scene;
	g_autoptr(GError) error = NULL;
	const GPtrArray *pictures = NULL;

	if (scene->printer && scene->settings->charts && builder->charts->len)
		pictures = chart_printer_draw(scene->printer, builder->charts, &error);
	if (error)
		log_warning("report", "charts=none why=%s", error->message);
	for (guint i = 0; i < builder->charts->len; i++) {
		GBytes *picture = pictures ? pictures->pdata[i] : NULL;

		value_set_text(builder->frames->pdata[i], "name",
			picture ? report_enclose(builder->letter, scene, name, picture) : "");
	}
}

/* ---- the letter ---- */

static void
put_title(Builder *builder, const char *name)
{
	g_autoptr(Value) values = value_record();
	GTimeZone *zone = calendar_zone(builder->pen->policy->calendar);
	g_autofree char *key = g_strconcat("title.", report_name(builder->kind), NULL);
	g_autofree char *month =
		g_strdup_printf("monthname.%d", (int)g_date_get_month(&builder->period->first));
	g_autofree char *first =
		letter_day(builder->pen->letters, builder->pen->language, builder->period->from, zone);
	g_autofree char *last =
		letter_day(builder->pen->letters, builder->pen->language, builder->period->to - 1, zone);
	g_autofree char *title = NULL;

	report_set_number(values, "year", g_date_get_year(&builder->period->first));
	report_set_number(values, "month", (int64_t)g_date_get_month(&builder->period->first));
	value_set_text(values, "monthname", report_phrase(builder->pen, "date", month));
	report_set_number(values, "quarter", ((int64_t)g_date_get_month(&builder->period->first) + 2) / 3);
	value_set_text(values, "first", first);
	value_set_text(values, "last", last);
	if (builder->scope)
		value_set_text(values, "department",
			report_value_label(builder->pen, BY_DEPARTMENT, builder->scope->value));
	title = part_say(builder, key, values);
	value_set_text(builder->letter->values, "title", title);
	value_set_text(builder->letter->values, "period", name);
	value_set_text(builder->letter->values, "first", first);
	value_set_text(builder->letter->values, "last", last);
}

static void
put_definitions(const Builder *builder)
{
	Value *list = value_list();

	for (FigureId id = 0; id < FIGURE_COUNT; id++) {
		Value *record = value_record();
		g_autofree char *definition = report_figure_definition(builder->pen, id);

		value_set_text(record, "label", report_figure_label(builder->pen, id));
		value_set_text(record, "words", definition);
		value_add(list, record);
	}
	value_set(builder->letter->values, "definitions", list);
}

static bool
belongs(const CaseFacts *facts, gconstpointer data)
{
	const Builder *builder = data;

	if (!part_may_show(builder, facts) || facts->received_at >= builder->period->to)
		return false;
	if (facts_is_open(facts))
		return true;
	for (guint i = 0; i < facts->happenings->len; i++)
		if (period_holds(builder->period, g_array_index(facts->happenings, Happening, i).at))
			return true;
	return false;
}

/* A head sees his own department; whoever watches the whole sees the whole. */
static bool
is_departmental(const Person *reader, ReportKind kind)
{
	const unsigned above = ROLE_BIT(ROLE_MANAGER) | ROLE_BIT(ROLE_ADMIN_SUP) | ROLE_BIT(ROLE_FINANCE) |
			       ROLE_BIT(ROLE_LEARNER_REP) | ROLE_BIT(ROLE_INTAKE);

	return kind != REPORT_QUARTERLY && !(reader->roles & above) && reader->department;
}

ReportLetter *
report_of_period(const ReportScene *given, ReportKind kind, const Period *period)
{
	const Calendar *calendar = given->pen.policy->calendar;
	/* How long something is over is said of the period's end: the same whenever the report is made. */
	ReportScene at_end = *given;
	const ReportScene *scene = &at_end;
	Scope own = { BY_DEPARTMENT,
		scene->reader && scene->reader->department ? scene->reader->department : "" };
	Builder builder = {
		.scene = scene,
		.pen = &scene->pen,
		.letter = report_letter_new(scene, LETTER_M22),
		.kind = kind,
		.period = period,
		.before = period_before(period, calendar),
		.scope = is_departmental(scene->reader, kind) ? &own : NULL,
		.charts = g_ptr_array_new_with_free_func((GDestroyNotify)chart_free),
		.frames = g_ptr_array_new(),
	};
	Value *tiles = value_list();
	ReportPen table = report_table_pen(scene);
	g_autofree char *name = period_name(period);

	at_end.now = MIN(given->now, period->to);
	figures_compute(scene->book, period, builder.scope, scene->pen.policy, builder.now);
	figures_compute(scene->book, &builder.before, builder.scope, scene->pen.policy, builder.then);
	builder.letter->empty = !builder.now[FIGURE_RECEIVED].n && !builder.now[FIGURE_OPEN].n &&
				!builder.now[FIGURE_CLOSED].n && !builder.now[FIGURE_DISMISSED].n &&
				!builder.now[FIGURE_IMPROVE_RAISED].n &&
				!builder.now[FIGURE_IMPROVE_DONE].n && !builder.now[FIGURE_IMPROVE_LATE].n;
	put_title(&builder, name);
	make_tiles(&builder, tiles);
	value_set(builder.letter->values, "tiles", tiles);
	value_set(builder.letter->values, "quiet", value_bool(builder.letter->empty));
	value_set(builder.letter->values, "quarterly", value_bool(kind == REPORT_QUARTERLY));
	put_parts(&builder);
	put_pictures(&builder, name);
	put_definitions(&builder);
	report_attach(builder.letter, builder.pen, "file.figures", name, "text/csv",
		report_figures_csv(builder.pen, builder.now, builder.then));
	report_attach(builder.letter, builder.pen, "file.cases", name, "text/csv",
		report_cases_csv(&table, scene->book, belongs, &builder, period->to));
	report_attach(builder.letter, builder.pen, "file.improvements", name, "text/csv",
		report_improvements_csv(&table, scene->book, period, builder.scope, scene->reader));
	g_ptr_array_unref(builder.charts);
	g_ptr_array_unref(builder.frames);
	g_free(builder.history);
	return builder.letter;
}
