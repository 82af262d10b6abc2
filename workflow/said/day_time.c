#include "workflow/said/day.h"

#include <glib.h>
#include <string.h>

/* Parts of a day, and from which hour on one is of its second half: 晚上12点 is midnight, 晚上1点 the next
 * day's, 上午12点 noon. */
typedef enum {
	HALF_NONE,
	HALF_EARLY, /* 凌晨12点 is 0:00 */
	HALF_MORNING,
	HALF_NOON,
	HALF_AFTERNOON,
	HALF_NIGHT,
} Half;

static const struct {
	const char *word;
	Half half;
} halves[] = {
	{ "凌晨", HALF_EARLY },
	{ "清晨", HALF_MORNING },
	{ "早晨", HALF_MORNING },
	{ "早上", HALF_MORNING },
	{ "上午", HALF_MORNING },
	{ "中午", HALF_NOON },
	{ "午后", HALF_AFTERNOON },
	{ "下午", HALF_AFTERNOON },
	{ "傍晚", HALF_AFTERNOON },
	{ "晚上", HALF_NIGHT },
	{ "晚间", HALF_NIGHT },
	{ "夜里", HALF_NIGHT },
	{ "夜间", HALF_NIGHT },
	{ "半夜", HALF_NIGHT },
	{ "深夜", HALF_NIGHT },
	{ "早", HALF_MORNING },
	{ "晨", HALF_MORNING },
	{ "晚", HALF_NIGHT },
	{ "夜", HALF_NIGHT },
};

static Half
take_half(const char **at)
{
	for (size_t i = 0; i < G_N_ELEMENTS(halves); i++) {
		const char *const words[] = { halves[i].word, NULL };

		if (day_take_word(at, words) >= 0)
			return halves[i].half;
	}
	return HALF_NONE;
}

/* "早" of "早已" is no part of a day. */
bool
day_take_half(const char **at)
{
	const char *from = *at;

	if (take_half(&from) == HALF_NONE || (size_t)(from - *at) < strlen("上午"))
		return false;
	*at = from;
	return true;
}

/* Hours after midnight of the day that is named: up to 28, for a night that goes on. */
static int
hour_of(Half half, int hour)
{
	switch (half) {
	case HALF_NONE:
		return hour;
	case HALF_EARLY:
		return hour == 12 ? 0 : hour;
	case HALF_MORNING:
		return hour;
	case HALF_NOON:
		return hour < 6 ? hour + 12 : hour;
	case HALF_AFTERNOON:
		return hour < 12 ? hour + 12 : hour;
	case HALF_NIGHT:
		if (hour == 0 || hour == 12)
			return 24;
		return hour < 5 ? hour + 24 : hour < 12 ? hour + 12 : hour;
	}
	return hour;
}

/* minute = 半 / 一刻 / 三刻 / 整 / number [ 分 ] */
static int
take_minute(const char **at)
{
	static const char *const quarters[] = { "半", "一刻钟", "一刻", "三刻钟", "三刻", "整", NULL };
	static const int minutes[] = { 30, 15, 15, 45, 45, 0 };
	static const char *const minute_word[] = { "分钟", "分", NULL };
	int word = day_take_word(at, quarters), minute = 0;

	if (word >= 0)
		return minutes[word];
	if (day_take_number(at, &minute))
		day_take_word(at, minute_word);
	return minute;
}

/* "3pm", "3:30 pm" */
static bool
take_english_half(const char **at, int *hour)
{
	static const char *const words[] = { "a.m.", "am", "p.m.", "pm", NULL };
	const char *from = *at;
	int word;

	day_skip_spaces(&from);
	word = day_take_word(&from, words);
	if (word < 0 || g_ascii_isalpha(*from) || *hour > 12)
		return false;
	*hour = *hour % 12 + (word >= 2 ? 12 : 0);
	*at = from;
	return true;
}

bool
day_take_time(const char **at, int *out_minutes)
{
	static const char *const oclock[] = { "点钟", "点", "點鐘", "點", "时", "時", NULL };
	const char *from = *at;
	Half half = take_half(&from);
	int hour, minute = 0;

	day_skip_spaces(&from);
	if (!day_take_number(&from, &hour))
		return false;
	if (day_take_char(&from, ":")) {
		if (!day_take_number(&from, &minute))
			return false;
		take_english_half(&from, &hour);
	} else if (day_take_word(&from, oclock) >= 0) {
		minute = take_minute(&from);
	} else if (!take_english_half(&from, &hour)) {
		return false;
	}
	if (hour > 23 || minute > 59)
		return false;
	*out_minutes = hour_of(half, hour) * 60 + minute;
	*at = from;
	return true;
}
