#include "workflow/figures/recurrence.h"

#include <string.h>

enum {
	DAY = 24 * 3600,
};

/* Strings of a book are the same pointer for the same words. */
typedef struct {
	const char *category, *of; /* a class or a person */
} Subject;

static guint
subject_hash(gconstpointer data)
{
	const Subject *subject = data;

	return g_direct_hash(subject->category) * 31 + g_direct_hash(subject->of);
}

static gboolean
subject_equal(gconstpointer a, gconstpointer b)
{
	const Subject *x = a, *y = b;

	return x->category == y->category && x->of == y->of;
}

/* ---- which items are watched ---- */

static bool
is_watched(const CaseFacts *facts, const ImprovementFacts *item, const Period *period, int days)
{
	return item->status == IMPROVEMENT_DONE && item->ended_at && item->ended_at < period->to &&
	       item->ended_at + (int64_t)days * DAY > period->from && *facts->category &&
	       (*facts->class_name || *facts->persons);
}

static GArray *
watched(const FactsBook *book, const Period *period, const Scope *scope, int days)
{
	GArray *found = g_array_new(FALSE, FALSE, sizeof(Recurrence));

	for (guint i = 0; days && i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);

		if (!facts_improvements(facts) || !scope_holds(scope, facts))
			continue;
		for (guint k = 0; k < facts_improvements(facts); k++) {
			Recurrence one = { facts, k, 0, 0, 0 };

			if (is_watched(facts, facts_improvement(facts, k), period, days))
				g_array_append_val(found, one);
		}
	}
	return found;
}

/* ---- what came before and after ---- */

typedef struct {
	GArray *list;         /* Recurrence */
	GHashTable *subjects; /* Subject * → GArray of its places in the list */
	const Period *period;
	int days;
} Watch;

static void
add_subject(Watch *watch, const CaseFacts *facts, const char *of, guint place)
{
	Subject subject = { facts->category, of };
	GArray *places;

	if (!*of)
		return;
	places = g_hash_table_lookup(watch->subjects, &subject);
	if (!places) {
		places = g_array_new(FALSE, FALSE, sizeof place);
		g_hash_table_insert(watch->subjects, g_memdup2(&subject, sizeof subject), places);
	}
	g_array_append_val(places, place);
}

static void
count_moment(Watch *watch, Recurrence *one, int64_t at)
{
	int64_t done = facts_improvement(one->facts, one->item)->ended_at;
	int64_t span = (int64_t)watch->days * DAY;

	if (at >= watch->period->to)
		return;
	one->before += at < done && at >= done - span;
	one->after += at >= done && at < done + span;
	one->within += at >= done && at < done + span && at >= watch->period->from;
}

static void
count_case(Watch *watch, const CaseFacts *facts, const char *of)
{
	Subject subject = { facts->category, of };
	const GArray *places = *of ? g_hash_table_lookup(watch->subjects, &subject) : NULL;

	for (guint i = 0; places && i < places->len; i++) {
		Recurrence *one = &g_array_index(watch->list, Recurrence, g_array_index(places, guint, i));

		/* Alike in both, it is one complaint all the same. */
		if (one->facts == facts ||
			(of == facts->persons && of != facts->class_name && *facts->class_name &&
				one->facts->class_name == facts->class_name))
			continue;
		count_moment(watch, one, facts->received_at);
	}
}

static void
count_reopenings(Watch *watch, Recurrence *one)
{
	int64_t done = facts_improvement(one->facts, one->item)->ended_at;

	for (guint i = 0; i < one->facts->happenings->len; i++) {
		const Happening *happening = &g_array_index(one->facts->happenings, Happening, i);

		if (happening->deed == DID_REOPENED && happening->at >= done)
			count_moment(watch, one, happening->at);
	}
}

static int
compare_recurrences(gconstpointer a, gconstpointer b)
{
	const Recurrence *x = a, *y = b;

	if (x->within != y->within)
		return x->within > y->within ? -1 : 1;
	if (x->facts->id != y->facts->id)
		return x->facts->id < y->facts->id ? -1 : 1;
	return (x->item > y->item) - (x->item < y->item);
}

GArray *
recurrence_list(const FactsBook *book, const Period *period, const Scope *scope, const Policy *policy)
{
	int days = policy->systemic_days;
	GArray *list = watched(book, period, scope, days);
	g_autoptr(GHashTable) subjects =
		g_hash_table_new_full(subject_hash, subject_equal, g_free, (GDestroyNotify)g_array_unref);
	Watch watch = { list, subjects, period, days };

	for (guint i = 0; i < list->len; i++) {
		Recurrence *one = &g_array_index(list, Recurrence, i);

		add_subject(&watch, one->facts, one->facts->class_name, i);
		add_subject(&watch, one->facts, one->facts->persons, i);
		count_reopenings(&watch, one);
	}
	for (guint i = 0; list->len && i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);

		if (facts->received_at >= period->to || !facts_counts(facts, period->to))
			continue;
		count_case(&watch, facts, facts->class_name);
		count_case(&watch, facts, facts->persons);
	}
	g_array_sort(list, compare_recurrences);
	return list;
}

/* ---- figures ---- */

static void
count_item(const ImprovementFacts *item, const Period *period, Figure *figures)
{
	bool ended = item->ended_at && item->ended_at < period->to;
	bool done = ended && item->status == IMPROVEMENT_DONE;
	bool in_time = done && item->ended_at <= item->due_at;
	bool open = improvement_facts_is_open(item, period->to);

	figures[FIGURE_IMPROVE_RAISED].n += period_holds(period, item->raised_at);
	figures[FIGURE_IMPROVE_DONE].n += done && period_holds(period, item->ended_at);
	figures[FIGURE_IMPROVE_OPEN].n += open;
	figures[FIGURE_IMPROVE_LATE].n += open && item->due_at < period->to;
	/* Decided when it is done in time, or else when its time is over; given up in time, it is not
	 * decided. */
	if (!in_time && ended && item->ended_at <= item->due_at)
		return;
	if (!period_holds(period, in_time ? item->ended_at : item->due_at))
		return;
	figures[FIGURE_IMPROVE_ON_TIME].n++;
	figures[FIGURE_IMPROVE_ON_TIME].part += in_time;
}

void
recurrence_figures(const FactsBook *book, const Period *period, const Scope *scope, const Policy *policy,
	Figure out_figures[FIGURE_COUNT])
{
	g_autoptr(GArray) list = recurrence_list(book, period, scope, policy);

	for (FigureId id = FIGURE_IMPROVE_RAISED; id <= FIGURE_RECURRED; id++)
		out_figures[id] = (Figure){ 0 };
	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);

		if (!facts_improvements(facts) || !scope_holds(scope, facts))
			continue;
		for (guint k = 0; k < facts_improvements(facts); k++)
			count_item(facts_improvement(facts, k), period, out_figures);
	}
	for (guint i = 0; i < list->len; i++) {
		out_figures[FIGURE_RECURRED].n++;
		out_figures[FIGURE_RECURRED].part += g_array_index(list, Recurrence, i).within > 0;
	}
}
