/*
 * Where the vocabulary's words stand in a text, and which of these places count: a word under a denial,
 * inside a longer number, in a course's name, or named only to be let off does not. Inside workflow/ only.
 */
#pragma once

#include "workflow/vocabulary.h"

/* Called for each row of the vocabulary at each place that counts, in the order of the text. */
typedef void (*PlaceSink)(guint row, void *data);
/* `folded` is of vocabulary_fold(). A word inside a longer one of its group is that word's: "态度" of
 * "服务态度". */
void places_find(const Vocabulary *vocabulary, const char *folded, PlaceSink sink, void *data);

/* How often the text denies: "没有", "不", "never"; not what only asks ("有没有") or is polite ("不客气"). */
int places_count_denials(const char *folded);
