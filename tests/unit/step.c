/* The life-cycle: one whole story with its letters and clocks. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"

#include <string.h>

static void
letters(const char *label, const World *world, const char *want)
{
	g_autofree char *got = world_letters(world);

	check_text(label, got, want);
}

static void
due(const char *label, const World *world, ClockKind kind, const char *want)
{
	const Clock *clock = case_clock(world->kase, kind);
	g_autofree char *got = clock ? world_text(clock->due_at) : NULL;

	check_text(label, got, want);
}

static void
state(const char *label, const World *world, CaseState want)
{
	check_text(label, state_name((CaseState)world->kase->state), state_name(want));
}

static bool
is_met(const World *world, ClockKind kind)
{
	const Clock *clock = case_clock(world->kase, kind);

	return clock && clock->met_at && !clock->breached_at && !clock->wake_at;
}

static void
whole_story(void)
{
	g_autoptr(World) world = world_new();
	ComplaintFacts facts = world_facts();
	g_autofree char *trail = NULL;

	world_do(world, (Event){ .kind = EVENT_COMPLAINT, .complaint = &facts });
	state("a sure complaint is assigned at once", world, STATE_ASSIGNED);
	letters("its letters", world, "M01>learner M04>handler M04>head");
	due("contact by the next working day", world, CLOCK_CONTACT, "2026-11-24T18:00");
	due("acknowledged within 15 minutes", world, CLOCK_ACK, "2026-11-23T10:15");
	due("a plan within three", world, CLOCK_PLAN, "2026-11-26T18:00");
	due("handled within fifteen", world, CLOCK_TOTAL, "2026-12-14T18:00");
	check_text("the first handler has it", world->kase->handler, HANDLER);
	world->now += 20;
	world_hand_over(world, LETTER_M01, ROLE_LEARNER);
	check(is_met(world, CLOCK_ACK), "M01 handed over meets ACK", "no");

	world_at(world, "2026-11-24T09:30");
	check_text("接单", refusal_name(world_command(world, EVENT_TAKE, HANDLER, "")), "none");
	world_at(world, "2026-11-24T11:00");
	check_text("联系",
		refusal_name(world_do(world, (Event){ .kind = EVENT_CONTACT,
						     .actor = HANDLER,
						     .means = "电话",
						     .text = "已沟通" })),
		"none");
	state("contact leads to investigation", world, STATE_INVESTIGATING);
	check(is_met(world, CLOCK_CONTACT), "CONTACT is met", "no");
	world_command(world, EVENT_EVIDENCE, HANDLER, "课堂录像");

	world_at(world, "2026-11-25T10:00");
	check_text("方案",
		refusal_name(world_do(world, (Event){ .kind = EVENT_PLAN,
						     .actor = HANDLER,
						     .measures = "更换老师\n补课两次",
						     .responsible = "王芳",
						     .day = world_time("2026-12-04T18:00"),
						     .cost = 200 })),
		"none");
	state("a plan with cost waits for finance", world, STATE_PLAN_REVIEW);
	letters("finance alone is asked", world, "M07>finance");
	check_text("同意 by finance", refusal_name(world_command(world, EVENT_APPROVE, FINANCE, "")), "none");
	state("the plan is offered", world, STATE_NEGOTIATING);
	letters("to the learner, with copies", world, "M08>handler M08>intake M08>learner");
	check(is_met(world, CLOCK_PLAN) && is_met(world, CLOCK_REVIEW), "PLAN and REVIEW are met", "no");
	due("an answer within ten", world, CLOCK_REPLY, "2026-12-09T18:00");

	world_at(world, "2026-11-26T20:00");
	world_do(world,
		(Event){ .kind = EVENT_ANSWER, .actor = LEARNER, .answer = ANSWER_AGREE, .text = "同意" });
	state("the learner agrees", world, STATE_EXECUTING);
	letters("agreed plan to three", world, "M10>handler M10>intake M10>learner");
	due("execution ends as the plan says", world, CLOCK_EXEC, "2026-12-04T18:00");
	world_at(world, "2026-12-04T15:00");
	check_text("办结 with open measures",
		refusal_name(world_command(world, EVENT_RESOLVE, HANDLER, "已经全部完成了")),
		"measures-open");
	world_do(world, (Event){ .kind = EVENT_DONE, .actor = HANDLER, .index = 1 });
	world_do(world, (Event){ .kind = EVENT_DONE, .actor = HANDLER, .index = 2 });
	check_text("办结", refusal_name(world_command(world, EVENT_RESOLVE, HANDLER, "已更换老师并补课两次")),
		"none");
	state("the result goes out at once", world, STATE_CONFIRMING);
	letters("to all three", world, "M12>intake M13>admin M13>finance M13>rep M14>learner");
	due("feedback within two working days", world, CLOCK_FEEDBACK, "2026-12-08T18:00");
	check(is_met(world, CLOCK_EXEC) && is_met(world, CLOCK_TOTAL), "EXEC and TOTAL are met", "no");
	world_hand_over(world, LETTER_M12, ROLE_INTAKE);
	world_hand_over(world, LETTER_M13, ROLE_FINANCE);
	check(!is_met(world, CLOCK_FEEDBACK), "two of three are not all", "met");
	world_hand_over(world, LETTER_M14, ROLE_LEARNER);
	check(is_met(world, CLOCK_FEEDBACK), "all three: FEEDBACK is met", "no");
	due("satisfaction within ten", world, CLOCK_CONFIRM, "2026-12-18T18:00");

	world_at(world, "2026-12-05T21:00");
	world_do(world, (Event){ .kind = EVENT_SATISFACTION,
				.actor = LEARNER,
				.satisfaction = SATISFACTION_SATISFIED,
				.text = "满意" });
	state("a satisfied learner", world, STATE_TRACKING);
	letters("is thanked", world, "M16a>learner");
	world_at(world, "2026-12-12T18:00");
	world_ticks(world);
	letters("after seven days he is asked again", world, "M17>learner");
	world_do(world, (Event){ .kind = EVENT_TRACK_ANSWER,
				.actor = LEARNER,
				.answer = ANSWER_AGREE,
				.text = "有效" });
	check_int("one check", world->kase->checks_done, 1);
	check_text("原因", refusal_name(world_command(world, EVENT_CAUSE, HANDLER, "备课不足")), "none");
	check_text("改进", refusal_name(world_command(world, EVENT_IMPROVE, HEAD, "每周听课")), "none");
	world_at(world, "2027-01-04T18:00");
	world_ticks(world);
	letters("after thirty days once more", world, "M17>learner");
	world_do(world, (Event){ .kind = EVENT_TRACK, .actor = INTAKE, .means = "有效", .text = "电话回访" });
	state("both checks good, cause and improvement there", world, STATE_CLOSED);
	letters("closing letter", world, "M16>learner");
	check_int("nothing ticks any more", world_ticks(world), 0);
	check(world->folds, "every step was the fold of its changes", "no");
	g_ptr_array_add(world->trail, NULL);
	trail = g_strjoinv(" ", (char **)world->trail->pdata);
	check_text("the way through the table", trail,
		"T01 T02 T07  T07b T09 T10 T11  T12 T14 T17 T17 T17 T19    T21 T24 T24 T25 T25 T24 T24 T25");
}

int
main(void)
{
	whole_story();
	return check_done();
}
