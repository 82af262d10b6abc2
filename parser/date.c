#include "parser/date.h"

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

/* RFC 5322 §4.3, and the two that mean us. Military letters carry no trustworthy offset: UTC. */
static const struct {
	const char *name;
	int hours;
} zones[] = {
	{ "ut", 0 },
	{ "utc", 0 },
	{ "gmt", 0 },
	{ "z", 0 },
	{ "est", -5 },
	{ "edt", -4 },
	{ "cst", -6 },
	{ "cdt", -5 },
	{ "mst", -7 },
	{ "mdt", -6 },
	{ "pst", -8 },
	{ "pdt", -7 },
	{ "hkt", 8 },
	{ "jst", 9 },
};

static bool
all_digits(const char *word, size_t from, size_t length)
{
	for (size_t i = from; i < length; i++)
		if (!g_ascii_isdigit(word[i]))
			return false;
	return length > from;
}

static bool
read_zone(const char *word, size_t length, Parts *parts)
{
	int digits, hours, minutes;

	if ((*word != '+' && *word != '-') || (length != 5 && length != 3 && length != 6))
		return false;
	if (length == 6 && word[3] != ':')
		return false;
	if (!all_digits(word, 1, 3) || (length > 3 && !all_digits(word, length - 2, length)))
		return false;
	digits = (word[1] - '0') * 10 + (word[2] - '0');
	hours = digits;
	minutes = length > 3 ? (word[length - 2] - '0') * 10 + (word[length - 1] - '0') : 0;
	if (hours > 14 || minutes > 59)
		hours = minutes = 0;
	parts->offset = (hours * 60 + minutes) * (*word == '-' ? -1 : 1);
	parts->has_zone = true;
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
	else if (i < length && g_ascii_tolower(word[i]) == 'z')
		parts->has_zone = true;
	parts->hour = fields[0];
	parts->minute = fields[1];
	parts->second = fields[2] == 60 ? 59 : fields[2];
	parts->has_time = true;
	return true;
}

/* 2026-11-20, 2026/11/20, and 20-Nov-2026 */
static bool
read_joined(const char *word, size_t length, Parts *parts)
{
	int year, month, day, used = 0;
	char name[4] = { 0 };
	char text[16] = { 0 };

	if (length < 8 || length >= sizeof text)
		return false;
	memcpy(text, word, length);
	for (size_t i = 0; i < length; i++)
		if (text[i] == '/')
			text[i] = '-';
	if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 && (size_t)used == length &&
		year >= 1000) {
		parts->year = year;
		parts->month = month;
		parts->day = day;
		return true;
	}
	if (sscanf(text, "%2d-%3[A-Za-z]-%4d%n", &day, name, &year, &used) != 3 || (size_t)used != length)
		return false;
	for (int m = 0; m < 12; m++)
		if (g_ascii_strcasecmp(name, months[m]) == 0)
			parts->month = m + 1;
	parts->day = day;
	parts->year = year;
	return parts->month > 0;
}

static bool
read_name(const char *word, size_t length, Parts *parts)
{
	if (length == 2 && g_ascii_strncasecmp(word, "pm", 2) == 0)
		return parts->pm = true;
	if (length == 2 && g_ascii_strncasecmp(word, "am", 2) == 0)
		return parts->am = true;
	for (size_t z = 0; z < G_N_ELEMENTS(zones); z++) {
		if (strlen(zones[z].name) == length &&
			g_ascii_strncasecmp(word, zones[z].name, length) == 0) {
			if (!parts->has_zone)
				parts->offset = zones[z].hours * 60;
			parts->has_zone = true;
			return true;
		}
	}
	for (int m = 0; length >= 3 && !parts->month && m < 12; m++)
		if (g_ascii_strncasecmp(word, months[m], 3) == 0)
			parts->month = m + 1;
	return true;
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
	} else if (!parts->has_time && memchr(word, ':', length) && read_time(word, length, parts)) {
		return;
	} else if (all_digits(word, 0, length) && length <= 4) {
		int number = atoi(word);

		if (length <= 2 && !parts->day)
			parts->day = number;
		else if (parts->year < 0)
			parts->year = number;
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
	int depth = 0, words = 0;
	g_autoptr(GDateTime) local = NULL;
	int64_t utc;

	for (const char *p = value; *p && words < 20;) {
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
	if (parts.year < 1970 || parts.year > 9999 ||
		!g_date_valid_dmy((GDateDay)CLAMP(parts.day, 0, 255), (GDateMonth)CLAMP(parts.month, 0, 13),
			(GDateYear)parts.year))
		return false;
	local = g_date_time_new_utc(
		parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second);
	if (!local)
		return false;
	utc = g_date_time_to_unix(local) - (int64_t)parts.offset * 60;
	if (utc < 0)
		return false;
	*out_utc = utc;
	*out_rfc3339 = g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", parts.year, parts.month,
		parts.day, parts.hour, parts.minute, parts.second, parts.offset < 0 ? '-' : '+',
		ABS(parts.offset) / 60, ABS(parts.offset) % 60);
	return true;
}
