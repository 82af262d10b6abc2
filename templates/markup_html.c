#include "templates/blocks.h"

#include <string.h>

#define MAX_LINK 2000 /* what phones still open */

#define GREY "#767676"
#define LINE "1px solid #99a3a3"
#define ACCENT "#0d847d"
#define BAD "#d2453c"
#define GOOD "#26803a"
#define TRACK "rgba(128,144,144,0.25)" /* of a bar: its empty part */

#define TABLE(margin)                                                                                   \
	"<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" " \
	"style=\"margin:" margin "\">\n"

/*
 * How each block looks. Colours are chosen to be read on white and on black, and everything else inherits:
 * many mail programs drop style sheets, none drops inline style.
 */
static const struct {
	const char *group, *group_end; /* around neighbours of one kind */
	const char *open, *middle, *close, *between;
} forms[BLOCK_COUNT] = {
	[BLOCK_PARAGRAPH] = { "<p style=\"margin:0 0 14px\">", "</p>\n", "", "", "", "<br>\n" },
	[BLOCK_BANNER] = { "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
			   "border=\"0\" "
			   "style=\"margin:0 0 20px;border-bottom:3px solid " ACCENT "\">\n",
		"</table>\n",
		"<tr><td style=\"padding:0 8px 8px 0;font-size:15px;font-weight:bold;color:" ACCENT "\">",
		"</td><td align=\"right\" style=\"padding:0 0 "
		"8px;font-size:13px;white-space:nowrap;color:" GREY "\">",
		"</td></tr>\n", "" },
	[BLOCK_HEADING] = { "<h1 style=\"margin:0 0 14px;font-size:20px;line-height:1.35\">", "</h1>\n", "",
		"", "", "<br>\n" },
	[BLOCK_CALLOUT] = { "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
			    "border=\"0\" "
			    "style=\"margin:4px 0 18px\"><tr><td style=\"padding:10px 14px;border:" LINE
			    ";border-left:5px solid " ACCENT ";font-size:17px;font-weight:bold\">",
		"</td></tr></table>\n", "", "", "", "<br>\n" },
	[BLOCK_ITEM] = { "<ul style=\"margin:0 0 14px;padding:0 0 0 22px\">\n", "</ul>\n",
		"<li style=\"margin:0 0 4px\">", "", "</li>\n", "" },
	[BLOCK_ROW] = { "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
			"border=\"0\" "
			"style=\"margin:0 0 18px;border-top:" LINE "\">\n",
		"</table>\n",
		"<tr><td valign=\"top\" style=\"padding:7px 14px 7px 0;border-bottom:" LINE
		";white-space:nowrap;color:" GREY "\">",
		"</td><td valign=\"top\" width=\"100%\" style=\"padding:7px 0;border-bottom:" LINE
		";word-break:break-word\">",
		"</td></tr>\n", "" },
	[BLOCK_QUOTE] = { "<blockquote style=\"margin:0 0 18px;padding:2px 0 2px 14px;border-left:3px solid "
			  "#99a3a3\">",
		"</blockquote>\n", "", "", "", "<br>\n" },
	[BLOCK_ACTION] = { "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
			   "style=\"margin:0 0 "
			   "14px\">\n",
		"</table>\n", "<tr><td style=\"padding:0 0 12px\">", "", "</td></tr>\n", "" },
	[BLOCK_SMALL] = { "<p style=\"margin:0 0 10px;font-size:13px;color:" GREY "\">", "</p>\n", "", "", "",
		"<br>\n" },
	[BLOCK_RULE] = { "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
			 "border=\"0\" "
			 "style=\"margin:22px 0 14px\"><tr><td style=\"border-top:" LINE
			 ";font-size:0;line-height:0\">&nbsp;</td></tr></table>\n",
		"", "", "", "", "" },
	[BLOCK_SECTION] = { "<h2 style=\"margin:24px 0 8px;font-size:17px;line-height:1.35\">", "</h2>\n", "",
		" <span style=\"font-size:13px;font-weight:normal;color:" GREY "\">", "</span>", "<br>\n" },
	[BLOCK_TILE] = { TABLE("0 0 14px"), "</table>\n", "", "", "", "" },
	[BLOCK_TILE_GOOD] = { TABLE("0 0 14px"), "</table>\n", "", "", "", "" },
	[BLOCK_TILE_BAD] = { TABLE("0 0 14px"), "</table>\n", "", "", "", "" },
	[BLOCK_ENTRY] = { TABLE("0 0 16px"), "</table>\n", "", "", "", "" },
	[BLOCK_ENTRY_BAD] = { TABLE("0 0 16px"), "</table>\n", "", "", "", "" },
	[BLOCK_HEADER] = { TABLE("0 0 16px"), "</table>\n", "", "", "", "" },
	[BLOCK_LINE] = { TABLE("0 0 16px"), "</table>\n", "", "", "", "" },
	[BLOCK_BAR] = { TABLE("0 0 16px"), "</table>\n", "", "", "", "" },
	[BLOCK_BAR_BAD] = { TABLE("0 0 16px"), "</table>\n", "", "", "", "" },
	[BLOCK_PICTURE] = { "", "", "", "", "", "" },
};

static void
append_html(GString *out, const char *cell)
{
	for (; *cell; cell++)
		switch (*cell) {
		case '&':
			g_string_append(out, "&amp;");
			break;
		case '<':
			g_string_append(out, "&lt;");
			break;
		case '>':
			g_string_append(out, "&gt;");
			break;
		case '"':
			g_string_append(out, "&quot;");
			break;
		case '\'':
			g_string_append(out, "&#39;");
			break;
		case BREAK:
			g_string_append(out, "<br>\n");
			break;
		case HOLE:
			g_string_append(out, "…");
			break;
		default:
			g_string_append_c(out, *cell);
		}
}

static bool
address_is_plain(const char *address)
{
	return address && strchr(address, '@') &&
	       strspn(address, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_=@") ==
		       strlen(address);
}

/* The address of a button, or NULL when there can be none. Everything in it is percent-encoded, "+" too:
 * some mail programs read it as a blank. */
static char *
mail_link(const char *address, const char *subject, const char *typed)
{
	g_autofree char *to = NULL, *about = NULL, *body = NULL;
	g_autoptr(GString) lines = g_string_new(NULL);
	char *link;

	if (!address_is_plain(address))
		return NULL;
	for (; *typed; typed++)
		if (*typed == BREAK)
			g_string_append(lines, "\r\n");
		else if (*typed != HOLE)
			g_string_append_c(lines, *typed);
	to = g_uri_escape_string(address, "@", FALSE);
	about = g_uri_escape_string(subject, NULL, FALSE);
	body = g_uri_escape_string(lines->str, NULL, FALSE);
	link = g_strdup_printf("mailto:%s?subject=Re%%3A%%20%s&amp;body=%s", to, about, body);
	if (strlen(link) > MAX_LINK)
		g_clear_pointer(&link, g_free);
	return link;
}

static void
append_action_html(GString *out, const Block *block, const char *address, const char *subject)
{
	g_autofree char *link = mail_link(address, subject, block->cells[0]);
	bool inside = block_is_short_answer(block);

	if (link)
		g_string_append_printf(out,
			"<a href=\"%s\" style=\"display:inline-block;padding:9px 18px;border-radius:6px;"
			"background:" ACCENT ";color:#ffffff;font-weight:bold;text-decoration:none\">",
			link);
	else
		g_string_append(out, "<b>");
	if (inside) {
		append_html(out, block->cells[0]);
		g_string_append(out, "&nbsp; ");
	}
	append_html(out, block->cells[1]);
	g_string_append(out, link ? "</a>" : "</b>");
	if (!inside) {
		g_string_append(out,
			"<br>\n<code style=\"font-family:Menlo,Consolas,monospace;font-size:14px;"
			"line-height:2\">");
		append_html(out, block->cells[0]);
		g_string_append(out, "</code>");
	}
}

/* ---- reports ---- */

enum {
	NUMBER_CHARACTERS = 18,
	MANY_CELLS = 5,   /* in a line of a table: it is set closer */
	ENTRY_WIDTH = 22, /* at the right of an entry, in digits: "Fri 27 November, 18:00" */
};

static const char *
tone(BlockKind kind)
{
	switch ((int)kind) {
	case BLOCK_TILE_GOOD:
		return ";color:" GOOD;
	case BLOCK_TILE_BAD:
	case BLOCK_ENTRY_BAD:
		return ";color:" BAD;
	}
	return "";
}

static void
append_small(GString *out, const char *cell, const char *colour)
{
	if (!*cell)
		return;
	g_string_append_printf(
		out, "<div style=\"font-size:13px;line-height:1.45;color:" GREY "%s\">", colour);
	append_html(out, cell);
	g_string_append(out, "</div>");
}

/* Where a block stands among its neighbours of one kind. */
typedef struct {
	int at, of; /* from 0 */
} Place;

/* Four to a line on a telephone of 360 px still have room for six Chinese characters; three where that fills
 * the lines. */
static int
tiles_a_line(int count)
{
	return count % 4 && count % 3 == 0 ? 3 : 4;
}

/* Its tone is that of the change, or where the number changes nothing the number's own. */
static void
append_tile_html(GString *out, const Block *block, Place place)
{
	const char *colour = tone(block->kind);
	bool changes = *block->cells[3] != '\0';

	if (place.at % tiles_a_line(place.of) == 0)
		g_string_append(out, place.at ? "</tr>\n<tr>" : "<tr>");
	g_string_append_printf(out,
		"<td width=\"%d%%\" valign=\"top\" style=\"padding:8px 4px 8px 0;border-top:" LINE "\">",
		100 / tiles_a_line(place.of));
	append_small(out, block->cells[0], "");
	g_string_append_printf(out,
		"<div style=\"font-size:22px;line-height:1.3;font-weight:bold;white-space:nowrap%s\">",
		changes ? "" : colour);
	append_html(out, block->cells[1]);
	g_string_append(out, "</div>");
	append_small(out, block->cells[2], "");
	append_small(out, block->cells[3], colour);
	g_string_append(out, "</td>\n");
}

/* The cells that a last line of tiles lacks. */
static void
end_tiles(GString *out, int count)
{
	int line = tiles_a_line(count);

	while (count++ % line)
		g_string_append(out, "<td style=\"border-top:" LINE "\">&nbsp;</td>");
	g_string_append(out, "</tr>\n");
}

/* Numbers stay in one line; what is longer than a number is words. Words break between each other, and within
 * one only where it is wider than the screen: "break-word" as word-break would squeeze a column of them to
 * one letter a line. */
static const char *
wrapping(const char *cell)
{
	return g_utf8_strlen(cell, -1) <= NUMBER_CHARACTERS ? ";white-space:nowrap" : "";
}

/* In digits, of which two are as wide as a Chinese character. */
static int
width_of(const char *cell)
{
	int width = 0;

	for (; *cell; cell += g_utf8_skip[(guchar)*cell])
		width += g_unichar_iswide(g_utf8_get_char(cell)) ? 2 : 1;
	return width;
}

/* A title is short and holds the case's number, which does not break at its hyphen. */
static void
append_entry_html(GString *out, const Block *block, const char *address, const char *subject)
{
	g_autofree char *link = *block->cells[4] ? mail_link(address, subject, block->cells[4]) : NULL;
	const char *below = *block->cells[4] ? "" : ";border-bottom:" LINE;

	g_string_append_printf(out,
		"<tr><td valign=\"top\" width=\"60%%\" style=\"padding:8px 10px 8px "
		"0;font-size:15px;word-break:break-word%s\"><b style=\"white-space:nowrap\">",
		below);
	append_html(out, block->cells[0]);
	g_string_append(out, "</b>");
	append_small(out, block->cells[1], "");
	g_string_append_printf(out,
		"</td><td valign=\"top\" align=\"right\" width=\"40%%\" style=\"padding:8px "
		"0;font-size:15px%s\"><div style=\"font-weight:bold%s%s\">",
		below, width_of(block->cells[2]) <= ENTRY_WIDTH ? ";white-space:nowrap" : "",
		tone(block->kind));
	append_html(out, block->cells[2]);
	g_string_append(out, "</div>");
	append_small(out, block->cells[3], "");
	g_string_append(out, "</td></tr>\n");
	if (!*block->cells[4])
		return;
	g_string_append(out, "<tr><td colspan=\"2\" style=\"padding:0 0 10px;border-bottom:" LINE "\">");
	if (link)
		g_string_append_printf(out,
			"<a href=\"%s\" style=\"display:inline-block;padding:4px 12px;border-radius:5px;"
			"background:" ACCENT ";color:#ffffff;font-size:14px;font-weight:bold;"
			"text-decoration:none\">",
			link);
	append_html(out, block->cells[5]);
	g_string_append(out, link ? "</a>" : "");
	g_string_append(out, " &nbsp;<code style=\"font-family:Menlo,Consolas,monospace;font-size:14px\">");
	append_html(out, block->cells[4]);
	g_string_append(out, "</code></td></tr>\n");
}

static void
append_line_html(GString *out, const Block *block)
{
	bool head = block->kind == BLOCK_HEADER, dense = block->count >= MANY_CELLS;

	g_string_append(out, "<tr>");
	for (int i = 0; i < block->count; i++) {
		g_string_append_printf(out,
			"<td valign=\"top\" align=\"%s\" style=\"padding:6px %s 6px 0;border-bottom:" LINE
			"%s%s\">",
			i ? "right" : "left",
			i + 1 == block->count ? "0"
			: dense               ? "6px"
					      : "8px",
			!head   ? ";font-size:14px"
			: dense ? ";font-size:12px;color:" GREY
				: ";font-size:13px;color:" GREY,
			i && !head ? wrapping(block->cells[i])
				   : ";word-break:normal;overflow-wrap:break-word");
		append_html(out, block->cells[i]);
		g_string_append(out, "</td>");
	}
	g_string_append(out, "</tr>\n");
}

static void
append_bar_part(GString *out, int width, const char *colour)
{
	if (width > 0)
		g_string_append_printf(out,
			"<td width=\"%d%%\" style=\"background:%s;height:12px;font-size:0;line-height:0\">"
			"&nbsp;</td>",
			width, colour);
}

static void
append_bar_html(GString *out, const Block *block)
{
	int width = (int)CLAMP(g_ascii_strtoll(block->cells[2], NULL, 10), 0, 100);

	g_string_append(out, "<tr><td valign=\"middle\" width=\"30%\" style=\"padding:4px 8px 4px 0;"
			     "font-size:14px;line-height:1.35\">");
	append_html(out, block->cells[0]);
	g_string_append(out, "</td><td valign=\"middle\" width=\"42%\" style=\"padding:4px 8px 4px 0\">"
			     "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" "
			     "cellspacing=\"0\" border=\"0\"><tr>");
	append_bar_part(out, width, block->kind == BLOCK_BAR_BAD ? BAD : ACCENT);
	append_bar_part(out, 100 - width, TRACK);
	g_string_append_printf(out,
		"</tr></table></td><td valign=\"middle\" align=\"right\" "
		"style=\"padding:4px 0;font-size:14px;line-height:1.35%s\">",
		wrapping(block->cells[1]));
	append_html(out, block->cells[1]);
	g_string_append(out, "</td></tr>\n");
}

/* Words within an attribute: their lines stay lines. */
static void
append_attribute(GString *out, const char *cell)
{
	g_autoptr(GString) html = g_string_new(NULL);

	append_html(html, cell);
	g_string_replace(html, "<br>\n", "&#10;", 0);
	g_string_append(out, html->str);
}

/* On a white card of its own, so that a dark mode changes nothing of it. */
static void
append_picture_html(GString *out, const Block *block)
{
	static const char name[] = "abcdefghijklmnopqrstuvwxyz0123456789-.@";
	bool shown = *block->cells[0] && strspn(block->cells[0], name) == strlen(block->cells[0]);

	append_small(out, block->cells[1], "");
	if (shown) {
		g_string_append_printf(out,
			"<img src=\"cid:%s\" width=\"600\" style=\"display:block;width:100%%;max-width:600px;"
			"height:auto;margin:0 0 "
			"6px;border:0;border-radius:8px;background:#ffffff;color:#222222;"
			"font-size:13px;line-height:1.45\" alt=\"",
			block->cells[0]);
		append_attribute(out, block->cells[2]);
		g_string_append(out, "\">\n");
	} else {
		append_small(out, block->cells[2], "");
	}
	g_string_append(out, "<div style=\"font-size:0;line-height:0;height:12px\">&nbsp;</div>\n");
}

static void
append_section_html(GString *out, const Block *block)
{
	append_html(out, block->cells[0]);
	if (!*block->cells[1])
		return;
	g_string_append(out, forms[BLOCK_SECTION].middle);
	append_html(out, block->cells[1]);
	g_string_append(out, forms[BLOCK_SECTION].close);
}

static void
append_block_html(GString *out, const Block *block, Place place, const char *address, const char *subject)
{
	switch (block->kind) {
	case BLOCK_TILE:
	case BLOCK_TILE_GOOD:
	case BLOCK_TILE_BAD:
		append_tile_html(out, block, place);
		return;
	case BLOCK_ENTRY:
	case BLOCK_ENTRY_BAD:
		append_entry_html(out, block, address, subject);
		return;
	case BLOCK_HEADER:
	case BLOCK_LINE:
		append_line_html(out, block);
		return;
	case BLOCK_BAR:
	case BLOCK_BAR_BAD:
		append_bar_html(out, block);
		return;
	case BLOCK_PICTURE:
		append_picture_html(out, block);
		return;
	case BLOCK_SECTION:
		append_section_html(out, block);
		return;
	case BLOCK_PARAGRAPH:
	case BLOCK_BANNER:
	case BLOCK_HEADING:
	case BLOCK_CALLOUT:
	case BLOCK_ITEM:
	case BLOCK_ROW:
	case BLOCK_QUOTE:
	case BLOCK_ACTION:
	case BLOCK_SMALL:
	case BLOCK_RULE:
	case BLOCK_COUNT:
		break;
	}
	g_string_append(out, forms[block->kind].open);
	if (block->kind == BLOCK_ACTION)
		append_action_html(out, block, address, subject);
	else {
		append_html(out, block->cells[0]);
		g_string_append(out, forms[block->kind].middle);
		append_html(out, block->cells[1]);
	}
	g_string_append(out, forms[block->kind].close);
}

static bool
is_tile(BlockKind kind)
{
	return kind == BLOCK_TILE || kind == BLOCK_TILE_GOOD || kind == BLOCK_TILE_BAD;
}

static void
end_group(GString *out, BlockKind kind, int place)
{
	if (is_tile(kind))
		end_tiles(out, place);
	g_string_append(out, forms[kind].group_end);
}

/* How many blocks stand together from `first` on. */
static int
group_length(const Markup *markup, guint first)
{
	guint end = first + 1;

	while (end < markup->blocks->len && g_array_index(markup->blocks, Block, end).joined)
		end++;
	return (int)(end - first);
}

/* A night's screen is not quite black. Whatever drops this reads the colours below all the same. */
static const char night[] = "<style>@media (prefers-color-scheme:dark){"
			    "[style*=\"color:" GREY "\"]{color:#a3a3a3!important}"
			    "[style*=\"color:" ACCENT "\"]{color:#3fb5ac!important}"
			    "[style*=\"color:" GOOD "\"]{color:#6cc07d!important}"
			    "[style*=\"color:" BAD "\"]{color:#f0857d!important}"
			    "}</style>\n";

char *
markup_html(const Markup *markup, const char *language, const char *reply_address, const char *subject)
{
	GString *out = g_string_new("<!DOCTYPE html>\n");
	BlockKind before = BLOCK_PARAGRAPH;
	Place place = { 0, 0 };

	g_string_append_printf(out,
		"<html lang=\"%s\" style=\"color-scheme:light dark\">\n<head>\n"
		"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n"
		"<meta name=\"supported-color-schemes\" content=\"light dark\">\n"
		"%s<title></title>\n</head>\n<body style=\"margin:0;padding:0\">\n"
		"<table role=\"presentation\" width=\"100%%\" cellpadding=\"0\" cellspacing=\"0\" "
		"border=\"0\">"
		"<tr><td align=\"center\" style=\"padding:18px 14px\">\n"
		"<table role=\"presentation\" width=\"100%%\" cellpadding=\"0\" cellspacing=\"0\" "
		"border=\"0\" "
		"style=\"max-width:600px\"><tr><td align=\"left\" style=\"text-align:left;font-family:"
		"-apple-system,'PingFang SC','Microsoft YaHei','Segoe UI',sans-serif;font-size:16px;"
		"line-height:1.6;word-break:break-word\">\n",
		language, night);
	for (unsigned i = 0; i < markup->blocks->len; i++) {
		const Block *block = &g_array_index(markup->blocks, Block, i);

		if (!block->joined) {
			if (i)
				end_group(out, before, place.of);
			g_string_append(out, forms[block->kind].group);
			place = (Place){ 0, group_length(markup, i) };
		} else
			g_string_append(out, forms[block->kind].between);
		append_block_html(out, block, place, reply_address, subject);
		place.at++;
		before = block->kind;
	}
	if (markup->blocks->len)
		end_group(out, before, place.of);
	g_string_append(out, "</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n");
	return g_string_free(out, FALSE);
}
