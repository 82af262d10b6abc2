/*
 * Which days are working days, and when a limit in working days ends (spec §9). A calendar is a value:
 * it never asks what day it is; reading the zone's rules in calendar_new() is the only file it touches.
 *
 * A day is a working day when the calendar says "work", is none when it says "off"; a day that the
 * calendar does not name is one from Monday to Friday (调休: a moved Saturday is named "work").
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Calendar Calendar;

typedef enum {
	DAY_OFF,
	DAY_WORK,
} DayKind;

/* `zone` is an IANA name ("Asia/Shanghai"); open and close are minutes after local midnight (09:00 = 540).
 * Returns NULL with an error when the zone is unknown or the hours are not a span within one day. */
Calendar *calendar_new(const char *zone, int open_minutes, int close_minutes, GError **error);
Calendar *calendar_ref(Calendar *calendar);
void calendar_free(Calendar *calendar); /* drops one reference; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Calendar, calendar_free)

/* Adds the rows of one calendar text: "date <tab> off|work <tab> name [<tab> source]", '#' begins a
 * comment. A later text overrides an earlier one (the institution's own rows win). Nothing is added when a
 * row is wrong; the error names the line: bad date, bad kind, the same day twice, "work" on a weekday that no
 * earlier text gave off. */
bool calendar_add_text(Calendar *calendar, const char *text, GError **error);

bool calendar_is_workday(const Calendar *calendar, const GDate *day);
bool calendar_has_year(const Calendar *calendar, int year);                /* any row of that year */
const char *calendar_day_name(const Calendar *calendar, const GDate *day); /* "春节", or NULL */
/* Changes when any row's day or kind, the zone or the hours change: stored beside each due time. */
const char *calendar_version(const Calendar *calendar);

/* Close of business on the `n`-th working day after the local day of `from` (seconds UTC); n >= 1. The day
 * of the event is not counted. *out_provisional (may be NULL): a year without data was counted through. */
int64_t calendar_due_workdays(const Calendar *calendar, int64_t from, int n, bool *out_provisional);
/* Close of business `days` calendar days after the local day of `from`. */
int64_t calendar_due_days(const Calendar *calendar, int64_t from, int days);
/* `minutes` of working hours after `from` (outside them: after the next opening). */
int64_t calendar_add_work_minutes(const Calendar *calendar, int64_t from, int minutes);
/* `from` itself inside working hours, else the next opening. */
int64_t calendar_next_open(const Calendar *calendar, int64_t from);
/* Working days that lie after the day of `from` up to and with the day of `to`; 0 when to <= from. */
int calendar_workdays_between(const Calendar *calendar, int64_t from, int64_t to);

/* Local day of a moment, and close of business on a day. */
void calendar_local_day(const Calendar *calendar, int64_t at, GDate *out_day);
int64_t calendar_close_of(const Calendar *calendar, const GDate *day);
int64_t calendar_open_of(const Calendar *calendar, const GDate *day);
/* `minutes` after midnight of a local day. */
int64_t calendar_moment_of(const Calendar *calendar, const GDate *day, int minutes);
int calendar_hours_minutes(const Calendar *calendar); /* the length of a working day */
/* The zone, borrowed: for printing moments. */
GTimeZone *calendar_zone(const Calendar *calendar);
