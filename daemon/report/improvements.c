#include "daemon/report/improvements.h"

#include "daemon/report/csv.h"
#include "workflow/figures/agenda.h"

#include <inttypes.h>
#include <limits.h>
#include <string.h>

enum {
	WORDS_SHOWN = 60, /* characters of an item */
	NOTE_SHOWN = 40,
};

/* ---- words ---- */

/* Staff's words without who the learner is, at most `most` characters of them. New string. */
static char *
plain_words(const CaseFacts *facts, const char *words, int most)
{
	char *text = report_plain_words(facts, words);

	if (g_utf8_strlen(text, -1) > most) {
		g_autofree char *whole = text;
		g_autofree char *head = g_utf8_substring(whole, 0, most);

		text = g_strconcat(head, "…", NULL);
	}
	return text;
}

char *
report_improvement_about(const ReportPen *pen, const CaseFacts *facts, guint item)
{
	g_autofree char *words = plain_words(facts, facts_improvement(facts, item - 1)->words, WORDS_SHOWN);

	return g_strdup_printf("%s · %s", report_value_label(pen, BY_DEPARTMENT, facts->department), words);
}

static void
set_number(Value *values, const char *name, int64_t number)
{
	g_autofree char *text = g_strdup_printf("%" PRId64, number);

	value_set_text(values, name, text);
}

static void
set_day(const ReportPen *pen, Value *values, const char *name, int64_t at)
{
	g_autofree char *text =
		at ? letter_day(pen->letters, pen->language, at, calendar_zone(pen->policy->calendar))
		   : g_strdup("");

	value_set_text(values, name, text);
}

static Value *
item_values(const ReportPen *pen, const CaseFacts *facts, guint index)
{
	const ImprovementFacts *item = facts_improvement(facts, index);
	Value *values = value_record();
	g_autofree char *words = plain_words(facts, item->words, WORDS_SHOWN);
	g_autofree char *note = plain_words(facts, item->note, NOTE_SHOWN);
	g_autofree char *owner = plain_words(facts, item->owner, NOTE_SHOWN);

	value_set_text(values, "case_no", facts->number);
	value_set_text(values, "department", report_value_label(pen, BY_DEPARTMENT, facts->department));
	value_set_text(values, "words", words);
	value_set_text(values, "owner", owner);
	value_set_text(values, "note", note);
	set_number(values, "item", index + 1);
	set_day(pen, values, "due", item->due_at);
	set_day(pen, values, "ended", item->ended_at);
	if (item->extensions)
		set_number(values, "extended", item->extensions);
	return values;
}

static char *
say(const ReportPen *pen, const char *key, const Value *values)
{
	return letter_say(pen->letters, pen->language, key, values);
}

/* ---- lists ---- */

typedef struct {
	const CaseFacts *facts;
	guint index;
	int64_t at; /* what the list is sorted by */
} Place;

static int
compare_places(gconstpointer a, gconstpointer b)
{
	const Place *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->facts->id != y->facts->id)
		return x->facts->id < y->facts->id ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static bool
may_read(const CaseFacts *facts, const Scope *scope, const Person *reader)
{
	return scope_holds(scope, facts) && !agenda_is_recused(facts, reader);
}

/* The items for which `at_of` has a moment, by that moment. New array of Place. */
static GArray *
find_items(const FactsBook *book, const Period *period, const Scope *scope, const Person *reader,
	int64_t (*at_of)(const ImprovementFacts *item, const Period *period))
{
	GArray *places = g_array_new(FALSE, FALSE, sizeof(Place));

	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);

		for (guint k = 0; k < facts_improvements(facts) && may_read(facts, scope, reader); k++) {
			Place place = { facts, k, at_of(facts_improvement(facts, k), period) };

			if (place.at)
				g_array_append_val(places, place);
		}
	}
	g_array_sort(places, compare_places);
	return places;
}

static int64_t
open_at(const ImprovementFacts *item, const Period *period)
{
	return improvement_facts_is_open(item, period->to) ? item->due_at : 0;
}

static int64_t
ended_at(const ImprovementFacts *item, const Period *period)
{
	return item->ended_at && period_holds(period, item->ended_at) ? item->ended_at : 0;
}

static int64_t
raised_at(const ImprovementFacts *item, const Period *period)
{
	return item->raised_at && item->raised_at < period->to ? item->raised_at : 0;
}

static Value *
open_row(const ReportPen *pen, const Place *place, const Period *period)
{
	bool late = place->at < period->to;
	g_autoptr(Value) values = item_values(pen, place->facts, place->index);
	g_autofree char *about = say(pen, "part.improvement", values), *due = NULL;
	Value *row = value_record();

	value_set(values, "late", value_bool(late));
	due = say(pen, "part.improvement.due", values);
	value_set_text(row, "case_no", place->facts->number);
	value_set_text(row, "about", about);
	value_set_text(row, "due", due);
	value_set_text(row, "clock", value_words(value_get(values, "owner")));
	value_set(row, "late", value_bool(late));
	return row;
}

guint
report_open_improvements(const ReportPen *pen, const FactsBook *book, const Period *period,
	const Scope *scope, const Person *reader, Value *rows, guint most)
{
	g_autoptr(GArray) places = find_items(book, period, scope, reader, open_at);

	for (guint i = 0; i < MIN(places->len, most); i++)
		value_add(rows, open_row(pen, &g_array_index(places, Place, i), period));
	return places->len;
}

GPtrArray *
report_ended_improvements(const ReportPen *pen, const FactsBook *book, const Period *period,
	const Scope *scope, const Person *reader)
{
	g_autoptr(GArray) places = find_items(book, period, scope, reader, ended_at);
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < places->len; i++) {
		const Place *place = &g_array_index(places, Place, i);
		const ImprovementFacts *item = facts_improvement(place->facts, place->index);
		g_autoptr(Value) values = item_values(pen, place->facts, place->index);

		g_ptr_array_add(lines, say(pen,
					       item->status == IMPROVEMENT_DONE ? "part.improvement.done"
										: "part.improvement.dropped",
					       values));
	}
	return lines;
}

/* ---- did it help? ---- */

GPtrArray *
report_recurrences(const ReportPen *pen, const FactsBook *book, const Period *period, const Scope *scope,
	const Person *reader, guint *out_quiet)
{
	g_autoptr(GArray) list = recurrence_list(book, period, scope, pen->policy);
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

	*out_quiet = 0;

	for (guint i = 0; i < list->len; i++) {
		const Recurrence *one = &g_array_index(list, Recurrence, i);
		g_autoptr(Value) values = NULL;

		if (!may_read(one->facts, scope, reader))
			continue;
		if (!one->within) {
			++*out_quiet;
			continue;
		}
		values = item_values(pen, one->facts, one->item);
		set_number(values, "days", pen->policy->systemic_days);
		set_number(values, "before", one->before);
		set_number(values, "after", one->after);
		set_number(values, "within", one->within);
		g_ptr_array_add(lines, say(pen, "part.recurrence", values));
	}
	return lines;
}

typedef struct {
	const char *department; /* the same pointer for the same words */
	int64_t n, again;
} Sum;

GPtrArray *
report_department_recurrences(
	const ReportPen *pen, const FactsBook *book, const Period *period, const Scope *scope)
{
	g_autoptr(GArray) list = recurrence_list(book, period, scope, pen->policy);
	g_autoptr(GArray) sums = g_array_new(FALSE, FALSE, sizeof(Sum));
	g_autoptr(GHashTable) places = g_hash_table_new(g_direct_hash, g_direct_equal);
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < list->len; i++) {
		const Recurrence *one = &g_array_index(list, Recurrence, i);
		gpointer key = (gpointer)(uintptr_t)one->facts->department;
		guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, key));

		if (!place) {
			Sum sum = { one->facts->department, 0, 0 };

			g_array_append_val(sums, sum);
			place = sums->len;
			g_hash_table_insert(places, key, GUINT_TO_POINTER(place));
		}
		g_array_index(sums, Sum, place - 1).n++;
		g_array_index(sums, Sum, place - 1).again += one->within > 0;
	}
	for (guint i = 0; i < sums->len; i++) {
		const Sum *sum = &g_array_index(sums, Sum, i);
		g_autoptr(Value) values = value_record();

		value_set_text(values, "department", report_value_label(pen, BY_DEPARTMENT, sum->department));
		set_number(values, "n", sum->n);
		set_number(values, "again", sum->again);
		g_ptr_array_add(lines, say(pen, "part.recurrence.department", values));
	}
	return lines;
}

/* ---- tables ---- */

const char *const report_improvement_columns[] = { "number", "item", "department", "category", "words",
	"owner", "raised_at", "due_at", "status", "ended_at", "extended", "note", "before_done", "after_done",
	NULL };

static char *
day_text(const ReportPen *pen, int64_t at)
{
	GDate day;
	char text[16] = "";

	if (!at)
		return g_strdup("");
	calendar_local_day(pen->policy->calendar, at, &day);
	g_date_strftime(text, sizeof text, "%Y-%m-%d", &day);
	return g_strdup(text);
}

static const char *
status_of(const ImprovementFacts *item, const Period *period)
{
	if (improvement_facts_is_open(item, period->to))
		return item->due_at < period->to ? "late" : "open";
	return item->status == IMPROVEMENT_DONE ? "done" : "dropped";
}

static char *
number_text(int64_t number, bool known)
{
	return known ? g_strdup_printf("%" PRId64, number) : g_strdup("");
}

static char **
item_cells(const ReportPen *pen, const Place *place, const Period *period, const Recurrence *one)
{
	const CaseFacts *facts = place->facts;
	const ImprovementFacts *item = facts_improvement(facts, place->index);
	g_autofree char *status = g_strconcat("improve.", status_of(item, period), NULL);
	char *const cells[] = {
		g_strdup(facts->number),
		number_text(place->index + 1, true),
		g_strdup(report_value_label(pen, BY_DEPARTMENT, facts->department)),
		g_strdup(report_value_label(pen, BY_CATEGORY, facts->category)),
		plain_words(facts, item->words, INT_MAX),
		plain_words(facts, item->owner, INT_MAX),
		day_text(pen, item->raised_at),
		day_text(pen, item->due_at),
		g_strdup(report_phrase(pen, "column", status)),
		day_text(pen, item->ended_at < period->to ? item->ended_at : 0),
		number_text(item->extensions, true),
		plain_words(facts, item->note, INT_MAX),
		number_text(one ? one->before : 0, one != NULL),
		number_text(one ? one->after : 0, one != NULL),
		NULL,
	};

	return g_memdup2(cells, sizeof cells);
}

/* A case has no more items than that (guard_improve()). */
enum {
	ITEMS_MOST = 128
};

static gpointer
key_of(const CaseFacts *facts, guint index)
{
	return GSIZE_TO_POINTER((gsize)facts->id * ITEMS_MOST + index % ITEMS_MOST + 1);
}

void
report_each_improvement(const ReportPen *pen, const FactsBook *book, const Period *period, const Scope *scope,
	const Person *reader, ImprovementSink sink, gpointer data)
{
	g_autoptr(GArray) places = find_items(book, period, scope, reader, raised_at);
	g_autoptr(GArray) list = recurrence_list(book, period, scope, pen->policy);
	g_autoptr(GHashTable) found = g_hash_table_new(g_direct_hash, g_direct_equal);

	for (guint i = 0; i < list->len; i++) {
		Recurrence *one = &g_array_index(list, Recurrence, i);

		g_hash_table_insert(found, key_of(one->facts, one->item), one);
	}
	for (guint i = 0; i < places->len; i++) {
		const Place *place = &g_array_index(places, Place, i);
		g_auto(GStrv) cells = item_cells(
			pen, place, period, g_hash_table_lookup(found, key_of(place->facts, place->index)));

		sink((const char *const *)cells, data);
	}
}

static void
add_row(const char *const *cells, gpointer csv)
{
	csv_row(csv, cells);
}

GString *
report_improvements_csv(const ReportPen *pen, const FactsBook *book, const Period *period, const Scope *scope,
	const Person *reader)
{
	GString *csv = csv_new();
	const char *headings[G_N_ELEMENTS(report_improvement_columns)] = { NULL };

	for (int i = 0; report_improvement_columns[i]; i++)
		headings[i] = report_phrase(pen, "column", report_improvement_columns[i]);
	csv_row(csv, headings);
	report_each_improvement(pen, book, period, scope, reader, add_row, csv);
	return csv;
}
