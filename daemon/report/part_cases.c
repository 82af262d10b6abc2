/* Parts that tell of cases: those that are over their time, subjects that come again. */
#include "daemon/report/part.h"

#include "workflow/figures/agenda.h"

static int
by_due(gconstpointer a, gconstpointer b)
{
	const AgendaLine *x = a, *y = b;

	return (x->due_at > y->due_at) - (x->due_at < y->due_at);
}

void
part_overdue(Builder *builder, Part *part)
{
	const FactsBook *book = builder->scene->book;
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(AgendaLine));
	guint most = (guint)builder->scene->settings->digest_rows;

	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);
		const ClockFacts *clock =
			facts_is_open(facts) ? facts_overdue(facts, builder->period->to) : NULL;
		AgendaLine line = { facts, clock ? (ClockKind)clock->kind : CLOCK_COUNT,
			clock ? clock->due_at : 0, 0 };

		if (clock && part_may_show(builder, facts))
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
		words = part_say(builder, "part.more", values);
		value_add(part->small, value_text(words));
	}
}

/* What learners gave as their class, without who they are: some write their names there. New string. */
static char *
class_of(const Repeat *repeat)
{
	char *name = g_strdup(repeat->class_name);

	for (guint i = 0; i < repeat->cases->len; i++) {
		const CaseFacts *facts = repeat->cases->pdata[i];
		g_autofree char *before = name;

		name = report_plain_words(facts, before);
	}
	return name;
}

/* "教学质量·高三1班" and the numbers of its cases. */
void
part_repeats(Builder *builder, Part *part)
{
	const Policy *policy = builder->pen->policy;
	g_autoptr(GPtrArray) repeats = figures_repeats(builder->scene->book, builder->period->to,
		policy->systemic_days, (guint)policy->systemic_cases);

	for (guint i = 0; i < repeats->len && i < (guint)builder->scene->settings->digest_rows; i++) {
		const Repeat *repeat = repeats->pdata[i];
		g_autoptr(GString) numbers = g_string_new(NULL);
		g_autoptr(Value) values = value_record();
		g_autofree char *class_name = class_of(repeat);
		bool hidden = false;

		for (guint k = 0; k < repeat->cases->len; k++) {
			const CaseFacts *facts = repeat->cases->pdata[k];

			hidden = hidden || !part_may_show(builder, facts);
			if (k < NUMBERS_SHOWN)
				g_string_append_printf(numbers, "%s%s", k ? "、" : "", facts->number);
		}
		if (hidden)
			continue;
		value_set_text(
			values, "category", report_value_label(builder->pen, BY_CATEGORY, repeat->category));
		value_set_text(values, "class", class_name);
		value_set_text(values, "numbers", numbers->str);
		report_set_number(values, "n", repeat->cases->len);
		value_set(values, "among", value_bool(builder->kind == REPORT_QUARTERLY));
		part_add_item(part, part_say(builder, "part.repeat", values));
	}
}
