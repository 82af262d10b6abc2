#include "workflow/said/day.h"

#include <string.h>

enum {
	YEAR_MIN = 1990,
	YEAR_MAX = 2199,
	COUNT_MAX = 999, /* working days, days, weeks */
	HALF_YEAR = 183,
};

static gunichar
fold(gunichar c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFEE0;
	return c == 0x3000 || c == 0xA0 || c == '\t' ? ' ' : c;
}

/* The folded character at the head; 0 at the end or where the text is no UTF-8. */
static gunichar
head(const char *at)
{
	gunichar c = *at ? g_utf8_get_char_validated(at, -1) : 0;

	return c == (gunichar)-1 || c == (gunichar)-2 ? 0 : fold(c);
}

static void
advance(const char **at)
{
	*at += g_utf8_skip[(guchar) * *at];
}

bool
day_take_char(const char **at, const char *any)
{
	gunichar c = head(*at);

	if (!c || c > 0x7F || !strchr(any, (int)c))
		return false;
	advance(at);
	return true;
}

void
day_skip_spaces(const char **at)
{
	while (day_take_char(at, " "))
		;
}

int
day_take_word(const char **at, const char *const *words)
{
	for (int i = 0; words[i]; i++) {
		size_t length = strlen(words[i]);

		if (g_ascii_strncasecmp(*at, words[i], length) != 0)
			continue;
		*at += length;
		return i;
	}
	return -1;
}

/* 一 … 九 and 两, 0 for another character */
static int
chinese_digit(gunichar c)
{
	static const gunichar digits[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B,
		0x4E5D };

	for (int i = 0; i < (int)G_N_ELEMENTS(digits); i++) {
		if (digits[i] == c)
			return i + 1;
	}
	return c == 0x4E24 ? 2 : 0;
}

/* numeral = [ digit ] 十 [ digit ] / digit */
static bool
take_chinese(const char **at, int *out)
{
	const char *from = *at;
	int tens = chinese_digit(head(from)), ones = 0;

	if (tens)
		advance(&from);
	if (head(from) == 0x5341) {
		advance(&from);
		ones = chinese_digit(head(from));
		if (ones)
			advance(&from);
		*out = (tens ? tens : 1) * 10 + ones;
	} else if (tens) {
		*out = tens;
	} else {
		return false;
	}
	*at = from;
	return true;
}

bool
day_take_number(const char **at, int *out)
{
	const char *from = *at;
	int value = 0, digits = 0;

	for (gunichar c; digits < 4 && (c = head(from)) >= '0' && c <= '9'; digits++) {
		value = value * 10 + (int)(c - '0');
		advance(&from);
	}
	if (!digits)
		return take_chinese(at, out);
	if (head(from) >= '0' && head(from) <= '9')
		return false;
	*out = value;
	*at = from;
	return true;
}

/* ---- days ---- */

static void
shift(GDate *day, int days)
{
	if (days >= 0)
		g_date_add_days(day, (guint)days);
	else
		g_date_subtract_days(day, (guint)-days);
}

/* 今天 明天 … */
static bool
take_relative(const char **at, bool past, GDate *day)
{
	static const struct {
		const char *word;
		int days;
	} rows[] = {
		{ "大后天", 3 },
		{ "后天", 2 },
		{ "明天", 1 },
		{ "明日", 1 },
		{ "后日", 2 },
		{ "今天", 0 },
		{ "今日", 0 },
		{ "昨天", -1 },
		{ "昨日", -1 },
		{ "前天", -2 },
		{ "tomorrow", 1 },
		{ "today", 0 },
		{ "yesterday", -1 },
	};
	/* The half stays for the time: "昨晚8点" is yesterday's 晚8点. */
	static const struct {
		const char *word;
		int days;
	} halves_of[] = {
		{ "今早", 0 },
		{ "今晨", 0 },
		{ "今晚", 0 },
		{ "明早", 1 },
		{ "明晨", 1 },
		{ "明晚", 1 },
		{ "昨晚", -1 },
		{ "昨夜", -1 },
		{ "前晚", -2 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *const words[] = { rows[i].word, NULL };

		if ((rows[i].days < 0 && !past) || day_take_word(at, words) < 0)
			continue;
		shift(day, rows[i].days);
		return true;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(halves_of); i++) {
		if ((halves_of[i].days < 0 && !past) || !g_str_has_prefix(*at, halves_of[i].word))
			continue;
		*at += strlen("今");
		shift(day, halves_of[i].days);
		return true;
	}
	return false;
}

/* weekday = [ *下 / 本 / 这 / 上 ] [ 个 ] ( 周 / 星期 / 礼拜 ) ( 一 … 六 / 日 / 天 / 1 … 7 )
 *         / [ next / this / last ] Monday … Sunday
 * Weeks begin on Monday. Without a word before it the coming one is meant, today included. */
static bool
take_weekday(const char **at, bool past, GDate *day)
{
	static const char *const which[] = { "下下", "下", "本", "这", "上", "next ", "this ", "last ",
		NULL };
	static const int weeks[] = { 2, 1, 0, 0, -1, 1, 0, -1 };
	static const char *const english[] = { "monday", "tuesday", "wednesday", "thursday", "friday",
		"saturday", "sunday", NULL };
	static const char *const measure[] = { "个", NULL };
	static const char *const week[] = { "周", "星期", "礼拜", NULL };
	static const char *const sunday[] = { "日", "天", NULL };
	const char *from = *at;
	int said = day_take_word(&from, which), wanted, today = (int)g_date_get_weekday(day), days;

	day_take_word(&from, measure);
	if (day_take_word(&from, week) >= 0) {
		if (day_take_word(&from, sunday) >= 0)
			wanted = 7;
		else if (!day_take_number(&from, &wanted) || wanted < 1 || wanted > 7)
			return false;
	} else {
		day_skip_spaces(&from);
		wanted = day_take_word(&from, english) + 1;
		if (wanted < 1 || g_ascii_isalpha(*from))
			return false;
	}
	if (said >= 0)
		days = wanted - today + 7 * weeks[said];
	else
		days = past ? -((today - wanted + 7) % 7) : (wanted - today + 7) % 7;
	if (said >= 0 && weeks[said] < 0 && !past)
		return false;
	shift(day, days);
	*at = from;
	return true;
}

/* span = number ( [个] 工作日 / 天 / [个] ( 周 / 星期 ) ) */
static bool
take_span(const char **at, const Calendar *calendar, int64_t now, GDate *day)
{
	static const char *const workdays[] = { "个工作日", "工作日", "个工作天", "工作天", "working days",
		"working day", "workdays", "workday", NULL };
	static const char *const days[] = { "天", "days", "day", NULL };
	static const char *const weeks[] = { "个星期", "个礼拜", "星期", "周", "weeks", "week", NULL };
	const char *from = *at;
	int n;

	if (!day_take_number(&from, &n) || n < 1 || n > COUNT_MAX)
		return false;
	day_skip_spaces(&from);
	if (day_take_word(&from, workdays) >= 0)
		calendar_local_day(calendar, calendar_due_workdays(calendar, now, n, NULL), day);
	else if (day_take_word(&from, days) >= 0)
		shift(day, n);
	else if (day_take_word(&from, weeks) >= 0)
		shift(day, 7 * n);
	else
		return false;
	*at = from;
	return true;
}

static bool
set_day(GDate *day, int year, int month, int of_month)
{
	if (month < 1 || month > 12 || of_month < 1 || of_month > 31 || year < YEAR_MIN || year > YEAR_MAX ||
		!g_date_valid_dmy((GDateDay)of_month, (GDateMonth)month, (GDateYear)year))
		return false;
	g_date_set_dmy(day, (GDateDay)of_month, (GDateMonth)month, (GDateYear)year);
	return true;
}

/* A date without year is this year's; only one that lies more than half a year off is the neighbouring
 * year's. So "3/6" written on 8 March is past, and says so, instead of meaning next year. */
static bool
nearest_year(GDate *day, int month, int of_month, bool past)
{
	GDate today = *day;
	int year = g_date_get_year(&today), off;

	if (!set_day(day, year, month, of_month)) {
		/* 29 February: the next year that has one. */
		return !past && set_day(day, year + 1, month, of_month);
	}
	off = g_date_days_between(&today, day);
	if (!past && off < -HALF_YEAR)
		return set_day(day, year + 1, month, of_month);
	if (past && off > HALF_YEAR)
		return set_day(day, year - 1, month, of_month);
	return true;
}

static int
take_english_month(const char **at)
{
	static const char *const months[] = { "january", "february", "march", "april", "may", "june", "july",
		"august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "may",
		"jun", "jul", "aug", "sep", "oct", "nov", "dec", NULL };
	const char *from = *at;
	int month = day_take_word(&from, months);

	if (month < 0 || g_ascii_isalpha(*from))
		return 0;
	day_take_char(&from, ".");
	*at = from;
	return month % 12 + 1;
}

static bool
take_english_day(const char **at, int *of_month)
{
	static const char *const ordinals[] = { "st", "nd", "rd", "th", NULL };

	if (!day_take_number(at, of_month))
		return false;
	day_take_word(at, ordinals);
	return true;
}

/* date = day [ "of" ] month [ [","] year ] / month day [ [","] year ], the month in English */
static bool
take_english_date(const char **at, bool past, GDate *day)
{
	static const char *const of[] = { "of ", NULL };
	const char *from = *at, *behind;
	int month = take_english_month(&from), of_month, year;

	day_skip_spaces(&from);
	if (!take_english_day(&from, &of_month))
		return false;
	if (!month) {
		day_skip_spaces(&from);
		day_take_word(&from, of);
		month = take_english_month(&from);
	}
	if (!month)
		return false;
	behind = from;
	day_take_char(&behind, ",");
	day_skip_spaces(&behind);
	if (day_take_number(&behind, &year) && year >= YEAR_MIN)
		from = behind;
	else
		year = 0;
	if (year ? !set_day(day, year, month, of_month) : !nearest_year(day, month, of_month, past))
		return false;
	*at = from;
	return true;
}

/* date = [ year ( 年 / "-" / "/" / "." ) ] month ( 月 / "-" / "/" / "." ) day [ 日 / 号 ] */
static bool
take_date(const char **at, bool past, GDate *day)
{
	static const char *const year_word[] = { "年", NULL };
	static const char *const month_word[] = { "月", NULL };
	static const char *const day_word[] = { "日", "号", NULL };
	const char *from = *at;
	int year = 0, month, of_month;

	if (!day_take_number(&from, &month))
		return false;
	if (month >= YEAR_MIN) {
		year = month;
		if (!day_take_char(&from, "-/.") && day_take_word(&from, year_word) < 0)
			return false;
		day_skip_spaces(&from);
		if (!day_take_number(&from, &month))
			return false;
	}
	if (!day_take_char(&from, "-/.") && day_take_word(&from, month_word) < 0)
		return false;
	day_skip_spaces(&from);
	if (!day_take_number(&from, &of_month))
		return false;
	day_take_word(&from, day_word);
	if (year ? !set_day(day, year, month, of_month) : !nearest_year(day, month, of_month, past))
		return false;
	*at = from;
	return true;
}

/* "15号", "15日": of this month; of the next (the last) when that day is past (to come). */
static bool
take_day_of_month(const char **at, bool past, GDate *day)
{
	static const char *const day_word[] = { "号", "日", NULL };
	const char *from = *at;
	GDate today = *day;
	int of_month, year = g_date_get_year(&today), month = (int)g_date_get_month(&today);

	if (!day_take_number(&from, &of_month) || day_take_word(&from, day_word) < 0)
		return false;
	if (past ? of_month > g_date_get_day(&today) : of_month < g_date_get_day(&today))
		month += past ? -1 : 1;
	if (month == 0 || month == 13) {
		year += past ? -1 : 1;
		month = past ? 12 : 1;
	}
	if (!set_day(day, year, month, of_month))
		return false;
	*at = from;
	return true;
}

/* month = [ ( 本 / 这 / 下 ) [ 个 ] ] 月 ( 底 / 末 / day ( 号 / 日 ) ); 下个月15号, 月底 */
static bool
take_month(const char **at, bool past, GDate *day)
{
	static const char *const which[] = { "下", "本", "这", "当", "上", NULL };
	static const int months[] = { 1, 0, 0, 0, -1 };
	static const char *const measure[] = { "个", NULL };
	static const char *const month_word[] = { "月", NULL };
	static const char *const end_word[] = { "底", "末", NULL };
	static const char *const day_word[] = { "号", "日", NULL };
	const char *from = *at;
	GDate month = *day;
	int said = day_take_word(&from, which), of_month;

	if (said >= 0)
		day_take_word(&from, measure);
	if (day_take_word(&from, month_word) < 0 || (said >= 0 && months[said] < 0 && !past))
		return false;
	g_date_set_day(&month, 1);
	if (said >= 0 && months[said] > 0)
		g_date_add_months(&month, 1);
	else if (said >= 0 && months[said] < 0)
		g_date_subtract_months(&month, 1);
	if (day_take_word(&from, end_word) >= 0)
		of_month = g_date_get_days_in_month(g_date_get_month(&month), g_date_get_year(&month));
	else if (said < 0 || !day_take_number(&from, &of_month) || day_take_word(&from, day_word) < 0)
		return false;
	if (!set_day(day, g_date_get_year(&month), (int)g_date_get_month(&month), of_month))
		return false;
	*at = from;
	return true;
}

bool
day_take(const char **at, const Calendar *calendar, int64_t now, bool past, GDate *out_day)
{
	const char *from = *at;
	GDate day;

	calendar_local_day(calendar, now, &day);
	if (!take_relative(&from, past, &day) && !take_weekday(&from, past, &day) &&
		!(!past && take_span(&from, calendar, now, &day)) && !take_date(&from, past, &day) &&
		!take_english_date(&from, past, &day) && !take_day_of_month(&from, past, &day) &&
		!take_month(&from, past, &day))
		return false;
	*out_day = day;
	*at = from;
	return true;
}

int64_t
day_read(const char *text, const Calendar *calendar, int64_t now, size_t *out_length)
{
	/* 内 前 after it say what we assume; an hour is taken in, but days end at close of business. */
	static const char *const after[] = { "之前", "以前", "以内", "之内", "之后", "前", "内", "后", NULL };
	const char *at = text;
	GDate day;
	int minutes;

	if (out_length)
		*out_length = 0;
	day_skip_spaces(&at);
	if (!day_take(&at, calendar, now, false, &day))
		return 0;
	for (const char *time = at; *time;) {
		day_skip_spaces(&time);
		if (day_take_time(&time, &minutes))
			at = time;
		break;
	}
	day_take_word(&at, after);
	if (out_length)
		*out_length = (size_t)(at - text);
	return calendar_close_of(calendar, &day);
}
