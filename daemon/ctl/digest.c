#include "daemon/ctl/columns.h"
#include "daemon/ctl/ctl.h"
#include "daemon/desk/report_run.h"
#include "daemon/letters/letters.h"
#include "daemon/report/facts.h"
#include "daemon/report/store.h"
#include "daemon/store/absence.h"
#include "daemon/store/ledger.h"

#include <stdio.h>
#include <string.h>

/* ---- who gets what ---- */

static char *
names_of(unsigned reports)
{
	GString *names = g_string_new(NULL);

	for (ReportKind kind = 0; kind < REPORT_NONE; kind++)
		if (reports & REPORT_BIT(kind))
			g_string_append_printf(names, "%s%s", names->len ? " " : "", report_name(kind));
	return g_string_free(names, FALSE);
}

static CtlStatus
list_readers(Ctl *ctl)
{
	static const char *const headings[] = { "WHO", "GETS", "LAST", "SENT", NULL };
	Columns *columns;
	GError *error = NULL;
	g_autoptr(GPtrArray) last = NULL;

	if (!ctl_open(ctl, false))
		return CTL_UNABLE;
	last = report_newest(ctl->db, &error);
	if (!last)
		return ctl_failed(error);
	columns = columns_new(headings, 60);
	for (guint i = 0; i < ctl->settings->policy->people->len; i++) {
		const Person *person = ctl->settings->policy->people->pdata[i];
		g_autofree char *gets = names_of(person_reports(person));
		g_autoptr(GString) periods = g_string_new(NULL);
		int64_t sent = 0;
		g_autofree char *moment = NULL;

		for (guint k = 0; k < last->len; k++) {
			const ReportNewest *row = last->pdata[k];

			if (strcmp(row->person, person->address) != 0)
				continue;
			g_string_append_printf(periods, "%s%s", periods->len ? " " : "", row->period);
			sent = MAX(sent, row->decided_at);
		}
		moment = sent ? ctl_moment(ctl, sent) : g_strdup("");
		columns_row(columns, (const char *[]){ person->address, gets, periods->str, moment });
	}
	columns_print(columns, stdout);
	return CTL_OK;
}

/* ---- preview ---- */

typedef struct {
	ReportKind kind;
	Period period;
	int64_t as_of;
	bool html;
	const char *files; /* folder to write the attached files to, or NULL */
} Preview;

static bool
write_files(const ReportLetter *letter, const char *folder)
{
	for (guint i = 0; i < letter->files->len; i++) {
		const ReportFile *file = letter->files->pdata[i];
		g_autofree char *path = g_build_filename(folder, file->name, NULL);
		g_autoptr(GError) error = NULL;
		gsize length;
		const char *bytes = g_bytes_get_data(file->bytes, &length);

		if (!g_file_set_contents(path, bytes, (gssize)length, &error)) {
			ctl_complain("%s", error->message);
			return false;
		}
	}
	return true;
}

/* The HTML as a browser can show it: pictures stand in it instead of beside it. */
static void
print_html(const ReportLetter *letter, const char *text)
{
	g_autoptr(GString) html = g_string_new(text);

	for (guint i = 0; i < letter->files->len; i++) {
		const ReportFile *file = letter->files->pdata[i];
		gsize length;
		const guchar *bytes = g_bytes_get_data(file->bytes, &length);
		g_autofree char *reference = NULL, *base64 = NULL, *data = NULL;

		if (!file->content_id)
			continue;
		reference = g_strconcat("cid:", file->content_id, NULL);
		base64 = g_base64_encode(bytes, length);
		data = g_strconcat("data:", file->type, ";base64,", base64, NULL);
		g_string_replace(html, reference, data, 0);
	}
	fputs(html->str, stdout);
}

static bool
show(const Preview *preview, const ReportScene *scene)
{
	g_autoptr(ReportLetter) letter = report_letter_for(scene, preview->kind, &preview->period);
	g_autoptr(LetterText) words = NULL;
	g_autoptr(GError) error = NULL;

	value_set_text(letter->values, "reply_address", scene->settings->address);
	words = letter_render(
		scene->pen.letters, letter_name(letter->letter), scene->pen.language, letter->values, &error);
	if (!words) {
		ctl_complain("%s", error->message);
		return false;
	}
	if (preview->html)
		print_html(letter, words->html);
	else
		printf("To: %s\nSubject: %s\n\n%s\n", scene->reader->address, words->subject, words->text);
	for (guint i = 0; i < letter->files->len && !preview->html; i++) {
		const ReportFile *file = letter->files->pdata[i];

		printf("[%s, %" G_GSIZE_FORMAT " bytes]\n", file->name, g_bytes_get_size(file->bytes));
	}
	return !preview->files || write_files(letter, preview->files);
}

static bool
show_all(Ctl *ctl, const Preview *preview, const char *to, const char *language, GError **error)
{
	g_autofree char *own = g_file_read_link("/proc/self/exe", NULL);
	g_autoptr(ChartPrinter) printer = own ? chart_printer_new(own) : NULL;
	g_autoptr(LetterSet) letters = letters_load(ctl->settings->letters_directory, error);
	g_autoptr(FactsBook) book = letters ? report_read_log(ctl->db, preview->as_of, error) : NULL;
	g_autofree char *head = book ? ledger_head(ctl->db, error) : NULL;
	g_autoptr(Policy) policy =
		head ? absence_policy(ctl->db, ctl->settings->policy, preview->as_of, error) : NULL;
	ReportScene scene = {
		.pen = { letters, "zh-CN", policy, false },
		.settings = ctl->settings,
		.book = book,
		.head = head,
		.printer = printer,
		.now = preview->as_of,
	};

	if (!policy)
		return false;
	for (guint i = 0; i < policy->people->len; i++) {
		scene.reader = policy->people->pdata[i];
		if (to ? g_ascii_strcasecmp(to, scene.reader->address) != 0
		       : !(person_reports(scene.reader) &
				 (REPORT_BIT(preview->kind) |
					 (preview->kind == REPORT_DAILY ? REPORT_BIT(REPORT_LINES) : 0))))
			continue;
		scene.pen.language = language                                  ? language
				     : scene.reader->language == STAFF_ENGLISH ? "en"
									       : "zh-CN";
		if (!show(preview, &scene))
			return false;
	}
	return true;
}

/* Which kind of report a period's name is about. */
static bool
read_period(Ctl *ctl, const char *name, Preview *preview)
{
	static const ReportKind kinds[] = {
		[PERIOD_DAY] = REPORT_DAILY,
		[PERIOD_WEEK] = REPORT_WEEKLY,
		[PERIOD_MONTH] = REPORT_MONTHLY,
		[PERIOD_QUARTER] = REPORT_QUARTERLY,
	};
	const Calendar *calendar = ctl->settings->policy->calendar;

	if (!name) {
		preview->kind = REPORT_DAILY;
		preview->period = report_period_at(REPORT_DAILY, calendar, ctl->now);
		preview->as_of = ctl->now + 1;
		return true;
	}
	if (!period_read(name, calendar, &preview->period) || preview->period.kind == PERIOD_YEAR) {
		ctl_complain(
			"digest: \"%s\" is no period; write 2026-11-24, 2026-W48, 2026-11 or 2026-Q4", name);
		return false;
	}
	preview->kind = kinds[preview->period.kind];
	preview->as_of = MIN(preview->period.to, ctl->now + 1);
	/* A day's digest goes out in the morning, knowing what was known then. */
	if (preview->kind == REPORT_DAILY)
		preview->as_of =
			calendar_moment_of(calendar, &preview->period.first, ctl->settings->digest_at) + 1;
	return true;
}

CtlStatus
ctl_digest(Ctl *ctl)
{
	bool wanted = ctl_flag(ctl, "--preview");
	const char *to = ctl_value(ctl, "--to");
	const char *language = ctl_value(ctl, "--language");
	Preview preview = { .html = ctl_flag(ctl, "--html"), .files = ctl_value(ctl, "--files") };
	GError *error = NULL;

	if (!ctl_words(ctl, 0, 1))
		return CTL_UNABLE;
	if (!wanted && !ctl_word(ctl, 0))
		return list_readers(ctl);
	if (!ctl_settings(ctl) || !read_period(ctl, ctl_word(ctl, 0), &preview) || !ctl_open(ctl, false))
		return CTL_UNABLE;
	if (to && !policy_person(ctl->settings->policy, to)) {
		ctl_complain("--to: %s is not on the list of staff", to);
		return CTL_NONE;
	}
	if (!show_all(ctl, &preview, to, language, &error))
		return error ? ctl_failed(error) : CTL_UNABLE;
	return CTL_OK;
}
