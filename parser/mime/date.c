#include "parser/mime/date.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A date is a set of words, told apart by their shape, not by their place. */
typedef struct {
	int year, month, day; /* 0: not seen yet; year -1 */
	int hour, minute, second;
	int offset; /* minutes east of UTC */
	bool has_time, has_zone;
	bool pm, am;
} Parts;

static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct",
	"nov", "dec" };

/* RFC 5322 §4.3, and what else is met. Military letters carry no trustworthy offset, nor do names that are
 * not here: UTC. */
static const struct {
	const char *name;
	int minutes;
} zones[] = {
	{ "ut", 0 },
	{ "utc", 0 },
	{ "gmt", 0 },
	{ "z", 0 },
	{ "est", -5 * 60 },
	{ "edt", -4 * 60 },
	{ "cst", -6 * 60 },
	{ "cdt", -5 * 60 },
	{ "mst", -7 * 60 },
	{ "mdt", -6 * 60 },
	{ "pst", -8 * 60 },
	{ "pdt", -7 * 60 },
	{ "ast", -4 * 60 },
	{ "adt", -3 * 60 },
	{ "akst", -9 * 60 },
	{ "akdt", -8 * 60 },
	{ "hst", -10 * 60 },
	{ "brt", -3 * 60 },
	{ "wet", 0 },
	{ "west", 60 },
	{ "bst", 60 },
	{ "cet", 60 },
	{ "met", 60 },
	{ "mez", 60 },
	{ "cest", 2 * 60 },
	{ "mest", 2 * 60 },
	{ "mesz", 2 * 60 },
	{ "sast", 2 * 60 },
	{ "eet", 2 * 60 },
	{ "eest", 3 * 60 },
	{ "msk", 3 * 60 },
	{ "msd", 4 * 60 },
	{ "ist", 5 * 60 + 30 },
	{ "ict", 7 * 60 },
	{ "wib", 7 * 60 },
	{ "hkt", 8 * 60 },
	{ "sgt", 8 * 60 },
	{ "awst", 8 * 60 },
	{ "jst", 9 * 60 },
	{ "kst", 9 * 60 },
	{ "acst", 9 * 60 + 30 },
	{ "aest", 10 * 60 },
	{ "aedt", 11 * 60 },
	{ "nzst", 12 * 60 },
	{ "nzdt", 13 * 60 },
};

/* What Chinese programs write is put into the words that the rest understands. Longer ones first. */
static const struct {
	const char *chinese, *words;
} translations[] = {
	{ "十二月", " dec " },
	{ "十一月", " nov " },
	{ "十月", " oct " },
	{ "九月", " sep " },
	{ "八月", " aug " },
	{ "七月", " jul " },
	{ "六月", " jun " },
	{ "五月", " may " },
	{ "四月", " apr " },
	{ "三月", " mar " },
	{ "二月", " feb " },
	{ "一月", " jan " },
	{ "星期", " on-" },
	{ "周", " on-" },
	{ "上午", " am " },
	{ "凌晨", " am " },
	{ "早上", " am " },
	{ "下午", " pm " },
	{ "晚上", " pm " },
	{ "中午", " noon " },
	{ "年", "-" },
	{ "日", " " },
	{ "号", " " },
	{ "时", ":" },
	{ "点", ":" },
	{ "分", ":" },
	{ "秒", " " },
	{ "：", ":" },
	{ "，", " " },
	{ "（", "(" },
	{ "）", ")" },
};

static char *
translate(const char *value)
{
	GString *out = g_string_new(NULL);

	for (const char *p = value; *p;) {
		size_t i = 0;

		while (i < G_N_ELEMENTS(translations) && !g_str_has_prefix(p, translations[i].chinese))
			i++;
		if (i < G_N_ELEMENTS(translations)) {
			p += strlen(translations[i].chinese);
			g_string_append(out, translations[i].words);
		} else if (g_str_has_prefix(p, "月")) {
			/* "2026年11月20日" is a whole date, "20 11月 2026" has its month alone. */
			g_string_append(out, g_ascii_isdigit(p[strlen("月")]) ? "-" : "-month ");
			p += strlen("月");
		} else if (*p == ' ' &&
			   (p[strspn(p, " ")] == ':' || (out->len && out->str[out->len - 1] == ':'))) {
			p++; /* "09 : 30", which RFC 822 allowed */
		} else {
			g_string_append_c(out, *p++);
		}
	}
	return g_string_free(out, FALSE);
}

static bool
all_digits(const char *word, size_t from, size_t length)
{
	for (size_t i = from; i < length; i++)
		if (!g_ascii_isdigit(word[i]))
			return false;
	return length > from;
}

/* sign ( h / hh / hmm / hhmm / h:mm / hh:mm ) */
static bool
read_zone(const char *word, size_t length, Parts *parts)
{
	const char *colon = memchr(word, ':', length);
	size_t hour_digits;
	int hours = 0, minutes = 0;

	if ((*word != '+' && *word != '-') || length < 2)
		return false;
	hour_digits = colon ? (size_t)(colon - word) - 1 : length > 3 ? length - 3 : length - 1;
	if (hour_digits < 1 || hour_digits > 2 || !all_digits(word, 1, 1 + hour_digits))
		return false;
	if (colon ? length != hour_digits + 4 || !all_digits(word, hour_digits + 2, length)
		  : !all_digits(word, 1, length))
		return false;
	for (size_t i = 1; i <= hour_digits; i++)
		hours = hours * 10 + (word[i] - '0');
	if (length > 1 + hour_digits)
		minutes = (word[length - 2] - '0') * 10 + (word[length - 1] - '0');
	if (hours > 14 || minutes > 59)
		hours = minutes = 0;
	parts->offset = (hours * 60 + minutes) * (*word == '-' ? -1 : 1);
	parts->has_zone = true;
	return true;
}

static bool
read_name(const char *word, size_t length, Parts *parts)
{
	if (length == 2 && g_ascii_strncasecmp(word, "pm", 2) == 0)
		return parts->pm = true;
	if (length == 2 && g_ascii_strncasecmp(word, "am", 2) == 0)
		return parts->am = true;
	if (length == 4 && g_ascii_strncasecmp(word, "noon", 4) == 0)
		return parts->pm = true;
	if (length > 4 && g_ascii_strncasecmp(word, "gmt", 3) == 0)
		return read_zone(word + 3, length - 3, parts);
	if (length > 4 && g_ascii_strncasecmp(word, "utc", 3) == 0)
		return read_zone(word + 3, length - 3, parts);
	for (size_t z = 0; z < G_N_ELEMENTS(zones); z++) {
		if (strlen(zones[z].name) == length &&
			g_ascii_strncasecmp(word, zones[z].name, length) == 0) {
			if (!parts->has_zone)
				parts->offset = zones[z].minutes;
			parts->has_zone = true;
			return true;
		}
	}
	for (int m = 0; length >= 3 && !parts->month && m < 12; m++)
		if (g_ascii_strncasecmp(word, months[m], 3) == 0)
			parts->month = m + 1;
	return true;
}

/* h:mm[:ss[.fff]], optionally with a zone stuck to it */
static bool
read_time(const char *word, size_t length, Parts *parts)
{
	int fields[3] = { 0 };
	size_t i = 0;
	int k = 0;

	while (k < 3) {
		size_t start = i;

		while (i < length && g_ascii_isdigit(word[i]) && i - start < 2)
			fields[k] = fields[k] * 10 + (word[i++] - '0');
		if (i == start)
			return false;
		k++;
		if (i == length || (word[i] != ':' && !(word[i] == '.' && k < 3 && length <= 8)))
			break;
		i++;
	}
	if (k < 2 || fields[0] > 23 || fields[1] > 59 || fields[2] > 60)
		return false;
	while (i < length && (word[i] == '.' || g_ascii_isdigit(word[i])))
		i++;
	if (i < length && (word[i] == '+' || word[i] == '-'))
		read_zone(word + i, length - i, parts);
	else if (i < length)
		read_name(word + i, length - i, parts);
	parts->hour = fields[0];
	parts->minute = fields[1];
	parts->second = fields[2] == 60 ? 59 : fields[2];
	parts->has_time = true;
	return true;
}

/* 2026-11-20, 2026/11/20, 20-Nov-2026, 20.11.2026, 20/11/2026 and 11/20/2026 */
static bool
read_joined(const char *word, size_t length, Parts *parts)
{
	int first, second, year, used = 0;
	char name[4] = { 0 };
	char text[16] = { 0 };

	if (length < 6 || length >= sizeof text)
		return false;
	memcpy(text, word, length);
	for (size_t i = 0; i < length; i++)
		if (text[i] == '/' || text[i] == '.')
			text[i] = '-';
	if (sscanf(text, "%4d-%2d-%2d%n", &year, &first, &second, &used) == 3 && (size_t)used == length &&
		year >= 1000) {
		parts->year = year;
		parts->month = first;
		parts->day = second;
		return true;
	}
	if (sscanf(text, "%2d-%2d-%4d%n", &first, &second, &year, &used) == 3 && (size_t)used == length) {
		/* Slashes are American unless the number says otherwise. */
		bool month_first = second > 12 || (memchr(word, '/', length) && first <= 12);

		parts->month = month_first ? first : second;
		parts->day = month_first ? second : first;
		parts->year = year;
		return true;
	}
	if (sscanf(text, "%2d-%3[A-Za-z]-%4d%n", &first, name, &year, &used) != 3 || (size_t)used != length)
		return false;
	for (int m = 0; m < 12; m++)
		if (g_ascii_strcasecmp(name, months[m]) == 0)
			parts->month = m + 1;
	parts->day = first;
	parts->year = year;
	return parts->month > 0;
}

static void
read_word(const char *word, size_t length, Parts *parts)
{
	const char *stick = memchr(word, 'T', length);

	if (stick && stick > word && g_ascii_isdigit(word[0])) {
		read_joined(word, (size_t)(stick - word), parts);
		read_time(stick + 1, length - (size_t)(stick + 1 - word), parts);
	} else if (parts->has_time && read_zone(word, length, parts)) {
		return;
	} else if (!parts->has_time &&
		   (memchr(word, ':', length) || (parts->year >= 0 && memchr(word, '.', length))) &&
		   read_time(word, length, parts)) {
		return;
	} else if (all_digits(word, 0, length) && length <= 4) {
		int number = atoi(word);

		if (length <= 2 && !parts->day)
			parts->day = number;
		else if (parts->year < 0)
			parts->year = number;
	} else if (length > 6 && memcmp(word + length - 6, "-month", 6) == 0) {
		parts->month = atoi(word);
	} else if (g_ascii_isdigit(*word)) {
		read_joined(word, length, parts);
	} else if (g_ascii_isalpha(*word)) {
		read_name(word, length, parts);
	}
}

bool
date_read(const char *value, char **out_rfc3339, int64_t *out_utc)
{
	Parts parts = { .year = -1 };
	g_autofree char *text = translate(value);
	int depth = 0, words = 0;
	g_autoptr(GDateTime) local = NULL;
	int64_t utc;

	for (const char *p = text; *p && words < 20;) {
		size_t length;

		if (*p == '(' || (depth && *p == ')'))
			depth += *p == '(' ? 1 : -1;
		length = depth ? 0 : strcspn(p, " \t,;()");
		if (!length) {
			p++;
			continue;
		}
		read_word(p, length, &parts);
		words++;
		p += length;
	}
	/* RFC 5322 §4.3: two digits are of this or the last century, three count from 1900. */
	if (parts.year >= 0 && parts.year < 50)
		parts.year += 2000;
	else if (parts.year >= 50 && parts.year < 1000)
		parts.year += 1900;
	if (parts.pm && parts.hour < 12)
		parts.hour += 12;
	else if (parts.am && parts.hour == 12)
		parts.hour = 0;
	if (parts.year < 1900 || parts.year > 9999 ||
		!g_date_valid_dmy((GDateDay)CLAMP(parts.day, 0, 255), (GDateMonth)CLAMP(parts.month, 0, 13),
			(GDateYear)parts.year))
		return false;
	local = g_date_time_new_utc(
		parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second);
	if (!local)
		return false;
	utc = g_date_time_to_unix(local) - (int64_t)parts.offset * 60;
	*out_utc = utc;
	*out_rfc3339 = g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", parts.year, parts.month,
		parts.day, parts.hour, parts.minute, parts.second, parts.offset < 0 ? '-' : '+',
		ABS(parts.offset) / 60, ABS(parts.offset) % 60);
	return true;
}
