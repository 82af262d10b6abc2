#include "tests/unit/office.h"

#include "daemon/letters/letters.h"

#include <stdlib.h>
#include <string.h>

/* ---- the institution ---- */

static const char *
english(const char *id)
{
	static const struct {
		const char *id, *label;
	} rows[] = {
		{ "teaching", "Teaching" },
		{ "academic", "Academic Affairs" },
		{ "schedule", "Timetable" },
		{ "service", "Service" },
		{ "privacy_safety", "Privacy and Safety" },
		{ "other", "Other" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (strcmp(rows[i].id, id) == 0)
			return rows[i].label;
	return id;
}

/* world_policy() has Chinese labels alone. */
static Policy *
labelled_policy(void)
{
	Policy *policy = world_policy();

	for (guint i = 0; i < policy->categories->len; i++) {
		Category *category = policy->categories->pdata[i];

		category->label_en = g_strdup(english(category->id));
	}
	for (guint i = 0; i < policy->departments->len; i++) {
		Department *department = policy->departments->pdata[i];

		department->label_en = g_strdup(english(department->id));
	}
	g_free(policy->institution);
	policy->institution = g_strdup("明德学校");
	g_free(policy->institution_en);
	policy->institution_en = g_strdup("Mingde School");
	return policy;
}

Office *
office_new(void)
{
	Office *office = g_new0(Office, 1);
	GError *error = NULL;

	office->letters = letters_load(NULL, &error);
	g_assert_no_error(error);
	office->settings = settings_load("etc/complaintd.conf.sample", &error);
	g_assert_no_error(error);
	office->policy = labelled_policy();
	return office;
}

void
office_free(Office *office)
{
	letter_set_free(office->letters);
	settings_unref(office->settings);
	policy_free(office->policy);
	g_free(office);
}

/* ---- letters ---- */

static ReportLetter *
letter_of(const ReportScene *scene, const OfficeLetter *asked)
{
	Period period;

	if (asked->kind == REPORT_DAILY)
		return report_daily(scene, REPORT_BIT(REPORT_DAILY) | REPORT_BIT(REPORT_LINES));
	if (asked->kind == REPORT_LINES)
		return report_daily(scene, REPORT_BIT(REPORT_LINES));
	g_assert_true(period_read(asked->period, scene->pen.policy->calendar, &period));
	return report_of_period(scene, asked->kind, &period);
}

LetterText *
office_write(
	const Office *office, const FactsBook *book, const OfficeLetter *asked, ReportLetter **out_letter)
{
	const ReportScene scene = {
		.pen = { office->letters, asked->language, office->policy, false },
		.settings = office->settings,
		.book = book,
		.reader = policy_person(office->policy, asked->reader),
		.head = asked->head,
		.printer = asked->printer,
		.now = asked->now,
	};
	GError *error = NULL;
	LetterText *words;

	*out_letter = letter_of(&scene, asked);
	value_set_text((*out_letter)->values, "reply_address", "tousu@school.test");
	words = letter_render(office->letters, letter_name((*out_letter)->letter), asked->language,
		(*out_letter)->values, &error);
	g_assert_no_error(error);
	return words;
}

/* ---- the log ---- */

enum {
	CELL_CASE,
	CELL_AT,
	CELL_EVENT,
	CELL_TRANSITION,
	CELL_STATE,
	CELL_LETTERS,
	CELL_CHANGES,
	CELLS,
};

static int64_t
moment_of(const char *text)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Asia/Shanghai");
	g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601(text, zone);

	return moment ? g_date_time_to_unix(moment) : 0;
}

/* "a=1; b_at=2026-11-24T09:00:00" as the log has it: lines, moments in seconds. New string. */
static char *
changes_of(const char *cell)
{
	g_auto(GStrv) pairs = g_strsplit(cell, "; ", -1);
	GString *changes = g_string_new(NULL);

	for (char **pair = pairs; *pair && strcmp(cell, "-") != 0; pair++) {
		const char *value = strchr(*pair, '=') + 1;
		int64_t at = g_str_has_suffix(*pair, "=") ? 0 : moment_of(value);

		if (at)
			g_string_append_printf(
				changes, "%.*s%" G_GINT64_FORMAT "\n", (int)(value - *pair), *pair, at);
		else
			g_string_append_printf(changes, "%s\n", *pair);
	}
	return g_string_free(changes, FALSE);
}

static char *
letters_of(const char *cell)
{
	g_auto(GStrv) letters = g_strsplit(cell, ",", -1);
	GString *lines = g_string_new(NULL);

	for (char **letter = letters; *letter && strcmp(cell, "-") != 0; letter++)
		g_string_append_printf(lines, "letter=%s \n", *letter);
	return g_string_free(lines, FALSE);
}

FactsBook *
office_log(int64_t until)
{
	FactsBook *book = facts_book_new();
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	GError *error = NULL;

	g_file_get_contents("tests/golden/log.tsv", &text, NULL, &error);
	g_assert_no_error(error);
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line; line++) {
		g_auto(GStrv) cells = **line && **line != '#' ? g_strsplit(*line, "\t", -1) : NULL;
		g_autofree char *letters = NULL, *changes = NULL;

		if (!cells || moment_of(cells[CELL_AT]) >= until)
			continue;
		g_assert_cmpint((int)g_strv_length(cells), ==, CELLS);
		letters = letters_of(cells[CELL_LETTERS]);
		changes = changes_of(cells[CELL_CHANGES]);
		facts_book_take(book,
			&(FactsEvent){ atoi(cells[CELL_CASE]), moment_of(cells[CELL_AT]), cells[CELL_EVENT],
				strcmp(cells[CELL_TRANSITION], "-") ? cells[CELL_TRANSITION] : "",
				cells[CELL_STATE], letters, changes });
	}
	return book;
}
