/*
 * The words of the classifier as they are kept: rows, sets of words, and one lexicon that finds them all.
 * Inside workflow/ only; others see workflow/classify/classify.h.
 */
#pragma once

#include "workflow/classify/classify.h"
#include "workflow/classify/learned.h"
#include "workflow/classify/lexicon.h"

#define PARTS_MAX 4 /* of a term with gaps */

/* Categories of our own, before those of the institution. */
enum {
	OURS_URGENT, /* what happened */
	OURS_STEP,   /* what the writer does about it; makes a case as urgent as what happened */
	OURS_NOT_COMPLAINT,
	OURS_COMPLAINT,
	OURS_COUNT
};

/* What may stand between two parts. */
typedef enum {
	GAP_FAR,  /* "…": a few characters of one sentence */
	GAP_NEAR, /* "~": hardly any */
	GAP_ANY,  /* "&": the same sentence, in any order */
} Gap;

typedef struct {
	guint category, also; /* indices into Vocabulary.categories; also: or G_MAXUINT */
	double weight;
	guint parts;
	Gap gaps[PARTS_MAX]; /* before each part; GAP_ANY in all of them or in none */
	guint progress;      /* index among the rows of several parts */
} Row;

typedef struct {
	guint links; /* index + 1 into Vocabulary.links, 0: none */
	bool mask;   /* shorter words inside it do not count */
	bool number; /* digits alone: needs digit borders */
} Word;

/* Where a word, or a set of words, is a part of something: a set, or a row's part. */
typedef struct {
	guint target; /* set << 1 | 1, or (row << 3 | part) << 1 */
	guint next;   /* index + 1 */
} Link;

struct Vocabulary {
	GPtrArray *categories; /* char *; [0 … OURS_COUNT) are ours */
	GArray *rows;          /* Row */
	GArray *words;         /* Word; the lexicon's values index it */
	GArray *sets;          /* guint: index + 1 into `links` */
	GArray *links;         /* Link */
	GHashTable *set_names; /* "@person" → index + 1 */
	Lexicon *lexicon;
	Learned *learned;                /* NULL: the file has no "_learned" lines */
	guint learned_as[LEARNED_KINDS]; /* its kinds as categories; G_MAXUINT: not one of `policy` */
	guint five;      /* the set that numbers of five or more belong to, index + 1, 0: none */
	guint several;   /* rows of several parts */
	guint catch_all; /* the category that intake decides about, or G_MAXUINT */
	guint grave;     /* the category that goes to the supervisors at once, or G_MAXUINT */
};
