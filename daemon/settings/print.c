#include "daemon/settings/settings.h"

#include "daemon/settings/keys.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum {
	COLUMNS = 100
};

/* ---- the sample file ---- */

/* A word ends at a space, and before and behind every wide character: Chinese breaks anywhere but before
 * its full stops and commas. */
static size_t
word_length(const char *text, size_t *out_columns)
{
	const char *at = text;

	*out_columns = 0;
	while (*at && *at != ' ') {
		gunichar c = g_utf8_get_char(at);
		bool wide = g_unichar_iswide(c);

		if (wide && at > text && !g_unichar_ispunct(c))
			break;
		*out_columns += wide ? 2 : 1;
		at = g_utf8_find_next_char(at, NULL);
		if (wide && !g_unichar_ispunct(g_utf8_get_char(at)))
			break;
	}
	return (size_t)(at - text);
}

/* A sentence as comment lines of at most COLUMNS, each after `indent`, '#' and `margin`. */
static void
append_comment(GString *out, const char *indent, const char *margin, const char *text)
{
	size_t start = strlen(indent) * 8 + 1 + strlen(margin), column = 0;

	while (*text) {
		size_t spaces = strspn(text, " "), columns;
		size_t length = word_length(text + spaces, &columns);

		if (column == 0 || column + spaces + columns > COLUMNS) {
			g_string_append_printf(out, "%s%s#%s", column ? "\n" : "", indent, margin);
			column = start;
		} else {
			g_string_append_len(out, text, (gssize)spaces);
			column += spaces;
		}
		g_string_append_len(out, text + spaces, (gssize)length);
		column += columns;
		text += spaces + length;
	}
	g_string_append_c(out, '\n');
}

/* What the file may say for a key, for a comment. */
static void
append_choices(GString *out, const KeyRow *row)
{
	if (row->choices) {
		g_autofree char *all = g_strjoinv("\", \"", (char **)(uintptr_t)row->choices);

		g_string_append_printf(out, "\t# \"%s\"\n", all);
	} else if (row->most > row->least) {
		g_string_append_printf(out, "\t# %.15g – %.15g\n", row->least, row->most);
	}
}

static void
append_key(GString *out, const KeyRow *row)
{
	append_comment(out, "\t", " ", row->english);
	append_comment(out, "\t", " ", row->local);
	append_choices(out, row);
	if (row->sample)
		g_string_append_printf(out, "\t%s = %s;\n", row->name, row->sample);
	else
		g_string_append_printf(
			out, "\t# %s = %s;\n", row->name, row->fallback ? row->fallback : "\"\"");
}

/* The keys of a list's entries as comments. */
static void
append_entry_keys(GString *out, const SectionRow *section)
{
	for (const KeyRow *row = section->keys; row->name; row++) {
		g_string_append_printf(out, "#   %s", row->name);
		if (row->required)
			g_string_append(out, " (must be set)");
		else if (row->fallback && strcmp(row->fallback, "\"\"") != 0)
			g_string_append_printf(out, " = %s", row->fallback);
		g_string_append_c(out, '\n');
		append_comment(out, "", "       ", row->english);
		append_comment(out, "", "       ", row->local);
	}
}

char *
settings_sample(void)
{
	GString *out = g_string_new(NULL);

	g_string_append(out,
		"# complaintd.conf: see complaintd.conf(5); `complaintctl check` tells what is wrong, and "
		"why.\n"
		"# A line behind a # shows a default. Relative paths start at this file's folder.\n"
		"# 配置说明见 complaintd.conf(5)；改后先运行 complaintctl check。\n"
		"# 以 # 注释的行为默认值；相对路径以本文件所在目录为准。\n");
	for (const SectionRow *section = settings_sections; section->name; section++) {
		g_string_append_c(out, '\n');
		append_comment(out, "", " ", section->english);
		append_comment(out, "", " ", section->local);
		if (section->list) {
			append_entry_keys(out, section);
			g_string_append_printf(out, "%s = (\n%s);\n", section->name, section->sample);
			continue;
		}
		g_string_append_printf(out, "%s: {\n", section->name);
		for (const KeyRow *row = section->keys; row->name; row++) {
			append_key(out, row);
			if (row[1].name)
				g_string_append_c(out, '\n');
		}
		g_string_append(out, "};\n");
	}
	return g_string_free(out, FALSE);
}

/* ---- the manual page's tables ---- */

static const char *
type_words(const KeyRow *row)
{
	switch (row->type) {
	case KEY_TEXT:
		return "text";
	case KEY_NAME:
		return "id";
	case KEY_ADDRESS:
		return "mail address";
	case KEY_HOST:
		return "host name";
	case KEY_PATH:
		return "path";
	case KEY_INTEGER:
	case KEY_BIG:
		return "whole number";
	case KEY_REAL:
		return "number";
	case KEY_BOOL:
		return "true or false";
	case KEY_EITHER:
	case KEY_CHOICE:
	case KEY_ROUTE:
		return "one of";
	case KEY_PATHS:
		return "list of paths";
	case KEY_ADDRESSES:
		return "list of mail addresses";
	case KEY_ROLES:
		return "list of roles";
	case KEY_WORDS:
		return "list of";
	case KEY_PAIR:
		return "two whole numbers";
	case KEY_LIMIT:
		return "limit";
	case KEY_MINUTE:
		return "time of day";
	case KEY_DAY:
		return "day";
	}
	return "";
}

/* Text as roff takes it: no line begins with a control character, backslashes and dashes stay themselves. */
static void
append_roff(GString *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		g_string_append(out, "\\&");
	for (; *text; text++) {
		if (*text == '\\')
			g_string_append(out, "\\e");
		else if (*text == '-')
			g_string_append(out, "\\-");
		else
			g_string_append_c(out, *text);
	}
}

static void
append_manual_key(GString *out, const KeyRow *row)
{
	g_string_append_printf(out, ".TP\n.B ");
	append_roff(out, row->name);
	g_string_append_c(out, '\n');
	append_roff(out, row->english);
	g_string_append_printf(out, "\n.br\n%c%s", g_ascii_toupper(*type_words(row)), type_words(row) + 1);
	for (int i = 0; row->choices && row->choices[i]; i++)
		g_string_append_printf(out, "%s \"%s\"", i ? "," : "", row->choices[i]);
	if (row->most > row->least)
		g_string_append_printf(out, " from %.15g to %.15g", row->least, row->most);
	if (row->required)
		g_string_append(out, "; must be set");
	else if (row->fallback && strcmp(row->fallback, "\"\"") != 0)
		g_string_append_printf(out, "; default %s", row->fallback);
	g_string_append(out, ".\n");
}

char *
settings_manual(void)
{
	GString *out = g_string_new(NULL);

	for (const SectionRow *section = settings_sections; section->name; section++) {
		g_string_append(out, ".SS ");
		append_roff(out, section->name);
		g_string_append_c(out, '\n');
		append_roff(out, section->english);
		g_string_append(out, section->list ? "\nA list of groups; each has:\n" : "\n");
		for (const KeyRow *row = section->keys; row->name; row++)
			append_manual_key(out, row);
	}
	return g_string_free(out, FALSE);
}
