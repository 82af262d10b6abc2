/*
 * How many steps a second the core decides: whole cases from the first mail to the closing letter, refused
 * commands, and ticks. One core, no database. Prints "what steps seconds steps/s" lines; processor time, so a
 * busy machine changes little.
 *
 *   bench-step [CASES]
 */
#include "tests/unit/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
processor_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
tell(const char *what, int64_t steps, double seconds)
{
	printf("%s\t%" G_GINT64_FORMAT "\t%.3f\t%.0f\n", what, (gint64)steps, seconds,
		(double)steps / seconds);
}

/* Applies one event; the case is replaced. */
static Case *
go(Case *kase, const Event *event, const Policy *policy, int64_t now)
{
	g_autoptr(Outcome) outcome = outcome_new();
	Case *next = case_step(kase, event, policy, now, outcome);

	if (!next)
		g_error("refused: %s", refusal_name(outcome->refusal));
	case_free(kase);
	return next;
}

static int
one_case(const Policy *policy, int64_t start)
{
	ComplaintFacts facts = world_facts();
	unsigned handler = ROLE_BIT(ROLE_HANDLER), intake = ROLE_BIT(ROLE_INTAKE),
		 learner = ROLE_BIT(ROLE_LEARNER);
	int64_t hour = 3600, day = 24 * hour;
	const struct {
		int64_t at;
		Event event;
	} way[] = {
		{ 0, { .kind = EVENT_COMPLAINT, .complaint = &facts } },
		{ 20, { .kind = EVENT_HANDED_OVER, .letter = LETTER_M01, .letter_to = ROLE_LEARNER } },
		{ hour, { .kind = EVENT_TAKE, .actor = HANDLER, .roles = handler } },
		{ 2 * hour, { .kind = EVENT_CONTACT,
				    .actor = HANDLER,
				    .roles = handler,
				    .means = "电话",
				    .text = "已沟通" } },
		{ 3 * hour, { .kind = EVENT_LOG, .actor = HANDLER, .roles = handler, .text = "听课一节" } },
		{ day, { .kind = EVENT_PLAN,
			       .actor = HANDLER,
			       .roles = handler,
			       .measures = "更换老师",
			       .responsible = "王芳",
			       .day = start + 9 * day,
			       .cost = -1 } },
		{ day + hour, { .kind = EVENT_ANSWER,
				      .actor = LEARNER,
				      .roles = learner,
				      .answer = ANSWER_AGREE,
				      .text = "同意" } },
		{ 2 * day, { .kind = EVENT_NOTE, .actor = HANDLER, .roles = handler, .text = "已约陈老师" } },
		{ 3 * day, { .kind = EVENT_RESOLVE,
				   .actor = HANDLER,
				   .roles = handler,
				   .text = "已更换为陈老师上课" } },
		{ 3 * day + 20,
			{ .kind = EVENT_HANDED_OVER, .letter = LETTER_M12, .letter_to = ROLE_INTAKE } },
		{ 3 * day + 20,
			{ .kind = EVENT_HANDED_OVER, .letter = LETTER_M13, .letter_to = ROLE_FINANCE } },
		{ 3 * day + 20,
			{ .kind = EVENT_HANDED_OVER, .letter = LETTER_M14, .letter_to = ROLE_LEARNER } },
		{ 4 * day, { .kind = EVENT_SATISFACTION,
				   .actor = LEARNER,
				   .roles = learner,
				   .satisfaction = SATISFACTION_SATISFIED,
				   .text = "满意" } },
		{ 5 * day, { .kind = EVENT_CAUSE, .actor = HANDLER, .roles = handler, .text = "备课不足" } },
		{ 5 * day,
			{ .kind = EVENT_IMPROVE, .actor = HANDLER, .roles = handler, .text = "每周听课" } },
		{ 12 * day, { .kind = EVENT_TRACK,
				    .actor = INTAKE,
				    .roles = intake,
				    .means = "有效",
				    .text = "好" } },
		{ 36 * day, { .kind = EVENT_TRACK,
				    .actor = INTAKE,
				    .roles = intake,
				    .means = "有效",
				    .text = "好" } },
	};
	Case *kase = case_new();

	for (size_t i = 0; i < G_N_ELEMENTS(way); i++)
		kase = go(kase, &way[i].event, policy, start + way[i].at);
	if (kase->state != STATE_CLOSED)
		g_error("the way ends at %s", state_name((CaseState)kase->state));
	case_free(kase);
	return G_N_ELEMENTS(way);
}

/* The same event on the same case again and again: the case itself does not move. */
static int64_t
repeat(const World *world, const Event *event, int64_t now, int64_t count)
{
	for (int64_t i = 0; i < count; i++) {
		g_autoptr(Outcome) outcome = outcome_new();
		g_autoptr(Case) next G_GNUC_UNUSED =
			case_step(world->kase, event, world->policy, now, outcome);
	}
	return count;
}

int
main(int argc, char **argv)
{
	int64_t cases = argc > 1 ? g_ascii_strtoll(argv[1], NULL, 10) : 20000, steps = 0;
	g_autoptr(World) world = world_in(STATE_ASSIGNED);
	Event note = {
		.kind = EVENT_NOTE, .actor = HANDLER, .roles = ROLE_BIT(ROLE_HANDLER), .text = "记一笔"
	};
	Event refused = {
		.kind = EVENT_RESOLVE, .actor = HANDLER, .roles = ROLE_BIT(ROLE_HANDLER), .text = "已完成"
	};
	Event tick = { .kind = EVENT_TICK };
	int64_t start = world_time("2026-11-23T10:00");
	double from = processor_seconds();

	for (int64_t i = 0; i < cases; i++)
		steps += one_case(world->policy, start);
	tell("whole cases", steps, processor_seconds() - from);
	from = processor_seconds();
	steps = repeat(world, &note, start + 60, cases * 10);
	tell("a note", steps, processor_seconds() - from);
	from = processor_seconds();
	steps = repeat(world, &refused, start + 60, cases * 100);
	tell("a refusal", steps, processor_seconds() - from);
	while (((Clock *)world->kase->clocks->pdata[tick.index])->kind != CLOCK_CONTACT)
		tick.index++;
	from = processor_seconds();
	steps = repeat(world, &tick, world_time("2026-11-25T09:00"), cases * 10);
	tell("a tick", steps, processor_seconds() - from);
	return 0;
}
