#include "parser/fields.h"

#include "parser/field_label.h"
#include "parser/field_pattern.h"
#include "parser/line.h"
#include "parser/person_name.h"

#include <string.h>

#define READ_BYTES (64 << 10) /* of a text are read */
#define VALUE_BYTES 400
#define NAME_CHARACTERS 20
#define CLASS_CHARACTERS 40
#define TAIL_LINES 8     /* at the end of a text may sign it */
#define DEMAND_LINES 8   /* may follow the label of a demand */
#define NUMBERED_LINES 8 /* a mail of answers is no longer */
#define ADULT 18

/* What was found so far; a later, weaker source changes nothing. */
typedef struct {
	GPtrArray *fields;
	const char *source;
	const char **asked; /* field names by number, for numbered_answers() */
	size_t asked_count;
	const char *open; /* a text field whose value goes on over the next lines */
} Finding;

static const char *
found(const Finding *finding, const char *name)
{
	for (size_t i = 0; i < finding->fields->len; i++) {
		const Field *field = g_ptr_array_index(finding->fields, i);

		if (!strcmp(field->name, name))
			return field->value;
	}
	return NULL;
}

static void
add(Finding *finding, const char *name, Line value, const char *source)
{
	g_autofree char *text = NULL;

	value = line_trim(value);
	if (value.length > VALUE_BYTES) {
		value.length = VALUE_BYTES;
		while (value.length && (value.start[value.length] & 0xc0) == 0x80)
			value.length--;
	}
	if (!value.length || found(finding, name))
		return;
	text = line_dup(value);
	g_ptr_array_add(finding->fields, field_new(name, text, source));
}

static void
add_string(Finding *finding, const char *name, const char *value, const char *source)
{
	if (value)
		add(finding, name, (Line){ value, strlen(value) }, source);
}

/* Nobody's name: "无", "匿名", "不详". */
static bool
is_nothing(Line value)
{
	static const char *const words[] = { "无", "没有", "不详", "未知", "匿名", "保密", "-", "--", "/",
		"n/a", "none", "anonymous", "不便透露" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (line_is(value, words[i]))
			return true;
	return !value.length;
}

static bool
says_no(Line value)
{
	return line_is(value, "否") || line_is(value, "不") || line_is(value, "no") ||
	       line_is(value, "不需要") || line_is(value, "不用");
}

/* A labelled name: up to the first digit, bracket or stop. */
static Line
name_part(Line value)
{
	static const char *const ends[] = { "，", "。", "；", "（", "先生", "女士", "同学" };
	Line name = value;

	for (size_t i = 0; i < name.length; i++)
		if (g_ascii_isdigit(name.start[i]) || strchr("(,;|/\t+", name.start[i])) {
			name.length = i;
			break;
		}
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		const char *at = line_find(name, ends[i]);

		if (at && at > name.start + 3)
			name.length = (size_t)(at - name.start);
	}
	name = line_trim(name);
	/* "张三 高三1班": a Chinese name ends at a blank. */
	if (name.length && (*name.start & 0x80))
		for (size_t i = 0; i < name.length; i++)
			if (name.start[i] == ' ')
				name.length = i;
	return name;
}

static void
take_name(Finding *finding, Line value, const char *source)
{
	Line name = name_part(value);

	if (is_nothing(line_trim(value))) {
		if (line_is(value, "匿名") || line_is(value, "anonymous"))
			add_string(finding, "anonymous", "yes", source);
		return;
	}
	if (name.length && line_characters(name) <= NAME_CHARACTERS * (*name.start & 0x80 ? 1 : 2) &&
		line_characters(name) > 1)
		add(finding, "name", name, source);
	/* "张三 13800000000" */
	if (!found(finding, "phone")) {
		g_autofree char *phone = phone_in(value, false);

		add_string(finding, "phone", phone, source);
	}
}

static void
take_age(Finding *finding, Line value)
{
	int age = 0;

	for (size_t i = 0; i < value.length && g_ascii_isdigit(value.start[i]) && i < 3; i++)
		age = age * 10 + (value.start[i] - '0');
	if (!age)
		age = age_in(value);
	if (age > 0 && age < ADULT)
		add_string(finding, "minor", "yes", finding->source);
}

/* One labelled item. */
static void
take_label(const char *name, Line value, void *data)
{
	Finding *finding = data;
	g_autofree char *phone = NULL;

	finding->open = NULL;
	if (!strcmp(name, "name")) {
		take_name(finding, value, finding->source);
	} else if (!strcmp(name, "parent")) {
		if (!is_nothing(value))
			add_string(finding, "minor", "yes", finding->source);
		take_name(finding, value, finding->source);
	} else if (!strcmp(name, "phone") || !strcmp(name, "contact")) {
		phone = phone_in(value, true);
		add_string(finding, "phone", phone, finding->source);
		if (!phone && !is_nothing(value))
			add(finding, "contact", value, finding->source);
	} else if (!strcmp(name, "age")) {
		take_age(finding, value);
	} else if (!strcmp(name, "confidential") || !strcmp(name, "anonymous")) {
		if (!says_no(value))
			add_string(finding, name, "yes", finding->source);
	} else if (!strcmp(name, "class")) {
		if (!is_nothing(value) && line_characters(value) <= CLASS_CHARACTERS)
			add(finding, name, value, finding->source);
	} else if (!value.length && (!strcmp(name, "demand") || !strcmp(name, "content"))) {
		finding->open = name;
	} else if (!is_nothing(value)) {
		add(finding, name, value, finding->source);
	}
}

/* The text under a label that stood alone: up to a blank line or the next label. Returns lines taken. */
static size_t
take_open(Finding *finding, const Line *lines, size_t count)
{
	g_autoptr(GString) value = g_string_new(NULL);
	const char *name = finding->open;
	size_t i;

	for (i = 0; i < MIN(count, DEMAND_LINES); i++) {
		Line colon = line_trim(lines[i]);
		const char *at = memchr(colon.start, ':', MIN(colon.length, 40));

		if (line_is_blank(lines[i]) ||
			(at && label_field((Line){ colon.start, (size_t)(at - colon.start) })))
			break;
		if (value->len)
			g_string_append_c(value, '\n');
		g_string_append_len(value, colon.start, (gssize)colon.length);
	}
	finding->open = NULL;
	add_string(finding, name, value->str, finding->source);
	return i;
}

static void
read_labels(Finding *finding, const Line *lines, size_t count)
{
	finding->source = "label";
	for (size_t i = 0; i < count; i++) {
		labels_in_line(lines[i], take_label, finding);
		if (finding->open)
			i += take_open(finding, lines + i + 1, count - i - 1);
	}
}

/* What an answer without a known question is, by its shape; NULL: nothing we ask for. */
static const char *
shape_of(Line value)
{
	g_autofree char *phone = phone_in(value, false), *class = class_in(value), *campus = campus_in(value);

	if (phone)
		return "phone";
	if (class && strlen(class) + 3 >= value.length)
		return "class";
	if (campus && strlen(campus) == value.length)
		return "campus";
	return name_is_chinese(value) || (name_is_latin(value) && memchr(value.start, ' ', value.length))
		       ? "name"
		       : NULL;
}

static void
take_numbered(const char *number, Line value, void *data)
{
	Finding *finding = data;
	size_t index = (size_t)(*number - '1');
	const char *name = NULL;

	if (finding->asked_count) {
		if (index < finding->asked_count)
			name = finding->asked[index];
	} else if (line_characters(value) <= NAME_CHARACTERS) {
		name = shape_of(value);
	}
	if (name)
		take_label(name, value, finding);
	finding->open = NULL;
}

static size_t
text_lines(const Line *lines, size_t count)
{
	size_t some = 0;

	for (size_t i = 0; i < count; i++)
		some += !line_is_blank(lines[i]);
	return some;
}

static void
read_numbered(Finding *finding, Line text, const Line *lines, size_t count, Line quoted)
{
	g_autofree const char **asked = NULL;

	/* A numbered list of grievances is no list of answers: without the question only short mails count.
	 */
	asked = numbered_questions(quoted, 9);
	finding->asked = asked;
	finding->asked_count = 0;
	for (size_t i = 0; i < 9; i++)
		if (asked[i])
			finding->asked_count = 9;
	finding->source = "numbered";
	if (finding->asked_count || text_lines(lines, count) <= NUMBERED_LINES)
		numbered_answers(text, take_numbered, finding);
	finding->asked = NULL;
	finding->asked_count = 0;
}

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

static const char *const kin[] = {
	"家长",
	"妈妈",
	"爸爸",
	"母亲",
	"父亲",
	"妈",
	"爸",
	"爷爷",
	"奶奶",
	"姥姥",
	"外婆",
	"外公",
	"监护人",
	"姑姑",
	"舅舅",
	"姐姐",
	"哥哥",
	"叔叔",
	"阿姨",
	"婆婆",
};

/* The name that ends `run`, behind a class, a role or a 的; length 0 when none does. */
static Line
name_at_end(Line run)
{
	static const char *const before[] = { "学员", "学生", "同学", "班", "级", "期", "的", "家长", "考生",
		"名叫", "叫", "我是", "是" };
	Line best = run;

	for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
		Line rest = best;
		const char *at;

		while ((at = line_find(rest, before[i]))) {
			rest = line_skip(rest, (size_t)(at - rest.start) + strlen(before[i]));
			if (rest.length)
				best = rest;
		}
	}
	best = line_trim(best);
	if (name_is_chinese(best))
		return best;
	best.length = 0;
	return best;
}

/* "我是李明的妈妈", "我是贵校高三1班的学员张三" */
static void
read_introduction(Finding *finding, Line clause)
{
	Line name;

	for (size_t i = 0; i < G_N_ELEMENTS(kin); i++) {
		Line child = clause;

		if (!line_ends(clause, kin[i]))
			continue;
		child.length -= strlen(kin[i]);
		if (line_ends(child, "的"))
			child.length -= strlen("的");
		if (line_ends(child, "同学"))
			child.length -= strlen("同学");
		add_string(finding, "minor", "yes", "sentence");
		name = name_at_end(child);
		if (name.length)
			add(finding, "name", name, "sentence");
		return;
	}
	name = name_at_end(clause);
	if (name.length)
		add(finding, "name", name, "sentence");
}

static const struct {
	const char *words;
	bool direct; /* the name follows at once */
} introductions[] = {
	{ "我叫", true },
	{ "我的名字叫", true },
	{ "我的名字是", true },
	{ "我名叫", true },
	{ "本人姓名", true },
	{ "本人叫", true },
	{ "我是", false },
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
	{ "我家", true },
};

/* A Chinese name that `text` begins with, 3 characters before 2. */
static Line
chinese_name_at(Line text)
{
	for (size_t count = 4; count >= 2; count--) {
		Line name = { text.start, 0 };

		for (size_t i = 0; i < count && name.length < text.length; i++)
			name.length += character_length(text.start + name.length);
		name.length = MIN(name.length, text.length);
		if (line_characters(name) == count && name_is_chinese(name))
			return name;
	}
	return (Line){ text.start, 0 };
}

/* Of "张三在东校区" the name is two characters: a third that is a common word in that place ends it. */
static Line
spoken_name_at(Line text)
{
	static const char *const ends[] = { "在", "是", "报", "上", "于", "今", "高", "初", "来", "从", "因",
		"去", "现", "一", "被", "反", "要", "想", "对", "向", "读", "就", "电", "投", "已", "每",
		"和", "参" };
	Line name, tail;

	text = line_trim(text);
	while (line_starts(text, ":") || line_starts(text, "是") || line_starts(text, "叫"))
		text = line_trim(line_skip(text, *text.start == ':' ? 1 : 3));
	name = chinese_name_at(clause_of(text));
	for (size_t i = 0; name.length == 9 && i < G_N_ELEMENTS(ends); i++) {
		tail = line_skip(name, 6);
		if (line_is(tail, ends[i]))
			name.length = 6;
	}
	return name;
}

static void
read_chinese_name(Finding *finding, Line text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(introductions) && !found(finding, "name"); i++) {
		Line rest = text;
		const char *at;
		int tries = 0;

		while (tries++ < 50 && !found(finding, "name") &&
			(at = line_find(rest, introductions[i].words))) {
			Line tail =
				line_skip(rest, (size_t)(at - rest.start) + strlen(introductions[i].words));

			rest = tail;
			if (introductions[i].direct) {
				Line name = spoken_name_at(tail);

				if (name.length)
					add(finding, "name", name, "sentence");
			} else {
				read_introduction(finding, clause_of(tail));
			}
		}
	}
}

/* "My name is John Smith", "I am Jane Doe, a student of …" */
static void
read_latin_name(Finding *finding, Line text)
{
	static const char *const words[] = { "my name is ", "i am ", "i'm ", "this is ", "name's " };

	for (size_t i = 0; i < G_N_ELEMENTS(words) && !found(finding, "name"); i++) {
		const char *at = line_find(text, words[i]);
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
			add(finding, "name", name, "sentence");
	}
}

static bool
contains_any(Line text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (line_find(text, words[i]))
			return true;
	return false;
}

static void
read_minor(Finding *finding, Line text)
{
	static const char *const words[] = {
		"我家孩子",
		"我孩子",
		"我的孩子",
		"我们孩子",
		"我家小孩",
		"我儿子",
		"我女儿",
		"我家儿子",
		"我家女儿",
		"我家宝宝",
		"我的儿子",
		"我的女儿",
		"小学生",
		"初中生",
		"未成年",
		"孩子今年",
		"孩子在",
		"孩子才",
		"孩子说",
		"孩子回家",
		"孩子被",
		"我家娃",
		"我娃",
		"幼儿园",
		"我是家长",
		"作为家长",
		"学生家长",
		"学员家长",
		"的家长",
		"my son",
		"my daughter",
		"my child",
		"my kid",
		"our son",
		"our daughter",
		"our child",
		"as a parent",
		"i am a parent",
		"year-old son",
		"year-old daughter",
		"my little",
	};
	int age = age_in(text);

	if (age >= ADULT && age < 60)
		return;
	if ((age > 0 && age < ADULT) || contains_any(text, words, G_N_ELEMENTS(words)))
		add_string(finding, "minor", "yes", "sentence");
}

static void
read_wishes(Finding *finding, Line text)
{
	static const char *const secret[] = { "请保密", "请为我保密", "请替我保密", "请对我的信息保密",
		"请对我的身份保密", "不要透露我", "别透露我", "请勿透露", "不要告诉老师", "不要让老师知道",
		"希望保密", "身份保密", "keep my name confidential", "keep this confidential",
		"do not disclose my", "don't tell the teacher", "do not tell the teacher",
		"keep my identity" };
	static const char *const nameless[] = { "匿名投诉", "匿名反映", "匿名举报", "希望匿名", "要求匿名",
		"请匿名", "不愿透露姓名", "不便透露姓名", "不想透露姓名", "anonymously", "remain anonymous",
		"stay anonymous" };

	if (contains_any(text, secret, G_N_ELEMENTS(secret)))
		add_string(finding, "confidential", "yes", "sentence");
	if (contains_any(text, nameless, G_N_ELEMENTS(nameless)))
		add_string(finding, "anonymous", "yes", "sentence");
}

/* Up to the end of the sentence. */
static Line
sentence_of(Line line)
{
	static const char *const ends[] = { "。", "！", "？", "\n" };
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

/* A wish in words; the strongest words first. */
static void
read_demand(Finding *finding, Line text)
{
	static const char *const words[] = {
		"我的诉求是",
		"诉求是",
		"诉求如下",
		"我要求",
		"强烈要求",
		"现要求",
		"特要求",
		"要求",
		"恳请",
		"请求",
		"希望贵",
		"希望学校",
		"希望能",
		"希望你们",
		"希望",
		"请尽快",
		"请给我",
		"请退",
		"请帮我",
		"望",
		"i request",
		"i demand",
		"i would like",
		"i'd like",
		"i want",
		"we request",
		"we want",
		"i ask",
		"i expect",
		"please refund",
		"please change",
		"please arrange",
		"please replace",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(words) && !found(finding, "demand"); i++) {
		Line rest = text, value;
		const char *at;

		while ((at = line_find(rest, words[i]))) {
			Line head = { text.start, (size_t)(at - text.start) };

			rest = line_skip(rest, (size_t)(at - rest.start) + strlen(words[i]));
			/* "失望", "老师要求我们", "没有要求" are no wishes of the writer's. */
			if (line_ends(head, "失") || line_ends(head, "老师") || line_ends(head, "绝") ||
				line_ends(head, "没有") || line_ends(head, "顾问") ||
				line_ends(head, "他们") || line_ends(head, "不") || line_ends(head, "盼") ||
				line_ends(head, "按") || line_ends(head, "学校") || line_ends(head, "有") ||
				line_starts(rest, "的"))
				continue;
			if (g_ascii_isalpha(*at) && at > text.start && g_ascii_isalpha(at[-1]))
				continue;
			value = sentence_of((Line){ at, (size_t)(text.start + text.length - at) });
			if (value.length > strlen(words[i]) + 2) {
				add(finding, "demand", value, "sentence");
				break;
			}
		}
	}
}

static void
read_sentences(Finding *finding, Line text)
{
	g_autofree char *class = class_in(text), *campus = campus_in(text), *date = date_in(text);
	g_autofree char *phone = phone_in(text, false), *persons = persons_in(text);

	read_chinese_name(finding, text);
	read_latin_name(finding, text);
	add_string(finding, "phone", phone, "sentence");
	add_string(finding, "class", class, "sentence");
	add_string(finding, "campus", campus, "sentence");
	add_string(finding, "time", date, "sentence");
	add_string(finding, "persons", persons, "sentence");
	read_minor(finding, text);
	read_wishes(finding, text);
	read_demand(finding, text);
}

/* Takes the dashes and polite words around a name in a sign-off. */
static Line
bare_signature(Line line)
{
	static const char *const before[] = { "——", "—", "--", "-", "学员", "学生", "家长", "投诉人",
		"一名学员", "您的学员", "from ", "by " };
	static const char *const after[] = { "敬上", "谨上", "上", "敬启", "手书", "谨启", "呈上", "拜上",
		"。", "." };
	bool changed = true;

	while (changed) {
		changed = false;
		line = line_trim(line);
		for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
			if (line_starts(line, before[i]) && line.length > strlen(before[i])) {
				line = line_skip(line, strlen(before[i]));
				line = line_trim(line_skip(line, colon_length(line.start, line.length)));
				changed = true;
			}
		for (size_t i = 0; i < G_N_ELEMENTS(after); i++)
			if (line_ends(line, after[i]) && line.length > strlen(after[i])) {
				line.length -= strlen(after[i]);
				changed = true;
			}
	}
	return line_trim(line);
}

/* "李明妈妈": the child's name, and a minor. */
static bool
read_kin_signature(Finding *finding, Line line)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kin); i++) {
		Line child = line;

		if (!line_ends(line, kin[i]))
			continue;
		child.length -= strlen(kin[i]);
		if (line_ends(child, "的"))
			child.length -= strlen("的");
		child = name_at_end(child);
		add_string(finding, "minor", "yes", "sign-off");
		if (child.length)
			add(finding, "name", child, "sign-off");
		return true;
	}
	return false;
}

static bool
is_closing(Line line)
{
	static const char *const words[] = { "best regards", "kind regards", "regards", "warm regards",
		"sincerely", "yours sincerely", "yours faithfully", "yours truly", "thanks", "thank you",
		"many thanks", "best", "cheers", "respectfully", "best wishes", "敬礼", "此致", "祝好",
		"谢谢" };

	while (line.length && strchr(",.! ", line.start[line.length - 1]))
		line.length--;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (line_is(line, words[i]))
			return true;
	return false;
}

/* The last lines of a text, from the last one up: dates, numbers and polite words are passed over. */
static void
read_sign_off(Finding *finding, const Line *lines, size_t count)
{
	int seen = 0;

	for (size_t i = count; i-- > 0 && seen < TAIL_LINES && !found(finding, "name");) {
		Line line = line_trim(lines[i]), name;
		bool dashed = line_starts(line, "-") || line_starts(line, "—");
		size_t up = i;

		if (!line.length)
			continue;
		seen++;
		if (line_characters(line) > 30)
			break;
		name = bare_signature(line);
		if (read_kin_signature(finding, name))
			break;
		/* "高三1班 张三", "张三 13800000000" */
		for (Line word = name; word.length;) {
			const char *blank = memchr(word.start, ' ', word.length);
			Line one = { word.start, blank ? (size_t)(blank - word.start) : word.length };

			if (name_is_chinese(one))
				add(finding, "name", one, "sign-off");
			word = line_trim(line_skip(word, one.length));
		}
		if (found(finding, "name"))
			break;
		name = name_at_end(name);
		if (name.length && seen <= 3) {
			add(finding, "name", name, "sign-off");
			break;
		}
		while (up > 0 && line_is_blank(lines[up - 1]))
			up--;
		name = bare_signature(line);
		if (name_is_latin(name) && !is_closing(name) &&
			(dashed || (up > 0 && is_closing(line_trim(lines[up - 1])))))
			add(finding, "name", name, "sign-off");
	}
}

/* The head of `text` in NFKC. "①" becomes "1、" rather than "1": it is a number of its own. */
static Line
folded(const char *text, char **out_owned)
{
	g_autoptr(GString) head = g_string_new(NULL);
	size_t length = text ? strnlen(text, READ_BYTES) : 0;

	while (length && (text[length] & 0xc0) == 0x80)
		length--;
	for (size_t i = 0; i < length; i++) {
		if (i + 2 < length && !memcmp(text + i, "\xe2\x91", 2) && (guchar)text[i + 2] >= 0xa0 &&
			(guchar)text[i + 2] <= 0xa8) {
			g_string_append_c(head, (char)('1' + (guchar)text[i + 2] - 0xa0));
			g_string_append(head, "、");
			i += 2;
		} else {
			g_string_append_c(head, text[i]);
		}
	}
	*out_owned = g_utf8_normalize(head->str, (gssize)head->len, G_NORMALIZE_ALL_COMPOSE);
	return (Line){ *out_owned ? *out_owned : "", *out_owned ? strlen(*out_owned) : 0 };
}

static void
read_from(Finding *finding, const char *from_name)
{
	g_autofree char *owned = NULL;
	Line name = line_trim(folded(from_name, &owned));

	while (name.length && strchr("\"'", *name.start))
		name = line_skip(name, 1);
	while (name.length && strchr("\"'", name.start[name.length - 1]))
		name.length--;
	name = line_trim(name);
	if (name.length && !memchr(name.start, '@', name.length) &&
		line_characters(name) <= 2 * NAME_CHARACTERS)
		add(finding, "name", name, "from");
}

GPtrArray *
fields_read(const FieldsInput *input)
{
	Finding finding = { .fields = g_ptr_array_new_with_free_func((GDestroyNotify)field_free) };
	g_autofree char *own_text = NULL, *own_signature = NULL, *own_quoted = NULL, *phone = NULL;
	Line text = folded(input->text, &own_text), signature = folded(input->signature, &own_signature);
	Line quoted = folded(input->quoted, &own_quoted);
	g_autoptr(GArray) lines = lines_of(text.start), signed_lines = lines_of(signature.start);
	const Line *first = (const Line *)(const void *)lines->data;
	const Line *signed_first = (const Line *)(const void *)signed_lines->data;

	read_labels(&finding, first, lines->len);
	read_numbered(&finding, text, first, lines->len, quoted);
	read_sentences(&finding, text);
	read_sign_off(&finding, first, lines->len);
	read_labels(&finding, signed_first, signed_lines->len);
	read_sign_off(&finding, signed_first, signed_lines->len);
	phone = phone_in(signature, false);
	add_string(&finding, "phone", phone, "sign-off");
	read_from(&finding, input->from_name);
	return finding.fields;
}

GPtrArray *
fields_numbered(const char *text, const char *const *asked)
{
	Finding finding = { .fields = g_ptr_array_new_with_free_func((GDestroyNotify)field_free),
		.source = "numbered" };
	g_autofree char *owned = NULL;
	g_autofree const char **names = NULL;
	Line line = folded(text, &owned);

	finding.asked_count = g_strv_length((char **)(uintptr_t)asked);
	names = g_new0(const char *, finding.asked_count + 1);
	for (size_t i = 0; i < finding.asked_count; i++)
		names[i] = asked[i];
	finding.asked = names;
	numbered_answers(line, take_numbered, &finding);
	return finding.fields;
}
