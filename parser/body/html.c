#include "parser/body/html.h"

#include "parser/body/page.h"
#include "parser/html/entity.h"
#include "parser/html/scan.h"
#include "parser/quote/region.h"
#include "parser/text/clean.h"

#include <string.h>

enum {
	STYLE_MAX = 400,      /* bytes of a style attribute that are looked at */
	FIRST_JOINED = 0x600, /* character of the scripts that know joiners */
};

typedef struct {
	Scanner scan;
	Page page;
	RegionWalk regions;
	bool show_hidden;
	char hidden_by[16]; /* the element that hides what we read, "" when none does */
	int hidden_depth;   /* elements of that name inside it */
	int pre;
	guint64 indents;   /* one bit for each open blockquote, innermost lowest: it only indents */
	Span href;         /* of the link that is open */
	size_t link_start; /* where its text begins in page.out */
} Reader;

/* display:none and its like, which hide the lines meant for a mailbox's preview. */
static bool
style_hides(Span style)
{
	char plain[400];
	size_t used = 0;

	for (size_t i = 0; i < style.length && used + 1 < sizeof plain; i++)
		if (!html_is_blank(style.start[i]))
			plain[used++] = g_ascii_tolower(style.start[i]);
	plain[used] = '\0';
	return strstr(plain, "display:none") || strstr(plain, "visibility:hidden") ||
	       strstr(plain, "mso-hide:all") ||
	       (strstr(plain, "max-height:0") && strstr(plain, "overflow:hidden"));
}

/* Zero-width characters and bidirectional overrides are left out; they only hide things here. */
static bool
is_dropped(gunichar c)
{
	return c == 0xAD || c == 0x34F || c == 0x200B || (c >= 0x200E && c <= 0x200F) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0x61C;
}

/* Scripts and emoji need these; elsewhere they only pad what a page hides. */
static bool
is_joiner(gunichar c)
{
	return c == 0x200C || c == 0x200D;
}

static void
put(Reader *reader, gunichar c)
{
	if (is_dropped(c) || (is_joiner(c) && reader->page.last < FIRST_JOINED))
		return;
	if (c == 0x2028 || c == 0x2029)
		page_line_end(&reader->page);
	else if (c == 0xA0 && reader->pre)
		page_hard(&reader->page, 1);
	else if (c == 0xA0)
		page_fixed_blank(&reader->page);
	else if (c < 0x80 && html_is_blank((char)c))
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
		} else if (html_is_blank(*p)) {
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

	if (reader->scan.end - reader->scan.at >= 2 &&
		(reader->scan.at[1] == '!' || reader->scan.at[1] == '?')) {
		scan_comment(&reader->scan);
		return;
	}
	if (!scan_tag(&reader->scan, &tag)) {
		if (!*reader->hidden_by)
			put_text(reader, reader->scan.at, reader->scan.at + 1);
		reader->scan.at++;
		return;
	}
	if (tag.kind == TAG_RAW && !tag.closing) {
		scan_raw(&reader->scan, tag.name);
		return;
	}
	if (is_hidden(reader, &tag) || begins_hidden(reader, &tag))
		return;
	if (reader->regions.list)
		region_tag(&reader->regions, &tag, page_next_line(&reader->page), page_lines(&reader->page));
	put_tag(reader, &tag);
}

static char *
convert(const char *html, size_t length, size_t limit, bool show_hidden, GArray *regions, bool *out_truncated)
{
	Reader reader = { .scan = { .at = html, .end = html + length },
		.show_hidden = show_hidden,
		.regions = { .list = regions } };

	page_init(&reader.page, limit);
	while (reader.scan.at < reader.scan.end && !reader.page.full) {
		const char *markup = memchr(reader.scan.at, '<', (size_t)(reader.scan.end - reader.scan.at));
		const char *stop = markup ? markup : reader.scan.end;

		if (!*reader.hidden_by)
			put_text(&reader, reader.scan.at, stop);
		reader.scan.at = stop;
		if (markup)
			read_markup(&reader);
	}
	end_link(&reader);
	if (regions)
		region_finish(&reader.regions, page_lines(&reader.page));
	*out_truncated = reader.page.full;
	return page_finish(&reader.page);
}

char *
html_to_text_with(const char *html, size_t length, size_t limit, GArray *regions, bool *out_truncated)
{
	g_autofree char *text = convert(html, length, limit, false, regions, out_truncated);

	if (*text)
		return g_steal_pointer(&text);
	if (regions)
		g_array_set_size(regions, 0);
	return convert(html, length, limit, true, regions, out_truncated);
}

char *
html_to_text(const char *html, size_t length, size_t limit, bool *out_truncated)
{
	return html_to_text_with(html, length, limit, NULL, out_truncated);
}
