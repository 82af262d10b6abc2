/* What comes late, twice or crossed: an answer, a vote or a letter counts for the question that it is about
 * and for no later one. Each row is a way that the model in tests/model/ shows to be possible. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"
#include "workflow/case/reply.h"

static Event
plan_of(const World *world)
{
	return (Event){ .kind = EVENT_PLAN,
		.actor = HANDLER,
		.measures = "更换老师",
		.responsible = "王芳",
		.day = calendar_due_workdays(world->policy->calendar, world->now, 5, NULL),
		.cost = -1 };
}

static Refusal
answer(World *world, Answer said, int question, int64_t written)
{
	return world_do(world, (Event){ .kind = EVENT_ANSWER,
				       .actor = LEARNER,
				       .answer = said,
				       .text = "同意",
				       .index = question,
				       .written_at = written });
}

static Refusal
satisfaction(World *world, Satisfaction said, int question, int64_t written)
{
	return world_do(world, (Event){ .kind = EVENT_SATISFACTION,
				       .actor = LEARNER,
				       .satisfaction = said,
				       .text = "满意",
				       .index = question,
				       .written_at = written });
}

static Refusal
vote(World *world, EventKind kind, const char *actor, int question, LetterKind letter)
{
	return world_do(world, (Event){ .kind = kind,
				       .actor = actor,
				       .text = "理由充分",
				       .index = question,
				       .letter = letter });
}

static void
resolve(World *world)
{
	world_do(world, (Event){ .kind = EVENT_RESOLVE, .actor = HANDLER, .text = "已更换老师并补课两次" });
}

/* From investigating to a result that was told. */
static void
another_round(World *world)
{
	world_do(world, plan_of(world));
	answer(world, ANSWER_AGREE, 0, 0);
	resolve(world);
}

static void
refused(const char *label, Refusal got, Refusal want)
{
	check_text(label, refusal_name(got), refusal_name(want));
}

/* His answer to the first result arrives again, when the second is asked about. */
static void
after_a_new_plan(void)
{
	g_autoptr(World) world = world_in(STATE_CONFIRMING);
	int first = case_version(world->kase);

	refused("dissatisfied with result 1", satisfaction(world, SATISFACTION_NOT, first, 0), REFUSAL_NONE);
	another_round(world);
	check_int("result 2 is asked about", world->kase->state, STATE_CONFIRMING);
	refused("the same word once more", satisfaction(world, SATISFACTION_NOT, first, 0),
		REFUSAL_STALE_PLAN);
	refused("a late 满意 to result 1", satisfaction(world, SATISFACTION_SATISFIED, first, 0),
		REFUSAL_STALE_PLAN);
	refused("the word about result 2",
		satisfaction(world, SATISFACTION_SATISFIED, case_version(world->kase), 0), REFUSAL_NONE);
}

/* The supervisors send the result back: the plan stays, the result is a new one. */
static void
after_rework(void)
{
	g_autoptr(World) world = world_in(STATE_CONFIRMING);
	int first = case_version(world->kase);

	refused("sent back", vote(world, EVENT_REJECT, ADMIN, first, LETTER_M13), REFUSAL_NONE);
	resolve(world);
	check_int("the reworked result is asked about", world->kase->state, STATE_CONFIRMING);
	refused("a late 满意 to what was sent back", satisfaction(world, SATISFACTION_SATISFIED, first, 0),
		REFUSAL_STALE_PLAN);
	refused("the objection once more", vote(world, EVENT_REJECT, ADMIN, first, LETTER_M13),
		REFUSAL_STALE_PLAN);
	refused("an objection to the reworked result",
		vote(world, EVENT_REJECT, FINANCE, case_version(world->kase), LETTER_M13), REFUSAL_NONE);
}

/* "1" is 同意 to M08 and 满意 to M14. */
static void
the_other_question(void)
{
	g_autoptr(World) world = world_in(STATE_NEGOTIATING);
	int plan = case_version(world->kase);

	answer(world, ANSWER_AGREE, plan, 0);
	resolve(world);
	refused("the answer to the plan arrives again", satisfaction(world, SATISFACTION_SATISFIED, plan, 0),
		REFUSAL_STALE_PLAN);
	check_int("the result waits for his word", world->kase->state, STATE_CONFIRMING);
}

/* Without a token the date of the mail tells. */
static void
by_its_date(void)
{
	g_autoptr(World) world = world_in(STATE_NEGOTIATING);
	int64_t offered = world->now;

	world->now += 3600;
	refused("agreement written before the offer", answer(world, ANSWER_AGREE, 0, offered - 60),
		REFUSAL_STALE_PLAN);
	refused("refusal written before the offer", answer(world, ANSWER_REFUSE, 0, offered - 60),
		REFUSAL_STALE_PLAN);
	refused("a token makes a wrong clock of the sender harmless",
		answer(world, ANSWER_AGREE, case_version(world->kase), offered - 86400), REFUSAL_NONE);
	world->now += 3600;
	resolve(world);
	refused("满意 written before the result",
		satisfaction(world, SATISFACTION_SATISFIED, 0, offered + 60), REFUSAL_STALE_PLAN);
	refused("满意 written after the result", satisfaction(world, SATISFACTION_SATISFIED, 0, world->now),
		REFUSAL_NONE);
}

static void
late_checks(void)
{
	g_autoptr(World) world = world_in(STATE_TRACKING);
	int first = case_version(world->kase);
	Event effective = {
		.kind = EVENT_TRACK_ANSWER, .actor = LEARNER, .answer = ANSWER_AGREE, .index = first
	};

	world->now += (int64_t)8 * 86400;
	refused("it is back",
		world_do(world, (Event){ .kind = EVENT_TRACK_ANSWER,
					.actor = LEARNER,
					.answer = ANSWER_REFUSE,
					.text = "又发生了",
					.index = first }),
		REFUSAL_NONE);
	another_round(world);
	satisfaction(world, SATISFACTION_SATISFIED, 0, 0);
	check_int("the second remedy is tracked", world->kase->state, STATE_TRACKING);
	world->now += (int64_t)8 * 86400;
	refused("a late word about the first remedy", world_do(world, effective), REFUSAL_STALE_PLAN);
	effective.answer = ANSWER_REFUSE;
	refused("a late complaint about it", world_do(world, effective), REFUSAL_STALE_PLAN);
	effective.answer = ANSWER_AGREE;
	effective.index = case_version(world->kase);
	refused("a word about the second", world_do(world, effective), REFUSAL_NONE);
}

/* Of a case that was merged and split, no plan waits for an answer. */
static void
after_a_split(void)
{
	g_autoptr(World) world = world_in(STATE_NEGOTIATING);
	int offered = 0;

	world_do(world, (Event){ .kind = EVENT_MERGE,
				.actor = INTAKE,
				.number = world_other()->number,
				.other = world_other() });
	check_int("merged", world->kase->state, STATE_MERGED);
	world_do(world, (Event){ .kind = EVENT_SPLIT, .actor = INTAKE });
	check_int("split", world->kase->state, STATE_TRIAGE);
	for (guint i = 0; i < world->kase->plans->len; i++)
		offered += ((const Plan *)g_ptr_array_index(world->kase->plans, i))->status == PLAN_OFFERED;
	check_int("plans before the learner", offered, 0);
}

static void
hand_over(World *world, LetterKind letter, Role role, int64_t written)
{
	world_do(world, (Event){ .kind = EVENT_HANDED_OVER,
				.letter = letter,
				.letter_to = role,
				.written_at = written });
}

/* FEEDBACK is met by letters about this result, not by those that were still queued about the one sent back.
 */
static void
late_letters(void)
{
	g_autoptr(World) world = world_in(STATE_CONFIRMING);
	int64_t first = world->now;

	vote(world, EVENT_REJECT, ADMIN, case_version(world->kase), LETTER_M13);
	world->now += 7200;
	resolve(world);
	world->now += 60;
	hand_over(world, LETTER_M12, ROLE_INTAKE, first);
	hand_over(world, LETTER_M13, ROLE_ADMIN_SUP, first);
	hand_over(world, LETTER_M14, ROLE_LEARNER, first);
	check_int("intake was told of an older result", world->kase->told_intake_at, 0);
	check_int("supervision was told of an older result", world->kase->told_supervision_at, 0);
	check_int("the learner was told of an older result", world->kase->told_learner_at, 0);
	check_int("FEEDBACK is not met by them", case_clock(world->kase, CLOCK_FEEDBACK)->met_at, 0);
	hand_over(world, LETTER_M12, ROLE_INTAKE, world->now - 60);
	hand_over(world, LETTER_M13, ROLE_ADMIN_SUP, world->now - 60);
	hand_over(world, LETTER_M14, ROLE_LEARNER, world->now - 60);
	check_int("FEEDBACK is met by those of this one", case_clock(world->kase, CLOCK_FEEDBACK)->met_at,
		world->now);
}

/* M14 came back, then the learner writes: he can be reached, and has not heard of the result yet. */
static void
reached_again(void)
{
	g_autoptr(World) world = world_in(STATE_CONFIRMING);

	world_do(world, (Event){ .kind = EVENT_BOUNCED, .letter = LETTER_M14, .letter_to = ROLE_LEARNER });
	world->now += 3600;
	refused("he writes", world_command(world, EVENT_MESSAGE, LEARNER, "邮箱刚才满了"), REFUSAL_NONE);
	check(world_sent(world, LETTER_M14, LEARNER), "the result goes to him again", "it does not");
	world->now += 60;
	hand_over(world, LETTER_M14, ROLE_LEARNER, world->now - 60);
	check(clock_is_running(case_clock(world->kase, CLOCK_CONFIRM)), "his answer is awaited", "it is not");
	world_command(world, EVENT_MESSAGE, LEARNER, "收到");
	check(!world_sent(world, LETTER_M14, LEARNER), "and not a third time", "it does");
}

/* A yes to the result is no yes to ending the negotiation (T23). */
static void
ending(void)
{
	g_autoptr(World) world = world_in(STATE_NEGOTIATING);
	int result, proposal;

	for (int round = 1; round < 3; round++) {
		answer(world, ANSWER_REFUSE, 0, 0);
		world_do(world, plan_of(world));
	}
	answer(world, ANSWER_AGREE, 0, 0);
	resolve(world);
	result = case_version(world->kase);
	satisfaction(world, SATISFACTION_NOT, result, 0);
	check_int("the last round: the supervisors decide", world->kase->state, STATE_CONFIRMING);
	world->now += 60;
	refused("ending is proposed", vote(world, EVENT_CONCLUDE, ADMIN, 0, LETTER_NONE), REFUSAL_NONE);
	proposal = case_version(world->kase);
	check_int("the proposal is a question of its own", proposal, result + 1);
	refused("a late 同意 to the result", vote(world, EVENT_APPROVE, FINANCE, result, LETTER_M13),
		REFUSAL_STALE_PLAN);
	refused("… that was asked for before it was told",
		vote(world, EVENT_APPROVE, FINANCE, result, LETTER_M07), REFUSAL_STALE_PLAN);
	refused("a late 弃权", vote(world, EVENT_ABSTAIN, FINANCE, result, LETTER_M07), REFUSAL_STALE_PLAN);
	check_int("none of them ends the negotiation", world->kase->state, STATE_CONFIRMING);
	world->now += 60;
	refused("it is proposed again", vote(world, EVENT_CONCLUDE, ADMIN, proposal, LETTER_M13),
		REFUSAL_NONE);
	refused("同意 to the first proposal", vote(world, EVENT_APPROVE, FINANCE, proposal, LETTER_M07),
		REFUSAL_STALE_PLAN);
	refused("同意 to the second", vote(world, EVENT_APPROVE, FINANCE, proposal + 1, LETTER_M07),
		REFUSAL_NONE);
	check_int("it ends the negotiation", world->kase->state, STATE_EXTERNAL);
}

/* Ending is proposed, and the learner has thought better of it; or a supervisor says no to the result. */
static void
not_ending(void)
{
	static const Event says[] = {
		{ .kind = EVENT_SATISFACTION,
			.actor = LEARNER,
			.satisfaction = SATISFACTION_SATISFIED,
			.text = "满意" },
		{ .kind = EVENT_REJECT, .actor = FINANCE, .text = "再试一次", .letter = LETTER_M13 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(says); i++) {
		g_autoptr(World) world = world_in(STATE_CONFIRMING);
		Event event = says[i];

		event.index = case_version(world->kase);
		world->policy->rounds_before_conclusion = 1;
		satisfaction(world, SATISFACTION_NOT, event.index, 0);
		vote(world, EVENT_CONCLUDE, ADMIN, event.index, LETTER_M13);
		refused("a word about the result that still stands", world_do(world, event), REFUSAL_NONE);
	}
}

/* The supervisor's yes was on its way when finance objected: he has not overruled what he had not read. */
static void
crossed_votes(void)
{
	static const struct {
		CaseState state, goes_to;
		LetterKind asked;
	} rows[] = {
		{ STATE_PLAN_REVIEW, STATE_NEGOTIATING, LETTER_M07 },
		{ STATE_CONFIRMING, STATE_CONFIRMING, LETTER_M13 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = world_in(rows[i].state);
		int version = case_version(world->kase);
		int back;

		refused("finance objects", vote(world, EVENT_REJECT, FINANCE, version, rows[i].asked),
			REFUSAL_NONE);
		check(world_sent(world, LETTER_M07R, ADMIN), "the supervisor hears of it", "he does not");
		back = world->kase->state;
		refused("his 同意 from before", vote(world, EVENT_APPROVE, ADMIN, version, rows[i].asked),
			REFUSAL_OBJECTED);
		check_int("overrules nothing", world->kase->state, back);
		refused("his 同意 to the objection", vote(world, EVENT_APPROVE, ADMIN, version, LETTER_M07R),
			REFUSAL_NONE);
		check_int("overrules it", world->kase->state, rows[i].goes_to);
	}
}

/* Who answers a letter from before the first plan cannot have seen it; who answers none may mean it. */
static void
before_any_plan(void)
{
	g_autoptr(World) world = world_in(STATE_PLAN_REVIEW);

	refused("同意 to M05", vote(world, EVENT_APPROVE, FINANCE, 0, LETTER_M05), REFUSAL_STALE_PLAN);
	refused("驳回 to M04", vote(world, EVENT_REJECT, FINANCE, 0, LETTER_M04), REFUSAL_STALE_PLAN);
	refused("同意 by hand", vote(world, EVENT_APPROVE, FINANCE, 0, LETTER_NONE), REFUSAL_NONE);
}

/* A short yes is about the letter that it answers, and only while its question is open. */
static void
other_letters(void)
{
	static const struct {
		const char *label;
		CaseState state;
		const char *text;
		LetterKind asked;
		EventKind want;
	} rows[] = {
		{ "同意 to the offer", STATE_NEGOTIATING, "同意", LETTER_M08, EVENT_ANSWER },
		{ "同意 to the reminder", STATE_NEGOTIATING, "同意", LETTER_M15, EVENT_ANSWER },
		{ "同意 to no known letter", STATE_NEGOTIATING, "同意", LETTER_NONE, EVENT_ANSWER },
		{ "可以 to a handler's own words", STATE_NEGOTIATING, "可以", LETTER_M27, EVENT_MESSAGE },
		{ "1 to the request for missing items", STATE_NEGOTIATING, "1", LETTER_M02, EVENT_MESSAGE },
		{ "满意 to the result", STATE_CONFIRMING, "满意", LETTER_M14, EVENT_SATISFACTION },
		{ "满意 to a handler's own words", STATE_CONFIRMING, "满意", LETTER_M27, EVENT_MESSAGE },
		{ "有效 to the tracking question", STATE_TRACKING, "有效", LETTER_M17, EVENT_TRACK_ANSWER },
		{ "有效 to another letter", STATE_TRACKING, "有效", LETTER_M16A, EVENT_MESSAGE },
		{ "同意 when nothing is asked", STATE_EXECUTING, "同意", LETTER_M08, EVENT_MESSAGE },
		{ "满意 when all is over", STATE_CLOSED, "不满意", LETTER_M14, EVENT_MESSAGE },
		{ "how does it stand", STATE_NEGOTIATING, "进度", LETTER_M08, EVENT_PROGRESS },
		{ "a bare thank-you", STATE_CLOSED, "谢谢", LETTER_M16, EVENT_NONE },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = world_in(rows[i].state);
		Event event = { 0 };

		reply_event(world->kase, rows[i].text, rows[i].asked, 1, &event);
		check_text(rows[i].label, event_name(event.kind), event_name(rows[i].want));
	}
}

int
main(void)
{
	after_a_new_plan();
	after_rework();
	the_other_question();
	by_its_date();
	late_checks();
	after_a_split();
	late_letters();
	reached_again();
	ending();
	not_ending();
	crossed_votes();
	before_any_plan();
	other_letters();
	return check_done();
}
