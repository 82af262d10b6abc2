/* Times, days, absences and spans of time in words. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"
#include "workflow/calendar/period.h"
#include "workflow/interpret/absence.h"
#include "workflow/said/day.h"

#include <string.h>

static const struct {
	const char *text;
	int minutes; /* -1: none */
	const char *rest;
} times[] = {
	{ "早上5点", 5 * 60, "" },
	{ "上午9点", 9 * 60, "" },
	{ "上午11点半", 11 * 60 + 30, "" },
	{ "中午11点", 11 * 60, "" },
	{ "中午12点", 12 * 60, "" },
	{ "中午1点", 13 * 60, "" },
	{ "中午5点", 17 * 60, "" },
	{ "中午6点", 6 * 60, "" },
	{ "下午3点半", 15 * 60 + 30, "" },
	{ "下午12点", 12 * 60, "" },
	{ "下午三点十五分", 15 * 60 + 15, "" },
	{ "晚上8点", 20 * 60, "" },
	{ "9点5分到", 9 * 60 + 5, "到" },
	{ "15:30 电话", 15 * 60 + 30, " 电话" },
	{ "15：30", 15 * 60 + 30, "" },
	{ "下午3:30", 15 * 60 + 30, "" },
	{ "0:00", 0, "" },
	{ "23:59", 23 * 60 + 59, "" },
	{ "14时", 14 * 60, "" },
	{ "24:00", -1, "24:00" },
	{ "9点60", -1, "9点60" },
	{ "9:", -1, "9:" },
	{ "9", -1, "9" },
	{ "下午", -1, "下午" },
	{ "12345:00", -1, "12345:00" },
	{ "", -1, "" },
};

static void
read_times(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(times); i++) {
		const char *at = times[i].text;
		int minutes = -1;
		g_autofree char *label = g_strdup_printf("the time '%s'", times[i].text);

		if (!day_take_time(&at, &minutes))
			minutes = -1;
		check_int(label, minutes, times[i].minutes);
		check_text("what is left behind it", at, times[i].rest);
	}
}

static const struct {
	const char *text, *now, *day; /* NULL: none */
	bool past;
} days[] = {
	{ "明天", "2026-11-23T10:00", "2026-11-24", false },
	{ "后天", "2026-11-23T10:00", "2026-11-25", false },
	{ "明日", "2026-11-23T10:00", "2026-11-24", false },
	{ "今天", "2026-11-23T10:00", "2026-11-23", false },
	{ "今日", "2026-11-23T10:00", "2026-11-23", false },
	{ "tomorrow", "2026-11-23T10:00", "2026-11-24", false },
	{ "today", "2026-11-23T10:00", "2026-11-23", false },
	{ "昨日", "2026-11-23T10:00", "2026-11-22", true },
	{ "前天", "2026-11-23T10:00", "2026-11-21", true },
	{ "昨日", "2026-11-23T10:00", NULL, false },
	{ "yesterday", "2026-11-23T10:00", "2026-11-22", true },
	{ "3天", "2026-11-23T10:00", "2026-11-26", false },
	{ "2个工作日", "2026-11-27T10:00", "2026-12-01", false },
	{ "2周", "2026-11-23T10:00", "2026-12-07", false },
	{ "1个星期", "2026-11-23T10:00", "2026-11-30", false },
	{ "0天", "2026-11-23T10:00", NULL, false },
	{ "2026年12月1日", "2026-11-23T10:00", "2026-12-01", false },
	{ "12/1", "2026-11-23T10:00", "2026-12-01", false },
	{ "11月22日", "2026-11-23T10:00", "2026-11-22", false },
	{ "5月24日", "2026-11-23T10:00", "2026-05-24", false },
	{ "5月20日", "2026-11-23T10:00", "2027-05-20", false },
	{ "1月2日", "2026-11-23T10:00", "2027-01-02", false },
	{ "12月30日", "2027-01-02T10:00", "2026-12-30", true },
	{ "6月30日", "2027-01-02T10:00", "2027-06-30", true },
	{ "7月10日", "2027-01-02T10:00", "2026-07-10", true },
	{ "2月29日", "2027-11-23T10:00", "2028-02-29", false },
	{ "2月29日", "2027-11-23T10:00", NULL, true },
	{ "2月30日", "2026-11-23T10:00", NULL, false },
	{ "13月1日", "2026-11-23T10:00", NULL, false },
	{ "0月1日", "2026-11-23T10:00", NULL, false },
	{ "12月0日", "2026-11-23T10:00", NULL, false },
	{ "不知道", "2026-11-23T10:00", NULL, false },
};

static char *
day_text(const GDate *day)
{
	return g_strdup_printf(
		"%04d-%02d-%02d", g_date_get_year(day), (int)g_date_get_month(day), g_date_get_day(day));
}

static void
read_days(const Policy *policy)
{
	for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
		const char *at = days[i].text;
		g_autofree char *got = NULL;
		g_autofree char *label = g_strdup_printf(
			"%s, written %s%s", days[i].text, days[i].now, days[i].past ? ", of the past" : "");
		GDate day;

		if (day_take(&at, policy->calendar, world_time(days[i].now), days[i].past, &day))
			got = day_text(&day);
		check_text(label, got, days[i].day);
		check(got || at == days[i].text, "the place stays where nothing was read", "it moved");
	}
}

static const struct {
	const char *label, *words;
	Refusal want;
	const char *deputy, *from, *to;
} absences[] = {
	{ "from day to day", "李娜 12月1日至12月3日", REFUSAL_NONE, SECOND, "2026-12-01T00:00",
		"2026-12-04T00:00" },
	{ "one day", "李娜 明天", REFUSAL_NONE, SECOND, "2026-11-24T00:00", "2026-11-25T00:00" },
	{ "today is not over", "李娜 今天", REFUSAL_NONE, SECOND, "2026-11-23T00:00", "2026-11-24T00:00" },
	{ "with marks between", "：由李娜，12月1日 - 12月2日", REFUSAL_NONE, SECOND, "2026-12-01T00:00",
		"2026-12-03T00:00" },
	{ "on two lines", "李娜\n12月1日 到\n12月2日", REFUSAL_NONE, SECOND, "2026-12-01T00:00",
		"2026-12-03T00:00" },
	{ "by address", SECOND " 12/1~12/1", REFUSAL_NONE, SECOND, "2026-12-01T00:00", "2026-12-02T00:00" },
	{ "a whole year", "李娜 2026-12-01 至 2027-12-02", REFUSAL_NONE, SECOND, "2026-12-01T00:00",
		"2027-12-03T00:00" },
	{ "more than a year", "李娜 2026-12-01 至 2027-12-03", REFUSAL_BAD_ARGUMENTS, NULL, NULL, NULL },
	{ "not away after all", "取消", REFUSAL_NONE, NULL, NULL, NULL },
	{ "back again", "：回来", REFUSAL_NONE, NULL, NULL, NULL },
	{ "nobody that is known", "某某 明天", REFUSAL_UNKNOWN_PERSON, NULL, NULL, NULL },
	{ "oneself", "王芳 明天", REFUSAL_UNKNOWN_PERSON, NULL, NULL, NULL },
	{ "no name", "", REFUSAL_UNKNOWN_PERSON, NULL, NULL, NULL },
	{ "no day", "李娜", REFUSAL_NO_DATE, NULL, NULL, NULL },
	{ "no second day behind its word", "李娜 明天 至 不知道", REFUSAL_NO_DATE, NULL, NULL, NULL },
	{ "the end before the beginning", "李娜 12月3日至12月1日", REFUSAL_PAST_DATE, NULL, NULL, NULL },
	{ "all of it past", "李娜 11月20日至11月22日", REFUSAL_PAST_DATE, NULL, NULL, NULL },
};

static void
read_absences(const Policy *policy)
{
	for (size_t i = 0; i < G_N_ELEMENTS(absences); i++) {
		Absence absence = { .person = "untouched" };
		g_autofree char *from = NULL;
		g_autofree char *to = NULL;
		Refusal refusal = absence_read(absences[i].words, policy, policy_person(policy, HANDLER),
			world_time("2026-11-23T10:00"), &absence);

		check_text(absences[i].label, refusal_name(refusal), refusal_name(absences[i].want));
		check_text("whose", absence.person, refusal == REFUSAL_NONE ? HANDLER : "untouched");
		from = absence.from ? world_text(absence.from) : NULL;
		to = absence.to ? world_text(absence.to) : NULL;
		check_text("the deputy", absence.deputy, absences[i].deputy);
		check_text("from", from, absences[i].from);
		check_text("to", to, absences[i].to);
	}
}

static void
apply_absences(const Policy *policy)
{
	int64_t now = world_time("2026-11-23T10:00");
	Absence away = { HANDLER, SECOND, now, now + 3600 };
	Absence of_stranger = { "stranger@mail.test", SECOND, now, now + 3600 };
	Absence back = { HANDLER, NULL, 0, 0 };
	g_autoptr(GPtrArray) list = g_ptr_array_new();
	g_autoptr(Policy) with = NULL;
	g_autoptr(Policy) without = NULL;

	g_ptr_array_add(list, &of_stranger);
	g_ptr_array_add(list, &away);
	with = absence_apply(policy, list);
	check(person_is_away(policy_person(with, HANDLER), now), "away", "there");
	check(!person_is_away(policy_person(with, HANDLER), now + 3600), "and back", "away");
	check_text("the deputy stands in", policy_present(with, policy_person(with, HANDLER), now)->address,
		SECOND);
	check(!person_is_away(policy_person(policy, HANDLER), now), "the settings are as they were",
		"changed");
	g_ptr_array_add(list, &back);
	without = absence_apply(policy, list);
	check(!person_is_away(policy_person(without, HANDLER), now), "the later word counts", "away");
}

static const struct {
	const char *name, *first, *last; /* NULL: none */
	const char *before, *after, *workday;
} periods[] = {
	{ "2026-11-24", "2026-11-24", "2026-11-24", "2026-11-23", "2026-11-25", "2026-11-24" },
	{ "2026-W48", "2026-11-23", "2026-11-29", "2026-W47", "2026-W49", "2026-11-23" },
	{ "2026-W53", "2026-12-28", "2027-01-03", "2026-W52", "2027-W01", "2026-12-28" },
	{ "2026-W01", "2025-12-29", "2026-01-04", "2025-W52", "2026-W02", "2025-12-29" },
	{ "2025-W53", NULL, NULL, NULL, NULL, NULL },
	{ "2026-W00", NULL, NULL, NULL, NULL, NULL },
	{ "2026-W54", NULL, NULL, NULL, NULL, NULL },
	{ "2026-02", "2026-02-01", "2026-02-28", "2026-01", "2026-03", "2026-02-02" },
	{ "2026-10", "2026-10-01", "2026-10-31", "2026-09", "2026-11", "2026-10-08" },
	{ "2026-12", "2026-12-01", "2026-12-31", "2026-11", "2027-01", "2026-12-01" },
	{ "2026-Q1", "2026-01-01", "2026-03-31", "2025-Q4", "2026-Q2", "2026-01-04" },
	{ "2026-Q4", "2026-10-01", "2026-12-31", "2026-Q3", "2027-Q1", "2026-10-08" },
	{ "2026", "2026-01-01", "2026-12-31", "2025", "2027", "2026-01-04" },
	{ "2026-02-14", "2026-02-14", "2026-02-14", "2026-02-13", "2026-02-15", "2026-02-14" },
	{ "2026-11-22", "2026-11-22", "2026-11-22", "2026-11-21", "2026-11-23", NULL },
	{ "2026-Q5", NULL, NULL, NULL, NULL, NULL },
	{ "2026-Q0", NULL, NULL, NULL, NULL, NULL },
	{ "2026-13", NULL, NULL, NULL, NULL, NULL },
	{ "2026-02-30", NULL, NULL, NULL, NULL, NULL },
	{ "2026-11x", NULL, NULL, NULL, NULL, NULL },
	{ "1969", NULL, NULL, NULL, NULL, NULL },
	{ "2106", NULL, NULL, NULL, NULL, NULL },
	{ "", NULL, NULL, NULL, NULL, NULL },
};

static void
read_periods(const Policy *policy)
{
	const Calendar *calendar = policy->calendar;

	for (size_t i = 0; i < G_N_ELEMENTS(periods); i++) {
		g_autofree char *label = g_strdup_printf("the period '%s'", periods[i].name);
		Period period, before, after;
		GDate day;
		g_autofree char *first = NULL, *last = NULL, *name = NULL, *earlier = NULL, *later = NULL,
				*workday = NULL;

		if (!check(period_read(periods[i].name, calendar, &period) == !!periods[i].first, label,
			    "wrong") ||
			!periods[i].first)
			continue;
		first = day_text(&period.first);
		last = day_text(&period.last);
		name = period_name(&period);
		before = period_before(&period, calendar);
		after = period_after(&period, calendar);
		earlier = period_name(&before);
		later = period_name(&after);
		check_text("its first day", first, periods[i].first);
		check_text("its last day", last, periods[i].last);
		check_text("its name", name, periods[i].name);
		check_text("the one before", earlier, periods[i].before);
		check_text("the one after", later, periods[i].after);
		if (period_first_workday(&period, calendar, &day))
			workday = day_text(&day);
		check_text("its first working day", workday, periods[i].workday);
		check_int("it begins where the one before ends", period.from, before.to);
		check_int("it ends where the one after begins", period.to, after.from);
		check(period_holds(&period, period.from) && !period_holds(&period, period.from - 1) &&
				period_holds(&period, period.to - 1) && !period_holds(&period, period.to),
			"it holds what is in it", "wrong");
	}
}

int
main(void)
{
	g_autoptr(Policy) policy = world_policy();

	read_times();
	read_days(policy);
	read_absences(policy);
	apply_absences(policy);
	read_periods(policy);
	return check_done();
}
