#include "workflow/classify/classify.h"

#include "workflow/classify/context.h"
#include "workflow/classify/fold.h"
#include "workflow/classify/place.h"
#include "workflow/classify/vocabulary.h"

#include <string.h>

#define SUBJECT_FACTOR 2.0
#define REPEAT_FACTOR 0.5  /* the second time counts half, further ones nothing */
#define COMMON_LIMIT 2.0   /* words of weight 1 together weigh no more */
#define LEARNED_FACTOR 2.0 /* of what is learned, beside the words */
#define URGENT_LEARNED 1.0
#define LEARNED_BYTES 75     /* of a mail, to be like others */
#define LEARNED_EVIDENCE 4.0 /* the same where learning adds to the words */
#define GRIEF_LEARNED 1.0
#define DENY_LEARNED 1.0
#define EVIDENCE 2.1 /* a category of this weight scores one half: one word of weight 3 is not enough */
#define SECONDARY_WEIGHT 3.0
#define SECONDARY_SHARE 0.4
#define URGENT_WEIGHT 2.0
#define GRAVE_BONUS 1.0 /* what happened to a person outweighs whose lesson it happened in */
#define DENY_WEIGHT 2.0 /* of "_not_complaint" words, to be no complaint */
#define WORDS_SHOWN 12
#define DENIAL_WEIGHT 0.5
#define DENIALS_MAX 8
#define GRIEF_WEIGHT 1.0       /* of "_complaint" words and denials, to be a complaint */
#define TOPIC_WEIGHT 2.0       /* of the best category, to be one without a grievance */
#define ASKED_TOPIC_WEIGHT 6.0 /* and with a question */
#define STRONG_WEIGHT 4.0      /* of "_not_complaint" words */
#define PRAISE_FACTOR 2.7      /* over urgent words, to be praise still */
#define SHORT_CHARACTERS 25
#define WEAK_GRIEF 3.0    /* in a short question */
#define FEW_CHARACTERS 12 /* say nothing either way */

/* A row that was found, and as what. */
typedef struct {
	guint row;
	char *words; /* the text of its parts */
} Finding;

/* What was weighed so far, over subject and text. */
typedef struct {
	const Vocabulary *vocabulary;
	double *totals;   /* by category */
	double *commons;  /* of which by words of weight 1 */
	guint8 *seen;     /* times, by row */
	GArray *found;    /* Finding, in the order of the text */
	const char *text; /* folded, at hand */
	double factor;    /* of the text at hand */
	int denials;
	bool asks; /* a question mark was read */
	glong characters;
	double *chosen;             /* the totals as the chosen words have it, without what is learned */
	bool learns;                /* what is learned was asked */
	double learned[OURS_COUNT]; /* what is learned of our own categories; 0: nothing either way */
} Weighing;

static void
finding_clear(gpointer data)
{
	Finding *finding = data;

	g_free(finding->words);
}

static void
note_finding(Weighing *weighing, guint index, const Span *parts)
{
	const Row *row = &g_array_index(weighing->vocabulary->rows, Row, index);
	GString *words = g_string_new(NULL);
	Finding finding = { index, NULL };

	for (guint i = 0; i < row->parts; i++) {
		if (i)
			g_string_append(words, "…");
		g_string_append_len(
			words, weighing->text + parts[i].start, (gssize)(parts[i].end - parts[i].start));
	}
	/* A term may hold blanks; the list may not. */
	finding.words = g_strdelimit(g_string_free(words, FALSE), " ", '_');
	g_array_append_val(weighing->found, finding);
}

static void
add_weight(Weighing *weighing, guint category, double weight, bool common)
{
	if (common && category >= OURS_COUNT) {
		double room = COMMON_LIMIT - weighing->commons[category];

		weight = CLAMP(weight, 0, MAX(room, 0));
		weighing->commons[category] += weight;
	}
	weighing->totals[category] += weight;
}

static void
weigh_place(guint index, const Span *parts, void *data)
{
	Weighing *weighing = data;
	const Row *row = &g_array_index(weighing->vocabulary->rows, Row, index);
	bool urgent = row->category == OURS_URGENT || row->category == OURS_STEP;
	/* An urgent word needs no echo: two weak ones decide, one of them in the subject does not. */
	double factor = urgent ? 1 : weighing->factor, repeat = 1;

	if (weighing->seen[index] >= 2)
		return;
	if (weighing->seen[index]++)
		repeat = REPEAT_FACTOR;
	else
		note_finding(weighing, index, parts);
	add_weight(weighing, row->category, row->weight * factor * repeat, row->weight <= 1);
	if (row->also != G_MAXUINT)
		add_weight(weighing, row->also, row->weight * weighing->factor * repeat, row->weight <= 1);
}

static void
weigh_text(Weighing *weighing, const char *folded, double factor)
{
	weighing->text = folded;
	weighing->factor = factor;
	weighing->denials += context_count_denials(folded);
	weighing->asks |= strchr(folded, '?') || strstr(folded, "吗");
	weighing->characters += g_utf8_strlen(folded, -1);
	places_find(weighing->vocabulary, folded, weigh_place, weighing);
}

/* What mails of each kind are like: for the institution's categories weak evidence beside the words; for our
 * own kept apart, to be asked by those who decide. */
static void
add_learned(Weighing *weighing, const char *const *folded, size_t count)
{
	const Vocabulary *vocabulary = weighing->vocabulary;
	double scores[LEARNED_KINDS];

	size_t bytes = 0;

	for (size_t i = 0; i < count; i++)
		bytes += strlen(folded[i]);
	/* A few words are like nothing yet. */
	if (!vocabulary->learned || bytes < LEARNED_BYTES)
		return;
	weighing->learns = true;
	learned_weigh(vocabulary->learned, folded, count, scores);
	for (guint k = 0; k < learned_kinds(vocabulary->learned); k++) {
		guint category = vocabulary->learned_as[k];

		if (category == G_MAXUINT)
			continue;
		if (category < OURS_COUNT)
			weighing->learned[category] = scores[k];
		else if (scores[k] > 0)
			weighing->totals[category] += LEARNED_FACTOR * scores[k];
	}
}

/* The words that speak for a category, separated by blanks; a new string. */
static char *
words_of(const Weighing *weighing, guint category, guint or_category)
{
	g_autoptr(GString) words = g_string_new(NULL);
	guint count = 0;

	for (guint i = 0; i < weighing->found->len && count < WORDS_SHOWN; i++) {
		const Finding *finding = &g_array_index(weighing->found, Finding, i);
		const Row *row = &g_array_index(weighing->vocabulary->rows, Row, finding->row);

		if (category == G_MAXUINT ||
			(row->category != category && row->also != category && row->category != or_category))
			continue;
		g_string_append_printf(words, "%s%s", words->len ? " " : "", finding->words);
		count++;
	}
	return g_string_free(g_steal_pointer(&words), FALSE);
}

/* Words of what happened and of what the writer does about it, and how much the mail is like urgent ones. */
static double
urgency(const Weighing *weighing)
{
	return weighing->totals[OURS_URGENT] + weighing->totals[OURS_STEP] +
	       URGENT_LEARNED * CLAMP(weighing->learned[OURS_URGENT], -1, 3);
}

/* The best and the second best category. */
static void
rank(const Weighing *weighing, guint *out_first, guint *out_second)
{
	guint first = G_MAXUINT, second = G_MAXUINT;

	for (guint i = OURS_COUNT; i < weighing->vocabulary->categories->len; i++) {
		if (weighing->totals[i] <= 0)
			continue;
		if (first == G_MAXUINT || weighing->totals[i] > weighing->totals[first]) {
			second = first;
			first = i;
		} else if (second == G_MAXUINT || weighing->totals[i] > weighing->totals[second]) {
			second = i;
		}
	}
	*out_first = first;
	*out_second = second;
}

static double
grievance(const Weighing *weighing)
{
	return weighing->totals[OURS_COMPLAINT] + DENIAL_WEIGHT * MIN(weighing->denials, DENIALS_MAX) +
	       GRIEF_LEARNED * MAX(weighing->learned[OURS_COMPLAINT], 0);
}

static double
denial(const Weighing *weighing)
{
	return weighing->totals[OURS_NOT_COMPLAINT] +
	       DENY_LEARNED * MAX(-weighing->learned[OURS_COMPLAINT], 0);
}

/* Praise, an advertisement, an essay may tell of an injury: strong words against a complaint outweigh it. */
static bool
is_urgent(const Weighing *weighing)
{
	double denies = denial(weighing);

	if (urgency(weighing) < URGENT_WEIGHT)
		return false;
	return denies < STRONG_WEIGHT || denies <= PRAISE_FACTOR * urgency(weighing) + grievance(weighing);
}

/*
 * A grievance speaks for one; praise, a question, an advertisement against it. Without either, what is about
 * a category is taken for one; intake sees all that are none (spec T03).
 */
static bool
looks_like_complaint(const Weighing *weighing, double topic)
{
	double denies = denial(weighing), grieves = grievance(weighing);

	if (is_urgent(weighing))
		return true;
	if (denies > 0 && weighing->asks && weighing->characters < SHORT_CHARACTERS && grieves < WEAK_GRIEF)
		return false;
	if (denies >= DENY_WEIGHT)
		return grieves >= denies;
	if (grieves >= GRIEF_WEIGHT)
		return true;
	if (weighing->characters < FEW_CHARACTERS)
		return denies <= 0;
	return topic >= (weighing->asks ? ASKED_TOPIC_WEIGHT : TOPIC_WEIGHT);
}

/* A mail of one matter is like those of others; a second matter is one that chosen words tell of. A new
 * string, or NULL. */
static char *
second_matter(const Weighing *weighing, guint first)
{
	const Vocabulary *vocabulary = weighing->vocabulary;
	guint second = G_MAXUINT;

	for (guint i = OURS_COUNT; first != G_MAXUINT && i < vocabulary->categories->len; i++)
		if (i != first && i != vocabulary->catch_all &&
			(second == G_MAXUINT || weighing->chosen[i] > weighing->chosen[second]))
			second = i;
	if (second == G_MAXUINT || weighing->chosen[second] < SECONDARY_WEIGHT ||
		weighing->chosen[second] < SECONDARY_SHARE * weighing->chosen[first])
		return NULL;
	return g_strdup(g_ptr_array_index(vocabulary->categories, second));
}

static void
favour_grave(const Weighing *weighing)
{
	guint grave = weighing->vocabulary->grave;

	if (grave != G_MAXUINT && weighing->totals[grave] > 0 &&
		weighing->totals[OURS_URGENT] >= URGENT_WEIGHT)
		weighing->totals[grave] += GRAVE_BONUS;
}

static void
judge(const Weighing *weighing, double threshold, double margin, Verdict *verdict)
{
	const Vocabulary *vocabulary = weighing->vocabulary;
	guint first, second;
	double best = 0, next = 0;

	favour_grave(weighing);
	rank(weighing, &first, &second);
	if (first != G_MAXUINT) {
		best = weighing->totals[first];
		verdict->category = g_strdup(g_ptr_array_index(vocabulary->categories, first));
	}
	if (second != G_MAXUINT)
		next = weighing->totals[second];
	verdict->secondary = second_matter(weighing, first);
	verdict->words = words_of(weighing, first, G_MAXUINT);
	verdict->score = best / (best + (weighing->learns ? LEARNED_EVIDENCE : EVIDENCE));
	verdict->margin = best > 0 ? (best - next) / best : 0;
	verdict->urgent = is_urgent(weighing);
	verdict->urgent_words = words_of(weighing, OURS_URGENT, OURS_STEP);
	verdict->is_complaint = looks_like_complaint(weighing, best);
	verdict->triage = first == G_MAXUINT || first == vocabulary->catch_all ||
			  verdict->score < threshold || verdict->margin < margin || !verdict->is_complaint;
}

Verdict *
classify(const Vocabulary *vocabulary, const char *subject, const char *text, double threshold, double margin)
{
	g_autofree double *totals = g_new0(double, vocabulary->categories->len + 1);
	g_autofree double *chosen = g_new0(double, vocabulary->categories->len + 1);
	g_autofree double *commons = g_new0(double, vocabulary->categories->len + 1);
	g_autofree guint8 *seen = g_new0(guint8, vocabulary->rows->len + 1);
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Finding));
	Weighing weighing = { .vocabulary = vocabulary,
		.totals = totals,
		.chosen = chosen,
		.commons = commons,
		.seen = seen,
		.found = found };
	g_autofree char *folded_subject = fold(subject ? subject : ""), *folded_text = fold(text ? text : "");
	Verdict *verdict = g_new0(Verdict, 1);

	g_array_set_clear_func(found, finding_clear);
	weigh_text(&weighing, folded_subject, SUBJECT_FACTOR);
	weigh_text(&weighing, folded_text, 1);
	memcpy(chosen, totals, vocabulary->categories->len * sizeof *totals);
	add_learned(&weighing, (const char *const[]){ folded_subject, folded_text }, 2);
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
