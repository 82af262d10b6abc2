/*
 * Made-up values for every name that a letter may use, and every way in which a letter is sent: for the
 * letters' test and for looking at them.
 */
#pragma once

#include "templates/letter.h"

/* One way to send one letter. */
typedef struct {
	const char *id, *language;
	const char *variant; /* "", or what tells it from the others of this letter: part of a file name */
	const char *flags;   /* names of the truths that hold, separated by blanks */
	const char *without; /* names that have nothing to say, separated by blanks */
} LetterSample;

extern const LetterSample letter_samples[]; /* ends with a NULL id */

/* What `sample` is filled with: all names of its row. */
Value *letter_sample_values(const LetterSample *sample);
