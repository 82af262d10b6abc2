/*
 * The shipped weighted words (etc/categories.tsv), built into the programs: what sorts mail where the
 * operator named no file of their own, and what `complaintctl parse` uses without any settings.
 */
#pragma once

/* Rows as vocabulary_new() reads them; lent for the life of the process. */
const char *words_builtin(void);
