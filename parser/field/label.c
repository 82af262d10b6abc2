#include "parser/field/label.h"

#include "parser/text/simplified.h"
#include "parser/text/word_table.h"

#include <string.h>

#define LABELS_IN_LINE 40
#define JOINED_MAX 6

/* clang-format off */
static const struct {
	const char *label;
	const char *field;
} labels[] = {
	{ "姓名", "name" }, { "名字", "name" }, { "学员姓名", "name" }, { "学生姓名", "name" }, { "投诉人", "name" }, { "投诉人姓名", "name" }, { "反映人", "name" },
	{ "您的姓名", "name" }, { "学员", "name" }, { "学生", "name" }, { "联系人", "name" }, { "联系人姓名", "name" }, { "本人姓名", "name" }, { "孩子姓名", "name" }, { "署名", "name" },
	{ "真实姓名", "name" }, { "称呼", "name" }, { "当事学员", "name" }, { "投诉者", "name" }, { "学员名字", "name" }, { "孩子名字", "name" }, { "宝宝姓名", "name" }, { "投诉学员", "name" }, { "考生姓名", "name" },
	{ "name", "name" }, { "full name", "name" }, { "student name", "name" }, { "student's name", "name" }, { "your name", "name" }, { "my name", "name" }, { "learner", "name" }, { "learner name", "name" }, { "student", "name" }, { "complainant", "name" }, { "contact person", "name" },
	{ "家长", "parent" }, { "家长姓名", "parent" }, { "监护人", "parent" }, { "parent", "parent" }, { "parent name", "parent" }, { "guardian", "parent" },
	{ "电话", "phone" }, { "手机", "phone" }, { "手机号", "phone" }, { "手机号码", "phone" }, { "联系电话", "phone" }, { "电话号码", "phone" }, { "联系号码", "phone" }, { "座机", "phone" }, { "联系手机", "phone" }, { "家长电话", "phone" }, { "家长手机", "phone" }, { "家长手机号", "phone" }, { "监护人电话", "phone" }, { "学员电话", "phone" }, { "本人电话", "phone" }, { "电话/手机", "phone" }, { "手机/电话", "phone" }, { "固话", "phone" }, { "固定电话", "phone" }, { "电话/微信", "phone" }, { "手机/微信", "phone" }, { "手机(微信同号)", "phone" }, { "电话(微信同号)", "phone" }, { "微信同号", "phone" },
	{ "tel", "phone" }, { "phone", "phone" }, { "phone number", "phone" }, { "mobile", "phone" }, { "mobile number", "phone" }, { "mobile phone", "phone" }, { "cell", "phone" }, { "cell phone", "phone" }, { "telephone", "phone" }, { "contact number", "phone" }, { "my phone", "phone" }, { "ph", "phone" }, { "mob", "phone" },
	{ "联系方式", "contact" }, { "联络方式", "contact" }, { "微信", "contact" }, { "微信号", "contact" }, { "qq", "contact" }, { "qq号", "contact" }, { "邮箱", "contact" }, { "电子邮箱", "contact" }, { "邮件", "contact" }, { "联系邮箱", "contact" }, { "email", "contact" }, { "e-mail", "contact" }, { "wechat", "contact" }, { "contact", "contact" }, { "contact details", "contact" },
	{ "班级", "class" }, { "所在班级", "class" }, { "孩子班级", "class" }, { "学员班级", "class" }, { "投诉班级", "class" }, { "涉及班级", "class" }, { "上课班级", "class" }, { "班次", "class" }, { "课程", "class" }, { "课程名称", "class" }, { "报读课程", "class" }, { "所报课程", "class" }, { "报名课程", "class" }, { "就读班级", "class" }, { "培训班", "class" }, { "期数", "class" }, { "期次", "class" }, { "班别", "class" }, { "项目", "class" }, { "专业", "class" }, { "班级名称", "class" }, { "班级/课程", "class" }, { "课程/班级", "class" }, { "所在班", "class" }, { "班", "class" },
	{ "class", "class" }, { "class name", "class" }, { "course", "class" }, { "course name", "class" }, { "group", "class" }, { "cohort", "class" }, { "programme", "class" }, { "program", "class" }, { "my class", "class" },
	{ "校区", "campus" }, { "所在校区", "campus" }, { "投诉校区", "campus" }, { "涉及校区", "campus" }, { "就读校区", "campus" }, { "教学点", "campus" }, { "分校", "campus" }, { "上课校区", "campus" }, { "上课地点", "campus" }, { "门店", "campus" }, { "campus", "campus" }, { "branch", "campus" }, { "site", "campus" }, { "centre", "campus" }, { "center", "campus" },
	{ "诉求", "demand" }, { "我的诉求", "demand" }, { "投诉诉求", "demand" }, { "要求", "demand" }, { "我的要求", "demand" }, { "处理要求", "demand" }, { "期望", "demand" }, { "期望结果", "demand" }, { "解决要求", "demand" }, { "希望", "demand" }, { "期望处理结果", "demand" }, { "期望解决方案", "demand" }, { "诉求内容", "demand" }, { "希望处理结果", "demand" }, { "主要诉求", "demand" }, { "投诉要求", "demand" },
	{ "demand", "demand" }, { "demands", "demand" }, { "request", "demand" }, { "desired outcome", "demand" }, { "what i want", "demand" }, { "requested remedy", "demand" }, { "remedy", "demand" }, { "resolution", "demand" }, { "expected resolution", "demand" }, { "desired resolution", "demand" }, { "my request", "demand" },
	{ "涉及人员", "persons" }, { "涉及老师", "persons" }, { "被投诉人", "persons" }, { "被投诉人员", "persons" }, { "被投诉老师", "persons" }, { "投诉对象", "persons" }, { "当事人", "persons" }, { "当事老师", "persons" }, { "涉事人员", "persons" }, { "涉事老师", "persons" }, { "老师", "persons" }, { "任课老师", "persons" }, { "授课老师", "persons" }, { "任课教师", "persons" }, { "教师", "persons" }, { "相关人员", "persons" }, { "persons involved", "persons" }, { "person involved", "persons" }, { "staff involved", "persons" }, { "complaint against", "persons" }, { "teacher", "persons" }, { "tutor", "persons" }, { "instructor", "persons" },
	{ "渠道", "channel" }, { "投诉渠道", "channel" }, { "受理渠道", "channel" }, { "channel", "channel" }, { "投诉方式", "channel" },
	{ "时间", "time" }, { "发生时间", "time" }, { "事发时间", "time" }, { "事件时间", "time" }, { "when", "time" }, { "time", "time" }, { "date of incident", "time" }, { "incident date", "time" },
	{ "地点", "place" }, { "发生地点", "place" }, { "事发地点", "place" }, { "where", "place" }, { "place", "place" }, { "location", "place" },
	{ "类别", "category" }, { "投诉类别", "category" }, { "投诉类型", "category" }, { "问题类型", "category" }, { "问题类别", "category" }, { "category", "category" },
	{ "投诉内容", "content" }, { "内容", "content" }, { "情况", "content" }, { "事由", "content" }, { "留言", "content" }, { "留言内容", "content" }, { "详细描述", "content" }, { "问题描述", "content" }, { "投诉事由", "content" }, { "投诉事项", "content" }, { "事情经过", "content" }, { "content", "content" }, { "message", "content" }, { "details", "content" }, { "description", "content" }, { "complaint", "content" },
	{ "年龄", "age" }, { "孩子年龄", "age" }, { "学员年龄", "age" }, { "age", "age" }, { "年级", "grade" }, { "所在年级", "grade" }, { "孩子年级", "grade" }, { "grade", "grade" },
	{ "保密", "confidential" }, { "是否保密", "confidential" }, { "confidential", "confidential" }, { "匿名", "anonymous" }, { "是否匿名", "anonymous" }, { "anonymous", "anonymous" },
	/* Known, so that they end the value before them; nothing is made of them. */
	{ "投诉时间", "" }, { "提交时间", "" }, { "日期", "" }, { "性别", "" }, { "身份证", "" }, { "身份证号", "" }, { "地址", "" }, { "来源页面", "" }, { "ip", "" }, { "编号", "" }, { "主题", "" }, { "标题", "" }, { "附件", "" }, { "学号", "" }, { "紧急程度", "" }, { "gender", "" }, { "address", "" }, { "subject", "" }, { "date", "" }, { "单位", "" }, { "公司", "" }, { "部门", "" }, { "职务", "" },
};
/* clang-format on */
static WordTable by_label = WORD_TABLE(labels);

/* Bytes of `label` at the head of `line`, or 0. People write "姓 名" so that it fills a column, and 電話. */
static size_t
label_length(Line line, const char *label)
{
	Line rest = line;
	size_t n = line_starts(line, label);

	if (n || !(*label & 0x80))
		return n;
	while (*label) {
		size_t blank = blank_length(rest.start, rest.length);

		if (blank && rest.start > line.start) {
			rest = line_skip(rest, blank);
			continue;
		}
		if (!rest.length || simplified(g_utf8_get_char(rest.start)) != g_utf8_get_char(label))
			return 0;
		rest = line_skip(rest, character_length(rest.start));
		label += character_length(label);
	}
	return (size_t)(rest.start - line.start);
}

/* The longest label that `line` begins with, and its bytes; NULL when it begins with none. */
static const char *
longest_label(Line line, size_t *out_bytes)
{
	const char *field = NULL;
	char head[6];
	Line first = line;

	/* The first character as the labels write it: few of them begin with the same. */
	if (line.length && (*line.start & 0x80))
		first = (Line){ head,
			(size_t)g_unichar_to_utf8(simplified(g_utf8_get_char(line.start)), head) };
	*out_bytes = 0;
	for (size_t i = word_table_first(&by_label, first); i < by_label.count;
		i = word_table_next(&by_label, i)) {
		size_t n = label_length(line, labels[i].label);

		if (n > *out_bytes) {
			*out_bytes = n;
			field = labels[i].field;
		}
	}
	return field;
}

const char *
label_field(Line word)
{
	const char *field;
	size_t n;

	word = line_trim(word);
	field = longest_label(word, &n);
	return n == word.length ? field : NULL;
}

/* The label that stands at the head of `line` before a colon, bar or bracket; *out_value is what follows. */
static const char *
label_at(Line line, bool table, Line *out_value)
{
	const char *field;
	bool bracket = false;
	size_t best, n;
	Line rest;

	if ((n = line_starts(line, "【")) || (n = line_starts(line, "["))) {
		bracket = true;
		line = line_trim(line_skip(line, n));
	}
	field = longest_label(line, &best);
	if (!field)
		return NULL;
	rest = line_trim(line_skip(line, best));
	/* "姓名(必填)：" and "**姓名**：" */
	while (rest.length && *rest.start == '*')
		rest = line_trim(line_skip(rest, 1));
	if (line_starts(rest, "(")) {
		const char *close = memchr(rest.start, ')', MIN(rest.length, 40));
		Line behind;

		if (close) {
			behind = line_trim(line_skip(rest, (size_t)(close + 1 - rest.start)));
			if (colon_length(behind.start, behind.length))
				rest = behind;
		}
	}
	if (bracket) {
		n = line_starts(rest, "】") + line_starts(rest, "]");
		if (!n)
			return NULL;
		rest = line_trim(line_skip(rest, n));
		rest = line_trim(line_skip(rest, colon_length(rest.start, rest.length)));
	} else if ((n = colon_length(rest.start, rest.length))) {
		rest = line_skip(rest, n);
	} else if (table && line_starts(rest, "|")) {
		rest = line_skip(rest, 1);
	} else if (line_starts(rest, "=")) {
		rest = line_skip(rest, 1);
	} else if ((n = line_starts(rest, "——")) || (n = line_starts(rest, "--"))) {
		rest = line_skip(rest, n);
	} else {
		return NULL;
	}
	while (rest.length && (*rest.start == '*' || blank_length(rest.start, rest.length)))
		rest = line_skip(rest, *rest.start == '*' ? 1 : blank_length(rest.start, rest.length));
	*out_value = rest;
	return field;
}

/* Bullets, numbers and bars before the first label. */
static Line
skip_bullet(Line line)
{
	for (;;) {
		Line before = line = line_trim(line);
		size_t digits = 0;

		while (line.length && strchr("-*|#>", *line.start))
			line = line_trim(line_skip(line, 1));
		if (line_starts(line, "•") || line_starts(line, "·") || line_starts(line, "●") ||
			line_starts(line, "◆"))
			line = line_trim(line_skip(line, character_length(line.start)));
		while (digits < 2 && digits < line.length && g_ascii_isdigit(line.start[digits]))
			digits++;
		if (digits && digits < line.length && strchr(".)", line.start[digits]))
			line = line_trim(line_skip(line, digits + 1));
		else if (digits && line_starts(line_skip(line, digits), "、"))
			line = line_trim(line_skip(line, digits + strlen("、")));
		if (line.length == before.length)
			return line;
	}
}

/* Bytes of a separator that a further label may follow. */
static size_t
separator_length(Line line)
{
	static const char *const words[] = { "，", "；", "。", "、", "【" };
	size_t n = blank_length(line.start, line.length);

	if (n)
		return n;
	if (line.length && strchr(",;|/[", *line.start))
		return 1;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if ((n = line_starts(line, words[i])))
			return n;
	return 0;
}

/* Bytes of the separator that ends `line`, or 0. */
static size_t
last_separator(Line line)
{
	for (size_t n = 1; n <= 3 && n <= line.length; n += 2)
		if (separator_length(line_skip(line, line.length - n)) == n && !line_ends(line, "["))
			return n;
	return 0;
}

static Line
trim_separators(Line value)
{
	for (;;) {
		size_t n;

		value = line_trim(value);
		n = last_separator(value);
		if (!n)
			return value;
		value.length -= n;
	}
}

/* "姓名/电话/班级：张三/13800138000/高三1班": as many values as labels. */
static bool
joined_labels(Line line, FieldSink sink, void *data)
{
	const char *fields[JOINED_MAX], *colon = NULL;
	size_t count = 0, bar;
	Line rest = line, values;

	for (; count < JOINED_MAX && rest.length; rest = line_skip(rest, bar + 1)) {
		size_t colon_at;

		for (bar = 0; bar < rest.length && rest.start[bar] != '/' &&
			      !colon_length(rest.start + bar, rest.length - bar);
			bar++)
			;
		colon_at = bar < rest.length ? colon_length(rest.start + bar, rest.length - bar) : 0;
		fields[count] = label_field((Line){ rest.start, bar });
		if (!fields[count++] || bar == rest.length)
			return false;
		if (colon_at) {
			colon = rest.start + bar + colon_at;
			break;
		}
	}
	if (!colon || count < 2)
		return false;
	values = line_skip(line, (size_t)(colon - line.start));
	for (size_t i = 0; i < count; i++) {
		const char *end = memchr(values.start, '/', values.length);
		size_t length = end ? (size_t)(end - values.start) : values.length;

		if (*fields[i])
			sink(fields[i], line_trim((Line){ values.start, length }), data);
		values = line_skip(values, length + 1);
	}
	return true;
}

/* A label behind the end of a sentence, "…三个月。诉求：退费": the rest of the line from there. */
static Line
later_label(Line line)
{
	static const char *const stops[] = { "。", ";", "；", "!", "！", "?", "？" };
	Line value;

	for (Line rest = line; rest.length; rest = line_skip(rest, character_length(rest.start)))
		for (size_t i = 0; i < G_N_ELEMENTS(stops); i++) {
			size_t n = line_starts(rest, stops[i]);
			Line after = n ? line_trim(line_skip(rest, n)) : rest;

			if (n && label_at(after, false, &value))
				return after;
		}
	return (Line){ line.start, 0 };
}

/* What stands behind a label: a colon, an equals sign, a dash, a table's bar or a bracket. */
static bool
begins_with_mark(Line line)
{
	switch (*line.start) {
	case ':':
	case '=':
	case '|':
	case ']':
		return true;
	case '-':
		return line_starts(line, "--");
	case '\xe2':
		return line_starts(line, "——");
	case '\xe3':
		return line_starts(line, "】");
	case '\xef':
		return line_starts(line, "：");
	}
	return false;
}

static bool
may_hold_label(Line line)
{
	for (size_t i = 0; i < line.length; i++)
		if (begins_with_mark(line_skip(line, i)))
			return true;
	return false;
}

void
labels_in_line(Line line, FieldSink sink, void *data)
{
	bool table = memchr(line.start, '|', line.length) != NULL;
	const char *field;
	Line value, rest;

	if (!may_hold_label(line))
		return;
	line = skip_bullet(line);
	field = label_at(line, table, &value);
	if (!field && !joined_labels(line, sink, data))
		field = label_at(later_label(line), table, &value);
	if (!field)
		return;
	for (int count = 0; field && count < LABELS_IN_LINE; count++) {
		const char *next = NULL;
		Line next_value = { 0 };

		/* The value ends where a further label begins. */
		for (rest = value; rest.length && !next;) {
			size_t n = separator_length(rest);
			Line after = line_trim(line_skip(rest, n));

			if (n &&
				(next = label_at(*rest.start == '[' || line_starts(rest, "【") ? rest : after,
					 table, &next_value)))
				break;
			rest = line_skip(rest, n ? n : character_length(rest.start));
		}
		value.length = (size_t)(rest.start - value.start);
		if (*field)
			sink(field, trim_separators(value), data);
		field = next;
		value = next_value;
	}
}

/* [ "(" ] digit [ ")" ] [ mark ]; the digit, or 0. *out_rest is what follows. `loose`: no mark is needed. */
static int
number_at(Line line, bool loose, Line *out_rest)
{
	Line rest = line;
	bool open = line_starts(rest, "(") > 0, marked = open;
	int digit;
	size_t n;

	rest = line_skip(rest, open);
	if (!rest.length || *rest.start < '1' || *rest.start > '9')
		return 0;
	digit = *rest.start - '0';
	rest = line_skip(rest, 1);
	if (rest.length && g_ascii_isdigit(*rest.start))
		return 0;
	rest = line_trim(rest);
	if (open && !line_starts(rest, ")"))
		return 0;
	while ((n = colon_length(rest.start, rest.length)) || (n = line_starts(rest, "、")) ||
		(n = line_starts(rest, ".")) || (n = line_starts(rest, ")"))) {
		marked = true;
		rest = line_trim(line_skip(rest, n));
	}
	if (rest.start > line.start + 1 && blank_length(line.start + 1, line.length - 1))
		marked = true;
	if ((!marked && !loose) || (rest.length && g_ascii_isdigit(*rest.start) && !marked))
		return 0;
	*out_rest = rest;
	return digit;
}

const char **
numbered_questions(Line text, size_t count)
{
	const char **asked = g_new0(const char *, count + 1);

	while (text.length) {
		size_t n = character_length(text.start), best;
		Line rest;
		int digit =
			g_ascii_isdigit(*text.start) || *text.start == '(' ? number_at(text, true, &rest) : 0;

		if (digit && (size_t)digit <= count && !asked[digit - 1]) {
			const char *field = longest_label(rest, &best);

			if (field && *field)
				asked[digit - 1] = field;
			n = (size_t)(rest.start - text.start) + best;
		} else if (g_ascii_isdigit(*text.start)) {
			while (n < text.length && g_ascii_isdigit(text.start[n]))
				n++;
		}
		text = line_skip(text, MAX(n, 1));
	}
	return asked;
}

void
numbered_answers(Line text, FieldSink sink, void *data)
{
	while (text.length) {
		const char *end = memchr(text.start, '\n', text.length);
		Line line = { text.start, end ? (size_t)(end - text.start) : text.length }, rest, value;
		int digit;

		text = line_skip(text, line.length + 1);
		line = line_trim(line);
		digit = number_at(line, false, &rest);
		while (digit) {
			char name[2] = { (char)('0' + digit), 0 };
			int next = 0;
			Line next_rest = { 0 };

			/* "1：张三，2：高三1班": the next number, in order, behind a separator ends the
			 * value. */
			for (value = rest; rest.length && !next;) {
				size_t n = separator_length(rest);
				Line after = line_trim(line_skip(rest, n));

				if (n && (next = number_at(after, false, &next_rest)) && next == digit + 1)
					break;
				next = 0;
				rest = line_skip(rest, n ? n : character_length(rest.start));
			}
			value.length = (size_t)(rest.start - value.start);
			sink(name, trim_separators(value), data);
			digit = next;
			rest = next_rest;
		}
	}
}
