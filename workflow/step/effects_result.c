#include "workflow/step/rules.h"

enum {
	CLOSING_WORKDAYS = 3, /* for cause and improvement after the last check */
	REWORK_WORKDAYS = 3,  /* for what the supervisors sent back */
};

/* ---- who has been told ---- */

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

void
step_learner_told(Step *step, int64_t at)
{
	const Clock *confirm = case_clock(step->kase, CLOCK_CONFIRM);

	if (!step->kase->told_learner_at)
		step_set_integer(step, "told_learner_at", at);
	if (step->kase->state == STATE_CONFIRMING && step->kase->satisfaction == SATISFACTION_UNCLEAR &&
		!(confirm && clock_is_running(confirm)))
		deadline_start(step, CLOCK_CONFIRM, 0);
	meet_feedback(step);
}

void
effect_handed_over(Step *step)
{
	int64_t at = step_when(step);
	/* A letter about a result that was sent back may still have waited in the queue. */
	bool of_this_result = step->kase->handled_at &&
			      !(step->event->written_at && step->event->written_at < step->kase->handled_at);

	switch ((int)step->event->letter) {
	case LETTER_M01:
		if (step->event->letter_to == ROLE_LEARNER)
			deadline_meet(step, CLOCK_ACK, at);
		break;
	case LETTER_M12:
		if (!step->kase->told_intake_at && of_this_result)
			step_set_integer(step, "told_intake_at", at);
		meet_feedback(step);
		break;
	case LETTER_M13:
		if (!step->kase->told_supervision_at && of_this_result)
			step_set_integer(step, "told_supervision_at", at);
		meet_feedback(step);
		break;
	case LETTER_M14:
		if (of_this_result)
			step_learner_told(step, at);
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

/* ---- the result ---- */

void
effect_report(Step *step)
{
	if (step->policy->feedback_before)
		deadline_meet(step, CLOCK_REVIEW, step->now);
	/* Without an address nobody can be written to; the wait for a word ends by the clock all the same. */
	if (!step->kase->learner || !*step->kase->learner)
		step_learner_told(step, step->now);
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
		const Clock *exec = case_clock(step->kase, CLOCK_EXEC);
		const Plan *plan = case_plan(step->kase);
		int64_t old = exec ? exec->due_at : 0;

		deadline_start(step, CLOCK_EXEC, plan ? MAX(plan->due_at, due) : due);
		/* Who has heard of the result reads of the rework in M07r; who has not, only of the day. */
		if (!step->kase->told_learner_at && case_clock(step->kase, CLOCK_EXEC)->due_at != old)
			step_tell_moved(step, step->kase->clocks->len - 1, old);
	} else {
		deadline_start(step, CLOCK_PLAN, 0);
	}
}

/* The result stands and is told once more; nobody objects after this. */
void
effect_override_result(Step *step)
{
	static const char *const told[] = { "told_intake_at", "told_supervision_at", "told_learner_at" };

	effect_vote(step);
	step_add_entry(step, ENTRY_NOTE, step->now, "推翻异议", step->event->text);
	for (size_t i = 0; i < G_N_ELEMENTS(told); i++)
		step_set_integer(step, told[i], 0);
	step_set_integer(step, "handled_at", step->now);
	step_set(step, "satisfaction", "");
	step_set(step, "satisfaction_words", "");
	deadline_stop(step, CLOCK_EXEC);
	deadline_meet(step, CLOCK_TOTAL, step->now);
	deadline_start(step, CLOCK_FEEDBACK, 0);
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
	step_add_entry(step, ENTRY_NOTE, step->now, ENTRY_PROPOSAL, step->event->text);
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
