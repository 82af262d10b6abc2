/*
 * Tables for people at a terminal: columns line up by what a character takes on the screen (a Chinese one
 * two cells), and nothing that came in a mail can move the cursor.
 */
#pragma once

#include <stddef.h>
#include <stdio.h>

typedef struct Columns Columns;

/* `headings` is NULL-terminated and lent for as long as the table lives; "" for a column without a name. A
 * cell wider than `most` cells is cut with "…"; 0: never. No line ends with blanks. */
Columns *columns_new(const char *const *headings, size_t most);
/* One cell a heading; NULL is "". Copied. */
void columns_row(Columns *columns, const char *const *cells);
/* Prints everything and frees the table. */
void columns_print(Columns *columns, FILE *out);

/* Cells that `text` takes on the screen. */
size_t columns_width(const char *text);
/* A copy fit for a terminal: control characters are blanks, bad UTF-8 is U+FFFD, and no direction is turned.
 */
char *columns_clean(const char *text);
