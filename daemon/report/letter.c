#include "daemon/report/letter.h"

#include <inttypes.h>

static void
file_free(gpointer data)
{
	ReportFile *file = data;

	g_free(file->name);
	g_free(file->type);
	g_free(file->content_id);
	g_bytes_unref(file->bytes);
	g_free(file);
}

ReportLetter *
report_letter_new(const ReportScene *scene, LetterKind kind)
{
	ReportLetter *letter = g_new0(ReportLetter, 1);
	const Policy *policy = scene->pen.policy;
	bool english = g_str_has_prefix(scene->pen.language, "en");

	letter->letter = kind;
	letter->values = value_record();
	letter->files = g_ptr_array_new_with_free_func(file_free);
	value_set_text(letter->values, "institution", english ? policy->institution_en : policy->institution);
	value_set_text(letter->values, "reader_name", scene->reader ? scene->reader->name : "");
	value_set_text(letter->values, "head", scene->head);
	return letter;
}

void
report_letter_free(ReportLetter *letter)
{
	if (!letter)
		return;
	value_free(letter->values);
	if (letter->lines)
		g_array_unref(letter->lines);
	g_ptr_array_unref(letter->files);
	g_free(letter);
}

void
report_attach(ReportLetter *letter, const ReportPen *pen, const char *phrase, const char *period,
	const char *type, GString *text)
{
	ReportFile *file = g_new0(ReportFile, 1);
	g_autoptr(Value) values = value_record();

	value_set_text(values, "period", period);
	file->name = letter_say(pen->letters, pen->language, phrase, values);
	file->type = g_strdup(type);
	file->bytes = g_string_free_to_bytes(text);
	g_ptr_array_add(letter->files, file);
}

const char *
report_enclose(ReportLetter *letter, const ReportScene *scene, const char *period, GBytes *picture)
{
	ReportFile *file = g_new0(ReportFile, 1);
	g_autoptr(Value) values = value_record();
	g_autofree char *small = g_ascii_strdown(period, -1);

	report_set_number(values, "n", letter->files->len + 1);
	value_set_text(values, "period", period);
	file->name = letter_say(scene->pen.letters, scene->pen.language, "file.chart", values);
	file->type = g_strdup("image/png");
	file->content_id =
		g_strdup_printf("chart-%u.%s@%s", letter->files->len + 1, small, scene->settings->domain);
	file->bytes = g_bytes_ref(picture);
	g_ptr_array_add(letter->files, file);
	return file->content_id;
}

/* Supervision judges results, not people: only those who work with the learner see even a masked name. */
bool
report_shows_person(const ReportScene *scene, const CaseFacts *facts)
{
	unsigned roles = scene->reader ? scene->reader->roles : 0;
	unsigned working = ROLE_BIT(ROLE_INTAKE) | ROLE_BIT(ROLE_ADMIN_SUP);

	if (!facts->confidential)
		working |= ROLE_BIT(ROLE_HANDLER) | ROLE_BIT(ROLE_DEPT_HEAD);
	return roles & working;
}

ReportPen
report_table_pen(const ReportScene *scene)
{
	static const CaseFacts anybody = { 0 };
	ReportPen pen = scene->pen;

	pen.nameless = !report_shows_person(scene, &anybody);
	return pen;
}

char *
report_about(const ReportPen *pen, const CaseFacts *facts)
{
	const char *words[] = { report_value_label(pen, BY_CATEGORY, facts->category),
		*facts->department ? report_value_label(pen, BY_DEPARTMENT, facts->department) : "",
		report_handler_name(pen, facts) };
	GString *about = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (*words[i])
			g_string_append_printf(about, "%s%s", about->len ? " · " : "", words[i]);
	return g_string_free(about, FALSE);
}

void
report_set_number(Value *values, const char *name, int64_t number)
{
	g_autofree char *words = g_strdup_printf("%" PRId64, number);

	value_set_text(values, name, words);
}

static char *
late_words(const ReportScene *scene, int64_t due_at)
{
	g_autoptr(Value) values = value_record();
	int days = calendar_workdays_between(scene->pen.policy->calendar, due_at, scene->now);
	g_autofree char *span = report_span_words(&scene->pen, (double)(scene->now - due_at));

	report_set_number(values, "n", days);
	value_set_text(values, "span", span);
	return letter_say(scene->pen.letters, scene->pen.language,
		days > 1    ? "late.workdays"
		: days == 1 ? "late.workday"
			    : "late.hours",
		values);
}

char *
report_due_words(const ReportScene *scene, int64_t due_at)
{
	const Calendar *calendar = scene->pen.policy->calendar;
	GDate due, today;
	g_autoptr(Value) values = NULL;
	g_autoptr(GDateTime) utc = NULL;
	g_autoptr(GDateTime) local = NULL;
	g_autofree char *hour = NULL;

	if (!due_at)
		return g_strdup("");
	if (due_at < scene->now)
		return late_words(scene, due_at);
	calendar_local_day(calendar, due_at, &due);
	calendar_local_day(calendar, scene->now, &today);
	if (g_date_compare(&due, &today) != 0)
		return letter_moment(
			scene->pen.letters, scene->pen.language, due_at, calendar_zone(calendar));
	values = value_record();
	utc = g_date_time_new_from_unix_utc(due_at);
	local = g_date_time_to_timezone(utc, calendar_zone(calendar));
	hour = g_date_time_format(local, "%H:%M");
	value_set_text(values, "hour", hour);
	return letter_say(scene->pen.letters, scene->pen.language, "due.today", values);
}

Value *
report_add_tile(Value *tiles, const char *label, const char *number, int good)
{
	Value *tile = value_record();

	value_set_text(tile, "label", label);
	value_set_text(tile, "number", number);
	value_set(tile, "good", value_bool(good > 0));
	value_set(tile, "bad", value_bool(good < 0));
	value_add(tiles, tile);
	return tile;
}
