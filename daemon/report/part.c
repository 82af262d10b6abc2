#include "daemon/report/part.h"

void
part_add_bar(Part *part, const char *label, const char *words, int percent, bool bad)
{
	Value *bar = value_record();

	value_set_text(bar, "label", label);
	value_set_text(bar, "words", words);
	report_set_number(bar, "percent", percent);
	value_set(bar, "bad", value_bool(bad));
	value_add(part->bars, bar);
}

void
part_add_cells(Part *part, bool header, const char *const *cells)
{
	static const char *const names[] = { "a", "b", "c", "d", "e", "f" };
	Value *line = value_record();

	value_set(line, "header", value_bool(header));
	for (size_t i = 0; i < G_N_ELEMENTS(names) && cells[i]; i++)
		value_set_text(line, names[i], cells[i]);
	value_add(part->table, line);
}

void
part_add_heading(const Builder *builder, Part *part, const char *first, const char *const *columns)
{
	const char *cells[7] = { report_phrase(builder->pen, "column", first) };

	for (int i = 0; i < 5 && columns[i]; i++)
		cells[i + 1] = report_phrase(builder->pen, "column", columns[i]);
	part_add_cells(part, true, cells);
}

void
part_add_item(Part *part, char *words)
{
	value_add(part->items, value_text(words));
	g_free(words);
}

char *
part_say(const Builder *builder, const char *key, const Value *values)
{
	return letter_say(builder->pen->letters, builder->pen->language, key, values);
}
bool
part_may_show(const Builder *builder, const CaseFacts *facts)
{
	return scope_holds(builder->scope, facts) && !agenda_is_recused(facts, builder->scene->reader);
}
