/* M22: the weekly, monthly and quarterly reports. What each is made of is the table at the end. */
#include "daemon/report/letter.h"

#include "workflow/improvement.h"
#include "workflow/redact.h"

#include <inttypes.h>
#include <string.h>

enum {
	REPEAT_DAYS = 90, /* spec §13 */
	REPEAT_LEAST = 3,
	NUMBERS_SHOWN = 4, /* of the cases behind one line */
	POOR_PERCENT = 80, /* below, a rate's bar is red */
};

/* One report being written. */
typedef struct {
	const ReportScene *scene;
	const ReportPen *pen;
	ReportLetter *letter;
	ReportKind kind;
	const Period *period;
	Period before;
	const Scope *scope; /* NULL: all cases */
	Figure now[FIGURE_COUNT], then[FIGURE_COUNT];
} Builder;

/* A part under one heading; makers add to its lists. */
typedef struct {
	Value *bars, *table, *rows, *items, *small;
} Part;

typedef void (*Maker)(Builder *builder, Part *part);

/* ---- pieces ---- */

static void
add_bar(Part *part, const char *label, const char *words, int percent, bool bad)
{
	Value *bar = value_record();

	value_set_text(bar, "label", label);
	value_set_text(bar, "words", words);
	report_set_number(bar, "percent", percent);
	value_set(bar, "bad", value_bool(bad));
	value_add(part->bars, bar);
}

static void
add_cells(Part *part, bool header, const char *const *cells)
{
	static const char *const names[] = { "a", "b", "c", "d", "e", "f" };
	Value *line = value_record();

	value_set(line, "header", value_bool(header));
	for (size_t i = 0; i < G_N_ELEMENTS(names) && cells[i]; i++)
		value_set_text(line, names[i], cells[i]);
	value_add(part->table, line);
}

static void
add_heading(const Builder *builder, Part *part, const char *first, const char *const *columns)
{
	const char *cells[7] = { report_phrase(builder->pen, "column", first) };

	for (int i = 0; i < 5 && columns[i]; i++)
		cells[i + 1] = report_phrase(builder->pen, "column", columns[i]);
	add_cells(part, true, cells);
}

static void
add_item(Part *part, char *words)
{
	value_add(part->items, value_text(words));
	g_free(words);
}

static char *
say(const Builder *builder, const char *key, const Value *values)
{
	return letter_say(builder->pen->letters, builder->pen->language, key, values);
}

/* ---- figures ---- */

static void
add_figure(const Builder *builder, Part *part, FigureId id)
{
	int good;
	g_autofree char *words = report_figure_words(builder->pen, id, &builder->now[id]);
	g_autofree char *change =
		report_change_words(builder->pen, id, &builder->now[id], &builder->then[id], &good);
	const char *cells[] = { report_figure_label(builder->pen, id), words, *change ? change : "–", NULL };

	add_cells(part, false, cells);
}

static void
add_figures(Builder *builder, Part *part, const FigureId *ids, size_t count)
{
	static const char *const columns[] = { "now", "change", NULL };

	add_heading(builder, part, "figure", columns);
	for (size_t i = 0; i < count; i++)
		add_figure(builder, part, ids[i]);
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

		/* A rate without its n says nothing. */
		if (figure_rows[id].kind == KIND_SHARE && builder->now[id].n) {
			g_autofree char *base =
				g_strdup_printf("n=%" PRId64 " %s", builder->now[id].n, change);

			report_add_tile(tiles, report_figure_label(builder->pen, id), number, base, good);
		} else {
			report_add_tile(tiles, report_figure_label(builder->pen, id), number, change, good);
		}
	}
}

static void
make_on_time(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_ACK_ON_TIME, FIGURE_CONTACT_ON_TIME, FIGURE_PLAN_ON_TIME,
		FIGURE_EXEC_ON_TIME, FIGURE_TOTAL_ON_TIME, FIGURE_FEEDBACK_ON_TIME };

	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
		const Figure *figure = &builder->now[ids[i]];
		g_autofree char *words = report_figure_words(builder->pen, ids[i], figure);
		int percent = (int)(figure_share(figure) * 100 + 0.5);

		add_bar(part, report_figure_label(builder->pen, ids[i]), words, percent,
			figure->n && percent < POOR_PERCENT);
	}
}

static void
make_times(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_ACK_TIME, FIGURE_CONTACT_TIME, FIGURE_PLAN_TIME,
		FIGURE_HANDLED_TIME };
	static const char *const columns[] = { "median", "p90", "n", "change", NULL };

	add_heading(builder, part, "figure", columns);
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

		add_cells(part, false, cells);
	}
}

static void
make_satisfaction(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_SATISFIED, FIGURE_MOSTLY, FIGURE_NOT, FIGURE_SILENT };
	int64_t all = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
		all += builder->now[ids[i]].n;
	for (size_t i = 0; i < G_N_ELEMENTS(ids) && all; i++) {
		int64_t n = builder->now[ids[i]].n;
		g_autofree char *words = report_figure_words(builder->pen, ids[i], &builder->now[ids[i]]);

		add_bar(part, report_figure_label(builder->pen, ids[i]), words, (int)(n * 100 / all),
			ids[i] == FIGURE_NOT);
	}
}

static void
make_quality(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_ACCEPTANCE, FIGURE_RESPONSE, FIGURE_RESOLVED,
		FIGURE_SATISFACTION, FIGURE_FOLLOWED_UP, FIGURE_EFFECTIVE, FIGURE_REWORK, FIGURE_REOPENED,
		FIGURE_RETURNED, FIGURE_EXTENDED, FIGURE_WORKDAYS, FIGURE_ROUNDS };

	add_figures(builder, part, ids, G_N_ELEMENTS(ids));
}

static void
make_ladder(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_REMINDED, FIGURE_LATE, FIGURE_ESCALATED, FIGURE_TOP };

	add_figures(builder, part, ids, G_N_ELEMENTS(ids));
}

static void
make_effect(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_FOLLOWED_UP, FIGURE_EFFECTIVE, FIGURE_REOPENED,
		FIGURE_REWORK };

	add_figures(builder, part, ids, G_N_ELEMENTS(ids));
}

static void
make_review(Builder *builder, Part *part)
{
	static const FigureId ids[] = { FIGURE_RECEIVED, FIGURE_ACCEPTED, FIGURE_DISMISSED, FIGURE_HANDLED,
		FIGURE_CLOSED, FIGURE_EXTERNAL, FIGURE_WITHDRAWN, FIGURE_OPEN, FIGURE_OVERDUE,
		FIGURE_ESCALATED, FIGURE_TOP };

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
		words = say(builder, "value.beside", values);
		add_bar(part, report_value_label(builder->pen, dimension, slice->value), words,
			(int)(slice->now * 100 / most), false);
	}
}

static void
make_categories(Builder *builder, Part *part)
{
	make_counts(builder, part, BY_CATEGORY);
}

static void
make_channels(Builder *builder, Part *part)
{
	make_counts(builder, part, BY_CHANNEL);
}

static void
make_severity(Builder *builder, Part *part)
{
	make_counts(builder, part, BY_SEVERITY);
}

static void
make_departments(Builder *builder, Part *part)
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

		figures_compute(builder->scene->book, builder->period, &scope, builder->pen->policy->calendar,
			figures);
		if (!figures[FIGURE_RECEIVED].n && !figures[FIGURE_OPEN].n && !figures[FIGURE_HANDLED].n)
			continue;
		if (!value_length(part->table))
			add_heading(builder, part, "department", columns);
		received = report_figure_number(builder->pen, FIGURE_RECEIVED, &figures[FIGURE_RECEIVED]);
		handled = report_figure_number(builder->pen, FIGURE_HANDLED, &figures[FIGURE_HANDLED]);
		open = report_figure_number(builder->pen, FIGURE_OPEN, &figures[FIGURE_OPEN]);
		overdue = report_figure_number(builder->pen, FIGURE_OVERDUE, &figures[FIGURE_OVERDUE]);
		contact = report_figure_number(
			builder->pen, FIGURE_CONTACT_ON_TIME, &figures[FIGURE_CONTACT_ON_TIME]);
		add_cells(part, false,
			(const char *[]){ report_value_label(builder->pen, BY_DEPARTMENT, slice->value),
				received, handled, open, overdue, contact, NULL });
	}
}

/* ---- cases ---- */

static bool
may_show(const Builder *builder, const CaseFacts *facts)
{
	return scope_holds(builder->scope, facts) && !agenda_is_recused(facts, builder->scene->reader);
}

static int
by_due(gconstpointer a, gconstpointer b)
{
	const AgendaLine *x = a, *y = b;

	return (x->due_at > y->due_at) - (x->due_at < y->due_at);
}

static void
make_overdue(Builder *builder, Part *part)
{
	const FactsBook *book = builder->scene->book;
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(AgendaLine));
	guint most = (guint)builder->scene->settings->digest_rows;

	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);
		const ClockFacts *clock =
			facts_is_open(facts) ? facts_overdue(facts, builder->period->to) : NULL;
		AgendaLine line = { facts, clock ? (ClockKind)clock->kind : CLOCK_COUNT,
			clock ? clock->due_at : 0 };

		if (clock && may_show(builder, facts))
			g_array_append_val(lines, line);
	}
	g_array_sort(lines, by_due);
	for (guint i = 0; i < MIN(lines->len, most); i++) {
		const AgendaLine *line = &g_array_index(lines, AgendaLine, i);
		Value *row = value_record();
		g_autofree char *about = report_about(builder->pen, line->facts);
		g_autofree char *due = report_due_words(builder->scene, line->due_at);

		value_set_text(row, "case_no", line->facts->number);
		value_set_text(row, "about", about);
		value_set_text(row, "due", due);
		value_set_text(row, "clock", report_phrase(builder->pen, "clock", clock_name(line->kind)));
		value_set(row, "late", value_bool(true));
		value_set(row, "urgent", value_bool(line->facts->urgent));
		value_add(part->rows, row);
	}
	if (lines->len > most) {
		g_autoptr(Value) values = value_record();
		g_autofree char *words = NULL;

		report_set_number(values, "n", lines->len - most);
		words = say(builder, "part.more", values);
		value_add(part->small, value_text(words));
	}
}

/* "教学质量·高三1班" and the numbers of its cases. */
static void
make_repeats(Builder *builder, Part *part)
{
	g_autoptr(GPtrArray) repeats =
		figures_repeats(builder->scene->book, builder->period->to, REPEAT_DAYS, REPEAT_LEAST);

	for (guint i = 0; i < repeats->len && i < (guint)builder->scene->settings->digest_rows; i++) {
		const Repeat *repeat = repeats->pdata[i];
		g_autoptr(GString) numbers = g_string_new(NULL);
		g_autoptr(Value) values = value_record();
		bool hidden = false;

		for (guint k = 0; k < repeat->cases->len; k++) {
			const CaseFacts *facts = repeat->cases->pdata[k];

			hidden = hidden || !may_show(builder, facts);
			if (k < NUMBERS_SHOWN)
				g_string_append_printf(numbers, "%s%s", k ? "、" : "", facts->number);
		}
		if (hidden)
			continue;
		value_set_text(
			values, "category", report_value_label(builder->pen, BY_CATEGORY, repeat->category));
		value_set_text(values, "class", repeat->class_name);
		value_set_text(values, "numbers", numbers->str);
		report_set_number(values, "n", repeat->cases->len);
		add_item(part, say(builder, "part.repeat", values));
	}
}

/* One cause, as staff wrote it, and the cases that have it. */
typedef struct {
	char *words;
	GString *numbers;
	int64_t count;
} Cause;

static void
cause_free(gpointer data)
{
	Cause *cause = data;

	g_free(cause->words);
	g_string_free(cause->numbers, TRUE);
	g_free(cause);
}

static int
by_frequency(gconstpointer a, gconstpointer b)
{
	const Cause *x = *(const Cause *const *)a, *y = *(const Cause *const *)b;

	return x->count != y->count ? (x->count < y->count ? 1 : -1) : strcmp(x->words, y->words);
}

static void
count_cause(GPtrArray *causes, GHashTable *known, const CaseFacts *facts)
{
	const char *names[] = { facts->learner_name, NULL };
	char *words = redact_text(facts->cause, names);
	Cause *cause = g_hash_table_lookup(known, words);

	if (!cause) {
		cause = g_new0(Cause, 1);
		cause->words = words;
		cause->numbers = g_string_new(NULL);
		g_ptr_array_add(causes, cause);
		g_hash_table_insert(known, words, cause);
	} else {
		g_free(words);
	}
	if (cause->count++ < NUMBERS_SHOWN)
		g_string_append_printf(
			cause->numbers, "%s%s", cause->numbers->len ? "、" : "", facts->number);
}

/* What was found out, in the staff's words; the learner's do not stand there. */
static void
make_causes(Builder *builder, Part *part)
{
	const FactsBook *book = builder->scene->book;
	g_autoptr(GPtrArray) causes = g_ptr_array_new_with_free_func(cause_free);
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
	guint most = (guint)builder->scene->settings->digest_rows;

	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);

		if (*facts->cause && may_show(builder, facts) &&
			period_holds(builder->period, facts->handled_at))
			count_cause(causes, known, facts);
	}
	g_ptr_array_sort(causes, by_frequency);
	for (guint i = 0; i < MIN(causes->len, most); i++) {
		const Cause *cause = causes->pdata[i];
		g_autoptr(Value) values = value_record();

		value_set_text(values, "words", cause->words);
		value_set_text(values, "numbers", cause->numbers->str);
		report_set_number(values, "n", cause->count);
		add_item(part, say(builder, "part.cause", values));
	}
}

static void
add_improvement(Builder *builder, Part *part, const CaseFacts *facts, const Improvement *item)
{
	g_autoptr(Value) values = value_record();
	const char *names[] = { facts->learner_name, NULL };
	g_autofree char *words = redact_text(item->words, names);
	g_autofree char *due = NULL;
	int64_t end = 0;

	if (g_date_valid(&item->due))
		end = calendar_close_of(builder->pen->policy->calendar, &item->due);
	due = end ? letter_day(builder->pen->letters, builder->pen->language, end,
			    calendar_zone(builder->pen->policy->calendar))
		  : g_strdup("");
	value_set_text(values, "case_no", facts->number);
	value_set_text(values, "words", words);
	value_set_text(values, "owner", item->owner);
	value_set_text(values, "due", due);
	value_set(values, "late", value_bool(end && end < builder->scene->now));
	value_set_text(
		values, "department", report_value_label(builder->pen, BY_DEPARTMENT, facts->department));
	add_item(part, say(builder, "part.improvement", values));
}

static void
make_improvements(Builder *builder, Part *part)
{
	const FactsBook *book = builder->scene->book;
	guint most = (guint)builder->scene->settings->digest_rows * 2, count = 0;

	for (guint i = 0; i < facts_book_length(book) && count < most; i++) {
		const CaseFacts *facts = facts_book_at(book, i);
		g_autoptr(GPtrArray) items = NULL;

		if (!*facts->improvement || !may_show(builder, facts))
			continue;
		items = improvement_list(
			facts->improvement, builder->pen->policy->calendar, facts->received_at);
		for (guint k = 0; k < items->len && count < most; k++) {
			const Improvement *item = items->pdata[k];

			if (item->done)
				continue;
			add_improvement(builder, part, facts, item);
			count++;
		}
	}
}

/* Where intake decided otherwise than the classifier: words to weigh anew. */
static void
make_corrections(Builder *builder, Part *part)
{
	g_autoptr(GArray) corrections = figures_corrections(builder->scene->book, builder->period);

	for (guint i = 0; i < corrections->len; i++) {
		const Correction *correction = &g_array_index(corrections, Correction, i);
		g_autoptr(Value) values = value_record();

		value_set_text(
			values, "from", report_value_label(builder->pen, BY_CATEGORY, correction->from));
		value_set_text(values, "to", report_value_label(builder->pen, BY_CATEGORY, correction->to));
		value_set_text(values, "words", correction->words);
		report_set_number(values, "n", correction->n);
		add_item(part, say(builder, "part.correction", values));
	}
	if (corrections->len)
		value_add(part->small, value_text(report_phrase(builder->pen, "part", "corrections.small")));
}

/* ---- what each report is made of ---- */

#define WEEKLY REPORT_BIT(REPORT_WEEKLY)
#define MONTHLY REPORT_BIT(REPORT_MONTHLY)
#define QUARTERLY REPORT_BIT(REPORT_QUARTERLY)

enum {
	PART_MAKERS = 4
};

/* The quarterly report follows clause 8 of GB/T 19012-2019 (ISO 10002:2018) by its numbers. */
static const struct {
	unsigned reports;
	const char *title; /* phrase "part.…", with ".note" */
	bool whole;        /* left out of a department's own report */
	Maker makers[PART_MAKERS];
} parts[] = {
	{ WEEKLY | MONTHLY, "departments", true, { make_departments } },
	{ WEEKLY | MONTHLY, "categories", false, { make_categories } },
	{ MONTHLY, "channels", false, { make_channels } },
	{ MONTHLY, "severity", false, { make_severity } },
	{ WEEKLY | MONTHLY, "on_time", false, { make_on_time } },
	{ MONTHLY, "times", false, { make_times } },
	{ WEEKLY | MONTHLY, "satisfaction", false, { make_satisfaction } },
	{ MONTHLY, "quality", false, { make_quality } },
	{ WEEKLY | MONTHLY, "overdue", false, { make_overdue } },
	{ MONTHLY, "ladder", false, { make_ladder } },
	{ MONTHLY, "repeats", false, { make_repeats } },
	{ MONTHLY, "causes", false, { make_causes } },
	{ WEEKLY | MONTHLY, "improvements", false, { make_improvements } },
	{ MONTHLY, "corrections", true, { make_corrections } },
	{ QUARTERLY, "clause1", false, { make_channels, make_corrections } },
	{ QUARTERLY, "clause2", false, { make_categories, make_departments, make_repeats, make_causes } },
	{ QUARTERLY, "clause3", false, { make_satisfaction } },
	{ QUARTERLY, "clause4", false, { make_on_time, make_times } },
	{ QUARTERLY, "clause5", false, { make_ladder, make_overdue } },
	{ QUARTERLY, "clause6", false, { make_review } },
	{ QUARTERLY, "clause7", false, { make_effect, make_improvements } },
};

static bool
part_is_empty(const Part *part)
{
	return !value_length(part->bars) && !value_length(part->table) && !value_length(part->rows) &&
	       !value_length(part->items);
}

static void
add_part(Builder *builder, Value *list, const char *title, const Maker *makers)
{
	Part part = { value_list(), value_list(), value_list(), value_list(), value_list() };
	g_autofree char *note = g_strconcat(title, ".note", NULL);
	Value *record = value_record();

	for (int i = 0; i < PART_MAKERS && makers[i]; i++)
		makers[i](builder, &part);
	value_set_text(record, "title", report_phrase(builder->pen, "part", title));
	value_set_text(record, "note", report_phrase(builder->pen, "part", note));
	if (part_is_empty(&part))
		value_add(part.small, value_text(report_phrase(builder->pen, "part", "nothing")));
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

/* ---- the letter ---- */

static void
put_title(Builder *builder, const char *name)
{
	g_autoptr(Value) values = value_record();
	GTimeZone *zone = calendar_zone(builder->pen->policy->calendar);
	g_autofree char *key = g_strconcat("title.", report_name(builder->kind), NULL);
	g_autofree char *first =
		letter_day(builder->pen->letters, builder->pen->language, builder->period->from, zone);
	g_autofree char *last =
		letter_day(builder->pen->letters, builder->pen->language, builder->period->to - 1, zone);
	g_autofree char *title = NULL;

	report_set_number(values, "year", g_date_get_year(&builder->period->first));
	report_set_number(values, "month", (int64_t)g_date_get_month(&builder->period->first));
	report_set_number(values, "quarter", ((int64_t)g_date_get_month(&builder->period->first) + 2) / 3);
	value_set_text(values, "first", first);
	value_set_text(values, "last", last);
	if (builder->scope)
		value_set_text(values, "department",
			report_value_label(builder->pen, BY_DEPARTMENT, builder->scope->value));
	title = say(builder, key, values);
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

		value_set_text(record, "label", report_figure_label(builder->pen, id));
		value_set_text(record, "words", report_figure_definition(builder->pen, id));
		value_add(list, record);
	}
	value_set(builder->letter->values, "definitions", list);
}

static bool
belongs(const CaseFacts *facts, gconstpointer data)
{
	const Builder *builder = data;

	if (!may_show(builder, facts) || facts->received_at >= builder->period->to)
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
report_of_period(const ReportScene *scene, ReportKind kind, const Period *period)
{
	const Calendar *calendar = scene->pen.policy->calendar;
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
	};
	Value *tiles = value_list();
	ReportPen table = report_table_pen(scene);
	g_autofree char *name = period_name(period);

	figures_compute(scene->book, period, builder.scope, calendar, builder.now);
	figures_compute(scene->book, &builder.before, builder.scope, calendar, builder.then);
	builder.letter->empty = !builder.now[FIGURE_RECEIVED].n && !builder.now[FIGURE_OPEN].n &&
				!builder.now[FIGURE_CLOSED].n && !builder.now[FIGURE_DISMISSED].n;
	put_title(&builder, name);
	make_tiles(&builder, tiles);
	value_set(builder.letter->values, "tiles", tiles);
	value_set(builder.letter->values, "quiet", value_bool(builder.letter->empty));
	value_set(builder.letter->values, "quarterly", value_bool(kind == REPORT_QUARTERLY));
	put_parts(&builder);
	put_definitions(&builder);
	report_attach(builder.letter, builder.pen, "file.figures", name, "text/csv",
		report_figures_csv(builder.pen, builder.now, builder.then));
	report_attach(builder.letter, builder.pen, "file.cases", name, "text/csv",
		report_cases_csv(&table, scene->book, belongs, &builder, period->to));
	return builder.letter;
}
