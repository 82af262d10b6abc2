#include "daemon/report/words.h"

#include "daemon/report/csv.h"
#include "workflow/classify/redact.h"

#include <inttypes.h>
#include <string.h>

const char *
report_phrase(const ReportPen *pen, const char *group, const char *key)
{
	g_autofree char *name = g_strconcat(group, ".", key, NULL);
	const char *words = letter_phrase(pen->letters, pen->language, name);

	return words ? words : "";
}

const char *
report_figure_label(const ReportPen *pen, FigureId id)
{
	return report_phrase(pen, "figure", figure_rows[id].id);
}

static void
set_number(Value *values, const char *name, int64_t number)
{
	g_autofree char *words = g_strdup_printf("%" PRId64, number);

	value_set_text(values, name, words);
}

char *
report_figure_definition(const ReportPen *pen, FigureId id)
{
	g_autofree char *key = g_strconcat("figure.", figure_rows[id].id, ".is", NULL);
	g_autoptr(Value) values = value_record();

	set_number(values, "days", pen->policy->systemic_days);
	return letter_say(pen->letters, pen->language, key, values);
}

/* ---- numbers ---- */

/* "3.2", "12": at most one digit behind the point, and none that is zero. New string. */
static char *
decimal(double number)
{
	char words[32];

	g_ascii_formatd(words, sizeof words, "%.1f", number);
	if (g_str_has_suffix(words, ".0"))
		words[strlen(words) - 2] = '\0';
	return g_strdup(words);
}

char *
report_span_words(const ReportPen *pen, double seconds)
{
	static const struct {
		double least, unit;
		const char *phrase;
	} units[] = {
		{ 2 * 24 * 3600, 24 * 3600, "value.days" },
		{ 90 * 60, 3600, "value.hours" },
		{ 0, 60, "value.minutes" },
	};
	g_autoptr(Value) values = value_record();
	size_t i = 0;
	g_autofree char *words = NULL;

	while (seconds < units[i].least)
		i++;
	words = decimal(seconds / units[i].unit);
	value_set_text(values, "n", words);
	return letter_say(pen->letters, pen->language, units[i].phrase, values);
}

static void
set_owned(Value *values, const char *name, char *words)
{
	value_set_text(values, name, words);
	g_free(words);
}

char *
report_figure_words(const ReportPen *pen, FigureId id, const Figure *figure)
{
	g_autoptr(Value) values = value_record();
	g_autofree char *mean = g_strconcat("value.mean.", figure_rows[id].id, NULL);
	const char *phrase = "value.count";

	if (!figure->n && figure_rows[id].kind != KIND_COUNT)
		return g_strdup(report_phrase(pen, "value", "none"));
	set_number(values, "n", figure->n);
	switch (figure_rows[id].kind) {
	case KIND_COUNT:
		break;
	case KIND_SHARE:
		set_number(values, "part", figure->part);
		set_owned(values, "share", decimal(figure_share(figure) * 100));
		phrase = "value.share";
		break;
	case KIND_SPAN:
		set_owned(values, "median", report_span_words(pen, figure->median));
		set_owned(values, "high", report_span_words(pen, figure->high));
		phrase = "value.span";
		break;
	case KIND_MEAN:
		set_owned(values, "mean", decimal(figure->mean));
		phrase = mean;
		break;
	}
	return letter_say(pen->letters, pen->language, phrase, values);
}

char *
report_figure_number(const ReportPen *pen, FigureId id, const Figure *figure)
{
	if (!figure->n && figure_rows[id].kind != KIND_COUNT)
		return g_strdup("–");
	switch (figure_rows[id].kind) {
	case KIND_COUNT:
		return g_strdup_printf("%" PRId64, figure->n);
	case KIND_SHARE:
		return g_strdup_printf("%d%%", (int)(figure_share(figure) * 100 + 0.5));
	case KIND_SPAN:
		return report_span_words(pen, figure->median);
	case KIND_MEAN:
		return decimal(figure->mean);
	}
	g_assert_not_reached();
}

static double
tenths(double number)
{
	return (double)(int64_t)(number * 10 + 0.5) / 10;
}

/* What is compared of a figure, and how coarse a difference must be to be one. */
static double
compared(FigureId id, const Figure *figure)
{
	switch (figure_rows[id].kind) {
	case KIND_COUNT:
		return (double)figure->n;
	case KIND_SHARE:
		return tenths(figure_share(figure) * 100);
	case KIND_SPAN:
		return figure->median;
	case KIND_MEAN:
		return tenths(figure->mean);
	}
	g_assert_not_reached();
}

char *
report_change_words(const ReportPen *pen, FigureId id, const Figure *now, const Figure *before, int *out_good)
{
	double change = compared(id, now) - compared(id, before);
	FigureWish wish = figure_rows[id].wish;
	const char *sign = change > 0 ? "+" : "−";
	g_autoptr(Value) values = value_record();
	g_autofree char *amount = NULL;

	*out_good = 0;
	if (figure_rows[id].kind != KIND_COUNT && (!now->n || !before->n))
		return g_strdup(now->n ? report_phrase(pen, "change", "none") : "");
	if (ABS(change) < 0.05 || (figure_rows[id].kind == KIND_SPAN && ABS(change) < 30))
		return g_strdup(report_phrase(pen, "change", "same"));
	if (wish != WISH_NONE)
		*out_good = (change > 0) == (wish == WISH_MORE) ? 1 : -1;
	amount = figure_rows[id].kind == KIND_SPAN ? report_span_words(pen, ABS(change))
						   : decimal(ABS(change));
	if (figure_rows[id].kind != KIND_SHARE)
		return g_strconcat(sign, amount, NULL);
	value_set_text(values, "sign", sign);
	value_set_text(values, "n", amount);
	return letter_say(pen->letters, pen->language, "change.points", values);
}

/* ---- labels ---- */

static bool
is_english(const ReportPen *pen)
{
	return g_str_has_prefix(pen->language, "en");
}

/* Channels are stored in the words of those who keyed them in. */
static const char *
channel_label(const ReportPen *pen, const char *value)
{
	const char *words = report_phrase(pen, "channel", value);

	return *words ? words : value;
}

const char *
report_value_label(const ReportPen *pen, Dimension dimension, const char *value)
{
	const Category *category;
	const Department *department;

	switch (dimension) {
	case BY_CATEGORY:
		category = *value ? policy_category(pen->policy, value) : NULL;
		if (category)
			return is_english(pen) ? category->label_en : category->label;
		return *value ? value : report_phrase(pen, "none", "category");
	case BY_DEPARTMENT:
		department = *value ? policy_department(pen->policy, value) : NULL;
		if (department)
			return is_english(pen) ? department->label_en : department->label;
		return *value ? value : report_phrase(pen, "none", "department");
	case BY_CHANNEL:
		return *value ? channel_label(pen, value) : report_phrase(pen, "none", "channel");
	case BY_CLASS:
		return *value ? value : report_phrase(pen, "none", "class");
	case BY_SEVERITY:
		return report_phrase(pen, "severity", value);
	case BY_ALL:
		break;
	}
	return "";
}

char *
report_plain_words(const CaseFacts *facts, const char *words)
{
	g_auto(GStrv) ways = redact_ways(facts->learner_name);
	g_autofree char *text = redact_text(words, (const char *const *)ways);
	g_autofree char *masked = redact_name(facts->learner_name);
	g_auto(GStrv) parts = *masked ? g_strsplit(text, masked, -1) : NULL;

	return parts ? g_strjoinv("**", parts) : g_steal_pointer(&text);
}

const char *
report_handler_name(const ReportPen *pen, const CaseFacts *facts)
{
	const Person *person = *facts->handler ? policy_person(pen->policy, facts->handler) : NULL;

	return person ? person->name : "";
}

/* ---- cases ---- */

const char *const report_case_columns[] = { "number", "received_at", "channel", "category", "department",
	"handler", "severity", "state", "learner_name", "class_name", "accepted_at", "assigned_at",
	"contacted_at", "contact_on_time", "offered_at", "handled_at", "feedback_on_time", "workdays",
	"rounds", "satisfaction", "returned", "extended", "reopened", "next_clock", "next_due", "overdue",
	NULL };

static char *
moment(const ReportPen *pen, int64_t at)
{
	g_autoptr(GDateTime) utc = at ? g_date_time_new_from_unix_utc(at) : NULL;
	g_autoptr(GDateTime) local =
		utc ? g_date_time_to_timezone(utc, calendar_zone(pen->policy->calendar)) : NULL;

	return local ? g_date_time_format(local, "%Y-%m-%d %H:%M") : g_strdup("");
}

static char *
count_of(const CaseFacts *facts, Deed deed)
{
	int count = 0;

	for (guint i = 0; i < facts->happenings->len; i++)
		count += g_array_index(facts->happenings, Happening, i).deed == deed;
	return g_strdup_printf("%d", count);
}

static char *
on_time(const ReportPen *pen, const CaseFacts *facts, ClockKind kind, int64_t at)
{
	const char *answer = "";

	for (guint i = 0; i < facts->clocks->len; i++) {
		const ClockFacts *clock = &g_array_index(facts->clocks, ClockFacts, i);

		if (clock->kind != kind)
			continue;
		if (clock->met_at && clock->met_at <= clock->due_at)
			answer = "yes";
		else if (clock->due_at < at && !(clock->stopped_at && clock->stopped_at <= clock->due_at))
			answer = "no";
	}
	return g_strdup(*answer ? report_phrase(pen, "column", answer) : "");
}

static char *
satisfaction_of(const ReportPen *pen, const CaseFacts *facts)
{
	Deed last = DID_NONE;
	g_autofree char *level = NULL;

	for (guint i = 0; i < facts->happenings->len; i++) {
		Deed deed = (Deed)g_array_index(facts->happenings, Happening, i).deed;

		if (deed >= DID_SATISFIED && deed <= DID_SILENT)
			last = deed;
	}
	if (last == DID_NONE)
		return g_strdup("");
	level = g_strdup_printf("%d", last - DID_SATISFIED + 1);
	return g_strdup(report_phrase(pen, "satisfaction", level));
}

static char *
workdays_of(const ReportPen *pen, const CaseFacts *facts)
{
	if (!facts->accepted_at || !facts->handled_at)
		return g_strdup("");
	return g_strdup_printf("%d",
		calendar_workdays_between(pen->policy->calendar, facts->accepted_at, facts->handled_at));
}

char **
report_case_cells(const ReportPen *pen, const CaseFacts *facts, int64_t at)
{
	const ClockFacts *next = facts_is_open(facts) ? facts_next_clock(facts) : NULL;
	g_autoptr(GPtrArray) cells = g_ptr_array_new();
	const char *channel = report_value_label(pen, BY_CHANNEL, facts->channel);
	bool overdue = facts_is_open(facts) && facts_overdue(facts, at);

	g_ptr_array_add(cells, g_strdup(facts->number));
	g_ptr_array_add(cells, moment(pen, facts->received_at));
	g_ptr_array_add(cells, g_strdup(channel));
	g_ptr_array_add(cells, g_strdup(report_value_label(pen, BY_CATEGORY, facts->category)));
	g_ptr_array_add(cells, g_strdup(report_value_label(pen, BY_DEPARTMENT, facts->department)));
	g_ptr_array_add(cells, g_strdup(report_handler_name(pen, facts)));
	g_ptr_array_add(
		cells, g_strdup(report_value_label(pen, BY_SEVERITY, scope_value(facts, BY_SEVERITY))));
	g_ptr_array_add(cells, g_strdup(report_phrase(pen, "state", state_name((CaseState)facts->state))));
	g_ptr_array_add(cells, redact_name(facts->confidential || pen->nameless ? "" : facts->learner_name));
	g_ptr_array_add(cells, report_plain_words(facts, facts->class_name));
	g_ptr_array_add(cells, moment(pen, facts->accepted_at));
	g_ptr_array_add(cells, moment(pen, facts->assigned_at));
	g_ptr_array_add(cells, moment(pen, facts->contacted_at));
	g_ptr_array_add(cells, on_time(pen, facts, CLOCK_CONTACT, at));
	g_ptr_array_add(cells, moment(pen, facts->offered_at));
	g_ptr_array_add(cells, moment(pen, facts->handled_at));
	g_ptr_array_add(cells, on_time(pen, facts, CLOCK_FEEDBACK, at));
	g_ptr_array_add(cells, workdays_of(pen, facts));
	g_ptr_array_add(cells, count_of(facts, DID_OFFERED));
	g_ptr_array_add(cells, satisfaction_of(pen, facts));
	g_ptr_array_add(cells, count_of(facts, DID_RETURNED));
	g_ptr_array_add(cells, count_of(facts, DID_EXTENDED));
	g_ptr_array_add(cells, count_of(facts, DID_REOPENED));
	g_ptr_array_add(
		cells, g_strdup(next ? report_phrase(pen, "clock", clock_name((ClockKind)next->kind)) : ""));
	g_ptr_array_add(cells, moment(pen, next ? next->due_at : 0));
	g_ptr_array_add(cells, g_strdup(overdue ? report_phrase(pen, "column", "yes") : ""));
	g_ptr_array_add(cells, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&cells), FALSE);
}

/* ---- CSV ---- */

static void
headings(GString *csv, const ReportPen *pen, const char *const *columns)
{
	g_autoptr(GPtrArray) cells = g_ptr_array_new();

	for (int i = 0; columns[i]; i++)
		g_ptr_array_add(cells, (gpointer)(uintptr_t)report_phrase(pen, "column", columns[i]));
	g_ptr_array_add(cells, NULL);
	csv_row(csv, (const char *const *)cells->pdata);
}

GString *
report_cases_csv(const ReportPen *pen, const FactsBook *book,
	bool (*holds)(const CaseFacts *facts, gconstpointer data), gconstpointer data, int64_t at)
{
	GString *csv = csv_new();

	headings(csv, pen, report_case_columns);
	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);
		g_auto(GStrv) cells = NULL;

		if (holds && !holds(facts, data))
			continue;
		cells = report_case_cells(pen, facts, at);
		csv_row(csv, (const char *const *)cells);
	}
	return csv;
}

GString *
report_figures_csv(const ReportPen *pen, const Figure *now, const Figure *before)
{
	static const char *const columns[] = { "figure", "now", "before", "change", "definition", NULL };
	GString *csv = csv_new();

	headings(csv, pen, columns);
	for (FigureId id = 0; id < FIGURE_COUNT; id++) {
		int good;
		g_autofree char *present = report_figure_words(pen, id, &now[id]);
		g_autofree char *past = report_figure_words(pen, id, &before[id]);
		g_autofree char *change = report_change_words(pen, id, &now[id], &before[id], &good);
		g_autofree char *definition = report_figure_definition(pen, id);
		const char *cells[] = { report_figure_label(pen, id), present, past, change, definition,
			NULL };

		csv_row(csv, cells);
	}
	return csv;
}
