#include "daemon/ctl/columns.h"
#include "daemon/ctl/ctl.h"
#include "daemon/ctl/hiding.h"
#include "daemon/ctl/json.h"
#include "daemon/store/ledger.h"
#include "daemon/store/outbox.h"
#include "workflow/classify/redact.h"

#include <stdio.h>
#include <string.h>

/* ---- for programs: every field by its name, from the tables of workflow/case/case.h ---- */

static void
field_json(Json *json, const FieldRow *field, const void *record)
{
	g_autofree char *text = field_get(field, record);

	switch (field->type) {
	case FIELD_INTEGER:
		json_integer(json, field->key, g_ascii_strtoll(text, NULL, 10));
		break;
	case FIELD_BOOL:
		json_bool(json, field->key, strcmp(text, "1") == 0);
		break;
	case FIELD_REAL:
		json_real(json, field->key, g_ascii_strtod(text, NULL));
		break;
	case FIELD_TEXT:
	case FIELD_NAME:
		json_text(json, field->key, *text ? text : NULL);
		break;
	}
}

static void
record_json(Json *json, const RecordType *type, const void *record)
{
	for (const FieldRow *field = type->fields; field->key; field++)
		field_json(json, field, record);
}

/* Who did it; the learner of a confidential case is nobody in particular. */
static const char *
shown_actor(const Ctl *ctl, const EventRow *event)
{
	const char *actor = event->actor ? event->actor : "";

	return ctl->hidden && g_ascii_strcasecmp(actor, ctl->hidden) == 0 ? "***" : actor;
}

typedef struct {
	const Ctl *ctl;
	Json *json;
} EventWriter;

static bool
event_json(const EventRow *event, gpointer data)
{
	const EventWriter *writer = data;
	Json *json = writer->json;
	const char *actor = shown_actor(writer->ctl, event);

	json_open_object(json, NULL);
	json_integer(json, "id", event->id);
	json_integer(json, "at", event->at);
	json_text(json, "actor", *actor ? actor : NULL);
	json_text(json, "event", event->event);
	json_text(json, "transition", event->transition && *event->transition ? event->transition : NULL);
	json_text(json, "from", event->from);
	json_text(json, "to", event->to);
	json_text(json, "cause", event->cause && *event->cause ? event->cause : NULL);
	json_integer(json, "inbound_id", event->inbound_id);
	json_close(json);
	return true;
}

static void
letters_json(Json *json, const GPtrArray *letters)
{
	json_open_array(json, "letters");
	for (guint i = 0; i < letters->len; i++) {
		const OutboxMail *letter = letters->pdata[i];

		json_open_object(json, NULL);
		json_integer(json, "id", letter->id);
		json_text(json, "letter", letter_name(letter->letter));
		json_text(json, "role", role_name(letter->role));
		json_text(json, "recipient", letter->recipient);
		json_text(json, "state", outbox_state_name(letter->state));
		json_integer(json, "created_at", letter->created_at);
		json_integer(json, "sent_at", letter->sent_at);
		json_close(json);
	}
	json_close(json);
}

static bool
show_json(const Ctl *ctl, const Case *kase, const GPtrArray *letters, GError **error)
{
	Json *json = json_new(true);
	EventWriter writer = { ctl, json };
	bool ok;
	char *text;

	json_open_object(json, NULL);
	json_integer(json, "id", kase->id);
	record_json(json, &case_record, kase);
	for (size_t i = 0; case_lists[i]; i++) {
		const GPtrArray *list =
			*(GPtrArray *const *)(const void *)((const char *)kase + case_lists[i]->list_offset);
		g_autofree char *name = g_strconcat(case_lists[i]->name, "s", NULL);

		json_open_array(json, name);
		for (guint j = 0; j < list->len; j++) {
			json_open_object(json, NULL);
			record_json(json, case_lists[i], list->pdata[j]);
			json_close(json);
		}
		json_close(json);
	}
	letters_json(json, letters);
	json_open_array(json, "events");
	ok = ledger_each_event(ctl->db, kase->id, event_json, &writer, error);
	json_close(json);
	json_close(json);
	text = json_finish(json);
	if (ok)
		ctl_print(text);
	else
		g_free(text);
	return ok;
}

/* ---- for people ---- */

static void
print_fields(const Ctl *ctl, const Case *kase)
{
	static const char *const headings[] = { "", "", NULL };
	Columns *columns = columns_new(headings, 0);

	for (const FieldRow *field = case_record.fields; field->key; field++) {
		g_autofree char *text = field_get(field, kase);
		g_autofree char *shown = NULL;
		const char *cells[] = { field->key, text };

		if (!*text || strcmp(text, "0") == 0 || strcmp(field->key, "content") == 0)
			continue;
		if (field->type == FIELD_BOOL)
			shown = g_strdup("yes");
		else if (field->type == FIELD_REAL)
			shown = g_strdup_printf("%.2f", g_ascii_strtod(text, NULL));
		else if (g_str_has_suffix(field->key, "_at"))
			shown = ctl_moment(ctl, g_ascii_strtoll(text, NULL, 10));
		if (shown)
			cells[1] = shown;
		columns_row(columns, cells);
	}
	columns_print(columns, stdout);
	if (kase->content && *kase->content) {
		g_auto(GStrv) lines = g_strsplit(kase->content, "\n", -1);

		printf("\n");
		for (char **line = lines; *line; line++) {
			g_autofree char *clean = columns_clean(*line);

			printf("  │ %s\n", clean);
		}
	}
}

static const char *
clock_state(const Clock *clock)
{
	if (clock->met_at)
		return clock->breached_at ? "met late" : "met";
	if (clock->stopped_at)
		return clock->breached_at ? "stopped, missed" : "stopped";
	return clock->breached_at ? "OVERDUE" : "runs";
}

/* "11-25 Wed 国庆节" */
static void
append_day(GString *line, const Calendar *calendar, const GDate *day)
{
	const char *name = calendar_day_name(calendar, day);
	char text[16];

	g_date_strftime(text, sizeof(text), "%m-%d %a", day);
	g_string_append_printf(line, "%s%s%s", text, name ? " " : "", name ? name : "");
}

/* How the days of a limit in working days were counted: the first ones and the last, and all that were not.
 */
static void
print_arithmetic(const Ctl *ctl, const Clock *clock)
{
	enum {
		DAYS_MOST = 60,
		SHOWN = 3
	};
	const Calendar *calendar = ctl->settings->policy->calendar;
	g_autoptr(GString) counted = g_string_new(NULL);
	g_autoptr(GString) skipped = g_string_new(NULL);
	GDate day, end;
	int number = 0;

	calendar_local_day(calendar, clock->started_at, &day);
	calendar_local_day(calendar, clock->due_at, &end);
	if (ctl->settings->policy->limits[clock->kind].unit != UNIT_WORKDAYS || clock->kind == CLOCK_EXEC ||
		g_date_days_between(&day, &end) > DAYS_MOST || g_date_compare(&day, &end) >= 0)
		return;
	for (g_date_add_days(&day, 1); g_date_compare(&day, &end) <= 0; g_date_add_days(&day, 1)) {
		if (!calendar_is_workday(calendar, &day)) {
			g_string_append(skipped, skipped->len ? ", " : "");
			append_day(skipped, calendar, &day);
			continue;
		}
		number++;
		if (number > SHOWN && g_date_compare(&day, &end) != 0)
			continue;
		g_string_append(counted, !counted->len ? "" : number > SHOWN + 1 ? " … " : ", ");
		append_day(counted, calendar, &day);
		g_string_append_printf(counted, " [%d]", number);
	}
	if (counted->len)
		printf("      working days: %s\n", counted->str);
	if (skipped->len)
		printf("      not counted:  %s\n", skipped->str);
}

static void
print_clocks(const Ctl *ctl, const Case *kase)
{
	if (kase->clocks->len)
		printf("\nClocks\n");
	for (guint i = 0; i < kase->clocks->len; i++) {
		const Clock *clock = kase->clocks->pdata[i];
		g_autofree char *started = ctl_moment(ctl, clock->started_at);
		g_autofree char *due = ctl_moment(ctl, clock->due_at);
		g_autofree char *met = ctl_moment(ctl, clock->met_at ? clock->met_at : clock->stopped_at);
		g_autofree char *distance = ctl_distance(ctl, clock->due_at);

		printf("  %-9s %s → %s  %s%s%s%s\n", clock_name((ClockKind)clock->kind), started, due,
			clock_state(clock), clock_is_running(clock) ? ", due " : " ",
			clock_is_running(clock) ? distance : met,
			clock->provisional ? ", provisional (a year without calendar)" : "");
		print_arithmetic(ctl, clock);
	}
}

static void
print_plans(const Ctl *ctl, const Case *kase)
{
	const char *const statuses[PLAN_STATUS_COUNT] = {
		[PLAN_REVIEWED] = kase->state == STATE_PLAN_REVIEW ? "waits for votes" : "lapsed",
		[PLAN_OFFERED] = "offered",
		[PLAN_AGREED] = "agreed",
		[PLAN_REFUSED] = "refused by the learner",
		[PLAN_REJECTED] = "rejected by a reviewer",
	};

	for (guint i = 0; i < kase->plans->len; i++) {
		const Plan *plan = kase->plans->pdata[i];
		g_autofree char *due = ctl_moment(ctl, plan->due_at);
		g_autofree char *measures = columns_clean(plan->measures);
		g_autofree char *responsible = columns_clean(plan->responsible);

		printf("\nPlan %u: %s\n  %s\n  by %s, until %s", i + 1,
			plan->status >= 0 && plan->status < PLAN_STATUS_COUNT ? statuses[plan->status] : "?",
			measures, responsible, due);
		if (plan->cost >= 0)
			printf(", %" G_GINT64_FORMAT " yuan", plan->cost);
		printf("\n");
	}
}

static void
print_improvements(const Ctl *ctl, const Case *kase)
{
	if (kase->improvements->len)
		printf("\nImprovements\n");
	for (guint i = 0; i < kase->improvements->len; i++) {
		const Improvement *item = kase->improvements->pdata[i];
		g_autofree char *due = ctl_moment(ctl, item->due_at);
		g_autofree char *ended = ctl_moment(ctl, item->ended_at);
		g_autofree char *words = columns_clean(item->words);
		g_autofree char *owner = columns_clean(item->owner);
		g_autofree char *note = columns_clean(item->note);
		bool late = item->status == IMPROVEMENT_OPEN && item->due_at < ctl->now;

		printf("  %u. %s\n     by %s, until %s", i + 1, words, owner, due);
		if (item->extensions)
			printf(", moved %" G_GINT64_FORMAT " times", item->extensions);
		if (item->status == IMPROVEMENT_OPEN)
			printf(late ? ", OVERDUE" : ", open");
		else
			printf(", %s %s", item->status == IMPROVEMENT_DONE ? "done" : "dropped", ended);
		printf("%s%s\n", *note ? ": " : "", note);
	}
}

static void
print_entries(const Ctl *ctl, const Case *kase)
{
	static const char *const kinds[ENTRY_KIND_COUNT] = {
		[ENTRY_CONTACT] = "contact",
		[ENTRY_EVIDENCE] = "evidence",
		[ENTRY_LOG] = "log",
		[ENTRY_NOTE] = "note",
		[ENTRY_TRACKING] = "check",
	};
	static const char *const headings[] = { "", "", "", "", "", NULL };
	Columns *columns;

	if (kase->entries->len == 0)
		return;
	printf("\nLog\n");
	columns = columns_new(headings, 60);
	for (guint i = 0; i < kase->entries->len; i++) {
		const Entry *entry = kase->entries->pdata[i];
		g_autofree char *at = ctl_moment(ctl, entry->at);
		g_autofree char *when = g_strconcat("  ", at, NULL);
		const char *kind =
			entry->kind >= 0 && entry->kind < ENTRY_KIND_COUNT ? kinds[entry->kind] : "?";
		const char *cells[] = { when, kind, entry->by, entry->means, entry->text };

		columns_row(columns, cells);
	}
	columns_print(columns, stdout);
}

static void
print_letters(const Ctl *ctl, const GPtrArray *letters)
{
	static const char *const headings[] = { "", "", "", "", "", NULL };
	Columns *columns;

	if (letters->len == 0)
		return;
	printf("\nLetters\n");
	columns = columns_new(headings, 0);
	for (guint i = 0; i < letters->len; i++) {
		const OutboxMail *letter = letters->pdata[i];
		g_autofree char *at = ctl_moment(ctl, letter->sent_at ? letter->sent_at : letter->created_at);
		g_autofree char *when = g_strconcat("  ", at, NULL);
		g_autofree char *id = g_strdup_printf("#%" G_GINT64_FORMAT, letter->id);
		const char *cells[] = { when, id, letter_name(letter->letter),
			outbox_state_name(letter->state), letter->recipient };

		columns_row(columns, cells);
	}
	columns_print(columns, stdout);
}

typedef struct {
	const Ctl *ctl;
	Columns *columns;
} Timeline;

static bool
add_event(const EventRow *event, gpointer data)
{
	Timeline *list = data;
	g_autofree char *at = ctl_moment(list->ctl, event->at);
	g_autofree char *when = g_strconcat("  ", at, NULL);
	g_autofree char *states = g_strcmp0(event->from, event->to) == 0
					  ? g_strdup(event->to)
					  : g_strdup_printf("%s → %s", event->from, event->to);
	const char *actor = shown_actor(list->ctl, event);
	/* A Message-ID says nothing to people; a command line does. */
	const char *cause = event->cause && !strchr(event->cause, '@') ? event->cause : "";
	const char *cells[] = { when, event->transition, event->event, states,
		*actor ? actor : "(complaintd)", cause };

	/* The letters have their own list above. */
	if (g_strcmp0(event->event, event_name(EVENT_HANDED_OVER)) == 0)
		return true;
	columns_row(list->columns, cells);
	return true;
}

static bool
print_events(const Ctl *ctl, const Case *kase, GError **error)
{
	static const char *const headings[] = { "", "", "", "", "", "", NULL };
	Timeline list = { ctl, columns_new(headings, 48) };
	bool ok = ledger_each_event(ctl->db, kase->id, add_event, &list, error);

	printf("\nWhat happened\n");
	columns_print(list.columns, stdout);
	return ok;
}

/* ---- 保密 ---- */

/* Personal texts of one record, with the learner taken out. */
static void
hide_in(const RecordType *type, void *record, const char *const *ways)
{
	for (const FieldRow *field = type->fields; field->key; field++) {
		g_autofree char *text = NULL;
		g_autofree char *masked = NULL;

		if (field->type != FIELD_TEXT || !field->personal)
			continue;
		text = field_get(field, record);
		masked = redact_text(text, ways);
		field_set(field, record, masked);
	}
}

/* Even this screen does not say whose a confidential case is; `raw` does. */
static void
hide_person(Case *kase, GPtrArray *letters)
{
	g_auto(GStrv) ways = redact_ways(kase->learner_name);
	const char *const *names = (const char *const *)ways;

	for (guint i = 0; i < letters->len; i++)
		hide_reader(letters->pdata[i], kase);
	for (size_t i = 0; case_lists[i]; i++) {
		const GPtrArray *list = case_list(case_lists[i], kase);

		for (guint j = 0; j < list->len; j++)
			hide_in(case_lists[i], list->pdata[j], names);
	}
	hide_in(&case_record, kase, names);
	case_apply(kase, "class_name", "");
}

CtlStatus
ctl_show(Ctl *ctl)
{
	g_autoptr(Case) kase = NULL;
	g_autoptr(GPtrArray) letters = NULL;
	GError *error = NULL;
	int64_t id;

	if (!ctl_words(ctl, 1, 1) || !ctl_open(ctl, false))
		return CTL_UNABLE;
	id = ctl_case(ctl, ctl_word(ctl, 0));
	if (!id)
		return CTL_NONE;
	kase = ledger_load(ctl->db, id, &error);
	if (kase)
		letters = outbox_of_case(ctl->db, id, &error);
	if (!letters)
		return error ? ctl_failed(error) : CTL_NONE;
	ctl->hidden = kase->confidential && kase->learner ? g_strdup(kase->learner) : NULL;
	if (kase->confidential)
		hide_person(kase, letters);
	if (ctl->json)
		return show_json(ctl, kase, letters, &error) ? CTL_OK : ctl_failed(error);
	print_fields(ctl, kase);
	print_clocks(ctl, kase);
	print_plans(ctl, kase);
	print_improvements(ctl, kase);
	print_entries(ctl, kase);
	print_letters(ctl, letters);
	return print_events(ctl, kase, &error) ? CTL_OK : ctl_failed(error);
}
