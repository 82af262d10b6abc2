#include "workflow/step/rules.h"

#include <string.h>

enum {
	CONTENT_MAX = 100000, /* bytes of a complaint's words in the case; the raw mail keeps all */
	FIELD_MAX = 2000,     /* of any other registered field */
};

static bool
has(const char *text)
{
	return text && *text;
}

/* At most `most` bytes, never half a character. */
static void
set_bounded(Step *step, const char *key, const char *value, size_t most)
{
	g_autofree char *cut = NULL;
	size_t length = value ? strnlen(value, most + 1) : 0;

	if (length > most) {
		const char *end = g_utf8_find_prev_char(value, value + most + 1);

		cut = g_strndup(value, end ? (gsize)(end - value) : most);
		value = cut;
	}
	step_set(step, key, value);
}

/* ---- registration ---- */

void
effect_register(Step *step)
{
	const ComplaintFacts *facts = step->event->complaint;
	g_autofree char *learner = facts->learner ? g_ascii_strdown(facts->learner, -1) : NULL;
	const Category *category = policy_category(step->policy, facts->category);

	step_set(step, "number", facts->number);
	set_bounded(step, "learner", learner, FIELD_MAX);
	set_bounded(step, "claimed", facts->claimed, FIELD_MAX);
	set_bounded(step, "learner_name", facts->learner_name, FIELD_MAX);
	set_bounded(step, "phone", facts->phone, FIELD_MAX);
	set_bounded(step, "class_name", facts->class_name, FIELD_MAX);
	set_bounded(step, "site", facts->site, FIELD_MAX);
	step_set(step, "language", has(facts->language) ? facts->language : "zh");
	set_bounded(step, "subject", facts->subject, FIELD_MAX);
	set_bounded(step, "base_subject", facts->base_subject, FIELD_MAX);
	set_bounded(step, "content", facts->content, CONTENT_MAX);
	set_bounded(step, "demand", facts->demand, CONTENT_MAX);
	set_bounded(step, "persons", facts->persons, FIELD_MAX);
	set_bounded(step, "channel", facts->channel, FIELD_MAX);
	set_bounded(step, "attachments", facts->attachments, CONTENT_MAX);
	step_set_integer(step, "likeness", facts->likeness);
	set_bounded(step, "linked", facts->linked, FIELD_MAX);
	set_bounded(step, "message_id", facts->message_id, FIELD_MAX);
	step_set_flag(step, "authenticated", facts->authenticated);
	step_set_flag(step, "minor", facts->minor);
	step_set_flag(step, "confidential", facts->confidential);
	step_set_integer(step, "received_at", step->now);
	step_set(step, "category", category ? category->id : NULL);
	set_bounded(step, "secondary", facts->secondary, FIELD_MAX);
	if (category) {
		char score[G_ASCII_DTOSTR_BUF_SIZE];

		step_set(step, "category_by", "auto");
		step_set(step, "score", g_ascii_formatd(score, sizeof score, "%.17g", facts->score));
	}
	set_bounded(step, "words", facts->words, FIELD_MAX);
	step_set_flag(step, "urgent", facts->urgent);
	/* A complaint without an address gets no letter, so nobody waits for one. */
	if (has(learner))
		deadline_start(step, CLOCK_ACK, 0);
}

/* From here on the learner is told as any other: first that the complaint has arrived. */
void
effect_vouched(Step *step)
{
	g_autofree char *learner = g_strdup(step->kase->claimed);

	step_set(step, "learner", learner);
	step_set(step, "claimed", "");
	deadline_start(step, CLOCK_ACK, 0);
}

static void
accept(Step *step)
{
	if (!step->kase->accepted_at)
		step_set_integer(step, "accepted_at", step->now);
	step_set(step, "triage", "");
	deadline_meet(step, CLOCK_TRIAGE, step->now);
	deadline_start(step, CLOCK_ASSIGN, 0);
	if (!case_clock(step->kase, CLOCK_TOTAL))
		deadline_start(step, CLOCK_TOTAL, 0);
}

void
effect_accept_sure(Step *step)
{
	accept(step);
}

void
effect_accept(Step *step)
{
	const Category *category = policy_category(step->policy, step->event->category);

	step_set(step, "category", category->id);
	step_set(step, "category_by", step->event->actor);
	if (step->event->yes)
		step_set_flag(step, "urgent", true);
	accept(step);
}

static const char *
triage_word(TriageReason reason)
{
	for (const FieldRow *field = case_record.fields; field->key; field++) {
		if (strcmp(field->key, "triage") == 0)
			return field->names[reason];
	}
	g_assert_not_reached();
}

void
effect_triage(Step *step)
{
	step_set(step, "triage", triage_word(step_doubt(step)));
	deadline_start(step, CLOCK_TRIAGE, 0);
}

void
effect_end(Step *step)
{
	if (has(step->event->text))
		step_add_entry(step, ENTRY_NOTE, step->now, "", step->event->text);
	step_set_integer(step, "closed_at", step->now);
	deadline_stop_all(step);
}

void
effect_merge(Step *step)
{
	step_set(step, "merged_into", step->event->number);
	effect_end(step);
}

/* What the case was before is in the log, but its clocks have gone on without it: intake looks anew. */
void
effect_split(Step *step)
{
	const Plan *plan = case_plan(step->kase);

	/* Nobody answers an offer of a case that did not exist for a while. */
	if (plan && plan->status == PLAN_OFFERED)
		step_set_in(step, "plan", step->kase->plans->len - 1, "status", "reviewed");
	step_add_line(step, "linked", step->kase->linked, step->kase->merged_into);
	step_set(step, "merged_into", "");
	step_set_integer(step, "closed_at", 0);
	step_set(step, "handler", "");
	step_set(step, "triage", triage_word(TRIAGE_UNSURE));
	deadline_start(step, CLOCK_TRIAGE, 0);
}

void
effect_link(Step *step)
{
	step_add_line(step, "linked", step->kase->linked, step->event->number);
}

/* ---- who has it ---- */

static void
assign(Step *step, const char *department, const Person *handler)
{
	step_set(step, "department", department);
	step_set(step, "handler", handler->address);
	step_set_integer(step, "assigned_at", step->now);
	step_set_integer(step, "taken_at", 0);
	deadline_meet(step, CLOCK_ASSIGN, step->now);
}

/* A returned case keeps the clocks that have been running since its first assignment. */
static void
start_work(Step *step)
{
	const Clock *contact = case_clock(step->kase, CLOCK_CONTACT);
	const Clock *plan = case_clock(step->kase, CLOCK_PLAN);

	if (!step->kase->contacted_at && !(contact && clock_is_running(contact)))
		deadline_start(step, CLOCK_CONTACT, 0);
	if (!(plan && clock_is_running(plan)))
		deadline_start(step, CLOCK_PLAN, 0);
}

void
effect_route(Step *step)
{
	Route route = routing_by_category(step->kase, step->policy, step->now);

	assign(step, route.department, route.handler);
	start_work(step);
}

/* The guard has seen that it leads to somebody. */
static Route
destination(const Step *step)
{
	const Person *person = policy_person(step->policy, step->event->person);
	const Department *row = policy_department(step->policy, step->event->department);
	Route route;

	if (!person)
		return routing_by_department(step->kase, step->policy, step->event->department, step->now);
	route.handler = policy_present(step->policy, person, step->now);
	if (row)
		route.department = row->id;
	else
		route.department = person->department ? person->department : "";
	return route;
}

void
effect_dispatch(Step *step)
{
	Route route = destination(step);

	assign(step, route.department, route.handler);
	start_work(step);
}

void
effect_take(Step *step)
{
	step_set_integer(step, "taken_at", step->now);
}

void
effect_return(Step *step)
{
	step_set_integer(step, "returns", step->kase->returns + 1);
	step_add_entry(step, ENTRY_NOTE, step->now, "退单", step->event->text);
	step_set(step, "handler", "");
	step_set(step, "triage", triage_word(TRIAGE_RETURNED));
	deadline_start(step, CLOCK_TRIAGE, 0);
}

void
effect_transfer(Step *step)
{
	Route route = destination(step);
	const Clock *contact = case_clock(step->kase, CLOCK_CONTACT);
	int64_t old = contact ? contact->due_at : 0;

	step_set_integer(step, "transfers", step->kase->transfers + 1);
	step_add_entry(step, ENTRY_NOTE, step->now, "转派", step->event->text);
	assign(step, route.department, route.handler);
	if (step->kase->contacted_at)
		return;
	deadline_start(step, CLOCK_CONTACT, 0);
	/* The first transfer is told to the learner by M04, which names the new time. */
	if (step->kase->transfers > 1 && case_clock(step->kase, CLOCK_CONTACT)->due_at != old)
		step_tell_moved(step, step->kase->clocks->len - 1, old);
}

void
effect_recuse(Step *step)
{
	const Person *person = policy_person(step->policy, step->event->person);
	bool handles = routing_handles(step->kase, step->policy, person->address, step->now);
	Route route;

	step_add_line(step, "persons", step->kase->persons, person->address);
	if (!handles)
		return;
	route = routing_by_category(step->kase, step->policy, step->now);
	if (!route.handler)
		route.handler =
			routing_by_department(step->kase, step->policy, step->kase->department, step->now)
				.handler;
	step_set(step, "handler", route.handler ? route.handler->address : "");
	step_set_integer(step, "taken_at", 0);
	step_send(step, LETTER_M04, TO_OWNER | TO_HEAD, -1, 0);
}
