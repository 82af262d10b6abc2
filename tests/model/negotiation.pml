/*
 * One case from triage to its end, as a model that the program "spin" walks through in every possible way.
 *
 * Reading Promela, for those who know C: "if :: guard -> … :: guard -> … fi" takes ANY branch whose guard holds, and
 * spin tries them all; "do … od" does so for ever; "select (x : 0 .. 1)" is either; "(a -> b : c)" is C's a ? b : c;
 * "inline" is a macro with parameters; "atomic" is one step that nothing interrupts; "assert" must hold whenever it is
 * met, on every path. There is no time: what may happen at some moment may happen now.
 *
 * Mail. Nobody knows when a mail arrives, in which order, how often, or whether at all. So no mail is stored here: one
 * may arrive in any step from the moment on when somebody could have written it, that is when the letter that it
 * answers was sent. Late, twice, crossed and lost mails are all in that. What a mail carries is whether it is about the
 * newest plan or result, or about an older one (spec §10: a change is plan n+1); how many older ones there are makes no
 * difference, so they need not be counted, and what is shown here holds for any number of rounds. A mail is either
 * bound (its reply token names the version, spec §18) or found by the case number in its subject alone; then its date
 * says whether it was written before the newest question was put.
 *
 * Clocks fire at any time while they run (spec §9): REPLY runs while negotiating, REVIEW and CONFIRM as below. FEEDBACK
 * is watched for when it is met.
 *
 * The lines that begin with "ROW" name the rows of the life-cycle table in workflow/step/step.c (number, event, from, to)
 * that the lines below them stand for; tests/model/model.py compares them with the table, so that neither can change
 * alone. "-" is a row without number, "open", "work" and "any" stand for all such states. Left out are:
 *
 *     LEFT OUT complaint classified routed: the case here has been classified; T07 stands for both ways of routing
 *     LEFT OUT dismiss: ends a case before anything is negotiated
 *
 * The bad copies, made with -D, each take one rule away; spin must then find what it is good for.
 */

/* In the order of the way to the end. */
mtype:state = { withdrawn, merged, external, closed, tracking, confirming, handled, executing, negotiating, plan_review, investigating, assigned, accepted, triage };
mtype:plan = { unwritten, reviewed, offered, agreed, refused, rejected, lapsed };
mtype:word = { none, yes, no, abstains };
mtype:clock = { off, running, met };

/* ---- the case, as workflow/case/case.h has it ---- */
mtype:state state = triage;
mtype:plan plan = unwritten;     /* the newest */
byte older_offers;               /* older ones that the learner could still take to be open */
bool needs_finance, needs_admin; /* who is asked about the newest plan (spec §11) */
mtype:word plan_finance = none, plan_admin = none;
byte rounds;  /* offers so far; counted to 3, when the supervisors may end it */
bool objected; /* the newest result was sent back, and nothing has been done since */
mtype:word result_admin = none, result_finance = none, result_rep = none;
bool concluding;   /* #终止协商 was proposed, its votes are being gathered */
bool dissatisfied; /* 不满意 in the last round: the supervisors decide now */
bool told_intake, told_supervision, told_learner; /* M12, M13, M14 */
bool contact_lost;
mtype:clock review = off, confirm = off, feedback = off;
byte checks;  /* effect checks done */
bool before;  /* the policy: the result waits for votes before the learner hears (T19) */

/* ---- what is true, whatever the case believes ---- */
bool has_older_plan, has_older_result; /* so mails about them may be under way */
bool was_handled, was_reported; /* there is a result; M12, M13, M14 of the newest went out */
bool on_its_way;                /* M14: neither handed over nor back yet */
bool learner_agreed;            /* to the newest plan: by his own word, or by staff's with means (T14) */
bool has_intake, has_supervision, has_learner; /* really got the letter about the newest result */
bool decided;                   /* an end was chosen by those who may: intake (T06, T28), supervision (T23) */

#define OPEN (state != closed && state != merged && state != withdrawn && state != external)

/* ---- what must hold in every state ---- */

inline check_case() {
	/* Spec §10: one plan at most is before the learner, and while one is, it is the newest. */
	assert(older_offers + (plan == offered -> 1 : 0) <= 1);
	assert((state == negotiating) == (OPEN && plan == offered));
	/* Spec §7, §10: nothing is carried out, reported or tracked before the learner accepted the newest plan. */
	assert(!(state == executing || state == handled || state == confirming || state == tracking || state == closed) ||
		(plan == agreed && learner_agreed));
	/* A closed case was reported and its effect checked twice; any other end is somebody's word. */
	assert(state != closed || (was_reported && checks == 2));
	assert(!(state == merged || state == withdrawn || state == external) || decided);
	/* Spec §9, T19: FEEDBACK is met when ALL THREE were told of THIS result. */
	assert(feedback != met || (has_intake && has_supervision && has_learner))
}

/* ---- effects that several rows share ---- */

inline forget_result() {
	result_admin = none; result_finance = none; result_rep = none;
	concluding = false; dissatisfied = false; was_reported = false; on_its_way = false;
	told_intake = false; told_supervision = false; told_learner = false;
	has_intake = false; has_supervision = false; has_learner = false
}

/* What was asked about the result is over (begin_again() and effect_rework() in effects_result.c). */
inline begin_again() {
	confirm = off; review = off; feedback = off; checks = 0;
	has_older_result = was_handled;
	forget_result()
}

/* A needed "no" or no word at all holds a plan up, and somebody must have said yes (§11). */
#define PLAN_VOTED ((!needs_finance || plan_finance == yes || plan_finance == abstains) && \
	(!needs_admin || plan_admin == yes || plan_admin == abstains) && \
	((!needs_finance && !needs_admin) || plan_finance == yes || plan_admin == yes))
#ifdef BAD_SILENCE
#define VOTES_SUFFICE true
#else
#define VOTES_SUFFICE PLAN_VOTED
#endif

/* M08 goes out, and REPLY begins. */
inline offer() {
	plan = offered;
	needs_finance = false; needs_admin = false; plan_finance = none; plan_admin = none;
	review = off;
	rounds = (rounds < 3 -> rounds + 1 : 3);
	state = negotiating
}

/* ROW T12 reviewed: plan_review -> negotiating */
inline follow_reviewed() {
	if
	:: VOTES_SUFFICE -> assert(PLAN_VOTED); offer()
	:: else -> skip
	fi
}

/* ROW T11 plan: investigating -> plan_review */
inline write_plan(finance, admin) {
	has_older_plan = (plan != unwritten);
	older_offers = older_offers + (plan == offered -> 1 : 0);
	plan = reviewed; learner_agreed = false; objected = false;
	needs_finance = finance; needs_admin = admin;
	review = (finance || admin -> running : off);
	state = plan_review;
	follow_reviewed()
}

/* ROW T14 answer: negotiating -> executing
   ROW T14 agreed: negotiating -> executing */
inline agree() {
	plan = agreed;
	state = executing
}

/* M12, M13, M14 go out, at once or after the votes, silence being an abstention.
   ROW T19 reported: handled -> confirming */
inline follow_reported() {
	if
	:: !before || result_admin == yes || result_admin == abstains || review == off ->
		was_reported = true; on_its_way = true;
		review = (before -> off : review);
		state = confirming
	:: else -> skip
	fi
}

/* ROW T17 resolve: executing -> handled */
inline resolve() {
	has_older_result = was_handled; was_handled = true; objected = false;
	forget_result();
	feedback = running; review = running;
	state = handled;
	follow_reported()
}

/* All three know (meet_feedback() in effects_result.c). */
inline meet_feedback() {
#ifdef BAD_TWO_ARE_ENOUGH
	feedback = (feedback == running && told_intake && told_learner -> met : feedback)
#else
	feedback = (feedback == running && told_intake && told_supervision && told_learner -> met : feedback)
#endif
}

inline learner_told() {
	told_learner = true;
	confirm = (state == confirming && !dissatisfied -> running : confirm);
	meet_feedback()
}

/* ROW T21 satisfaction: confirming -> tracking
   ROW T21 tick: confirming -> tracking */
inline track() {
	confirm = off; review = off; checks = 0;
	result_admin = none; result_finance = none; result_rep = none; concluding = false; dissatisfied = false;
	state = tracking
}

/* Cause and improvement are filled in (T25).
   ROW T25 finished: tracking -> closed
   ROW T25 close: tracking -> closed */
inline follow_finished() {
	if
	:: checks == 2 -> state = closed
	:: else -> skip
	fi
}

/* More than half of three.
   ROW T23 reviewed: confirming -> external */
#define YES_OF_GROUP ((result_admin == yes -> 1 : 0) + (result_finance == yes -> 1 : 0) + (result_rep == yes -> 1 : 0))
inline follow_concluded() {
	if
	:: YES_OF_GROUP >= 2 ->
		assert(rounds == 3 && concluding);
		decided = true; review = off; confirm = off;
		feedback = (feedback == running -> off : feedback);
		state = external
	:: else -> skip
	fi
}

/* ---- mails from the learner ---- */

bool newest, word, bound, about_end; /* of the mail that just arrives */

inline mail_forgotten() {
	newest = false; word = false; bound = false; about_end = false
}

/* An older version has been superseded. The token tells; without a token the date does, for a mail about an older
   version was written before the newer one was offered. */
#ifdef BAD_TOKEN
#define MAY_COUNT (newest || bound)
#else
#ifdef BAD_DATE
#define MAY_COUNT (newest || !bound)
#else
#define MAY_COUNT newest
#endif
#endif

/* "同意" or "不同意" in answer to M08; what does not count is relayed to whoever has the case (M27).
   ROW T15 answer: negotiating -> investigating
   ROW T15 answer: negotiating -> stays (unclear: asked once more) */
inline answer_to_plan() {
	select (newest : (has_older_plan -> 0 : 1) .. 1);
	select (word : 0 .. 1);
	select (bound : 0 .. 1);
	if
	:: state == negotiating && MAY_COUNT ->
		assert(newest);
		if
		:: word -> learner_agreed = true; agree()
		:: else -> plan = refused; state = investigating
		fi
#ifdef BAD_QUESTION
	:: state == confirming && word -> assert(false); track() /* "1" was yes to the plan, and is 满意 to the result */
#endif
	:: else -> skip
	fi;
	mail_forgotten()
}

/* 满意 or 不满意 in answer to M14.
   ROW T22 satisfaction: confirming -> investigating
   ROW T22 satisfaction: confirming -> stays (the last round, or unclear) */
inline answer_to_result() {
	select (newest : (has_older_result -> 0 : 1) .. 1);
	select (word : 0 .. 1);
	select (bound : 0 .. 1);
	if
	:: state == confirming && MAY_COUNT ->
		assert(newest);
		if
		:: word -> track()
		:: !word && rounds < 3 -> begin_again(); state = investigating
		:: else -> dissatisfied = true; confirm = off; review = running
		fi
	:: else -> skip
	fi;
	mail_forgotten()
}

/* The answer to M17, or a check by staff.
   ROW T24 track-answer: tracking -> stays
   ROW T24 track: tracking -> stays
   ROW T26 track-answer: tracking -> investigating
   ROW T26 track-answer: tracking -> stays (unclear)
   ROW T26 track: tracking -> investigating */
inline check_effect(effective) {
	if
	:: effective -> checks++
	:: else -> begin_again(); state = investigating
	fi
}

/* ---- votes: always bound, a command without a token is refused (spec §18) ---- */

#ifdef BAD_VOTE
#define VOTE_COUNTS true
#else
#define VOTE_COUNTS newest
#endif

/* Finance or admin_sup on a plan (M07).
   ROW - approve: plan_review -> stays
   ROW - abstain: plan_review -> stays
   ROW T13 reject: plan_review -> investigating */
inline vote_on_plan(who, is_asked) {
	select (newest : (has_older_plan -> 0 : 1) .. 1);
	if
	:: state == plan_review && VOTE_COUNTS ->
		assert(newest);
		if
		:: is_asked -> who = yes; follow_reviewed()
		:: is_asked -> who = abstains; follow_reviewed()
		:: plan = rejected; plan_finance = none; plan_admin = none; review = off; state = investigating
		fi
	:: else -> skip
	fi;
	mail_forgotten()
}

/* Admin_sup overrules an objection, with a reason (spec §2).
   ROW - approve: investigating -> negotiating */
inline override_plan() {
	select (newest : (has_older_plan -> 0 : 1) .. 1);
	if
	:: state == investigating && plan == rejected && VOTE_COUNTS -> assert(newest); offer()
	:: else -> skip
	fi;
	mail_forgotten()
}

/* The supervision group on a result (M13; M07 when it is asked first) or on ending the negotiation (M07).
   ROW - approve: handled -> stays
   ROW - abstain: handled -> stays
   ROW T23 approve: confirming -> stays
   ROW T23 abstain: confirming -> stays
   ROW T20 reject: handled,confirming -> executing
   ROW T20 reject: handled,confirming -> investigating */
#ifdef BAD_OTHER_VOTE
#define END_VOTE_COUNTS true
#else
#define END_VOTE_COUNTS about_end
#endif
inline vote_on_result(who) {
	select (newest : (has_older_result -> 0 : 1) .. 1);
	select (about_end : 0 .. (concluding -> 1 : 0));
	if
	:: state == handled && VOTE_COUNTS ->
		assert(newest);
		if
		:: who = yes; follow_reported()
		:: who = abstains; follow_reported()
		fi
	:: state == confirming && VOTE_COUNTS && concluding && END_VOTE_COUNTS ->
		assert(newest && about_end);
		who = yes; follow_concluded()
	:: (state == handled || state == confirming) && VOTE_COUNTS && (review == running || dissatisfied) ->
		assert(newest);
		begin_again();
		if
		:: objected = true; state = executing
		:: state = investigating
		fi
	:: else -> skip
	fi;
	mail_forgotten()
}

/* ROW - approve: executing -> handled */
inline override_result() {
	objected = false; has_older_result = was_handled;
	forget_result();
	feedback = running;
	state = handled;
	follow_reported()
}

/* Admin_sup's own vote is in the proposal.
   ROW T23 conclude: confirming -> stays */
inline conclude() {
	result_admin = yes; result_finance = none; result_rep = none;
	concluding = true; review = running
}

/* ---- our letters: handed to the SMTP server, or come back; both may be reported late and twice ---- */

#ifdef BAD_LATE_LETTER
#define LETTER_COUNTS true
#else
#define LETTER_COUNTS newest
#endif

/* M12, M13 or M14, of the newest result or of one that was sent back.
   ROW - handed-over: any -> stays */
inline letter_arrives(told, has) {
	select (newest : (has_older_result -> 0 : 1) .. (was_reported -> 1 : 0));
	has = has || newest;
	if
	:: LETTER_COUNTS && feedback != off -> told = true; meet_feedback()
	:: else -> skip
	fi;
	mail_forgotten()
}

inline letter_to_learner_arrives() {
	select (newest : (has_older_result -> 0 : 1) .. (was_reported -> 1 : 0));
	has_learner = has_learner || newest; on_its_way = on_its_way && !newest;
	if
	:: LETTER_COUNTS && feedback != off -> learner_told()
	:: else -> skip
	fi;
	mail_forgotten()
}

/* M14 came back: he has not been told, and nobody waits for an answer to it.
   ROW - bounced: any -> stays */
inline letter_to_learner_returns() {
	told_learner = false; has_learner = false; on_its_way = false; contact_lost = true; confirm = off;
	feedback = (feedback == met -> running : feedback)
}

/* Somebody telephoned: he has been told when no mail reaches him (effect_contact() in effects_plan.c).
   ROW T10 contact: investigating,plan_review,negotiating,executing,handled,confirming,tracking -> stays */
inline telephone() {
	has_learner = true; learner_told()
}

/* ---- anything goes: every mail, command and clock that the state of the world allows ---- */

inline anything() {
	if
	/* ROW T04 accept: triage -> accepted */
	:: state == triage -> state = accepted
	/* ROW T07 dispatch: accepted -> assigned */
	:: state == accepted -> state = assigned
	/* ROW T07c return: assigned -> triage */
	:: state == assigned -> state = triage
	/* ROW T08 transfer: assigned,investigating -> assigned
	   ROW T08 transfer: plan_review,negotiating,executing,handled,confirming -> stays
	   ROW T07b take: assigned -> stays */
	:: state == investigating -> state = assigned
	/* ROW T09 contact: assigned -> investigating */
	:: state == assigned -> state = investigating

	:: state == investigating -> write_plan(false, false)
	:: state == investigating -> write_plan(true, false)
	:: state == investigating -> write_plan(true, true)
	:: plan != unwritten -> vote_on_plan(plan_finance, needs_finance)
	:: plan != unwritten -> vote_on_plan(plan_admin, needs_admin)
	:: plan != unwritten -> override_plan()

	:: plan != unwritten -> answer_to_plan()
	:: state == negotiating -> learner_agreed = true; agree() /* #已同意 with means and time */
#ifdef BAD_UNASKED
	:: state == negotiating -> agree()
#endif
	/* ROW T16 tick: negotiating -> stays
	   ROW - tick: open -> stays (the ladder of spec §14) */

	:: state == executing -> resolve()
	/* ROW T17 done: executing -> stays
	   ROW T18 extend: executing -> stays
	   ROW T18 extend: assigned -> stays
	   ROW T18 extend: investigating -> stays (a clock moves, nothing else) */
	:: state == executing && objected -> override_result()
	:: was_handled -> vote_on_result(result_admin)
	:: was_handled -> vote_on_result(result_finance)
	:: was_handled -> vote_on_result(result_rep)
	/* REVIEW is over: silence abstains. */
	:: state == handled && review == running -> review = off; follow_reported()
	:: state == confirming && review == running && !dissatisfied -> review = off

	:: was_reported || has_older_result -> letter_arrives(told_intake, has_intake)
	:: was_reported || has_older_result -> letter_arrives(told_supervision, has_supervision)
	:: was_reported || has_older_result -> letter_to_learner_arrives()
	:: was_reported -> letter_to_learner_returns()
	:: state == confirming && contact_lost && !told_learner -> telephone()
	/* Whoever writes can be reached; when he has not heard of the result, it goes to him again (effect_message()).
	   ROW - message: open -> stays */
	:: contact_lost ->
		contact_lost = false;
#ifndef BAD_NO_SECOND_LETTER
		on_its_way = on_its_way || (state == confirming && !told_learner)
#endif

	:: was_handled -> answer_to_result()
	/* ROW T21 tick: confirming -> stays */
	:: state == confirming && confirm == running -> track()
	:: state == confirming && rounds == 3 -> conclude()

	/* ROW T24 tick: tracking -> stays */
	:: state == tracking && checks < 2 -> check_effect(true)
	:: state == tracking && checks < 2 -> check_effect(false)
	/* ROW T25 cause: work -> stays
	   ROW T25 improve: work -> stays
	   ROW - improve: closed,merged,withdrawn,external -> stays (it lives on after its case) */
	:: state == tracking -> follow_finished()
#ifdef BAD_CLOSE
	:: state == confirming -> state = closed
#endif
	/* ROW T27 message: closed -> investigating
	   ROW T27 reopen: closed -> investigating */
	:: state == closed -> begin_again(); state = investigating
	/* ROW T28 withdraw: open -> withdrawn */
	:: OPEN -> decided = true; state = withdrawn
	/* ROW T06 merge: open -> merged */
	:: OPEN -> decided = true; state = merged
	/* ROW T06 split: merged -> triage */
	:: state == merged ->
		decided = false;
#ifndef BAD_SPLIT
		plan = (plan == offered || plan == reviewed -> lapsed : plan);
#endif
		needs_finance = false; needs_admin = false; plan_finance = none; plan_admin = none;
		begin_again();
		state = triage
	fi
}

/* ---- the way out: in every open state somebody has a duty, and doing it brings the end nearer ---- */

/* The states are numbered from the last of their list to the first. */
#define NEARNESS (20 * state + (plan_finance == yes -> 1 : 0) + (plan_admin == yes -> 1 : 0) + checks + \
	(told_learner -> 1 : 0) + 4 * (concluding -> 1 : 0) + (result_finance == yes -> 1 : 0))

int nearness;

inline duty(learner_answers) {
	nearness = NEARNESS;
	if
	:: state == triage -> state = accepted
	:: state == accepted -> state = assigned
	:: state == assigned -> state = investigating
	:: state == investigating -> write_plan(true, true)
	:: state == plan_review && needs_finance && plan_finance != yes -> plan_finance = yes; follow_reviewed()
	:: state == plan_review && needs_admin && plan_admin != yes -> plan_admin = yes; follow_reviewed()
	:: state == negotiating && learner_answers -> learner_agreed = true; agree()
#ifndef BAD_NO_TELEPHONE
	:: state == negotiating && !learner_answers -> learner_agreed = true; agree() /* REPLY is over (T16): intake telephones */
#endif
	:: state == executing -> resolve()
	:: state == handled -> review = off; follow_reported()
	:: state == confirming && !dissatisfied && !told_learner && on_its_way -> has_learner = true; on_its_way = false; learner_told()
	:: state == confirming && !dissatisfied && !told_learner && contact_lost -> telephone()
	:: state == confirming && !dissatisfied && told_learner && learner_answers -> track()
	:: state == confirming && !dissatisfied && told_learner && confirm == running -> track() /* 未评价 */
#ifndef BAD_NO_DECISION
	:: state == confirming && dissatisfied && !concluding -> conclude()
	:: state == confirming && dissatisfied && concluding -> result_finance = yes; follow_concluded()
#endif
	:: state == tracking && checks < 2 -> check_effect(true)
	:: state == tracking && checks == 2 -> follow_finished()
	:: else -> skip
	fi;
	/* Nobody who could do anything, or it leads nowhere: a dead end. */
	assert(NEARNESS > nearness);
	nearness = 0
}

init {
	select (before : 0 .. 1);
	/* A case that was ended may stand still for ever (spin knows such places by the name "end"). */
end:	do
	:: atomic { anything(); check_case() }
	:: atomic { OPEN -> duty(true); check_case() }
	:: atomic { OPEN -> duty(false); check_case() }
	od
}
