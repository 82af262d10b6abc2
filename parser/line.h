/*
 * A text as lines, and the few questions that every reader of lines asks. A Line lends from the text it was
 * cut from. ASCII letters compare without case; nothing here depends on a locale.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
	const char *start;
	size_t length; /* bytes, without the newline */
} Line;

/* New array of Line, one for each line of `text`; a final newline begins no further line. */
GArray *lines_of(const char *text);

/* Bytes of the one blank character that `s` begins with (space, tab, CR, NBSP, U+3000, zero-width and the
 * like), 0 when it begins with none. */
size_t blank_length(const char *s, size_t length);

Line line_trim(Line line);               /* without blanks at both ends */
Line line_skip(Line line, size_t bytes); /* without its first `bytes`, at most all */
bool line_is_blank(Line line);
size_t line_starts_whole(Line line, const char *word);
/* strlen(word), or 0. Most comparisons end at the first byte. */
static inline size_t
line_starts(Line line, const char *word)
{
	return line.length && !((*line.start ^ *word) & 0xDF) ? line_starts_whole(line, word) : 0;
}
size_t line_ends(Line line, const char *word); /* strlen(word), or 0 */
bool line_is(Line line, const char *word);
/* Where `word` stands in `line`, or NULL. Linear for the words of our tables (they hardly overlap
 * themselves). */
const char *line_find(Line line, const char *word);
char *line_dup(Line line);
size_t line_characters(Line line);
size_t character_length(const char *s); /* bytes of the character at `s`, at least 1 */
/* Bytes of the colon (':' or '：') that `s` begins with, or 0. */
size_t colon_length(const char *s, size_t length);
