#include "tests/unit/simulation.h"

#include <stdio.h>
#include <string.h>

enum {
	HOUR = 3600,
	STEPS_MAX = 120, /* of one case: the dice end every story before */
};

typedef struct {
	const Policy *policy;
	GRand *dice;
	Case *kase;
	int64_t now, until;
	SimulationSink sink;
	gpointer data;
} Story;

static int
roll(Story *story, int below)
{
	return g_rand_int_range(story->dice, 0, below);
}

static bool
chance(Story *story, int percent)
{
	return roll(story, 100) < percent;
}

static bool
happen(Story *story, Event event)
{
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(Case) before = NULL; /* the event's actor may be its handler */
	Case *next;

	if (event.actor && !event.roles)
		event.roles = g_str_has_suffix(event.actor, "@mail.test")
				      ? ROLE_BIT(ROLE_LEARNER)
				      : policy_roles(story->policy, event.actor, story->now);
	next = case_step(story->kase, &event, story->policy, story->now, outcome);
	if (!next)
		return false;
	next->id = story->kase->id;
	before = story->kase;
	story->kase = next;
	story->sink(story->kase, outcome, &event, story->now, story->data);
	return true;
}

/* The clocks that want a tick before `at`, in the order of their times. */
static void
wait_until(Story *story, int64_t at)
{
	at = MIN(at, story->until);
	for (int guard = 0; guard < 400; guard++) {
		int next = -1;
		int64_t wake = at + 1;

		for (guint i = 0; i < story->kase->clocks->len; i++) {
			const Clock *clock = story->kase->clocks->pdata[i];

			if (clock_is_running(clock) && clock->wake_at && clock->wake_at < wake) {
				wake = clock->wake_at;
				next = (int)i;
			}
		}
		if (next < 0)
			break;
		story->now = MAX(story->now, wake);
		if (!happen(story, (Event){ .kind = EVENT_TICK, .index = next, .cause = "tick" }))
			break;
	}
	story->now = MAX(story->now, at);
}

/* Some working hours; now and then far too many. */
static void
work(Story *story, int hours)
{
	int minutes = 10 + roll(story, hours * 60);

	if (chance(story, 12))
		minutes *= 4;
	wait_until(story, calendar_add_work_minutes(story->policy->calendar, story->now, minutes));
}

static void
hand_over(Story *story, LetterKind letter, Role role)
{
	wait_until(story, story->now + 20 + roll(story, 900));
	happen(story, (Event){ .kind = EVENT_HANDED_OVER, .letter = letter, .letter_to = role });
}

/* ---- one step from each state ---- */

static void
sort_out(Story *story)
{
	static const char *const categories[] = { "teaching", "schedule", "service", "other" };

	work(story, 6);
	if (story->kase->triage != TRIAGE_RETURNED && chance(story, 30))
		happen(story, (Event){ .kind = EVENT_DISMISS, .actor = ADMIN, .text = "与本校无关" });
	else
		happen(story, (Event){ .kind = EVENT_ACCEPT,
				      .actor = INTAKE,
				      .category = categories[roll(story, 3)],
				      .yes = chance(story, 5) });
}

static void
investigate(Story *story)
{
	work(story, 14);
	if (story->kase->state == STATE_ASSIGNED && chance(story, 8)) {
		happen(story,
			(Event){ .kind = EVENT_RETURN, .actor = story->kase->handler, .text = "不归本部门" });
		return;
	}
	if (story->kase->state == STATE_ASSIGNED) {
		happen(story, (Event){ .kind = EVENT_CONTACT,
				      .actor = story->kase->handler,
				      .means = "电话",
				      .text = "已沟通情况",
				      .at = story->now - roll(story, 1200) });
		return;
	}
	if (chance(story, 10)) {
		happen(story,
			(Event){ .kind = EVENT_ASK, .actor = story->kase->handler, .text = "哪一天？" });
		work(story, 20);
		happen(story,
			(Event){ .kind = EVENT_MESSAGE, .actor = story->kase->learner, .text = "上周二" });
	}
	work(story, 20);
	happen(story, (Event){ .kind = EVENT_PLAN,
			      .actor = story->kase->handler,
			      .measures = "更换老师",
			      .responsible = "王芳",
			      .cost = -1,
			      .day = calendar_due_workdays(
				      story->policy->calendar, story->now, 2 + roll(story, 6), NULL) });
}

static void
execute(Story *story)
{
	work(story, 40);
	if (chance(story, 12))
		happen(story,
			(Event){ .kind = EVENT_EXTEND,
				.actor = HEAD,
				.text = "等教材",
				.day = calendar_due_workdays(story->policy->calendar, story->now, 4, NULL) });
	happen(story, (Event){ .kind = EVENT_DONE, .actor = story->kase->handler, .index = 1 });
	happen(story, (Event){ .kind = EVENT_RESOLVE,
			      .actor = story->kase->handler,
			      .text = "已更换",
			      .attachments = true });
	hand_over(story, LETTER_M12, ROLE_INTAKE);
	hand_over(story, LETTER_M13, ROLE_ADMIN_SUP);
	hand_over(story, LETTER_M14, ROLE_LEARNER);
}

static void
confirm(Story *story)
{
	static const Satisfaction answers[] = { SATISFACTION_SATISFIED, SATISFACTION_SATISFIED,
		SATISFACTION_MOSTLY, SATISFACTION_NOT };

	if (chance(story, 6)) {
		happen(story, (Event){ .kind = EVENT_REJECT, .actor = ADMIN, .text = "没有证明" });
		return;
	}
	if (chance(story, 25)) {
		wait_until(story, story->now + (int64_t)40 * 24 * HOUR);
		return;
	}
	wait_until(story, story->now + HOUR + roll(story, 4 * 24 * HOUR));
	happen(story, (Event){ .kind = EVENT_SATISFACTION,
			      .actor = story->kase->learner,
			      .text = "答复",
			      .satisfaction = answers[roll(story, G_N_ELEMENTS(answers))] });
}

static void
track(Story *story)
{
	if (!story->kase->cause || !*story->kase->cause)
		happen(story,
			(Event){ .kind = EVENT_CAUSE, .actor = story->kase->handler, .text = "排课冲突" });
	if (!story->kase->improvement || !*story->kase->improvement)
		happen(story, (Event){ .kind = EVENT_IMPROVE,
				      .actor = story->kase->handler,
				      .text = "提前公布课表",
				      .day = calendar_due_workdays(story->policy->calendar, story->now,
					      20 + roll(story, 40), NULL) });
	wait_until(story, story->now + (int64_t)(8 + roll(story, 22)) * 24 * HOUR);
	happen(story, (Event){ .kind = EVENT_TRACK,
			      .actor = INTAKE,
			      .means = chance(story, 92) ? "有效" : "无效",
			      .text = "电话回访" });
}

/* What was to be changed is done, now and then late, or put off, or given up. */
static void
improve(Story *story)
{
	if (chance(story, 15))
		happen(story, (Event){ .kind = EVENT_IMPROVE,
				      .actor = story->kase->handler,
				      .improve = IMPROVE_EXTEND,
				      .index = 1,
				      .text = "等教材",
				      .day = calendar_due_workdays(story->policy->calendar, story->now,
					      10 + roll(story, 20), NULL) });
	wait_until(story, story->now + HOUR + (int64_t)roll(story, 30) * 24 * HOUR);
	if (chance(story, 10))
		happen(story, (Event){ .kind = EVENT_IMPROVE,
				      .actor = ADMIN,
				      .improve = IMPROVE_DROP,
				      .index = 1,
				      .text = "不再开设" });
	else if (chance(story, 85))
		happen(story, (Event){ .kind = EVENT_IMPROVE,
				      .actor = story->kase->handler,
				      .improve = IMPROVE_DONE,
				      .index = 1,
				      .text = "已上线" });
}

static void
go_on(Story *story)
{
	switch ((CaseState)story->kase->state) {
	case STATE_RECEIVED:
	case STATE_TRIAGE:
		sort_out(story);
		break;
	case STATE_ACCEPTED:
		work(story, 6);
		happen(story, (Event){ .kind = EVENT_DISPATCH, .actor = INTAKE, .department = "teaching" });
		break;
	case STATE_ASSIGNED:
	case STATE_INVESTIGATING:
		investigate(story);
		break;
	case STATE_PLAN_REVIEW:
		work(story, 6);
		happen(story, (Event){ .kind = EVENT_APPROVE, .actor = ADMIN });
		happen(story, (Event){ .kind = EVENT_APPROVE, .actor = FINANCE });
		break;
	case STATE_NEGOTIATING:
		wait_until(story, story->now + HOUR + roll(story, 3 * 24 * HOUR));
		happen(story, (Event){ .kind = EVENT_ANSWER,
				      .actor = story->kase->learner,
				      .text = "答复",
				      .answer = chance(story, 80) ? ANSWER_AGREE : ANSWER_REFUSE });
		break;
	case STATE_EXECUTING:
		execute(story);
		break;
	case STATE_HANDLED:
	case STATE_CONFIRMING:
		confirm(story);
		break;
	case STATE_TRACKING:
		track(story);
		break;
	case STATE_CLOSED:
		improve(story);
		wait_until(story, story->now + (int64_t)2 * 24 * HOUR);
		if (chance(story, 6))
			happen(story, (Event){ .kind = EVENT_REOPEN, .actor = INTAKE, .text = "又发生了" });
		break;
	case STATE_NONE:
	case STATE_DISMISSED:
	case STATE_MERGED:
	case STATE_WITHDRAWN:
	case STATE_EXTERNAL:
	case STATE_COUNT:
		break;
	}
}

void
simulate_case(const Policy *policy, unsigned seed, int serial, int64_t at, int64_t until, SimulationSink sink,
	gpointer data)
{
	static const char *const categories[] = { "teaching", "teaching", "schedule", "service",
		"privacy_safety" };
	static const char *const channels[] = { "邮件", "邮件", "电话", "现场" };
	Story story = { policy, g_rand_new_with_seed(seed), case_new(), at, until, sink, data };
	g_autofree char *number = NULL, *learner = NULL, *name = NULL, *class_name = NULL;
	ComplaintFacts facts = world_facts();
	GDate day;

	calendar_local_day(policy->calendar, at, &day);
	number = case_number_format(
		g_date_get_year(&day), (int)g_date_get_month(&day), g_date_get_day(&day), serial);
	learner = g_strdup_printf("learner%d@mail.test", serial);
	name = g_strdup_printf("张%d", serial);
	class_name = g_strdup_printf("高%d班", roll(&story, 12) + 1);
	facts.number = number;
	facts.learner = learner;
	facts.learner_name = name;
	facts.class_name = class_name;
	facts.channel = channels[roll(&story, G_N_ELEMENTS(channels))];
	facts.category = categories[roll(&story, G_N_ELEMENTS(categories))];
	facts.score = chance(&story, 80) ? 0.9 : 0.4;
	facts.urgent = chance(&story, 8);
	happen(&story,
		(Event){ .kind = EVENT_COMPLAINT, .roles = ROLE_BIT(ROLE_LEARNER), .complaint = &facts });
	hand_over(&story, LETTER_M01, ROLE_LEARNER);
	for (int step = 0; step < STEPS_MAX && story.now < until; step++) {
		bool closed = story.kase->state == STATE_CLOSED;

		go_on(&story);
		if (!case_is_open(story.kase) && (closed || story.kase->state != STATE_CLOSED))
			break;
	}
	case_free(story.kase);
	g_rand_free(story.dice);
}

char *
simulation_header(const Transition *transition)
{
	GString *header = g_string_new("actor=\nroles=0\ncause=\n");

	for (guint i = 0; i < transition->letters->len; i++) {
		const Letter *letter = transition->letters->pdata[i];

		g_string_append_printf(header, "letter=%s %s %s\n", letter_name(letter->letter),
			role_name(letter->role), letter->to ? letter->to : "");
	}
	return g_string_free(header, FALSE);
}
