#include "daemon/ctl/columns.h"

#include <glib.h>
#include <stdbool.h>

struct Columns {
	const char *const *headings;
	size_t count, most;
	GPtrArray *rows; /* GStrv of `count` cells */
	size_t *widths;
};

static size_t
character_width(gunichar c)
{
	if (g_unichar_iszerowidth(c))
		return 0;
	return g_unichar_iswide(c) ? 2 : 1;
}

size_t
columns_width(const char *text)
{
	size_t width = 0;

	for (const char *at = text; *at; at = g_utf8_find_next_char(at, NULL))
		width += character_width(g_utf8_get_char(at));
	return width;
}

char *
columns_clean(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
	GString *out = g_string_new(NULL);

	for (const char *at = valid; *at; at = g_utf8_find_next_char(at, NULL)) {
		gunichar c = g_utf8_get_char(at);

		if (g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029)
			g_string_append_c(out, ' ');
		else if (g_unichar_type(c) != G_UNICODE_FORMAT)
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

/* Takes `text`; returns it, or its beginning in `most` cells. */
static char *
cut(char *text, size_t most)
{
	const char *end = text;
	size_t width = 0;
	char *shorter;

	if (most == 0 || columns_width(text) <= most)
		return text;
	while (width + character_width(g_utf8_get_char(end)) < most) {
		width += character_width(g_utf8_get_char(end));
		end = g_utf8_find_next_char(end, NULL);
	}
	shorter = g_strdup_printf("%.*s…", (int)(end - text), text);
	g_free(text);
	return shorter;
}

static void
row_free(gpointer row)
{
	g_strfreev(row);
}

Columns *
columns_new(const char *const *headings, size_t most)
{
	Columns *columns = g_new0(Columns, 1);

	columns->headings = headings;
	columns->most = most;
	columns->rows = g_ptr_array_new_with_free_func(row_free);
	while (headings[columns->count])
		columns->count++;
	columns->widths = g_new0(size_t, columns->count);
	for (size_t i = 0; i < columns->count; i++)
		columns->widths[i] = columns_width(headings[i]);
	return columns;
}

void
columns_row(Columns *columns, const char *const *cells)
{
	char **row = g_new0(char *, columns->count + 1);

	for (size_t i = 0; i < columns->count; i++) {
		row[i] = cut(columns_clean(cells[i]), columns->most);
		columns->widths[i] = MAX(columns->widths[i], columns_width(row[i]));
	}
	g_ptr_array_add(columns->rows, row);
}

static void
print_row(const Columns *columns, const char *const *cells, FILE *out)
{
	size_t pad = 0;

	for (size_t i = 0; i < columns->count; i++) {
		if (cells[i][0]) {
			fprintf(out, "%*s%s", (int)pad, "", cells[i]);
			pad = 0;
		}
		pad += columns->widths[i] - columns_width(cells[i]) + 2;
	}
	fputc('\n', out);
}

void
columns_print(Columns *columns, FILE *out)
{
	bool named = false;

	for (size_t i = 0; i < columns->count; i++)
		named = named || columns->headings[i][0];
	if (named)
		print_row(columns, columns->headings, out);
	for (guint i = 0; i < columns->rows->len; i++)
		print_row(columns, columns->rows->pdata[i], out);
	g_ptr_array_unref(columns->rows);
	g_free(columns->widths);
	g_free(columns);
}
