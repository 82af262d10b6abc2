#include "parser/field/sentence.h"

#include "parser/field/grams.h"
#include "parser/field/pattern.h"
#include "parser/field/person_name.h"
#include "parser/field/persons.h"

#include <string.h>

#define ADULT 18

/* The clause that `line` begins with: up to punctuation or the line's end. */
static Line
clause_of(Line line)
{
	static const char *const ends[] = { "，", "。", "；", "！", "？", "、", "（" };

	for (size_t i = 0; i < line.length; i += character_length(line.start + i)) {
		if (strchr(",;!?\n(", line.start[i]) ||
			(line.start[i] == '.' && i + 1 < line.length && line.start[i + 1] == ' ')) {
			line.length = i;
			break;
		}
		for (size_t j = 0; j < G_N_ELEMENTS(ends); j++)
			if (line_starts(line_skip(line, i), ends[j])) {
				line.length = i;
				break;
			}
	}
	if (line_ends(line, "."))
		line.length--;
	return line_trim(line);
}

/* "李明的妈妈王芳": up to the word of kinship when a name follows it; else all of it. */
static Line
up_to_kin(Line clause)
{
	static const char *const own[] = { "妈妈", "爸爸", "母亲", "父亲", "家长" };

	for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
		const char *at = line_find(clause, own[i]);
		size_t end = at ? (size_t)(at - clause.start) + strlen(own[i]) : 0;

		if (at && name_is_chinese(line_trim(line_skip(clause, end))))
			return (Line){ clause.start, end };
	}
	return clause;
}

/* "我是李明的妈妈", "我是贵校高三1班的学员张三" */
static void
read_introduction(Finding *finding, Line clause)
{
	size_t kin;
	Line name, head = up_to_kin(clause);

	kin = kin_at_end(head);
	if (kin)
		finding_add_text(finding, "minor", "yes", "sentence");
	name = name_at_end((Line){ head.start, head.length - kin });
	if (!name.length && head.length < clause.length)
		name = name_at_end(line_skip(clause, head.length));
	if (name.length)
		finding_add(finding, "name", name, "sentence");
}

static const struct {
	const char *words;
	bool direct; /* the name follows at once */
} introductions[] = {
	{ "我叫", true },
	{ "俺叫", true },
	{ "我的名字叫", true },
	{ "我的名字是", true },
	{ "我名叫", true },
	{ "本人姓名", true },
	{ "本人叫", true },
	{ "我是", false },
	{ "俺是", false },
	{ "本人是", false },
	{ "本人", true },
	{ "我乃", true },
	{ "孩子叫", true },
	{ "孩子名叫", true },
	{ "儿子叫", true },
	{ "女儿叫", true },
	{ "学员叫", true },
	{ "小孩叫", true },
	{ "我儿子", true },
	{ "我女儿", true },
	{ "我孩子", true },
	{ "我家孩子", true },
	{ "我的孩子", true },
	{ "我是学员", true },
	{ "学员姓名是", true },
	{ "姓名是", true },
	{ "鄙人", true },
	{ "我家", true },
	{ "俺家", true },
	{ "我娃", true },
	{ "我闺女", true },
};

static Line
spoken_name_at(Line text)
{
	text = line_trim(text);
	while (line_starts(text, ":") || line_starts(text, "是") || line_starts(text, "叫"))
		text = line_trim(line_skip(text, *text.start == ':' ? 1 : 3));
	return name_at_start(clause_of(text), false);
}

/* "我是九月进来的学员，叫柳如烟": the name comes in the next clause. */
static void
read_called(Finding *finding, Line clause, Line rest)
{
	static const char *const commas[] = { "，叫", ",叫", "，名叫", ",名叫" };
	Line tail = line_skip(rest, (size_t)(clause.start + clause.length - rest.start)), name;

	for (size_t i = 0; i < G_N_ELEMENTS(commas); i++) {
		if (!line_starts(tail, commas[i]))
			continue;
		name = spoken_name_at(line_skip(tail, strlen(commas[i])));
		if (name.length)
			finding_add(finding, "name", name, "sentence");
	}
}

static void
read_chinese_name(Finding *finding, Line text, const Grams *grams)
{
	for (size_t i = 0; i < G_N_ELEMENTS(introductions) && !finding_has(finding, "name"); i++) {
		Line rest = text;
		const char *at;
		int tries = grams_may_have(grams, introductions[i].words) ? 0 : 50;

		while (tries++ < 50 && !finding_has(finding, "name") &&
			(at = line_find(rest, introductions[i].words))) {
			Line tail =
				line_skip(rest, (size_t)(at - rest.start) + strlen(introductions[i].words));

			rest = tail;
			if (introductions[i].direct) {
				Line name = spoken_name_at(tail);

				if (name.length)
					finding_add(finding, "name", name, "sentence");
			} else {
				read_introduction(finding, clause_of(tail));
				read_called(finding, clause_of(tail), tail);
			}
		}
	}
}

/* "My name is John Smith", "I am Jane Doe, a student of …" */
static void
read_latin_name(Finding *finding, Line text, const Grams *grams)
{
	static const char *const words[] = { "my name is ", "i am ", "i'm ", "this is ", "name's " };

	for (size_t i = 0; i < G_N_ELEMENTS(words) && !finding_has(finding, "name"); i++) {
		const char *at = grams_may_have(grams, words[i]) ? line_find(text, words[i]) : NULL;
		Line name;
		size_t end = 0, count = 0;

		if (!at || (at > text.start && g_ascii_isalpha(at[-1])))
			continue;
		name = line_skip(text, (size_t)(at - text.start) + strlen(words[i]));
		while (count < 4 && end < name.length && g_ascii_isupper(name.start[end])) {
			size_t next = end;

			while (next < name.length &&
				(g_ascii_isalpha(name.start[next]) || strchr("'-", name.start[next]) ||
					(name.start[next] & 0x80)) &&
				name.start[next])
				next++;
			count++;
			end = next;
			if (next + 1 < name.length && name.start[next] == ' ' &&
				g_ascii_isupper(name.start[next + 1]))
				end = next + 1;
			else
				break;
		}
		name.length = end;
		name = line_trim(name);
		/* One capitalised word may be anything after "I am". */
		if ((count >= 2 || i == 0) && name_is_latin(name))
			finding_add(finding, "name", name, "sentence");
	}
}

static bool
contains_any(Line text, const Grams *grams, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (grams_may_have(grams, words[i]) && line_find(text, words[i]))
			return true;
	return false;
}

static const char *const minor_words[] = { "我家孩子", "我孩子", "我的孩子", "我们孩子", "我家小孩", "我儿子",
	"我女儿", "我家儿子", "我家女儿", "我家宝宝", "我的儿子", "我的女儿", "我闺女", "闺女", "儿子",
	"女儿", "我家老", "小儿", "小女", "犬子", "孙子", "孙女", "外孙", "读小学", "上小学", "读初中",
	"上初中", "读高中", "上高中", "上初一", "上初二", "上初三", "上高一", "上高二", "小学一", "小学二",
	"小学三", "小学四", "小学五", "小学六", "一年级", "二年级", "三年级", "四年级", "五年级", "六年级",
	"七年级", "八年级", "小升初", "幼小衔接", "孩子上", "孩子读", "让孩子", "孩子的", "小孩子", "小朋友",
	"小学生", "初中生", "未成年", "孩子今年", "孩子在", "孩子才", "孩子说", "孩子回家", "孩子被",
	"我家娃", "我娃", "幼儿园", "我是家长", "作为家长", "学生家长", "学员家长", "的家长", "my son",
	"my daughter", "my child", "my kid", "our son", "our daughter", "our child", "as a parent",
	"i am a parent", "year-old son", "year-old daughter", "my little", "我姑娘", "我家姑娘", "俺闺女",
	"俺娃", "中班的", "上大班", "我是高一", "我是高二", "我是高三", "我是初一", "我是初二", "我是初三",
	"in year 4", "in year 5", "in year 6", "in year 7", "in year 8" };

/* A grown-up child's parent. */
static const char *const grown_words[] = { "儿子上大", "女儿上大", "儿子读大", "女儿读大", "读大学", "上大学",
	"上大一", "上大二", "上大三", "上大四", "读研", "儿子已经工作", "女儿已经工作", "儿子工作",
	"女儿工作", "儿子结婚", "女儿结婚", "孩子已经工作", "at university", "in college", "grown-up son",
	"grown-up daughter" };

static void
read_minor(Finding *finding, Line text, const Grams *grams)
{
	int age = age_in(text, grams);

	if (age >= ADULT && age < 60)
		return;
	if (!age && contains_any(text, grams, grown_words, G_N_ELEMENTS(grown_words)))
		return;
	if ((age > 0 && age < ADULT) || contains_any(text, grams, minor_words, G_N_ELEMENTS(minor_words)))
		finding_add_text(finding, "minor", "yes", "sentence");
}

static void
read_wishes(Finding *finding, Line text, const Grams *grams)
{
	static const char *const secret[] = { "请保密", "请为我保密", "请替我保密", "请对我的信息保密",
		"请对我的身份保密", "不要透露我", "别透露我", "请勿透露", "不要告诉老师", "不要让老师知道",
		"希望保密", "身份保密", "keep my name confidential", "keep this confidential",
		"do not disclose my", "don't tell the teacher", "do not tell the teacher",
		"keep my identity" };
	static const char *const nameless[] = { "匿名投诉", "匿名反映", "匿名举报", "希望匿名", "要求匿名",
		"请匿名", "不愿透露姓名", "不便透露姓名", "不想透露姓名", "anonymously", "remain anonymous",
		"stay anonymous" };

	if (contains_any(text, grams, secret, G_N_ELEMENTS(secret)))
		finding_add_text(finding, "confidential", "yes", "sentence");
	if (contains_any(text, grams, nameless, G_N_ELEMENTS(nameless)))
		finding_add_text(finding, "anonymous", "yes", "sentence");
}

/* Up to the end of the sentence. */
static Line
sentence_of(Line line)
{
	static const char *const ends[] = { "。", "！", "？", "?", "\n" };
	size_t shortest = line.length;

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		const char *at = line_find((Line){ line.start, shortest }, ends[i]);

		if (at)
			shortest = (size_t)(at - line.start);
	}
	line.length = shortest;
	for (size_t i = 0; i + 1 < line.length; i++)
		if (line.start[i] == '.' && line.start[i + 1] == ' ')
			line.length = i;
	if (line_ends(line, ".") || line_ends(line, "!"))
		line.length--;
	return line_trim(line);
}

/* What a wish begins with; the strongest words first. */
static const char *const wish_words[] = { "我的诉求是", "诉求是", "诉求如下", "我要求", "强烈要求", "现要求",
	"特要求", "要求", "恳请", "请求", "希望贵", "希望学校", "希望能", "希望你们", "希望", "请尽快",
	"请给我", "请退", "请帮我", "请务必", "望", "盼尽快", "盼早日", "退我学费", "退我钱", "i request",
	"i demand", "i would like", "i'd like", "i want", "we request", "we want", "i ask", "i expect",
	"we expect", "what i want is", "please issue", "please move", "please cancel", "please refund",
	"please change", "please arrange", "please replace", "please repair", "please fix", "please return",
	"please remove", "please give", "please pay", "please correct", "请把", "请将", "请安排", "请补",
	"请更", "请改", "请修", "请换", "请删", "请撤", "请核", "请解决", "请处理", "请立即", "请马上",
	"麻烦", "能不能", "能否", "可否", "可不可以" };

/* "失望", "老师要求我们", "没有要求" are no wishes of the writer's. */
static const char *const no_wish_before[] = { "失", "老师", "绝", "没有", "顾问", "他们", "不", "盼", "按",
	"学校", "有" };
static const char *const no_wish_after[] = { "的", "死", "了" };

static bool
is_wish(Line text, const char *at, Line rest)
{
	Line head = { text.start, (size_t)(at - text.start) };

	for (size_t i = 0; i < G_N_ELEMENTS(no_wish_before); i++)
		if (line_ends(head, no_wish_before[i]))
			return false;
	if (line_starts_with_any(rest, no_wish_after, G_N_ELEMENTS(no_wish_after)))
		return false;
	return !g_ascii_isalpha(*at) || at == text.start || !g_ascii_isalpha(at[-1]);
}

/* The first sentence that begins with `word` and says more. */
static bool
find_wish(Finding *finding, Line text, const char *word)
{
	Line rest = text, value;
	const char *at;

	while ((at = line_find(rest, word))) {
		rest = line_skip(rest, (size_t)(at - rest.start) + strlen(word));
		if (!is_wish(text, at, rest))
			continue;
		value = sentence_of((Line){ at, (size_t)(text.start + text.length - at) });
		if (value.length > strlen(word) + 2) {
			finding_add(finding, "demand", value, "sentence");
			return true;
		}
	}
	return false;
}

static void
read_demand(Finding *finding, Line text, const Grams *grams)
{
	for (size_t i = 0; i < G_N_ELEMENTS(wish_words) && !finding_has(finding, "demand"); i++)
		if (grams_may_have(grams, wish_words[i]) && find_wish(finding, text, wish_words[i]))
			return;
}

void
finding_read_sentences(Finding *finding, Line text)
{
	g_autofree Grams *grams = grams_new(text);
	g_autofree char *class = class_in(text), *campus = campus_in(text, grams), *date = date_in(text);
	g_autofree char *phone = phone_in(text, false), *persons = persons_in(text, grams);

	read_chinese_name(finding, text, grams);
	read_latin_name(finding, text, grams);
	finding_add_text(finding, "phone", phone, "sentence");
	finding_add_text(finding, "class", class, "sentence");
	finding_add_text(finding, "campus", campus, "sentence");
	finding_add_text(finding, "time", date, "sentence");
	finding_add_text(finding, "persons", persons, "sentence");
	read_minor(finding, text, grams);
	read_wishes(finding, text, grams);
	read_demand(finding, text, grams);
}
