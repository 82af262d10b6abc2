#include "parser/quote/region.h"

#include "parser/quote/mark.h"
#include "parser/text/line.h"

#include <string.h>

#define TOKEN_BYTES 80       /* of a class or an id are compared */
#define STYLE_BYTES 400      /* of a style attribute are looked at */
#define ATTRIBUTION_LINES 6  /* above a quote; more lines are somebody's text */
#define SOLID_BYTES 60       /* of a quote's first lines find it in another text */
#define SIGNATURE_BYTES 2000 /* and of a signature */
#define SEARCH_LINES 40      /* over which these may stand there */
#define LINK_BYTES 300
#define SEARCHED_MAX 8
#define SOLID_ENOUGH 3 /* bytes that tell a line from another */

/* What mail programs call the element that holds (or begins) what they quote, and the writer's signature.
 * With '*' at its end the name goes on. */
static const struct {
	const char *name;
	RegionKind kind;
} names[] = {
	{ "gmail_attr", REGION_ATTRIBUTION },
	{ "gmail_quote", REGION_ATTRIBUTION },
	{ "gmail_quote_container", REGION_ATTRIBUTION },
	{ "front-blockquote", REGION_ATTRIBUTION },
	{ "moz-cite-prefix", REGION_ATTRIBUTION },
	{ "yahoo_quoted*", REGION_QUOTE },
	{ "divRplyFwdMsg", REGION_QUOTE },
	{ "appendonsend", REGION_QUOTE },
	{ "mail-editor-reference-message-container", REGION_QUOTE },
	{ "OutlookMessageHeader", REGION_QUOTE },
	{ "OLK_SRC_BODY_SECTION", REGION_QUOTE },
	{ "stopSpelling", REGION_QUOTE },
	{ "moz-forward-container", REGION_QUOTE },
	{ "moz-email-headers-table", REGION_QUOTE },
	{ "zwchr", REGION_QUOTE },
	{ "__HEADERS__", REGION_QUOTE },
	{ "zmail_extra", REGION_QUOTE },
	{ "messageReplySection", REGION_QUOTE },
	{ "protonmail_quote", REGION_QUOTE },
	{ "tutanota_quote", REGION_QUOTE },
	{ "history_container", REGION_QUOTE },
	{ "xmail_inner_quote", REGION_QUOTE },
	{ "ntes-mailmaster-quote", REGION_QUOTE },
	{ "isReplyContent", REGION_QUOTE },
	{ "isForwardContent", REGION_QUOTE },
	{ "Zm-_Id_-Sgn*", REGION_SIGNATURE },
	{ "bloop_sign*", REGION_SIGNATURE },
};

/* Text behind these is quoted to the end of the page, whatever element they are. */
static const char *const openers[] = { "divRplyFwdMsg", "appendonsend", "OutlookMessageHeader",
	"stopSpelling", "moz-email-headers-table", "zwchr", "__HEADERS__" };

/* Outlook draws a line above the header block that it copies, in one of these colours. */
static const char *const rules[] = { "b5c4df", "e1e1e1", "rgb(181,196,223)", "rgb(225,225,225)",
	"rgb(229,229,229)" };

/* A name without what another program put before it when it quoted the page: "x_", "ydp12ab", "m_-34",
 * "gmail-". */
static Line
bare_name(Line name)
{
	for (;;) {
		size_t n = line_starts(name, "x_") + line_starts(name, "gmail-");

		if (!n && (n = line_starts(name, "ydp")))
			while (n < name.length && g_ascii_isxdigit(name.start[n]))
				n++;
		if (!n && (n = line_starts(name, "m_")) && n < name.length &&
			!g_ascii_isdigit(name.start[n]) && name.start[n] != '-')
			n = 0;
		else if (line_starts(name, "m_"))
			while (n < name.length && (g_ascii_isdigit(name.start[n]) || name.start[n] == '-'))
				n++;
		if (!n || n == name.length)
			return name;
		name = line_skip(name, n);
	}
}

static bool
name_is(Line name, const char *pattern)
{
	size_t n = strlen(pattern);

	if (pattern[n - 1] != '*')
		return line_is(name, pattern);
	return name.length >= n - 1 && !g_ascii_strncasecmp(name.start, pattern, n - 1);
}

static RegionKind
kind_of_name(Line name, const Tag *tag)
{
	static const char *const wholes[] = { "text", "mail", "message", "content", "reply" };
	const char *at;

	name.length = MIN(name.length, TOKEN_BYTES);
	name = bare_name(name);
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (name_is(name, names[i].name))
			return names[i].kind;
	/* Whoever made the program: it calls a signature so, and what it quotes. */
	at = line_find(name, "signature");
	if (at && (at + strlen("signature") == name.start + name.length || at[strlen("signature")] != 's'))
		return REGION_SIGNATURE;
	if (tag->kind == TAG_BLOCK && line_find(name, "quoted") &&
		(line_ends(name, "quoted") || line_contains_any(name, wholes, G_N_ELEMENTS(wholes))))
		return REGION_QUOTE;
	return REGION_NONE;
}

static Line
line_of(Span span)
{
	return (Line){ span.start ? span.start : "", span.length };
}

/* The first name in a list of names that says something. */
static RegionKind
kind_of_names(Span span, const Tag *tag)
{
	Line rest = line_of(span);
	RegionKind kind = REGION_NONE;

	for (int tries = 0; rest.length && tries < 8 && !kind; tries++) {
		size_t n = 0;

		while (n < rest.length && !html_is_blank(rest.start[n]))
			n++;
		if (n)
			kind = kind_of_name((Line){ rest.start, n }, tag);
		rest = line_skip(rest, n + 1);
	}
	return kind;
}

static RegionKind
kind_of_style(const Tag *tag)
{
	char plain[STYLE_BYTES + 1];
	size_t used = 0;

	if (tag->kind != TAG_BLOCK || !tag->style.length || !line_find(line_of(tag->style), "border-top"))
		return REGION_NONE;
	for (size_t i = 0; i < MIN(tag->style.length, STYLE_BYTES); i++)
		if (!html_is_blank(tag->style.start[i]))
			plain[used++] = g_ascii_tolower(tag->style.start[i]);
	for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
		if (line_find((Line){ plain, used }, rules[i]))
			return REGION_BLOCK;
	return REGION_NONE;
}

static RegionKind
kind_of_tag(const Tag *tag)
{
	RegionKind kind = kind_of_names(tag->id, tag);

	/* A blockquote is told by its '>' marks. */
	if (tag->kind == TAG_QUOTE)
		return REGION_NONE;
	if (!kind)
		kind = kind_of_names(tag->class, tag);
	if (!kind)
		kind = kind_of_names(tag->named, tag);
	if (!kind)
		kind = kind_of_names(tag->marker, tag);
	return kind ? kind : kind_of_style(tag);
}

static bool
opens_to_end(const Tag *tag)
{
	const Span spans[] = { tag->id, tag->class, tag->marker };

	for (size_t i = 0; i < G_N_ELEMENTS(spans); i++)
		for (size_t j = 0; spans[i].length && j < G_N_ELEMENTS(openers); j++)
			if (line_find(line_of(spans[i]), openers[j]))
				return true;
	return false;
}

static void
keep(RegionWalk *walk, size_t end)
{
	walk->open.end = end;
	if (walk->open.kind && end > walk->open.start && walk->list->len < REGIONS_MAX)
		g_array_append_val(walk->list, walk->open);
	walk->open.kind = REGION_NONE;
}

static void
open_region(RegionWalk *walk, const Tag *tag, RegionKind kind, size_t next)
{
	walk->open = (Region){ .kind = kind, .start = next };
	if (kind == REGION_BLOCK || tag->kind == TAG_RULE || opens_to_end(tag)) {
		keep(walk, G_MAXSIZE);
		return;
	}
	g_strlcpy(walk->name, tag->name, sizeof walk->name);
	walk->depth = 1;
	walk->awaits = kind == REGION_ATTRIBUTION && line_find(line_of(tag->class), "quote") != NULL;
}

void
region_tag(RegionWalk *walk, const Tag *tag, size_t next, size_t end)
{
	RegionKind kind;

	if (walk->open.kind && walk->awaits && tag->kind == TAG_QUOTE && !tag->closing) {
		if (end <= walk->open.start + ATTRIBUTION_LINES)
			keep(walk, end);
		walk->open.kind = REGION_NONE;
		return;
	}
	if (walk->open.kind && strcmp(tag->name, walk->name) == 0) {
		walk->depth += tag->closing ? -1 : 1;
		if (!walk->depth) {
			/* Nothing in it is marked as quoted: then all of it is. */
			if (walk->awaits)
				walk->open.kind = REGION_QUOTE;
			keep(walk, end);
			return;
		}
	}
	if (tag->closing || tag->kind == TAG_VOID || tag->kind == TAG_IMAGE ||
		(walk->open.kind && walk->open.kind != REGION_SIGNATURE) ||
		!(tag->id.length || tag->class.length || tag->named.length || tag->marker.length ||
			tag->style.length))
		return;
	kind = kind_of_tag(tag);
	if (!kind || kind == walk->open.kind)
		return;
	if (walk->open.kind)
		keep(walk, end);
	open_region(walk, tag, kind, next);
}

void
region_finish(RegionWalk *walk, size_t end)
{
	if (walk->open.kind)
		keep(walk, end);
}

/* The '>' of the address that stands at `line` in "<…>", or NULL. */
static const char *
link_end(Line line)
{
	if (!line_starts(line, "<http") && !line_starts(line, "<mailto") && !line_starts(line, "<tel"))
		return NULL;
	return memchr(line.start, '>', MIN(line.length, LINK_BYTES));
}

/* The bytes of `line` that do not depend on how a text was laid out: no blanks, marks and links. */
static void
append_solid(GString *out, Line line, size_t limit)
{
	quote_depth(line, &line);
	while (line.length && out->len < limit) {
		size_t n = blank_length(line.start, line.length);
		const char *close = *line.start == '<' ? link_end(line) : NULL;

		if (close) {
			line = line_skip(line, (size_t)(close - line.start) + 1);
			continue;
		}
		if (!n && !strchr("*_|-[]\"", *line.start))
			g_string_append_c(out, g_ascii_tolower(*line.start));
		line = line_skip(line, n ? n : 1);
	}
}

/* The line of `plain` from which on it reads as `want` does, and (in *out_lines) how many lines that are. */
static size_t
find_solid(const GArray *plain, const GString *want, size_t *out_lines)
{
	g_autoptr(GString) have = g_string_new(NULL);

	for (size_t i = 0; i < plain->len; i++) {
		size_t end = i;

		g_string_truncate(have, 0);
		while (end < plain->len && have->len < want->len && end - i < SEARCH_LINES) {
			append_solid(have, g_array_index(plain, Line, end++), want->len);
			if (!have->len || memcmp(have->str, want->str, have->len) != 0)
				break;
		}
		if (have->len == want->len && !memcmp(have->str, want->str, want->len)) {
			*out_lines = end - i;
			return i;
		}
	}
	return plain->len;
}

GArray *
regions_in(const char *plain, const char *shown, const GArray *regions)
{
	GArray *found = g_array_new(FALSE, FALSE, sizeof(Region));
	g_autoptr(GArray) lines = lines_of(plain), pages = lines_of(shown);
	g_autoptr(GString) want = g_string_new(NULL);

	for (size_t i = 0; i < MIN(regions->len, SEARCHED_MAX); i++) {
		Region region = g_array_index(regions, Region, i);
		size_t taken = 0, limit = region.kind == REGION_SIGNATURE ? SIGNATURE_BYTES : SOLID_BYTES;

		g_string_truncate(want, 0);
		for (size_t j = region.start; j < MIN(region.end, pages->len) && want->len < limit; j++)
			append_solid(want, g_array_index(pages, Line, j), limit);
		if (want->len < SOLID_ENOUGH)
			continue;
		region.start = find_solid(lines, want, &taken);
		if (region.start == lines->len)
			continue;
		region.end = region.kind == REGION_QUOTE || region.kind == REGION_BLOCK
				     ? G_MAXSIZE
				     : region.start + taken;
		g_array_append_val(found, region);
	}
	return found;
}
