#include "parser/body/enriched.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* A parameter is for programs: "<color><param>red</param>…". Returns what follows it, or `p`. That no end
 * stands behind `p` is found out once, and told in *missing. */
static const char *
skip_parameter(const char *p, bool *missing)
{
	static const char open[] = "<param>", close[] = "</param>";
	const char *end;

	if (*missing || g_ascii_strncasecmp(p, open, strlen(open)) != 0)
		return p;
	end = strchr(p, '/');
	while (end && g_ascii_strncasecmp(end - 1, close, strlen(close)) != 0)
		end = strchr(end + 1, '/');
	*missing = !end;
	return end ? end - 1 + strlen(close) : p;
}

/* One line end is a blank, n of them are n - 1. */
static const char *
append_line_ends(GString *out, const char *p)
{
	size_t ends = 0;

	for (; *p == '\n' || *p == '\r'; p++)
		ends += *p == '\n';
	g_string_append_c(out, '\n');
	while (ends-- > 1)
		g_string_append(out, "<br>");
	return p;
}

char *
enriched_to_html(const char *text)
{
	GString *out = g_string_sized_new(strlen(text));

	bool missing = false;

	for (const char *p = text; *p;) {
		const char *next = skip_parameter(p, &missing);

		if (next != p) {
			p = next;
		} else if (p[0] == '<' && p[1] == '<') {
			g_string_append(out, "&lt;");
			p += 2;
		} else if (*p == '&') {
			g_string_append(out, "&amp;");
			p++;
		} else if (*p == '\n' || *p == '\r') {
			p = append_line_ends(out, p);
		} else {
			g_string_append_c(out, *p++);
		}
	}
	return g_string_free(out, FALSE);
}
