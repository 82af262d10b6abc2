#include "parser/field/persons.h"

#include "parser/field/person_name.h"

#include <string.h>

#define PERSONS 8         /* names that one text may bring */
#define NAME_CHARACTERS 3 /* before a title */

static const char *const titles[] = { "老师", "教练", "主任", "校长", "顾问", "助教", "班主任", "讲师",
	"经理", "教务", "店长", "辅导员", "教授", "主管", "助理", "客服", "总监", "老師", "院长", "督导",
	"前台", "教员", "外教", "老板", "会计", "出纳", "园长", "教官", "师傅", "保安", "宿管", "秘书",
	"班导", "姐", "哥", "某某", "某" };

/* Work that a name may follow. */
static const char *const roles[] = { "前台", "保安", "门卫", "销售", "销售员", "业务员", "顾问", "规划师",
	"客服", "财务", "会计", "店长", "经理", "班主任", "教务", "教练", "教官", "老师", "主任", "校长",
	"园长", "外教", "助教", "讲师", "师傅", "宿管", "学管", "主管", "辅导员", "招生办", "被投诉人",
	"老板", "负责人", "负责人是", "工作人员" };

static const char *const latin_titles[] = { "Mr. ", "Mr ", "Mrs. ", "Mrs ", "Ms. ", "Ms ", "Miss ", "Dr. ",
	"Dr ", "Prof. ", "Professor ", "Teacher ", "Coach ", "Sir " };

/* The name that ends `line`: the longest run of up to three characters that begins with a surname. */
static Line
name_before(Line line)
{
	Line best = { line.start + line.length, 0 }, run = best;

	for (int i = 0; i < NAME_CHARACTERS + 1; i++) {
		Line before = { line.start, line.length - run.length };
		size_t n = last_character(before), surname;

		if (!n || !is_ideograph(before.start + before.length - n, n))
			break;
		run = (Line){ run.start - n, run.length + n };
		surname = surname_length(run.start, run.length);
		if (!surname || (i >= NAME_CHARACTERS && surname == 3))
			continue;
		if (i > 0 && surname_is_word_too(run.start) && best.length)
			continue;
		if (i > 1 && best.length && !name_is_chinese(run))
			continue;
		if (i > 0 && !name_is_chinese(run))
			continue;
		best = run;
	}
	return best;
}

/* Is the title at `at` part of an address to somebody ("王老师您好", "尊敬的王老师") rather than of a tale?
 */
static bool
is_greeting(Line text, const char *start, const char *end)
{
	static const char *const after[] = { "您好", "你好", "好，", "好,", "好！", "好!", "好：",
		"好:", "：", ":\n" };
	Line tail = line_skip(text, (size_t)(end - text.start)),
	     head = { text.start, (size_t)(start - text.start) };
	bool line_begins = start == text.start || start[-1] == '\n' || line_ends(head, "尊敬的") ||
			   line_ends(head, "亲爱的") || line_ends(head, "敬爱的");

	for (size_t i = 0; line_begins && i < G_N_ELEMENTS(after); i++)
		if (line_starts(tail, after[i]))
			return true;
	return line_ends(head, "尊敬的") || line_ends(head, "亲爱的");
}

/* "我是王某": the writer. */
static bool
is_self(Line text, const char *start)
{
	static const char *const before[] = { "我是", "本人", "我叫", "俺是", "学员", "投诉人" };
	Line head = { text.start, (size_t)(start - text.start) };

	for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
		if (line_ends(head, before[i]))
			return true;
	return false;
}

/* A title of one character may be the half of another word: "王某某", "谢姐姐". */
static bool
title_ends(Line rest, const char *title)
{
	return !line_starts(rest, title) && !(!strcmp(title, "某") && line_starts(rest, "些"));
}

static bool
title_follows(Line rest)
{
	for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
		if (line_starts(rest, titles[i]))
			return true;
	return false;
}

static void
add_person(GPtrArray *found, Line name)
{
	for (size_t i = 0; i < found->len; i++)
		if (line_is(name, g_ptr_array_index(found, i)))
			return;
	if (found->len < PERSONS)
		g_ptr_array_add(found, line_dup(name));
}

static void
find_titled(Line text, const char *title, GPtrArray *found)
{
	Line rest = text;
	const char *at;
	int tries = 0;

	while (tries++ < 1000 && found->len < PERSONS && (at = line_find(rest, title))) {
		const char *end = at + strlen(title);
		Line before = { text.start, (size_t)(at - text.start) }, name;

		if (before.length > 60)
			before = line_skip(before, before.length - 60);
		while (before.length && (*before.start & 0xc0) == 0x80)
			before = line_skip(before, 1);
		name = line_ends(before, "课程") ? (Line){ 0 } : name_before(before);
		if (!name.length) {
			/* "Lily老师" */
			size_t n = 0;

			while (n < before.length && n < 20 &&
				g_ascii_isalpha(before.start[before.length - n - 1]))
				n++;
			if (n >= 2 && g_ascii_isupper(before.start[before.length - n]))
				name = line_skip(before, before.length - n);
		}
		if (name.length && !is_greeting(text, name.start, end) && !is_self(text, name.start) &&
			title_ends(line_skip(text, (size_t)(end - text.start)), title))
			add_person(found, (Line){ name.start, (size_t)(end - name.start) });
		rest = line_skip(text, (size_t)(end - text.start));
	}
}

/* "小李", "老赵", "王姐", "刘某": how colleagues are called; bytes, or 0. */
static size_t
nickname_length(Line text)
{
	static const char *const before[] = { "小", "老" };

	for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
		size_t n = line_starts(text, before[i]), surname;

		if (!n)
			continue;
		text = line_skip(text, n);
		surname = surname_length(text.start, text.length);
		/* "小时", "老师" and "老板" are no people by name. */
		return surname == 3 && !line_starts(text, "时") && !surname_is_word_too(text.start)
			       ? n + surname
			       : 0;
	}
	return 0;
}

/* Who does what, and then his name: "销售李娜", "保安老赵"; "老师：李静" is a label's business. */
static void
find_after_role(Line text, const char *role, GPtrArray *found)
{
	Line rest = text;
	const char *at;
	int tries = 0;

	while (tries++ < 200 && found->len < PERSONS && (at = line_find(rest, role))) {
		Line tail = line_skip(text, (size_t)(at - text.start) + strlen(role)), name;
		size_t nickname;

		rest = tail;
		tail = line_skip(tail, line_starts(tail, "名"));
		tail = line_skip(tail, line_starts(tail, "叫"));
		nickname = nickname_length(line_skip(tail, line_starts(tail, "的")));
		if (nickname)
			tail = line_skip(tail, line_starts(tail, "的"));
		name = nickname ? (Line){ tail.start, nickname } : name_at_start(tail, true);
		/* "王姐爱": a title of one character, found as such. */
		if (!nickname &&
			(line_starts(line_skip(name, 3), "姐") || line_starts(line_skip(name, 3), "哥") ||
				line_starts(line_skip(name, 3), "某")))
			continue;
		if (name.length && !surname_is_word_too(name.start) &&
			!title_follows(line_skip(tail, name.length)))
			add_person(found, name);
	}
}

/* The title or role that `before` ends with; NULL: none. */
static const char *
role_at_end(Line before)
{
	for (size_t i = 0; i < G_N_ELEMENTS(roles); i++)
		if (line_ends(before, roles[i]))
			return roles[i];
	return NULL;
}

/* The title that stands in the next few characters of `rest`; NULL: none. */
static const char *
title_soon(Line rest)
{
	for (int skipped = 0; skipped < 6 && rest.length; skipped++) {
		for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
			if (strlen(titles[i]) > 3 && line_starts(rest, titles[i]))
				return titles[i];
		if (!is_ideograph(rest.start, rest.length))
			break;
		rest = line_skip(rest, character_length(rest.start));
	}
	return NULL;
}

/* "店长姓孙", "那个姓林的女老师": the surname with its title, as others would say it. */
static void
find_surnamed(Line text, GPtrArray *found)
{
	Line rest = text;
	const char *at;
	int tries = 0;

	while (tries++ < 200 && found->len < PERSONS && (at = line_find(rest, "姓"))) {
		Line before = { text.start, (size_t)(at - text.start) }, behind;
		size_t n;
		const char *title;
		g_autofree char *name = NULL;

		rest = line_skip(text, before.length + strlen("姓"));
		n = surname_length(rest.start, rest.length);
		behind = line_skip(rest, n);
		title = role_at_end(before);
		if (n && !title && line_starts(behind, "的"))
			title = title_soon(line_skip(behind, strlen("的")));
		if (!n || !title)
			continue;
		name = g_strdup_printf("%.*s%s", (int)n, rest.start, title);
		add_person(found, (Line){ name, strlen(name) });
	}
}

/* Title, then capitalised words. */
static void
find_latin(Line text, const char *title, GPtrArray *found)
{
	Line rest = text;
	const char *at;
	int tries = 0;

	while (tries++ < 1000 && found->len < PERSONS && (at = line_find(rest, title))) {
		Line tail = line_skip(text, (size_t)(at - text.start) + strlen(title));
		size_t end = 0;
		int words = 0;
		Line head = { text.start, (size_t)(at - text.start) };

		while (words < 2 && end < tail.length && g_ascii_isupper(tail.start[end])) {
			while (end < tail.length &&
				(g_ascii_isalpha(tail.start[end]) || strchr("-'", tail.start[end])) &&
				!line_starts(line_skip(tail, end), "'s"))
				end++;
			words++;
			if (end + 1 < tail.length && tail.start[end] == ' ' &&
				g_ascii_isupper(tail.start[end + 1]) && words < 2)
				end++;
			else
				break;
		}
		if (words && g_ascii_isupper(*at) && (at == text.start || !g_ascii_isalpha(at[-1])) &&
			!line_ends(head, "Dear "))
			add_person(found, (Line){ at, strlen(title) + end });
		rest = tail;
	}
}

char *
persons_in(Line text, const Grams *grams)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);

	for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
		if (grams_may_have(grams, titles[i]))
			find_titled(text, titles[i], found);
	for (size_t i = 0; i < G_N_ELEMENTS(roles); i++)
		if (grams_may_have(grams, roles[i]))
			find_after_role(text, roles[i], found);
	for (size_t i = 0; i < G_N_ELEMENTS(latin_titles); i++)
		if (grams_may_have(grams, latin_titles[i]))
			find_latin(text, latin_titles[i], found);
	if (grams_may_have(grams, "姓"))
		find_surnamed(text, found);
	if (!found->len)
		return NULL;
	g_ptr_array_add(found, NULL);
	return g_strjoinv("\n", (char **)found->pdata);
}
