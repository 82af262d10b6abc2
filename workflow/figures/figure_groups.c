/* Cases in groups: by category, department and the like, by subject that comes again, by what intake mended.
 */
#include "workflow/figures/figures.h"

#include <string.h>

/* ---- scopes ---- */

const char *
scope_value(const CaseFacts *facts, Dimension dimension)
{
	switch (dimension) {
	case BY_ALL:
		return "";
	case BY_CATEGORY:
		return facts->category;
	case BY_DEPARTMENT:
		return facts->department;
	case BY_CHANNEL:
		return facts->channel;
	case BY_SEVERITY:
		return facts->urgent ? "urgent" : "normal";
	case BY_CLASS:
		return facts->class_name;
	}
	g_assert_not_reached();
}

bool
scope_holds(const Scope *scope, const CaseFacts *facts)
{
	return !scope || scope->dimension == BY_ALL ||
	       strcmp(scope_value(facts, scope->dimension), scope->value) == 0;
}

/* ---- slices, repeats, corrections ---- */

static int
compare_slices(gconstpointer a, gconstpointer b)
{
	const Slice *x = a, *y = b;

	if (x->now != y->now)
		return x->now > y->now ? -1 : 1;
	if (x->before != y->before)
		return x->before > y->before ? -1 : 1;
	return strcmp(x->value, y->value);
}

GArray *
figures_slices(const FactsBook *book, Dimension dimension, const Period *period, const Period *before,
	const Scope *scope)
{
	GArray *slices = g_array_new(FALSE, FALSE, sizeof(Slice));
	g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);
		const char *value = scope_value(facts, dimension);
		bool now = !period || period_holds(period, facts->received_at);
		bool then = before && period_holds(before, facts->received_at);
		guint place;

		if ((!now && !then) || !scope_holds(scope, facts))
			continue;
		place = GPOINTER_TO_UINT(g_hash_table_lookup(places, value));
		if (!place) {
			Slice slice = { value, 0, 0 };

			g_array_append_val(slices, slice);
			place = slices->len;
			g_hash_table_insert(places, (gpointer)(uintptr_t)value, GUINT_TO_POINTER(place));
		}
		g_array_index(slices, Slice, place - 1).now += now;
		g_array_index(slices, Slice, place - 1).before += then;
	}
	g_array_sort(slices, compare_slices);
	return slices;
}

static void
repeat_free(gpointer data)
{
	Repeat *repeat = data;

	g_ptr_array_unref(repeat->cases);
	g_free(repeat);
}

static int
compare_repeats(gconstpointer a, gconstpointer b)
{
	const Repeat *x = *(const Repeat *const *)a, *y = *(const Repeat *const *)b;
	int order = (y->cases->len > x->cases->len) - (y->cases->len < x->cases->len);

	if (!order)
		order = strcmp(x->category, y->category);
	return order ? order : strcmp(x->class_name, y->class_name);
}

GPtrArray *
figures_repeats(const FactsBook *book, int64_t until, int days, guint least)
{
	GPtrArray *repeats = g_ptr_array_new_with_free_func(repeat_free);
	g_autoptr(GHashTable) by_subject = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	int64_t since = until - (int64_t)days * 24 * 3600;

	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);
		g_autofree char *subject = NULL;
		Repeat *repeat;

		if (facts->received_at < since || facts->received_at >= until || !*facts->category ||
			!*facts->class_name || !facts_counts(facts, until))
			continue;
		subject = g_strconcat(facts->category, "\n", facts->class_name, NULL);
		repeat = g_hash_table_lookup(by_subject, subject);
		if (!repeat) {
			repeat = g_new(Repeat, 1);
			*repeat = (Repeat){ facts->category, facts->class_name, g_ptr_array_new() };
			g_ptr_array_add(repeats, repeat);
			g_hash_table_insert(by_subject, g_steal_pointer(&subject), repeat);
		}
		g_ptr_array_add(repeat->cases, (gpointer)(uintptr_t)facts);
	}
	for (guint i = repeats->len; i-- > 0;)
		if (((Repeat *)repeats->pdata[i])->cases->len < least)
			g_ptr_array_remove_index_fast(repeats, i);
	g_ptr_array_sort(repeats, compare_repeats);
	return repeats;
}

static int
compare_corrections(gconstpointer a, gconstpointer b)
{
	const Correction *x = a, *y = b;
	int order = (y->n > x->n) - (y->n < x->n);

	if (!order)
		order = strcmp(x->from, y->from);
	return order ? order : strcmp(x->to, y->to);
}

/* ---- words of corrections ---- */

typedef struct {
	const char *word;
	int count;
} WordCount;

static int
compare_words(gconstpointer a, gconstpointer b)
{
	const WordCount *x = a, *y = b;

	return x->count != y->count ? y->count - x->count : strcmp(x->word, y->word);
}

enum {
	WORDS_SHOWN = 8
};

/* The words of all cases of one correction, counted. */
static char *
frequent_words(const GPtrArray *all)
{
	g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(WordCount));
	GString *text = g_string_new(NULL);
	GHashTableIter each;
	gpointer word, count;

	for (guint i = 0; i < all->len; i++) {
		int before = GPOINTER_TO_INT(g_hash_table_lookup(counts, all->pdata[i]));

		g_hash_table_insert(counts, all->pdata[i], GINT_TO_POINTER(before + 1));
	}
	g_hash_table_iter_init(&each, counts);
	while (g_hash_table_iter_next(&each, &word, &count)) {
		WordCount entry = { word, GPOINTER_TO_INT(count) };

		g_array_append_val(sorted, entry);
	}
	g_array_sort(sorted, compare_words);
	for (guint i = 0; i < MIN(sorted->len, WORDS_SHOWN); i++) {
		const WordCount *entry = &g_array_index(sorted, WordCount, i);

		g_string_append_printf(text, "%s%s×%d", i ? "、" : "", entry->word, entry->count);
	}
	return g_string_free(text, FALSE);
}

static void
add_words(GPtrArray *all, const char *words)
{
	g_auto(GStrv) parts = g_strsplit(words, " ", -1);

	for (char **part = parts; *part; part++)
		if (**part)
			g_ptr_array_add(all, g_strdup(*part));
}

static void
correction_clear(gpointer correction)
{
	g_free(((Correction *)correction)->words);
}

/* Where `corrections` has the pair of this case; a new place when it has not. */
static guint
correction_place(GArray *corrections, GPtrArray *words, const CaseFacts *facts)
{
	Correction correction = { facts->first_category, facts->category, 0, NULL };

	for (guint i = 0; i < corrections->len; i++) {
		const Correction *known = &g_array_index(corrections, Correction, i);

		if (strcmp(known->from, correction.from) == 0 && strcmp(known->to, correction.to) == 0)
			return i;
	}
	g_array_append_val(corrections, correction);
	g_ptr_array_add(words, g_ptr_array_new_with_free_func(g_free));
	return corrections->len - 1;
}

GArray *
figures_corrections(const FactsBook *book, const Period *period)
{
	GArray *corrections = g_array_new(FALSE, FALSE, sizeof(Correction));
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);

	g_array_set_clear_func(corrections, correction_clear);
	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);
		guint place;

		if (!facts->corrected || !period_holds(period, facts->corrected_at))
			continue;
		place = correction_place(corrections, words, facts);
		g_array_index(corrections, Correction, place).n++;
		add_words(words->pdata[place], facts->words);
	}
	for (guint i = 0; i < corrections->len; i++)
		g_array_index(corrections, Correction, i).words = frequent_words(words->pdata[i]);
	g_array_sort(corrections, compare_corrections);
	return corrections;
}
