#include "workflow/classify/likeness.h"

#include <glib.h>

enum {
	PIECE = 6,        /* letters */
	LETTERS_MIN = 20, /* shorter texts ("投诉老师") are alike without meaning the same */
	LETTERS_MAX = 4000,
	SAME_OF_TEN = 8,
};

/* The letters of a text, folded. New array of gunichar. */
static GArray *
letters_of(const char *text)
{
	GArray *letters = g_array_new(FALSE, FALSE, sizeof(gunichar));

	if (!text || !g_utf8_validate(text, -1, NULL))
		return letters;
	for (const char *at = text; *at && letters->len < LETTERS_MAX; at += g_utf8_skip[(guchar)*at]) {
		gunichar c = g_utf8_get_char(at);

		/* Full-width forms of ASCII. */
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xff01 - '!';
		if (!g_unichar_isalnum(c))
			continue;
		c = g_unichar_tolower(c);
		g_array_append_val(letters, c);
	}
	return letters;
}

/* Mixes one piece to 63 bits, so that the least of many is as good as drawn by lot. */
static uint64_t
piece_hash(const gunichar *letters)
{
	uint64_t hash = 0x9e3779b97f4a7c15;

	for (int i = 0; i < PIECE; i++) {
		hash = (hash ^ letters[i]) * 0xff51afd7ed558ccd;
		hash ^= hash >> 32;
	}
	return hash >> 1;
}

int64_t
likeness_of(const char *text)
{
	g_autoptr(GArray) letters = letters_of(text);
	const gunichar *at = (const gunichar *)(void *)letters->data;
	uint64_t least = G_MAXINT64;

	if (letters->len < LETTERS_MIN)
		return 0;
	for (guint i = 0; i + PIECE <= letters->len; i++)
		least = MIN(least, piece_hash(at + i));
	return MAX((int64_t)least, 1);
}

static GHashTable *
pieces_of(const char *text)
{
	GHashTable *pieces = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	g_autoptr(GArray) letters = letters_of(text);
	const gunichar *at = (const gunichar *)(void *)letters->data;

	for (guint i = 0; i + PIECE <= letters->len; i++) {
		gint64 hash = (gint64)piece_hash(at + i);

		g_hash_table_add(pieces, g_memdup2(&hash, sizeof hash));
	}
	return pieces;
}

bool
likeness_same(const char *a, const char *b)
{
	g_autoptr(GHashTable) left = pieces_of(a);
	g_autoptr(GHashTable) right = pieces_of(b);
	GHashTableIter iter;
	gpointer key;
	guint both = 0, all;

	g_hash_table_iter_init(&iter, left);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		both += g_hash_table_contains(right, key);
	all = g_hash_table_size(left) + g_hash_table_size(right) - both;
	return all > 0 && both * 10 >= all * SAME_OF_TEN;
}
