#include "workflow/step/rules.h"

#include <string.h>

enum {
	RESULT_MIN = 6,    /* characters: a shorter result says nothing without proof */
	MEASURES_MAX = 60, /* bits of Plan.done */
	TEXT_MAX = 200000, /* bytes of any words that a case takes in */
	PLAN_YEARS_MAX = 5,
	ITEMS_MAX = 99, /* improvements of one case */
	MINUTE = 60,
};

static bool
has(const char *text)
{
	return text && text[strspn(text, " \t\r\n")];
}

static bool
too_long(const char *text)
{
	return text && strnlen(text, TEXT_MAX + 1) > TEXT_MAX;
}

Refusal
guard_complaint(const Step *step)
{
	return step->event->complaint && has(step->event->complaint->number) ? REFUSAL_NONE
									     : REFUSAL_BAD_ARGUMENTS;
}

Refusal
guard_text(const Step *step)
{
	if (too_long(step->event->text))
		return REFUSAL_BAD_ARGUMENTS;
	return has(step->event->text) ? REFUSAL_NONE : REFUSAL_NO_TEXT;
}

Refusal
guard_reason(const Step *step)
{
	if (too_long(step->event->text))
		return REFUSAL_BAD_ARGUMENTS;
	return has(step->event->text) ? REFUSAL_NONE : REFUSAL_NO_REASON;
}

Refusal
guard_category(const Step *step)
{
	return policy_category(step->policy, step->event->category) ? REFUSAL_NONE : REFUSAL_UNKNOWN_CATEGORY;
}

static Refusal
needs_supervisor(const Step *step)
{
	return step->acting & ROLE_BIT(ROLE_ADMIN_SUP) ? REFUSAL_NONE : REFUSAL_NEEDS_SUPERVISOR;
}

/* After the second return the decision is the supervisor's, and binds. */
Refusal
guard_accept(const Step *step)
{
	Refusal refusal = guard_category(step);

	if (refusal == REFUSAL_NONE && step->kase->returns >= RETURNS_MAX)
		return needs_supervisor(step);
	return refusal;
}

Refusal
guard_dismiss(const Step *step)
{
	Refusal refusal = guard_reason(step);

	return refusal == REFUSAL_NONE && step->kase->urgent ? needs_supervisor(step) : refusal;
}

/* A withdrawn urgent case would leave a danger unlooked at; only the supervisor may say that none is left. */
Refusal
guard_withdraw(const Step *step)
{
	return guard_dismiss(step);
}

static Refusal
destination(const Step *step)
{
	const Event *event = step->event;
	const Person *person = policy_person(step->policy, event->person);
	unsigned fit = ROLE_BIT(ROLE_HANDLER) | ROLE_BIT(ROLE_DEPT_HEAD) | ROLE_BIT(ROLE_ADMIN_SUP);

	if (has(event->department) && !policy_department(step->policy, event->department))
		return REFUSAL_UNKNOWN_DEPARTMENT;
	if (has(event->person)) {
		if (!person || !(person->roles & fit))
			return REFUSAL_UNKNOWN_PERSON;
		if (routing_recused(step->kase, person))
			return REFUSAL_RECUSED;
		person = policy_present(step->policy, person, step->now);
		if (!person)
			return REFUSAL_NO_HANDLER;
		return routing_recused(step->kase, person) ? REFUSAL_RECUSED : REFUSAL_NONE;
	}
	if (!has(event->department))
		return REFUSAL_UNKNOWN_DEPARTMENT;
	return routing_by_department(step->kase, step->policy, event->department, step->now).handler
		       ? REFUSAL_NONE
		       : REFUSAL_NO_HANDLER;
}

Refusal
guard_dispatch(const Step *step)
{
	return destination(step);
}

Refusal
guard_return(const Step *step)
{
	Refusal refusal = guard_reason(step);

	return refusal == REFUSAL_NONE && step->kase->returns >= RETURNS_MAX ? REFUSAL_TOO_OFTEN : refusal;
}

Refusal
guard_transfer(const Step *step)
{
	Refusal refusal = guard_reason(step);

	if (refusal == REFUSAL_NONE && step->kase->transfers >= step->policy->max_transfers)
		refusal = needs_supervisor(step);
	return refusal == REFUSAL_NONE ? destination(step) : refusal;
}

/* A time told in words has whole minutes: the minute of the assignment itself is not before it. */
static Refusal
past_time(const Step *step)
{
	int64_t at = step_when(step);

	if (at > step->now)
		return REFUSAL_FUTURE;
	return at / MINUTE < step->kase->assigned_at / MINUTE ? REFUSAL_BEFORE_ASSIGNMENT : REFUSAL_NONE;
}

Refusal
guard_contact(const Step *step)
{
	if (!has(step->event->means))
		return REFUSAL_NO_MEANS;
	if (guard_text(step) != REFUSAL_NONE)
		return guard_text(step);
	return past_time(step);
}

static bool
day_is_past(const Step *step, int64_t day)
{
	GDate wanted, today;

	calendar_local_day(step->policy->calendar, day, &wanted);
	calendar_local_day(step->policy->calendar, step->now, &today);
	return g_date_compare(&wanted, &today) < 0;
}

static bool
day_has_come(const Step *step, int64_t day)
{
	GDate wanted, today;

	calendar_local_day(step->policy->calendar, day, &wanted);
	calendar_local_day(step->policy->calendar, step->now, &today);
	return g_date_compare(&wanted, &today) <= 0;
}

static Refusal
completion(const Step *step)
{
	if (!step->event->day)
		return REFUSAL_NO_DATE;
	if (step->event->day > step->now + (int64_t)PLAN_YEARS_MAX * 366 * 86400)
		return REFUSAL_NO_DATE;
	return day_is_past(step, step->event->day) ? REFUSAL_PAST_DATE : REFUSAL_NONE;
}

static int
measure_count(const char *measures)
{
	int count = 1;

	for (const char *at = measures; *at; at++)
		count += *at == '\n' && at[1];
	return count;
}

static bool
has_entry(const Step *step, unsigned kinds, int64_t since)
{
	for (guint i = 0; i < step->kase->entries->len; i++) {
		const Entry *entry = g_ptr_array_index(step->kase->entries, i);

		if (kinds & (1u << entry->kind) && entry->at >= since)
			return true;
	}
	return false;
}

/* The item is there and neither done nor dropped. */
static const Improvement *
open_item(const Step *step)
{
	const GPtrArray *items = step->kase->improvements;
	const Improvement *item = step->event->index > 0 && (guint)step->event->index <= items->len
					  ? items->pdata[step->event->index - 1]
					  : NULL;

	return item && item->status == IMPROVEMENT_OPEN ? item : NULL;
}

/* More time is the owner's word once, then the supervisor's; given up is what only the supervisor says. */
Refusal
guard_improve(const Step *step)
{
	const Improvement *item = open_item(step);
	Refusal refusal = REFUSAL_NONE;

	if (step->event->improve != IMPROVE_RAISE && !item)
		return REFUSAL_NO_ITEM;
	switch (step->event->improve) {
	case IMPROVE_RAISE:
		refusal = step->event->day ? completion(step) : REFUSAL_NONE;
		if (refusal != REFUSAL_NONE)
			return refusal;
		return step->kase->improvements->len >= ITEMS_MAX ? REFUSAL_TOO_OFTEN : guard_text(step);
	case IMPROVE_DONE:
		return too_long(step->event->text) ? REFUSAL_BAD_ARGUMENTS : REFUSAL_NONE;
	case IMPROVE_EXTEND:
		refusal = completion(step);
		if (refusal == REFUSAL_NONE)
			refusal = guard_reason(step);
		return refusal == REFUSAL_NONE && item->extensions ? needs_supervisor(step) : refusal;
	case IMPROVE_DROP:
		refusal = guard_reason(step);
		return refusal == REFUSAL_NONE ? needs_supervisor(step) : refusal;
	}
	return REFUSAL_BAD_ARGUMENTS;
}

Refusal
guard_plan(const Step *step)
{
	const Event *event = step->event;
	Refusal refusal;

	if (!has(event->measures))
		return REFUSAL_NO_MEASURES;
	if (too_long(event->measures) || measure_count(event->measures) > MEASURES_MAX)
		return REFUSAL_BAD_ARGUMENTS;
	if (!has(event->responsible))
		return REFUSAL_NO_RESPONSIBLE;
	refusal = completion(step);
	if (refusal != REFUSAL_NONE)
		return refusal;
	return has_entry(step, 1u << ENTRY_CONTACT | 1u << ENTRY_EVIDENCE, 0) ? REFUSAL_NONE
									      : REFUSAL_NO_CONTACT;
}

/* About an older plan or result, or, of a letter of ours, about none at all. While it is proposed to end the
 * negotiation, the result is still the one that was told. */
static bool
is_stale(const Step *step)
{
	int newest = case_version(step->kase);
	int proposals = step->kase->state == STATE_CONFIRMING ? case_proposals(step->kase) : 0;

	if (!step->event->index && step->event->letter == LETTER_NONE)
		return false;
	return step->event->index < newest - proposals || step->event->index > newest;
}

/* The learner's words without a token: their date tells whether they can be about what was put to him. */
static bool
is_late(const Step *step)
{
	const Clock *put =
		case_clock(step->kase, step->kase->state == STATE_NEGOTIATING ? CLOCK_REPLY : CLOCK_FEEDBACK);

	if (step->event->index || !step->event->written_at || !put)
		return is_stale(step);
	return step->event->written_at < put->started_at;
}

/* Never handler and reviewer of the same case. */
Refusal
guard_vote(const Step *step)
{
	if (routing_handles(step->kase, step->policy, step->event->actor, step->now))
		return REFUSAL_RECUSED;
	if (is_stale(step))
		return REFUSAL_STALE_PLAN;
	return too_long(step->event->text) ? REFUSAL_BAD_ARGUMENTS : REFUSAL_NONE;
}

/* A yes to the result, in M13 or an earlier M07, is none to the newest proposal to end the negotiation. */
Refusal
guard_end_vote(const Step *step)
{
	if (when_conclusion_proposed(step) && step->event->index &&
		step->event->index != case_version(step->kase))
		return REFUSAL_STALE_PLAN;
	return guard_vote(step);
}

/* The objection is overruled with a reason, and never by who has the case. A yes to the request that the
 * objection also answered, on its way when it came, overrules nothing: the supervisor had not read it. */
Refusal
guard_override(const Step *step)
{
	Refusal refusal = guard_vote(step);

	if (refusal == REFUSAL_NONE &&
		(step->event->letter == LETTER_M07 || step->event->letter == LETTER_M13))
		return REFUSAL_OBJECTED;
	return refusal == REFUSAL_NONE ? guard_reason(step) : refusal;
}

Refusal
guard_reject(const Step *step)
{
	Refusal refusal = guard_vote(step);

	return refusal == REFUSAL_NONE ? guard_reason(step) : refusal;
}

Refusal
guard_reject_result(const Step *step)
{
	const Clock *clock = case_clock(step->kase, CLOCK_REVIEW);
	Refusal refusal = guard_reject(step);

	if (refusal != REFUSAL_NONE)
		return refusal;
	/* After a last "not satisfied" the decision is still owed, however late. */
	if (step->kase->satisfaction == SATISFACTION_NOT)
		return REFUSAL_NONE;
	return clock && clock->started_at && !clock->stopped_at && step->now <= clock->due_at
		       ? REFUSAL_NONE
		       : REFUSAL_TOO_LATE;
}

Refusal
guard_answer(const Step *step)
{
	if (is_late(step))
		return REFUSAL_STALE_PLAN;
	return too_long(step->event->text) ? REFUSAL_BAD_ARGUMENTS : REFUSAL_NONE;
}

Refusal
guard_unclear(const Step *step)
{
	(void)step;
	return REFUSAL_UNCLEAR;
}

Refusal
guard_vouched(const Step *step)
{
	return has(step->kase->claimed) ? REFUSAL_NONE : REFUSAL_NO_TEXT;
}

Refusal
guard_agreed(const Step *step)
{
	if (!has(step->event->means))
		return REFUSAL_NO_MEANS;
	if (!step->event->at)
		return REFUSAL_NO_TIME;
	return past_time(step);
}

Refusal
guard_done(const Step *step)
{
	const Plan *plan = case_plan(step->kase);

	if (!plan || step->event->index < 1 || step->event->index > measure_count(plan->measures))
		return REFUSAL_BAD_ARGUMENTS;
	return REFUSAL_NONE;
}

/* The result itself ticks the measure of a plan that has only one. A result of a few characters ("已办结")
 * is no note of what was done: it needs a file, or an entry made since the plan was agreed. */
Refusal
guard_resolve(const Step *step)
{
	const Plan *plan = case_plan(step->kase);
	const Clock *exec = case_clock(step->kase, CLOCK_EXEC);
	unsigned kinds = 1u << ENTRY_EVIDENCE | 1u << ENTRY_LOG | 1u << ENTRY_NOTE;
	int measures = plan && plan->measures ? measure_count(plan->measures) : 1;
	int64_t all = ((int64_t)1 << MIN(measures, MEASURES_MAX)) - 1;
	Refusal refusal = guard_text(step);

	if (refusal != REFUSAL_NONE)
		return refusal;
	if (!step->event->attachments && g_utf8_strlen(step->event->text, -1) < RESULT_MIN &&
		!has_entry(step, kinds, exec ? exec->started_at : 0))
		return REFUSAL_NO_PROOF;
	if (plan && measures > 1 && (plan->done & all) != all)
		return REFUSAL_MEASURES_OPEN;
	return REFUSAL_NONE;
}

Refusal
guard_extend(const Step *step)
{
	const Clock *moved =
		case_clock(step->kase, step->kase->state == STATE_EXECUTING ? CLOCK_EXEC : CLOCK_PLAN);
	Refusal refusal = guard_reason(step);

	if (refusal == REFUSAL_NONE)
		refusal = completion(step);
	if (refusal == REFUSAL_NONE && moved && step->event->day <= moved->due_at)
		refusal = REFUSAL_PAST_DATE;
	if (refusal == REFUSAL_NONE && step->kase->extensions >= 1)
		refusal = needs_supervisor(step);
	return refusal;
}

Refusal
guard_satisfaction(const Step *step)
{
	return guard_answer(step);
}

Refusal
guard_conclude(const Step *step)
{
	Refusal refusal = guard_vote(step);

	if (refusal == REFUSAL_NONE)
		refusal = guard_reason(step);
	if (refusal == REFUSAL_NONE && step->kase->round < step->policy->rounds_before_conclusion)
		refusal = REFUSAL_TOO_EARLY;
	return refusal;
}

/* The check whose turn it is; from the morning of its day on. */
Refusal
guard_track(const Step *step)
{
	const Event *event = step->event;

	if (event->kind == EVENT_TRACK && !when_effective(step) && !when_ineffective(step))
		return REFUSAL_BAD_ARGUMENTS;
	if (event->kind == EVENT_TRACK_ANSWER && is_late(step))
		return REFUSAL_STALE_PLAN;
	if (too_long(event->text))
		return REFUSAL_BAD_ARGUMENTS;
	if (step->kase->checks_done >= (int64_t)G_N_ELEMENTS(step->policy->track_days))
		return REFUSAL_TOO_EARLY;
	/* The rows stand in the order of their dates. */
	for (guint i = 0; i < step->kase->clocks->len; i++) {
		const Clock *clock = g_ptr_array_index(step->kase->clocks, i);

		if (clock->kind == CLOCK_TRACK && clock_is_running(clock))
			return day_has_come(step, clock->due_at) ? REFUSAL_NONE : REFUSAL_TOO_EARLY;
	}
	return REFUSAL_TOO_EARLY;
}

Refusal
guard_close(const Step *step)
{
	if (step->kase->checks_done < (int64_t)G_N_ELEMENTS(step->policy->track_days))
		return REFUSAL_TOO_EARLY;
	return when_finished(step) ? REFUSAL_NONE : REFUSAL_NEEDS_CAUSE;
}

/* Later than `reopen_days` it is a new, linked case. Intake's word has no end, as has the matter. */
Refusal
guard_reopen(const Step *step)
{
	const Calendar *calendar = step->policy->calendar;
	Refusal refusal = step->event->kind == EVENT_REOPEN ? guard_reason(step) : guard_text(step);

	if (refusal != REFUSAL_NONE || step->event->kind == EVENT_REOPEN)
		return refusal;
	return step->now <= calendar_due_days(calendar, step->kase->closed_at, step->policy->reopen_days)
		       ? REFUSAL_NONE
		       : REFUSAL_TOO_LATE;
}

Refusal
guard_ask(const Step *step)
{
	Refusal refusal = guard_text(step);

	return refusal == REFUSAL_NONE && step->kase->waiting_info ? REFUSAL_ASKED : refusal;
}

/* Another case that there is. */
Refusal
guard_number(const Step *step)
{
	if (!step->event->other || g_strcmp0(step->event->other->number, step->kase->number) == 0)
		return REFUSAL_UNKNOWN_CASE;
	return REFUSAL_NONE;
}

/* Letters go to one address: another learner's case is merged only when somebody knows the two to be one
 * person, and says 确认. */
Refusal
guard_merge(const Step *step)
{
	const Case *other = step->event->other;
	Refusal refusal = guard_number(step);

	if (refusal != REFUSAL_NONE)
		return refusal;
	if (!case_is_open(other))
		return REFUSAL_OTHER_ENDED;
	if (!step->event->yes && (!has(step->kase->learner) || !has(other->learner) ||
					 g_ascii_strcasecmp(step->kase->learner, other->learner) != 0))
		return REFUSAL_OTHER_LEARNER;
	return REFUSAL_NONE;
}

Refusal
guard_person(const Step *step)
{
	return policy_person(step->policy, step->event->person) ? REFUSAL_NONE : REFUSAL_UNKNOWN_PERSON;
}
