#include "daemon/report/csv.h"

#include <stdbool.h>
#include <string.h>

GString *
csv_new(void)
{
	return g_string_new("\xef\xbb\xbf");
}

/* What begins a formula in one spreadsheet or another; blanks before it do not help. Numbers of ours are
 * never negative, so a minus is no exception. */
static bool
is_formula(const char *cell)
{
	const char *first = cell + strspn(cell, " ");

	return *cell == '\t' || *cell == '\r' || (*first && strchr("=+-@", *first)) ||
	       g_str_has_prefix(first, "＝") || g_str_has_prefix(first, "＋") ||
	       g_str_has_prefix(first, "－") || g_str_has_prefix(first, "＠");
}

static void
append_cell(GString *csv, const char *cell)
{
	g_autofree char *valid = g_utf8_make_valid(cell, -1);
	bool formula = is_formula(valid);

	if (!formula && !strpbrk(valid, "\",\r\n")) {
		g_string_append(csv, valid);
		return;
	}
	g_string_append_c(csv, '"');
	if (formula)
		g_string_append_c(csv, '\'');
	for (const char *c = valid; *c; c++) {
		if (*c == '"')
			g_string_append_c(csv, '"');
		if (*c != '\r')
			g_string_append_c(csv, *c);
	}
	g_string_append_c(csv, '"');
}

void
csv_row(GString *csv, const char *const *cells)
{
	for (int i = 0; cells[i]; i++) {
		if (i)
			g_string_append_c(csv, ',');
		append_cell(csv, cells[i]);
	}
	g_string_append(csv, "\r\n");
}
