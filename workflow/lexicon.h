/*
 * Finds many words in one pass over a text (Aho–Corasick), however many words there are. What a word
 * means, and whether it counts where it stands, is the caller's business. Words and texts are valid UTF-8.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Lexicon Lexicon;

Lexicon *lexicon_new(void);
void lexicon_free(Lexicon *lexicon); /* NULL is fine */

/* Adds a word that is not empty; `value` comes back with each place where it is found. Not after
 * lexicon_seal(). */
void lexicon_add(Lexicon *lexicon, const char *word, guint value);
void lexicon_seal(Lexicon *lexicon);

/* Called for each place [start, end) of each word, in the order of the ends; the longest of one end first. */
typedef void (*LexiconSink)(guint value, size_t start, size_t end, void *data);
void lexicon_find(const Lexicon *lexicon, const char *text, size_t length, LexiconSink sink, void *data);
