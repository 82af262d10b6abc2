#include "daemon/nearest.h"

#include <glib.h>
#include <string.h>

enum {
	LONGEST = 64
};

/* Levenshtein's distance, one row at a time. */
static size_t
distance(const char *a, const char *b)
{
	size_t a_length = strnlen(a, LONGEST), b_length = strnlen(b, LONGEST);
	size_t row[LONGEST + 1];

	for (size_t j = 0; j <= b_length; j++)
		row[j] = j;
	for (size_t i = 1; i <= a_length; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b_length; j++) {
			size_t change = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
		}
	}
	return row[b_length];
}

const char *
nearest_name(const char *word, const char *const *names)
{
	const char *best = NULL;
	size_t least = LONGEST;

	for (; *names; names++) {
		size_t d = distance(word, *names);

		if (d < least) {
			least = d;
			best = *names;
		}
	}
	/* More than half of the word wrong is another word, not a slip; a missing ending is a slip. */
	if (!best || (least > (strlen(word) + 1) / 2 && !g_str_has_prefix(best, word)))
		return NULL;
	return best;
}
