#include "daemon/letter_values.h"

#include "workflow/redact.h"

#include <inttypes.h>

/* The pen of one letter: where values go, and in which language and zone they are said. */
typedef struct {
	const LetterScene *scene;
	const Case *kase;
	const Policy *policy;
	const char *letter;   /* "M01" */
	const char *language; /* of the letter */
	bool masked;          /* the reader is the learner representative (spec §11) */
	bool hidden;          /* 保密: only intake and admin_sup know who it is (spec §4) */
	Value *values;
} Pen;

/* What the letter does not say need not be found out. */
static bool
wanted(const Pen *pen, const char *name)
{
	return letter_asks(pen->scene->letters, pen->letter, name);
}

static void
put(const Pen *pen, const char *name, const char *text)
{
	if (wanted(pen, name))
		value_set_text(pen->values, name, text);
}

static void
put_yes(const Pen *pen, const char *name, bool yes)
{
	if (wanted(pen, name))
		value_set(pen->values, name, value_bool(yes));
}

static void
put_moment(const Pen *pen, const char *name, int64_t at)
{
	g_autofree char *moment = NULL;

	if (!wanted(pen, name))
		return;
	moment = letter_moment(pen->scene->letters, pen->language, at, calendar_zone(pen->policy->calendar));
	put(pen, name, moment);
}

static void
put_day(const Pen *pen, const char *name, int64_t at)
{
	g_autofree char *day = NULL;

	if (!wanted(pen, name))
		return;
	day = letter_day(pen->scene->letters, pen->language, at, calendar_zone(pen->policy->calendar));
	put(pen, name, day);
}

static void
put_number(const Pen *pen, const char *name, int64_t number)
{
	g_autofree char *text = g_strdup_printf("%" PRId64, number);

	put(pen, name, text);
}

static const char *
phrase(const Pen *pen, const char *group, const char *key)
{
	g_autofree char *name = g_strconcat(group, ".", key, NULL);
	const char *words = letter_phrase(pen->scene->letters, pen->language, name);

	return words ? words : key;
}

/* When the newest clock of `kind` ends; 0: there is none. */
static int64_t
due_of(const Case *kase, ClockKind kind)
{
	const Clock *clock = case_clock(kase, kind);

	return clock ? clock->due_at : 0;
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

static const char *
department_label(const Pen *pen, const char *id)
{
	const Department *department = id ? policy_department(pen->policy, id) : NULL;

	return !department ? "" : is_english(pen) ? department->label_en : department->label;
}

static void
put_common(const Pen *pen)
{
	const Person *reader = policy_person(pen->policy, pen->scene->letter->to);

	put(pen, "institution", is_english(pen) ? pen->policy->institution_en : pen->policy->institution);
	put(pen, "case_no", pen->kase->number);
	put(pen, "reply_address", pen->scene->reply_address);
	put(pen, "reader_name", reader && pen->scene->letter->role != ROLE_LEARNER ? reader->name : "");
	put(pen, "state", phrase(pen, "state", state_name(pen->kase->state)));
	put(pen, "category", category_label(pen));
	put(pen, "department", department_label(pen, pen->kase->department));
	put_yes(pen, "urgent", pen->kase->urgent);
	for (Role role = 0; role < ROLE_COUNT; role++) {
		g_autofree char *name = g_strconcat("as_", role_name(role), NULL);

		put_yes(pen, name, role == pen->scene->letter->role);
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
	g_autofree char *seen = wanted(pen, name) ? for_reader(pen, text) : NULL;

	put(pen, name, seen);
}

static void
put_person(const Pen *pen)
{
	const Case *kase = pen->kase;
	bool shown = !pen->masked && !pen->hidden;

	put(pen, "learner_name", shown ? kase->learner_name : "");
	put(pen, "phone", shown ? kase->phone : "");
	put(pen, "learner_address", shown ? kase->learner : "");
	put(pen, "claimed", shown || pen->scene->letter->letter == LETTER_M23D ? kase->claimed : "");
	put(pen, "class_name", shown ? kase->class_name : "");
	put_yes(pen, "authenticated", kase->authenticated);
	put_yes(pen, "confidential", kase->confidential);
	put_yes(pen, "minor", kase->minor);
	put_yes(pen, "masked", pen->masked || pen->hidden);
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
	put(pen, "content", content);
	put_yes(pen, "content_cut", cut);
	put_moment(pen, "received_at", pen->kase->received_at);
	put(pen, "channel", pen->kase->channel);
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
		value_set_text(item, "label", phrase(pen, "item", wanted[i].phrase));
		value_add(items, item);
	}
	value_set(pen->values, "items", items);
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
	put(pen, "score", score);
	put(pen, "words", kase->words);
	put_yes(pen, "sure", due_of(kase, CLOCK_CONTACT) != 0);
	put_moment(pen, "promise_by",
		due_of(kase, CLOCK_CONTACT) ? due_of(kase, CLOCK_CONTACT) : due_of(kase, CLOCK_TRIAGE));
	put_yes(pen, "why_unsure", why == TRIAGE_UNSURE);
	put_yes(pen, "why_no_complaint", why == TRIAGE_NO_COMPLAINT);
	put_yes(pen, "why_duplicate", why == TRIAGE_DUPLICATE);
	put_yes(pen, "why_unreadable", why == TRIAGE_UNREADABLE);
	put_yes(pen, "why_returned", why == TRIAGE_RETURNED);
	put_moment(pen, "triage_by", due_of(kase, CLOCK_TRIAGE));
}

static void
put_routing(const Pen *pen)
{
	const Case *kase = pen->kase;
	const Person *handler = policy_person(pen->policy, kase->handler);

	put_moment(pen, "contact_by", due_of(kase, CLOCK_CONTACT));
	put_yes(pen, "contacted", kase->contacted_at != 0);
	put_moment(pen, "plan_by", due_of(kase, CLOCK_PLAN));
	put(pen, "handler_name", handler ? handler->name : "");
	put_yes(pen, "transferred", kase->transfers > 0);
	put_for_reader(pen, "reason", pen->scene->letter->note);
	put_for_reader(pen, "question", pen->scene->letter->note);
}

/* The clock that a letter is about; where it is about none, the one that runs out first. */
static const Clock *
told_clock(const Pen *pen)
{
	const Case *kase = pen->kase;
	const Clock *next = NULL;
	int about = pen->scene->letter->clock;

	if (about >= 0 && about < (int)kase->clocks->len)
		return kase->clocks->pdata[about];

	for (guint i = 0; i < kase->clocks->len; i++) {
		const Clock *clock = kase->clocks->pdata[i];

		if (clock_is_running(clock) && clock->due_at && (!next || clock->due_at < next->due_at))
			next = clock;
	}
	return next;
}

static void
put_clock(const Pen *pen)
{
	static const ClockKind told[] = { CLOCK_TRIAGE, CLOCK_CONTACT, CLOCK_PLAN, CLOCK_REVIEW, CLOCK_EXEC,
		CLOCK_FEEDBACK };
	const Clock *clock = told_clock(pen);
	g_autofree char *late = NULL;

	put(pen, "clock", clock ? phrase(pen, "clock", clock_name(clock->kind)) : "");
	put_moment(pen, "due_by", clock ? clock->due_at : 0);
	put_yes(pen, "provisional", clock && clock->provisional);
	for (size_t i = 0; i < G_N_ELEMENTS(told); i++) {
		g_autofree char *lower = g_ascii_strdown(clock_name(told[i]), -1);
		g_autofree char *name = g_strconcat("clock_", lower, NULL);

		put_yes(pen, name, clock && (ClockKind)clock->kind == told[i]);
	}
	if (clock && clock->due_at < pen->scene->now)
		late = g_strdup_printf("%d个工作日",
			calendar_workdays_between(pen->policy->calendar, clock->due_at, pen->scene->now));
	put(pen, "late", late);
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

static void
put_plan(const Pen *pen)
{
	const Plan *plan = case_plan(pen->kase);
	g_autofree char *cost = plan && plan->cost >= 0 ? g_strdup_printf("%" PRId64 "元", plan->cost) : NULL;

	put_number(pen, "plan_no", pen->kase->plans->len);
	put_number(pen, "round", pen->kase->round);
	put_yes(pen, "later_round", pen->kase->round > 1);
	value_set(pen->values, "measures", measure_records(pen, plan));
	put(pen, "responsible", plan ? plan->responsible : "");
	put_day(pen, "complete_by", plan ? plan->due_at : 0);
	put(pen, "cost", cost);
	put_for_reader(pen, "answer", plan ? plan->answer : "");
	put_yes(pen, "stage_plan", pen->kase->handled_at == 0);
	put_yes(pen, "stage_result", pen->kase->handled_at != 0);
	put_moment(pen, "review_by", due_of(pen->kase, CLOCK_REVIEW));
	put(pen, "objector", "");
}

static void
put_result(const Pen *pen)
{
	const Case *kase = pen->kase;
	bool confirming = kase->state == STATE_CONFIRMING;
	g_autofree char *level = g_strdup_printf("%d", kase->satisfaction);
	Value *days = value_list();

	put_for_reader(pen, "result", kase->result);
	put_moment(pen, "handled_at", kase->handled_at);
	put_moment(pen, "feedback_by", due_of(kase, CLOCK_FEEDBACK));
	put_moment(pen, "reply_by", due_of(kase, confirming ? CLOCK_CONFIRM : CLOCK_REPLY));
	put_yes(pen, "for_plan", kase->state == STATE_NEGOTIATING);
	put_yes(pen, "for_result", confirming);
	put_yes(pen, "given_up", pen->scene->letter->role == ROLE_INTAKE);
	put(pen, "satisfaction", phrase(pen, "satisfaction", level));
	put_yes(pen, "silent", kase->satisfaction == SATISFACTION_SILENT);
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

/* A date that moved, two cases that met: the words come with the letter's note. */
static void
put_moved(const Pen *pen)
{
	put_moment(pen, "old_by", pen->scene->letter->old_at);
	put_day(pen, "new_by", due_of(pen->kase, CLOCK_EXEC));
	put(pen, "other_case_no", pen->scene->letter->note);
	put_yes(pen, "merged", pen->kase->state == STATE_MERGED);
	put_yes(pen, "split", false);
	put_yes(pen, "withdrawn", pen->kase->state == STATE_WITHDRAWN);
}

static const char *
letter_purpose(LetterKind kind)
{
	const LetterRow *row = letter_row(letter_name(kind));

	return row ? row->purpose : letter_name(kind);
}

static const char *
whom(const Pen *pen, const Letter *letter)
{
	const Person *person = letter->role != ROLE_LEARNER ? policy_person(pen->policy, letter->to) : NULL;

	return person ? person->name : role_label(letter->role);
}

static void
put_receipt(const Pen *pen)
{
	const Receipt *receipt = pen->scene->receipt;
	Value *lines = value_list();
	Value *sent = value_list();
	GString *corrected = g_string_new(NULL);
	bool mendable = receipt != NULL && !receipt->all_ok;

	for (guint i = 0; receipt && i < receipt->lines->len; i++) {
		const ReceiptLine *line = receipt->lines->pdata[i];
		g_autofree char *number = g_strdup_printf("%d", line->line);
		Value *record = value_record();

		value_set_text(record, "n", number);
		value_set_text(record, "command", line->command);
		value_set(record, "ok", value_bool(line->refusal == REFUSAL_NONE));
		value_set_text(record, "reason",
			line->refusal != REFUSAL_NONE ? phrase(pen, "refusal", refusal_name(line->refusal))
						      : "");
		value_set_text(record, "suggestions", line->suggestions);
		value_add(lines, record);
		mendable = mendable && *line->corrected;
		g_string_append_printf(corrected, "%s%s", i ? "\n" : "", line->corrected);
	}
	for (guint i = 0; receipt && i < receipt->sent->len; i++) {
		const Letter *letter = receipt->sent->pdata[i];
		Value *record = value_record();

		value_set_text(record, "purpose", letter_purpose(letter->letter));
		value_set_text(record, "whom", whom(pen, letter));
		value_add(sent, record);
	}
	value_set(pen->values, "lines", lines);
	value_set(pen->values, "sent", sent);
	put_yes(pen, "all_ok", receipt && receipt->all_ok);
	put(pen, "corrected", mendable ? corrected->str : "");
	put(pen, "code", receipt && receipt->code ? receipt->code : "");
	put_moment(pen, "code_by", receipt ? receipt->code_until : 0);
	g_string_free(corrected, TRUE);
}

static void
put_verbs(const Pen *pen)
{
	Value *verbs = value_list();
	bool asked = pen->scene->receipt && receipt_asks(pen->scene->receipt, VERB_HELP);

	for (Verb verb = VERB_UNKNOWN + 1; asked && verb < VERB_COUNT; verb++) {
		Value *record = value_record();

		value_set_text(record, "word", command_verbs[verb].canonical);
		value_set_text(record, "arguments", command_verbs[verb].arguments);
		value_set_text(record, "meaning", command_verbs[verb].meaning);
		value_add(verbs, record);
	}
	value_set(pen->values, "verbs", verbs);
}

/* The answer to #查询 and #期限: each obligation, from when to when, and what became of it. */
static void
put_details(const Pen *pen)
{
	const Receipt *receipt = pen->scene->receipt;
	Value *details = value_list();
	bool asked = receipt && (receipt_asks(receipt, VERB_STATUS) || receipt_asks(receipt, VERB_WHY));
	GTimeZone *zone = calendar_zone(pen->policy->calendar);

	for (guint i = 0; asked && i < pen->kase->clocks->len; i++) {
		const Clock *clock = pen->kase->clocks->pdata[i];
		g_autofree char *from =
			letter_moment(pen->scene->letters, pen->language, clock->started_at, zone);
		g_autofree char *due = letter_moment(pen->scene->letters, pen->language, clock->due_at, zone);
		g_autofree char *met = letter_moment(pen->scene->letters, pen->language, clock->met_at, zone);
		g_autofree char *line =
			g_strdup_printf("%s  %s → %s%s%s", phrase(pen, "clock", clock_name(clock->kind)),
				from, due, clock->met_at ? "  ✓ " : "", met);

		value_add(details, value_text(line));
	}
	value_set(pen->values, "details", details);
}

/* The case's story for the learner: its milestones, which stand in the case itself. */
static void
put_timeline(const Pen *pen)
{
	const Case *kase = pen->kase;
	const struct {
		int64_t at;
		const char *step;
	} milestones[] = {
		{ kase->received_at, "T01" },
		{ kase->accepted_at, "T02" },
		{ kase->assigned_at, "T07" },
		{ kase->contacted_at, "T09" },
		{ kase->handled_at, "T17" },
		{ kase->closed_at, "T25" },
	};
	Value *timeline = NULL;

	if (!wanted(pen, "timeline"))
		return;
	timeline = value_list();
	for (size_t i = 0; i < G_N_ELEMENTS(milestones); i++) {
		g_autofree char *at = NULL;
		Value *record = NULL;

		if (!milestones[i].at)
			continue;
		record = value_record();
		at = letter_moment(pen->scene->letters, pen->language, milestones[i].at,
			calendar_zone(pen->policy->calendar));
		value_set_text(record, "at", at);
		value_set_text(record, "what", phrase(pen, "step", milestones[i].step));
		value_add(timeline, record);
	}
	value_set(pen->values, "timeline", timeline);
	put(pen, "waiting_for",
		kase->state == STATE_NEGOTIATING || kase->state == STATE_CONFIRMING
			? phrase(pen, "role", "you")
			: department_label(pen, kase->department));
}

static void
put_relay(const Pen *pen)
{
	const Person *handler = policy_person(pen->policy, pen->kase->handler);
	bool to_learner = pen->scene->letter->role == ROLE_LEARNER;
	g_autofree char *from_staff = g_strdup_printf(
		"%s %s", department_label(pen, pen->kase->department), handler ? handler->name : "");

	put_for_reader(pen, "message", pen->scene->letter->note);
	put(pen, "alarm", pen->scene->alarm ? phrase(pen, "alarm", pen->scene->alarm) : "");
	put(pen, "sender_name", to_learner ? g_strstrip(from_staff) : phrase(pen, "role", "learner"));
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
	put_receipt(&pen);
	put_verbs(&pen);
	put_details(&pen);
	put_timeline(&pen);
	put_relay(&pen);
	return pen.values;
}
