/*
 * A long table of words by their first character: a line is then asked about the few rows whose word it may
 * begin with, instead of about all. ASCII letters compare without case, as everywhere in line.h.
 *
 *   static WordTable by_label = WORD_TABLE(labels);
 *
 *   for (size_t i = word_table_first(&by_label, line); i < by_label.count; i = word_table_next(&by_label, i))
 *           if (line_is(line, labels[i].label))
 */
#pragma once

#include "parser/text/line.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

enum {
	WORD_TABLE_HEADS = 1024,
};

typedef struct {
	const void *rows;
	size_t size; /* of a row, which begins with its word, a const char * that is not empty */
	size_t count;
	gsize ready;                      /* the two below are filled at the first use */
	uint16_t heads[WORD_TABLE_HEADS]; /* the first row of that hash; `count`: none */
	uint16_t *following;              /* the next row of the same hash; kept for good */
} WordTable;

#define WORD_TABLE(table)                                                              \
	{                                                                              \
		.rows = (table), .size = sizeof *(table), .count = G_N_ELEMENTS(table) \
	}

/* The first row whose word `line` may begin with; `count` when there is none. */
size_t word_table_first(WordTable *table, Line line);

/* The next one behind `row`, in the table's order. */
static inline size_t
word_table_next(const WordTable *table, size_t row)
{
	return table->following[row];
}
