#include "parser/html.h"

#include "parser/clean.h"
#include "parser/entity.h"
#include "parser/html_tag.h"
#include "parser/page.h"

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

enum {
	STYLE_MAX = 400, /* bytes of a style attribute that are looked at */
};

typedef struct {
	const char *start;
	size_t length;
} Span;

typedef struct {
	char name[16]; /* lower case; longer names are cut, none of ours is */
	TagKind kind;
	bool closing;
	Span style, href, alt, class, start;
	bool hidden;
} Tag;

typedef struct {
	const char *at, *end;
	Page page;
	bool show_hidden;
	char hidden_by[16]; /* the element that hides what we read, "" when none does */
	int hidden_depth;   /* elements of that name inside it */
	int pre;
	guint64 indents;   /* one bit for each open blockquote, innermost lowest: it only indents */
	Span href;         /* of the link that is open */
	size_t link_start; /* where its text begins in page.out */
	const char *no_double, *no_single, *no_comment_end; /* searched for from there on, not found */
} Reader;

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* memchr that remembers in *missing that there is none from there on. */
static const char *
find_char(const Reader *reader, const char *p, char c, const char **missing)
{
	const char *found = *missing ? NULL : memchr(p, c, (size_t)(reader->end - p));

	if (!found)
		*missing = p;
	return found;
}

/* display:none and its like, which hide the lines meant for a mailbox's preview. */
static bool
style_hides(Span style)
{
	char plain[400];
	size_t used = 0;

	for (size_t i = 0; i < style.length && used + 1 < sizeof plain; i++)
		if (!is_blank(style.start[i]))
			plain[used++] = g_ascii_tolower(style.start[i]);
	plain[used] = '\0';
	return strstr(plain, "display:none") || strstr(plain, "visibility:hidden") ||
	       strstr(plain, "mso-hide:all") ||
	       (strstr(plain, "max-height:0") && strstr(plain, "overflow:hidden"));
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
read_value(Reader *reader, const char *p, Span *out)
{
	while (p < reader->end && is_blank(*p))
		p++;
	if (p < reader->end && (*p == '"' || *p == '\'')) {
		const char *stop =
			find_char(reader, p + 1, *p, *p == '"' ? &reader->no_double : &reader->no_single);

		if (stop) {
			*out = (Span){ p + 1, (size_t)(stop - p - 1) };
			return stop + 1;
		}
	}
	out->start = p;
	while (p < reader->end && !is_blank(*p) && *p != '>')
		p++;
	out->length = (size_t)(p - out->start);
	return p;
}

/* A tag begins at reader->at; moves behind it. False when it is no tag. */
static bool
read_tag(Reader *reader, Tag *tag)
{
	const char *p = reader->at + 1;
	size_t length = 0;

	*tag = (Tag){ .kind = TAG_INLINE };
	if (p < reader->end && *p == '/') {
		tag->closing = true;
		p++;
	}
	if (p == reader->end || !g_ascii_isalpha(*p))
		return false;
	while (p < reader->end && !is_blank(*p) && *p != '>' && *p != '/' && *p != '<') {
		if (length + 1 < sizeof tag->name)
			tag->name[length++] = g_ascii_tolower(*p);
		p++;
	}
	tag->kind = tag_kind(tag->name);
	while (p < reader->end && *p != '>') {
		Span name = { p, 0 }, value = { 0 };

		if (is_blank(*p) || *p == '/') {
			p++;
			continue;
		}
		/* "<div <p>": the first one was never closed. */
		if (*p == '<')
			break;
		while (p < reader->end && !is_blank(*p) && *p != '>' && *p != '/' && *p != '=')
			p++;
		name.length = (size_t)(p - name.start);
		while (p < reader->end && is_blank(*p))
			p++;
		if (p < reader->end && *p == '=')
			p = read_value(reader, p + 1, &value);
		keep_attribute(tag, name, value);
	}
	reader->at = p < reader->end && *p == '>' ? p + 1 : p;
	return true;
}

static void
skip_comment(Reader *reader)
{
	const char *p = reader->at, *stop = NULL;

	if (reader->end - p >= 4 && memcmp(p, "<!--", 4) == 0) {
		if (!reader->no_comment_end)
			stop = memmem(p + 2, (size_t)(reader->end - p - 2), "-->", 3);
		if (stop) {
			reader->at = stop + 3;
			return;
		}
		reader->no_comment_end = p;
	}
	stop = memchr(p, '>', (size_t)(reader->end - p));
	reader->at = stop ? stop + 1 : reader->end;
}

/* Behind the end tag of a script or style sheet; one that never ends takes the rest of the page. */
static void
skip_raw(Reader *reader, const char *name)
{
	size_t length = strlen(name);
	const char *p = reader->at;

	while ((p = memmem(p, (size_t)(reader->end - p), "</", 2))) {
		if ((size_t)(reader->end - p) >= length + 2 &&
			g_ascii_strncasecmp(p + 2, name, length) == 0) {
			const char *stop = memchr(p, '>', (size_t)(reader->end - p));

			reader->at = stop ? stop + 1 : reader->end;
			return;
		}
		p += 2;
	}
	reader->at = reader->end;
}

/* Zero-width characters and bidirectional overrides are left out; they only hide things here. */
static bool
is_dropped(gunichar c)
{
	return c == 0xAD || c == 0x34F || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0x61C;
}

static void
put(Reader *reader, gunichar c)
{
	if (is_dropped(c))
		return;
	if (c == 0xA0 && reader->pre)
		page_hard(&reader->page, 1);
	else if (c == 0xA0)
		page_fixed_blank(&reader->page);
	else if (c < 0x80 && is_blank((char)c))
		page_blank(&reader->page, false);
	else if (c >= 0x20 && c != 0x7F)
		page_put(&reader->page, c);
}

static void
put_blank(Reader *reader, char c)
{
	if (!reader->pre)
		page_blank(&reader->page, c == '\n');
	else if (c == '\n')
		page_line_end(&reader->page);
	else if (c != '\r')
		page_hard(&reader->page, c == '\t' ? 4 : 1);
}

/* Bytes of the character at `p` when it goes to the page as it stands, else 0. */
static size_t
plain_length(const char *p)
{
	if ((guchar)*p < 0x80)
		return *p > ' ' && *p != 0x7F && *p != '&';
	return utf8_plain_wide(p);
}

static void
put_text(Reader *reader, const char *p, const char *end)
{
	while (p < end && !reader->page.full) {
		gunichar c;
		size_t length;
		const char *q = p;

		while (q < end && (length = plain_length(q)))
			q += length;
		if (q > p) {
			page_put_run(&reader->page, p, (size_t)(q - p));
			p = q;
		} else if (is_blank(*p)) {
			put_blank(reader, *p++);
		} else if (*p == '&' && (length = entity_read(p, end, &c))) {
			put(reader, c);
			p += length;
		} else {
			put(reader, g_utf8_get_char(p));
			p = utf8_next(p);
		}
	}
}

/* An attribute's text with references read, control characters and blanks at its ends dropped. */
static char *
attribute_text(Span span, size_t limit)
{
	GString *text = g_string_new(NULL);
	const char *p = span.start, *end = p + span.length;

	while (p < end && text->len < limit) {
		gunichar c = 0;
		size_t length = *p == '&' ? entity_read(p, end, &c) : 0;

		if (!length) {
			c = g_utf8_get_char(p);
			length = (size_t)(utf8_next(p) - p);
		}
		if (c >= 0x20 && c != 0x7F && !is_dropped(c))
			g_string_append_unichar(text, c);
		p += length;
	}
	g_strstrip(text->str);
	return g_string_free(text, FALSE);
}

static void
put_string(Reader *reader, const char *text)
{
	for (const char *p = text; *p; p = utf8_next(p))
		put(reader, g_utf8_get_char(p));
}

/* The address behind a link, where its text does not already say it. */
static void
end_link(Reader *reader)
{
	enum {
		URL_MAX = 1000
	};
	static const char *const shown[] = { "http://", "https://", "ftp://", "mailto:" };
	g_autofree char *url = NULL;
	const char *address;
	bool show = false;

	if (!reader->href.start)
		return;
	url = attribute_text(reader->href, URL_MAX);
	reader->href = (Span){ 0 };
	for (size_t i = 0; i < G_N_ELEMENTS(shown); i++)
		show = show || g_ascii_strncasecmp(url, shown[i], strlen(shown[i])) == 0;
	if (!show || reader->page.out->len <= reader->link_start)
		return;
	address = url;
	if (g_ascii_strncasecmp(url, "mailto:", 7) == 0) {
		url[strcspn(url, "?")] = '\0';
		address += 7;
	}
	if (!*address || strstr(reader->page.out->str + reader->link_start, address))
		return;
	page_blank(&reader->page, false);
	page_put(&reader->page, '<');
	put_string(reader, address);
	page_put(&reader->page, '>');
}

static void
put_image(Reader *reader, const Tag *tag)
{
	enum {
		ALT_MAX = 300
	};
	g_autofree char *alt = tag->alt.length ? attribute_text(tag->alt, ALT_MAX) : NULL;

	if (!alt || !*alt)
		return;
	page_put(&reader->page, '[');
	put_string(reader, alt);
	page_put(&reader->page, ']');
}

/* Word writes each line of a letter as a paragraph without room around it. */
static int
paragraph_lines(const Tag *tag)
{
	g_autofree char *look = g_strdup_printf("%.*s %.*s", (int)MIN(tag->class.length, 60),
		tag->class.start ? tag->class.start : "", (int)MIN(tag->style.length, 200),
		tag->style.start ? tag->style.start : "");
	g_autofree char *lower = g_ascii_strdown(look, -1);

	return strstr(lower, "mso") || strstr(lower, "margin:0") || strstr(lower, "margin: 0") ? 1 : 2;
}

/* Whether the tag belongs to what is hidden, and so has no effect. */
static bool
is_hidden(Reader *reader, const Tag *tag)
{
	if (!*reader->hidden_by)
		return false;
	if (strcmp(tag->name, reader->hidden_by) != 0)
		return true;
	if (!tag->closing && (tag->kind == TAG_PARAGRAPH || tag->kind == TAG_ITEM)) {
		*reader->hidden_by = '\0'; /* the next one ends the last one */
		return false;
	}
	reader->hidden_depth += tag->closing ? -1 : 1;
	if (reader->hidden_depth == 0)
		*reader->hidden_by = '\0';
	return true;
}

static bool
begins_hidden(Reader *reader, const Tag *tag)
{
	if (tag->closing || reader->show_hidden || tag->kind == TAG_VOID || tag->kind == TAG_BREAK ||
		tag->kind == TAG_RULE || tag->kind == TAG_IMAGE)
		return false;
	if (tag->kind != TAG_HIDDEN && !tag->hidden && !style_hides(tag->style))
		return false;
	/* The page itself is hidden by nobody who wants it read. */
	if (strcmp(tag->name, "body") == 0 || strcmp(tag->name, "html") == 0)
		return false;
	g_strlcpy(reader->hidden_by, tag->name, sizeof reader->hidden_by);
	reader->hidden_depth = 1;
	return true;
}

static void
put_rule(Reader *reader)
{
	page_break(&reader->page, 1);
	page_put_run(&reader->page, "________________________________", 32);
	page_break(&reader->page, 1);
}

/* Some programs indent with a blockquote; one with "border: none" quotes nobody. */
static bool
quote_only_indents(const Tag *tag)
{
	g_autofree char *style = g_ascii_strdown(
		tag->style.start ? tag->style.start : "", (gssize)MIN(tag->style.length, STYLE_MAX));
	const char *border = strstr(style, "border:");

	return border && !strstr(style, "border-left") &&
	       g_str_has_prefix(border + strcspn(border, "n0;"), "none");
}

static void
open_or_close_quote(Reader *reader, const Tag *tag)
{
	bool indents = tag->closing ? reader->indents & 1 : quote_only_indents(tag);

	reader->indents = tag->closing ? reader->indents >> 1 : reader->indents << 1 | indents;
	if (indents)
		page_break(&reader->page, 1);
	else
		page_quote(&reader->page, tag->closing ? -1 : 1);
}

static void
open_or_close_link(Reader *reader, const Tag *tag)
{
	end_link(reader);
	if (!tag->closing && tag->href.length) {
		reader->href = tag->href;
		reader->link_start = reader->page.out->len;
	}
}

static void
put_tag(Reader *reader, const Tag *tag)
{
	Page *page = &reader->page;

	switch (tag->kind) {
	case TAG_INLINE:
	case TAG_VOID:
	case TAG_RAW:
	case TAG_HIDDEN:
		break;
	case TAG_BLOCK:
		page_break(page, 1);
		break;
	case TAG_PARAGRAPH:
		page_break(page, tag->closing ? 1 : paragraph_lines(tag));
		break;
	case TAG_BREAK:
		page_line_end(page);
		break;
	case TAG_RULE:
		put_rule(reader);
		break;
	case TAG_ITEM:
		if (tag->closing)
			page_break(page, 1);
		else
			page_item(page);
		break;
	case TAG_LIST:
	case TAG_NUMBERED:
		if (tag->closing)
			page_list_end(page);
		else
			page_list_begin(page, tag->kind == TAG_NUMBERED,
				tag->start.length && g_ascii_isdigit(*tag->start.start)
					? (int)MIN(g_ascii_strtoull(tag->start.start, NULL, 10), 100000)
					: 1);
		break;
	case TAG_TABLE:
		if (tag->closing)
			page_table_end(page);
		else
			page_table_begin(page);
		break;
	case TAG_ROW:
		page_row(page);
		break;
	case TAG_CELL:
		if (!tag->closing)
			page_cell(page);
		break;
	case TAG_QUOTE:
		open_or_close_quote(reader, tag);
		break;
	case TAG_PRE:
		page_break(page, 1);
		reader->pre = MAX(reader->pre + (tag->closing ? -1 : 1), 0);
		break;
	case TAG_LINK:
		open_or_close_link(reader, tag);
		break;
	case TAG_IMAGE:
		put_image(reader, tag);
		break;
	}
}

static void
read_markup(Reader *reader)
{
	Tag tag;

	if (reader->end - reader->at >= 2 && (reader->at[1] == '!' || reader->at[1] == '?')) {
		skip_comment(reader);
		return;
	}
	if (!read_tag(reader, &tag)) {
		if (!*reader->hidden_by)
			put_text(reader, reader->at, reader->at + 1);
		reader->at++;
		return;
	}
	if (tag.kind == TAG_RAW && !tag.closing) {
		skip_raw(reader, tag.name);
		return;
	}
	if (!is_hidden(reader, &tag) && !begins_hidden(reader, &tag))
		put_tag(reader, &tag);
}

static char *
convert(const char *html, size_t length, size_t limit, bool show_hidden, bool *out_truncated)
{
	Reader reader = { .at = html, .end = html + length, .show_hidden = show_hidden };

	page_init(&reader.page, limit);
	while (reader.at < reader.end && !reader.page.full) {
		const char *markup = memchr(reader.at, '<', (size_t)(reader.end - reader.at));
		const char *stop = markup ? markup : reader.end;

		if (!*reader.hidden_by)
			put_text(&reader, reader.at, stop);
		reader.at = stop;
		if (markup)
			read_markup(&reader);
	}
	end_link(&reader);
	*out_truncated = reader.page.full;
	return page_finish(&reader.page);
}

char *
html_to_text(const char *html, size_t length, size_t limit, bool *out_truncated)
{
	g_autofree char *text = convert(html, length, limit, false, out_truncated);

	if (*text)
		return g_steal_pointer(&text);
	return convert(html, length, limit, true, out_truncated);
}
