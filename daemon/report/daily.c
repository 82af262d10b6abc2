/* M21: what is on one's own desk today, and, for those above, how all cases stand. */
#include "daemon/report/improvements.h"
#include "daemon/report/letter.h"
#include "workflow/classify/redact.h"

#include <string.h>

/* The phrases of each list, and how grave it is that something stands on it. */
static const struct {
	const char *name;
	bool bad;
} lists[LIST_COUNT] = {
	[LIST_URGENT] = { "urgent", true },
	[LIST_OVERDUE] = { "overdue", true },
	[LIST_TODAY] = { "today", false },
	[LIST_VOTES] = { "votes", false },
	[LIST_LEARNER] = { "learner", false },
	[LIST_IMPROVE] = { "improve", false },
	[LIST_NEW] = { "new", false },
	[LIST_ENDED] = { "ended", false },
};

/* The digest of the working day before, at the same hour: what is new is new since then. */
static int64_t
digest_before(const ReportScene *scene)
{
	const Calendar *calendar = scene->pen.policy->calendar;
	GDate day;

	calendar_local_day(calendar, scene->now, &day);
	do
		g_date_subtract_days(&day, 1);
	while (!calendar_is_workday(calendar, &day));
	return calendar_moment_of(calendar, &day, scene->settings->digest_at);
}

/* ---- one's own lines ---- */

/* "教学质量 · 张** · 高三1班" */
static char *
line_about(const ReportScene *scene, const CaseFacts *facts)
{
	GString *about = g_string_new(report_value_label(&scene->pen, BY_CATEGORY, facts->category));
	g_autofree char *class_name = report_plain_words(facts, facts->class_name);
	g_autofree char *name = redact_name(facts->learner_name);

	if (report_shows_person(scene, facts) && *name)
		g_string_append_printf(about, " · %s", name);
	if (*class_name)
		g_string_append_printf(about, " · %s", class_name);
	return g_string_free(about, FALSE);
}

/* What the line is about, as its phrases call it. */
static const char *
line_kind(const AgendaLine *line)
{
	return line->item ? "IMPROVE" : clock_name(line->kind);
}

/* `what` "command": what answers the line, "#联系 电话 …", "#改进 完成 2 …"; "label": what that says. New
 * string.
 */
static char *
line_words(const ReportScene *scene, const AgendaLine *line, const char *what)
{
	g_autofree char *key = g_strconcat("todo.", line_kind(line), ".", what, NULL);
	g_autoptr(Value) values = value_record();

	report_set_number(values, "item", line->item);
	return letter_say(scene->pen.letters, scene->pen.language, key, values);
}

static void
add_line(Value *lines, const ReportScene *scene, const AgendaLine *line, int number)
{
	Value *record = value_record();
	g_autofree char *about = line->item ? report_improvement_about(&scene->pen, line->facts, line->item)
					    : line_about(scene, line->facts);
	g_autofree char *due = report_due_words(scene, line->due_at);
	g_autofree char *label = line_words(scene, line, "label");
	g_autofree char *typed = line_words(scene, line, "command");
	bool blank = g_str_has_suffix(typed, "…");
	g_autofree char *begun = g_strndup(typed, strlen(typed) - (blank ? strlen("…") : 0));

	report_set_number(record, "n", number);
	value_set_text(record, "case_no", line->facts->number);
	value_set_text(record, "about", about);
	value_set_text(record, "due", due);
	value_set_text(record, "clock",
		line->item ? report_phrase(&scene->pen, "list", "improve.one")
			   : report_phrase(&scene->pen, "clock", clock_name(line->kind)));
	value_set(record, "late", value_bool(line->due_at < scene->now));
	value_set(record, "urgent", value_bool(line->facts->urgent && !line->item));
	value_set_text(record, "command", g_strchomp(begun));
	value_set(record, "blank", value_bool(blank));
	value_set_text(record, "label", label);
	value_add(lines, record);
}

static void
put_lines(ReportLetter *letter, const ReportScene *scene, bool alone)
{
	Value *lines = value_list();
	int64_t late = 0;
	bool improve = false;
	guint count;

	letter->lines = agenda_of(scene->book, scene->pen.policy, scene->reader, scene->now);
	count = letter->lines->len;
	/* Who only has a list gets a longer one. */
	letter->shown = MIN(count, (guint)scene->settings->digest_rows * (alone ? 3 : 1));
	for (guint i = 0; i < count; i++) {
		const AgendaLine *line = &g_array_index(letter->lines, AgendaLine, i);

		late += line->due_at < scene->now;
		improve = improve || line->item;
		if (i < letter->shown)
			add_line(lines, scene, line, (int)i + 1);
	}
	value_set(letter->values, "lines", lines);
	value_set(letter->values, "lines_improve", value_bool(improve));
	if (count)
		report_set_number(letter->values, "lines_n", count);
	if (late)
		report_set_number(letter->values, "lines_late", late);
	if (count > letter->shown)
		report_set_number(letter->values, "lines_more", count - letter->shown);
	if (count)
		letter->empty = false;
}

/* ---- the lists of all cases ---- */

/* What stands at the right of a case, and in small letters below it. */
static void
put_right(Value *record, const ReportScene *scene, AgendaList list, const AgendaLine *line)
{
	const ReportPen *pen = &scene->pen;
	GTimeZone *zone = calendar_zone(pen->policy->calendar);
	const char *state = report_phrase(pen, "state", state_name((CaseState)line->facts->state));
	const char *clock =
		line->kind < CLOCK_COUNT ? report_phrase(pen, "clock", clock_name(line->kind)) : "";
	g_autofree char *due = report_due_words(scene, line->due_at);
	g_autofree char *owner = line->item ? report_plain_words(line->facts,
						      facts_improvement(line->facts, line->item - 1)->owner)
					    : NULL;
	g_autofree char *moment = letter_moment(pen->letters, pen->language,
		list == LIST_NEW ? line->facts->received_at : line->due_at, zone);

	switch (list) {
	case LIST_URGENT:
	case LIST_OVERDUE:
	case LIST_TODAY:
		value_set_text(record, "due", *due ? due : state);
		value_set_text(record, "clock", clock);
		break;
	case LIST_VOTES:
	case LIST_LEARNER:
		value_set_text(record, "due", state);
		value_set_text(record, "clock", due);
		break;
	case LIST_IMPROVE:
		value_set_text(record, "due", due);
		value_set_text(record, "clock", owner);
		break;
	case LIST_NEW:
	case LIST_ENDED:
		value_set_text(record, "due", state);
		value_set_text(record, "clock", moment);
		break;
	case LIST_COUNT:
		break;
	}
	value_set(record, "late",
		value_bool((list == LIST_OVERDUE || list == LIST_URGENT || list == LIST_IMPROVE) &&
			   line->due_at && line->due_at < scene->now));
}

static void
add_section(Value *sections, const ReportScene *scene, AgendaList list, const GArray *lines)
{
	const ReportPen *pen = &scene->pen;
	Value *section = value_record(), *rows = value_list();
	g_autofree char *note = g_strconcat(lists[list].name, ".note", NULL);
	guint shown = MIN(lines->len, (guint)scene->settings->digest_rows);

	value_set_text(section, "title", report_phrase(pen, "list", lists[list].name));
	value_set_text(section, "note", report_phrase(pen, "list", note));
	report_set_number(section, "count", lines->len);
	for (guint i = 0; i < shown; i++) {
		const AgendaLine *line = &g_array_index(lines, AgendaLine, i);
		Value *record = value_record();
		g_autofree char *about = line->item ? report_improvement_about(pen, line->facts, line->item)
						    : report_about(pen, line->facts);

		value_set_text(record, "case_no", line->facts->number);
		value_set_text(record, "about", about);
		value_set(record, "urgent", value_bool(line->facts->urgent && !line->item));
		put_right(record, scene, list, line);
		value_add(rows, record);
	}
	value_set(section, "rows", rows);
	if (lines->len > shown)
		report_set_number(section, "more", lines->len - shown);
	value_add(sections, section);
}

static int64_t
count_open(const ReportScene *scene)
{
	int64_t count = 0;

	for (guint i = 0; i < facts_book_length(scene->book); i++)
		count += facts_is_open(facts_book_at(scene->book, i));
	return count;
}

static void
put_overview(ReportLetter *letter, const ReportScene *scene)
{
	const ReportPen *pen = &scene->pen;
	Value *tiles = value_list(), *sections = value_list();
	int64_t since = digest_before(scene), open = count_open(scene);
	g_autofree char *since_words =
		letter_moment(pen->letters, pen->language, since, calendar_zone(pen->policy->calendar));
	g_autofree char *open_words = g_strdup_printf("%" G_GINT64_FORMAT, open);

	value_set_text(letter->values, "since", since_words);
	report_add_tile(tiles, report_phrase(pen, "list", "open"), open_words, 0);
	for (AgendaList list = 0; list < LIST_COUNT; list++) {
		g_autoptr(GArray) lines =
			agenda_list(scene->book, pen->policy, list, scene->reader, since, scene->now);
		g_autofree char *count = g_strdup_printf("%u", lines->len);
		g_autofree char *name = g_strconcat(lists[list].name, "_n", NULL);

		report_add_tile(tiles, report_phrase(pen, "list", lists[list].name), count,
			lists[list].bad && lines->len ? -1 : 0);
		if (!lines->len)
			continue;
		letter->empty = false;
		value_set_text(letter->values, name, count);
		add_section(sections, scene, list, lines);
	}
	value_set(letter->values, "tiles", tiles);
	value_set(letter->values, "sections", sections);
}

static bool
may_read(const CaseFacts *facts, gconstpointer data)
{
	const ReportScene *scene = data;

	return facts_is_open(facts) && !agenda_is_recused(facts, scene->reader);
}

ReportLetter *
report_daily(const ReportScene *scene, unsigned wants)
{
	ReportLetter *letter = report_letter_new(scene, LETTER_M21);
	const ReportPen *pen = &scene->pen;
	bool overview = wants & REPORT_BIT(REPORT_DAILY);
	GTimeZone *zone = calendar_zone(pen->policy->calendar);
	g_autofree char *day = letter_day(pen->letters, pen->language, scene->now, zone);
	Period today;
	GDate date;

	letter->empty = true;
	calendar_local_day(pen->policy->calendar, scene->now, &date);
	today = period_of(PERIOD_DAY, &date, pen->policy->calendar);
	value_set_text(letter->values, "day", day);
	value_set(letter->values, "overview", value_bool(overview));
	if (wants & REPORT_BIT(REPORT_LINES))
		put_lines(letter, scene, !overview);
	if (overview) {
		g_autofree char *name = period_name(&today);
		ReportPen table = report_table_pen(scene);

		put_overview(letter, scene);
		report_attach(letter, pen, "file.open", name, "text/csv",
			report_cases_csv(&table, scene->book, may_read, scene, scene->now));
	}
	value_set(letter->values, "quiet", value_bool(letter->empty));
	return letter;
}
