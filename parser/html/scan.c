#include "parser/html/scan.h"

#include <glib.h>
#include <string.h>

/*
 * document = *( text / comment / tag )
 * comment  = "<!--" ... "-->" / "<!" ... ">" / "<?" ... ">"
 * tag      = "<" [ "/" ] name *( attribute ) [ "/" ] ">"
 * attribute = name [ "=" ( quoted / unquoted ) ]
 * A "<" before anything else is text. Whatever is opened and never closed ends where that loses least: a
 * comment at its next ">", a quoted value at the tag's next ">". That such an end does not exist is found out
 * once and remembered, or a page of unclosed quotes would be searched again for each of them.
 */

/* memchr that remembers in *missing that there is none from there on. */
static const char *
find_char(const Scanner *scanner, const char *p, char c, const char **missing)
{
	const char *found = *missing ? NULL : memchr(p, c, (size_t)(scanner->end - p));

	if (!found)
		*missing = p;
	return found;
}

static void
keep_attribute(Tag *tag, Span name, Span value)
{
	static const struct {
		const char *name;
		size_t offset;
	} kept[] = {
		{ "style", G_STRUCT_OFFSET(Tag, style) },
		{ "href", G_STRUCT_OFFSET(Tag, href) },
		{ "alt", G_STRUCT_OFFSET(Tag, alt) },
		{ "class", G_STRUCT_OFFSET(Tag, class) },
		{ "start", G_STRUCT_OFFSET(Tag, start) },
		{ "id", G_STRUCT_OFFSET(Tag, id) },
		{ "name", G_STRUCT_OFFSET(Tag, named) },
		{ "data-marker", G_STRUCT_OFFSET(Tag, marker) },
	};

	if (name.length == 6 && g_ascii_strncasecmp(name.start, "hidden", 6) == 0)
		tag->hidden = true;
	for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
		Span *span = G_STRUCT_MEMBER_P(tag, kept[i].offset);

		if (!span->start && strlen(kept[i].name) == name.length &&
			g_ascii_strncasecmp(name.start, kept[i].name, name.length) == 0)
			*span = value;
	}
}

/* From behind "="; returns where to go on. */
static const char *
read_value(Scanner *scanner, const char *p, Span *out)
{
	while (p < scanner->end && html_is_blank(*p))
		p++;
	if (p < scanner->end && (*p == '"' || *p == '\'')) {
		const char *stop =
			find_char(scanner, p + 1, *p, *p == '"' ? &scanner->no_double : &scanner->no_single);

		if (stop) {
			*out = (Span){ p + 1, (size_t)(stop - p - 1) };
			return stop + 1;
		}
	}
	out->start = p;
	while (p < scanner->end && !html_is_blank(*p) && *p != '>')
		p++;
	out->length = (size_t)(p - out->start);
	return p;
}

/* A tag begins at scanner->at; moves behind it. False when it is no tag. */
bool
scan_tag(Scanner *scanner, Tag *tag)
{
	const char *p = scanner->at + 1;
	size_t length = 0;

	*tag = (Tag){ .kind = TAG_INLINE };
	if (p < scanner->end && *p == '/') {
		tag->closing = true;
		p++;
	}
	if (p == scanner->end || !g_ascii_isalpha(*p))
		return false;
	while (p < scanner->end && !html_is_blank(*p) && *p != '>' && *p != '/' && *p != '<') {
		if (length + 1 < sizeof tag->name)
			tag->name[length++] = g_ascii_tolower(*p);
		p++;
	}
	tag->kind = tag_kind(tag->name);
	while (p < scanner->end && *p != '>') {
		Span name = { p, 0 }, value = { 0 };

		if (html_is_blank(*p) || *p == '/') {
			p++;
			continue;
		}
		/* "<div <p>": the first one was never closed. */
		if (*p == '<')
			break;
		while (p < scanner->end && !html_is_blank(*p) && *p != '>' && *p != '/' && *p != '=')
			p++;
		name.length = (size_t)(p - name.start);
		while (p < scanner->end && html_is_blank(*p))
			p++;
		if (p < scanner->end && *p == '=')
			p = read_value(scanner, p + 1, &value);
		keep_attribute(tag, name, value);
	}
	scanner->at = p < scanner->end && *p == '>' ? p + 1 : p;
	return true;
}

void
scan_comment(Scanner *scanner)
{
	const char *p = scanner->at, *stop = NULL;

	if (scanner->end - p >= 4 && memcmp(p, "<!--", 4) == 0) {
		if (!scanner->no_comment_end)
			stop = memmem(p + 2, (size_t)(scanner->end - p - 2), "-->", 3);
		if (stop) {
			scanner->at = stop + 3;
			return;
		}
		scanner->no_comment_end = p;
	}
	stop = memchr(p, '>', (size_t)(scanner->end - p));
	scanner->at = stop ? stop + 1 : scanner->end;
}

/* Behind the end tag of a script or style sheet; one that never ends takes the rest of the page. */
void
scan_raw(Scanner *scanner, const char *name)
{
	size_t length = strlen(name);
	const char *p = scanner->at;

	while ((p = memmem(p, (size_t)(scanner->end - p), "</", 2))) {
		if ((size_t)(scanner->end - p) >= length + 2 &&
			g_ascii_strncasecmp(p + 2, name, length) == 0) {
			const char *stop = memchr(p, '>', (size_t)(scanner->end - p));

			scanner->at = stop ? stop + 1 : scanner->end;
			return;
		}
		p += 2;
	}
	scanner->at = scanner->end;
}
