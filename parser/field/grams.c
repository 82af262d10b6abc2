#include "parser/field/grams.h"

#include <string.h>

/* The bit of the `n` bytes at `s`, three or four: without case, and without caring that some other bytes are
 * then one, too. */
static uint32_t
gram_at(const char *s, size_t n)
{
	uint32_t gram = 0;

	memcpy(&gram, s, n);
	return (gram | UINT32_C(0x20202020)) * UINT32_C(2654435761) >> 14;
}

static void
set(Grams *grams, uint32_t bit)
{
	grams->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool
has(const Grams *grams, uint32_t bit)
{
	return grams->bits[bit / 64] >> bit % 64 & 1;
}

Grams *
grams_new(Line text)
{
	Grams *grams = g_new0(Grams, 1);

	for (size_t i = 0; i + 4 <= text.length; i++) {
		set(grams, gram_at(text.start + i, 4));
		if ((text.start[i] & 0xF0) == 0xE0)
			set(grams, gram_at(text.start + i, 3));
	}
	if (text.length >= 3)
		set(grams, gram_at(text.start + text.length - 3, 3));
	return grams;
}

bool
grams_may_have(const Grams *grams, const char *word)
{
	size_t length = strlen(word);

	if (!grams)
		return true;
	if (length == 3 && (*word & 0xF0) == 0xE0)
		return has(grams, gram_at(word, 3));
	for (size_t i = 0; i + 4 <= length; i++)
		if (!has(grams, gram_at(word + i, 4)))
			return false;
	return true;
}
