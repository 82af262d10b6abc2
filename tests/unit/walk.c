/* Random walks, ten thousand steps with a fixed seed: whatever happens, the changes fold to the case, the
 * state moves by the table alone, an open case has an owner and a next deadline, and ticks come to an end. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"

#include <string.h>

enum {
	STEPS = 16000,
	CASE_STEPS = 120
};

static const char *const actors[] = { HANDLER, HEAD, INTAKE, ADMIN, FINANCE, REP, LEARNER, SECOND, BOSS,
	ACADEMIC, "stranger@mail.test" };

static int
below(GRand *random, int end)
{
	return g_rand_int_range(random, 0, end);
}

/* Mostly sensible, so that the walk gets far; sometimes anything. */
static Event
any_event(GRand *random, const World *world, const ComplaintFacts *facts)
{
	static const char *const likely[STATE_COUNT][5] = {
		[STATE_TRIAGE] = { "accept", "accept", "dismiss", "accept", "accept" },
		[STATE_ACCEPTED] = { "dispatch", "dispatch", "dispatch", "dispatch", "dispatch" },
		[STATE_ASSIGNED] = { "contact", "contact", "take", "contact", "return" },
		[STATE_INVESTIGATING] = { "plan", "plan", "plan", "evidence", "plan" },
		[STATE_PLAN_REVIEW] = { "approve", "approve", "approve", "abstain", "reject" },
		[STATE_NEGOTIATING] = { "answer", "answer", "answer", "agreed", "answer" },
		[STATE_EXECUTING] = { "resolve", "done", "done", "resolve", "extend" },
		[STATE_HANDLED] = { "approve", "approve", "approve", "abstain", "reject" },
		[STATE_CONFIRMING] = { "satisfaction", "satisfaction", "conclude", "approve",
			"satisfaction" },
		[STATE_TRACKING] = { "track", "track", "cause", "improve", "close" },
		[STATE_CLOSED] = { "reopen", "message", "note", "reopen", "reopen" },
		[STATE_MERGED] = { "split", "split", "note", "link", "split" },
	};
	static const char *const means[] = { "电话", "有效", "有效", "无效", "" };
	static const char *const categories[] = { "teaching", "schedule", "service", "privacy_safety",
		"other", "食堂" };
	static const char *const persons[] = { HANDLER, SECOND, HEAD, ACADEMIC, "x@school.test" };
	static const char *const departments[] = { "teaching", "academic", "", "食堂" };
	static const LetterKind letters[] = { LETTER_M01, LETTER_M08, LETTER_M12, LETTER_M13, LETTER_M14 };
	const char *want = likely[world->kase->state][below(random, 5)];
	Event event = { .complaint = facts };

	event.kind = (EventKind)(EVENT_COMPLAINT + below(random, EVENT_COUNT - EVENT_COMPLAINT));
	if (want && below(random, 4)) {
		event.kind = EVENT_NONE;
		while (strcmp(event_name(event.kind), want) != 0)
			event.kind++;
	}
	event.actor = actors[below(random, G_N_ELEMENTS(actors))];
	if (below(random, 2))
		event.actor = event.kind == EVENT_ANSWER || event.kind == EVENT_SATISFACTION ||
					      event.kind == EVENT_TRACK_ANSWER || event.kind == EVENT_MESSAGE
				      ? LEARNER
				      : actors[below(random, 4)];
	if (event.kind == EVENT_SPLIT || event.kind == EVENT_MERGE || event.kind == EVENT_REOPEN)
		event.actor = INTAKE;
	if (event.kind == EVENT_CONCLUDE)
		event.actor = ADMIN;
	if (event.kind == EVENT_APPROVE && below(random, 2))
		event.actor = below(random, 2) ? FINANCE : REP;
	event.text = below(random, 8) ? "说明理由的一句话" : "";
	event.means = means[below(random, G_N_ELEMENTS(means))];
	event.category = categories[below(random, G_N_ELEMENTS(categories))];
	event.person = below(random, 2) ? persons[below(random, G_N_ELEMENTS(persons))] : "";
	event.department = departments[below(random, G_N_ELEMENTS(departments))];
	event.number = below(random, 2) ? "C20261101-0001A" : "";
	if (event.kind == EVENT_MERGE || event.kind == EVENT_LINK || event.kind == EVENT_SPLIT)
		event.other = *event.number ? world_other() : NULL;
	event.measures = below(random, 3) ? "更换老师" : "换老师\n补课";
	event.responsible = "王芳";
	event.day = world->now + (int64_t)below(random, 20) * 86400;
	event.cost = below(random, 3) ? -1 : below(random, 3000);
	event.index = event.kind == EVENT_TICK ? below(random, 30) : below(random, 4);
	event.yes = below(random, 4) == 0;
	event.answer = (Answer)below(random, 3);
	event.satisfaction = below(random, 3) ? (Satisfaction)below(random, 5) : SATISFACTION_SATISFIED;
	if (event.kind == EVENT_TRACK && below(random, 3))
		event.means = "有效";
	event.letter = letters[below(random, G_N_ELEMENTS(letters))];
	event.letter_to = event.letter == LETTER_M12   ? ROLE_INTAKE
			  : event.letter == LETTER_M13 ? ROLE_FINANCE
						       : ROLE_LEARNER;
	event.at = below(random, 4) ? 0 : world->now - below(random, 86400) + 600;
	return event;
}

static bool
is_in_table(const Transition *transition)
{
	for (const TransitionSummary *row = transition_summaries(); row->id; row++) {
		if (strcmp(row->id, transition->transition) == 0 && row->event == transition->event &&
			row->from & (1u << transition->from) &&
			(row->to == transition->to ||
				(row->to == STATE_COUNT && transition->from == transition->to)))
			return true;
	}
	return false;
}

static bool
has_deadline(const Case *kase)
{
	for (guint i = 0; i < kase->clocks->len; i++) {
		const Clock *clock = g_ptr_array_index(kase->clocks, i);

		if (clock_is_running(clock) && clock->wake_at > 0)
			return true;
	}
	return false;
}

/* A clock that is not owed never wakes. */
static bool
sleeps_when_done(const Case *kase)
{
	for (guint i = 0; i < kase->clocks->len; i++) {
		const Clock *clock = g_ptr_array_index(kase->clocks, i);

		if (!clock_is_running(clock) && clock->wake_at)
			return false;
	}
	return true;
}

/* The handler, or while there is none intake, which must then be looking at it. */
static bool
has_owner(const Case *kase)
{
	return (kase->handler && *kase->handler) || kase->state <= STATE_ACCEPTED ||
	       strstr(kase->persons ? kase->persons : "", "@") != NULL;
}

static void
walk(void)
{
	GRand *random = g_rand_new_with_seed(20261123);
	int taken = 0, ticks = 0, bad_fold = 0, off_table = 0, no_deadline = 0, no_owner = 0, awake = 0,
	    endless = 0, cases = 0;
	unsigned states = 0;
	int events[EVENT_COUNT] = { 0 };
	World *world = NULL;

	for (int step = 0, age = 0; step < STEPS; step++, age++) {
		ComplaintFacts facts = world_facts();
		Event event;
		int n;

		if (!world || age > CASE_STEPS ||
			(!case_is_open(world->kase) && world->kase->state && below(random, 6) == 0)) {
			if (world)
				world_free(world);
			world = world_new();
			world->policy->feedback_before = below(random, 3) == 0;
			world->policy->rounds_before_conclusion = 1 + below(random, 3);
			age = 0;
			cases++;
		}
		facts.score = below(random, 4) ? 0.9 : 0.3;
		facts.urgent = below(random, 5) == 0;
		facts.learner = below(random, 8) ? LEARNER : "";
		facts.persons = below(random, 6) ? "" : "王芳\n赵强";
		facts.category = below(random, 3) ? "teaching" : "service";
		event = any_event(random, world, &facts);
		if (!world->kase->state)
			event.kind = EVENT_COMPLAINT;
		if (world_do(world, event) == REFUSAL_NONE) {
			taken++;
			events[event.kind]++;
		}
		for (guint i = 0; i < world->last->transitions->len; i++)
			off_table += !is_in_table(g_ptr_array_index(world->last->transitions, i));
		if (below(random, 3) == 0)
			world->now += below(random, (world->kase->state == STATE_TRACKING ? 9 : 2) * 86400);
		n = world_ticks(world);
		if (n < 0 || n >= 1000)
			endless++;
		else
			ticks += n;
		states |= 1u << world->kase->state;
		bad_fold += !world->folds;
		world->folds = true;
		awake += !sleeps_when_done(world->kase);
		if (case_is_open(world->kase)) {
			no_deadline += !has_deadline(world->kase);
			no_owner += !has_owner(world->kase);
		}
	}
	world_free(world);
	g_rand_free(random);
	check(taken > STEPS / 8 && ticks > 1000 && cases > 50, "the walk got somewhere",
		"%d steps, %d ticks, %d cases", taken, ticks, cases);
	for (int state = STATE_TRIAGE; state < STATE_COUNT; state++)
		check(states & (1u << state), state_name((CaseState)state), "was never reached");
	/* 结案 is the exception: a case that may close has closed by itself (T25). */
	for (int kind = EVENT_TAKE; kind < EVENT_COUNT; kind++)
		check(events[kind] > 0 || kind == EVENT_CLOSE, event_name((EventKind)kind),
			"was never taken");
	check_int("every step is the fold of its changes", bad_fold, 0);
	check_int("the state moves by the table alone", off_table, 0);
	check_int("every open case has a next deadline", no_deadline, 0);
	check_int("every open case has an owner", no_owner, 0);
	check_int("what is done sleeps", awake, 0);
	check_int("ticks come to an end", endless, 0);
}

int
main(void)
{
	walk();
	return check_done();
}
