#include "parser/text/line.h"

#include <string.h>

GArray *
lines_of(const char *text)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));

	while (*text) {
		const char *end = strchrnul(text, '\n');
		Line line = { text, (size_t)(end - text) };

		g_array_append_val(lines, line);
		text = *end ? end + 1 : end;
	}
	return lines;
}

size_t
blank_length_wide(const char *s, size_t length)
{
	const unsigned char *u = (const unsigned char *)s;

	if (length >= 2 && u[0] == 0xc2 && u[1] == 0xa0)
		return 2;
	if (length < 3)
		return 0;
	if (u[0] == 0xe2 && u[1] == 0x80 && (u[2] <= 0x8f || u[2] == 0xaf))
		return 3;
	if ((u[0] == 0xe3 && u[1] == 0x80 && u[2] == 0x80) || (u[0] == 0xef && u[1] == 0xbb && u[2] == 0xbf))
		return 3;
	return 0;
}

/* The blank character that ends `line`, in bytes. */
static size_t
blank_tail(Line line)
{
	const char *end = line.start + line.length;

	for (size_t n = 1; n <= 3 && n <= line.length; n++)
		if (blank_length(end - n, n) == n)
			return n;
	return 0;
}

Line
line_trim(Line line)
{
	size_t n;

	while ((n = blank_length(line.start, line.length)))
		line = line_skip(line, n);
	while ((n = blank_tail(line)))
		line.length -= n;
	return line;
}

bool
line_is_blank(Line line)
{
	size_t n;

	while ((n = blank_length(line.start, line.length)))
		line = line_skip(line, n);
	return !line.length;
}

/* Letters compare without their case. */
size_t
line_starts_whole(Line line, const char *word)
{
	size_t i;

	for (i = 0; word[i]; i++) {
		if (i == line.length)
			return 0;
		if (line.start[i] != word[i] && g_ascii_tolower(line.start[i]) != g_ascii_tolower(word[i]))
			return 0;
	}
	return i;
}

size_t
line_ends(Line line, const char *word)
{
	size_t n = strlen(word);

	if (!n || n > line.length || (line.start[line.length - 1] ^ word[n - 1]) & 0xdf)
		return 0;
	return line_starts(line_skip(line, line.length - n), word);
}

bool
line_is(Line line, const char *word)
{
	return line_starts(line, word) == line.length && line.length;
}

const char *
line_find(Line line, const char *word)
{
	const char *end = line.start + line.length, *low, *up;
	bool cased = false;

	for (const char *s = word; *s; s++)
		cased |= g_ascii_isalpha(*s);
	if (!cased)
		return memmem(line.start, line.length, word, strlen(word));
	/* Each of both spellings of the first letter is looked for once, whichever is rare. */
	low = memchr(line.start, g_ascii_tolower(*word), line.length);
	up = g_ascii_isalpha(*word) ? memchr(line.start, g_ascii_toupper(*word), line.length) : NULL;
	while (low || up) {
		const char **at = !up || (low && low < up) ? &low : &up;
		Line rest = { *at, (size_t)(end - *at) };

		if (line_starts(rest, word))
			return *at;
		*at = memchr(*at + 1, **at, rest.length - 1);
	}
	return NULL;
}

char *
line_dup(Line line)
{
	return g_strndup(line.start, line.length);
}

size_t
line_characters(Line line)
{
	size_t count = 0;

	for (size_t i = 0; i < line.length; i++)
		count += (line.start[i] & 0xc0) != 0x80;
	return count;
}

size_t
character_length(const char *s)
{
	return (size_t)g_utf8_skip[(guchar)*s];
}

bool
line_starts_with_any(Line line, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (line_starts(line, words[i]))
			return true;
	return false;
}

bool
line_contains_any(Line line, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (line_find(line, words[i]))
			return true;
	return false;
}
