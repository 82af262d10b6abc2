/* Cells that a spreadsheet must read as words, and nothing else. */
#include "daemon/report/csv.h"
#include "tests/unit/check.h"

#include <string.h>

static const struct {
	const char *label, *cell, *written;
} rows[] = {
	{ "a word stands as it is", "教学质量", "教学质量" },
	{ "a comma is quoted", "a,b", "\"a,b\"" },
	{ "a quote is doubled", "a\"b", "\"a\"\"b\"" },
	{ "a line end stays within its cell", "a\nb", "\"a\nb\"" },
	{ "equals begins a formula", "=1+1", "\"'=1+1\"" },
	{ "plus does", "+86", "\"'+86\"" },
	{ "minus does", "-2", "\"'-2\"" },
	{ "at does", "@SUM(A1)", "\"'@SUM(A1)\"" },
	{ "a tab before it does not help", "\t=1", "\"'\t=1\"" },
	{ "nor does a carriage return", "\r=1", "\"'=1\"" },
	{ "nor do blanks", "  =1", "\"'  =1\"" },
	{ "the wide sign is one, too", "＝1", "\"'＝1\"" },
	{ "a sign in the middle is none", "1=1", "1=1" },
	{ "nothing is nothing", "", "" },
	{ "broken bytes are replaced", "a\xff", "a\xef\xbf\xbd" },
};

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		GString *csv = csv_new();
		const char *cells[] = { "x", rows[i].cell, NULL };
		g_autofree char *want = g_strconcat("\xef\xbb\xbfx,", rows[i].written, "\r\n", NULL);

		csv_row(csv, cells);
		check_text(rows[i].label, csv->str, want);
		g_string_free(csv, TRUE);
	}
	return check_done();
}
