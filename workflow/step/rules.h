/*
 * The conditions and effects that rows of the life-cycle table (step.c) name, each in conditions.c, guards.c
 * or one of effects_*.c. A condition "when" says whether a row is meant at all; a guard says why it may not
 * happen.
 */
#pragma once

#include "workflow/step/rule.h"

enum {
	RETURNS_MAX = 2
}; /* the second goes to admin_sup, whose decision binds */

/* ---- when: conditions.c ---- */
bool when_sure(const Step *step);
bool when_routable(const Step *step);
bool when_agrees(const Step *step);
bool when_refuses(const Step *step);
bool when_satisfied(const Step *step);
bool when_dissatisfied(const Step *step);
bool when_last_round(const Step *step);
bool when_effective(const Step *step);
bool when_ineffective(const Step *step);
bool when_votes_suffice(const Step *step);
bool when_conclusion_proposed(const Step *step);
bool when_conclusion_voted(const Step *step);
bool when_report_may_go(const Step *step);
bool when_finished(const Step *step);
bool when_reminder(const Step *step);
bool when_reply_over(const Step *step);
bool when_confirm_over(const Step *step);
bool when_check_due(const Step *step);
bool when_tick(const Step *step);
bool when_urgent(const Step *step);
bool when_first_transfer(const Step *step);
bool when_first_return(const Step *step);
bool when_learner_told(const Step *step);
bool when_reinvestigate(const Step *step);
bool when_review_silent(const Step *step);
bool when_items_missing(const Step *step);
bool when_supervised_round(const Step *step);
bool when_decided_round(const Step *step);
bool when_before(const Step *step);
bool when_second_return(const Step *step);
bool when_answers_query(const Step *step);
bool when_plan_rejected(const Step *step);
bool when_result_rejected(const Step *step);
bool when_first_unclear(const Step *step);
bool when_confirming(const Step *step);
bool when_others_object(const Step *step);
bool when_merged_in(const Step *step);
bool when_newest(const Step *step);
TriageReason step_doubt(const Step *step); /* why T03 and not T02 */

/* ---- guards ---- */
Refusal guard_complaint(const Step *step);
Refusal guard_accept(const Step *step);
Refusal guard_dismiss(const Step *step);
Refusal guard_dispatch(const Step *step);
Refusal guard_return(const Step *step);
Refusal guard_transfer(const Step *step);
Refusal guard_contact(const Step *step);
Refusal guard_text(const Step *step);
Refusal guard_reason(const Step *step);
Refusal guard_plan(const Step *step);
Refusal guard_vote(const Step *step);
Refusal guard_end_vote(const Step *step);
Refusal guard_reject(const Step *step);
Refusal guard_reject_result(const Step *step);
Refusal guard_answer(const Step *step);
Refusal guard_agreed(const Step *step);
Refusal guard_done(const Step *step);
Refusal guard_resolve(const Step *step);
Refusal guard_extend(const Step *step);
Refusal guard_satisfaction(const Step *step);
Refusal guard_conclude(const Step *step);
Refusal guard_track(const Step *step);
Refusal guard_close(const Step *step);
Refusal guard_reopen(const Step *step);
Refusal guard_withdraw(const Step *step);
Refusal guard_ask(const Step *step);
Refusal guard_number(const Step *step);
Refusal guard_merge(const Step *step);
Refusal guard_override(const Step *step);
Refusal guard_category(const Step *step);
Refusal guard_person(const Step *step);
Refusal guard_unclear(const Step *step);
Refusal guard_improve(const Step *step);
Refusal guard_vouched(const Step *step);

/* ---- effects ---- */
void effect_register(Step *step);
void effect_accept_sure(Step *step);
void effect_accept(Step *step);
void effect_triage(Step *step);
void effect_end(Step *step);
void effect_merge(Step *step);
void effect_split(Step *step);
void effect_link(Step *step);
void effect_route(Step *step);
void effect_dispatch(Step *step);
void effect_take(Step *step);
void effect_return(Step *step);
void effect_transfer(Step *step);
void effect_contact(Step *step);
void effect_evidence(Step *step);
void effect_log(Step *step);
void effect_note(Step *step);
void effect_plan(Step *step);
void effect_vote(Step *step);
void effect_offer(Step *step);
void effect_reject(Step *step);
void effect_override(Step *step);
void effect_override_result(Step *step);
void effect_agree(Step *step);
void effect_agreed(Step *step);
void effect_refuse(Step *step);
void effect_done(Step *step);
void effect_resolve(Step *step);
void effect_extend(Step *step);
void effect_extend_investigation(Step *step);
void effect_report(Step *step);
void effect_review_silent(Step *step);
void effect_rework(Step *step);
void effect_satisfied(Step *step);
void effect_silent(Step *step);
void effect_dissatisfied(Step *step);
void effect_last_round(Step *step);
void effect_conclude(Step *step);
void effect_propose_conclusion(Step *step);
void effect_check(Step *step);
void effect_reopen(Step *step);
void effect_close(Step *step);
void effect_cause(Step *step);
void effect_improve(Step *step);
void effect_class(Step *step);
void effect_urgent(Step *step);
void effect_recuse(Step *step);
void effect_supervise(Step *step);
void effect_ask(Step *step);
void effect_message(Step *step);
void effect_unclear(Step *step);
void effect_query(Step *step);
void effect_joint(Step *step);
void effect_systemic(Step *step);
void effect_handed_over(Step *step);
void effect_bounced(Step *step);
void effect_vouched(Step *step);
void effect_data_request(Step *step);
