#include "parser/body/flowed.h"

#include <glib.h>
#include <string.h>

char *
flowed_join(const char *text, bool delsp)
{
	GString *out = g_string_sized_new(strlen(text));
	bool flowing = false;
	size_t last_depth = 0;

	for (const char *p = text; *p;) {
		const char *newline = strchrnul(p, '\n'), *end = newline;
		size_t depth = strspn(p, ">");
		bool is_signature, soft;

		if (end > p && end[-1] == '\r')
			end--;
		p += depth;
		if (p < end && *p == ' ')
			p++;
		is_signature = end - p == 3 && memcmp(p, "-- ", 3) == 0;
		soft = !is_signature && end > p && end[-1] == ' ';
		if (flowing && (depth != last_depth || is_signature)) {
			g_string_append_c(out, '\n');
			flowing = false;
		}
		if (!flowing && depth) {
			for (size_t i = 0; i < depth; i++)
				g_string_append_c(out, '>');
			g_string_append_c(out, ' ');
		}
		g_string_append_len(out, p, end - p - (soft && delsp));
		flowing = soft;
		last_depth = depth;
		if (!soft && *newline)
			g_string_append_c(out, '\n');
		p = *newline ? newline + 1 : newline;
	}
	return g_string_free(out, FALSE);
}
