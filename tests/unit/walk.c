/* Minute by minute through 2025 and 2026, with hundreds of cases: each deadline rings exactly once, and at
 * the minute that an oracle of few ideas says, which steps through the minutes itself. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"

#include <string.h>

enum {
	CASES = 300,
	MINUTE = 60,
	DAY = 86400,
	ZONE = 8 * 3600, /* Shanghai has no summer time in these years */
	RINGS_MOST = 400,
	LADDER = 5, /* nobody signed, four hours before, over, a day over, three days over */
};

/* How people deal with a case. */
typedef enum {
	NOBODY_ACTS,
	ALL_IN_TIME,
	CONTACT_LATE,
	HABITS,
} Habit;

/* A letter that a clock sent. */
typedef struct {
	int64_t at;
	int clock;
	LetterKind letter;
} Ring;

typedef struct {
	Case *kase;
	Habit habit;
	int64_t opened_at;
	int done; /* steps of its habit */
	int64_t wake;
	GArray *rings; /* Ring, one for a moment and clock */
	int ticks;
} Walker;

/* ---- the oracle ---- */

static bool
is_open(const Calendar *calendar, int64_t at)
{
	int64_t local = at + ZONE, minute = local % DAY / MINUTE;
	GDate day;

	g_date_clear(&day, 1);
	g_date_set_julian(&day, (guint32)(local / DAY) + 719163); /* 1970-01-01 */
	return minute >= 540 && minute < 1080 && calendar_is_workday(calendar, &day);
}

static int64_t
naive_next_open(const Calendar *calendar, int64_t at)
{
	while (!is_open(calendar, at))
		at += MINUTE;
	return at;
}

/* `count` open minutes later. */
static int64_t
naive_work(const Calendar *calendar, int64_t at, int count)
{
	while (count > 0) {
		if (is_open(calendar, at))
			count--;
		at += MINUTE;
	}
	return at;
}

/* 18:00 of the n-th day after that of `at` that opens at all. */
static int64_t
naive_due(const Calendar *calendar, int64_t at, int n)
{
	int64_t midnight = (at + ZONE) / DAY * DAY - ZONE;

	while (n > 0) {
		midnight += DAY;
		n -= is_open(calendar, midnight + 540 * MINUTE);
	}
	return midnight + 1080 * MINUTE;
}

/* When the ladder of an untouched CONTACT rings; 0: it has no such rung. */
static void
naive_ladder(const Calendar *calendar, const Clock *clock, int64_t out[LADDER])
{
	int64_t start = clock->started_at, due = naive_due(calendar, start, 1);
	int64_t sign = naive_work(calendar, start, 240), soon = naive_next_open(calendar, due - 4 * 3600);

	out[0] = sign < due ? naive_next_open(calendar, sign) : 0;
	out[1] = soon > start && soon < due ? soon : 0;
	out[2] = naive_next_open(calendar, due);
	out[3] = naive_next_open(calendar, naive_due(calendar, due, 1));
	out[4] = naive_next_open(calendar, naive_due(calendar, due, 3));
}

/* ---- the walk ---- */

static void
set_wake(Walker *walker)
{
	walker->wake = G_MAXINT64;
	for (guint i = 0; i < walker->kase->clocks->len; i++) {
		const Clock *clock = walker->kase->clocks->pdata[i];

		if (clock->wake_at && clock->wake_at < walker->wake)
			walker->wake = clock->wake_at;
	}
}

static bool
step(Walker *walker, const Policy *policy, const Event *event, int64_t now)
{
	g_autoptr(Outcome) outcome = outcome_new();
	Case *next = case_step(walker->kase, event, policy, now, outcome);
	LetterKind letter = LETTER_NONE;

	if (!next)
		return false;
	for (guint i = 0; i < outcome->transitions->len; i++) {
		const Transition *transition = outcome->transitions->pdata[i];

		if (transition->letters->len)
			letter = ((const Letter *)transition->letters->pdata[0])->letter;
	}
	if (event->kind == EVENT_TICK && letter != LETTER_NONE) {
		Ring ring = { now, event->index, letter };

		g_array_append_val(walker->rings, ring);
	}
	case_free(walker->kase);
	walker->kase = next;
	set_wake(walker);
	return true;
}

static void
tick(Walker *walker, const Policy *policy, int64_t now)
{
	for (guint i = 0; i < walker->kase->clocks->len; i++) {
		const Clock *clock = walker->kase->clocks->pdata[i];
		Event event = { .kind = EVENT_TICK, .index = (int)i };

		if (clock->wake_at && clock->wake_at <= now && step(walker, policy, &event, now))
			walker->ticks++;
	}
}

/* The next thing that people do; false: they wait. */
static bool
act(Walker *walker, const Policy *policy, int64_t now)
{
	unsigned handler = ROLE_BIT(ROLE_HANDLER);
	Event event = {
		.actor = HANDLER, .roles = handler, .text = "已更换为李老师授课", .means = "电话", .cost = -1
	};
	int64_t after = now - walker->opened_at;

	if (walker->habit == NOBODY_ACTS || after < (int64_t)(walker->habit == CONTACT_LATE ? 9 : 0) * DAY)
		return false;
	switch (walker->done) {
	case 0:
		event.kind = EVENT_CONTACT;
		break;
	case 1:
		event.kind = EVENT_PLAN;
		event.measures = "更换老师";
		event.responsible = "王芳";
		event.day = now + 20 * DAY;
		break;
	case 2:
		event.kind = EVENT_ANSWER;
		event.answer = ANSWER_AGREE;
		event.actor = LEARNER;
		event.roles = ROLE_BIT(ROLE_LEARNER);
		break;
	case 3:
		event.kind = EVENT_RESOLVE;
		break;
	default:
		return false;
	}
	if (step(walker, policy, &event, now))
		walker->done++;
	return true;
}

static void
open_case(Walker *walker, const Policy *policy, int number, int64_t now)
{
	ComplaintFacts facts = world_facts();
	Event event = { .kind = EVENT_COMPLAINT, .complaint = &facts };

	walker->kase = case_new();
	walker->rings = g_array_new(FALSE, FALSE, sizeof(Ring));
	walker->habit = (Habit)(number % HABITS);
	walker->opened_at = now;
	g_assert_true(step(walker, policy, &event, now));
}

/* ---- what must have been heard ---- */

static guint
contact_index(const Case *kase)
{
	guint index = 0;

	while (((const Clock *)kase->clocks->pdata[index])->kind != CLOCK_CONTACT)
		index++;
	return index;
}

/* Rings of a clock at a moment: each once. */
static int
count_rings(const Walker *walker, int clock, int64_t at)
{
	int count = 0;

	for (guint i = 0; i < walker->rings->len; i++) {
		const Ring *ring = &g_array_index(walker->rings, Ring, i);

		count += ring->clock == clock && (!at || ring->at == at);
	}
	return count;
}

static void
check_untouched(const Walker *walker, const Policy *policy, int64_t end, int *wrong, int *rung)
{
	guint index = contact_index(walker->kase);
	const Clock *clock = walker->kase->clocks->pdata[index];
	int64_t ladder[LADDER];

	naive_ladder(policy->calendar, clock, ladder);
	*wrong += clock->due_at != naive_due(policy->calendar, clock->started_at, 1);
	*wrong += clock->breached_at != clock->due_at;
	for (int i = 0; i < LADDER; i++) {
		bool twin = i > 0 && ladder[i] == ladder[i - 1];

		if (!ladder[i] || ladder[i] > end || twin)
			continue;
		*wrong += count_rings(walker, (int)index, ladder[i]) != 1;
		(*rung)++;
	}
	/* Before the third day over nothing else rings, and later at most once in five working days. */
	for (guint i = 0; i < walker->rings->len; i++) {
		const Ring *ring = &g_array_index(walker->rings, Ring, i);
		bool known = ring->clock != (int)index || ring->at > ladder[LADDER - 1];

		for (int j = 0; j < LADDER; j++)
			known = known || ring->at == ladder[j];
		*wrong += !known;
		*wrong += !is_open(policy->calendar, ring->at) && ring->letter != LETTER_M15;
	}
}

static void
check_in_time(const Walker *walker, int *wrong)
{
	for (guint i = 0; i < walker->rings->len; i++)
		*wrong += g_array_index(walker->rings, Ring, i).letter == LETTER_M20 &&
			  ((const Clock *)walker->kase->clocks
					  ->pdata[g_array_index(walker->rings, Ring, i).clock])
					  ->kind == CLOCK_CONTACT;
	*wrong += ((const Clock *)walker->kase->clocks->pdata[contact_index(walker->kase)])->breached_at != 0;
}

static void
walk(void)
{
	g_autoptr(Policy) policy = world_policy();
	int64_t start = world_time("2025-01-02T00:00"), end = world_time("2026-12-31T23:59");
	int64_t apart = (end - 60 * DAY - start) / CASES / MINUTE * MINUTE;
	Walker *walkers = g_new0(Walker, CASES);
	int opened = 0, wrong[HABITS] = { 0 }, rung = 0, twice = 0, ticks = 0, late_ones = 0;

	for (int64_t now = start; now <= end; now += MINUTE) {
		while (opened < CASES && now >= start + (int64_t)opened * apart) {
			open_case(&walkers[opened], policy, opened, now);
			opened++;
		}
		for (int i = 0; i < opened; i++) {
			if (walkers[i].wake <= now)
				tick(&walkers[i], policy, now);
			/* People look at their cases once an hour. */
			if (now % 3600 == 0 && walkers[i].done < 4)
				act(&walkers[i], policy, now);
		}
	}
	for (int i = 0; i < CASES; i++) {
		const Walker *walker = &walkers[i];

		ticks += walker->ticks;
		for (guint j = 1; j < walker->rings->len; j++) {
			const Ring *one = &g_array_index(walker->rings, Ring, j);

			twice += count_rings(walker, one->clock, one->at) != 1;
		}
		if (walker->habit == NOBODY_ACTS)
			check_untouched(walker, policy, end, &wrong[NOBODY_ACTS], &rung);
		else if (walker->habit == ALL_IN_TIME)
			check_in_time(walker, &wrong[ALL_IN_TIME]);
		else
			late_ones += ((const Clock *)walker->kase->clocks->pdata[contact_index(walker->kase)])
					     ->breached_at != 0;
		case_free(walkers[i].kase);
		g_array_unref(walkers[i].rings);
	}
	g_free(walkers);
	check_int("every case was opened", opened, CASES);
	check(ticks > 5000 && rung > CASES, "there was much to hear", "%d ticks, %d rungs", ticks, rung);
	check_int("nothing rings twice", twice, 0);
	check_int("the ladder of a case that nobody touches is the oracle's, minute for minute",
		wrong[NOBODY_ACTS], 0);
	check_int("a case that is dealt with in time is never called late", wrong[ALL_IN_TIME], 0);
	check_int("every late contact is noted", late_ones, CASES / HABITS);
}

int
main(void)
{
	walk();
	return check_done();
}
