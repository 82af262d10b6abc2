/*
 * Which category a complaint is, whether it is urgent, and whether it is one at all (spec §5, §6): weighted
 * words, counted with care. Words are hints: one under a negation, inside a longer number or in a course name
 * does not count; the subject counts more than the body; quoted text is never given to this.
 * Beside the words that people chose stands what was learned from sorted mails (workflow/classify/learned.h),
 * where the file has such lines. Unsure is an answer ("triage"), a guess is not.
 */
#pragma once

#include "workflow/case/policy.h"

#include <glib.h>
#include <stdbool.h>

typedef struct Vocabulary Vocabulary;

/*
 * Lines as the head of etc/categories.tsv tells: sets of words, masks, and rows "category <tab> language
 * <tab> weight <tab> term". The categories "_urgent" (what happened), "_step" (what the writer does about
 * it),
 * "_complaint" (words of a grievance) and "_not_complaint" (of praise, questions, spam) are ours; others must
 * be in `policy` when it is not NULL. The error names the line.
 */
Vocabulary *vocabulary_new(const char *text, const Policy *policy, GError **error);
void vocabulary_free(Vocabulary *vocabulary); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Vocabulary, vocabulary_free)

typedef struct {
	char *category;  /* id, or NULL: none found */
	char *secondary; /* id, or NULL */
	double score;    /* 0..1 */
	double margin;   /* over the second best, 0..1 */
	bool triage;     /* below threshold or margin */
	bool urgent;
	bool is_complaint;
	char *words; /* that decided, separated by spaces */
	char *urgent_words;
} Verdict;

Verdict *classify(
	const Vocabulary *vocabulary, const char *subject, const char *text, double threshold, double margin);
void verdict_free(Verdict *verdict); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Verdict, verdict_free)
