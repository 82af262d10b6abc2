/*
 * Improvement items and whether they helped, in the words of a language: for digests, reports, tables and the
 * command line alike. The words are staff's; the learner's name, addresses and numbers are taken out of them.
 */
#pragma once

#include "daemon/report/words.h"
#include "workflow/figures/recurrence.h"

/* "教学部 · 每周听课一次"; new string. `item` from 1. */
char *report_improvement_about(const ReportPen *pen, const CaseFacts *facts, guint item);

/* What is open at the period's end, the most overdue first, as rows of a letter: adds at most `most` to
 * `rows` and returns how many there are. `reader` NULL: nobody in particular. */
guint report_open_improvements(const ReportPen *pen, const FactsBook *book, const Period *period,
	const Scope *scope, const Person *reader, Value *rows, guint most);
/* Sentences, each in its own new string: what was done or given up in the period; after which of what was
 * done complaints came again (*out_quiet: after how many none did); the same by department. New arrays of
 * char *. */
GPtrArray *report_ended_improvements(const ReportPen *pen, const FactsBook *book, const Period *period,
	const Scope *scope, const Person *reader);
GPtrArray *report_recurrences(const ReportPen *pen, const FactsBook *book, const Period *period,
	const Scope *scope, const Person *reader, guint *out_quiet);
GPtrArray *report_department_recurrences(
	const ReportPen *pen, const FactsBook *book, const Period *period, const Scope *scope);

/* All items that were raised before the period's end, and what came of them. New text; the second has a line
 * for each cell of report_improvement_columns. */
extern const char *const report_improvement_columns[];
typedef void (*ImprovementSink)(const char *const *cells, gpointer data);
void report_each_improvement(const ReportPen *pen, const FactsBook *book, const Period *period,
	const Scope *scope, const Person *reader, ImprovementSink sink, gpointer data);
GString *report_improvements_csv(const ReportPen *pen, const FactsBook *book, const Period *period,
	const Scope *scope, const Person *reader);
