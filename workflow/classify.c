#include "workflow/classify.h"

#include "workflow/place.h"
#include "workflow/vocabulary.h"

#include <string.h>

#define SUBJECT_FACTOR 2.0
#define REPEAT_FACTOR 0.5 /* the second time counts half, further ones nothing */
#define COMMON_LIMIT 2.0  /* words of weight 1 together weigh no more */
#define EVIDENCE 1.4      /* a category of this weight scores one half */
#define SECONDARY_WEIGHT 3.0
#define SECONDARY_SHARE 0.4
#define URGENT_WEIGHT 2.0
#define DENY_WEIGHT 2.0 /* of "_not_complaint" words, to be no complaint */
#define WORDS_SHOWN 12
#define GRAVE_MARGIN 0.3 /* a grave category leads by */
#define DENIAL_WEIGHT 0.5
#define DENIALS_MAX 8
#define GRIEF_WEIGHT 1.0  /* of "_complaint" words and denials, to be a complaint */
#define TOPIC_WEIGHT 6.0  /* of the best category, to be one without a grievance */
#define FEW_CHARACTERS 12 /* say nothing either way */

/* What was weighed so far, over subject and text. */
typedef struct {
	const Vocabulary *vocabulary;
	double *totals;  /* by category */
	double *commons; /* of which by words of weight 1 */
	guint8 *seen;    /* times, by row */
	GArray *order;   /* guint: rows in the order found */
	double factor;   /* of the text at hand */
	int denials;
	bool asks; /* a question mark was read */
	glong characters;
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
weigh_place(guint row, void *data)
{
	Weighing *weighing = data;

	weigh(weighing, row, weighing->factor);
}

static void
weigh_text(Weighing *weighing, const char *text, double factor)
{
	g_autofree char *folded = vocabulary_fold(text);

	weighing->factor = factor;
	weighing->denials += places_count_denials(folded);
	weighing->asks |= strchr(folded, '?') || strstr(folded, "吗");
	weighing->characters += g_utf8_strlen(folded, -1);
	places_find(weighing->vocabulary, folded, weigh_place, weighing);
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

/*
 * A grievance speaks for one; praise, a question, an advertisement against it. Without either it is taken for
 * one unless it asks; intake sees all that are none (spec T03).
 */
static bool
looks_like_complaint(const Weighing *weighing, double topic)
{
	double denies = weighing->totals[OURS_NOT_COMPLAINT];
	double grieves =
		weighing->totals[OURS_COMPLAINT] + DENIAL_WEIGHT * MIN(weighing->denials, DENIALS_MAX);

	if (weighing->totals[OURS_URGENT] >= URGENT_WEIGHT)
		return true;
	if (denies >= DENY_WEIGHT)
		return grieves >= denies;
	if (grieves >= GRIEF_WEIGHT)
		return true;
	if (weighing->characters < FEW_CHARACTERS)
		return denies <= 0;
	return topic >= TOPIC_WEIGHT || (!weighing->asks && denies <= 0);
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
	/* Most of what the supervisors take up at once is somebody hurt or exposed, in words that no list
	 * foresees. */
	verdict->urgent = weighing->totals[OURS_URGENT] >= URGENT_WEIGHT ||
			  (first != G_MAXUINT && first == vocabulary->grave && verdict->score >= threshold &&
				  verdict->margin >= GRAVE_MARGIN);
	verdict->urgent_words = words_of(weighing, OURS_URGENT);
	if (verdict->urgent && !*verdict->urgent_words) {
		g_free(verdict->urgent_words);
		verdict->urgent_words = g_strdup(verdict->words);
	}
	verdict->is_complaint = looks_like_complaint(weighing, best);
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
	Weighing weighing = { vocabulary, totals, commons, seen, order, 1, 0, false, 0 };
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
