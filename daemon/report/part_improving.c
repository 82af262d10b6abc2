/* Parts to improve by: what was found out, what is to be changed, which words led the classifier astray. */
#include "daemon/report/improvements.h"
#include "daemon/report/part.h"

#include <string.h>

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
	char *words = report_plain_words(facts, facts->cause);
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
void
part_causes(Builder *builder, Part *part)
{
	const FactsBook *book = builder->scene->book;
	g_autoptr(GPtrArray) causes = g_ptr_array_new_with_free_func(cause_free);
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
	guint most = (guint)builder->scene->settings->digest_rows;

	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);

		if (*facts->cause && part_may_show(builder, facts) &&
			period_holds(builder->period, facts->cause_at))
			count_cause(causes, known, facts);
	}
	g_ptr_array_sort(causes, by_frequency);
	for (guint i = 0; i < MIN(causes->len, most); i++) {
		const Cause *cause = causes->pdata[i];
		g_autoptr(Value) values = value_record();

		value_set_text(values, "words", cause->words);
		value_set_text(values, "numbers", cause->numbers->str);
		report_set_number(values, "n", cause->count);
		value_set(values, "among", value_bool(builder->kind == REPORT_QUARTERLY));
		part_add_item(part, part_say(builder, "part.cause", values));
	}
}

/* A small line that tells a number; none for 0. */
static void
add_number(const Builder *builder, Part *part, const char *phrase, guint number)
{
	g_autoptr(Value) values = value_record();
	g_autofree char *words = NULL;

	if (!number)
		return;
	report_set_number(values, "n", number);
	words = part_say(builder, phrase, values);
	value_add(part->small, value_text(words));
}

/* Takes `lines`; the first of them, as many as a report shows, and how many there are beside. */
static void
add_lines(Builder *builder, Part *part, GPtrArray *lines)
{
	guint most = (guint)builder->scene->settings->digest_rows;

	for (guint i = 0; i < MIN(lines->len, most); i++)
		value_add(part->items, value_text(lines->pdata[i]));
	add_number(builder, part, "part.more.lines", lines->len > most ? lines->len - most : 0);
	g_ptr_array_unref(lines);
}

void
part_improvements(Builder *builder, Part *part)
{
	const ReportScene *scene = builder->scene;
	guint most = (guint)scene->settings->digest_rows;
	guint open = report_open_improvements(
		builder->pen, scene->book, builder->period, builder->scope, scene->reader, part->rows, most);

	add_number(builder, part, "part.more.lines", open > most ? open - most : 0);
	add_lines(builder, part,
		report_ended_improvements(
			builder->pen, scene->book, builder->period, builder->scope, scene->reader));
}

/* Did what was done help? By department, then by measure. */
void
part_recurrences(Builder *builder, Part *part)
{
	const ReportScene *scene = builder->scene;
	guint quiet;

	if (!builder->scope)
		add_lines(builder, part,
			report_department_recurrences(builder->pen, scene->book, builder->period, NULL));
	add_lines(builder, part,
		report_recurrences(
			builder->pen, scene->book, builder->period, builder->scope, scene->reader, &quiet));
	add_number(builder, part, "part.recurrence.quiet", quiet);
}

/* Where intake decided otherwise than the classifier: words to weigh anew. */
void
part_corrections(Builder *builder, Part *part)
{
	g_autoptr(GArray) corrections = figures_corrections(builder->scene->book, builder->period);
	bool any_words = false;

	for (guint i = 0; i < corrections->len; i++) {
		const Correction *correction = &g_array_index(corrections, Correction, i);
		g_autoptr(Value) values = value_record();

		value_set_text(
			values, "from", report_value_label(builder->pen, BY_CATEGORY, correction->from));
		value_set_text(values, "to", report_value_label(builder->pen, BY_CATEGORY, correction->to));
		value_set_text(values, "words", correction->words);
		report_set_number(values, "n", correction->n);
		part_add_item(part, part_say(builder, "part.correction", values));
		any_words = any_words || *correction->words;
	}
	if (any_words)
		value_add(part->small, value_text(report_phrase(builder->pen, "part", "corrections.small")));
}
