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

static bool
runs(const World *world, ClockKind kind)
{
	const Clock *clock = case_clock(world->kase, kind);

	return clock && clock_is_running(clock) && clock->wake_at;
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

static Event
complaint(const ComplaintFacts *facts)
{
	return (Event){ .kind = EVENT_COMPLAINT, .complaint = facts };
}

static Event
satisfaction(Satisfaction value)
{
	return (Event){ .kind = EVENT_SATISFACTION, .actor = LEARNER, .satisfaction = value, .text = "答复" };
}

static void
routing(void)
{
	static const struct {
		const char *label, *category, *persons, *away, *deputy;
		const char *state, *handler, *letters;
	} rows[] = {
		{ "teaching goes to its first handler", "teaching", "", NULL, NULL, "assigned", HANDLER,
			"M01>learner M04>handler M04>head" },
		{ "service goes to the head", "service", "", NULL, NULL, "assigned", HEAD,
			"M01>learner M04>head" },
		{ "privacy goes to the supervisor", "privacy_safety", "", NULL, NULL, "assigned", ADMIN,
			"M01>learner M04>admin" },
		{ "other is intake's to decide", "other", "", NULL, NULL, "triage", NULL,
			"M01>learner M04t>intake" },
		{ "a named handler is passed over", "teaching", "王芳", NULL, NULL, "assigned", SECOND,
			"M01>learner M04>head M04>second" },
		{ "named by surname and title", "teaching", "王老师", NULL, NULL, "assigned", SECOND,
			"M01>learner M04>head M04>second" },
		{ "another 王老师's surname alone is no name", "teaching", "王", NULL, NULL, "assigned",
			HANDLER, "M01>learner M04>handler M04>head" },
		{ "named by address", "teaching", "Handler@School.Test", NULL, NULL, "assigned", SECOND,
			"M01>learner M04>head M04>second" },
		{ "both handlers named: the head", "teaching", "王芳\n李娜", NULL, NULL, "assigned", HEAD,
			"M01>learner M04>head" },
		{ "the head named too: the supervisor, and no letter to the head", "teaching",
			"王芳\n李娜\n赵强", NULL, NULL, "assigned", ADMIN, "M01>learner M04>admin" },
		{ "service with its head named goes to the supervisor", "service", "赵强", NULL, NULL,
			"assigned", ADMIN, "M01>learner M04>admin" },
		{ "everybody named: intake finds somebody", "teaching", "王芳\n李娜\n赵强\n周正", NULL, NULL,
			"accepted", NULL, "M01>learner" },
		{ "an absent handler's deputy", "teaching", "", HANDLER, ACADEMIC, "assigned", ACADEMIC,
			"M01>learner M04>academic M04>head" },
		{ "an absent handler without deputy is passed over", "teaching", "", HANDLER, NULL,
			"assigned", SECOND, "M01>learner M04>head M04>second" },
		{ "a deputy who is named is passed over", "teaching", "孙教务", HANDLER, ACADEMIC, "assigned",
			SECOND, "M01>learner M04>head M04>second" },
		{ "deputies in a ring", "teaching", "", HANDLER, HANDLER, "assigned", SECOND,
			"M01>learner M04>head M04>second" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = world_new();
		ComplaintFacts facts = world_facts();

		facts.category = rows[i].category;
		facts.persons = rows[i].persons;
		if (rows[i].away) {
			Person *person = world_person(world->policy, rows[i].away);

			person->deputy = g_strdup(rows[i].deputy);
			person->away_from = world->now - 10;
			person->away_to = world->now + 10;
		}
		world_do(world, complaint(&facts));
		check_text(rows[i].label, state_name((CaseState)world->kase->state), rows[i].state);
		check_text("its handler", world->kase->handler, rows[i].handler);
		letters("its letters", world, rows[i].letters);
		check(world->folds, "it folds", "no");
	}
}

static void
triage(void)
{
	static const struct {
		const char *label;
		double score, margin;
		bool complaint, duplicate, unreadable;
		const char *category;
		TriageReason want;
	} rows[] = {
		{ "a sure one", 0.9, 0.5, true, false, false, "teaching", TRIAGE_NONE },
		{ "at the threshold", 0.60, 0.15, true, false, false, "teaching", TRIAGE_NONE },
		{ "below the threshold", 0.59, 0.5, true, false, false, "teaching", TRIAGE_UNSURE },
		{ "too near the second", 0.9, 0.14, true, false, false, "teaching", TRIAGE_UNSURE },
		{ "no category", 0.9, 0.5, true, false, false, NULL, TRIAGE_UNSURE },
		{ "a category that we do not have", 0.9, 0.5, true, false, false, "canteen", TRIAGE_UNSURE },
		{ "praise", 0.9, 0.5, false, false, false, "teaching", TRIAGE_NO_COMPLAINT },
		{ "maybe a duplicate", 0.9, 0.5, true, true, false, "teaching", TRIAGE_DUPLICATE },
		{ "unreadable", 0.9, 0.5, true, false, true, "teaching", TRIAGE_UNREADABLE },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = world_new();
		ComplaintFacts facts = world_facts();

		facts.score = rows[i].score;
		facts.margin = rows[i].margin;
		facts.is_complaint = rows[i].complaint;
		facts.maybe_duplicate = rows[i].duplicate;
		facts.unreadable = rows[i].unreadable;
		facts.category = rows[i].category;
		world_do(world, complaint(&facts));
		check_int(rows[i].label, world->kase->triage, rows[i].want);
		state("its state", world, rows[i].want == TRIAGE_NONE ? STATE_ASSIGNED : STATE_TRIAGE);
	}
	{
		/* Intake decides: it goes on as if it had been sure, and asks for what is missing. */
		g_autoptr(World) world = world_new();
		ComplaintFacts facts = world_facts();

		facts.score = 0.2;
		facts.class_name = "";
		world_do(world, complaint(&facts));
		due("intake has a working day", world, CLOCK_TRIAGE, "2026-11-24T18:00");
		world_at(world, "2026-11-23T14:00");
		world_do(world,
			(Event){
				.kind = EVENT_ACCEPT, .actor = INTAKE, .category = "课程安排", .yes = true });
		state("accepted and assigned", world, STATE_ASSIGNED);
		check_text("to the other department", world->kase->handler, ACADEMIC);
		check(is_met(world, CLOCK_TRIAGE) && world->kase->urgent &&
				world->kase->triage == TRIAGE_NONE,
			"TRIAGE is met, the case is urgent", "no");
		letters("letters", world, "M02>learner M04>academic M05>academic M05>admin");
		check_text("who said so", world->kase->category_by, INTAKE);
	}
}

/* Urgent: told at once, limits halved (spec §6). */
static void
urgency(void)
{
	g_autoptr(World) world = world_new();
	ComplaintFacts facts = world_facts();

	facts.urgent = true;
	world_do(world, complaint(&facts));
	letters("an urgent complaint alerts at once", world,
		"M01>learner M04>handler M04>head M05>admin M05>head");
	due("contact in half a working day", world, CLOCK_CONTACT, "2026-11-23T14:30");
	due("plan in one", world, CLOCK_PLAN, "2026-11-24T18:00");
	due("handled in five", world, CLOCK_TOTAL, "2026-11-30T18:00");
	world_do(world, (Event){ .kind = EVENT_URGENT, .actor = INTAKE, .yes = false });
	due("intake clears it: a whole day", world, CLOCK_CONTACT, "2026-11-24T18:00");
	letters("a promise moved: the learner is told", world, "M19>intake M19>learner");
	world_do(world, (Event){ .kind = EVENT_URGENT, .actor = INTAKE, .yes = true });
	due("and sets it again", world, CLOCK_CONTACT, "2026-11-23T14:30");
	letters("alert and news", world, "M05>admin M05>head M19>intake M19>learner");
	world_do(world, (Event){ .kind = EVENT_URGENT, .actor = INTAKE, .yes = true });
	check_int("twice changes nothing",
		((Transition *)g_ptr_array_index(world->last->transitions, 0))->changes->len, 0);
}

/* Spec §20, 2 and 3. */
static void
calendar_stories(void)
{
	{
		g_autoptr(World) world = world_new();
		ComplaintFacts facts = world_facts();

		world_at(world, "2026-02-13T16:00");
		world_do(world, complaint(&facts));
		due("Friday before a make-up Saturday", world, CLOCK_CONTACT, "2026-02-14T18:00");
	}
	{
		g_autoptr(World) world = world_in(STATE_EXECUTING);

		world_at(world, "2026-09-30T15:00");
		world_command(world, EVENT_RESOLVE, HANDLER, "已更换为李老师授课");
		due("over National Day", world, CLOCK_FEEDBACK, "2026-10-09T18:00");
	}
	{
		g_autoptr(World) world = world_new();
		ComplaintFacts facts = world_facts();

		world_at(world, "2026-12-30T10:00");
		world_do(world, complaint(&facts));
		check(case_clock(world->kase, CLOCK_TOTAL)->provisional &&
				!case_clock(world->kase, CLOCK_CONTACT)->provisional,
			"a limit into a year without calendar is provisional", "no");
	}
}

static Event
plan_of(const World *world, int64_t cost)
{
	return (Event){ .kind = EVENT_PLAN,
		.actor = HANDLER,
		.measures = "退还部分学费",
		.responsible = "王芳",
		.day = calendar_due_workdays(world->policy->calendar, world->now, 5, NULL),
		.cost = cost };
}

/* Spec §11: who is asked about a plan. */
static void
reviewing(void)
{
	static const struct {
		const char *label;
		int64_t cost;
		bool urgent;
		const char *handler, *letters;
	} rows[] = {
		{ "no cost: nobody, offered at once", -1, false, HANDLER,
			"M08>handler M08>intake M08>learner" },
		{ "cost 0: nobody", 0, false, HANDLER, "M08>handler M08>intake M08>learner" },
		{ "some cost: finance", 1, false, HANDLER, "M07>finance" },
		{ "at the limit: finance", 1000, false, HANDLER, "M07>finance" },
		{ "above it: admin_sup too", 1001, false, HANDLER, "M07>admin M07>finance" },
		{ "urgent: admin_sup", -1, true, HANDLER, "M07>admin" },
		{ "urgent, and admin_sup handles it: a manager judges", -1, true, ADMIN, "M07>boss" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = world_in(STATE_INVESTIGATING);
		Event event = plan_of(world, rows[i].cost);

		case_apply(world->kase, "urgent", rows[i].urgent ? "1" : "");
		case_apply(world->kase, "handler", rows[i].handler);
		event.actor = rows[i].handler;
		world_do(world, event);
		letters(rows[i].label, world, rows[i].letters);
	}
	{
		g_autoptr(World) world = world_in(STATE_INVESTIGATING);

		world_do(world, plan_of(world, 2000));
		world_command(world, EVENT_APPROVE, FINANCE, "");
		state("one of two votes does not suffice", world, STATE_PLAN_REVIEW);
		world_command(world, EVENT_ABSTAIN, ADMIN, "");
		state("yes and an abstention do", world, STATE_NEGOTIATING);
	}
	{
		g_autoptr(World) world = world_in(STATE_INVESTIGATING);

		world_do(world, plan_of(world, 2000));
		world_command(world, EVENT_ABSTAIN, FINANCE, "");
		world_command(world, EVENT_ABSTAIN, ADMIN, "");
		state("two abstentions are no yes", world, STATE_PLAN_REVIEW);
		world_command(world, EVENT_APPROVE, ADMIN, "");
		state("the second word of the same counts", world, STATE_NEGOTIATING);
	}
	{
		/* Spec §20, 7. */
		g_autoptr(World) world = world_in(STATE_INVESTIGATING);

		world_do(world, plan_of(world, 200));
		world_command(world, EVENT_REJECT, FINANCE, "费用过高");
		state("finance objects: back", world, STATE_INVESTIGATING);
		letters("handler and head hear why, and who may overrule it", world,
			"M07r>admin M07r>handler M07r>head");
		check_int("the plan is rejected", case_plan(world->kase)->status, PLAN_REJECTED);
		world_do(world, plan_of(world, -1));
		check_int("a change is plan 2", world->kase->plans->len, 2);
		check_int("round 1 is the first offered", world->kase->round, 1);
		check_text("a vote on plan 1 now",
			refusal_name(world_do(world, (Event){ .kind = EVENT_ANSWER,
							     .actor = LEARNER,
							     .answer = ANSWER_AGREE,
							     .index = 1 })),
			"stale-plan");
	}
}

/* Spec §20, 6: three rounds of negotiation. */
static void
negotiating(void)
{
	g_autoptr(World) world = world_in(STATE_NEGOTIATING);

	for (int round = 1; round <= 3; round++) {
		check_int("round", world->kase->round, round);
		world_do(world, (Event){ .kind = EVENT_ANSWER,
					.actor = LEARNER,
					.answer = ANSWER_REFUSE,
					.text = "不同意" });
		state("refused: adjusted", world, STATE_INVESTIGATING);
		letters("who hears it", world,
			round < 3 ? "M09>handler M09>head" : "M09>admin M09>handler M09>head");
		check_int("plan refused", case_plan(world->kase)->status, PLAN_REFUSED);
		check(runs(world, CLOCK_PLAN), "PLAN runs again", "no");
		world_do(world, plan_of(world, -1));
	}
	world_do(world, (Event){ .kind = EVENT_AGREED,
				.actor = HANDLER,
				.means = "电话",
				.text = "学员同意",
				.at = world->now });
	state("the handler's word, with means", world, STATE_EXECUTING);
	check_int("the contact is in the log",
		((Entry *)g_ptr_array_index(world->kase->entries, world->kase->entries->len - 1))->kind,
		ENTRY_CONTACT);
	check_int("four plans, all kept", world->kase->plans->len, 4);
}

/* REPLY: reminded at 3 and 5 working days, given up at 10, then intake weekly (T16). */
static void
silent_about_the_plan(void)
{
	g_autoptr(World) world = world_in(STATE_NEGOTIATING);
	static const struct {
		const char *at, *letters;
	} rows[] = {
		{ "2026-11-26T08:59", "" },
		{ "2026-11-26T09:00", "M15>learner" },
		{ "2026-11-27T18:00", "" },
		{ "2026-11-30T09:00", "M15>learner" },
		{ "2026-12-07T17:59", "" },
		{ "2026-12-07T18:00", "M15>intake" },
		{ "2026-12-14T17:00", "" },
		{ "2026-12-15T09:00", "M15>intake" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		guint index = 0;
		g_autofree char *got = NULL;

		for (guint j = 0; j < world->kase->clocks->len; j++) {
			if (((Clock *)g_ptr_array_index(world->kase->clocks, j))->kind == CLOCK_REPLY)
				index = j;
		}
		world_at(world, rows[i].at);
		g_ptr_array_set_size(world->last->transitions, 0);
		world_do(world, (Event){ .kind = EVENT_TICK, .index = (int)index });
		got = world_letters(world);
		check_text(rows[i].at, got, rows[i].letters);
	}
	state("it is still the learner's turn", world, STATE_NEGOTIATING);
	world_do(world,
		(Event){ .kind = EVENT_ANSWER, .actor = LEARNER, .answer = ANSWER_AGREE, .text = "同意" });
	state("a late yes is a yes", world, STATE_EXECUTING);
	due("the completion time had passed: a day is left", world, CLOCK_EXEC, "2026-12-16T18:00");
}

/* Spec §20, 8, 9, 11; T22, T23. */
static void
results(void)
{
	{
		g_autoptr(World) world = world_in(STATE_CONFIRMING);

		world_hand_over(world, LETTER_M12, ROLE_INTAKE);
		world_hand_over(world, LETTER_M13, ROLE_ADMIN_SUP);
		world_hand_over(world, LETTER_M14, ROLE_LEARNER);
		world_at(world, "2026-12-07T17:59");
		world_ticks(world);
		state("still waiting on the last day", world, STATE_CONFIRMING);
		world_at(world, "2026-12-07T18:00");
		world_ticks(world);
		state("silent to the end", world, STATE_TRACKING);
		check_int("未评价, never satisfied", world->kase->satisfaction, SATISFACTION_SILENT);
	}
	{
		g_autoptr(World) world = world_in(STATE_CONFIRMING);

		world_do(world, satisfaction(SATISFACTION_NOT));
		state("不满意 goes back", world, STATE_INVESTIGATING);
		letters("one level up", world,
			"M18>admin M18>finance M18>handler M18>head M18>intake M18>rep");
		check(world->kase->supervised && runs(world, CLOCK_PLAN) && runs(world, CLOCK_TOTAL) &&
				!runs(world, CLOCK_CONFIRM),
			"watched, with new clocks", "no");
	}
	{
		g_autoptr(World) world = world_in(STATE_CONFIRMING);

		case_apply(world->kase, "round", "3");
		world_do(world, satisfaction(SATISFACTION_NOT));
		state("after the third round the supervisors decide", world, STATE_CONFIRMING);
		letters("they are told", world, "M09>admin M09>handler M09>head");
		world_command(world, EVENT_CONCLUDE, ADMIN, "谈不成");
		letters("the others are asked", world, "M07>finance M07>rep");
		state("one of three is no majority", world, STATE_CONFIRMING);
		world_command(world, EVENT_APPROVE, REP, "");
		state("two are", world, STATE_EXTERNAL);
		letters("the learner hears of other ways", world, "M16b>learner");
	}
	{
		g_autoptr(World) world = world_in(STATE_CONFIRMING);

		world_command(world, EVENT_APPROVE, FINANCE, "");
		world_command(world, EVENT_APPROVE, REP, "");
		case_apply(world->kase, "round", "3");
		world_command(world, EVENT_CONCLUDE, ADMIN, "谈不成");
		state("approving the result is no vote for ending", world, STATE_CONFIRMING);
	}
	{
		g_autoptr(World) world = world_in(STATE_CONFIRMING);
		const Clock *feedback;

		world_hand_over(world, LETTER_M12, ROLE_INTAKE);
		world_hand_over(world, LETTER_M13, ROLE_ADMIN_SUP);
		world_hand_over(world, LETTER_M14, ROLE_LEARNER);
		check(is_met(world, CLOCK_FEEDBACK), "all told", "no");
		world->now += 60;
		world_do(world,
			(Event){ .kind = EVENT_BOUNCED, .letter = LETTER_M14, .letter_to = ROLE_LEARNER });
		feedback = case_clock(world->kase, CLOCK_FEEDBACK);
		check(world->kase->contact_lost && clock_is_running(feedback) && feedback->wake_at,
			"a bounce of M14 opens FEEDBACK again", "no");
		letters("somebody must telephone", world, "M15>handler M15>intake");
		check(!runs(world, CLOCK_CONFIRM), "who was not told is not waited for", "no");
		world->now += 600;
		world_do(world, (Event){ .kind = EVENT_CONTACT,
					.actor = INTAKE,
					.means = "电话",
					.text = "已口头告知结果" });
		check(is_met(world, CLOCK_FEEDBACK) && runs(world, CLOCK_CONFIRM), "told by telephone", "no");
	}
	{
		g_autoptr(World) world = world_in(STATE_HANDLED);

		state("before: the result waits for votes", world, STATE_HANDLED);
		world_command(world, EVENT_APPROVE, ADMIN, "");
		state("the supervisor's yes lets it go", world, STATE_CONFIRMING);
		letters("to all three", world, "M12>intake M13>admin M13>finance M13>rep M14>learner");
	}
	{
		g_autoptr(World) world = world_in(STATE_HANDLED);

		world_at(world, "2026-11-24T18:00");
		world_ticks(world);
		state("silence abstains: it goes at the limit", world, STATE_CONFIRMING);
	}
	{
		g_autoptr(World) world = world_in(STATE_HANDLED);

		world_command(world, EVENT_REJECT, REP, "没有解决");
		state("an objection sends it back", world, STATE_EXECUTING);
		letters("not to the learner, who has heard nothing", world,
			"M07r>admin M07r>handler M07r>head M07r>intake");
	}
}

/* The ladder of spec §14 on one missed contact, minute for minute where it matters. */
static void
ladder(void)
{
	static const struct {
		const char *at, *letters;
	} rows[] = {
		{ "2026-11-23T14:00", "M06>head" }, /* four hours without 接单 */
		{ "2026-11-24T13:59", "" },
		{ "2026-11-24T14:00", "M06>handler" }, /* four hours before */
		{ "2026-11-24T18:00", "" },            /* over: noted */
		{ "2026-11-24T23:00", "" },
		{ "2026-11-25T09:00", "M20>admin M20>handler M20>head" }, /* T07b: nobody signed for it */
		{ "2026-11-26T09:00", "M20>admin M20>handler M20>head M20>intake" },
		{ "2026-11-30T09:00", "M20>admin M20>boss M20>handler M20>head M20>intake" },
		{ "2026-12-01T09:00", "" },
	};
	g_autoptr(World) world = world_in(STATE_ASSIGNED);
	guint index = 0;

	while (((Clock *)g_ptr_array_index(world->kase->clocks, index))->kind != CLOCK_CONTACT)
		index++;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = NULL;

		world_at(world, rows[i].at);
		world_do(world, (Event){ .kind = EVENT_TICK, .index = (int)index });
		got = world_letters(world);
		check_text(rows[i].at, got, rows[i].letters);
	}
	check_int("breached at the limit's own moment", case_clock(world->kase, CLOCK_CONTACT)->breached_at,
		world_time("2026-11-24T18:00"));
	check(world->kase->supervised, "a day over: 督办", "no");
	world_do(world,
		(Event){ .kind = EVENT_CONTACT, .actor = HANDLER, .means = "电话", .text = "迟到的联系" });
	check(case_clock(world->kase, CLOCK_CONTACT)->met_at &&
			case_clock(world->kase, CLOCK_CONTACT)->breached_at,
		"a late contact meets it and leaves the breach", "no");
	{
		/* Spec §20, 15: three days down: one reminder, the highest, and none of those below. */
		g_autoptr(World) late = world_in(STATE_ASSIGNED);
		g_autofree char *got = NULL;

		world_at(late, "2026-11-26T20:00");
		world_do(late, (Event){ .kind = EVENT_TICK, .index = (int)index });
		got = world_letters(late);
		check_text("at night: noted, nobody is woken", got, "");
		check(case_clock(late->kase, CLOCK_CONTACT)->breached_at, "the breach is noted", "no");
		world_at(late, "2026-11-27T09:00");
		world_do(late, (Event){ .kind = EVENT_TICK, .index = (int)index });
		g_free(got);
		got = world_letters(late);
		check_text("in the morning one letter", got, "M20>admin M20>handler M20>head M20>intake");
	}
}

/* T07c (spec §20, 22), T08, T18 (spec §20, 24), T29, T30, T26, T27. */
static void
moving(void)
{
	{
		g_autoptr(World) world = world_in(STATE_ASSIGNED);
		int64_t contact = case_clock(world->kase, CLOCK_CONTACT)->due_at;

		world_command(world, EVENT_RETURN, HANDLER, "不属于教学");
		state("returned", world, STATE_TRIAGE);
		letters("to intake", world, "M04t>intake");
		world->now += 3600;
		world_do(world, (Event){ .kind = EVENT_ACCEPT, .actor = INTAKE, .category = "teaching" });
		state("and sent again", world, STATE_ASSIGNED);
		check_int("the clock kept running", case_clock(world->kase, CLOCK_CONTACT)->due_at, contact);
		world_command(world, EVENT_RETURN, HANDLER, "真的不是");
		letters("the second return goes to admin_sup", world, "M04t>admin");
		check_int("two returns", world->kase->returns, 2);
		world_do(world, (Event){ .kind = EVENT_ACCEPT, .actor = ADMIN, .category = "teaching" });
		check_text("whose word binds",
			refusal_name(world_command(world, EVENT_RETURN, HANDLER, "不")), "too-often");
	}
	{
		g_autoptr(World) world = world_in(STATE_ASSIGNED);

		world->now += 7200;
		world_do(world,
			(Event){ .kind = EVENT_TRANSFER, .actor = HEAD, .person = SECOND, .text = "请假" });
		letters("the first transfer is told to the learner", world,
			"M04>head M04>learner M04>second");
		world_do(world,
			(Event){ .kind = EVENT_CONTACT, .actor = SECOND, .means = "电话", .text = "已沟通" });
		world_do(world,
			(Event){
				.kind = EVENT_TRANSFER, .actor = HEAD, .person = HANDLER, .text = "回来了" });
		letters("the second is not", world, "M04>handler M04>head");
		check(is_met(world, CLOCK_CONTACT), "CONTACT does not start again after a contact",
			"it does");
	}
	{
		g_autoptr(World) world = world_in(STATE_EXECUTING);
		int64_t old = case_clock(world->kase, CLOCK_EXEC)->due_at;
		const Letter *letter;

		world_do(world, (Event){ .kind = EVENT_EXTEND,
					.actor = HEAD,
					.day = world_time("2026-12-09T18:00"),
					.text = "材料未到" });
		letters("a moved date is told", world, "M19>intake M19>learner");
		letter = g_ptr_array_index(
			((Transition *)g_ptr_array_index(world->last->transitions, 0))->letters, 0);
		check_int("with the old one", letter->old_at, old);
		check_text("and why", letter->note, "材料未到");
		due("and the new one", world, CLOCK_EXEC, "2026-12-09T18:00");
		check_int("the plan is not edited", case_plan(world->kase)->due_at, old);
	}
	{
		g_autoptr(World) world = world_in(STATE_INVESTIGATING);

		world_command(world, EVENT_ASK, HANDLER, "哪一节课？");
		letters("the learner is asked", world, "M02>learner");
		check(world->kase->waiting_info && case_clock(world->kase, CLOCK_PLAN)->paused_at,
			"PLAN waits", "no");
		world_at(world, "2026-11-25T10:00");
		world_command(world, EVENT_MESSAGE, LEARNER, "周三晚上的课");
		letters("the answer is handed on", world, "M27>handler");
		check(!world->kase->waiting_info, "nothing is awaited any more", "it is");
		due("PLAN ends two days later", world, CLOCK_PLAN, "2026-11-30T18:00");
	}
	{
		g_autoptr(World) world = world_in(STATE_INVESTIGATING);

		world_command(world, EVENT_ASK, HANDLER, "哪一节课？");
		world_at(world, "2026-12-31T10:00");
		world_ticks(world);
		due("a pause lasts ten working days at most", world, CLOCK_PLAN, "2026-12-10T18:00");
	}
	{
		g_autoptr(World) world = world_in(STATE_INVESTIGATING);

		world_do(world, (Event){ .kind = EVENT_RECUSE, .actor = INTAKE, .person = HANDLER });
		check_text("a recused handler gives the case away", world->kase->handler, SECOND);
		letters("to the next", world, "M04>head M04>second");
	}
	{
		g_autoptr(World) world = world_in(STATE_TRACKING);

		world_do(world, (Event){ .kind = EVENT_TRACK_ANSWER,
					.actor = LEARNER,
					.answer = ANSWER_REFUSE,
					.text = "又发生了" });
		state("it is back", world, STATE_INVESTIGATING);
		check_int("reopened once", world->kase->reopened, 1);
		check(!case_clock(world->kase, CLOCK_TRACK)->wake_at, "no check is awaited", "one is");
	}
	{
		g_autoptr(World) world = world_in(STATE_CLOSED);

		world_command(world, EVENT_MESSAGE, LEARNER, "又发生了");
		state("new facts reopen a closed case", world, STATE_INVESTIGATING);
		check(world->kase->closed_at == 0 && case_clock(world->kase, CLOCK_PLAN)->wake_at,
			"with a deadline", "no");
	}
	{
		/* Both checks are in, but nobody wrote a cause: the case reminds and does not lie there. */
		g_autoptr(World) world = world_in(STATE_TRACKING);

		for (int i = 0; i < 2; i++) {
			world->now += (int64_t)(i ? 23 : 7) * 86400;
			world_ticks(world);
			world_do(world, (Event){ .kind = EVENT_TRACK, .actor = INTAKE, .means = "有效" });
		}
		state("not closed without cause", world, STATE_TRACKING);
		check(runs(world, CLOCK_TRACK), "a clock runs", "none");
		world_command(world, EVENT_CAUSE, HANDLER, "备课不足");
		world_command(world, EVENT_IMPROVE, HANDLER, "每周听课");
		state("then it closes by itself", world, STATE_CLOSED);
	}
}

/* A complaint without address: no letter to the learner, and still a way to its end. */
static void
anonymous(void)
{
	g_autoptr(World) world = world_new();
	ComplaintFacts facts = world_facts();

	facts.learner = "";
	world_do(world, complaint(&facts));
	letters("no letter to nobody", world, "M04>handler M04>head");
	check(!case_clock(world->kase, CLOCK_ACK), "nothing to acknowledge", "ACK runs");
	world_do(
		world, (Event){ .kind = EVENT_CONTACT, .actor = HANDLER, .means = "当面", .text = "已沟通" });
	world_do(world, plan_of(world, -1));
	letters("the plan goes to staff", world, "M08>handler M08>intake");
	world_do(world, (Event){ .kind = EVENT_AGREED, .actor = HANDLER, .means = "当面", .at = world->now });
	world_command(world, EVENT_RESOLVE, HANDLER, "已退还部分学费");
	letters("the result too", world, "M12>intake M13>admin M13>finance M13>rep");
	world_hand_over(world, LETTER_M12, ROLE_INTAKE);
	world_hand_over(world, LETTER_M13, ROLE_ADMIN_SUP);
	check(is_met(world, CLOCK_FEEDBACK), "two who can be told are all", "no");
	world_at(world, "2026-12-07T18:00");
	world_ticks(world);
	state("and it goes on", world, STATE_TRACKING);
}

int
main(void)
{
	whole_story();
	routing();
	triage();
	urgency();
	calendar_stories();
	reviewing();
	negotiating();
	silent_about_the_plan();
	results();
	ladder();
	moving();
	anonymous();
	return check_done();
}
