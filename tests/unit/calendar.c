/* The calendar: the agreed vectors, a slow day-by-day oracle over two years, and what must not break it. */
#include "workflow/calendar/calendar.h"

#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>

enum {
	OPEN = 9 * 60,
	CLOSE = 18 * 60
};

static char *
slurp(const char *path)
{
	g_autoptr(GError) error = NULL;
	char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, &error))
		g_error("%s", error->message);
	return text;
}

static Calendar *
china(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *first = slurp("etc/calendars/cn-2025.tsv");
	g_autofree char *second = slurp("etc/calendars/cn-2026.tsv");
	Calendar *calendar = calendar_new("Asia/Shanghai", OPEN, CLOSE, &error);

	g_assert_no_error(error);
	g_assert_true(calendar_add_text(calendar, first, &error));
	g_assert_true(calendar_add_text(calendar, second, &error));
	return calendar;
}

/* "2026-02-13T16:00", by the zone's own arithmetic and not by the calendar's. */
static int64_t
moment(const char *text, GTimeZone *zone)
{
	g_autoptr(GDateTime) at = NULL;
	int year, month, day, hour, minute;

	g_assert_cmpint(sscanf(text, "%d-%d-%dT%d:%d", &year, &month, &day, &hour, &minute), ==, 5);
	at = g_date_time_new(zone, year, month, day, hour, minute, 0);
	return g_date_time_to_unix(at);
}

static char *
local_text(int64_t at, GTimeZone *zone)
{
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at);
	g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);

	return g_date_time_format(local, "%Y-%m-%dT%H:%M");
}

static void
vectors(const Calendar *calendar)
{
	g_autofree char *text = slurp("tests/data/workday_vectors.tsv");
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++) {
		g_auto(GStrv) part = NULL;
		g_autofree char *label = NULL;
		g_autofree char *got = NULL;

		if (!**line || **line == '#')
			continue;
		part = g_strsplit(*line, "\t", -1);
		label = g_strdup_printf("%s + %s: %s", part[0], part[1], part[4]);
		got = local_text(calendar_due_workdays(calendar, moment(part[0], calendar_zone(calendar)),
					 atoi(part[1]), NULL),
			calendar_zone(calendar));
		check_text(label, got, part[2]);
	}
}

/* The oracle knows the two years as a string of days, W or -, made from the data files by eye of a dumb
 * parser, and counts by stepping one day at a time. Shanghai is UTC+8 in both years. */
static void
oracle(const Calendar *calendar)
{
	g_autofree char *first = slurp("etc/calendars/cn-2025.tsv");
	g_autofree char *second = slurp("etc/calendars/cn-2026.tsv");
	g_autofree char *rows = g_strconcat(first, second, NULL);
	char days[730];
	int wrong = 0, asked = 0, wrong_between = 0, wrong_minutes = 0;
	const int64_t begin = 1735660800; /* 2025-01-01 00:00 in Shanghai, a Wednesday */
	static const int mdays[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	for (int i = 0, year = 2025, month = 1, day = 1; i < 730; i++) {
		g_autofree char *off = g_strdup_printf("%d-%02d-%02d\toff", year, month, day);
		g_autofree char *work = g_strdup_printf("%d-%02d-%02d\twork", year, month, day);
		int weekday = (i + 2) % 7; /* 0: Monday */

		days[i] = weekday < 5 ? 'W' : '-';
		if (strstr(rows, off))
			days[i] = '-';
		if (strstr(rows, work))
			days[i] = 'W';
		if (++day > mdays[month - 1]) {
			day = 1;
			if (++month > 12) {
				month = 1;
				year++;
			}
		}
	}
	for (int i = 0; i < 690; i++) {
		for (int n = 1; n <= 15; n++) {
			int64_t from = begin + (int64_t)i * 86400 + (i * 7919 + n * 101) % 86400;
			int64_t due = calendar_due_workdays(calendar, from, n, NULL);
			int j = i, left = n;

			while (left) {
				j++;
				left -= days[j] == 'W';
			}
			asked++;
			wrong += due != begin + (int64_t)j * 86400 + 18 * 3600;
			wrong_between += calendar_workdays_between(calendar, from, due) != n;
		}
	}
	check_int("the oracle was asked about every day of two years", asked, 690 * 15);
	check_int("due times agree with stepping day by day", wrong, 0);
	check_int("counting the working days of a limit gives the limit again", wrong_between, 0);

	/* Minutes: the oracle walks minute by minute. */
	for (int i = 0; i < 60; i++) {
		int64_t from = begin + (int64_t)i * 11 * 86400 + (i * 4999 % 1440) * 60;
		int left = 1 + i * 37 % 700;
		int64_t at = from;
		int64_t got = calendar_add_work_minutes(calendar, from, left);

		for (; left; at += 60) {
			int64_t minute = (at - begin) % 86400 / 60;

			if (days[(at - begin) / 86400] == 'W' && minute >= OPEN && minute < CLOSE)
				left--;
		}
		wrong_minutes += got != at;
	}
	check_int("working minutes agree with walking minute by minute", wrong_minutes, 0);
}

static const struct {
	const char *label;
	const char *text;
	const char *error; /* a part of it; NULL: taken */
} texts[] = {
	{ "an empty text adds nothing", "", NULL },
	{ "comments, blank lines and CR LF are fine", "# x\r\n\r\n2027-01-01\toff\tNew Year\r\n", NULL },
	{ "a byte order mark is fine",
		"\xEF\xBB\xBF"
		"2027-01-01\toff\n",
		NULL },
	{ "name and source may be missing", "2027-01-01\toff\n", NULL },
	{ "a moved Saturday works", "2027-01-02\twork\n", NULL },
	{ "a Saturday may be a holiday", "2027-01-02\toff\n", NULL },
	{ "30 February is no date", "2027-02-30\toff\n", "line 1" },
	{ "29 February of a common year is no date", "2027-02-29\toff\n", "line 1" },
	{ "29 February of a leap year is one", "2028-02-29\toff\n", NULL },
	{ "a date must be ten characters", "2027-1-1\toff\n", "line 1" },
	{ "letters are no date", "2027-0a-01\toff\n", "line 1" },
	{ "the kind must be known", "# c\n2027-01-01\tfree\n", "line 2" },
	{ "the kind must be there", "2027-01-01\n", "line 1" },
	{ "spaces are no tab", "2027-01-01 off\n", "line 1" },
	{ "one day twice is an error", "2027-01-01\toff\n2027-01-01\toff\n", "line 2" },
	{ "work on a plain weekday is an error", "2027-01-04\twork\n", "line 1" },
	{ "a year before 1971 is an error", "1969-01-01\toff\n", "line 1" },
};

static void
rows(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Calendar) calendar = calendar_new("Asia/Shanghai", OPEN, CLOSE, NULL);
		g_autofree char *before = g_strdup(calendar_version(calendar));
		bool taken = calendar_add_text(calendar, texts[i].text, &error);

		check(taken == !texts[i].error && taken == !error, texts[i].label, "%s",
			error ? error->message : "taken");
		if (texts[i].error && error) {
			check(strstr(error->message, texts[i].error) != NULL, "the error names the line",
				"%s", error->message);
			check_text("a refused text changes nothing", calendar_version(calendar), before);
		}
	}
}

static void
overriding(void)
{
	g_autoptr(Calendar) calendar = china();
	g_autofree char *before = g_strdup(calendar_version(calendar));
	g_autofree char *own = NULL;
	GDate day;

	g_date_clear(&day, 1);
	g_date_set_dmy(&day, 1, G_DATE_OCTOBER, 2026);
	check(!calendar_is_workday(calendar, &day), "National Day is off", "it works");
	check_text("a holiday has its name", calendar_day_name(calendar, &day), "国庆节");
	check(calendar_add_text(calendar, "2026-10-01\twork\town day\n2026-11-25\toff\tanniversary\n", NULL),
		"the institution may work on a holiday", "refused");
	check(calendar_is_workday(calendar, &day), "the later text wins", "still off");
	own = g_strdup(calendar_version(calendar));
	check(strcmp(before, own) != 0, "new rows give a new version", "%s", own);
	g_date_set_dmy(&day, 25, G_DATE_NOVEMBER, 2026);
	check(!calendar_is_workday(calendar, &day), "an own holiday is off", "it works");
	g_date_set_dmy(&day, 26, G_DATE_NOVEMBER, 2026);
	check_text("a plain day has no name", calendar_day_name(calendar, &day), NULL);
	check(calendar_has_year(calendar, 2026) && !calendar_has_year(calendar, 2027),
		"years with data are known", "wrong");
}

static void
versions(void)
{
	g_autoptr(Calendar) one = china();
	g_autoptr(Calendar) two = china();
	g_autoptr(Calendar) other = calendar_new("Asia/Tokyo", OPEN, CLOSE, NULL);
	g_autoptr(Calendar) longer = calendar_new("Asia/Tokyo", OPEN, CLOSE + 1, NULL);

	check_text("the same rows give the same version", calendar_version(one), calendar_version(two));
	check(strcmp(calendar_version(other), calendar_version(longer)) != 0, "other hours, other version",
		"same");
}

static void
provisional(const Calendar *calendar)
{
	bool is = true;

	calendar_due_workdays(calendar, moment("2026-12-01T10:00", calendar_zone(calendar)), 5, &is);
	check(!is, "a limit inside the known years is sure", "provisional");
	calendar_due_workdays(calendar, moment("2026-12-30T10:00", calendar_zone(calendar)), 5, &is);
	check(is, "a limit that reaches into 2027 is provisional", "sure");
}

static void
hours(void)
{
	static const struct {
		const char *label, *zone;
		int open, close;
		bool good;
	} table[] = {
		{ "a normal day", "Asia/Shanghai", OPEN, CLOSE, true },
		{ "the whole day", "UTC", 0, 1440, true },
		{ "hours turned round", "Asia/Shanghai", CLOSE, OPEN, false },
		{ "no span", "Asia/Shanghai", OPEN, OPEN, false },
		{ "past midnight", "Asia/Shanghai", OPEN, 1441, false },
		{ "before midnight", "Asia/Shanghai", -1, OPEN, false },
		{ "an unknown zone", "Asia/Nowhere", OPEN, CLOSE, false },
		{ "an empty zone", "", OPEN, CLOSE, false },
		{ "no zone", NULL, OPEN, CLOSE, false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Calendar) calendar =
			calendar_new(table[i].zone, table[i].open, table[i].close, &error);

		check(!!calendar == table[i].good && !error == table[i].good, table[i].label, "%s",
			error ? error->message : "accepted");
	}
}

/* Every close of business in a zone with summer time is 18:00 by the wall clock. */
static void
summer_time(void)
{
	static const char *const zones[] = { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
		"Pacific/Auckland", "Africa/Cairo", "America/Sao_Paulo" };

	for (size_t z = 0; z < G_N_ELEMENTS(zones); z++) {
		g_autoptr(Calendar) calendar = calendar_new(zones[z], OPEN, CLOSE, NULL);
		g_autofree char *label = g_strdup_printf("closing time in %s is 18:00 all year", zones[z]);
		g_autofree char *bad = NULL;

		for (int64_t at = 1293840000; at < 1293840000 + (int64_t)1200 * 86400; at += 35000) {
			g_autofree char *text = local_text(
				calendar_due_workdays(calendar, at, 1, NULL), calendar_zone(calendar));
			int64_t soon = calendar_add_work_minutes(calendar, at, 30);

			if (!g_str_has_suffix(text, "T18:00") || soon < at + 1800) {
				g_free(bad);
				bad = g_strdup(text);
			}
		}
		check_text(label, bad, NULL);
	}
	{
		/* Samoa had no 30 December 2011, a Friday: the limit of a day that never was ends at its end.
		 */
		g_autoptr(Calendar) samoa = calendar_new("Pacific/Apia", OPEN, CLOSE, NULL);
		int64_t from = moment("2011-12-29T12:00", calendar_zone(samoa));
		g_autofree char *text =
			local_text(calendar_due_workdays(samoa, from, 1, NULL), calendar_zone(samoa));

		check_text("a day that the zone left out", text, "2011-12-31T00:00");
	}
	{
		/* 02:00 to 02:30 does not exist on 29 March 2026; counting must still end. */
		g_autoptr(Calendar) night = calendar_new("Europe/Berlin", 120, 150, NULL);
		int64_t from = moment("2026-03-27T12:00", calendar_zone(night));

		check(calendar_add_work_minutes(night, from, 600) > from, "hours that a night skips end",
			"no");
	}
}

static void
far(void)
{
	g_autoptr(Calendar) calendar = china();
	static const int64_t moments[] = { INT64_MIN, -1, 0, 1, INT64_MAX, INT64_MAX - 86400, 253402300800 };

	for (size_t i = 0; i < G_N_ELEMENTS(moments); i++) {
		g_autofree char *label =
			g_strdup_printf("moment %" G_GINT64_FORMAT " breaks nothing", (gint64)moments[i]);
		bool is = false;
		int64_t due = calendar_due_workdays(calendar, moments[i], 3, &is);

		calendar_next_open(calendar, moments[i]);
		check(due > 0 && is, label, "due %" G_GINT64_FORMAT, (gint64)due);
	}
	check(calendar_due_workdays(calendar, 1767225600, 10000, NULL) > 1767225600,
		"ten thousand days are counted", "no");
	check_int("more are counted as ten thousand",
		calendar_due_workdays(calendar, 1767225600, INT32_MAX, NULL),
		calendar_due_workdays(calendar, 1767225600, 10000, NULL));
	check_int("none or fewer count as one", calendar_due_workdays(calendar, 1767225600, -5, NULL),
		calendar_due_workdays(calendar, 1767225600, 1, NULL));
	check_int("no days lie before", calendar_workdays_between(calendar, 1767225600, 1767225600), 0);
	check(calendar_workdays_between(calendar, 0, INT64_MAX) == 10000, "counting a long time is bounded",
		"no");
}

static void
opening(const Calendar *calendar)
{
	static const struct {
		const char *label, *from, *open;
	} table[] = {
		{ "inside working hours it is now", "2026-11-23T10:00", "2026-11-23T10:00" },
		{ "before opening", "2026-11-23T06:00", "2026-11-23T09:00" },
		{ "at closing time the day is over", "2026-11-23T18:00", "2026-11-24T09:00" },
		{ "Friday evening", "2026-11-20T19:00", "2026-11-23T09:00" },
		{ "over Spring Festival", "2026-02-14T18:00", "2026-02-24T09:00" },
		{ "a make-up Sunday opens", "2026-09-19T12:00", "2026-09-20T09:00" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *got = local_text(
			calendar_next_open(calendar, moment(table[i].from, calendar_zone(calendar))),
			calendar_zone(calendar));

		check_text(table[i].label, got, table[i].open);
	}
}

int
main(void)
{
	g_autoptr(Calendar) calendar = china();

	vectors(calendar);
	oracle(calendar);
	rows();
	overriding();
	versions();
	provisional(calendar);
	hours();
	summer_time();
	far();
	opening(calendar);
	return check_done();
}
