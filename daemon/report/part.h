/*
 * A part of a weekly, monthly or quarterly report: what stands under one heading. period.c says which report
 * has which parts; their makers add to a part's lists and decide nothing about where it stands.
 */
#pragma once

#include "daemon/chart/chart.h"
#include "daemon/report/letter.h"

enum {
	NUMBERS_SHOWN = 4, /* of the cases behind one line */
	POOR_PERCENT = 80, /* a rate below is red */
};

typedef Figure Figures[FIGURE_COUNT];

/* One report being written. */
typedef struct {
	const ReportScene *scene;
	const ReportPen *pen;
	ReportLetter *letter;
	ReportKind kind;
	const Period *period;
	Period before;
	const Scope *scope; /* NULL: all cases */
	Figures now, then;
	Figures *history;  /* of the spans of its charts; NULL: not reckoned yet */
	GPtrArray *charts; /* Chart * */
	GPtrArray *frames; /* Value *, lent: the picture that each of them is to become */
} Builder;

typedef struct {
	Value *pictures, *bars, *table, *rows, *items, *small;
} Part;

typedef void (*PartMaker)(Builder *builder, Part *part);

/* ---- makers ---- */
void part_departments(Builder *builder, Part *part);
void part_categories(Builder *builder, Part *part);
void part_channels(Builder *builder, Part *part);
void part_severity(Builder *builder, Part *part);
void part_on_time(Builder *builder, Part *part);
void part_times(Builder *builder, Part *part);
void part_satisfaction(Builder *builder, Part *part);
void part_quality(Builder *builder, Part *part);
void part_ladder(Builder *builder, Part *part);
void part_effect(Builder *builder, Part *part);
void part_review(Builder *builder, Part *part);
void part_overdue(Builder *builder, Part *part);
void part_repeats(Builder *builder, Part *part);
void part_causes(Builder *builder, Part *part);
void part_improvement_figures(Builder *builder, Part *part);
void part_improvements(Builder *builder, Part *part);
void part_recurrences(Builder *builder, Part *part);
void part_corrections(Builder *builder, Part *part);

/* Of trend.c: how it went over the weeks or months before. */
void part_trend_categories(Builder *builder, Part *part);
void part_trend_on_time(Builder *builder, Part *part);
void part_trend_times(Builder *builder, Part *part);
void part_trend_satisfaction(Builder *builder, Part *part);

/* ---- what they are made with ---- */
void part_add_bar(Part *part, const char *label, const char *words, int percent, bool bad);
void part_add_cells(Part *part, bool header, const char *const *cells); /* at most six, and NULL */
/* Of phrases "column.…". */
void part_add_heading(const Builder *builder, Part *part, const char *first, const char *const *columns);
void part_add_item(Part *part, char *words); /* takes them */
/* A phrase with values; new string. */
char *part_say(const Builder *builder, const char *key, const Value *values);
/* The case belongs to the report and may be shown to its reader. */
bool part_may_show(const Builder *builder, const CaseFacts *facts);
