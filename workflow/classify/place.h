/*
 * Where the vocabulary's words stand in a text, and which of these places count: a word under a denial,
 * inside a longer number, in a course's name, or named only to be let off does not. Inside workflow/ only.
 */
#pragma once

#include "workflow/classify/vocabulary.h"

typedef struct {
	size_t start, end;
} Span;

/* Called for each row of the vocabulary at each place that counts, with the places of its parts; twice a row
 * at most. */
typedef void (*PlaceSink)(guint row, const Span *parts, void *data);
/* `folded` is of fold(). A word inside a longer one of its group is that word's: "态度" of "服务态度". */
void places_find(const Vocabulary *vocabulary, const char *folded, PlaceSink sink, void *data);
