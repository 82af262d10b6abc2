/*
 * The figures of spec §15, each defined in one row of one table (figures.c) and computed from the facts of a
 * FactsBook for a period. What a row counts is what happened within the period, so a figure of a past period
 * never changes afterwards. Labels and the sentences that define them are phrases of templates/, under
 * "figure.<id>" and "figure.<id>.is".
 */
#pragma once

#include "workflow/calendar/period.h"
#include "workflow/case/policy.h"
#include "workflow/figures/case_facts.h"

typedef enum {
	FIGURE_RECEIVED,
	FIGURE_URGENT,
	FIGURE_ACCEPTED,
	FIGURE_DISMISSED,
	FIGURE_HANDLED,
	FIGURE_CLOSED,
	FIGURE_WITHDRAWN,
	FIGURE_EXTERNAL,
	FIGURE_OPEN,
	FIGURE_OVERDUE,
	FIGURE_ACCEPTANCE,
	FIGURE_ACK_ON_TIME,
	FIGURE_CONTACT_ON_TIME,
	FIGURE_PLAN_ON_TIME,
	FIGURE_EXEC_ON_TIME,
	FIGURE_TOTAL_ON_TIME,
	FIGURE_FEEDBACK_ON_TIME,
	FIGURE_RESPONSE,
	FIGURE_RESOLVED,
	FIGURE_SATISFACTION,
	FIGURE_SATISFIED,
	FIGURE_MOSTLY,
	FIGURE_NOT,
	FIGURE_SILENT,
	FIGURE_FOLLOWED_UP,
	FIGURE_EFFECTIVE,
	FIGURE_REWORK,
	FIGURE_REOPENED,
	FIGURE_RETURNED,
	FIGURE_EXTENDED,
	FIGURE_ACK_TIME,
	FIGURE_CONTACT_TIME,
	FIGURE_PLAN_TIME,
	FIGURE_HANDLED_TIME,
	FIGURE_WORKDAYS,
	FIGURE_ROUNDS,
	FIGURE_REMINDED,
	FIGURE_LATE,
	FIGURE_ESCALATED,
	FIGURE_TOP,
	FIGURE_IMPROVE_RAISED, /* these six: recurrence.c */
	FIGURE_IMPROVE_DONE,
	FIGURE_IMPROVE_OPEN,
	FIGURE_IMPROVE_LATE,
	FIGURE_IMPROVE_ON_TIME,
	FIGURE_RECURRED,
	FIGURE_COUNT,
} FigureId;

typedef enum {
	KIND_COUNT, /* n */
	KIND_SHARE, /* part of n */
	KIND_SPAN,  /* of n: median and p90, in seconds */
	KIND_MEAN,  /* of n */
} FigureKind;

typedef enum {
	WISH_NONE, /* neither is better */
	WISH_MORE,
	WISH_LESS,
} FigureWish;

typedef struct {
	const char *id; /* "contact_on_time" */
	FigureKind kind;
	FigureWish wish;
} FigureRow;

extern const FigureRow figure_rows[FIGURE_COUNT];

typedef struct {
	int64_t n;           /* a count; else what it was taken from: 0 says there was nothing */
	int64_t part;        /* KIND_SHARE */
	double median, high; /* KIND_SPAN: nearest rank */
	double mean;         /* KIND_MEAN, KIND_SPAN */
} Figure;

/* Which cases. */
typedef enum {
	BY_ALL,
	BY_CATEGORY,
	BY_DEPARTMENT,
	BY_CHANNEL,
	BY_SEVERITY, /* "urgent" or "normal" */
	BY_CLASS,
} Dimension;

typedef struct {
	Dimension dimension;
	const char *value; /* "": the cases that have none; unused for BY_ALL */
} Scope;

const char *scope_value(const CaseFacts *facts, Dimension dimension);
bool scope_holds(const Scope *scope, const CaseFacts *facts);

/* All figures of the cases of `scope` (NULL: of all) in `period`. */
void figures_compute(const FactsBook *book, const Period *period, const Scope *scope, const Policy *policy,
	Figure out_figures[FIGURE_COUNT]);

double figure_share(const Figure *figure); /* 0..1; 0 when n is 0 */

/* One value of a dimension and how many cases of it were received in the period and in the one before. */
typedef struct {
	const char *value; /* borrowed from the book */
	int64_t now, before;
} Slice;
/* The most frequent first; those with neither are left out. `period` NULL: all of the book; `before` and
 * `scope` may be NULL. New array of Slice. */
GArray *figures_slices(const FactsBook *book, Dimension dimension, const Period *period, const Period *before,
	const Scope *scope);

/* A clock was late, or is: past its end at `at`. */
bool clock_facts_is_late(const ClockFacts *clock, int64_t at);
/* The case's clock that has been over longest at `at`; NULL: none is. */
const ClockFacts *facts_overdue(const CaseFacts *facts, int64_t at);

/* Subjects that come again: cases of one category and one class received within `days` before `until`, at
 * least `least` of them, the most frequent first. */
typedef struct {
	const char *category, *class_name;
	GPtrArray *cases; /* const CaseFacts * */
} Repeat;
GPtrArray *figures_repeats(const FactsBook *book, int64_t until, int days, guint least); /* Repeat * */

/* What intake corrected: cases of which the classifier thought otherwise, by the moment of the correction. */
typedef struct {
	const char *from, *to; /* category ids */
	int64_t n;
	char *words; /* that led the classifier there, the most frequent first: "调课×3、换老师×2" */
} Correction;
/* New array of Correction, most first; unref frees the words. */
GArray *figures_corrections(const FactsBook *book, const Period *period);
