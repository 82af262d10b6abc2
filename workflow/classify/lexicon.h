/*
 * Finds many words in one pass over a text, however many words there are. What a word means, and whether it
 * counts where it stands, is the caller's business. Words and texts are valid UTF-8.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define LEXICON_WORD_MAX 128 /* bytes of a word: what a step over a text may cost */

typedef struct Lexicon Lexicon;

Lexicon *lexicon_new(void);
void lexicon_free(Lexicon *lexicon); /* NULL is fine */

/* Adds a word that is not empty and not longer than LEXICON_WORD_MAX; returns its value: the given one, or
 * that of the first time when the word is known. */
guint lexicon_add(Lexicon *lexicon, const char *word, guint value);

/* Called for each place [start, end) of each word, in the order of the starts; the longest of one start
 * first.
 */
typedef void (*LexiconSink)(guint value, size_t start, size_t end, void *data);
void lexicon_find(const Lexicon *lexicon, const char *text, size_t length, LexiconSink sink, void *data);
