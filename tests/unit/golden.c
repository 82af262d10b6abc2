/*
 * The golden letters: every digest and report as it is sent, text, HTML and tables, in both languages, from
 * the log tests/golden/log.tsv. Whoever changes how one looks renews them and reads what git shows of it:
 *
 *     ninja -C build/test tests/test-golden && build/test/tests/test-golden --renew
 *
 * tests/lab/pictures.py looks at the same letters, with their charts, in a browser: --pages FOLDER COMPLAINTD
 */
#include "tests/unit/check.h"
#include "tests/unit/office.h"

#include <string.h>

#define HEAD_OF_CHAIN "5f1d7a84e966c2d60b3f9c1a7e2d4f88"

static const struct {
	const char *name;
	ReportKind kind;
	const char *reader, *period;
	const char *at; /* when it is sent, Shanghai */
} rows[] = {
	{ "daily", REPORT_DAILY, BOSS, NULL, "2026-11-24T09:00" },
	{ "daily-supervisor", REPORT_DAILY, ADMIN, NULL, "2026-11-24T09:00" },
	{ "lines", REPORT_LINES, HANDLER, NULL, "2026-11-24T09:00" },
	{ "weekly", REPORT_WEEKLY, HEAD, "2026-W47", "2026-11-23T09:30" },
	{ "monthly", REPORT_MONTHLY, BOSS, "2026-11", "2026-12-01T09:30" },
	{ "quarterly", REPORT_QUARTERLY, ADMIN, "2026-Q3", "2026-10-08T09:30" },
};

/* Subject, text, and the tables that come with it. New string. */
static char *
text_of(const LetterText *words, const ReportLetter *letter)
{
	GString *text = g_string_new(NULL);

	g_string_append_printf(text, "Subject: %s\n\n%s\n", words->subject, words->text);
	for (guint i = 0; i < letter->files->len; i++) {
		const ReportFile *file = letter->files->pdata[i];
		gsize length;
		const char *bytes = g_bytes_get_data(file->bytes, &length);

		g_string_append_printf(text, "\n==== %s\n", file->name);
		for (gsize k = 0; k < length; k++)
			if (bytes[k] != '\r')
				g_string_append_c(text, bytes[k]);
	}
	return g_string_free(text, FALSE);
}

/* "line 12: got …, want …" of the first line that differs. New string. */
static char *
difference(const char *got, const char *want)
{
	g_auto(GStrv) a = g_strsplit(got, "\n", -1), b = g_strsplit(want, "\n", -1);
	int i = 0;

	while (a[i] && b[i] && strcmp(a[i], b[i]) == 0)
		i++;
	return g_strdup_printf("line %d\ngot  %s\nwant %s\n--renew writes it anew", i + 1,
		a[i] ? a[i] : "(end)", b[i] ? b[i] : "(end)");
}

static void
compare(const char *name, const char *language, const char *kind, const char *got, bool renew)
{
	g_autofree char *path = g_strdup_printf("tests/golden/%s.%s.%s", name, language, kind);
	g_autofree char *want = NULL, *where = NULL;

	if (renew)
		g_assert_true(g_file_set_contents(path, got, -1, NULL));
	else if (g_file_get_contents(path, &want, NULL, NULL))
		where = difference(got, want);
	check(renew || g_strcmp0(got, want) == 0, path, "%s", where ? where : "there is no such file");
}

/* A page that a browser can show: pictures stand in it instead of beside it. */
static void
write_page(const char *folder, const char *name, const char *language, const LetterText *words,
	const ReportLetter *letter)
{
	g_autofree char *path = g_strdup_printf("%s/%s.%s.html", folder, name, language);
	g_autoptr(GString) html = g_string_new(words->html);

	for (guint i = 0; i < letter->files->len; i++) {
		const ReportFile *file = letter->files->pdata[i];
		gsize length;
		const guchar *bytes = g_bytes_get_data(file->bytes, &length);
		g_autofree char *base64 = g_base64_encode(bytes, length);
		g_autofree char *data = g_strconcat("data:", file->type, ";base64,", base64, NULL);
		g_autofree char *reference = g_strconcat("cid:", file->content_id, NULL);

		if (file->content_id)
			g_string_replace(html, reference, data, 0);
	}
	g_assert_true(g_file_set_contents(path, html->str, -1, NULL));
}

/* `folder` NULL: compares, or renews. */
static void
try_row(const Office *office, size_t row, const char *language, bool renew, const char *folder,
	ChartPrinter *printer)
{
	const char *name = rows[row].name;
	OfficeLetter asked = { rows[row].kind, rows[row].reader, language, rows[row].period,
		world_time(rows[row].at), HEAD_OF_CHAIN, printer };
	Period period = { 0 };
	g_autoptr(FactsBook) book = NULL;
	g_autoptr(ReportLetter) letter = NULL;
	g_autoptr(LetterText) words = NULL;
	g_autofree char *text = NULL;

	if (asked.period)
		period_read(asked.period, office->policy->calendar, &period);
	book = office_log(asked.period ? period.to : asked.now + 1);
	words = office_write(office, book, &asked, &letter);
	if (folder) {
		write_page(folder, name, language, words, letter);
		return;
	}
	text = text_of(words, letter);
	compare(name, language, "txt", text, renew);
	compare(name, language, "html", words->html, renew);
}

int
main(int count, char **arguments)
{
	static const char *const languages[] = { "zh-CN", "en" };
	bool renew = count == 2 && strcmp(arguments[1], "--renew") == 0;
	bool pages = count == 4 && strcmp(arguments[1], "--pages") == 0;
	g_autoptr(Office) office = office_new();
	ChartPrinter *printer = pages ? chart_printer_new(arguments[3]) : NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(rows) * G_N_ELEMENTS(languages); i++)
		try_row(office, i / G_N_ELEMENTS(languages), languages[i % G_N_ELEMENTS(languages)], renew,
			pages ? arguments[2] : NULL, printer);
	chart_printer_free(printer);
	return pages ? 0 : check_done();
}
