/*
 * The names of headers as mail programs write them above a copied mail, in every language that has rows here.
 */
#pragma once

#include "parser/text/line.h"

#include <stdbool.h>

typedef enum {
	HEADER_FROM = 1,
	HEADER_TO = 2,
	HEADER_DATE = 4,
	HEADER_SUBJECT = 8,
	HEADER_OTHER = 16,
} HeaderBit;

/* Is `word`, without blanks, a name of this header? */
bool header_label_is(Line word, HeaderBit bit);

/* The header that `line` names before a colon or a table's bar, and what stands behind; 0: none. */
int header_label_of(Line line, Line *out_value);

/* The signs of bold print and headings in plain text. */
static inline bool
header_is_markup(char c)
{
	return c == '*' || c == '_' || c == '#';
}

/* `line` without the bars of a table and the stars of bold print at its ends. */
Line header_without_markup(Line line);
