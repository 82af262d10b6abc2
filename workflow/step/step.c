#include "workflow/step/step.h"

#include "workflow/said/improvement.h"
#include "workflow/step/rules.h"

#include <string.h>

/* Who: spec §7's letters. */
enum {
	L = ROLE_BIT(ROLE_LEARNER),
	I = ROLE_BIT(ROLE_INTAKE),
	H = ROLE_BIT(ROLE_HANDLER),
	D = ROLE_BIT(ROLE_DEPT_HEAD),
	A = ROLE_BIT(ROLE_ADMIN_SUP),
	F = ROLE_BIT(ROLE_FINANCE),
	R = ROLE_BIT(ROLE_LEARNER_REP),
	G = ROLE_BIT(ROLE_MANAGER),
	V = A | F | R,
	STAFF = I | H | D | V | G,
};

/* From: one state, or several. */
#define IN(state) STATE_BIT(STATE_##state)
#define BEFORE_ASSIGNMENT (IN(RECEIVED) | IN(TRIAGE) | IN(ACCEPTED))
#define AT_WORK                                                                                 \
	(IN(ASSIGNED) | IN(INVESTIGATING) | IN(PLAN_REVIEW) | IN(NEGOTIATING) | IN(EXECUTING) | \
		IN(HANDLED) | IN(CONFIRMING))
#define OPEN (BEFORE_ASSIGNMENT | AT_WORK | IN(TRACKING))
#define ENDED (IN(CLOSED) | IN(DISMISSED) | IN(MERGED) | IN(WITHDRAWN) | IN(EXTERNAL))
#define STAYS STATE_COUNT

/*
 * The life-cycle of spec §7: what may happen in which state, by whom, under which conditions, to which state,
 * with which effects and letters, and what is tried next. The first row that speaks about a case and an
 * event decides. Rows with the number of the one above say what its other half is.
 */
/* clang-format off */
static const Rule rules[] = {
	/* the complaint arrives */
	{ "T01", EVENT_COMPLAINT, IN(NONE), 0, NULL, guard_complaint, STATE_RECEIVED, effect_register,
		{ { 0 } }, EVENT_CLASSIFIED },
	{ "T02", EVENT_CLASSIFIED, IN(RECEIVED), 0, when_sure, NULL, STATE_ACCEPTED, effect_accept_sure,
		{ { LETTER_M01, TO_LEARNER, NULL }, { LETTER_M05, TO_ADMIN_SUP, when_urgent } }, EVENT_ROUTED },
	{ "T03", EVENT_CLASSIFIED, IN(RECEIVED), 0, NULL, NULL, STATE_TRIAGE, effect_triage,
		{ { LETTER_M01, TO_LEARNER, NULL }, { LETTER_M04T, TO_INTAKE, NULL },
		  { LETTER_M05, TO_ADMIN_SUP, when_urgent } }, EVENT_NONE },
	{ "T04", EVENT_ACCEPT, IN(TRIAGE), I | A, NULL, guard_accept, STATE_ACCEPTED, effect_accept,
		{ { LETTER_M02, TO_LEARNER, when_items_missing }, { LETTER_M05, TO_ADMIN_SUP, when_urgent } }, EVENT_ROUTED },
	{ "T05", EVENT_DISMISS, IN(RECEIVED) | IN(TRIAGE), I | A, NULL, guard_dismiss, STATE_DISMISSED, effect_end,
		{ { LETTER_M03, TO_LEARNER, NULL } }, EVENT_NONE },
	{ "T06", EVENT_MERGE, OPEN, I, NULL, guard_merge, STATE_MERGED, effect_merge,
		{ { LETTER_M24, TO_LEARNER, NULL } }, EVENT_NONE },
	{ "T06", EVENT_SPLIT, IN(MERGED), I, NULL, NULL, STATE_TRIAGE, effect_split,
		{ { LETTER_M24, TO_LEARNER, NULL }, { LETTER_M04T, TO_INTAKE, NULL } }, EVENT_NONE },
	{ "T06", EVENT_LINK, OPEN | ENDED, I, NULL, guard_number, STAYS, effect_link,
		{ { LETTER_M27, TO_OWNER, when_merged_in } }, EVENT_NONE },

	/* it gets a handler */
	{ "T07", EVENT_ROUTED, IN(ACCEPTED), 0, when_routable, NULL, STATE_ASSIGNED, effect_route,
		{ { LETTER_M04, TO_HANDLER | TO_HEAD | TO_COPIED, NULL }, { LETTER_M05, TO_HEAD, when_urgent } }, EVENT_NONE },
	{ "T07", EVENT_DISPATCH, IN(ACCEPTED), I | A, NULL, guard_dispatch, STATE_ASSIGNED, effect_dispatch,
		{ { LETTER_M04, TO_HANDLER | TO_HEAD | TO_COPIED, NULL }, { LETTER_M05, TO_HEAD, when_urgent } }, EVENT_NONE },
	{ "T07b", EVENT_TAKE, IN(ASSIGNED), H | D, NULL, NULL, STAYS, effect_take,
		{ { 0 } }, EVENT_NONE },
	{ "T07c", EVENT_RETURN, IN(ASSIGNED), H | D, NULL, guard_return, STATE_TRIAGE, effect_return,
		{ { LETTER_M04T, TO_INTAKE, when_first_return }, { LETTER_M04T, TO_ADMIN_SUP, when_second_return } }, EVENT_NONE },
	{ "T08", EVENT_TRANSFER, IN(ASSIGNED) | IN(INVESTIGATING), D | I | A, NULL, guard_transfer, STATE_ASSIGNED, effect_transfer,
		{ { LETTER_M04, TO_HANDLER | TO_HEAD, NULL }, { LETTER_M04, TO_LEARNER, when_first_transfer } }, EVENT_NONE },
	{ "T08", EVENT_TRANSFER, IN(PLAN_REVIEW) | IN(NEGOTIATING) | IN(EXECUTING) | IN(HANDLED) | IN(CONFIRMING), D | I | A, NULL,
		guard_transfer, STAYS, effect_transfer,
		{ { LETTER_M04, TO_HANDLER | TO_HEAD, NULL }, { LETTER_M04, TO_LEARNER, when_first_transfer } }, EVENT_NONE },

	/* investigation */
	{ "T09", EVENT_CONTACT, IN(ASSIGNED), H | D | I, NULL, guard_contact, STATE_INVESTIGATING, effect_contact,
		{ { 0 } }, EVENT_NONE },
	{ "T10", EVENT_CONTACT, (AT_WORK & ~IN(ASSIGNED)) | IN(TRACKING), H | D | I, NULL, guard_contact, STAYS, effect_contact,
		{ { 0 } }, EVENT_NONE },
	{ "T10", EVENT_EVIDENCE, AT_WORK | IN(TRACKING), STAFF, NULL, guard_text, STAYS, effect_evidence,
		{ { LETTER_M27, TO_SUPERVISION, when_answers_query } }, EVENT_NONE },
	{ "T10", EVENT_LOG, AT_WORK | IN(TRACKING), STAFF, NULL, guard_text, STAYS, effect_log,
		{ { LETTER_M27, TO_SUPERVISION, when_answers_query } }, EVENT_NONE },

	/* the plan, and its review */
	{ "T11", EVENT_PLAN, IN(INVESTIGATING), H | D, NULL, guard_plan, STATE_PLAN_REVIEW, effect_plan,
		{ { LETTER_M07, TO_REVIEWERS, NULL } }, EVENT_REVIEWED },
	{ "", EVENT_APPROVE, IN(PLAN_REVIEW), V | G, NULL, guard_vote, STAYS, effect_vote,
		{ { 0 } }, EVENT_REVIEWED },
	{ "", EVENT_ABSTAIN, IN(PLAN_REVIEW), V | G, NULL, guard_vote, STAYS, effect_vote,
		{ { 0 } }, EVENT_REVIEWED },
	{ "T12", EVENT_REVIEWED, IN(PLAN_REVIEW), 0, when_votes_suffice, NULL, STATE_NEGOTIATING, effect_offer,
		{ { LETTER_M08, TO_LEARNER | TO_HANDLER | TO_INTAKE, NULL } }, EVENT_NONE },
	{ "T13", EVENT_REJECT, IN(PLAN_REVIEW), V | G, NULL, guard_reject, STATE_INVESTIGATING, effect_reject,
		{ { LETTER_M07R, TO_HANDLER | TO_HEAD, NULL }, { LETTER_M07R, TO_ADMIN_SUP, when_others_object } }, EVENT_NONE },
	/* admin_sup overrides an objection, and the log keeps both (spec §2) */
	{ "", EVENT_APPROVE, IN(INVESTIGATING), A, when_plan_rejected, guard_override, STATE_NEGOTIATING, effect_override,
		{ { LETTER_M08, TO_LEARNER | TO_HANDLER | TO_INTAKE, NULL }, { LETTER_M27, TO_SUPERVISION, NULL } }, EVENT_NONE },
	{ "", EVENT_APPROVE, IN(EXECUTING), A, when_result_rejected, guard_override, STATE_HANDLED, effect_override_result,
		{ { LETTER_M27, TO_OWNER | TO_SUPERVISION, NULL } }, EVENT_REPORTED },

	/* negotiation [S: go on adjusting until the learner accepts] */
	{ "T14", EVENT_ANSWER, IN(NEGOTIATING), L, when_agrees, guard_answer, STATE_EXECUTING, effect_agree,
		{ { LETTER_M10, TO_LEARNER | TO_HANDLER | TO_INTAKE, NULL } }, EVENT_NONE },
	{ "T14", EVENT_AGREED, IN(NEGOTIATING), H | D | I, NULL, guard_agreed, STATE_EXECUTING, effect_agreed,
		{ { LETTER_M10, TO_LEARNER | TO_HANDLER | TO_INTAKE, NULL } }, EVENT_NONE },
	{ "T15", EVENT_ANSWER, IN(NEGOTIATING), L, when_refuses, guard_answer, STATE_INVESTIGATING, effect_refuse,
		{ { LETTER_M09, TO_HANDLER | TO_HEAD, NULL }, { LETTER_M09, TO_ADMIN_SUP, when_supervised_round },
		  { LETTER_M09, TO_FINANCE | TO_LEARNER_REP, when_decided_round } }, EVENT_NONE },
	{ "T15", EVENT_ANSWER, IN(NEGOTIATING), L, NULL, guard_unclear, STAYS, NULL,
		{ { 0 } }, EVENT_NONE },
	{ "T16", EVENT_TICK, IN(NEGOTIATING), 0, when_reminder, NULL, STAYS, deadline_reminded,
		{ { LETTER_M15, TO_LEARNER, NULL } }, EVENT_NONE },
	{ "T16", EVENT_TICK, IN(NEGOTIATING), 0, when_reply_over, NULL, STAYS, deadline_given_up,
		{ { LETTER_M15, TO_INTAKE, NULL } }, EVENT_NONE },

	/* execution, result */
	{ "T17", EVENT_DONE, IN(EXECUTING), H | D, NULL, guard_done, STAYS, effect_done,
		{ { 0 } }, EVENT_NONE },
	{ "T17", EVENT_RESOLVE, IN(EXECUTING), H | D, NULL, guard_resolve, STATE_HANDLED, effect_resolve,
		{ { LETTER_M07, TO_SUPERVISION, when_before } }, EVENT_REPORTED },
	{ "T18", EVENT_EXTEND, IN(EXECUTING), D | A, NULL, guard_extend, STAYS, effect_extend,
		{ { 0 } }, EVENT_NONE },
	{ "T18", EVENT_EXTEND, IN(ASSIGNED) | IN(INVESTIGATING), D | A, NULL, guard_extend, STAYS, effect_extend_investigation,
		{ { 0 } }, EVENT_NONE },
	{ "T19", EVENT_REPORTED, IN(HANDLED), 0, when_report_may_go, NULL, STATE_CONFIRMING, effect_report,
		{ { LETTER_M12, TO_INTAKE, NULL }, { LETTER_M13, TO_SUPERVISION, NULL }, { LETTER_M14, TO_LEARNER, NULL } }, EVENT_NONE },
	{ "", EVENT_APPROVE, IN(HANDLED), V | G, NULL, guard_vote, STAYS, effect_vote,
		{ { 0 } }, EVENT_REPORTED },
	{ "", EVENT_ABSTAIN, IN(HANDLED), V | G, NULL, guard_vote, STAYS, effect_vote,
		{ { 0 } }, EVENT_REPORTED },
	{ "", EVENT_TICK, IN(HANDLED) | IN(CONFIRMING), 0, when_review_silent, NULL, STAYS, effect_review_silent,
		{ { 0 } }, EVENT_REPORTED },
	{ "T20", EVENT_REJECT, IN(HANDLED) | IN(CONFIRMING), V, when_reinvestigate, guard_reject_result, STATE_INVESTIGATING,
		effect_rework, { { LETTER_M07R, TO_HANDLER | TO_HEAD | TO_INTAKE, NULL }, { LETTER_M07R, TO_LEARNER, when_learner_told },
		  { LETTER_M07R, TO_ADMIN_SUP, when_others_object } }, EVENT_NONE },
	{ "T20", EVENT_REJECT, IN(HANDLED) | IN(CONFIRMING), V, NULL, guard_reject_result, STATE_EXECUTING,
		effect_rework, { { LETTER_M07R, TO_HANDLER | TO_HEAD | TO_INTAKE, NULL }, { LETTER_M07R, TO_LEARNER, when_learner_told },
		  { LETTER_M07R, TO_ADMIN_SUP, when_others_object } }, EVENT_NONE },

	/* is the learner satisfied? [S] */
	{ "T21", EVENT_SATISFACTION, IN(CONFIRMING), L, when_satisfied, guard_satisfaction, STATE_TRACKING, effect_satisfied,
		{ { LETTER_M16A, TO_LEARNER, NULL } }, EVENT_NONE },
	{ "T21", EVENT_TICK, IN(CONFIRMING), 0, when_confirm_over, NULL, STATE_TRACKING, effect_silent,
		{ { LETTER_M16A, TO_LEARNER, NULL } }, EVENT_NONE },
	{ "T21", EVENT_TICK, IN(CONFIRMING), 0, when_reminder, NULL, STAYS, deadline_reminded,
		{ { LETTER_M15, TO_LEARNER, NULL } }, EVENT_NONE },
	{ "T22", EVENT_SATISFACTION, IN(CONFIRMING), L, when_dissatisfied, guard_satisfaction, STATE_INVESTIGATING, effect_dissatisfied,
		{ { LETTER_M18, TO_HANDLER | TO_HEAD | TO_INTAKE | TO_SUPERVISION, NULL } }, EVENT_NONE },
	{ "T22", EVENT_SATISFACTION, IN(CONFIRMING), L, when_last_round, guard_satisfaction, STAYS, effect_last_round,
		{ { LETTER_M09, TO_HANDLER | TO_HEAD | TO_ADMIN_SUP, NULL } }, EVENT_NONE },
	{ "T22", EVENT_SATISFACTION, IN(CONFIRMING), L, NULL, guard_unclear, STAYS, NULL,
		{ { 0 } }, EVENT_NONE },
	{ "T23", EVENT_CONCLUDE, IN(CONFIRMING), A, NULL, guard_conclude, STAYS, effect_propose_conclusion,
		{ { LETTER_M07, TO_FINANCE | TO_LEARNER_REP, NULL } }, EVENT_REVIEWED },
	{ "T23", EVENT_APPROVE, IN(CONFIRMING), V, NULL, guard_end_vote, STAYS, effect_vote,
		{ { 0 } }, EVENT_REVIEWED },
	{ "T23", EVENT_ABSTAIN, IN(CONFIRMING), V, NULL, guard_end_vote, STAYS, effect_vote,
		{ { 0 } }, EVENT_NONE },
	{ "T23", EVENT_REVIEWED, IN(CONFIRMING), 0, when_conclusion_voted, NULL, STATE_EXTERNAL, effect_conclude,
		{ { LETTER_M16B, TO_LEARNER, NULL } }, EVENT_NONE },

	/* does the remedy last? */
	{ "T24", EVENT_TICK, IN(TRACKING), 0, when_check_due, NULL, STAYS, deadline_asked,
		{ { LETTER_M17, TO_LEARNER, NULL } }, EVENT_NONE },
	{ "T26", EVENT_TRACK, IN(TRACKING), I | H | D, when_ineffective, guard_track, STATE_INVESTIGATING, effect_reopen,
		{ { LETTER_M18, TO_LEARNER | TO_HANDLER | TO_HEAD | TO_INTAKE | TO_SUPERVISION, NULL } }, EVENT_NONE },
	{ "T24", EVENT_TRACK, IN(TRACKING), I | H | D, NULL, guard_track, STAYS, effect_check,
		{ { 0 } }, EVENT_FINISHED },
	{ "T24", EVENT_TRACK_ANSWER, IN(TRACKING), L, when_agrees, guard_track, STAYS, effect_check,
		{ { 0 } }, EVENT_FINISHED },
	{ "T26", EVENT_TRACK_ANSWER, IN(TRACKING), L, when_refuses, guard_answer, STATE_INVESTIGATING, effect_reopen,
		{ { LETTER_M18, TO_LEARNER | TO_HANDLER | TO_HEAD | TO_INTAKE | TO_SUPERVISION, NULL } }, EVENT_NONE },
	{ "T26", EVENT_TRACK_ANSWER, IN(TRACKING), L, NULL, guard_unclear, STAYS, NULL,
		{ { 0 } }, EVENT_NONE },
	{ "T25", EVENT_CAUSE, AT_WORK | IN(TRACKING), H | D, NULL, guard_text, STAYS, effect_cause,
		{ { 0 } }, EVENT_FINISHED },
	{ "T25", EVENT_IMPROVE, AT_WORK | IN(TRACKING), H | D | V, NULL, guard_improve, STAYS, effect_improve,
		{ { 0 } }, EVENT_FINISHED },
	{ "T25", EVENT_FINISHED, IN(TRACKING), 0, when_finished, NULL, STATE_CLOSED, effect_close,
		{ { LETTER_M16, TO_LEARNER, NULL } }, EVENT_NONE },
	{ "T25", EVENT_CLOSE, IN(TRACKING), I, NULL, guard_close, STATE_CLOSED, effect_close,
		{ { LETTER_M16, TO_LEARNER, NULL } }, EVENT_NONE },

	/* an improvement lives on after its case, until it is done (spec §13) */
	{ "", EVENT_IMPROVE, ENDED, H | D | V, NULL, guard_improve, STAYS, effect_improve,
		{ { 0 } }, EVENT_NONE },

	/* it comes back, or is taken back */
	{ "T27", EVENT_MESSAGE, IN(CLOSED), L, NULL, guard_reopen, STATE_INVESTIGATING, effect_reopen,
		{ { LETTER_M18, TO_LEARNER | TO_HANDLER | TO_HEAD | TO_INTAKE | TO_SUPERVISION, NULL } }, EVENT_NONE },
	{ "T27", EVENT_REOPEN, IN(CLOSED), I, NULL, guard_reopen, STATE_INVESTIGATING, effect_reopen,
		{ { LETTER_M18, TO_LEARNER | TO_HANDLER | TO_HEAD | TO_INTAKE | TO_SUPERVISION, NULL } }, EVENT_NONE },
	{ "T28", EVENT_TAKE_BACK, OPEN, L, NULL, guard_text, STAYS, effect_message,
		{ { LETTER_M27, TO_OWNER | TO_INTAKE, NULL } }, EVENT_NONE },
	{ "T28", EVENT_WITHDRAW, OPEN, I | A, NULL, guard_withdraw, STATE_WITHDRAWN, effect_end,
		{ { LETTER_M24, TO_LEARNER, NULL } }, EVENT_NONE },

	/* at any time */
	{ "T29", EVENT_ASK, OPEN, H | D | I, NULL, guard_ask, STAYS, effect_ask,
		{ { LETTER_M02, TO_LEARNER, NULL } }, EVENT_NONE },
	{ "T30", EVENT_CLASS, OPEN, I | A, NULL, guard_category, STAYS, effect_class,
		{ { 0 } }, EVENT_NONE },
	{ "T30", EVENT_URGENT, OPEN, I | A, NULL, NULL, STAYS, effect_urgent,
		{ { LETTER_M05, TO_ADMIN_SUP | TO_HEAD, when_urgent } }, EVENT_NONE },
	{ "T30", EVENT_RECUSE, OPEN, I | A, NULL, guard_person, STAYS, effect_recuse,
		{ { 0 } }, EVENT_NONE },
	{ "T30", EVENT_NOTE, OPEN | ENDED, STAFF, NULL, guard_text, STAYS, effect_note,
		{ { LETTER_M27, TO_SUPERVISION, when_answers_query } }, EVENT_NONE },
	{ "T30", EVENT_SUPERVISE, OPEN, A, NULL, NULL, STAYS, effect_supervise,
		{ { LETTER_M27, TO_OWNER | TO_HEAD, NULL } }, EVENT_NONE },
	{ "", EVENT_QUERY, OPEN, V, NULL, guard_text, STAYS, effect_query,
		{ { LETTER_M27, TO_OWNER | TO_HEAD, NULL } }, EVENT_NONE },
	{ "", EVENT_EMERGENCY, AT_WORK, H | D, NULL, guard_text, STAYS, effect_log,
		{ { LETTER_M05, TO_ADMIN_SUP | TO_HEAD, NULL } }, EVENT_NONE },
	{ "", EVENT_REPLY, OPEN, H | D | I, NULL, guard_text, STAYS, NULL,
		{ { LETTER_M27, TO_LEARNER, NULL } }, EVENT_NONE },
	/* what is neither yes nor no is asked once more, politely, and never guessed (spec §10, §12) */
	{ "", EVENT_MESSAGE, IN(NEGOTIATING) | IN(CONFIRMING), L, when_first_unclear, guard_text, STAYS, effect_unclear,
		{ { LETTER_M27, TO_OWNER, NULL }, { LETTER_M27, TO_INTAKE, when_confirming }, { LETTER_M15, TO_LEARNER, NULL } }, EVENT_NONE },
	{ "", EVENT_MESSAGE, IN(CONFIRMING), L, NULL, guard_text, STAYS, effect_message,
		{ { LETTER_M27, TO_OWNER | TO_INTAKE, NULL } }, EVENT_NONE },
	{ "", EVENT_MESSAGE, OPEN, L, NULL, guard_text, STAYS, effect_message,
		{ { LETTER_M27, TO_OWNER, NULL } }, EVENT_NONE },
	{ "", EVENT_DATA_REQUEST, OPEN | ENDED, L, NULL, guard_text, STAYS, effect_data_request,
		{ { LETTER_M25, TO_LEARNER, NULL }, { LETTER_M25, TO_INTAKE, NULL } }, EVENT_NONE },
	{ "T31", EVENT_PROGRESS, OPEN | ENDED, L, NULL, NULL, STAYS, NULL,
		{ { LETTER_M26, TO_LEARNER, NULL } }, EVENT_NONE },

	/* what the store sees across cases, and the calendar */
	{ "", EVENT_JOINT, OPEN, 0, NULL, NULL, STAYS, effect_joint,
		{ { LETTER_M05, TO_ADMIN_SUP | TO_HEAD, when_newest } }, EVENT_NONE },
	{ "", EVENT_SYSTEMIC, OPEN, 0, NULL, NULL, STAYS, effect_systemic,
		{ { LETTER_M05, TO_ADMIN_SUP, NULL } }, EVENT_NONE },
	{ "", EVENT_CALENDAR, OPEN, 0, NULL, NULL, STAYS, deadline_recount,
		{ { 0 } }, EVENT_NONE },
	{ "", EVENT_HANDED_OVER, OPEN | ENDED, 0, NULL, NULL, STAYS, effect_handed_over,
		{ { 0 } }, EVENT_NONE },
	{ "", EVENT_BOUNCED, OPEN | ENDED, 0, NULL, NULL, STAYS, effect_bounced,
		{ { 0 } }, EVENT_NONE },
	{ "", EVENT_VOUCHED, OPEN, 0, NULL, guard_vouched, STAYS, effect_vouched,
		{ { LETTER_M01, TO_LEARNER, NULL } }, EVENT_NONE },
	{ "", EVENT_UNVERIFIED, OPEN | ENDED, 0, NULL, NULL, STAYS, NULL,
		{ { LETTER_M27, TO_INTAKE, NULL } }, EVENT_NONE },
	{ "", EVENT_REFUSED, OPEN | ENDED, 0, NULL, NULL, STAYS, NULL,
		{ { 0 } }, EVENT_NONE },
	{ "", EVENT_TICK, OPEN, 0, when_tick, NULL, STAYS, deadline_tick,
		{ { 0 } }, EVENT_NONE },
};
/* clang-format on */

enum {
	RECORDS_FULL = 4000
};

/* These follow by themselves; nobody can ask for them. */
static bool
is_consequence(EventKind kind)
{
	return kind >= EVENT_CLASSIFIED && kind <= EVENT_FINISHED;
}

/* ---- who may ---- */

static bool
is_named(const Step *step)
{
	const Person *person = policy_person(step->policy, step->event->actor);

	return person && routing_recused(step->kase, person);
}

/* The event is about a case that was merged into this one, so its learner may speak here. */
static bool
is_merged_into(const Step *step)
{
	const Case *other = step->event->other;

	return other && other->state == STATE_MERGED && other->learner &&
	       g_strcmp0(other->merged_into, step->kase->number) == 0 &&
	       g_ascii_strcasecmp(step->event->actor, other->learner) == 0;
}

/* The roles of `who` in which the actor may act on this very case. A handler and a head act on their own
 * cases only; the person to whom a case went may handle it whatever his other roles are. */
static unsigned
acting_roles(const Step *step, unsigned who)
{
	const Event *event = step->event;
	unsigned acting = event->roles & who & ~(unsigned)(L | H | D);

	if (who & L && event->roles & L && event->actor && *event->actor && step->kase->learner &&
		(g_ascii_strcasecmp(event->actor, step->kase->learner) == 0 || is_merged_into(step)))
		acting |= L;
	if (who & (H | D) && event->roles & STAFF) {
		if (event->kind == EVENT_IMPROVE &&
			improvement_is_of(step->kase, step->policy, event, step->now))
			acting |= H;
		if (who & H && routing_handles(step->kase, step->policy, event->actor, step->now))
			acting |= H;
		if (who & D && event->roles & D &&
			routing_heads(step->kase, step->policy, event->actor, step->now))
			acting |= D;
	}
	return acting;
}

static Refusal
check_actor(Step *step, unsigned who)
{
	const Event *event = step->event;

	if (!who)
		return REFUSAL_NONE;
	if (event->roles & STAFF && is_named(step))
		return REFUSAL_RECUSED;
	step->acting = acting_roles(step, who);
	if (step->acting)
		return REFUSAL_NONE;
	return event->roles & who ? REFUSAL_NOT_YOURS : REFUSAL_WRONG_ROLE;
}

/* ---- one row ---- */

/* Where the table first speaks of an event: most stand side by side. */
static int
first_rule(EventKind kind)
{
	static int first[EVENT_COUNT];
	static gsize ready;

	if (g_once_init_enter(&ready)) {
		for (int i = 0; i < EVENT_COUNT; i++)
			first[i] = G_N_ELEMENTS(rules);
		for (int i = G_N_ELEMENTS(rules); i-- > 0;)
			first[rules[i].event] = i;
		g_once_init_leave(&ready, 1);
	}
	return first[kind];
}

static const Rule *
find_rule(const Step *step)
{
	for (int i = first_rule(step->event->kind); i < (int)G_N_ELEMENTS(rules); i++) {
		const Rule *rule = &rules[i];

		if (rule->event == step->event->kind && rule->from & STATE_BIT(step->kase->state) &&
			(!rule->when || rule->when(step)))
			return rule;
	}
	return NULL;
}

static void
transition_free(gpointer data)
{
	Transition *transition = data;

	g_ptr_array_unref(transition->changes);
	g_ptr_array_unref(transition->letters);
	g_free(transition);
}

static void
apply(Step *step, const Rule *rule)
{
	Transition *transition = g_new0(Transition, 1);

	transition->transition = rule->id;
	transition->event = step->event->kind;
	transition->from = (CaseState)step->kase->state;
	transition->to = rule->to == STAYS ? transition->from : rule->to;
	transition->changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
	transition->letters = g_ptr_array_new_with_free_func(step_letter_free);
	step->transition = transition;
	step->answers_query = false;
	step_set(step, "state", state_name(transition->to));
	if (rule->effect)
		rule->effect(step);
	for (size_t i = 0; i < RULE_LETTERS && rule->letters[i].letter != LETTER_NONE; i++) {
		const RuleLetter *letter = &rule->letters[i];

		if (!letter->when || letter->when(step))
			step_send(step, letter->letter, letter->audience, -1, 0);
	}
}

/* People write no thousand entries about one case; machines gone wild do. What the program itself does with
 * a case ends by itself and needs no limit. */
static bool
is_full(const Case *kase)
{
	return MAX(kase->clocks->len, MAX(kase->plans->len, kase->entries->len)) >= RECORDS_FULL;
}

/* Finds the row and asks whether it may happen; changes nothing. */
static Refusal
check_event(Step *step, const Rule **out_rule)
{
	const Rule *rule = find_rule(step);
	Refusal refusal;

	if (!rule)
		return REFUSAL_WRONG_STATE;
	refusal = check_actor(step, rule->who);
	if (refusal == REFUSAL_NONE && rule->who && is_full(step->kase))
		refusal = REFUSAL_TOO_OFTEN;
	if (refusal == REFUSAL_NONE && rule->guard)
		refusal = rule->guard(step);
	if (refusal == REFUSAL_NONE)
		*out_rule = rule;
	return refusal;
}

Case *
case_step(const Case *kase, const Event *event, const Policy *policy, int64_t now, Outcome *out)
{
	Event current = *event;
	/* What may not happen is found on the lent case, so a refusal costs no copy. */
	Step step = { .kase = (Case *)(uintptr_t)kase, .event = &current, .policy = policy, .now = now };
	const Rule *rule = NULL;

	g_assert_nonnull(policy->calendar);
	out->refusal = is_consequence(event->kind) ? REFUSAL_WRONG_STATE : check_event(&step, &rule);
	if (out->refusal != REFUSAL_NONE)
		return NULL;
	step.kase = case_copy(kase);
	/* Each row leads to a later one, so this ends; the assertion holds the table to it. */
	for (int hops = 0;; hops++) {
		g_assert_cmpint(hops, <, 8);
		apply(&step, rule);
		g_ptr_array_add(out->transitions, step.transition);
		current.kind = rule->then;
		if (current.kind == EVENT_NONE || check_event(&step, &rule) != REFUSAL_NONE)
			return step.kase;
	}
}

/* ---- outcomes, names ---- */

Outcome *
outcome_new(void)
{
	Outcome *outcome = g_new0(Outcome, 1);

	outcome->transitions = g_ptr_array_new_with_free_func(transition_free);
	return outcome;
}

void
outcome_free(Outcome *outcome)
{
	if (!outcome)
		return;
	g_ptr_array_unref(outcome->transitions);
	g_free(outcome);
}

const TransitionSummary *
transition_summaries(void)
{
	static TransitionSummary summaries[G_N_ELEMENTS(rules) + 1];
	static gsize ready;

	if (g_once_init_enter(&ready)) {
		for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
			summaries[i] = (TransitionSummary){ rules[i].id, rules[i].event, rules[i].from,
				rules[i].who, rules[i].to };
		g_once_init_leave(&ready, 1);
	}
	return summaries;
}
