#include "workflow/lexicon.h"

#include <string.h>

/* A state: the longest beginning of a word that the text read so far ends with. */
typedef struct {
	guint fail;   /* the next shorter one */
	guint output; /* the longest shorter one at which a word ends, or 0 */
	guint depth;  /* bytes */
	guint first;  /* index + 1 of the first value of the word that ends here, 0: none does */
} State;

typedef struct {
	guint value;
	guint next; /* index + 1 */
} Value;

struct Lexicon {
	GArray *states;    /* State; [0] is the start */
	GArray *values;    /* Value */
	GHashTable *steps; /* state << 8 | byte → state, while words are added */
	guint start[256];  /* the steps from state 0 */
	guint64 *table;    /* step << 32 | state, open addressing, 0: free; once sealed */
	guint mask;
};

Lexicon *
lexicon_new(void)
{
	Lexicon *lexicon = g_new0(Lexicon, 1);
	State start = { 0 };

	lexicon->states = g_array_new(FALSE, FALSE, sizeof(State));
	lexicon->values = g_array_new(FALSE, FALSE, sizeof(Value));
	lexicon->steps = g_hash_table_new(NULL, NULL);
	g_array_append_val(lexicon->states, start);
	return lexicon;
}

void
lexicon_free(Lexicon *lexicon)
{
	if (!lexicon)
		return;
	g_array_unref(lexicon->states);
	g_array_unref(lexicon->values);
	g_clear_pointer(&lexicon->steps, g_hash_table_unref);
	g_free(lexicon->table);
	g_free(lexicon);
}

static State *
state_at(const Lexicon *lexicon, guint i)
{
	return &g_array_index(lexicon->states, State, i);
}

void
lexicon_add(Lexicon *lexicon, const char *word, guint value)
{
	guint at = 0;
	Value row = { value, 0 };

	g_assert(*word && lexicon->steps);
	for (const char *s = word; *s; s++) {
		guint step = at << 8 | (guchar)*s;
		guint next = GPOINTER_TO_UINT(g_hash_table_lookup(lexicon->steps, GUINT_TO_POINTER(step)));

		if (!next) {
			State fresh = { .depth = state_at(lexicon, at)->depth + 1 };

			next = lexicon->states->len;
			g_array_append_val(lexicon->states, fresh);
			g_hash_table_insert(lexicon->steps, GUINT_TO_POINTER(step), GUINT_TO_POINTER(next));
		}
		at = next;
	}
	row.next = state_at(lexicon, at)->first;
	g_array_append_val(lexicon->values, row);
	state_at(lexicon, at)->first = lexicon->values->len;
}

static guint
hash_step(guint step)
{
	return step * 2654435761u >> 7;
}

static guint
step_from(const Lexicon *lexicon, guint state, guchar byte)
{
	guint step = state << 8 | byte;

	if (!state)
		return lexicon->start[byte];
	for (guint i = hash_step(step) & lexicon->mask; lexicon->table[i]; i = (i + 1) & lexicon->mask)
		if ((guint)(lexicon->table[i] >> 32) == step)
			return (guint)lexicon->table[i];
	return 0;
}

static guint
next_state(const Lexicon *lexicon, guint state, guchar byte)
{
	guint next;

	while (!(next = step_from(lexicon, state, byte)) && state)
		state = state_at(lexicon, state)->fail;
	return next;
}

static gint
by_depth(gconstpointer a, gconstpointer b, gpointer data)
{
	const Lexicon *lexicon = data;
	guint step_a = *(const guint *)a, step_b = *(const guint *)b;
	guint depth_a = state_at(lexicon, step_a >> 8)->depth,
	      depth_b = state_at(lexicon, step_b >> 8)->depth;

	return depth_a < depth_b ? -1 : depth_a > depth_b;
}

void
lexicon_seal(Lexicon *lexicon)
{
	g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
	GHashTableIter iter;
	gpointer key, value;
	guint size = 16;

	while (size < 2 * lexicon->states->len)
		size *= 2;
	lexicon->mask = size - 1;
	lexicon->table = g_new0(guint64, size);
	g_hash_table_iter_init(&iter, lexicon->steps);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		guint step = GPOINTER_TO_UINT(key), i = hash_step(step) & lexicon->mask;

		g_array_append_val(order, step);
		if (step >> 8 == 0)
			lexicon->start[step & 0xff] = GPOINTER_TO_UINT(value);
		while (lexicon->table[i])
			i = (i + 1) & lexicon->mask;
		lexicon->table[i] = (guint64)step << 32 | GPOINTER_TO_UINT(value);
	}
	/* Shorter states first: what a state falls back to is known by then. */
	g_array_sort_with_data(order, by_depth, lexicon);
	for (guint i = 0; i < order->len; i++) {
		guint step = g_array_index(order, guint, i), parent = step >> 8;
		State *state = state_at(lexicon,
			GPOINTER_TO_UINT(g_hash_table_lookup(lexicon->steps, GUINT_TO_POINTER(step))));
		const State *fail;

		state->fail =
			parent ? next_state(lexicon, state_at(lexicon, parent)->fail, (guchar)(step & 0xff))
			       : 0;
		fail = state_at(lexicon, state->fail);
		state->output = fail->first ? state->fail : fail->output;
	}
	g_clear_pointer(&lexicon->steps, g_hash_table_unref);
}

void
lexicon_find(const Lexicon *lexicon, const char *text, size_t length, LexiconSink sink, void *data)
{
	guint at = 0;

	g_assert(!lexicon->steps);
	for (size_t i = 0; i < length; i++) {
		at = next_state(lexicon, at, (guchar)text[i]);
		for (guint word = at; word; word = state_at(lexicon, word)->output) {
			const State *state = state_at(lexicon, word);

			for (guint v = state->first; v; v = g_array_index(lexicon->values, Value, v - 1).next)
				sink(g_array_index(lexicon->values, Value, v - 1).value, i + 1 - state->depth,
					i + 1, data);
		}
	}
}
