#include "workflow/classify/learned.h"

#include "workflow/classify/character.h"

#include <math.h>
#include <string.h>

enum {
	SIZE_AT_FIRST = 1 << 12,
	READ_BYTES = 24 << 10,
	GRAM_CHARACTERS = 3,
	WORD_BYTES = 40,
	FOUND_MAX = 4096,
	MIDDLE = 6, /* letters from 'a' to the zero, which is written '.' */
};

#define HALF 0.5
#define SEED G_GUINT64_CONSTANT(0xcbf29ce484222325)
#define PRIME G_GUINT64_CONSTANT(0x100000001b3)

/* A run is known by its hash alone: that two of some thousands share 64 bits is not to be feared, and all it
 * would do is shift a weight. */
typedef struct {
	guint64 hash; /* 0: free */
	guint code;   /* index into `codes` */
} Slot;

struct Learned {
	GPtrArray *kinds; /* char * */
	GArray *codes;    /* gint8[LEARNED_KINDS] each */
	Slot *slots;
	guint mask, used;
};

static guint64
hash_bytes(guint64 hash, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (guchar)text[i]) * PRIME;
	return hash;
}

static guint64
finished(guint64 hash)
{
	hash ^= hash >> 29;
	return hash ? hash : 1;
}

Learned *
learned_new(void)
{
	Learned *learned = g_new0(Learned, 1);

	learned->kinds = g_ptr_array_new_with_free_func(g_free);
	learned->codes = g_array_new(FALSE, TRUE, LEARNED_KINDS);
	learned->slots = g_new0(Slot, SIZE_AT_FIRST);
	learned->mask = SIZE_AT_FIRST - 1;
	return learned;
}

void
learned_free(Learned *learned)
{
	if (!learned)
		return;
	g_ptr_array_unref(learned->kinds);
	g_array_unref(learned->codes);
	g_free(learned->slots);
	g_free(learned);
}

static Slot *
slot_of(const Learned *learned, guint64 hash)
{
	guint i = (guint)(hash >> 20) & learned->mask;

	while (learned->slots[i].hash && learned->slots[i].hash != hash)
		i = (i + 1) & learned->mask;
	return &learned->slots[i];
}

static void
grow(Learned *learned)
{
	g_autofree Slot *old = learned->slots;
	guint size = learned->mask + 1;

	learned->slots = g_new0(Slot, (gsize)size * 2);
	learned->mask = size * 2 - 1;
	for (guint i = 0; i < size; i++)
		if (old[i].hash)
			*slot_of(learned, old[i].hash) = old[i];
}

bool
learned_set_kinds(Learned *learned, const char *kinds)
{
	g_auto(GStrv) names = g_strsplit(kinds, "|", -1);
	guint count = g_strv_length(names);

	if (learned->kinds->len || count > LEARNED_KINDS)
		return false;
	for (guint i = 0; i < count; i++)
		g_ptr_array_add(learned->kinds, g_strdup(names[i]));
	return true;
}

bool
learned_add(Learned *learned, const char *code, const char *grams)
{
	gint8 weights[LEARNED_KINDS] = { 0 };

	if (!learned->kinds->len || strlen(code) != learned->kinds->len)
		return false;
	for (guint i = 0; code[i]; i++) {
		if (code[i] != '.' && (code[i] < 'a' || code[i] > 'a' + 2 * MIDDLE))
			return false;
		weights[i] = code[i] == '.' ? 0 : (gint8)(code[i] - 'a' - MIDDLE);
	}
	g_array_append_vals(learned->codes, weights, 1);
	for (const char *end; grams; grams = *end ? end + 1 : NULL) {
		guint64 hash;
		Slot *slot;

		end = strchrnul(grams, '|');
		if (end == grams)
			return false;
		hash = finished(hash_bytes(SEED, grams, (size_t)(end - grams)));
		slot = slot_of(learned, hash);
		learned->used += !slot->hash;
		*slot = (Slot){ hash, learned->codes->len - 1 };
		if (learned->used > learned->mask / 2)
			grow(learned);
	}
	return true;
}

guint
learned_kinds(const Learned *learned)
{
	return learned->kinds->len;
}

const char *
learned_kind(const Learned *learned, guint i)
{
	return g_ptr_array_index(learned->kinds, i);
}

/* ---- reading a text ---- */

typedef struct {
	const Learned *learned;
	guint8 *seen; /* bits, by slot */
	int sums[LEARNED_KINDS];
	guint found;
} Reading;

static void
meet(Reading *reading, guint64 hash)
{
	const Learned *learned = reading->learned;
	const Slot *slot = slot_of(learned, finished(hash));
	guint i = (guint)(slot - learned->slots);
	const gint8 *weights;

	if (!slot->hash || reading->seen[i / 8] >> i % 8 & 1 || reading->found >= FOUND_MAX)
		return;
	reading->seen[i / 8] |= (guint8)(1 << i % 8);
	reading->found++;
	weights = (const gint8 *)(const void *)learned->codes->data + (gsize)slot->code * LEARNED_KINDS;
	for (guint k = 0; k < learned->kinds->len; k++)
		reading->sums[k] += weights[k];
}

static bool
is_han(const char *text)
{
	gunichar c = (guchar)*text >= 0xe0 ? character_at(text) : 0;

	return c >= 0x4E00 && c <= 0x9FFF;
}

/* The runs of one, two and three Chinese characters that begin at `text`. */
static void
meet_han(Reading *reading, const char *text)
{
	guint64 hash = SEED;

	for (int i = 0; i < GRAM_CHARACTERS && is_han(text); i++) {
		hash = hash_bytes(hash, text, 3);
		meet(reading, hash);
		text += 3;
	}
}

static size_t
word_length(const char *text)
{
	size_t n = 0;

	while (g_ascii_islower(text[n]) || text[n] == '\'')
		n++;
	return n;
}

/* A Latin word, and the pair that it makes with the next. */
static size_t
meet_word(Reading *reading, const char *text)
{
	size_t n = word_length(text), next = text[n] == ' ' ? word_length(text + n + 1) : 0;

	if (n > WORD_BYTES)
		return n;
	meet(reading, hash_bytes(SEED, text, n));
	if (next && next <= WORD_BYTES)
		meet(reading, hash_bytes(SEED, text, n + 1 + next));
	return n;
}

static void
read_text(Reading *reading, const char *folded)
{
	size_t length = strlen(folded), end = MIN(length, READ_BYTES);

	for (size_t i = 0; i < end;) {
		const char *at = folded + i;

		if (g_ascii_islower(*at) || *at == '\'') {
			i += meet_word(reading, at);
			continue;
		}
		if (is_han(at))
			meet_han(reading, at);
		i += character_length(at);
	}
}

void
learned_weigh(const Learned *learned, const char *const *folded, size_t count, double out[LEARNED_KINDS])
{
	g_autofree guint8 *seen = g_new0(guint8, (learned->mask + 8) / 8);
	Reading reading = { .learned = learned, .seen = seen };

	for (size_t i = 0; i < count; i++)
		read_text(&reading, folded[i]);
	for (guint k = 0; k < LEARNED_KINDS; k++)
		out[k] = reading.found ? reading.sums[k] * HALF / sqrt(reading.found) : 0;
}
