#include "workflow/step/rules.h"

#include <string.h>

static bool
has(const char *text)
{
	return text && text[strspn(text, " \t\r\n")];
}

TriageReason
step_doubt(const Step *step)
{
	const ComplaintFacts *facts = step->event->complaint;
	const Category *category = policy_category(step->policy, step->kase->category);

	if (!facts || facts->unreadable)
		return TRIAGE_UNREADABLE;
	if (!facts->is_complaint)
		return TRIAGE_NO_COMPLAINT;
	if (facts->maybe_duplicate)
		return TRIAGE_DUPLICATE;
	if (!category || category->to_intake || facts->score < step->policy->score_threshold ||
		facts->margin < step->policy->score_margin)
		return TRIAGE_UNSURE;
	return TRIAGE_NONE;
}

bool
when_sure(const Step *step)
{
	return step_doubt(step) == TRIAGE_NONE;
}

bool
when_routable(const Step *step)
{
	return routing_by_category(step->kase, step->policy, step->now).handler != NULL;
}

bool
when_agrees(const Step *step)
{
	return step->event->answer == ANSWER_AGREE;
}

bool
when_refuses(const Step *step)
{
	return step->event->answer == ANSWER_REFUSE;
}

bool
when_satisfied(const Step *step)
{
	return step->event->satisfaction == SATISFACTION_SATISFIED ||
	       step->event->satisfaction == SATISFACTION_MOSTLY;
}

bool
when_last_round(const Step *step)
{
	return step->event->satisfaction == SATISFACTION_NOT &&
	       step->kase->round >= step->policy->rounds_before_conclusion;
}

bool
when_dissatisfied(const Step *step)
{
	return step->event->satisfaction == SATISFACTION_NOT && !when_last_round(step);
}

bool
when_effective(const Step *step)
{
	return g_strcmp0(step->event->means, "有效") == 0;
}

bool
when_ineffective(const Step *step)
{
	return g_strcmp0(step->event->means, "无效") == 0;
}

bool
when_report_may_go(const Step *step)
{
	const Clock *review = case_clock(step->kase, CLOCK_REVIEW);

	return !step->policy->feedback_before || when_votes_suffice(step) || !review ||
	       !clock_is_running(review);
}

bool
when_finished(const Step *step)
{
	return step->kase->checks_done >= (int64_t)G_N_ELEMENTS(step->policy->track_days) &&
	       step->kase->checks_ineffective == 0 && has(step->kase->cause) && has(step->kase->improvement);
}

bool
when_reminder(const Step *step)
{
	const Clock *clock = deadline_of_tick(step);

	return clock && (clock->kind == CLOCK_REPLY || clock->kind == CLOCK_CONFIRM) &&
	       step->now < clock->due_at;
}

bool
when_reply_over(const Step *step)
{
	return deadline_is_due(step, CLOCK_REPLY) && !when_reminder(step);
}

bool
when_confirm_over(const Step *step)
{
	return deadline_is_due(step, CLOCK_CONFIRM) && !when_reminder(step);
}

bool
when_check_due(const Step *step)
{
	const Clock *clock = deadline_of_tick(step);

	return clock && clock->kind == CLOCK_TRACK && clock->reminders == 0 &&
	       step->kase->checks_done < (int64_t)G_N_ELEMENTS(step->policy->track_days);
}

/* Nobody objected to the result within the limit: silence abstains (spec §11). */
bool
when_review_silent(const Step *step)
{
	const Clock *clock = deadline_of_tick(step);

	return clock && clock->kind == CLOCK_REVIEW && step->now >= clock->due_at &&
	       step->kase->satisfaction != SATISFACTION_NOT;
}

bool
when_items_missing(const Step *step)
{
	return !has(step->kase->learner_name) || !has(step->kase->class_name);
}

/* From the third round on the supervisor watches, from the fifth the whole group decides (spec §10). */
bool
when_supervised_round(const Step *step)
{
	return step->kase->round >= step->policy->rounds_supervised;
}

bool
when_decided_round(const Step *step)
{
	return step->kase->round >= step->policy->rounds_decided;
}

/* Whoever has the case writes something down while the supervision group waits for an answer. */
bool
when_answers_query(const Step *step)
{
	return step->answers_query;
}

bool
when_plan_rejected(const Step *step)
{
	const Plan *plan = case_plan(step->kase);

	return plan && plan->status == PLAN_REJECTED;
}

/* T20 sent the result back and nothing has been done about it yet. */
bool
when_result_rejected(const Step *step)
{
	return step->kase->handled_at && has(step->kase->result) &&
	       strstr(step->kase->result_votes ? step->kase->result_votes : "", "驳回");
}

/* The learner's words so far stand where his answer will: a second unclear one finds them. */
bool
when_first_unclear(const Step *step)
{
	const Plan *plan = case_plan(step->kase);

	if (step->event->other)
		return false;
	if (step->kase->state == STATE_NEGOTIATING)
		return plan && !has(plan->answer);
	return step->kase->told_learner_at && step->kase->satisfaction == SATISFACTION_UNCLEAR &&
	       !has(step->kase->satisfaction_words);
}

bool
when_confirming(const Step *step)
{
	return step->kase->state == STATE_CONFIRMING;
}

/* The supervisor, who may overrule an objection, hears of it unless it is his own. */
bool
when_others_object(const Step *step)
{
	return !(step->acting & ROLE_BIT(ROLE_ADMIN_SUP));
}

/* The linked case is no longer handled by itself: who has this one must know what it says. */
bool
when_merged_in(const Step *step)
{
	const Case *other = step->event->other;

	return other && other->state == STATE_MERGED;
}

bool
when_newest(const Step *step)
{
	return step->event->yes;
}

bool
when_before(const Step *step)
{
	return step->policy->feedback_before;
}

bool
when_second_return(const Step *step)
{
	return step->kase->returns >= RETURNS_MAX;
}

bool
when_tick(const Step *step)
{
	return deadline_of_tick(step) != NULL;
}

bool
when_urgent(const Step *step)
{
	return step->kase->urgent;
}

bool
when_first_transfer(const Step *step)
{
	return step->kase->transfers == 1;
}

bool
when_first_return(const Step *step)
{
	return step->kase->returns == 1;
}

bool
when_learner_told(const Step *step)
{
	return step->kase->told_learner_at != 0;
}

bool
when_reinvestigate(const Step *step)
{
	return step->event->yes;
}

/* ---- votes: one "role address word at" a line, the last of a role counts ---- */

typedef enum {
	VOTE_NONE,
	VOTE_YES,
	VOTE_NO,
	VOTE_ABSTAINED,
} Vote;

static Vote
vote_of(const char *votes, Role role)
{
	g_auto(GStrv) lines = g_strsplit(votes ? votes : "", "\n", -1);
	Vote vote = VOTE_NONE;

	for (char **line = lines; *line; line++) {
		g_auto(GStrv) part = g_strsplit(*line, " ", 4);

		if (g_strv_length(part) < 3 || strcmp(part[0], role_name(role)) != 0)
			continue;
		vote = strcmp(part[2], "同意") == 0   ? VOTE_YES
		       : strcmp(part[2], "驳回") == 0 ? VOTE_NO
						      : VOTE_ABSTAINED;
	}
	return vote;
}

static bool
is_result_stage(const Step *step)
{
	return step->kase->state == STATE_HANDLED || step->kase->state == STATE_CONFIRMING;
}

/* Every needed role has spoken and none objects. Who abstains does not hold a plan up, but somebody must
 * have said yes; a result goes out also when all abstain (spec §11: silence abstains there). */
bool
when_votes_suffice(const Step *step)
{
	unsigned needed = routing_reviewers(step->kase, step->policy, step->now);
	const Plan *plan = case_plan(step->kase);
	const char *votes = is_result_stage(step) ? step->kase->result_votes : plan ? plan->votes : NULL;
	bool approved = needed == 0 || is_result_stage(step);

	for (int role = 0; role < ROLE_COUNT; role++) {
		Vote vote = vote_of(votes, (Role)role);

		if (needed & ROLE_BIT(role) && (vote == VOTE_NONE || vote == VOTE_NO))
			return false;
		approved = approved || vote == VOTE_YES;
	}
	return approved;
}

bool
when_conclusion_proposed(const Step *step)
{
	return step->kase->state == STATE_CONFIRMING &&
	       strstr(step->kase->result_votes ? step->kase->result_votes : "", "终止");
}

/* More than half of the supervision group's roles that have people (T23). */
bool
when_conclusion_voted(const Step *step)
{
	static const Role group[] = { ROLE_ADMIN_SUP, ROLE_FINANCE, ROLE_LEARNER_REP };
	int members = 0, yes = 0;

	if (!when_conclusion_proposed(step))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(group); i++) {
		g_autoptr(GPtrArray) people = routing_voters(step->kase, step->policy, group[i], step->now);

		members += people->len > 0;
		yes += vote_of(step->kase->result_votes, group[i]) == VOTE_YES;
	}
	return yes * 2 > members;
}
