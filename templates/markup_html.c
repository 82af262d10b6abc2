#include "templates/blocks.h"

#include <string.h>

#define MAX_LINK 2000 /* what phones still open */

#define GREY "#767676"
#define LINE "1px solid #99a3a3"
#define ACCENT "#0d847d"

/*
 * How each block looks. Colours are chosen to be read on white and on black, and everything else inherits,
 * so that a dark mode needs no rule of its own: many mail programs drop style sheets, none drops inline
 * style.
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

static void
append_block_html(GString *out, const Block *block, const char *address, const char *subject)
{
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

char *
markup_html(const Markup *markup, const char *language, const char *reply_address, const char *subject)
{
	GString *out = g_string_new("<!DOCTYPE html>\n");
	BlockKind before = BLOCK_PARAGRAPH;

	g_string_append_printf(out,
		"<html lang=\"%s\" style=\"color-scheme:light dark\">\n<head>\n"
		"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n"
		"<meta name=\"supported-color-schemes\" content=\"light dark\">\n"
		"<title></title>\n</head>\n<body style=\"margin:0;padding:0\">\n"
		"<table role=\"presentation\" width=\"100%%\" cellpadding=\"0\" cellspacing=\"0\" "
		"border=\"0\">"
		"<tr><td align=\"center\" style=\"padding:18px 14px\">\n"
		"<table role=\"presentation\" width=\"100%%\" cellpadding=\"0\" cellspacing=\"0\" "
		"border=\"0\" "
		"style=\"max-width:600px\"><tr><td align=\"left\" style=\"text-align:left;font-family:"
		"-apple-system,'PingFang SC','Microsoft YaHei','Segoe UI',sans-serif;font-size:16px;"
		"line-height:1.6;word-break:break-word\">\n",
		language);
	for (unsigned i = 0; i < markup->blocks->len; i++) {
		const Block *block = &g_array_index(markup->blocks, Block, i);

		if (!block->joined) {
			g_string_append(out, i ? forms[before].group_end : "");
			g_string_append(out, forms[block->kind].group);
		} else
			g_string_append(out, forms[block->kind].between);
		append_block_html(out, block, reply_address, subject);
		before = block->kind;
	}
	if (markup->blocks->len)
		g_string_append(out, forms[before].group_end);
	g_string_append(out, "</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n");
	return g_string_free(out, FALSE);
}
