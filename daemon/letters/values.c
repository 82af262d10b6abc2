#include "daemon/letters/values.h"

#include "daemon/letters/pen.h"
#include "parser/command/data_request.h"
#include "workflow/case/routing.h"
#include "workflow/classify/redact.h"

#include <inttypes.h>
#include <string.h>

bool
pen_wants(const Pen *pen, const char *name)
{
	return letter_asks(pen->scene->letters, pen->letter, name);
}

void
pen_text(const Pen *pen, const char *name, const char *text)
{
	if (pen_wants(pen, name))
		value_set_text(pen->values, name, text);
}

void
pen_yes(const Pen *pen, const char *name, bool yes)
{
	if (pen_wants(pen, name))
		value_set(pen->values, name, value_bool(yes));
}

char *
pen_moment_text(const Pen *pen, int64_t at)
{
	return letter_moment(pen->scene->letters, pen->language, at, calendar_zone(pen->policy->calendar));
}

char *
pen_day_text(const Pen *pen, int64_t at)
{
	return letter_day(pen->scene->letters, pen->language, at, calendar_zone(pen->policy->calendar));
}

void
pen_moment(const Pen *pen, const char *name, int64_t at)
{
	g_autofree char *moment = pen_wants(pen, name) ? pen_moment_text(pen, at) : NULL;

	pen_text(pen, name, moment);
}

static void
put_day(const Pen *pen, const char *name, int64_t at)
{
	g_autofree char *day = pen_wants(pen, name) ? pen_day_text(pen, at) : NULL;

	pen_text(pen, name, day);
}

static void
put_number(const Pen *pen, const char *name, int64_t number)
{
	g_autofree char *text = g_strdup_printf("%" PRId64, number);

	pen_text(pen, name, text);
}

const char *
pen_phrase_if_any(const Pen *pen, const char *group, const char *key)
{
	g_autofree char *name = g_strconcat(group, ".", key, NULL);

	return letter_phrase(pen->scene->letters, pen->language, name);
}

const char *
pen_phrase(const Pen *pen, const char *group, const char *key)
{
	const char *words = pen_phrase_if_any(pen, group, key);

	return words ? words : key;
}

/* When the newest clock of `kind` ends; 0: there is none. */
static int64_t
due_of(const Case *kase, ClockKind kind)
{
	const Clock *clock = case_clock(kase, kind);

	return clock ? clock->due_at : 0;
}

/* The same, while it is still owed. */
static int64_t
running_due(const Case *kase, ClockKind kind)
{
	const Clock *clock = case_clock(kase, kind);

	return clock && clock_is_running(clock) ? clock->due_at : 0;
}

static bool
is_english(const Pen *pen)
{
	return g_str_has_prefix(pen->language, "en");
}

/* ---- groups of names, in the order of templates/letter_rows.c ---- */

static const char *
category_label(const Pen *pen)
{
	const Category *category =
		pen->kase->category ? policy_category(pen->policy, pen->kase->category) : NULL;

	return !category ? "" : is_english(pen) ? category->label_en : category->label;
}

const char *
pen_department(const Pen *pen, const char *id)
{
	const Department *department = id ? policy_department(pen->policy, id) : NULL;

	return !department ? "" : is_english(pen) ? department->label_en : department->label;
}

static void
put_common(const Pen *pen)
{
	const Person *reader = policy_person(pen->policy, pen->scene->letter->to);

	pen_text(
		pen, "institution", is_english(pen) ? pen->policy->institution_en : pen->policy->institution);
	pen_text(pen, "case_no", pen->kase->number);
	pen_text(pen, "reply_address", pen->scene->reply_address);
	pen_text(pen, "reader_name", reader && pen->scene->letter->role != ROLE_LEARNER ? reader->name : "");
	pen_text(pen, "state",
		pen->kase->state != STATE_NONE ? pen_phrase(pen, "state", state_name(pen->kase->state)) : "");
	pen_text(pen, "category", category_label(pen));
	pen_text(pen, "department", pen_department(pen, pen->kase->department));
	pen_yes(pen, "urgent", pen->kase->urgent);
	for (Role role = 0; role < ROLE_COUNT; role++) {
		g_autofree char *name = g_strconcat("as_", role_name(role), NULL);

		pen_yes(pen, name, role == pen->scene->letter->role);
	}
}

/* Whom a masked text must not call by name: the learner, and for the learner representative also whom he
 * complains about. */
static char **
names_to_mask(const Pen *pen)
{
	g_auto(GStrv) learner = redact_ways(pen->kase->learner_name);
	g_auto(GStrv) persons =
		g_strsplit(pen->masked && pen->kase->persons ? pen->kase->persons : "", "\n", 64);
	GPtrArray *names = g_ptr_array_new();

	for (char **way = learner; *way; way++)
		g_ptr_array_add(names, g_steal_pointer(way));
	for (char **person = persons; *person; person++)
		if (**person)
			g_ptr_array_add(names, g_strdup(*person));
	g_ptr_array_add(names, NULL);
	return (char **)g_ptr_array_free(names, FALSE);
}

/* A text about the learner, with the learner taken out where the reader may not know who it is. */
static char *
for_reader(const Pen *pen, const char *text)
{
	g_auto(GStrv) names = NULL;

	if (!pen->masked && !pen->hidden)
		return g_strdup(text ? text : "");
	names = names_to_mask(pen);
	return redact_text(text, (const char *const *)names);
}

static void
put_for_reader(const Pen *pen, const char *name, const char *text)
{
	g_autofree char *seen = pen_wants(pen, name) ? for_reader(pen, text) : NULL;

	pen_text(pen, name, seen);
}

static void
put_person(const Pen *pen)
{
	const Case *kase = pen->kase;
	bool shown = !pen->masked && !pen->hidden;

	pen_text(pen, "learner_name", shown ? kase->learner_name : "");
	pen_text(pen, "phone", shown ? kase->phone : "");
	pen_text(pen, "learner_address", shown ? kase->learner : "");
	pen_text(pen, "claimed", shown || pen->scene->letter->letter == LETTER_M23D ? kase->claimed : "");
	pen_text(pen, "class_name", shown ? kase->class_name : "");
	pen_yes(pen, "authenticated", kase->authenticated);
	pen_yes(pen, "confidential", kase->confidential);
	pen_yes(pen, "minor", kase->minor);
	pen_yes(pen, "masked", pen->masked || pen->hidden);
}

static void
put_lines(const Pen *pen, const char *name, const char *lines)
{
	Value *list = value_list();
	g_auto(GStrv) split = g_strsplit(lines ? lines : "", "\n", -1);

	for (char **line = split; *line; line++)
		if (**line)
			value_add(list, value_text(*line));
	value_set(pen->values, name, list);
}

/* How much of a complaint a letter shows; the rest is in the attached original. */
enum {
	CONTENT_SHOWN = 8000
};

static void
put_complaint(const Pen *pen)
{
	g_autofree char *content = for_reader(pen, pen->kase->content);
	bool cut = g_utf8_strlen(content, -1) > CONTENT_SHOWN;

	if (cut)
		*g_utf8_offset_to_pointer(content, CONTENT_SHOWN) = '\0';
	pen_text(pen, "content", content);
	pen_yes(pen, "content_cut", cut);
	pen_moment(pen, "received_at", pen->kase->received_at);
	pen_text(pen, "channel", pen->kase->channel);
	put_for_reader(pen, "demand", pen->kase->demand);
	put_lines(pen, "persons", pen->masked ? "" : pen->kase->persons);
	put_lines(pen, "attachments", pen->masked || pen->hidden ? "" : pen->kase->attachments);
}

/* Spec §4: what a case should know and does not; numbered, so that "2：高三1班" answers. */
static void
put_missing(const Pen *pen)
{
	const struct {
		const char *phrase, *value;
	} wanted[] = {
		{ "name", pen->kase->learner_name },
		{ "phone", pen->kase->phone },
		{ "class", pen->kase->class_name },
	};
	Value *items = value_list();
	int count = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
		g_autofree char *number = NULL;
		Value *item = NULL;

		if (wanted[i].value && *wanted[i].value)
			continue;
		item = value_record();
		number = g_strdup_printf("%d", ++count);
		value_set_text(item, "n", number);
		value_set_text(item, "label", pen_phrase(pen, "item", wanted[i].phrase));
		value_add(items, item);
	}
	value_set(pen->values, "items", items);
	/* Of a doubtful mail intake asks when it accepts it (T04): once is enough. */
	pen_yes(pen, "missing",
		due_of(pen->kase, CLOCK_CONTACT) != 0 &&
			(!pen->kase->learner_name || !pen->kase->class_name));
}

static void
put_triage(const Pen *pen)
{
	const Case *kase = pen->kase;
	Value *categories = value_list();
	g_autofree char *score = g_strdup_printf("%.2f", kase->score);
	TriageReason why = kase->triage;

	for (guint i = 0; i < pen->policy->categories->len; i++) {
		const Category *category = pen->policy->categories->pdata[i];

		value_add(categories, value_text(category->label));
	}
	value_set(pen->values, "categories", categories);
	pen_text(pen, "score", score);
	pen_text(pen, "words", kase->words);
	pen_yes(pen, "sure", due_of(kase, CLOCK_CONTACT) != 0);
	pen_moment(pen, "promise_by",
		due_of(kase, CLOCK_CONTACT) ? due_of(kase, CLOCK_CONTACT) : due_of(kase, CLOCK_TRIAGE));
	pen_yes(pen, "why_unsure", why == TRIAGE_UNSURE);
	pen_yes(pen, "why_no_complaint", why == TRIAGE_NO_COMPLAINT);
	pen_yes(pen, "why_duplicate", why == TRIAGE_DUPLICATE);
	pen_yes(pen, "why_unreadable", why == TRIAGE_UNREADABLE);
	pen_yes(pen, "why_returned", why == TRIAGE_RETURNED);
	pen_moment(pen, "triage_by", due_of(kase, CLOCK_TRIAGE));
}

static bool
by_learner(const Pen *pen)
{
	switch ((int)pen->scene->letter->event) {
	case EVENT_ANSWER:
	case EVENT_SATISFACTION:
	case EVENT_TRACK_ANSWER:
	case EVENT_MESSAGE:
	case EVENT_TAKE_BACK:
		return true;
	default:
		return false;
	}
}

/* The words of staff; of a negotiation that the group ended, those of who proposed it (T23). */
static const char *
reason(const Pen *pen)
{
	const GPtrArray *entries = pen->kase->entries;

	if (by_learner(pen))
		return "";
	for (guint i = entries->len; pen->scene->letter->letter == LETTER_M16B && i > 0; i--) {
		const Entry *entry = entries->pdata[i - 1];

		if (g_strcmp0(entry->means, "终止协商") == 0)
			return entry->text;
	}
	return pen->scene->letter->note;
}

/* A head who reads along, because the complaint touches his department too. */
static bool
is_copied(const Pen *pen)
{
	const Person *reader = policy_person(pen->policy, pen->scene->letter->to);

	return pen->scene->letter->role == ROLE_DEPT_HEAD && reader &&
	       g_strcmp0(reader->department, pen->kase->department) != 0 &&
	       !routing_heads(pen->kase, pen->policy, reader->address, pen->scene->now);
}

static void
put_routing(const Pen *pen)
{
	const Case *kase = pen->kase;
	const Person *handler = policy_person(pen->policy, kase->handler);

	pen_moment(pen, "contact_by", running_due(kase, CLOCK_CONTACT));
	pen_yes(pen, "contacted", kase->contacted_at != 0);
	pen_moment(
		pen, "plan_by", running_due(kase, kase->state == STATE_EXECUTING ? CLOCK_EXEC : CLOCK_PLAN));
	pen_text(pen, "handler_name", handler ? handler->name : "");
	pen_yes(pen, "transferred", kase->transfers > 0);
	/* The learner's words are an answer, those of staff a reason. */
	put_for_reader(pen, "reason", reason(pen));
	put_for_reader(pen, "answer", by_learner(pen) ? pen->scene->letter->note : "");
	put_for_reader(
		pen, "question", pen->scene->letter->event == EVENT_ASK ? pen->scene->letter->note : "");
	pen_yes(pen, "copied", is_copied(pen));
}

/* The clock that a letter is about; where it is about none, the one that runs out first. */
static const Clock *
told_clock(const Pen *pen)
{
	int about = pen->scene->letter->clock;

	if (about >= 0 && about < (int)pen->kase->clocks->len)
		return pen->kase->clocks->pdata[about];
	return case_next_deadline(pen->kase);
}

/* By how much it is over; "" on the day itself. */
static char *
lateness(const Pen *pen, int64_t due)
{
	int days = calendar_workdays_between(pen->policy->calendar, due, pen->scene->now);

	return days ? g_strdup_printf("%d%s", days, pen_phrase(pen, "count", "days")) : g_strdup("");
}

static void
put_clock(const Pen *pen)
{
	static const ClockKind told[] = { CLOCK_TRIAGE, CLOCK_ASSIGN, CLOCK_CONTACT, CLOCK_PLAN, CLOCK_REVIEW,
		CLOCK_EXEC, CLOCK_FEEDBACK, CLOCK_TRACK, CLOCK_TOTAL, CLOCK_QUERY };
	const Clock *clock = told_clock(pen);
	g_autofree char *late = NULL;

	pen_text(pen, "clock", clock ? pen_phrase(pen, "clock", clock_name(clock->kind)) : "");
	pen_moment(pen, "due_by", clock ? clock->due_at : 0);
	pen_yes(pen, "provisional", clock && clock->provisional);
	pen_yes(pen, "unsigned",
		clock && clock->kind == CLOCK_CONTACT && !pen->kase->taken_at && !pen->kase->contacted_at);
	for (size_t i = 0; i < G_N_ELEMENTS(told); i++) {
		g_autofree char *lower = g_ascii_strdown(clock_name(told[i]), -1);
		g_autofree char *name = g_strconcat("clock_", lower, NULL);

		pen_yes(pen, name, clock && (ClockKind)clock->kind == told[i]);
	}
	if (clock && clock->due_at < pen->scene->now)
		late = lateness(pen, clock->due_at);
	pen_text(pen, "late", late);
}

static Value *
measure_records(const Pen *pen, const Plan *plan)
{
	Value *list = value_list();
	g_auto(GStrv) lines = g_strsplit(plan && plan->measures ? plan->measures : "", "\n", 64);
	int count = 0;

	for (char **line = lines; *line; line++) {
		g_autofree char *number = g_strdup_printf("%d", count + 1);
		g_autofree char *text = for_reader(pen, *line);
		Value *measure = value_record();

		value_set_text(measure, "n", number);
		value_set_text(measure, "text", text);
		value_set(measure, "done", value_bool(plan->done >> count & 1));
		value_add(list, measure);
		count++;
	}
	return list;
}

/* What holds now: the plan's own day, or the one that it was moved to. */
static int64_t
completion(const Pen *pen, const Plan *plan)
{
	const Clock *exec = case_clock(pen->kase, CLOCK_EXEC);

	if (exec && clock_is_running(exec) && pen->kase->state == STATE_EXECUTING)
		return exec->due_at;
	return plan ? plan->due_at : 0;
}

static void
put_plan(const Pen *pen)
{
	const Plan *plan = case_plan(pen->kase);
	g_autofree char *cost = plan && plan->cost >= 0 ? g_strdup_printf("%" PRId64 "元", plan->cost) : NULL;

	put_number(pen, "plan_no", pen->kase->plans->len);
	put_number(pen, "round", pen->kase->round);
	pen_yes(pen, "later_round", pen->kase->round > 1);
	value_set(pen->values, "measures", measure_records(pen, plan));
	pen_text(pen, "responsible", plan ? plan->responsible : "");
	put_day(pen, "complete_by", completion(pen, plan));
	pen_text(pen, "cost", cost);
	pen_yes(pen, "stage_plan", pen->kase->handled_at == 0);
	pen_yes(pen, "stage_result", pen->kase->handled_at != 0);
	pen_moment(pen, "review_by", due_of(pen->kase, CLOCK_REVIEW));
	pen_text(pen, "objector", "");
}

static void
put_result(const Pen *pen)
{
	const Case *kase = pen->kase;
	bool confirming = kase->state == STATE_CONFIRMING;
	g_autofree char *level = g_strdup_printf("%d", kase->satisfaction);
	Value *days = value_list();

	put_for_reader(pen, "result", kase->result);
	pen_moment(pen, "handled_at", kase->handled_at);
	pen_moment(pen, "feedback_by", due_of(kase, CLOCK_FEEDBACK));
	pen_moment(pen, "reply_by", due_of(kase, confirming ? CLOCK_CONFIRM : CLOCK_REPLY));
	pen_yes(pen, "for_plan", kase->state == STATE_NEGOTIATING);
	pen_yes(pen, "for_result", confirming);
	pen_yes(pen, "given_up", pen->scene->letter->event == EVENT_TICK);
	pen_yes(pen, "unclear", pen->scene->letter->event == EVENT_MESSAGE);
	pen_yes(pen, "contact_lost", kase->contact_lost);
	pen_text(pen, "satisfaction", pen_phrase(pen, "satisfaction", level));
	pen_yes(pen, "silent", kase->satisfaction == SATISFACTION_SILENT);
	for (guint i = 0; i < kase->clocks->len; i++) {
		const Clock *clock = kase->clocks->pdata[i];
		g_autofree char *day = NULL;

		if (clock->kind != CLOCK_TRACK || !clock_is_running(clock))
			continue;
		day = letter_day(pen->scene->letters, pen->language, clock->due_at,
			calendar_zone(pen->policy->calendar));
		value_add(days, value_text(day));
	}
	value_set(pen->values, "track_days", days);
	put_number(pen, "reopened", kase->reopened);
	put_day(pen, "reopen_by",
		kase->closed_at
			? calendar_due_days(pen->policy->calendar, kase->closed_at, pen->policy->reopen_days)
			: 0);
}

/* Why a time moved, when nobody gave a reason: what happened says it. */
static const char *
moving_reason(const Pen *pen)
{
	const Letter *letter = pen->scene->letter;
	const char *words = pen_phrase_if_any(pen, "moved", event_name(letter->event));

	/* What the program itself noted is no reason that anybody gave, and may name other cases. */
	if (letter->event > EVENT_CALENDAR && *letter->note)
		return letter->note;
	return words ? words : "";
}

static const char *
other_number(const Pen *pen)
{
	const Case *kase = pen->kase;
	const char *last = kase->linked ? strrchr(kase->linked, '\n') : NULL;

	if (kase->state == STATE_MERGED)
		return kase->merged_into;
	return last ? last + 1 : kase->linked;
}

/* A date that moved, two cases that met. */
static void
put_moved(const Pen *pen)
{
	const Letter *letter = pen->scene->letter;
	const Clock *clock = letter->clock >= 0 && (guint)letter->clock < pen->kase->clocks->len
				     ? pen->kase->clocks->pdata[letter->clock]
				     : NULL;

	pen_moment(pen, "old_by", letter->old_at);
	pen_moment(pen, "new_by", clock ? clock->due_at : 0);
	put_for_reader(pen, "why_moved", moving_reason(pen));
	pen_text(pen, "other_case_no", other_number(pen));
	pen_yes(pen, "merged", letter->event == EVENT_MERGE);
	pen_yes(pen, "split", letter->event == EVENT_SPLIT);
	pen_yes(pen, "withdrawn", letter->event == EVENT_WITHDRAW);
	pen_yes(pen, "reopened_by_us", letter->event == EVENT_REOPEN);
}

/* Other reminders of the same moment, a line each. */
static void
put_others(const Pen *pen)
{
	const GPtrArray *others = pen->scene->others;
	Value *list = value_list();

	for (guint i = 0; others && i < others->len; i++) {
		const Reminded *other = others->pdata[i];
		const GPtrArray *clocks = other->kase->clocks;
		const Clock *clock = other->clock >= 0 && (guint)other->clock < clocks->len
					     ? clocks->pdata[other->clock]
					     : NULL;
		g_autofree char *due = pen_moment_text(pen, clock ? clock->due_at : 0);
		Value *record = value_record();

		value_set_text(record, "case_no", other->kase->number);
		value_set_text(
			record, "clock", clock ? pen_phrase(pen, "clock", clock_name(clock->kind)) : "");
		value_set_text(record, "due_by", due);
		value_set(record, "over", value_bool(clock && clock->due_at < pen->scene->now));
		value_set_text(record, "state", pen_phrase(pen, "state", state_name(other->kase->state)));
		value_add(list, record);
	}
	value_set(pen->values, "others", list);
}

/* What the learner asks about his data, said again by the words that asked it. */
static void
put_data(const Pen *pen)
{
	bool asked = pen->scene->letter->letter == LETTER_M25;
	DataRequest request = asked ? data_request_in(pen->scene->letter->note) : DATA_NONE;
	int days = pen->policy->data_days;

	pen_yes(pen, "data_see", request == DATA_SEE);
	pen_yes(pen, "data_correct", request == DATA_CORRECT);
	pen_yes(pen, "data_erase", request == DATA_ERASE);
	pen_moment(pen, "data_by",
		asked ? calendar_due_workdays(pen->policy->calendar, pen->scene->now, days, NULL) : 0);
}

static void
put_relay(const Pen *pen)
{
	const Person *handler = policy_person(pen->policy, pen->kase->handler);
	bool to_learner = pen->scene->letter->role == ROLE_LEARNER;
	g_autofree char *from_staff = g_strdup_printf(
		"%s %s", pen_department(pen, pen->kase->department), handler ? handler->name : "");

	static const struct {
		const char *name;
		EventKind event;
	} abouts[] = {
		{ "about_query", EVENT_QUERY },
		{ "about_supervise", EVENT_SUPERVISE },
		{ "about_take_back", EVENT_TAKE_BACK },
		{ "about_merger", EVENT_LINK },
		{ "about_override", EVENT_APPROVE },
		{ "about_systemic", EVENT_SYSTEMIC },
		{ "about_joint", EVENT_JOINT },
		{ "about_emergency", EVENT_EMERGENCY },
		{ "about_message", EVENT_MESSAGE },
	};
	EventKind event = pen->scene->letter->event;

	for (size_t i = 0; i < G_N_ELEMENTS(abouts); i++)
		pen_yes(pen, abouts[i].name, event == abouts[i].event);
	pen_yes(pen, "about_answer", event == EVENT_LOG || event == EVENT_NOTE || event == EVENT_EVIDENCE);
	put_lines(pen, "numbers",
		event == EVENT_SYSTEMIC || event == EVENT_JOINT ? pen->scene->letter->note : "");
	pen_moment(pen, "query_by", due_of(pen->kase, CLOCK_QUERY));
	pen_text(pen, "alarm", pen->scene->alarm ? pen_phrase(pen, "alarm", pen->scene->alarm) : "");
	put_for_reader(pen, "message", pen->scene->letter->note);
	pen_text(
		pen, "sender_name", to_learner ? g_strstrip(from_staff) : pen_phrase(pen, "role", "learner"));
}

Value *
letter_values(const LetterScene *scene)
{
	const Case *kase = scene->kase;
	bool learner = scene->letter->role == ROLE_LEARNER;
	Pen pen = {
		.scene = scene,
		.kase = kase,
		.policy = scene->settings->policy,
		.letter = letter_name(scene->letter->letter),
		.language = learner && g_strcmp0(kase->language, "en") == 0 ? "en" : "zh-CN",
		.masked = scene->letter->role == ROLE_LEARNER_REP,
		.hidden = kase->confidential && !learner && scene->letter->role != ROLE_INTAKE &&
			  scene->letter->role != ROLE_ADMIN_SUP,
		.values = value_record(),
	};

	put_common(&pen);
	put_person(&pen);
	put_complaint(&pen);
	put_missing(&pen);
	put_triage(&pen);
	put_routing(&pen);
	put_clock(&pen);
	put_plan(&pen);
	put_result(&pen);
	put_moved(&pen);
	put_others(&pen);
	pen_receipt(&pen);
	pen_timeline(&pen);
	put_data(&pen);
	put_relay(&pen);
	return pen.values;
}
