/*
 * Ideographs of U+4E00 to U+9FFF as a set: whether one of them is in it costs the same however many are.
 *
 *   static CharacterSet surnames = { .characters = "王李张" };
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CHARACTER_SET_FIRST = 0x4E00,
	CHARACTER_SET_SIZE = 0x5200,
};

typedef struct {
	const char *characters; /* UTF-8 */
	gsize ready;            /* the bits are filled at the first use */
	uint64_t bits[CHARACTER_SET_SIZE / 64];
} CharacterSet;

/* Is the character that `s` begins with in the set? */
bool character_set_has(CharacterSet *set, const char *s, size_t length);
