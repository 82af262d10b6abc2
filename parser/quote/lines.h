/*
 * What each line of a mail is taken for: text, quoted, a mark, a signature. The first walk over a text,
 * before quote.c decides what of it is new.
 */
#pragma once

#include "parser/quote/region.h"
#include "parser/text/line.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
	PART_TEXT,
	PART_BLANK,
	PART_QUOTED,
	PART_MARK,   /* an attribution above quoted lines */
	PART_HEADER, /* a copied header block and its separator, behind '>' or not */
	PART_SIGNATURE,
} Part;

typedef struct {
	GArray *lines; /* Line; lent */
	size_t count;
	guint8 *parts;         /* Part, one a line; lent */
	guint8 *clear;         /* at a mark's first line: no person writes so; lent */
	const GArray *regions; /* Region: what the mail's HTML tells of the lines; lent, or NULL */
	size_t cut;            /* from here on everything is quoted */
	size_t cut_offset;     /* bytes of new text in line `cut` */
	Line mark;             /* what this mail quotes with instead of '>': "|", "JL>"; empty: nothing */
	bool cut_clear, forwarded, uncertain;
} Cutting;

Line cutting_line(const Cutting *cutting, size_t i);
const Line *cutting_lines(const Cutting *cutting, size_t i); /* from `i` on; NULL when there are none */
bool cutting_is_quoted(const Cutting *cutting, size_t i);    /* by '>', or by the mail's own mark */

/* Fills `parts`, `clear` and the cut. */
void cutting_sort(Cutting *cutting);
