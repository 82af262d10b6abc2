#include "workflow/classify/context.h"

#include <glib.h>
#include <string.h>

static bool
starts(const char *text, size_t length, const char *word)
{
	size_t n = strlen(word);

	return n <= length && !memcmp(text, word, n);
}

static bool
contains(const char *text, size_t length, const char *word)
{
	return memmem(text, length, word, strlen(word)) != NULL;
}

static bool
contains_any(const char *text, size_t length, const char *const *words)
{
	for (; *words; words++)
		if (contains(text, length, *words))
			return true;
	return false;
}

bool
starts_with_any(const char *text, size_t length, const char *const *words)
{
	for (; *words; words++)
		if (starts(text, length, *words))
			return true;
	return false;
}

static size_t
previous_character(const char *text, size_t i)
{
	do
		i--;
	while (i && (text[i] & 0xc0) == 0x80);
	return i;
}

/* course = name *8character suffix, without a word between that tells of a happening: "急救员培训班" but not
 * "体罚全班" */
bool
context_names_course(const Context *context, size_t end)
{
	static const char *const suffixes[] = { "课程", "培训", "考试", "专业", "资格证", "证书", "班", "课",
		"训练营", "讲座", "教材", "实务", "干预", "防治", "逃生", "知识", NULL };
	static const char *const no_suffixes[] = { "班主任", "班长", "班级", "班里", "班上", "班费", "班车",
		"课堂", "课上", "课间", "课时", "课后", "课表", "课程安排", "课程质量", "课程太", "课件",
		"培训机构", "培训学校", "课程顾问", "课程老师", NULL };
	static const char *const happenings[] = { "的", "了", "在", "被", "后", "全", "我", "他", "她", "你",
		"老师", "孩子", "上", "到", "去", "把", "是", "没", "不", "过", "和", "还", "也", "都", "很",
		"又", "就", "给", "说", "学生", "同学", "学员", "整个", "下", "补", "停", "调", "换", "排",
		"开", "听", "退", "转", "一", "每", "这", "那", "两", "几", "讲", NULL };
	static const char *const english[] = { "course", "class", "training", "programme", "program",
		"module", "exam", "certificate", "studies", "workshop", "diploma", NULL };
	static const char *const no_english[] = { "to ", "the ", "our ", "in ", "at ", "my ", "during ",
		"after ", "came ", "and ", "of ", "from ", "by ", "a ", "this ", "for ", "whole ", NULL };
	const char *s = context->text + end;
	size_t length = context->length - end;

	for (int i = 0; i < 7 && length; i++) {
		size_t n = (size_t)g_utf8_skip[(guchar)*s];

		if (starts_with_any(s, length, suffixes))
			return !starts_with_any(s, length, no_suffixes);
		if (!(*s & 0x80 || g_ascii_isdigit(*s)) || starts_with_any(s, length, happenings) ||
			starts(s, length, "，") || starts(s, length, "。") || starts(s, length, "、"))
			break;
		s += MIN(n, length);
		length -= MIN(n, length);
	}
	s = context->text + end;
	length = context->length - end;
	for (int word = 0; word < 2 && length && *s == ' '; word++) {
		s++;
		length--;
		if (starts_with_any(s, length, english))
			return true;
		if (starts_with_any(s, length, no_english))
			return false;
		while (length && g_ascii_isalpha(*s)) {
			s++;
			length--;
		}
	}
	return false;
}

/* Course names that the text marks as such: between 《》, or behind a label of class or course. */
void
context_mark_courses(const Context *context, bool *course)
{
	static const char *const names[] = { "班级", "课程", "专业", "项目", "报读课程", "报名课程",
		"所在班级", "课程名称", "class", "course", NULL };
	const char *text = context->text;

	for (size_t i = 0; i < context->length; i++) {
		bool begins = i == 0 || text[i - 1] == '\n';

		if (starts(text + i, context->length - i, "《")) {
			size_t limit = MIN(context->length, i + 120);

			for (size_t j = i; j < limit && !starts(text + j, context->length - j, "》"); j++)
				course[j] = true;
		}
		for (size_t k = 0; begins && names[k]; k++) {
			size_t n = strlen(names[k]);

			if (!starts(text + i, context->length - i, names[k]) || text[i + n] != ':')
				continue;
			for (size_t j = i; j < context->length && text[j] != '\n' && j < i + 200; j++)
				course[j] = true;
			break;
		}
	}
}

/* The words of the same clause before `start`, at most `limit` bytes. */
static size_t
clause_begin(const char *text, size_t start, size_t limit)
{
	static const char *const stops[] = { "。", ",", ".", "!", "?", "\n", ";", ":", "、", "但", " but ",
		NULL };
	size_t i = start;

	while (i && start - i < limit) {
		size_t before = previous_character(text, i);

		if (starts_with_any(text + before, start - before, stops))
			break;
		i = before;
	}
	return i;
}

/* "没有人受伤", "nobody was injured"; but "不止一次体罚", "没有及时送医", "不退钱就报警". */
bool
context_denies(const Context *context, size_t start)
{
	static const char *const negations[] = { "没有", "没", "未", "无", "不是", "并非", "不会", "不想",
		"不用", "不要", "不需要", "不打算", "不至于", "从未", "并未", "不存在", "不", NULL };
	static const char *const no_negations[] = { "不止", "不仅", "不但", "不断", "不停", "不光", "不得不",
		"不只", "不慎", "不小心", "不久", "无故", "无端", "没人管", "没想到", "未成年", "不当",
		"不良", "不明", "不料", "无缘无故", "没多久", "没过多久", "不知道", "不知", "不懂", "不清楚",
		"不听话", "不懂事", "不睡", "不会做", "不会背", "不写", "不吃", "没背", "没写", "没做",
		"没完成", "没叠", NULL };
	static const char *const breaks[] = { "就", "我", "只", "再", "才", "及时", "马上", "立即",
		"第一时间", "处理", "退", "管", "否则", "解决", "说法", "敢", "注意", "看好", "看护", "照顾",
		"保护", "阻止", "制止", "老师", "通知", "告诉", "回复", "理", "的", NULL };
	static const char *const english[] = { "no ", "not ", "n't ", "nobody ", "never ", "no one ",
		"without ", "nothing ", NULL };
	static const char *const english_breaks[] = { "only", "because", "just", "if", "until", "immediately",
		"when", NULL };
	const char *text = context->text;
	size_t clause = clause_begin(text, start, 30);

	for (size_t i = clause; i < start; i++) {
		const char *const *word;

		if ((text[i] & 0xc0) == 0x80)
			continue;
		if (starts_with_any(text + i, start - i, no_negations)) {
			i += 2;
			continue;
		}
		for (word = negations; *word && !starts(text + i, start - i, *word); word++)
			;
		if (*word) {
			size_t gap = i + strlen(*word);

			if (start - gap <= 15 && !contains_any(text + gap, start - gap, breaks))
				return true;
		}
	}
	clause = clause_begin(text, start, 40);
	for (size_t i = clause; i < start; i++) {
		if (starts_with_any(text + i, start - i, english) &&
			(i == clause || !g_ascii_isalpha(text[i - 1]) || text[i] == 'n') &&
			!contains_any(text + i, start - i, english_breaks)) {
			size_t words = 0;

			for (size_t j = i; j < start; j++)
				words += text[j] == ' ';
			if (words <= 4)
				return true;
		}
	}
	return false;
}

bool
context_supposes(const Context *context, size_t start)
{
	static const char *const suppositions[] = { "如果", "要是", "万一", "假如", "假设", "以防", "避免",
		"预防", "防止", "谨防", "当心", "迟早", "早晚", "若", "一旦", "担心", "难免", "容易",
		"可能会", "如遇", "如发现", "如出现", "如发生", "in case ", "if ", "might ", "prevent ",
		"avoid ", NULL };
	const char *text = context->text;
	size_t clause = clause_begin(text, start, 36);

	return contains_any(text + clause, start - clause, suppositions);
}

/* A teaching verb shortly before, or a part of a course at once behind. */
bool
context_is_taught(const Context *context, size_t start, size_t end)
{
	static const char *const before[] = { "讲解", "讲到", "讲的", "讲", "学的", "学了", "学会", "教的",
		"模拟", "演练", "案例", "情景", "题目", "作文", "剧本", NULL };
	static const char *const no_before[] = { "讲课", "讲台", "讲话", "讲理", "讲着", "讲完", "讲师",
		"讲题", "讲错", "讲座", "讲究", "讲道理", "讲义", "讲情", "模拟考", "讲到一半", NULL };
	static const char *const after[] = { "那一讲", "那讲", "那一章", "那章", "这一章", "这章", "一章",
		"模块", "单元", "章节", "知识", "技能", "原理", "科普", "演练", "固定", "理论", "案例",
		"的题", "写作", NULL };
	static const char *const stops[] = { "。", ",", "!", "?", "\n", ";", NULL };
	const char *text = context->text;
	size_t at = start;

	while (at && start - at < 24) {
		at = previous_character(text, at);
		if (starts_with_any(text + at, start - at, stops))
			break;
		if (starts_with_any(text + at, start - at, before) &&
			!starts_with_any(text + at, start - at, no_before))
			return true;
	}
	at = end;
	for (int i = 0; i < 4 && at < context->length; i++) {
		if (starts_with_any(text + at, context->length - at, after))
			return true;
		if (starts_with_any(text + at, context->length - at, stops))
			break;
		at += MIN((size_t)g_utf8_skip[(guchar)text[at]], context->length - at);
	}
	return false;
}

bool
context_is_elsewhere(const Context *context, size_t start, size_t end)
{
	static const char *const elsewhere[] = { "以前的学校", "原来的学校", "之前的学校", "以前的机构",
		"之前的机构", "上一家", "以前那家", "老学校", "old school", "previous school",
		"former school", "last school", "another school", NULL };
	static const char *const again[] = { "又", "也", "again", "also", "now", "too", NULL };
	size_t clause = clause_begin(context->text, start, 45);
	size_t length = MIN(context->length - clause, end - clause + 45);
	const char *stop = memchr(context->text + end, '\n', clause + length - end);

	if (stop)
		length = (size_t)(stop - context->text) - clause;
	return contains_any(context->text + clause, length, elsewhere) &&
	       !contains_any(context->text + clause, length, again);
}

/* "不是老师的问题", "老师很好": named only to be let off. */
bool
context_lets_off(const Context *context, size_t start, size_t end)
{
	static const char *const before[] = { "不是", "并非", "无关", "与其说", "not about ",
		"not because of ", "nothing wrong with ", "no problem with ", "nothing to do with ",
		"not a problem with ", NULL };
	static const char *const after[] = { "很好", "挺好", "不错", "没问题", "没有问题", "没得说", "还可以",
		"很满意", "还不错", "都好", "都不错", "都很好", "很认真", "很负责", "很耐心", "is fine",
		"are fine", "is good", "is great", "was fine", "was good", "was great", "is excellent",
		"were fine", "was excellent", "is very good", "无关", "没关系", NULL };
	const char *text = context->text;
	size_t clause = clause_begin(text, start, 24), tail = end;

	if (contains_any(text + clause, start - clause, before) &&
		!contains(text + clause, start - clause, "是不是") &&
		!contains(text + clause, start - clause, "不是一"))
		return true;
	for (int i = 0; i < 4 && tail < context->length; i++) {
		if (starts_with_any(text + tail, context->length - tail, after))
			return true;
		if (text[tail] == ' ') {
			tail++;
			i--;
			if (starts_with_any(text + tail, context->length - tail, after))
				return true;
			return false;
		}
		if (starts_with_any(text + tail, context->length - tail,
			    (const char *const[]){ "，", "。", ",", ".", "\n", "!", "?", NULL }))
			return false;
		tail += MIN((size_t)g_utf8_skip[(guchar)text[tail]], context->length - tail);
	}
	return false;
}

int
context_count_denials(const char *folded)
{
	static const char *const denials[] = { "不", "没", "未", "无", "not ", "n't ", "never ", "nobody ",
		"nothing ", "no one ", "without ", "still ", NULL };
	static const char *const no_denials[] = { "不客气", "不好意思", "不错", "不但", "不仅", "不知",
		"不一定", "不同", "无论", "未来", "无忧", "无抵押", "无需", "不断", "不少", "不限", "不论",
		"不管", "不胜", "不吝", "没问题", "无比", "不到", "不禁", "不愧", "未成年", "无微不至",
		"了不起", "没想到", "不来", "不过", "不了", NULL };
	size_t length = strlen(folded);
	int count = 0;

	for (size_t i = 0; i < length && count < 100; i++) {
		/* Bytes that one of these words begins with: most of a text is passed over by this alone. */
		if (!strchr("\xe4\xe6nws", folded[i]))
			continue;
		if (starts_with_any(folded + i, length - i, no_denials)) {
			i += 2;
			continue;
		}
		if (!starts_with_any(folded + i, length - i, denials))
			continue;
		/* A-not-A: the character before stands behind the denial again, "有没有". */
		if (i >= 3 && i + 6 <= length && !memcmp(folded + i - 3, folded + i + 3, 3))
			continue;
		count++;
	}
	return count;
}
