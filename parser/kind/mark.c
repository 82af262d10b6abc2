#include "parser/kind/mark.h"

#include <string.h>

const char *
mark_header(const KindInput *input, const char *name)
{
	for (size_t i = 0; i < input->header_count; i++)
		if (!g_ascii_strcasecmp(input->headers[i].name, name))
			return input->headers[i].value;
	return NULL;
}

Line
mark_line(const char *text)
{
	return line_trim((Line){ text ? text : "", text ? strlen(text) : 0 });
}

Line
mark_head(const char *text, size_t bytes)
{
	return line_trim((Line){ text ? text : "", text ? strnlen(text, bytes) : 0 });
}

/* The same without line ends, which programs put anywhere into a sentence; new. */
char *
mark_words(const char *text, size_t bytes)
{
	Line head = mark_head(text, bytes);
	GString *words = g_string_sized_new(head.length);

	while (head.length) {
		size_t n = *head.start == '\n' ? 1 : blank_length(head.start, head.length);

		if (!n)
			g_string_append_c(words, *head.start);
		else if (words->len && words->str[words->len - 1] != ' ')
			g_string_append_c(words, ' ');
		head = line_skip(head, n ? n : 1);
	}
	return g_string_free(words, FALSE);
}

bool
mark_has_type(const KindInput *input, const char *type)
{
	for (const char *const *t = input->types; t && *t; t++)
		if (!g_ascii_strcasecmp(*t, type))
			return true;
	return false;
}

bool
mark_root_is(const KindInput *input, const char *type)
{
	return input->types && input->types[0] && !g_ascii_strcasecmp(input->types[0], type);
}

bool
mark_header_is(const KindInput *input, const char *name, const char *word)
{
	Line value = mark_line(mark_header(input, name));
	size_t n = line_starts(value, word);

	return n && (n == value.length || !g_ascii_isalnum(value.start[n]));
}

/* Present, and says anything but "no" (RFC 3834 §5). */
bool
mark_header_affirms(const KindInput *input, const char *name)
{
	return mark_header(input, name) && !mark_header_is(input, name, "no") &&
	       !mark_header_is(input, name, "false") && mark_line(mark_header(input, name)).length;
}

/* "Return-Path: <>": only machines send from nowhere. */
bool
mark_sender_is_null(const KindInput *input)
{
	const char *path = mark_header(input, "Return-Path");
	Line line = mark_line(path);

	return path && (line_is(line, "<>") || line_is(line, "< >"));
}

/* "Re: …": somebody answers. */
bool
mark_subject_is_reply(const KindInput *input)
{
	return input->subject && subject_base(input->subject) > mark_line(input->subject).start;
}

bool
mark_from_is_noreply(const KindInput *input)
{
	static const char *const words[] = { "noreply", "no-reply", "no_reply", "donotreply",
		"do-not-reply" };

	return line_starts_with_any(mark_line(input->from), words, G_N_ELEMENTS(words));
}
