/*
 * The words of the classifier as they are kept: rows, and one automaton that finds them all. Inside workflow/
 * only; others see workflow/classify.h.
 */
#pragma once

#include "workflow/classify.h"
#include "workflow/lexicon.h"

#define PARTS_MAX 4 /* of a term with gaps */

/* Categories of our own, before those of the institution. */
enum {
	OURS_URGENT,
	OURS_NOT_COMPLAINT,
	OURS_COMPLAINT,
	OURS_COUNT
};

typedef struct {
	guint category; /* index into Vocabulary.categories */
	double weight;
	const char *term; /* as written; lent from Vocabulary.text */
	guint parts;
	bool number; /* digits alone: needs digit borders */
} Row;

struct Vocabulary {
	char *text;            /* cut into its cells */
	GPtrArray *categories; /* char *; [0 … OURS_COUNT) are ours */
	GArray *rows;          /* Row */
	GArray *parts;         /* guint: row << 3 | part, the lexicon's values index it */
	Lexicon *lexicon;
	guint catch_all; /* the category that intake decides about, or G_MAXUINT */
	guint grave;     /* the category that goes to the supervisors at once, or G_MAXUINT */
};

/* `text` as words are looked for in it: NFKC, lower case, one blank for many, newlines inside Latin text as
 * blanks, without what a reader cannot see and without quoted lines. A new string. */
char *vocabulary_fold(const char *text);
