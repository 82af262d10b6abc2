#include "workflow/calendar/period.h"

#include <stdio.h>
#include <string.h>

static Period
between(PeriodKind kind, GDate first, GDate after, const Calendar *calendar)
{
	Period period = { .kind = kind, .first = first, .last = after };

	g_date_subtract_days(&period.last, 1);
	period.from = calendar_moment_of(calendar, &first, 0);
	period.to = calendar_moment_of(calendar, &after, 0);
	return period;
}

Period
period_of(PeriodKind kind, const GDate *day, const Calendar *calendar)
{
	GDate first = *day, after;

	switch (kind) {
	case PERIOD_DAY:
		after = first;
		g_date_add_days(&after, 1);
		return between(kind, first, after, calendar);
	case PERIOD_WEEK:
		g_date_subtract_days(&first, (guint)g_date_get_weekday(&first) - 1);
		after = first;
		g_date_add_days(&after, 7);
		return between(kind, first, after, calendar);
	case PERIOD_MONTH:
	case PERIOD_QUARTER:
	case PERIOD_YEAR:
		break;
	}
	g_date_set_day(&first, 1);
	if (kind == PERIOD_QUARTER)
		g_date_set_month(
			&first, (GDateMonth)((g_date_get_month(&first) - G_DATE_JANUARY) / 3 * 3 + 1));
	else if (kind == PERIOD_YEAR)
		g_date_set_month(&first, G_DATE_JANUARY);
	after = first;
	g_date_add_months(&after, kind == PERIOD_MONTH ? 1 : kind == PERIOD_QUARTER ? 3 : 12);
	return between(kind, first, after, calendar);
}

Period
period_before(const Period *period, const Calendar *calendar)
{
	GDate day = period->first;

	g_date_subtract_days(&day, 1);
	return period_of(period->kind, &day, calendar);
}

Period
period_after(const Period *period, const Calendar *calendar)
{
	GDate day = period->last;

	g_date_add_days(&day, 1);
	return period_of(period->kind, &day, calendar);
}

/* name = YYYY [ "-" ( "W" WW / "Q" q / MM [ "-" DD ] ) ] */
bool
period_read(const char *name, const Calendar *calendar, Period *out_period)
{
	int year = 0, a = 0, b = 0, end = 0;
	PeriodKind kind;
	GDate day;

	g_date_clear(&day, 1);
	if (sscanf(name, "%4d-W%2d%n", &year, &a, &end) == 2 && !name[end]) {
		/* The fourth of January is always in the first ISO week. */
		if (!g_date_valid_year((GDateYear)year) || a < 1 || a > 53)
			return false;
		g_date_set_dmy(&day, 4, G_DATE_JANUARY, (GDateYear)year);
		g_date_add_days(&day, (guint)(a - 1) * 7);
		*out_period = period_of(PERIOD_WEEK, &day, calendar);
		if (a == 53) {
			g_autofree char *again = period_name(out_period);

			return strcmp(again, name) == 0;
		}
		return true;
	}
	if (sscanf(name, "%4d-Q%1d%n", &year, &a, &end) == 2 && !name[end])
		kind = PERIOD_QUARTER, a = a >= 1 && a <= 4 ? a * 3 : 0, b = 1;
	else if (sscanf(name, "%4d-%2d-%2d%n", &year, &a, &b, &end) == 3 && !name[end])
		kind = PERIOD_DAY;
	else if (sscanf(name, "%4d-%2d%n", &year, &a, &end) == 2 && !name[end])
		kind = PERIOD_MONTH, b = 1;
	else if (sscanf(name, "%4d%n", &year, &end) == 1 && !name[end])
		kind = PERIOD_YEAR, a = b = 1;
	else
		return false;
	if (year < 1970 || year > 2105 || a < 1 || a > 12 || b < 1 ||
		!g_date_valid_dmy((GDateDay)b, (GDateMonth)a, (GDateYear)year))
		return false;
	g_date_set_dmy(&day, (GDateDay)b, (GDateMonth)a, (GDateYear)year);
	*out_period = period_of(kind, &day, calendar);
	return true;
}

char *
period_name(const Period *period)
{
	const GDate *first = &period->first;
	int year = g_date_get_year(first), month = (int)g_date_get_month(first);

	switch (period->kind) {
	case PERIOD_DAY:
		return g_strdup_printf("%04d-%02d-%02d", year, month, g_date_get_day(first));
	case PERIOD_WEEK: {
		/* The week belongs to the year of its Thursday. */
		GDate thursday = *first;

		g_date_add_days(&thursday, 3);
		return g_strdup_printf("%04d-W%02u", g_date_get_year(&thursday),
			(g_date_get_day_of_year(&thursday) - 1) / 7 + 1);
	}
	case PERIOD_MONTH:
		return g_strdup_printf("%04d-%02d", year, month);
	case PERIOD_QUARTER:
		return g_strdup_printf("%04d-Q%d", year, (month - 1) / 3 + 1);
	case PERIOD_YEAR:
		return g_strdup_printf("%04d", year);
	}
	g_assert_not_reached();
}

bool
period_holds(const Period *period, int64_t at)
{
	return at >= period->from && at < period->to;
}

bool
period_first_workday(const Period *period, const Calendar *calendar, GDate *out_day)
{
	for (GDate day = period->first; g_date_compare(&day, &period->last) <= 0; g_date_add_days(&day, 1)) {
		if (!calendar_is_workday(calendar, &day))
			continue;
		*out_day = day;
		return true;
	}
	return false;
}
