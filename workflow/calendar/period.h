/*
 * The spans of time that reports are about: a day, an ISO week, a month, a quarter, a year, each with the
 * name that people and commands use, "2026-11-24", "2026-W48", "2026-11", "2026-Q4", "2026".
 */
#pragma once

#include "workflow/calendar/calendar.h"

typedef enum {
	PERIOD_DAY,
	PERIOD_WEEK,
	PERIOD_MONTH,
	PERIOD_QUARTER,
	PERIOD_YEAR,
} PeriodKind;

typedef struct {
	PeriodKind kind;
	GDate first, last; /* local days, both in it */
	int64_t from, to;  /* seconds UTC: midnight of the first day, and of the day after the last */
} Period;

/* False when `name` names none. */
bool period_read(const char *name, const Calendar *calendar, Period *out_period);
/* The period that holds `day`. */
Period period_of(PeriodKind kind, const GDate *day, const Calendar *calendar);
Period period_before(const Period *period, const Calendar *calendar);
Period period_after(const Period *period, const Calendar *calendar);
char *period_name(const Period *period); /* new string */
bool period_holds(const Period *period, int64_t at);
/* The period's first working day, when its forerunner is reported on; false: it has none. */
bool period_first_workday(const Period *period, const Calendar *calendar, GDate *out_day);
