#include "parser/text/word_table.h"

#include <string.h>

/* Of the first character; `line` holds all of it. */
static size_t
head_hash(Line line)
{
	size_t n = character_length(line.start);
	uint32_t hash = (guchar)g_ascii_tolower(*line.start);

	for (size_t i = 1; i < n; i++)
		hash = hash << 8 | (guchar)line.start[i];
	return hash * UINT32_C(2654435761) >> 22;
}

static const char *
word_at(const WordTable *table, size_t row)
{
	return *(const char *const *)((const char *)table->rows + row * table->size);
}

static void
fill(WordTable *table)
{
	uint16_t none = (uint16_t)table->count;

	g_assert(table->count < UINT16_MAX);
	table->following = g_new(uint16_t, table->count);
	for (size_t i = 0; i < WORD_TABLE_HEADS; i++)
		table->heads[i] = none;
	/* From the last row to the first, so that each chain keeps the table's order. */
	for (size_t row = table->count; row-- > 0;) {
		const char *word = word_at(table, row);
		uint16_t *head = &table->heads[head_hash((Line){ word, strlen(word) })];

		table->following[row] = *head;
		*head = (uint16_t)row;
	}
}

size_t
word_table_first(WordTable *table, Line line)
{
	if (g_once_init_enter(&table->ready)) {
		fill(table);
		g_once_init_leave(&table->ready, 1);
	}
	if (!line.length || character_length(line.start) > line.length)
		return table->count;
	return table->heads[head_hash(line)];
}
