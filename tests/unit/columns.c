#include "daemon/ctl/columns.h"
#include "tests/unit/check.h"

#include <glib.h>
#include <stdlib.h>

static char *
printed(const char *const *headings, size_t most, const char *const *cells, size_t rows)
{
	char *text = NULL;
	size_t length = 0, count = g_strv_length((char **)(uintptr_t)headings);
	FILE *out = open_memstream(&text, &length);
	Columns *columns = columns_new(headings, most);

	for (size_t i = 0; i < rows; i++)
		columns_row(columns, cells + i * count);
	columns_print(columns, out);
	fclose(out);
	return text;
}

static void
clean(void)
{
	static const struct {
		const char *label, *text, *want;
	} rows[] = {
		{ "plain", "abc 投诉", "abc 投诉" },
		{ "an escape sequence loses its escape", "a\x1b[31mb", "a [31mb" },
		{ "a C1 control is a blank", "a\xc2\x9bz", "a z" },
		{ "line ends are blanks", "a\r\nb", "a  b" },
		{ "a right-to-left override is gone",
			"a\xe2\x80\xae"
			"b",
			"ab" },
		{ "bad UTF-8 is marked", "a\xff", "a\xef\xbf\xbd" },
		{ "nothing is empty", NULL, "" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = columns_clean(rows[i].text);

		check_text(rows[i].label, got, rows[i].want);
	}
}

int
main(void)
{
	static const char *const headings[] = { "NUMBER", "状态", "WHO", NULL };
	static const char *const cells[] = { "C1", "已派单", "a", "C20", "open", "b\nc" };
	static const char *const bare[] = { "", "", NULL };
	static const char *const pair[] = { "x", "", "long", "y" };
	g_autofree char *table = printed(headings, 0, cells, 2);
	g_autofree char *cut = printed(headings, 4, cells, 1);
	g_autofree char *plain = printed(bare, 0, pair, 2);

	clean();
	check_int("Chinese takes two cells each", (int64_t)columns_width("ab投诉"), 6);
	check_int("a combining mark takes none", (int64_t)columns_width("e\xcc\x81"), 1);
	check_text("columns line up", table, "NUMBER  状态    WHO\nC1      已派单  a\nC20     open    b c\n");
	check_text("a wide cell is cut within its width", cut, "NUMBER  状态  WHO\nC1      已…   a\n");
	check_text("no heading, no line for it", plain, "x\nlong  y\n");
	return check_done();
}
