#include "workflow/classify/place.h"

#include "workflow/classify/context.h"

#include <string.h>

#define FAR_BYTES 45  /* between two parts: fifteen Chinese characters */
#define NEAR_BYTES 12 /* four */
#define ANY_BYTES 120 /* in which all the parts lie */
#define TIMES_MAX 2   /* further places of a row weigh nothing */
#define TRIES_MAX 64  /* of a row at places that do not count */

/* How far a term of several parts was read: for each part, the best chain that ends with it. */
typedef struct {
	Span chain[PARTS_MAX][PARTS_MAX];
} Progress;

typedef struct {
	const Vocabulary *vocabulary;
	Context context;
	Progress *progress;         /* by Row.progress */
	guint8 *times;              /* by row: places that counted */
	guint8 *tries;              /* by row: places that did not */
	bool *course;               /* a byte of a course's name */
	size_t read;                /* up to here sentences were looked for */
	size_t sentence;            /* where the sentence at `read` begins */
	size_t masked;              /* the end of the last mask */
	size_t counted;             /* up to here numbers were looked for */
	Span reach[OURS_COUNT + 1]; /* the longest word of each group so far */
	PlaceSink sink;
	void *data;
} Search;

static bool
alnum_at(const Context *context, size_t i)
{
	return i < context->length && g_ascii_isalnum(context->text[i]);
}

/* A Latin word ends at letters' borders, but for a plural; a number at digits', and is no amount of
 * something. */
static bool
borders_hold(const Context *context, const Word *word, size_t start, size_t end)
{
	static const char *const units[] = { "元", "块", "分", "人", "天", "个", "课时", "节", "页", "名",
		"室", "平", "斤", "小时", "学时", "号楼", "%", " 元", "万", "位", "岁", "门", "道题", "题",
		"集", "次", "min", " min", " yuan", "rmb", " rmb", " hours", " people", " students", "cm",
		"kg", "-", ".", ":", "/", NULL };
	static const char *const currency[] = { "¥", "$", "第", "共", "￥", NULL };
	const char *text = context->text;

	if (g_ascii_isalnum(text[start]) && start && g_ascii_isalnum(text[start - 1]))
		return false;
	if (g_ascii_isalpha(text[end - 1]) && alnum_at(context, end)) {
		bool plural = text[end] == 's' && !alnum_at(context, end + 1);

		if (!plural)
			return false;
	}
	if (!word->number)
		return true;
	if (alnum_at(context, end) || (start && strchr("-./:+", text[start - 1])))
		return false;
	if (starts_with_any(text + end, context->length - end, units))
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

	for (; search->read < position; search->read++) {
		const char *at = search->context.text + search->read;

		if (strchr("\xe3!?\n;.", *at) &&
			starts_with_any(at, search->context.length - search->read, stops))
			search->sentence = search->read + 1;
	}
	return search->sentence;
}

/* Ours are groups of their own, the institution's categories are one. */
static guint
group_of(guint category)
{
	return MIN(category, OURS_COUNT);
}

/* Does this place count: no course's name, not denied, not supposed, not let off? */
static bool
place_counts(const Search *search, const Row *row, const Span *parts)
{
	const Context *context = &search->context;
	size_t start = parts[0].start, end = parts[row->parts - 1].end;

	switch (group_of(row->category)) {
	case OURS_URGENT:
		if (context_names_course(context, end) || context_supposes(context, start) ||
			context_is_elsewhere(context, start, end) ||
			(row->parts == 1 && context_is_taught(context, start, end)))
			return false;
		break;
	case OURS_STEP:
		if (context_names_course(context, end) ||
			(row->parts == 1 && context_is_taught(context, start, end)))
			return false;
		break;
	case OURS_NOT_COMPLAINT:
		return true;
	case OURS_COMPLAINT:
		return !context_lets_off(context, start, end);
	default:
		if (context_names_course(context, end) || context_lets_off(context, start, end))
			return false;
		if (row->category != search->vocabulary->grave)
			return true;
	}
	for (guint i = 0; i < row->parts; i++)
		if (context_denies(context, parts[i].start))
			return false;
	return true;
}

/* Inside a word of its group that began no later: "态度" of "服务态度". */
static bool
is_swallowed(Search *search, const Row *row, const Span *parts)
{
	Span *reach = &search->reach[group_of(row->category)];
	Span place = { parts[0].start, parts[row->parts - 1].end };

	if (row->parts > 1)
		return place.start >= reach->start && place.end <= reach->end;
	if (place.end <= reach->end && (place.start != reach->start || place.end != reach->end))
		return true;
	if (place.end > reach->end)
		*reach = place;
	return false;
}

static void
take_row(Search *search, guint index, const Span *parts)
{
	const Row *row = &g_array_index(search->vocabulary->rows, Row, index);

	if (is_swallowed(search, row, parts))
		return;
	if (search->times[index] >= TIMES_MAX || search->tries[index] >= TRIES_MAX)
		return;
	if (place_counts(search, row, parts)) {
		search->times[index]++;
		search->sink(index, parts, search->data);
	} else {
		search->tries[index]++;
	}
}

/* Parts of one sentence in any order. */
static void
take_any(Search *search, guint index, guint part, Span place)
{
	const Row *row = &g_array_index(search->vocabulary->rows, Row, index);
	Span *parts = search->progress[row->progress].chain[0];
	size_t sentence = sentence_begin(search, place.start);

	parts[part] = place;
	for (guint i = 0; i < row->parts; i++) {
		bool apart = i == part || parts[i].end <= place.start;

		if (!parts[i].end || !apart || parts[i].start < sentence ||
			place.end - parts[i].start > ANY_BYTES)
			return;
	}
	take_row(search, index, parts);
	memset(parts, 0, sizeof search->progress[0].chain[0]);
}

static void
take_part(Search *search, guint index, guint part, Span place)
{
	const Row *row = &g_array_index(search->vocabulary->rows, Row, index);
	Span(*chain)[PARTS_MAX];

	if (row->parts == 1) {
		take_row(search, index, &place);
		return;
	}
	if (search->times[index] >= TIMES_MAX)
		return;
	if (row->gaps[1] == GAP_ANY) {
		take_any(search, index, part, place);
		return;
	}
	chain = search->progress[row->progress].chain;
	if (part) {
		const Span *before = chain[part - 1];
		size_t end = before[part - 1].end;
		size_t gap = row->gaps[part] == GAP_NEAR ? NEAR_BYTES : FAR_BYTES;

		if (!end || place.start < end || place.start - end > gap ||
			before[0].start < sentence_begin(search, place.start))
			return;
		memcpy(chain[part], before, part * sizeof *before);
	}
	chain[part][part] = place;
	if (part + 1 == row->parts)
		take_row(search, index, chain[part]);
}

static void
take_parts(Search *search, guint link, Span place)
{
	for (const Link *at; link; link = at->next) {
		at = &g_array_index(search->vocabulary->links, Link, link - 1);
		if (!(at->target & 1))
			take_part(search, at->target >> 4, at->target >> 1 & 7, place);
	}
}

/* The length of a number of five or more at `at`: "16", "十几", "五十多"; 0: none. */
static size_t
number_length(const Context *context, size_t at)
{
	static const char *const small[] = { "一", "二", "三", "四", "两", "几", "多", "余", "来", NULL };
	static const char *const large[] = { "五", "六", "七", "八", "九", "十", "百", "千", NULL };
	const char *text = context->text + at;
	size_t length = context->length - at, n = 0;
	bool enough = false;

	while (n < length && g_ascii_isdigit(text[n]))
		n++;
	if (n)
		return n < 5 && g_ascii_strtoull(text, NULL, 10) >= 5 ? n : 0;
	for (; n + 3 <= length; n += 3) {
		bool is_large = starts_with_any(text + n, length - n, large);

		if (!is_large && !starts_with_any(text + n, length - n, small))
			break;
		enough |= is_large;
	}
	return enough ? n : 0;
}

/* Numbers of five or more stand for the words of "@five"; those before `limit`. */
static void
take_numbers(Search *search, size_t limit)
{
	const Context *context = &search->context;
	guint set = search->vocabulary->five;
	size_t at = search->counted;

	while (set && at < limit) {
		const char *text = context->text + at;
		size_t n = g_ascii_isdigit(*text) || strchr("\xe4\xe5\xe7", *text)
				   ? number_length(context, at)
				   : 0;

		if (n && !search->course[at])
			take_parts(search, g_array_index(search->vocabulary->sets, guint, set - 1),
				(Span){ at, at + n });
		while (!n && g_ascii_isdigit(text[n + 1]))
			n++;
		at += MAX(n, (size_t)g_utf8_skip[(guchar)*text]);
	}
	search->counted = MAX(at, search->counted);
}

static void
take_word(guint value, size_t start, size_t end, void *data)
{
	Search *search = data;
	const Word *word = &g_array_index(search->vocabulary->words, Word, value);
	const Span place = { start, end };

	take_numbers(search, start);
	if (end <= search->masked || !borders_hold(&search->context, word, start, end))
		return;
	if (word->mask)
		search->masked = end;
	if (search->course[start])
		return;
	take_parts(search, word->links, place);
	for (guint link = word->links; link;) {
		const Link *at = &g_array_index(search->vocabulary->links, Link, link - 1);

		if (at->target & 1)
			take_parts(search, g_array_index(search->vocabulary->sets, guint, at->target >> 1),
				place);
		link = at->next;
	}
}

void
places_find(const Vocabulary *vocabulary, const char *folded, PlaceSink sink, void *data)
{
	size_t length = strlen(folded);
	g_autofree Progress *progress = g_new0(Progress, vocabulary->several + 1);
	g_autofree guint8 *times = g_new0(guint8, vocabulary->rows->len + 1);
	g_autofree guint8 *tries = g_new0(guint8, vocabulary->rows->len + 1);
	g_autofree bool *course = g_new0(bool, length + 1);
	Search search = {
		.vocabulary = vocabulary,
		.context = { folded, length },
		.progress = progress,
		.times = times,
		.tries = tries,
		.course = course,
		.sink = sink,
		.data = data,
	};

	context_mark_courses(&search.context, course);
	lexicon_find(vocabulary->lexicon, folded, length, take_word, &search);
	take_numbers(&search, length);
}
