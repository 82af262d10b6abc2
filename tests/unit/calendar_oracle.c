/*
 * A second calendar, as dumb as can be, beside workflow/calendar/calendar.h: the C library says which local
 * day and minute each minute of two years is, and every limit is found by walking on, day by day or minute by
 * minute.
 */
#include "workflow/calendar/calendar.h"

#include "tests/unit/check.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	DAYS = 810,
	MINUTES = DAYS * 1440,
	MOST = 30, /* the longest limit that is asked about */
};

static const int64_t BEGIN = 1735430400; /* 2024-12-29 00:00 UTC: before the first day everywhere */

static const struct {
	const char *zone;
	int open, close; /* hours */
	const char *own; /* the institution's rows, which win; NULL: none */
	bool national;
} worlds[] = {
	{ "Asia/Shanghai", 9, 18, NULL, true },
	{ "Asia/Shanghai", 9, 18,
		"2025-01-30\twork\topen day\n2025-03-05\toff\tanniversary\n2025-04-27\toff\n"
		"2026-10-01\twork\n2026-10-10\toff\n2026-11-22\twork\tSunday school\n",
		true },
	{ "Asia/Shanghai", 8, 20, "2026-05-04\toff\n", false },
	{ "Europe/Berlin", 9, 18, "2025-12-25\toff\n2026-12-24\toff\n2026-03-29\twork\n", false },
	{ "Europe/Berlin", 0, 24, "2025-03-30\twork\n2026-10-25\twork\n", false },
	{ "America/New_York", 9, 17, "2026-11-26\toff\tThanksgiving\n2026-03-08\twork\n", false },
	{ "Asia/Kolkata", 10, 19, NULL, true },
	{ "Australia/Lord_Howe", 9, 18, NULL, true },
	{ "Pacific/Kiritimati", 9, 18, NULL, false },
};

/* Minutes after midnight at which things happen. */
static const int times[] = { 0, 1, 479, 539, 540, 541, 754, 1019, 1079, 1080, 1081, 1199, 1439 };

static struct {
	bool work, known;
	int first;     /* its first minute */
	int64_t close; /* by mktime() */
} days[DAYS + 2];

static struct {
	int day;
	bool open;
} minutes[MINUTES];

static char *
slurp(const char *path)
{
	g_autoptr(GError) error = NULL;
	char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, &error))
		g_error("%s", error->message);
	return text;
}

/* 1 work, 0 off, -1 not named */
static int
named(const char *text, const char *date)
{
	const char *row = text ? strstr(text, date) : NULL;

	return !row ? -1 : row[strlen(date) + 1] == 'w';
}

static bool
names_year(const char *text, int year)
{
	g_autofree char *word = g_strdup_printf("%d-", year);

	return text && strstr(text, word);
}

static void
fill_day(int day, const struct tm *local, const char *own, const char *national, int close)
{
	struct tm end = { .tm_year = local->tm_year,
		.tm_mon = local->tm_mon,
		.tm_mday = local->tm_mday,
		.tm_hour = close,
		.tm_isdst = -1 };
	g_autofree char *date =
		g_strdup_printf("%d-%02d-%02d", local->tm_year + 1900, local->tm_mon + 1, local->tm_mday);
	int kind = named(own, date);

	if (kind < 0)
		kind = named(national, date);
	if (kind < 0)
		kind = local->tm_wday >= 1 && local->tm_wday <= 5;
	days[day].work = kind;
	days[day].known =
		names_year(own, local->tm_year + 1900) || names_year(national, local->tm_year + 1900);
	days[day].close = mktime(&end);
}

/* The whole world of one row, minute by minute. */
static void
fill(size_t world, const char *national)
{
	int day = -1, before = 0;

	g_setenv("TZ", worlds[world].zone, true);
	tzset();
	memset(days, 0, sizeof days);
	for (int i = 0; i < MINUTES; i++) {
		time_t at = BEGIN + (time_t)i * 60;
		struct tm local;

		localtime_r(&at, &local);
		if (local.tm_mday != before) {
			before = local.tm_mday;
			day++;
			fill_day(day, &local, worlds[world].own, national, worlds[world].close);
			days[day].first = i;
		}
		minutes[i].day = day;
		minutes[i].open = days[day].work && local.tm_hour >= worlds[world].open &&
				  local.tm_hour < worlds[world].close;
	}
}

typedef struct {
	const Calendar *calendar;
	int asked, days, provisional, calendar_days, between, open, minutes, seconds; /* wrong answers */
} Score;

/* Limits in working days, in calendar days, and the working days between. */
static void
walk_days(Score *score, int64_t from)
{
	int start = minutes[(from - BEGIN) / 60].day, at = start, gone = 0;
	bool guessed = false;

	for (int n = 1; n <= MOST; n++) {
		bool provisional = false;

		do {
			at++;
			guessed = guessed || !days[at].known;
		} while (!days[at].work);
		score->asked++;
		score->days +=
			calendar_due_workdays(score->calendar, from, n, &provisional) != days[at].close;
		score->provisional += provisional != guessed;
	}
	for (int n = 0; n <= MOST; n++) {
		int64_t to = from + (int64_t)n * 86400;
		int last = minutes[(to - BEGIN) / 60].day;

		gone = 0;
		for (int day = start + 1; day <= last; day++)
			gone += days[day].work;
		score->between += calendar_workdays_between(score->calendar, from, to) != gone;
		score->calendar_days += calendar_due_days(score->calendar, from, n) != days[start + n].close;
	}
	score->between += calendar_workdays_between(score->calendar, from, from - 86400) != 0;
}

/* The next opening, and limits in working minutes. */
static void
walk_minutes(Score *score, int64_t from)
{
	static const int amounts[] = { 1, 30, 240, 270, 539, 540, 541, 1080 };
	int at = (int)((from - BEGIN) / 60), gone = 0;

	while (!minutes[at].open)
		at++;
	score->open += calendar_next_open(score->calendar, from) != BEGIN + (int64_t)at * 60;
	if (minutes[(from - BEGIN) / 60].open)
		score->open += calendar_next_open(score->calendar, from + 59) != from + 59;
	for (size_t i = 0; i < G_N_ELEMENTS(amounts); i++) {
		for (; gone < amounts[i]; at++)
			gone += minutes[at].open;
		score->minutes += calendar_add_work_minutes(score->calendar, from, amounts[i]) !=
				  BEGIN + (int64_t)at * 60;
	}
}

/* The same with odd seconds, second by second: slow, so of few moments. */
static void
walk_seconds(Score *score, int64_t from)
{
	int64_t at = from;

	for (int left = 7 * 60; left > 0; at++)
		left -= minutes[(at - BEGIN) / 60].open;
	score->seconds += calendar_add_work_minutes(score->calendar, from, 7) != at;
}

static void
row(const char *name, const char *what, int wrong, int asked)
{
	g_autofree char *label = g_strdup_printf("%s: %s", name, what);

	check(wrong == 0, label, "%d wrong answers, asked from %d moments", wrong, asked);
}

static void
compare(size_t world, const char *national)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Calendar) calendar =
		calendar_new(worlds[world].zone, worlds[world].open * 60, worlds[world].close * 60, &error);
	Score score = { .calendar = calendar };
	g_autofree char *name =
		g_strdup_printf("%s %d–%d%s%s", worlds[world].zone, worlds[world].open, worlds[world].close,
			national ? ", national holidays" : "", worlds[world].own ? ", own rows" : "");

	g_assert_no_error(error);
	g_assert_true(!national || calendar_add_text(calendar, national, &error));
	g_assert_true(!worlds[world].own || calendar_add_text(calendar, worlds[world].own, &error));
	fill(world, national);
	for (int day = 4; day < 4 + 730; day++) {
		for (size_t i = world % 3; i < G_N_ELEMENTS(times); i += world ? 3 : 1) {
			int64_t from = BEGIN + (int64_t)(days[day].first + times[i]) * 60;

			walk_days(&score, from);
			walk_minutes(&score, from);
		}
		if (day % 9 == 0)
			walk_seconds(&score, days[day].close - 200 - day % 61);
	}
	row(name, "working days end where stepping day by day ends", score.days, score.asked / MOST);
	row(name, "a limit through a year without rows is provisional", score.provisional,
		score.asked / MOST);
	row(name, "calendar days end where stepping ends", score.calendar_days, score.asked / MOST);
	row(name, "the working days between two moments are those that are stepped over", score.between,
		score.asked / MOST);
	row(name, "the next opening is where a walk by minutes finds the door open", score.open,
		score.asked / MOST);
	row(name, "working minutes end where a walk by minutes ends", score.minutes, score.asked / MOST);
	row(name, "working minutes from odd seconds end where a walk by seconds ends", score.seconds, 81);
}

int
main(void)
{
	g_autofree char *first = slurp("etc/calendars/cn-2025.tsv");
	g_autofree char *second = slurp("etc/calendars/cn-2026.tsv");
	g_autofree char *national = g_strconcat(first, second, NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(worlds); i++)
		compare(i, worlds[i].national ? national : NULL);
	return check_done();
}
