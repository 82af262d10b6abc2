#include "workflow/classify/redact.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum {
	LONG_NUMBER = 7
}; /* digits: from here on it could be a telephone or an identity card */

char *
redact_name(const char *name)
{
	char first[8] = "";

	if (!name || !*name)
		return g_strdup("");
	g_utf8_strncpy(first, name, 1);
	return g_strconcat(first, "**", NULL);
}

/* Length in bytes of the number at `text` (digits, inner '-' and spaces), and how many digits it has. */
static size_t
number_length(const char *text, int *out_digits)
{
	size_t end = 0;

	*out_digits = 0;
	for (size_t i = 0; text[i]; i++) {
		if (g_ascii_isdigit(text[i])) {
			end = i + 1;
			(*out_digits)++;
		} else if (!strchr("- +", text[i]) || i > end + 1) {
			break;
		}
	}
	return end;
}

static void
append_number(GString *out, const char *number, size_t length, int digits)
{
	int seen = 0;

	if (digits < LONG_NUMBER) {
		g_string_append_len(out, number, (gssize)length);
		return;
	}
	for (size_t i = 0; i < length; i++) {
		if (!g_ascii_isdigit(number[i]))
			continue;
		seen++;
		g_string_append_c(out, seen <= 3 || seen > digits - 4 ? number[i] : '*');
	}
}

char *
redact_phone(const char *phone)
{
	GString *out = g_string_new(NULL);
	const char *p = phone ? phone : "";

	while (*p) {
		int digits;
		size_t length = g_ascii_isdigit(*p) ? number_length(p, &digits) : 0;

		if (length) {
			append_number(out, p, length, digits);
			p += length;
		} else {
			g_string_append_c(out, *p++);
		}
	}
	return g_string_free(out, FALSE);
}

static bool
is_address_byte(char c)
{
	return g_ascii_isalnum(c) || (c && strchr("._%+-", c));
}

/* Every "local@domain" becomes "***". */
static char *
without_addresses(const char *text)
{
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p; p++) {
		if (*p != '@') {
			g_string_append_c(out, *p);
			continue;
		}
		while (out->len > 0 && is_address_byte(out->str[out->len - 1]))
			g_string_truncate(out, out->len - 1);
		while (is_address_byte(p[1]))
			p++;
		g_string_append(out, "***");
	}
	return g_string_free(out, FALSE);
}

char *
redact_text(const char *text, const char *const *names)
{
	g_autofree char *plain = without_addresses(text ? text : "");
	g_autofree char *numbers = redact_phone(plain);
	g_autoptr(GString) out = g_string_new(numbers);

	for (size_t i = 0; names[i]; i++) {
		/* A part of the name before says no more than stars. */
		bool part = i > 0 && strstr(names[0], names[i]);
		g_autofree char *masked = part ? g_strdup("**") : redact_name(names[i]);

		/* One character is no name: replacing it would eat the text. */
		if (g_utf8_strlen(names[i], -1) >= 2)
			g_string_replace(out, names[i], masked, 0);
	}
	return g_strdup(out->str);
}

/* Chinese: all but the surname, when that leaves two characters or more. */
static void
add_given_name(GPtrArray *ways, const char *name)
{
	const char *given = name + g_utf8_skip[(guchar)*name];

	if (g_utf8_strlen(given, -1) >= 2 && g_utf8_strlen(name, -1) <= 4)
		g_ptr_array_add(ways, g_strdup(given));
}

char **
redact_ways(const char *name)
{
	GPtrArray *ways = g_ptr_array_new();
	g_auto(GStrv) words = g_strsplit(name ? name : "", " ", 8);

	if (name && *name)
		g_ptr_array_add(ways, g_strdup(name));
	if (name && (*name & 0x80) && !words[1])
		add_given_name(ways, name);
	for (char **word = words; words[0] && words[1] && *word; word++)
		if (g_utf8_strlen(*word, -1) >= 3 || (**word & 0x80 && g_utf8_strlen(*word, -1) >= 2))
			g_ptr_array_add(ways, g_strdup(*word));
	g_ptr_array_add(ways, NULL);
	return (char **)g_ptr_array_free(ways, FALSE);
}
