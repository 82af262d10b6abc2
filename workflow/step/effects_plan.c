#include "workflow/step/rules.h"

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

/* A learner whom no mail reaches has been told when somebody spoke to him about the result. */
void
effect_contact(Step *step)
{
	contact(step);
	if (step->kase->state == STATE_CONFIRMING && step->kase->contact_lost && !step->kase->told_learner_at)
		step_learner_told(step, step_when(step));
}

/* The supervisors asked, and who has the case says what there is to say (spec §11). */
static void
answer_query(Step *step)
{
	const Clock *query = case_clock(step->kase, CLOCK_QUERY);

	if (!query || !clock_is_running(query) ||
		!(step->acting & (ROLE_BIT(ROLE_HANDLER) | ROLE_BIT(ROLE_DEPT_HEAD) | ROLE_BIT(ROLE_INTAKE))))
		return;
	deadline_meet(step, CLOCK_QUERY, step->now);
	step->answers_query = true;
}

void
effect_evidence(Step *step)
{
	answer_query(step);
	step_add_entry(step, ENTRY_EVIDENCE, step_when(step), step->event->means, step->event->text);
}

void
effect_log(Step *step)
{
	answer_query(step);
	step_add_entry(step, ENTRY_LOG, step_when(step), step->event->means, step->event->text);
}

void
effect_note(Step *step)
{
	answer_query(step);
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
	bool of_result = step->transition->from == STATE_HANDLED ||
			 step->transition->from == STATE_CONFIRMING ||
			 step->transition->from == STATE_EXECUTING;
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

/* The plan is offered all the same; the objection and who overruled it stay in the votes and the log. */
void
effect_override(Step *step)
{
	effect_vote(step);
	step_add_entry(step, ENTRY_NOTE, step->now, "推翻异议", step->event->text);
	effect_offer(step);
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

/* ---- execution ---- */

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
static void
extend(Step *step, ClockKind kind)
{
	const Clock *clock = case_clock(step->kase, kind);
	int64_t old = clock ? clock->due_at : 0;

	step_set_integer(step, "extensions", step->kase->extensions + 1);
	deadline_start(step, kind, step->event->day);
	step_tell_moved(step, step->kase->clocks->len - 1, old);
}

void
effect_extend(Step *step)
{
	extend(step, CLOCK_EXEC);
}

/* What takes longer to find out is a complex case (spec §9): the plan comes later, and all the rest with it.
 */
void
effect_extend_investigation(Step *step)
{
	extend(step, CLOCK_PLAN);
	if (step->kase->complex)
		return;
	step_set_flag(step, "complex", true);
	deadline_complex(step);
}
