#include "workflow/classify.h"

#include "workflow/lexicon.h"

#include <string.h>

#define TEXT_BYTES (256 << 10) /* of a text are read */
#define ROWS_MAX 20000
#define PARTS_MAX 4  /* of a term with gaps */
#define GAP_BYTES 45 /* between two parts: fifteen Chinese characters */
#define SUBJECT_FACTOR 2.0
#define REPEAT_FACTOR 0.5 /* the second time counts half, further ones nothing */
#define COMMON_LIMIT 2.0  /* words of weight 1 together weigh no more */
#define EVIDENCE 1.4      /* a category of this weight scores one half */
#define SECONDARY_WEIGHT 3.0
#define SECONDARY_SHARE 0.4
#define URGENT_WEIGHT 2.0
#define DENY_WEIGHT 2.0 /* of "_not_complaint" words, to be no complaint */
#define WORDS_SHOWN 12

/* Categories of our own, before those of the institution. */
enum {
	OURS_URGENT,
	OURS_NOT_COMPLAINT,
	OURS_COMPLAINT,
	OURS_COUNT
};

static const char *const ours[OURS_COUNT] = {
	[OURS_URGENT] = "_urgent",
	[OURS_NOT_COMPLAINT] = "_not_complaint",
	[OURS_COMPLAINT] = "_complaint",
};

typedef struct {
	guint category; /* index into Vocabulary.categories */
	double weight;
	char *term; /* as written */
	guint parts;
	bool number; /* digits alone: needs digit borders */
} Row;

struct Vocabulary {
	GPtrArray *categories; /* char *; [0 … OURS_COUNT) are ours */
	GArray *rows;          /* Row */
	GArray *parts;         /* guint: row << 3 | part, the lexicon's values index it */
	Lexicon *lexicon;
	guint catch_all; /* the category that intake decides about, or G_MAXUINT */
};

static void
row_clear(gpointer data)
{
	Row *row = data;

	g_free(row->term);
}

/* NFKC, lower case, one blank for many, newlines inside Latin text as blanks, without what a reader cannot
 * see and without quoted lines. */
static char *
fold_text(const char *text)
{
	size_t length = strnlen(text, TEXT_BYTES);
	g_autofree char *normal = NULL;
	GString *out;
	bool line_begins = true, quoted = false;

	while (length && (text[length] & 0xc0) == 0x80)
		length--;
	normal = g_utf8_normalize(text, (gssize)length, G_NORMALIZE_ALL_COMPOSE);
	if (!normal)
		return g_strdup("");
	out = g_string_sized_new(strlen(normal));
	for (const char *s = normal; *s; s += g_utf8_skip[(guchar)*s]) {
		gunichar c = g_utf8_get_char(s);

		if (line_begins)
			quoted = c == '>';
		line_begins = c == '\n';
		if (quoted || g_unichar_type(c) == G_UNICODE_FORMAT)
			continue;
		if (c == '\n' && out->len && g_ascii_isalnum(out->str[out->len - 1]) && g_ascii_isalpha(s[1]))
			c = ' ';
		if (c == 0x2019)
			c = '\'';
		if ((c == ' ' || c == '\t') && (!out->len || out->str[out->len - 1] == ' '))
			continue;
		g_string_append_unichar(out, c == '\t' ? ' ' : g_unichar_tolower(c));
	}
	return g_string_free(out, FALSE);
}

static guint
category_index(Vocabulary *vocabulary, const char *id)
{
	for (guint i = 0; i < vocabulary->categories->len; i++)
		if (!strcmp(g_ptr_array_index(vocabulary->categories, i), id))
			return i;
	g_ptr_array_add(vocabulary->categories, g_strdup(id));
	return vocabulary->categories->len - 1;
}

/* term = part *( "…" part ): a gap of a few characters of one sentence */
static bool
add_term(Vocabulary *vocabulary, guint category, double weight, const char *term)
{
	g_autofree char *folded = fold_text(term);
	g_auto(GStrv) parts = NULL;
	Row row = { .category = category, .weight = weight };
	guint count = 0;

	/* NFKC has made three dots of each "…". */
	parts = g_strsplit(folded, "...", -1);
	for (char **part = parts; *part; part++) {
		g_strstrip(*part);
		count += **part != '\0';
	}
	if (!count || count > PARTS_MAX)
		return false;
	row.term = g_strdup(term);
	row.parts = count;
	row.number = count == 1 && strspn(parts[0], "0123456789") == strlen(parts[0]);
	count = 0;
	for (char **part = parts; *part; part++) {
		guint value = vocabulary->rows->len << 3 | count;

		if (!**part)
			continue;
		g_array_append_val(vocabulary->parts, value);
		lexicon_add(vocabulary->lexicon, *part, vocabulary->parts->len - 1);
		count++;
	}
	g_array_append_val(vocabulary->rows, row);
	return true;
}

static bool
read_row(Vocabulary *vocabulary, char *line, const Policy *policy, guint number, GError **error)
{
	g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
	guint count = g_strv_length(cells);
	char *end = NULL;
	double weight;
	bool is_ours = false;

	if (count != 4) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			"line %u: %u columns where 4 are needed: category, language, weight, term, separated "
			"by tabs",
			number, count);
		return false;
	}
	weight = g_ascii_strtod(cells[2], &end);
	if (end == cells[2] || *end || !(weight > 0 && weight <= 10)) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			"line %u: the weight \"%s\" is no number from 1 to 10", number, cells[2]);
		return false;
	}
	for (guint i = 0; i < OURS_COUNT; i++)
		is_ours |= !strcmp(cells[0], ours[i]);
	if (!is_ours && policy && !policy_category(policy, cells[0])) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			"line %u: there is no category \"%s\"; name one of the settings, _urgent, _complaint "
			"or _not_complaint",
			number, cells[0]);
		return false;
	}
	if (vocabulary->rows->len >= ROWS_MAX ||
		!add_term(vocabulary, category_index(vocabulary, cells[0]), weight, cells[3])) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			"line %u: the term is empty, has more than %d parts, or is one of too many", number,
			PARTS_MAX);
		return false;
	}
	return true;
}

Vocabulary *
vocabulary_new(const char *text, const Policy *policy, GError **error)
{
	g_autoptr(Vocabulary) vocabulary = g_new0(Vocabulary, 1);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	vocabulary->categories = g_ptr_array_new_with_free_func(g_free);
	vocabulary->rows = g_array_new(FALSE, FALSE, sizeof(Row));
	g_array_set_clear_func(vocabulary->rows, row_clear);
	vocabulary->parts = g_array_new(FALSE, FALSE, sizeof(guint));
	vocabulary->lexicon = lexicon_new();
	vocabulary->catch_all = G_MAXUINT;
	for (guint i = 0; i < OURS_COUNT; i++)
		category_index(vocabulary, ours[i]);
	if (!g_utf8_validate(text, -1, NULL)) {
		g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "the text is not UTF-8");
		return NULL;
	}
	for (guint i = 0; lines[i]; i++) {
		g_strchomp(lines[i]);
		if (!*lines[i] || *lines[i] == '#')
			continue;
		if (!read_row(vocabulary, lines[i], policy, i + 1, error))
			return NULL;
	}
	lexicon_seal(vocabulary->lexicon);
	for (guint i = OURS_COUNT; i < vocabulary->categories->len; i++) {
		const char *id = g_ptr_array_index(vocabulary->categories, i);
		const Category *category = policy ? policy_category(policy, id) : NULL;

		if (category ? category->to_intake : !strcmp(id, "other"))
			vocabulary->catch_all = i;
	}
	return g_steal_pointer(&vocabulary);
}

void
vocabulary_free(Vocabulary *vocabulary)
{
	if (!vocabulary)
		return;
	g_clear_pointer(&vocabulary->categories, g_ptr_array_unref);
	g_clear_pointer(&vocabulary->rows, g_array_unref);
	g_clear_pointer(&vocabulary->parts, g_array_unref);
	lexicon_free(vocabulary->lexicon);
	g_free(vocabulary);
}

/* One place of one term. */
typedef struct {
	size_t start, end;
	guint row;
} Hit;

/* How far a term with gaps was read: the place of its parts so far. */
typedef struct {
	size_t start, end;
	bool set;
} Progress;

typedef struct {
	const Vocabulary *vocabulary;
	const char *text;
	size_t length;
	GArray *hits;         /* Hit */
	GHashTable *progress; /* row → Progress[PARTS_MAX] */
	bool *course;         /* a byte of a course's name */
	size_t read;          /* up to here sentences were looked for */
	size_t sentence;      /* where the sentence at `read` begins */
} Search;

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

static bool
starts_with_any(const char *text, size_t length, const char *const *words)
{
	for (; *words; words++)
		if (starts(text, length, *words))
			return true;
	return false;
}

static bool
alnum_at(const Search *search, size_t i)
{
	return i < search->length && g_ascii_isalnum(search->text[i]);
}

/* A Latin word ends at letters' borders, but for a plural; a number at digits', and is no amount of
 * something. */
static bool
borders_hold(const Search *search, const Row *row, size_t start, size_t end)
{
	static const char *const units[] = { "元", "块", "分", "人", "天", "个", "课时", "节", "页", "名",
		"室", "平", "斤", "小时", "学时", "号楼", "%", " 元", "万", "位", "岁", "门", "道题", "题",
		"集", "次", "min", " min", " yuan", "rmb", " rmb", " hours", " people", " students", "cm",
		"kg", "-", ".", ":", "/", NULL };
	static const char *const currency[] = { "¥", "$", "第", "共", "￥", NULL };
	const char *text = search->text;

	if (g_ascii_isalnum(text[start]) && start && g_ascii_isalnum(text[start - 1]))
		return false;
	if (g_ascii_isalpha(text[end - 1]) && alnum_at(search, end)) {
		bool plural = text[end] == 's' && !alnum_at(search, end + 1);

		if (!plural)
			return false;
	}
	if (!row->number)
		return true;
	if (alnum_at(search, end) || (start && strchr("-./:+", text[start - 1])))
		return false;
	if (starts_with_any(text + end, search->length - end, units))
		return false;
	for (size_t i = 0; currency[i]; i++) {
		size_t n = strlen(currency[i]);

		if (start >= n && !memcmp(text + start - n, currency[i], n))
			return false;
	}
	return true;
}

/* The beginning of the sentence that `position` lies in; positions come in rising order. */
static size_t
sentence_begin(Search *search, size_t position)
{
	static const char *const stops[] = { "。", "!", "?", "\n", ";", ". ", NULL };

	for (; search->read < position; search->read++)
		if (starts_with_any(search->text + search->read, search->length - search->read, stops))
			search->sentence = search->read + 1;
	return search->sentence;
}

static void
take_hit(guint value, size_t start, size_t end, void *data)
{
	Search *search = data;
	guint part = g_array_index(search->vocabulary->parts, guint, value);
	guint index = part >> 3;
	const Row *row = &g_array_index(search->vocabulary->rows, Row, index);
	Hit hit = { start, end, index };

	part &= 7;
	if (!borders_hold(search, row, start, end))
		return;
	if (row->parts > 1) {
		Progress *progress = g_hash_table_lookup(search->progress, GUINT_TO_POINTER(index));

		if (!progress) {
			progress = g_new0(Progress, PARTS_MAX);
			g_hash_table_insert(search->progress, GUINT_TO_POINTER(index), progress);
		}
		if (part) {
			const Progress *before = &progress[part - 1];

			if (!before->set || start < before->end || start - before->end > GAP_BYTES ||
				before->start < sentence_begin(search, start))
				return;
			hit.start = before->start;
		}
		progress[part] = (Progress){ hit.start, end, true };
		if (part + 1 < row->parts)
			return;
	}
	g_array_append_val(search->hits, hit);
}

/* Earlier first, longer first. */
static gint
by_place(gconstpointer a, gconstpointer b)
{
	const Hit *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
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
static bool
course_follows(const Search *search, size_t end)
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
	const char *s = search->text + end;
	size_t length = search->length - end;

	for (int i = 0; i < 7 && length; i++) {
		size_t n = (size_t)g_utf8_skip[(guchar)*s];

		if (starts_with_any(s, length, suffixes))
			return !starts_with_any(s, length, no_suffixes);
		if (!(*s & 0x80) || starts_with_any(s, length, happenings) || starts(s, length, "，") ||
			starts(s, length, "。") || starts(s, length, "、"))
			break;
		s += MIN(n, length);
		length -= MIN(n, length);
	}
	s = search->text + end;
	length = search->length - end;
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
static void
mark_courses(Search *search)
{
	static const char *const names[] = { "班级", "课程", "专业", "项目", "报读课程", "报名课程",
		"所在班级", "课程名称", "class", "course", NULL };
	const char *text = search->text;

	for (size_t i = 0; i < search->length; i++) {
		bool begins = i == 0 || text[i - 1] == '\n';

		if (starts(text + i, search->length - i, "《")) {
			size_t limit = MIN(search->length, i + 120);

			for (size_t j = i; j < limit && !starts(text + j, search->length - j, "》"); j++)
				search->course[j] = true;
		}
		for (size_t k = 0; begins && names[k]; k++) {
			size_t n = strlen(names[k]);

			if (!starts(text + i, search->length - i, names[k]) || text[i + n] != ':')
				continue;
			for (size_t j = i; j < search->length && text[j] != '\n' && j < i + 200; j++)
				search->course[j] = true;
			break;
		}
	}
}

/* The words of the same clause before `start`, at most `limit` bytes. */
static size_t
clause_begin(const char *text, size_t start, size_t limit)
{
	static const char *const stops[] = { "，", "。", ",", ".", "!", "?", "\n", ";", ":", "、", "但",
		" but ", NULL };
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
static bool
is_denied(const Search *search, size_t start)
{
	static const char *const negations[] = { "没有", "没", "未", "无", "不是", "并非", "不会", "不想",
		"不用", "不要", "不需要", "不打算", "不至于", "从未", "并未", "不存在", "不", NULL };
	static const char *const no_negations[] = { "不止", "不仅", "不但", "不断", "不停", "不光", "不得不",
		"不只", "不慎", "不小心", "不久", "无故", "无端", "没人管", "没想到", "未成年", "不当",
		"不良", "不明", "不料", "无缘无故", "没多久", "没过多久", NULL };
	static const char *const breaks[] = { "就", "我", "只", "再", "才", "及时", "马上", "立即",
		"第一时间", "处理", "退", "管", "否则", "解决", "说法", "敢", "注意", "看好", "看护", "照顾",
		"保护", "阻止", "制止", "老师", "通知", "告诉", "回复", "理", NULL };
	static const char *const english[] = { "no ", "not ", "n't ", "nobody ", "never ", "no one ",
		"without ", "nothing ", NULL };
	static const char *const english_breaks[] = { "only", "because", "just", "if", "until", "immediately",
		"when", NULL };
	const char *text = search->text;
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

/* "不是老师的问题", "老师很好": named only to be let off. */
static bool
is_let_off(const Search *search, size_t start, size_t end)
{
	static const char *const before[] = { "不是", "并非", "无关", "与其说", "not about ",
		"not because of ", "nothing wrong with ", "no problem with ", "nothing to do with ",
		"not a problem with ", NULL };
	static const char *const after[] = { "很好", "挺好", "不错", "没问题", "没有问题", "没得说", "还可以",
		"很满意", "还不错", "都好", "都不错", "都很好", "很认真", "很负责", "很耐心", "is fine",
		"are fine", "is good", "is great", "was fine", "was good", "was great", "is excellent",
		"were fine", "was excellent", "is very good", "无关", "没关系", NULL };
	const char *text = search->text;
	size_t clause = clause_begin(text, start, 24), tail = end;

	if (contains_any(text + clause, start - clause, before) &&
		!contains(text + clause, start - clause, "是不是") &&
		!contains(text + clause, start - clause, "不是一"))
		return true;
	for (int i = 0; i < 4 && tail < search->length; i++) {
		if (starts_with_any(text + tail, search->length - tail, after))
			return true;
		if (text[tail] == ' ') {
			tail++;
			i--;
			if (starts_with_any(text + tail, search->length - tail, after))
				return true;
			return false;
		}
		if (starts_with_any(text + tail, search->length - tail,
			    (const char *const[]){ "，", "。", ",", ".", "\n", "!", "?", NULL }))
			return false;
		tail += MIN((size_t)g_utf8_skip[(guchar)text[tail]], search->length - tail);
	}
	return false;
}

static int
group_of(const Row *row)
{
	return row->category < OURS_COUNT ? (int)row->category : OURS_COUNT;
}

/* Does this place count: no course's name, not denied, not let off? */
static bool
hit_counts(const Search *search, const Hit *hit, const Row *row)
{
	if (search->course[hit->start])
		return false;
	switch (group_of(row)) {
	case OURS_URGENT:
		return !course_follows(search, hit->end) && !is_denied(search, hit->start);
	case OURS_NOT_COMPLAINT:
		return true;
	case OURS_COMPLAINT:
		return !is_let_off(search, hit->start, hit->end);
	default:
		return !course_follows(search, hit->end) && !is_let_off(search, hit->start, hit->end);
	}
}

/* What was weighed so far, over subject and text. */
typedef struct {
	const Vocabulary *vocabulary;
	double *totals;  /* by category */
	double *commons; /* of which by words of weight 1 */
	guint8 *seen;    /* times, by row */
	GArray *order;   /* guint: rows in the order found */
} Weighing;

static void
weigh(Weighing *weighing, guint index, double factor)
{
	const Row *row = &g_array_index(weighing->vocabulary->rows, Row, index);
	/* An urgent word needs no echo: two weak ones decide, one of them in the subject does not. */
	double weight = row->weight * (row->category == OURS_URGENT ? 1 : factor);

	if (weighing->seen[index] >= 2)
		return;
	if (weighing->seen[index]++)
		weight *= REPEAT_FACTOR;
	else
		g_array_append_val(weighing->order, index);
	if (row->weight <= 1 && row->category >= OURS_COUNT) {
		double room = COMMON_LIMIT - weighing->commons[row->category];

		weight = CLAMP(weight, 0, MAX(room, 0));
		weighing->commons[row->category] += weight;
	}
	weighing->totals[row->category] += weight;
}

static void
weigh_text(Weighing *weighing, const char *text, double factor)
{
	const Vocabulary *vocabulary = weighing->vocabulary;
	g_autofree char *folded = fold_text(text);
	size_t length = strlen(folded);
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(Hit));
	g_autoptr(GHashTable) progress = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	g_autofree bool *course = g_new0(bool, length + 1);
	Search search = { vocabulary, folded, length, hits, progress, course, 0, 0 };
	size_t reach[OURS_COUNT + 1] = { 0 }, from[OURS_COUNT + 1] = { 0 };

	mark_courses(&search);
	lexicon_find(vocabulary->lexicon, folded, length, take_hit, &search);
	g_array_sort(hits, by_place);
	for (guint i = 0; i < hits->len; i++) {
		const Hit *hit = &g_array_index(hits, Hit, i);
		const Row *row = &g_array_index(vocabulary->rows, Row, hit->row);
		int group = group_of(row);

		/* A word inside a longer one of its group is that word's: "态度" of "服务态度". */
		if (row->parts == 1 && hit->end <= reach[group] &&
			!(hit->start == from[group] && hit->end == reach[group]))
			continue;
		if (row->parts == 1 && hit->end > reach[group]) {
			reach[group] = hit->end;
			from[group] = hit->start;
		}
		if (hit_counts(&search, hit, row))
			weigh(weighing, hit->row, factor);
	}
}

static char *
words_of(const Weighing *weighing, guint category)
{
	g_autoptr(GString) words = g_string_new(NULL);
	guint count = 0;

	for (guint i = 0; i < weighing->order->len && count < WORDS_SHOWN; i++) {
		const Row *row = &g_array_index(
			weighing->vocabulary->rows, Row, g_array_index(weighing->order, guint, i));

		if (row->category != category)
			continue;
		/* A term may hold blanks; the list may not. */
		g_string_append_printf(words, "%s%s", words->len ? " " : "", row->term);
		for (size_t j = words->len - strlen(row->term); j < words->len; j++)
			if (words->str[j] == ' ')
				words->str[j] = '_';
		count++;
	}
	return g_string_free(g_steal_pointer(&words), FALSE);
}

/* The best and the second best category, without the catch-all unless nothing else was found. */
static void
rank(const Weighing *weighing, guint *out_first, guint *out_second)
{
	const Vocabulary *vocabulary = weighing->vocabulary;
	guint first = G_MAXUINT, second = G_MAXUINT;

	for (guint i = OURS_COUNT; i < vocabulary->categories->len; i++) {
		if (i == vocabulary->catch_all || weighing->totals[i] <= 0)
			continue;
		if (first == G_MAXUINT || weighing->totals[i] > weighing->totals[first]) {
			second = first;
			first = i;
		} else if (second == G_MAXUINT || weighing->totals[i] > weighing->totals[second]) {
			second = i;
		}
	}
	if (first == G_MAXUINT && vocabulary->catch_all != G_MAXUINT &&
		weighing->totals[vocabulary->catch_all] > 0)
		first = vocabulary->catch_all;
	*out_first = first;
	*out_second = second;
}

static bool
looks_like_complaint(const Weighing *weighing)
{
	double denies = weighing->totals[OURS_NOT_COMPLAINT];
	double grieves = weighing->totals[OURS_COMPLAINT];

	if (weighing->totals[OURS_URGENT] >= URGENT_WEIGHT)
		return true;
	return denies < DENY_WEIGHT || grieves >= denies;
}

static void
judge(const Weighing *weighing, double threshold, double margin, Verdict *verdict)
{
	const Vocabulary *vocabulary = weighing->vocabulary;
	guint first, second;
	double best = 0, next = 0;

	rank(weighing, &first, &second);
	if (first != G_MAXUINT) {
		best = weighing->totals[first];
		verdict->category = g_strdup(g_ptr_array_index(vocabulary->categories, first));
		verdict->words = words_of(weighing, first);
	} else {
		verdict->words = g_strdup("");
	}
	if (second != G_MAXUINT) {
		next = weighing->totals[second];
		if (next >= SECONDARY_WEIGHT && next >= SECONDARY_SHARE * best)
			verdict->secondary = g_strdup(g_ptr_array_index(vocabulary->categories, second));
	}
	verdict->score = best / (best + EVIDENCE);
	verdict->margin = best > 0 ? (best - next) / best : 0;
	verdict->urgent = weighing->totals[OURS_URGENT] >= URGENT_WEIGHT;
	verdict->urgent_words = words_of(weighing, OURS_URGENT);
	verdict->is_complaint = looks_like_complaint(weighing);
	verdict->triage = first == G_MAXUINT || first == vocabulary->catch_all ||
			  verdict->score < threshold || verdict->margin < margin || !verdict->is_complaint;
}

Verdict *
classify(const Vocabulary *vocabulary, const char *subject, const char *text, double threshold, double margin)
{
	g_autofree double *totals = g_new0(double, vocabulary->categories->len + 1);
	g_autofree double *commons = g_new0(double, vocabulary->categories->len + 1);
	g_autofree guint8 *seen = g_new0(guint8, vocabulary->rows->len + 1);
	g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
	Weighing weighing = { vocabulary, totals, commons, seen, order };
	Verdict *verdict = g_new0(Verdict, 1);

	if (subject)
		weigh_text(&weighing, subject, SUBJECT_FACTOR);
	if (text)
		weigh_text(&weighing, text, 1);
	judge(&weighing, threshold, margin, verdict);
	return verdict;
}

void
verdict_free(Verdict *verdict)
{
	if (!verdict)
		return;
	g_free(verdict->category);
	g_free(verdict->secondary);
	g_free(verdict->words);
	g_free(verdict->urgent_words);
	g_free(verdict);
}
