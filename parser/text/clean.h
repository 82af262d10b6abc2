/*
 * Which characters a Mail may hold. Every string that came from a stranger passes here once: control
 * characters could break lines that we write later, and bidirectional overrides and zero-width characters
 * show a reader something else than what is there.
 */
#pragma once

#include <glib.h>
#include <stddef.h>

/* The character behind the one at `p`; g_utf8_next_char() casts const away. */
static inline const char *
utf8_next(const char *p)
{
	return p + g_utf8_skip[(guchar)*p];
}

/* Bytes of the character at `p` if it is of U+3000 to U+CFFF or so, where nothing is invisible and most
 * Chinese is; else 0. A quick look that spares decoding. */
static inline size_t
utf8_plain_wide(const char *p)
{
	return (guchar)*p >= 0xE3 && (guchar)*p <= 0xEC ? 3 : 0;
}

/* Each takes valid UTF-8 and returns a new string of at most `limit` bytes, cut between characters. */

/* '\n' ends lines (from CRLF, CR, U+2028, U+2029), '\t' stays. */
char *clean_text(const char *text, size_t limit);
/* One line: runs of blanks and line ends become one space; trimmed. */
char *clean_line(const char *text, size_t limit);
/* One line, trimmed; blanks stand as they were written, each as a space. */
char *clean_title(const char *text, size_t limit);
/* A file name: no folder, no character that a file system or a shell trips over; "" when nothing is left. */
char *clean_file_name(const char *name);
