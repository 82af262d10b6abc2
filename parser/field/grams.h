/*
 * Which words a text cannot hold: every four bytes in a row of it and every character of three, hashed into
 * bits. Built in one pass, it rules nearly all of a long list of words out before any of them is looked for.
 * ASCII without case.
 */
#pragma once

#include "parser/text/line.h"

#include <stdint.h>

enum {
	GRAMS_BITS = 1 << 18, /* a text of 64 KB sets a fifth of them */
};

typedef struct {
	uint64_t bits[GRAMS_BITS / 64];
} Grams;

Grams *grams_new(Line text); /* g_free() it */
/* false: `word` is not in the text; true: perhaps, as always where `grams` is NULL. */
bool grams_may_have(const Grams *grams, const char *word);
