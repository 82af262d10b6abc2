#include "workflow/calendar/calendar.h"

#include <string.h>

enum {
	DAY_SECONDS = 86400,
	EPOCH_JULIAN = 719163, /* g_date_get_julian() of 1970-01-01 */
	MAX_WORKDAYS = 10000,  /* more is a wrong setting: counting stays bounded */
	MAX_ROWS = 20000,      /* of one text */
};

/* Years 1971 to 9000: a moment beyond is nobody's deadline, and GDate and GTimeZone stay in their range. */
#define EARLIEST ((int64_t)365 * DAY_SECONDS)
#define LATEST ((int64_t)7030 * 365 * DAY_SECONDS)

typedef struct {
	DayKind kind;
	char *name;
} DayRow;

struct Calendar {
	gint references; /* atomic: a calendar is shared by threads once its rows are in */
	GTimeZone *zone;
	int64_t steady_from; /* since when the zone's clocks have not been changed, and will not be */
	int32_t steady_offset;
	int open_minutes, close_minutes;
	GHashTable *days;  /* julian day → DayRow * */
	GHashTable *years; /* set of years that have a row */
	char *version;
};

static void
day_row_free(gpointer data)
{
	DayRow *row = data;

	g_free(row->name);
	g_free(row);
}

static GHashTable *
day_table(void)
{
	return g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, day_row_free);
}

static gint
by_julian(gconstpointer a, gconstpointer b)
{
	guint x = GPOINTER_TO_UINT(a), y = GPOINTER_TO_UINT(b);

	return x < y ? -1 : x > y;
}

/* A digest of all that counting depends on; the names of holidays are not part of it. */
static void
refresh_version(Calendar *calendar)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autofree char *head = g_strdup_printf("%s %d %d\n", g_time_zone_get_identifier(calendar->zone),
		calendar->open_minutes, calendar->close_minutes);
	GList *keys = g_list_sort(g_hash_table_get_keys(calendar->days), by_julian);

	g_checksum_update(sum, (const guchar *)head, -1);
	for (GList *key = keys; key; key = key->next) {
		const DayRow *row = g_hash_table_lookup(calendar->days, key->data);
		g_autofree char *line =
			g_strdup_printf("%u %d\n", GPOINTER_TO_UINT(key->data), (int)row->kind);

		g_checksum_update(sum, (const guchar *)line, -1);
	}
	g_list_free(keys);
	g_free(calendar->version);
	calendar->version = g_strndup(g_checksum_get_string(sum), 12);
}

static int
interval_at(const Calendar *calendar, int64_t moment)
{
	return g_time_zone_find_interval(calendar->zone, G_TIME_TYPE_UNIVERSAL, moment);
}

/* China's clocks have not been changed since 1991: asking the zone for each moment would be most of the work
 * of counting days. */
static void
find_steady(Calendar *calendar)
{
	int last = interval_at(calendar, LATEST);
	int64_t before = EARLIEST, from = LATEST;

	while (before < from) {
		int64_t middle = before + (from - before) / 2;

		if (interval_at(calendar, middle) == last)
			from = middle;
		else
			before = middle + 1;
	}
	calendar->steady_from = from;
	calendar->steady_offset = g_time_zone_get_offset(calendar->zone, last);
}

/* The one place of this library that reads files: GLib loads the zone's rules from zoneinfo, once. */
Calendar *
calendar_new(const char *zone, int open_minutes, int close_minutes, GError **error)
{
	Calendar *calendar;
	GTimeZone *rules;

	if (open_minutes < 0 || open_minutes >= close_minutes || close_minutes > 24 * 60) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			"working hours must begin before they end, within one day");
		return NULL;
	}
	rules = zone && *zone ? g_time_zone_new_identifier(zone) : NULL;
	if (!rules) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "unknown time zone '%s'",
			zone ? zone : "");
		return NULL;
	}
	calendar = g_new0(Calendar, 1);
	calendar->references = 1;
	calendar->zone = rules;
	find_steady(calendar);
	calendar->open_minutes = open_minutes;
	calendar->close_minutes = close_minutes;
	calendar->days = day_table();
	calendar->years = g_hash_table_new(g_direct_hash, g_direct_equal);
	refresh_version(calendar);
	return calendar;
}

Calendar *
calendar_ref(Calendar *calendar)
{
	g_atomic_int_inc(&calendar->references);
	return calendar;
}

void
calendar_free(Calendar *calendar)
{
	if (!calendar || !g_atomic_int_dec_and_test(&calendar->references))
		return;
	g_time_zone_unref(calendar->zone);
	g_hash_table_unref(calendar->days);
	g_hash_table_unref(calendar->years);
	g_free(calendar->version);
	g_free(calendar);
}

/* ---- rows ---- */

/* date = 4DIGIT "-" 2DIGIT "-" 2DIGIT */
static bool
read_date(const char *text, GDate *out_day)
{
	int part[3] = { 0, 0, 0 };
	int which = 0;

	if (strlen(text) != 10)
		return false;
	for (int i = 0; i < 10; i++) {
		if (i == 4 || i == 7) {
			if (text[i] != '-')
				return false;
			which++;
		} else if (g_ascii_isdigit(text[i])) {
			part[which] = part[which] * 10 + (text[i] - '0');
		} else {
			return false;
		}
	}
	if (part[0] < 1971 || !g_date_valid_dmy((GDateDay)part[2], (GDateMonth)part[1], (GDateYear)part[0]))
		return false;
	g_date_clear(out_day, 1);
	g_date_set_dmy(out_day, (GDateDay)part[2], (GDateMonth)part[1], (GDateYear)part[0]);
	return true;
}

static bool
is_weekend(const GDate *day)
{
	GDateWeekday weekday = g_date_get_weekday(day);

	return weekday == G_DATE_SATURDAY || weekday == G_DATE_SUNDAY;
}

static bool
bad_row(GError **error, guint line, const char *why)
{
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "line %u: %s", line, why);
	return false;
}

/* row = date <tab> ( "off" / "work" ) [ <tab> name [ <tab> source ] ] */
static bool
add_row(const Calendar *calendar, GHashTable *fresh, char *text, guint line, GError **error)
{
	g_auto(GStrv) part = NULL;
	GDate day;
	DayKind kind;
	const DayRow *before;
	DayRow *row;
	gpointer key;

	g_strstrip(text);
	if (!*text || *text == '#')
		return true;
	part = g_strsplit(text, "\t", 4);
	for (char **field = part; *field; field++)
		g_strstrip(*field);
	if (!part[0] || !read_date(part[0], &day))
		return bad_row(error, line, "no date; write 2026-02-14");
	if (part[1] && strcmp(part[1], "off") == 0)
		kind = DAY_OFF;
	else if (part[1] && strcmp(part[1], "work") == 0)
		kind = DAY_WORK;
	else
		return bad_row(error, line, "after the date, a tab and 'off' or 'work' must follow");
	key = GUINT_TO_POINTER(g_date_get_julian(&day));
	if (g_hash_table_contains(fresh, key))
		return bad_row(error, line, "this day has a row already");
	/* Working on a weekday needs no row, so such a row is most likely a wrong date; it means something
	 * only where an earlier text gave the day off. */
	before = g_hash_table_lookup(calendar->days, key);
	if (kind == DAY_WORK && !is_weekend(&day) && !(before && before->kind == DAY_OFF))
		return bad_row(error, line, "'work' on a weekday, which is a working day anyway");
	row = g_new0(DayRow, 1);
	row->kind = kind;
	row->name = g_strdup(part[2] ? part[2] : "");
	g_hash_table_insert(fresh, key, row);
	return true;
}

bool
calendar_add_text(Calendar *calendar, const char *text, GError **error)
{
	g_autoptr(GHashTable) fresh = day_table();
	/* An editor may have put a byte order mark in front. */
	g_auto(GStrv) lines =
		g_strsplit(g_str_has_prefix(text, "\xEF\xBB\xBF") ? text + 3 : text, "\n", MAX_ROWS + 1);
	GHashTableIter iter;
	gpointer key, row;

	if (g_strv_length(lines) > MAX_ROWS)
		return bad_row(error, MAX_ROWS, "too many lines");
	for (char **line = lines; *line; line++) {
		if (!add_row(calendar, fresh, *line, (guint)(line - lines) + 1, error))
			return false;
	}
	g_hash_table_iter_init(&iter, fresh);
	while (g_hash_table_iter_next(&iter, &key, &row)) {
		GDate day;

		g_date_clear(&day, 1);
		g_date_set_julian(&day, GPOINTER_TO_UINT(key));
		g_hash_table_add(calendar->years, GUINT_TO_POINTER(g_date_get_year(&day)));
		g_hash_table_iter_steal(&iter);
		g_hash_table_replace(calendar->days, key, row);
	}
	refresh_version(calendar);
	return true;
}

bool
calendar_has_year(const Calendar *calendar, int year)
{
	return g_hash_table_contains(calendar->years, GINT_TO_POINTER(year));
}

const char *
calendar_day_name(const Calendar *calendar, const GDate *day)
{
	const DayRow *row = g_hash_table_lookup(calendar->days, GUINT_TO_POINTER(g_date_get_julian(day)));

	return row && *row->name ? row->name : NULL;
}

const char *
calendar_version(const Calendar *calendar)
{
	return calendar->version;
}

GTimeZone *
calendar_zone(const Calendar *calendar)
{
	return calendar->zone;
}

bool
calendar_is_workday(const Calendar *calendar, const GDate *day)
{
	const DayRow *row = g_hash_table_lookup(calendar->days, GUINT_TO_POINTER(g_date_get_julian(day)));

	return row ? row->kind == DAY_WORK : !is_weekend(day);
}

/* ---- moments ---- */

static int32_t
offset_at(const Calendar *calendar, int64_t moment)
{
	if (moment >= calendar->steady_from)
		return calendar->steady_offset;
	return g_time_zone_get_offset(calendar->zone, interval_at(calendar, moment));
}

void
calendar_local_day(const Calendar *calendar, int64_t at, GDate *out_day)
{
	int64_t moment = CLAMP(at, EARLIEST, LATEST);
	int64_t local = moment + offset_at(calendar, moment);

	g_date_clear(out_day, 1);
	g_date_set_julian(out_day, (guint32)(local / DAY_SECONDS + EPOCH_JULIAN));
}

/* An hour that the zone skips (summer time begins) is moved on by GLib; one that happens twice is the first.
 */
int64_t
calendar_moment_of(const Calendar *calendar, const GDate *day, int minutes)
{
	gint64 local = ((int64_t)g_date_get_julian(day) - EPOCH_JULIAN) * DAY_SECONDS + (int64_t)minutes * 60;
	int interval;

	/* No offset is as large as two days. */
	if (local - 2 * DAY_SECONDS >= calendar->steady_from)
		return local - calendar->steady_offset;
	interval = g_time_zone_adjust_time(calendar->zone, G_TIME_TYPE_DAYLIGHT, &local);
	return local - g_time_zone_get_offset(calendar->zone, interval);
}

int64_t
calendar_close_of(const Calendar *calendar, const GDate *day)
{
	return calendar_moment_of(calendar, day, calendar->close_minutes);
}

int64_t
calendar_open_of(const Calendar *calendar, const GDate *day)
{
	return calendar_moment_of(calendar, day, calendar->open_minutes);
}

int
calendar_hours_minutes(const Calendar *calendar)
{
	return calendar->close_minutes - calendar->open_minutes;
}

int64_t
calendar_due_workdays(const Calendar *calendar, int64_t from, int n, bool *out_provisional)
{
	GDate day;
	bool provisional = false;

	calendar_local_day(calendar, from, &day);
	for (int left = CLAMP(n, 1, MAX_WORKDAYS); left > 0;) {
		g_date_add_days(&day, 1);
		if (!calendar_has_year(calendar, g_date_get_year(&day)))
			provisional = true;
		if (calendar_is_workday(calendar, &day))
			left--;
	}
	if (out_provisional)
		*out_provisional = provisional;
	return calendar_close_of(calendar, &day);
}

int64_t
calendar_due_days(const Calendar *calendar, int64_t from, int days)
{
	GDate day;

	calendar_local_day(calendar, from, &day);
	g_date_add_days(&day, (guint)CLAMP(days, 0, 2 * MAX_WORKDAYS));
	return calendar_close_of(calendar, &day);
}

int64_t
calendar_next_open(const Calendar *calendar, int64_t from)
{
	GDate day;

	calendar_local_day(calendar, from, &day);
	if (calendar_is_workday(calendar, &day)) {
		if (from < calendar_open_of(calendar, &day))
			return calendar_open_of(calendar, &day);
		if (from < calendar_close_of(calendar, &day))
			return from;
	}
	do
		g_date_add_days(&day, 1);
	while (!calendar_is_workday(calendar, &day));
	return calendar_open_of(calendar, &day);
}

int64_t
calendar_add_work_minutes(const Calendar *calendar, int64_t from, int minutes)
{
	int64_t left = (int64_t)CLAMP(minutes, 0, MAX_WORKDAYS * calendar_hours_minutes(calendar)) * 60;
	int64_t at = calendar_next_open(calendar, from);

	for (;;) {
		GDate day;
		int64_t close;

		calendar_local_day(calendar, at, &day);
		close = calendar_close_of(calendar, &day);
		if (left <= close - at)
			return at + left;
		left -= close - at;
		at = calendar_next_open(calendar, close);
	}
}

int
calendar_workdays_between(const Calendar *calendar, int64_t from, int64_t to)
{
	GDate day, last;
	int count = 0;

	if (to <= from)
		return 0;
	calendar_local_day(calendar, from, &day);
	calendar_local_day(calendar, to, &last);
	while (g_date_compare(&day, &last) < 0 && count < MAX_WORKDAYS) {
		g_date_add_days(&day, 1);
		count += calendar_is_workday(calendar, &day);
	}
	return count;
}
