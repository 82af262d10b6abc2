#include "parser/kind/returned.h"

#include <string.h>

#define SEARCH_BYTES (64 << 10) /* of a body are looked at */

/* The part of `text` before the copy of the returned mail. */
Line
returned_before(const char *text)
{
	static const char *const copies[] = { "------ This is a copy of the message",
		"--- Below this line is a copy of the message", "----- Original message -----",
		"---- Original Message ----", "Received: from ", "原邮件内容", "Original message headers",
		"原始邮件头", "原始邮件标头" };
	Line line = { text ? text : "", text ? strnlen(text, SEARCH_BYTES) : 0 };
	const char *at;

	for (size_t i = 0; i < G_N_ELEMENTS(copies); i++)
		if ((at = line_find(line, copies[i])) && at > line.start)
			line.length = (size_t)(at - line.start);
	return line;
}

/* The value of header `name` in header lines as they stand, unfolded; from `text` on. */
char *
returned_header(const char *text, const char *name)
{
	g_autoptr(GString) value = NULL;
	size_t seen = 0;

	while (text && *text && seen < SEARCH_BYTES) {
		const char *end = strchrnul(text, '\n');
		Line line = { text, (size_t)(end - text) };
		size_t n;

		seen += line.length + 1;
		text = *end ? end + 1 : end;
		if (value && (*line.start == ' ' || *line.start == '\t') && line.length) {
			g_string_append_len(value, line.start, (gssize)line.length);
			continue;
		}
		if (value)
			break;
		while (line.length && strchr(" >\t|", *line.start))
			line = line_skip(line, 1);
		n = line_starts(line, name);
		if (n && n < line.length && line.start[n] == ':')
			value = g_string_new_len(line.start + n + 1, (gssize)(line.length - n - 1));
	}
	return value ? g_string_free(g_steal_pointer(&value), FALSE) : NULL;
}
