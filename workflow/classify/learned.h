/*
 * What mails that people have sorted teach: for short runs of characters and for words, how much more often
 * they stand in mails of one kind than in others. Weak hints, many of them, beside the words that people
 * chose; they carry where nobody thought of a word. Printed by tests/learn.py into etc/categories.tsv,
 * "_learned" lines. Inside workflow/ only; see workflow/classify/classify.h.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define LEARNED_KINDS 24

typedef struct Learned Learned;

Learned *learned_new(void);
void learned_free(Learned *learned); /* NULL is fine */

/* The kinds that a code's letters stand for, in order, parted by "|"; once, first. NULL kinds: see below. */
bool learned_set_kinds(Learned *learned, const char *kinds);
/* `grams` parted by "|", folded; `code` has a letter for each kind: 'a' is -6 halves, '.' 0, 'm' 6. */
bool learned_add(Learned *learned, const char *code, const char *grams);

guint learned_kinds(const Learned *learned);
const char *learned_kind(const Learned *learned, guint i);

/* What the folded texts say for each kind: the sum of the weights of what is found, once each, over the root
 * of their number. Reads the head of a long text only. */
void learned_weigh(
	const Learned *learned, const char *const *folded, size_t count, double out[LEARNED_KINDS]);
