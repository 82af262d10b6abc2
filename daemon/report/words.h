/*
 * Figures and rows of cases in the words of a language, by the phrases of templates/: what letters, tables
 * and the command line show alike.
 */
#pragma once

#include "daemon/settings/settings.h"
#include "templates/letter.h"
#include "workflow/figures/figures.h"

/* Borrowed for as long as it is used. */
typedef struct {
	const LetterSet *letters;
	const char *language; /* "zh-CN", "en" */
	const Policy *policy;
	bool nameless; /* the reader does not even see masked names */
} ReportPen;

const char *report_phrase(const ReportPen *pen, const char *group, const char *key); /* lent; "" for none */
const char *report_figure_label(const ReportPen *pen, FigureId id);
char *report_figure_definition(const ReportPen *pen, FigureId id); /* new string */
/* "82%（14/17）", "12件", "无". New string. */
char *report_figure_words(const ReportPen *pen, FigureId id, const Figure *figure);
/* The number alone: "82%", "12", "3.2小时", "–". New string. */
char *report_figure_number(const ReportPen *pen, FigureId id, const Figure *figure);
/* "+3", "−4个百分点", "持平"; *out_good: 1 better, -1 worse, 0 neither. New string. */
char *report_change_words(
	const ReportPen *pen, FigureId id, const Figure *now, const Figure *before, int *out_good);
char *report_span_words(const ReportPen *pen, double seconds); /* "3.2小时"; new string */

/* The label of a dimension's value: "教学质量", "未派部门"; lent. */
const char *report_value_label(const ReportPen *pen, Dimension dimension, const char *value);
/* What staff or the learner wrote, without who he is: not even his surname is left. New string. */
char *report_plain_words(const CaseFacts *facts, const char *words);
const char *report_handler_name(const ReportPen *pen, const CaseFacts *facts); /* lent; "" */

/* The columns of a table of cases, NULL-terminated, as ids and what one case has in them; personal data is
 * masked. */
extern const char *const report_case_columns[];
char **report_case_cells(const ReportPen *pen, const CaseFacts *facts, int64_t at); /* g_strfreev() */

/* The cases for which `holds` is true (NULL: all) as CSV. New text. */
GString *report_cases_csv(const ReportPen *pen, const FactsBook *book,
	bool (*holds)(const CaseFacts *facts, gconstpointer data), gconstpointer data, int64_t at);
/* The figures of a period beside those of the one before. */
GString *report_figures_csv(const ReportPen *pen, const Figure *now, const Figure *before);
