#include "parser/text/character_set.h"

/* The place of an ideograph of three bytes; CHARACTER_SET_SIZE for any other character. */
static size_t
place_of(const char *s, size_t length)
{
	const guchar *u = (const guchar *)s;
	size_t c;

	if (length < 3 || (*u & 0xF0) != 0xE0)
		return CHARACTER_SET_SIZE;
	c = (size_t)(u[0] & 0x0F) << 12 | (size_t)(u[1] & 0x3F) << 6 | (u[2] & 0x3F);
	return c >= CHARACTER_SET_FIRST && c < CHARACTER_SET_FIRST + CHARACTER_SET_SIZE
		       ? c - CHARACTER_SET_FIRST
		       : CHARACTER_SET_SIZE;
}

static void
fill(CharacterSet *set)
{
	for (const char *s = set->characters; *s; s += 3) {
		size_t place = place_of(s, 3);

		g_assert(place < CHARACTER_SET_SIZE);
		set->bits[place / 64] |= UINT64_C(1) << place % 64;
	}
}

bool
character_set_has(CharacterSet *set, const char *s, size_t length)
{
	size_t place = place_of(s, length);

	if (g_once_init_enter(&set->ready)) {
		fill(set);
		g_once_init_leave(&set->ready, 1);
	}
	return place < CHARACTER_SET_SIZE && set->bits[place / 64] >> place % 64 & 1;
}
