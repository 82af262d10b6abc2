#include "parser/text/normal.h"

#include <string.h>

/* Bytes of the character at `s` if NFKC leaves it alone whatever comes before it: ASCII, ideographs, and the
 * marks between them. Else 0: it goes through GLib. */
static size_t
plain_length(const guchar *s)
{
	if (*s < 0x80)
		return 1;
	if (*s >= 0xE4 && *s <= 0xE9)
		return *s > 0xE4 || s[1] >= 0xB8 ? 3 : 0;
	if (*s == 0xE3 && s[1] == 0x80)
		return s[2] == 0x81 || s[2] == 0x82 || (s[2] >= 0x88 && s[2] <= 0x91) ? 3 : 0;
	if (*s == 0xE2 && s[1] == 0x80)
		return s[2] == 0x94 || s[2] == 0x9C || s[2] == 0x9D ? 3 : 0;
	return 0;
}

/* Full-width forms of ASCII stand in every Chinese text: U+FF01 to U+FF5E. 0: none. */
static char
narrow(const guchar *s)
{
	if (*s == 0xEF && s[1] == 0xBC && s[2] >= 0x81)
		return (char)(s[2] - 0x60);
	if (*s == 0xEF && s[1] == 0xBD && s[2] <= 0x9E)
		return (char)(s[2] - 0x20);
	return 0;
}

static void
append_odd(GString *out, const guchar *run, const guchar *end)
{
	g_autoptr(GString) odd = g_string_new(NULL);
	g_autofree char *normal = NULL;

	/* An accent may belong to the letter before it. */
	if (out->len && (guchar)out->str[out->len - 1] < 0x80) {
		g_string_append_c(odd, out->str[out->len - 1]);
		g_string_truncate(out, out->len - 1);
	}
	g_string_append_len(odd, (const char *)run, end - run);
	normal = g_utf8_normalize(odd->str, (gssize)odd->len, G_NORMALIZE_ALL_COMPOSE);
	g_string_append(out, normal);
}

GString *
normal_form(const char *text, size_t length)
{
	GString *out = g_string_sized_new(length);
	const guchar *s = (const guchar *)text, *end = s + length;

	while (s < end) {
		const guchar *run = s;
		size_t size;

		while (s < end && (size = plain_length(s)))
			s += size;
		g_string_append_len(out, (const char *)run, s - run);
		for (; s < end && narrow(s); s += 3)
			g_string_append_c(out, narrow(s));
		for (run = s; s < end && !plain_length(s);)
			s += g_utf8_skip[*s];
		if (s > run)
			append_odd(out, run, s);
	}
	return out;
}
