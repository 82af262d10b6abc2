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

size_t blank_length_wide(const char *s, size_t length);
/* Bytes of the one blank character that `s` begins with (space, tab, CR, NBSP, U+3000, zero-width and the
 * like), 0 when it begins with none. U+00A0, U+2000–U+200F, U+202F, U+3000, U+FEFF are what clients put for a
 * space or for nothing. */
static inline size_t
blank_length(const char *s, size_t length)
{
	unsigned char c = length ? (unsigned char)*s : 'x';

	if (c == ' ' || c == '\t' || c == '\r')
		return 1;
	return c == 0xc2 || c == 0xe2 || c == 0xe3 || c == 0xef ? blank_length_wide(s, length) : 0;
}

/* without its first `bytes`, at most all */
static inline Line
line_skip(Line line, size_t bytes)
{
	bytes = MIN(bytes, line.length);
	return (Line){ line.start + bytes, line.length - bytes };
}

Line line_trim(Line line); /* without blanks at both ends */
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
/* The same for any of `count` words. */
bool line_starts_with_any(Line line, const char *const *words, size_t count);
bool line_contains_any(Line line, const char *const *words, size_t count);
char *line_dup(Line line);
size_t line_characters(Line line);
size_t character_length(const char *s); /* bytes of the character at `s`, at least 1 */
/* Bytes before the first digit of `line`; all of them when it has none. */
static inline size_t
digit_offset(Line line)
{
	size_t i = 0;

	while (i < line.length && (guchar)(line.start[i] - '0') > 9)
		i++;
	return i;
}

/* Bytes of the colon (':' or '：') that `s` begins with, or 0. */
static inline size_t
colon_length(const char *s, size_t length)
{
	if (length && *s == ':')
		return 1;
	return length >= 3 && *s == '\xef' && s[1] == '\xbc' && s[2] == '\x9a' ? 3 : 0;
}
