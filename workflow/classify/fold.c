#include "workflow/classify/fold.h"

#include "parser/text/normal.h"
#include "parser/text/simplified.h"
#include "workflow/classify/character.h"

#include <stdbool.h>
#include <string.h>

#define TEXT_BYTES (256 << 10) /* of a text are read */

static void
append_ideograph(GString *out, gunichar c)
{
	const char bytes[] = { (char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3f)),
		(char)(0x80 | (c & 0x3f)) };

	g_string_append_len(out, bytes, sizeof bytes);
}

/* "退 我 钱": a lone ideograph between blanks belongs to the one before it. */
static bool
is_lone(const GString *out, const char *after)
{
	return (*after == ' ' || *after == '\n' || *after == '\0' || *after == '!') && out->len > 3 &&
	       out->str[out->len - 1] == ' ' && (guchar)out->str[out->len - 4] >= 0xE4;
}

char *
fold(const char *text)
{
	size_t length = strnlen(text, TEXT_BYTES);
	g_autoptr(GString) normal = NULL;
	GString *out;
	bool line_begins = true, quoted = false;

	while (length && (text[length] & 0xc0) == 0x80)
		length--;
	if (!g_utf8_validate_len(text, length, NULL))
		return g_strdup("");
	normal = normal_form(text, length);
	out = g_string_sized_new(normal->len);
	for (const char *s = normal->str; *s && out->len < TEXT_BYTES; s += character_length(s)) {
		gunichar c = character_at(s);
		bool is_ideograph = c >= 0x4E00 && c <= 0x9FFF;

		if (line_begins)
			quoted = c == '>';
		line_begins = c == '\n';
		if (quoted || (c >= 0x80 && !is_ideograph && g_unichar_type(c) == G_UNICODE_FORMAT))
			continue;
		if (is_ideograph) {
			if (is_lone(out, s + 3))
				g_string_truncate(out, out->len - 1);
			append_ideograph(out, simplified(c));
			continue;
		}
		if (c == '\n' && out->len && g_ascii_isalnum(out->str[out->len - 1]) && g_ascii_isalpha(s[1]))
			c = ' ';
		if (c == 0x2019)
			c = '\'';
		if ((c == ' ' || c == '\t') && (!out->len || out->str[out->len - 1] == ' '))
			continue;
		g_string_append_unichar(out, c == '\t' ? ' ' : g_unichar_tolower(c));
	}
	return g_string_free(out, FALSE);
}

bool
fold_is_plain(const char *text)
{
	const char *s = text;

	while (*s) {
		gunichar c = character_at(s);

		if (c < 0x80 ? g_ascii_isupper(c) || c == '\t' || c == '>' ||
					(c == '\n' && g_ascii_isalpha(s[1])) ||
					(c == ' ' && (s[1] == ' ' || (guchar)s[1] >= 0x80))
			     : c != 0x2026 && (c < 0x4E00 || c > 0x9FFF || simplified(c) != c))
			return false;
		s += character_length(s);
	}
	return *text != ' ';
}
