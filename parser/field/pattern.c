#include "parser/field/pattern.h"

#include "parser/field/person_name.h"

#include <string.h>

#define CLASS_CHARACTERS 12
#define CAMPUS_CHARACTERS 6

/* Reads `count` digits from `s`, one blank, dot or dash allowed between any two groups. */
static size_t
take_digits(const char *s, size_t length, size_t count, GString *out)
{
	size_t i = 0, taken = 0;

	while (taken < count && i < length) {
		if (g_ascii_isdigit(s[i])) {
			g_string_append_c(out, s[i++]);
			taken++;
		} else if (taken && strchr(" .-", s[i]) && i + 1 < length && g_ascii_isdigit(s[i + 1])) {
			i++;
		} else {
			return 0;
		}
	}
	return taken == count ? i : 0;
}

static size_t
digit_run(Line text)
{
	size_t n = 0;

	while (n < text.length && g_ascii_isdigit(text.start[n]))
		n++;
	return n;
}

/* mobile = [ "+86" / "0086" / "86" ] "1" ( "3" … "9" ) 9digits */
static size_t
mobile_at(Line text, GString *out)
{
	static const char *const prefixes[] = { "+86", "0086", "(+86)", "(86)", "86" };
	Line rest = text;
	size_t n;

	for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++)
		if ((n = line_starts(rest, prefixes[i]))) {
			rest = line_skip(rest, n);
			while (rest.length && strchr(" .-", *rest.start))
				rest = line_skip(rest, 1);
			break;
		}
	if (rest.length < 11 || *rest.start != '1' || !strchr("3456789", rest.start[1]))
		return 0;
	n = take_digits(rest.start, rest.length, 11, out);
	return n ? n + (size_t)(rest.start - text.start) : 0;
}

/* landline = "0" area [ "-" ] local [ ( "转" / "ext" / "-" ) extension ] ; local = 7*8digits / 3*4digits "-"
 * 4digits */
static size_t
landline_at(Line text, GString *out)
{
	bool bracket = line_starts(text, "(") > 0;
	Line rest = line_skip(text, bracket);
	size_t run = digit_run(rest), local;

	if (!run || *rest.start != '0')
		return 0;
	g_string_append_len(out, rest.start, (gssize)MIN(run, 12));
	if (run >= 10 && run <= 12)
		return run + bracket;
	if (run > 4 || (run < 3 && !bracket))
		return 0;
	rest = line_skip(rest, run);
	for (int i = 0; i < 2 && rest.length && strchr("- )", *rest.start); i++)
		rest = line_skip(rest, 1);
	local = digit_run(rest);
	g_string_append_len(out, rest.start, (gssize)MIN(local, 8));
	rest = line_skip(rest, local);
	if (local == 7 || local == 8)
		return (size_t)(rest.start - text.start);
	if ((local != 3 && local != 4) || rest.length < 5 || !strchr(" -", *rest.start) ||
		digit_run(line_skip(rest, 1)) != 4)
		return 0;
	g_string_append_len(out, rest.start + 1, 4);
	return (size_t)(rest.start + 5 - text.start);
}

static size_t
foreign_at(Line text, GString *out)
{
	size_t i = 1, digits = 0;

	if (!line_starts(text, "+") || line_starts(text, "+86"))
		return 0;
	g_string_append_c(out, '+');
	while (i < text.length && digits < 16) {
		if (g_ascii_isdigit(text.start[i])) {
			g_string_append_c(out, text.start[i]);
			digits++;
		} else if (!(strchr(" .-()", text.start[i]) && i + 1 < text.length &&
				   (g_ascii_isdigit(text.start[i + 1]) || strchr("()", text.start[i + 1])))) {
			break;
		}
		i++;
	}
	return digits >= 8 && digits <= 15 ? i : 0;
}

static size_t
service_at(Line text, GString *out)
{
	if (!line_starts(text, "400") && !line_starts(text, "800"))
		return 0;
	return take_digits(text.start, text.length, 10, out);
}

/* The digit that a numeral of the telephone stands for ("幺" is one); -1: none. */
static int
spoken_digit(Line text)
{
	static const char *const numerals[] = { "零一二三四五六七八九", "〇幺两叁肆伍陆柒捌玖", "零壹贰參" };

	for (size_t i = 0; i < G_N_ELEMENTS(numerals); i++)
		for (int digit = 0; numerals[i][(size_t)digit * 3]; digit++)
			if (text.length >= 3 && !memcmp(text.start, numerals[i] + (size_t)digit * 3, 3))
				return digit;
	return -1;
}

/* spoken mobile = "一三八 零零一三 八零零零": eleven numerals, no more */
static size_t
spoken_mobile_at(Line text, GString *out)
{
	Line rest = text;
	int digit;

	while (out->len < 11 && (digit = spoken_digit(rest)) >= 0) {
		g_string_append_c(out, (char)('0' + digit));
		rest = line_skip(rest, 3);
		while (rest.length && strchr(" .-", *rest.start) && out->len < 11)
			rest = line_skip(rest, 1);
	}
	if (out->len != 11 || out->str[0] != '1' || out->str[1] < '3' || spoken_digit(rest) >= 0)
		return 0;
	return (size_t)(rest.start - text.start);
}

char *
phone_in(Line text, bool labelled)
{
	size_t (*const readers[])(Line, GString *) = { mobile_at, landline_at, foreign_at, service_at };
	g_autoptr(GString) digits = g_string_new(NULL);

	while (text.length) {
		Line rest = text;
		size_t run;

		if (*text.start & 0x80) {
			bool one =
				line_starts(text, "一") || line_starts(text, "幺") || line_starts(text, "壹");

			g_string_truncate(digits, 0);
			if (one && spoken_mobile_at(text, digits))
				return g_strdup(digits->str);
			text = line_skip(text, character_length(text.start));
			continue;
		}
		if (!g_ascii_isdigit(*text.start) && *text.start != '+' && *text.start != '(') {
			/* Digits that hang on letters are a code, not a number: skip the whole word. */
			bool letter = g_ascii_isalpha(*text.start) || *text.start == '_';

			text = line_skip(text, 1);
			while (letter && text.length && g_ascii_isalnum(*text.start))
				text = line_skip(text, 1);
			continue;
		}
		for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
			size_t n;

			g_string_truncate(digits, 0);
			n = readers[i](text, digits);
			rest = line_skip(text, n);
			if (n && !(rest.length && (g_ascii_isdigit(*rest.start) || *rest.start == '@')))
				return g_strdup(digits->str);
		}
		run = digit_run(text);
		if (labelled && run >= 7 && run <= 8)
			return g_strndup(text.start, run);
		if (labelled && (run == 3 || run == 4) && run + 1 < text.length && text.start[run] == '-') {
			g_string_truncate(digits, 0);
			if (take_digits(text.start, text.length, run == 3 ? 7 : 8, digits))
				return g_strdup(digits->str);
		}
		text = line_skip(text, MAX(run, 1));
	}
	return NULL;
}

/* Words in front of a class or campus name that are not part of it. */
static bool
stops_name(Line before, size_t *out_length)
{
	static const char *const stops[] = {
		"的",
		"在",
		"是",
		"到",
		"从",
		"了",
		"我",
		"你",
		"您",
		"们",
		"于",
		"读",
		"上",
		"给",
		"去",
		"把",
		"和",
		"与",
		"报",
		"名",
		"加",
		"对",
		"来",
		"换",
		"转",
		"这",
		"那",
		"该",
		"贵",
		"校",
		"儿",
		"女",
		"子",
		"员",
		"生",
		"由",
		"被",
		"让",
		"叫",
		"投",
		"诉",
		"学",
		"为",
		"说",
		"请",
		"至",
		"进",
		"入",
		"本",
		"就",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(stops); i++)
		if (line_ends(before, stops[i])) {
			*out_length = strlen(stops[i]);
			return true;
		}
	return false;
}

/* The run of name characters that ends where `before` ends. */
static Line
name_run(Line before, size_t characters, bool stop_at_words)
{
	Line run = { before.start + before.length, 0 };

	for (size_t i = 0; i < characters && before.length; i++) {
		size_t n = last_character(before), word;
		const char *s = before.start + before.length - n;

		if (!is_ideograph(s, n) && !g_ascii_isalnum(*s) && !(*s && strchr("()-+.", *s)))
			break;
		if (*s == '.' && run.length && !g_ascii_isdigit(*run.start))
			break;
		if (stop_at_words && stops_name(before, &word))
			break;
		run = (Line){ s, run.length + n };
		before.length -= n;
	}
	while (run.length && *run.start && strchr("()-.", *run.start) && !line_find(run, ")"))
		run = line_skip(run, 1);
	return run;
}

static bool
has_number(Line line)
{
	static const char *const numerals[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
		"甲", "乙", "丙" };

	for (size_t i = 0; i < line.length; i++)
		if (g_ascii_isalnum(line.start[i]))
			return true;
	for (size_t i = 0; i < G_N_ELEMENTS(numerals); i++)
		if (line_find(line, numerals[i]))
			return true;
	return false;
}

/* "高三1班", "雅思冲刺班", "2026级会计1班", "第12期班"; not 班主任, 全班, 补习班 */
static char *
chinese_class_in(Line text)
{
	static const char *const kinds[] = { "冲刺", "强化", "基础", "提高", "提升", "周末", "全日制", "暑假",
		"寒假", "暑期", "精品", "VIP", "精英", "晚", "集训", "网", "直播", "进阶", "初级", "中级",
		"高级", "尖子", "实验", "启蒙", "入门", "冲关", "保录", "走读", "住宿", "签约" };
	static const char *const no_ends[] = { "主任", "级", "车", "长", "里", "上", "会", "委", "干", "费",
		"组", "次", "规" };
	Line rest = text;
	const char *at;
	int tries = 0;

	while (tries++ < 500 && (at = line_find(rest, "班"))) {
		Line before = { text.start, (size_t)(at - text.start) }, run;
		bool good;

		rest = line_skip(text, (size_t)(at - text.start) + strlen("班"));
		good = true;
		for (size_t i = 0; i < G_N_ELEMENTS(no_ends); i++)
			if (line_starts(rest, no_ends[i]) && !line_starts(rest, "里"))
				good = false;
		if (before.length > 60)
			before = line_skip(before, before.length - 60);
		run = name_run(before, CLASS_CHARACTERS, true);
		if (!good || !run.length || line_is(run, "一") || line_is(run, "两") || line_is(run, "三个"))
			continue;
		good = has_number(run);
		for (size_t i = 0; i < G_N_ELEMENTS(kinds) && !good; i++)
			good = line_ends(run, kinds[i]) > 0;
		/* "退了1个班", "报了两个班" count classes, they name none. */
		if (good && !line_ends(run, "个") && !line_ends(run, "下") && !line_ends(run, "开"))
			return g_strndup(run.start, run.length + strlen("班"));
	}
	return NULL;
}

/* "class 3B", "course BA-101", "group 12" */
static char *
english_class_in(Line text)
{
	static const char *const words[] = { "class", "course", "group", "cohort", "section" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		Line rest = text;
		const char *at;
		int tries = 0;

		while (tries++ < 200 && (at = line_find(rest, words[i]))) {
			Line tail = line_skip(text, (size_t)(at - text.start) + strlen(words[i]));
			size_t n = 0;
			bool digit = false;

			rest = tail;
			if ((at > text.start && g_ascii_isalpha(at[-1])) || !line_starts(tail, " "))
				continue;
			tail = line_skip(tail, 1);
			while (n < tail.length && n < 16 &&
				(g_ascii_isalnum(tail.start[n]) || tail.start[n] == '-')) {
				digit |= g_ascii_isdigit(tail.start[n]);
				n++;
			}
			if (n && digit &&
				!(tail.length > n + 1 && g_ascii_isdigit(*tail.start) &&
					strchr(":", tail.start[n])))
				return g_strndup(at, strlen(words[i]) + 1 + n);
		}
	}
	return NULL;
}

char *
class_in(Line text)
{
	char *found = chinese_class_in(text);

	return found ? found : english_class_in(text);
}

char *
campus_in(Line text, const Grams *grams)
{
	static const char *const words[] = { "校区", "教学点", "分校", "校區", "中心店" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		Line rest = text;
		const char *at;
		int tries = 0;

		if (!grams_may_have(grams, words[i]))
			continue;
		while (tries++ < 200 && (at = line_find(rest, words[i]))) {
			Line before = { text.start, (size_t)(at - text.start) }, run;

			rest = line_skip(text, (size_t)(at - text.start) + strlen(words[i]));
			if (before.length > 40)
				before = line_skip(before, before.length - 40);
			run = name_run(before, CAMPUS_CHARACTERS, true);
			if (run.length && !line_is(run, "各") && !line_is(run, "其他") &&
				!line_is(run, "个") && !line_is(run, "哪个"))
				return g_strndup(run.start, run.length + strlen(words[i]));
		}
	}
	return NULL;
}

char *
date_in(Line text)
{
	Line rest = text;
	const char *at;
	int tries = 0;

	while (tries++ < 100 && (at = line_find(rest, "月"))) {
		const char *start = at;
		Line tail = line_skip(text, (size_t)(at - text.start) + strlen("月"));
		size_t days = digit_run(tail), day;
		Line end = line_skip(tail, days);

		rest = tail;
		while (start > text.start && g_ascii_isdigit(start[-1]))
			start--;
		day = line_starts(end, "日") + line_starts(end, "号");
		if (start == at || at - start > 2 || !days || days > 2 || !day)
			continue;
		/* The year, when it stands there. */
		if (start - text.start >= 7 && !memcmp(start - 3, "年", 3) && g_ascii_isdigit(start[-4]) &&
			g_ascii_isdigit(start[-7]))
			start -= 7;
		return g_strndup(start, (gsize)(end.start + day - start));
	}
	return NULL;
}

static int
chinese_number(Line before)
{
	static const char digits[] = "零一二三四五六七八九";
	int value = 0, unit = 1;

	for (int i = 0; i < 3 && before.length >= 3; i++) {
		const char *s = before.start + before.length - 3, *at = NULL;

		for (const char *d = digits; *d; d += 3)
			if (!memcmp(d, s, 3))
				at = d;
		if (at)
			value += (int)((at - digits) / 3) * unit;
		else if (!memcmp(s, "十", 3))
			unit = 10;
		else
			break;
		before.length -= 3;
		if (unit == 10 && at)
			return value;
	}
	return unit == 10 && value < 10 ? value + 10 : value;
}

int
age_in(Line text, const Grams *grams)
{
	static const char *const marks[] = { "岁", "周岁", "-year-old", " year old", " years old", "歲",
		"-years-old" };
	int youngest = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		Line rest = text;
		const char *at;
		int tries = 0;

		if (!grams_may_have(grams, marks[i]))
			continue;
		while (tries++ < 20 && (at = line_find(rest, marks[i]))) {
			Line before = { text.start, (size_t)(at - text.start) };
			int age = 0, unit = 1;

			while (before.length && g_ascii_isdigit(before.start[before.length - 1]) &&
				unit < 1000) {
				age += (before.start[before.length - 1] - '0') * unit;
				unit *= 10;
				before.length--;
			}
			if (!age)
				age = chinese_number(before);
			if (age > 0 && age < 120 && (!youngest || age < youngest))
				youngest = age;
			rest = line_skip(text, (size_t)(at - text.start) + 1);
		}
	}
	return youngest;
}
