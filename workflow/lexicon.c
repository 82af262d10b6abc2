#include "workflow/lexicon.h"

#include <string.h>

/*
 * The automaton steps by characters, not by bytes: Chinese words then need a third of the states, and it is
 * built at each start of the service and of `complaintctl parse`.
 */

/* A state: the longest beginning of a word that the text read so far ends with. */
typedef struct {
	guint parent, character; /* the step that leads here */
	guint fail;              /* the next shorter one */
	guint output;            /* the longest shorter one at which a word ends, or 0 */
	guint depth;             /* bytes */
	guint first;             /* index + 1 of the first value of the word that ends here, 0: none does */
} State;

typedef struct {
	guint value;
	guint next; /* index + 1 */
} Value;

enum {
	SIZE_AT_FIRST = 1024,
	BEGINNERS = 4096, /* bits */
};

struct Lexicon {
	GArray *states; /* State; [0] is the start */
	GArray *values; /* Value */
	guint *steps;   /* open addressing: the states by parent and character; 0: free */
	guint mask, deepest;
	bool sealed;
	/* Whether a word may begin with a character of that hash: most characters of a text begin none. */
	guint8 beginners[BEGINNERS / 8];
};

Lexicon *
lexicon_new(void)
{
	Lexicon *lexicon = g_new0(Lexicon, 1);
	State start = { 0 };

	lexicon->states = g_array_new(FALSE, FALSE, sizeof(State));
	lexicon->values = g_array_new(FALSE, FALSE, sizeof(Value));
	lexicon->steps = g_new0(guint, SIZE_AT_FIRST);
	lexicon->mask = SIZE_AT_FIRST - 1;
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
	g_free(lexicon->steps);
	g_free(lexicon);
}

static State *
state_at(const Lexicon *lexicon, guint i)
{
	return &g_array_index(lexicon->states, State, i);
}

/* Where the step from a state by a character stands, or would stand. */
static guint *
step_place(const Lexicon *lexicon, guint from, guint character)
{
	guint64 hash = ((guint64)from << 21 ^ character) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
	guint i = (guint)(hash >> 32) & lexicon->mask;

	for (guint to; (to = lexicon->steps[i]); i = (i + 1) & lexicon->mask) {
		const State *state = state_at(lexicon, to);

		if (state->parent == from && state->character == character)
			break;
	}
	return &lexicon->steps[i];
}

static void
grow(Lexicon *lexicon)
{
	guint size = (lexicon->mask + 1) * 2;

	g_free(lexicon->steps);
	lexicon->steps = g_new0(guint, size);
	lexicon->mask = size - 1;
	for (guint i = 1; i < lexicon->states->len; i++) {
		const State *state = state_at(lexicon, i);

		*step_place(lexicon, state->parent, state->character) = i;
	}
}

void
lexicon_add(Lexicon *lexicon, const char *word, guint value)
{
	guint at = 0;
	Value row = { value, 0 };

	g_assert(*word && !lexicon->sealed);
	for (const char *s = word; *s; s += g_utf8_skip[(guchar)*s]) {
		gunichar character = g_utf8_get_char(s);
		guint *step = step_place(lexicon, at, character);

		if (!*step) {
			State fresh = { .parent = at,
				.character = character,
				.depth = (guint)(s - word) + g_utf8_skip[(guchar)*s] };

			*step = lexicon->states->len;
			g_array_append_val(lexicon->states, fresh);
			lexicon->deepest = MAX(lexicon->deepest, fresh.depth);
			at = *step;
			if (lexicon->states->len * 2 > lexicon->mask)
				grow(lexicon);
		} else {
			at = *step;
		}
	}
	row.next = state_at(lexicon, at)->first;
	g_array_append_val(lexicon->values, row);
	state_at(lexicon, at)->first = lexicon->values->len;
}

static bool
may_begin(const Lexicon *lexicon, guint character)
{
	guint bit = character % BEGINNERS;

	return lexicon->beginners[bit / 8] >> bit % 8 & 1;
}

static guint
next_state(const Lexicon *lexicon, guint state, guint character)
{
	guint next;

	while (state) {
		next = *step_place(lexicon, state, character);
		if (next)
			return next;
		state = state_at(lexicon, state)->fail;
	}
	return may_begin(lexicon, character) ? *step_place(lexicon, 0, character) : 0;
}

/* The states, the start aside, by depth; a new array. */
static guint *
by_depth(const Lexicon *lexicon)
{
	g_autofree guint *begins = g_new0(guint, (gsize)lexicon->deepest + 2);
	guint *order = g_new(guint, lexicon->states->len);

	for (guint i = 1; i < lexicon->states->len; i++)
		begins[state_at(lexicon, i)->depth + 1]++;
	for (guint depth = 1; depth <= lexicon->deepest; depth++)
		begins[depth + 1] += begins[depth];
	for (guint i = 1; i < lexicon->states->len; i++)
		order[begins[state_at(lexicon, i)->depth]++] = i;
	return order;
}

void
lexicon_seal(Lexicon *lexicon)
{
	g_autofree guint *order = by_depth(lexicon);

	for (guint i = 1; i < lexicon->states->len; i++) {
		const State *state = state_at(lexicon, i);

		if (!state->parent)
			lexicon->beginners[state->character % BEGINNERS / 8] |=
				(guint8)(1 << state->character % 8);
	}
	/* Shorter states first: what a state falls back to is known by then. */
	for (guint i = 0; i + 1 < lexicon->states->len; i++) {
		State *state = state_at(lexicon, order[i]);
		const State *fail;

		state->fail = state->parent ? next_state(lexicon, state_at(lexicon, state->parent)->fail,
						      state->character)
					    : 0;
		fail = state_at(lexicon, state->fail);
		state->output = fail->first ? state->fail : fail->output;
	}
	lexicon->sealed = true;
}

void
lexicon_find(const Lexicon *lexicon, const char *text, size_t length, LexiconSink sink, void *data)
{
	const char *s = text;
	guint at = 0;

	g_assert(lexicon->sealed);
	while (s < text + length) {
		at = next_state(lexicon, at, g_utf8_get_char(s));
		s += g_utf8_skip[(guchar)*s];
		for (guint word = at; word; word = state_at(lexicon, word)->output) {
			const State *state = state_at(lexicon, word);
			size_t end = (size_t)(s - text);

			for (guint v = state->first; v; v = g_array_index(lexicon->values, Value, v - 1).next)
				sink(g_array_index(lexicon->values, Value, v - 1).value, end - state->depth,
					end, data);
		}
	}
}
