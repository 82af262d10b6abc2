#include "workflow/rules.h"

#include <string.h>

enum {
	CONTENT_MAX = 100000, /* bytes of a complaint's words in the case; the raw mail keeps all */
	FIELD_MAX = 2000,     /* of any other registered field */
	CLOSING_WORKDAYS = 3, /* for cause and improvement after the last check */
	REWORK_WORKDAYS = 3,  /* for what the supervisors sent back */
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
	set_bounded(step, "learner_name", facts->learner_name, FIELD_MAX);
	set_bounded(step, "phone", facts->phone, FIELD_MAX);
	set_bounded(step, "class_name", facts->class_name, FIELD_MAX);
	step_set(step, "language", has(facts->language) ? facts->language : "zh");
	set_bounded(step, "subject", facts->subject, FIELD_MAX);
	set_bounded(step, "content", facts->content, CONTENT_MAX);
	set_bounded(step, "demand", facts->demand, CONTENT_MAX);
	set_bounded(step, "persons", facts->persons, FIELD_MAX);
	set_bounded(step, "channel", facts->channel, FIELD_MAX);
	set_bounded(step, "attachments", facts->attachments, CONTENT_MAX);
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
	step_set(step, "handler", "");
	step_set(step, "triage", triage_word(TRIAGE_RETURNED));
	deadline_start(step, CLOCK_TRIAGE, 0);
}

void
effect_transfer(Step *step)
{
	Route route = destination(step);

	step_set_integer(step, "transfers", step->kase->transfers + 1);
	assign(step, route.department, route.handler);
	if (!step->kase->contacted_at)
		deadline_start(step, CLOCK_CONTACT, 0);
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

/* ---- investigation ---- */

static void
contact(Step *step)
{
	int64_t at = step_when(step);

	step_add_entry(step, ENTRY_CONTACT, at, step->event->means, step->event->text);
	if (!step->kase->contacted_at)
		step_set_integer(step, "contacted_at", at);
	if (!step->kase->taken_at)
		step_set_integer(step, "taken_at", step->now);
	deadline_meet(step, CLOCK_CONTACT, at);
}

/* All three know: intake, supervision, learner [S]. */
static void
meet_feedback(Step *step)
{
	const Case *kase = step->kase;

	if (!kase->told_intake_at || !kase->told_supervision_at || !kase->told_learner_at)
		return;
	deadline_meet(step, CLOCK_FEEDBACK,
		MAX(MAX(kase->told_intake_at, kase->told_supervision_at), kase->told_learner_at));
}

static void
learner_told(Step *step, int64_t at)
{
	const Clock *confirm = case_clock(step->kase, CLOCK_CONFIRM);

	if (!step->kase->told_learner_at)
		step_set_integer(step, "told_learner_at", at);
	if (step->kase->state == STATE_CONFIRMING && step->kase->satisfaction == SATISFACTION_UNCLEAR &&
		!(confirm && clock_is_running(confirm)))
		deadline_start(step, CLOCK_CONFIRM, 0);
	meet_feedback(step);
}

/* A learner whom no mail reaches has been told when somebody spoke to him about the result. */
void
effect_contact(Step *step)
{
	contact(step);
	if (step->kase->state == STATE_CONFIRMING && step->kase->contact_lost && !step->kase->told_learner_at)
		learner_told(step, step_when(step));
}

void
effect_evidence(Step *step)
{
	step_add_entry(step, ENTRY_EVIDENCE, step_when(step), step->event->means, step->event->text);
}

void
effect_log(Step *step)
{
	step_add_entry(step, ENTRY_LOG, step_when(step), step->event->means, step->event->text);
}

void
effect_note(Step *step)
{
	step_add_entry(step, ENTRY_NOTE, step_when(step), step->event->means, step->event->text);
}

/* ---- plans ---- */

static guint
newest_plan(const Step *step)
{
	return step->kase->plans->len - 1;
}

void
effect_plan(Step *step)
{
	const Event *event = step->event;
	guint index = step->kase->plans->len;

	step_set_in(step, "plan", index, "status", "reviewed");
	step_set_in(step, "plan", index, "measures", event->measures);
	step_set_in(step, "plan", index, "responsible", event->responsible);
	step_set_integer_in(step, "plan", index, "due_at", event->day);
	step_set_integer_in(step, "plan", index, "cost", MAX(event->cost, -1));
	if (routing_reviewers(step->kase, step->policy, step->now))
		deadline_start(step, CLOCK_REVIEW, 0);
}

static const char *
vote_word(EventKind kind)
{
	return kind == EVENT_REJECT ? "驳回" : kind == EVENT_ABSTAIN ? "弃权" : "同意";
}

/* One line for each role in which the voter is asked; his first one when he is not. */
void
effect_vote(Step *step)
{
	bool of_result = step->kase->state == STATE_HANDLED || step->kase->state == STATE_CONFIRMING;
	unsigned asked = routing_reviewers(step->kase, step->policy, step->now) & step->acting;
	const Plan *plan = case_plan(step->kase);
	g_autoptr(GString) votes = g_string_new(of_result ? step->kase->result_votes
						: plan    ? plan->votes
							  : "");
	const char *mark = step->event->kind == EVENT_CONCLUDE ? " 终止" : "";

	for (int role = 0; role < ROLE_COUNT; role++) {
		if (!((asked ? asked : step->acting) & ROLE_BIT(role)))
			continue;
		g_string_append_printf(votes, "%s%s %s %s %" G_GINT64_FORMAT "%s", votes->len ? "\n" : "",
			role_name((Role)role), step->event->actor, vote_word(step->event->kind),
			(gint64)step->now, mark);
		if (!asked)
			break;
	}
	if (of_result)
		step_set(step, "result_votes", votes->str);
	else if (plan)
		step_set_in(step, "plan", newest_plan(step), "votes", votes->str);
}

void
effect_offer(Step *step)
{
	step_set_in(step, "plan", newest_plan(step), "status", "offered");
	deadline_meet(step, CLOCK_REVIEW, step->now);
	deadline_meet(step, CLOCK_PLAN, step->now);
	step_set_integer(step, "round", step->kase->round + 1);
	deadline_start(step, CLOCK_REPLY, 0);
}

/* PLAN has been running since the assignment and goes on: no plan has been offered yet. */
void
effect_reject(Step *step)
{
	const Clock *plan = case_clock(step->kase, CLOCK_PLAN);

	effect_vote(step);
	step_set_in(step, "plan", newest_plan(step), "status", "rejected");
	deadline_meet(step, CLOCK_REVIEW, step->now);
	if (!(plan && clock_is_running(plan)))
		deadline_start(step, CLOCK_PLAN, 0);
}

/* A completion time that passed while the learner thought about it cannot be kept any more: one working day
 * is left then, and the handler asks for more with 延期, which tells everybody. */
static void
start_execution(Step *step)
{
	int64_t due = case_plan(step->kase)->due_at;

	if (due <= step->now)
		due = calendar_due_workdays(step->policy->calendar, step->now, 1, NULL);
	deadline_start(step, CLOCK_EXEC, due);
}

void
effect_agree(Step *step)
{
	step_set_in(step, "plan", newest_plan(step), "status", "agreed");
	step_set_in(step, "plan", newest_plan(step), "answer", step->event->text);
	deadline_meet(step, CLOCK_REPLY, step_when(step));
	start_execution(step);
}

void
effect_agreed(Step *step)
{
	step_add_entry(step, ENTRY_CONTACT, step_when(step), step->event->means, step->event->text);
	effect_agree(step);
}

void
effect_refuse(Step *step)
{
	step_set_in(step, "plan", newest_plan(step), "status", "refused");
	step_set_in(step, "plan", newest_plan(step), "answer", step->event->text);
	deadline_meet(step, CLOCK_REPLY, step_when(step));
	deadline_start(step, CLOCK_PLAN, 0);
}

/* ---- execution and result ---- */

void
effect_done(Step *step)
{
	int64_t bit = (int64_t)1 << (step->event->index - 1);

	step_set_integer_in(step, "plan", newest_plan(step), "done", case_plan(step->kase)->done | bit);
}

void
effect_resolve(Step *step)
{
	const Plan *plan = case_plan(step->kase);

	if (plan && !plan->done)
		step_set_integer_in(step, "plan", newest_plan(step), "done", 1);
	step_set(step, "result", step->event->text);
	step_set_integer(step, "handled_at", step->now);
	step_set(step, "result_votes", "");
	step_set(step, "satisfaction", "");
	step_set(step, "satisfaction_words", "");
	step_set_integer(step, "told_intake_at", 0);
	step_set_integer(step, "told_supervision_at", 0);
	step_set_integer(step, "told_learner_at", 0);
	deadline_meet(step, CLOCK_EXEC, step->now);
	deadline_meet(step, CLOCK_TOTAL, step->now);
	deadline_start(step, CLOCK_FEEDBACK, 0);
	deadline_start(step, CLOCK_REVIEW, 0);
}

/* The old row stays in the list, stopped: the old date is kept. */
void
effect_extend(Step *step)
{
	const Clock *exec = case_clock(step->kase, CLOCK_EXEC);
	int64_t old = exec ? exec->due_at : 0;

	step_set_integer(step, "extensions", step->kase->extensions + 1);
	deadline_start(step, CLOCK_EXEC, step->event->day);
	step_send(step, LETTER_M19, TO_LEARNER | TO_INTAKE, (int)step->kase->clocks->len - 1, old);
}

void
effect_report(Step *step)
{
	if (step->policy->feedback_before)
		deadline_meet(step, CLOCK_REVIEW, step->now);
	/* Without an address nobody can be written to; the wait for a word ends by the clock all the same. */
	if (!has(step->kase->learner))
		learner_told(step, step->now);
}

void
effect_review_silent(Step *step)
{
	deadline_stop(step, CLOCK_REVIEW);
}

static void
leave_confirming(Step *step)
{
	deadline_meet(step, CLOCK_CONFIRM, step_when(step));
	deadline_stop(step, CLOCK_CONFIRM);
	deadline_stop(step, CLOCK_REVIEW);
}

/* Rework: by default the agreed plan is to be carried out as it was agreed. */
void
effect_rework(Step *step)
{
	effect_vote(step);
	deadline_stop(step, CLOCK_CONFIRM);
	deadline_stop(step, CLOCK_REVIEW);
	deadline_stop(step, CLOCK_FEEDBACK);
	deadline_start(step, CLOCK_TOTAL, 0);
	if (step->kase->state == STATE_EXECUTING) {
		int64_t due = calendar_due_workdays(step->policy->calendar, step->now, REWORK_WORKDAYS, NULL);
		const Plan *plan = case_plan(step->kase);

		deadline_start(step, CLOCK_EXEC, plan ? MAX(plan->due_at, due) : due);
	} else {
		deadline_start(step, CLOCK_PLAN, 0);
	}
}

/* ---- satisfaction, tracking, end ---- */

static void
start_tracking(Step *step)
{
	step_set_integer(step, "checks_done", 0);
	step_set_integer(step, "checks_ineffective", 0);
	for (size_t i = 0; i < G_N_ELEMENTS(step->policy->track_days); i++)
		deadline_start(step, CLOCK_TRACK,
			calendar_due_days(step->policy->calendar, step->now, step->policy->track_days[i]));
}

void
effect_satisfied(Step *step)
{
	step_set(step, "satisfaction",
		step->event->satisfaction == SATISFACTION_MOSTLY ? "mostly" : "satisfied");
	step_set(step, "satisfaction_words", step->event->text);
	leave_confirming(step);
	start_tracking(step);
}

/* 未评价, never "satisfied" (spec T21). */
void
effect_silent(Step *step)
{
	step_set(step, "satisfaction", "silent");
	deadline_stop(step, CLOCK_CONFIRM);
	deadline_stop(step, CLOCK_REVIEW);
	start_tracking(step);
}

static void
begin_again(Step *step)
{
	static const ClockKind over[] = { CLOCK_FEEDBACK, CLOCK_TRACK, CLOCK_REVIEW };

	for (size_t i = 0; i < G_N_ELEMENTS(over); i++)
		deadline_stop(step, over[i]);
	deadline_start(step, CLOCK_TOTAL, 0);
	deadline_start(step, CLOCK_PLAN, 0);
}

/* "One level up": the case stays with who knows it, but the head, who reads along, and the supervisors,
 * who now watch it, are told. */
void
effect_dissatisfied(Step *step)
{
	step_set(step, "satisfaction", "not");
	step_set(step, "satisfaction_words", step->event->text);
	step_set_flag(step, "supervised", true);
	leave_confirming(step);
	begin_again(step);
}

/* After the last round the supervisors decide: conclude (T23) or send it back (T20). */
void
effect_last_round(Step *step)
{
	step_set(step, "satisfaction", "not");
	step_set(step, "satisfaction_words", step->event->text);
	step_set_flag(step, "supervised", true);
	leave_confirming(step);
	deadline_start(step, CLOCK_REVIEW, 0);
}

void
effect_propose_conclusion(Step *step)
{
	step_set(step, "result_votes", "");
	effect_vote(step);
	step_add_entry(step, ENTRY_NOTE, step->now, "", step->event->text);
	deadline_start(step, CLOCK_REVIEW, 0);
}

void
effect_conclude(Step *step)
{
	step_set_integer(step, "closed_at", step->now);
	deadline_stop_all(step);
}

void
effect_check(Step *step)
{
	bool back = step->event->kind == EVENT_TRACK_ANSWER ? step->event->answer == ANSWER_REFUSE
							    : when_ineffective(step);

	step_add_entry(step, ENTRY_TRACKING, step_when(step), back ? "无效" : "有效", step->event->text);
	step_set_integer(step, "checks_done", step->kase->checks_done + 1);
	for (guint i = 0; i < step->kase->clocks->len; i++) {
		const Clock *clock = g_ptr_array_index(step->kase->clocks, i);

		if (clock->kind != CLOCK_TRACK || !clock_is_running(clock))
			continue;
		step_set_integer_in(step, "clock", i, "met_at", step_when(step));
		step_set_integer_in(step, "clock", i, "wake_at", 0);
		break;
	}
	/* The last check is in, but the case must not lie there without cause and improvement. */
	if (step->kase->checks_done >= (int64_t)G_N_ELEMENTS(step->policy->track_days) &&
		!when_finished(step))
		deadline_start(step, CLOCK_TRACK,
			calendar_due_workdays(step->policy->calendar, step->now, CLOSING_WORKDAYS, NULL));
}

void
effect_reopen(Step *step)
{
	if (step->event->kind == EVENT_TRACK || step->event->kind == EVENT_TRACK_ANSWER) {
		step_add_entry(step, ENTRY_TRACKING, step_when(step), "无效", step->event->text);
		step_set_integer(step, "checks_ineffective", step->kase->checks_ineffective + 1);
	} else {
		step_add_entry(step, ENTRY_NOTE, step_when(step), "", step->event->text);
	}
	step_set_integer(step, "reopened", step->kase->reopened + 1);
	step_set_integer(step, "closed_at", 0);
	begin_again(step);
}

void
effect_close(Step *step)
{
	step_set_integer(step, "closed_at", step->now);
	deadline_stop_all(step);
}

void
effect_cause(Step *step)
{
	step_add_line(step, "cause", step->kase->cause, step->event->text);
}

void
effect_improve(Step *step)
{
	step_add_line(step, "improvement", step->kase->improvement, step->event->text);
}

/* ---- at any time ---- */

void
effect_class(Step *step)
{
	step_set(step, "category", policy_category(step->policy, step->event->category)->id);
	step_set(step, "category_by", step->event->actor);
}

void
effect_urgent(Step *step)
{
	if (step->kase->urgent == step->event->yes)
		return;
	step_set_flag(step, "urgent", step->event->yes);
	deadline_urgency_changed(step);
}

void
effect_supervise(Step *step)
{
	step_set_flag(step, "supervised", true);
	if (has(step->event->text))
		step_add_entry(step, ENTRY_NOTE, step->now, "督办", step->event->text);
}

void
effect_ask(Step *step)
{
	step_set_flag(step, "waiting_info", true);
	step_add_entry(step, ENTRY_LOG, step->now, "补充", step->event->text);
	deadline_pause(step);
}

/* Whoever writes can be reached, and what he writes may be what was asked for. */
void
effect_message(Step *step)
{
	step_set_flag(step, "contact_lost", false);
	if (!step->kase->waiting_info)
		return;
	step_set_flag(step, "waiting_info", false);
	deadline_resume(step);
}

void
effect_handed_over(Step *step)
{
	int64_t at = step_when(step);

	switch ((int)step->event->letter) {
	case LETTER_M01:
		if (step->event->letter_to == ROLE_LEARNER)
			deadline_meet(step, CLOCK_ACK, at);
		break;
	case LETTER_M12:
		if (!step->kase->told_intake_at && step->kase->handled_at)
			step_set_integer(step, "told_intake_at", at);
		meet_feedback(step);
		break;
	case LETTER_M13:
		if (!step->kase->told_supervision_at && step->kase->handled_at)
			step_set_integer(step, "told_supervision_at", at);
		meet_feedback(step);
		break;
	case LETTER_M14:
		if (step->kase->handled_at)
			learner_told(step, at);
		break;
	}
}

static void
count_reader(Role role, const char *address, gpointer data)
{
	(void)role;
	(void)address;
	++*(int *)data;
}

/* Of several readers another one may have got it, and one is enough. */
static bool
is_only_reader(const Step *step, unsigned audience)
{
	int readers = 0;

	routing_each_reader(step->kase, step->policy, audience, step->now, count_reader, &readers);
	return readers <= 1;
}

static void
untell(Step *step, const char *key)
{
	if (!step->kase->handled_at)
		return;
	step_set_integer(step, key, 0);
	deadline_unmeet(step, CLOCK_FEEDBACK);
}

void
effect_bounced(Step *step)
{
	switch ((int)step->event->letter) {
	case LETTER_M12:
		if (is_only_reader(step, TO_INTAKE))
			untell(step, "told_intake_at");
		return;
	case LETTER_M13:
		if (is_only_reader(step, TO_SUPERVISION))
			untell(step, "told_supervision_at");
		return;
	case LETTER_M14:
		untell(step, "told_learner_at");
		deadline_stop(step, CLOCK_CONFIRM);
		break;
	}
	if (step->event->letter_to != ROLE_LEARNER)
		return;
	step_set_flag(step, "contact_lost", true);
	/* Somebody must find another way to the learner: M15 asks to telephone, in the words that fit. */
	if (case_is_open(step->kase))
		step_send(step, LETTER_M15, TO_INTAKE | TO_HANDLER, -1, 0);
}
