#include "parser/grams.h"

#include <string.h>

/* Without case, and without caring that some other bytes are then one, too. */
static uint32_t
gram_at(const char *s)
{
	uint32_t gram;

	memcpy(&gram, s, sizeof gram);
	return (gram | UINT32_C(0x20202020)) * UINT32_C(2654435761) >> 14;
}

Grams *
grams_new(Line text)
{
	Grams *grams = g_new0(Grams, 1);

	for (size_t i = 0; i + 4 <= text.length; i++) {
		uint32_t bit = gram_at(text.start + i);

		grams->bits[bit / 64] |= UINT64_C(1) << bit % 64;
	}
	return grams;
}

bool
grams_may_have(const Grams *grams, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i + 4 <= length; i++) {
		uint32_t bit = gram_at(word + i);

		if (!(grams->bits[bit / 64] >> bit % 64 & 1))
			return false;
	}
	return true;
}
