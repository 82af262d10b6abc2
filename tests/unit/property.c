/*
 * Random sequences of events against the promises P20–P24: whatever happens in whatever order, the changes
 * fold to the case, the state moves by the table alone and by those who may, what is decided stays decided,
 * an open case has an owner and a next deadline, and a reminder goes out once. A sequence that breaks one is
 * made as short as it goes and printed.
 *
 *   test-property [SEQUENCES]
 */
#include "tests/unit/check.h"
#include "tests/unit/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SEQUENCES = 10000,
	LENGTH = 40,
	TICKS_MOST = 400, /* in one pause: more would never end */
	NEWEST = -1,      /* index: the case_version() that there is then */
};

/* One thing that happens, after a pause. */
typedef struct {
	int pause;   /* seconds */
	int variant; /* of the opening complaint */
	Event event;
} Happening;

/* ---- what may happen ---- */

static int
below(GRand *random, int end)
{
	return g_rand_int_range(random, 0, end);
}

#define PICK(random, words) ((words)[below(random, (int)G_N_ELEMENTS(words))])

/* What leads on from each state; a random sequence would hardly ever get far by itself. */
static const EventKind likely[STATE_COUNT][4] = {
	[STATE_TRIAGE] = { EVENT_ACCEPT, EVENT_ACCEPT, EVENT_ACCEPT, EVENT_DISMISS },
	[STATE_ACCEPTED] = { EVENT_DISPATCH, EVENT_DISPATCH, EVENT_DISPATCH, EVENT_MERGE },
	[STATE_ASSIGNED] = { EVENT_CONTACT, EVENT_CONTACT, EVENT_TAKE, EVENT_RETURN },
	[STATE_INVESTIGATING] = { EVENT_PLAN, EVENT_PLAN, EVENT_PLAN, EVENT_EVIDENCE },
	[STATE_PLAN_REVIEW] = { EVENT_APPROVE, EVENT_APPROVE, EVENT_ABSTAIN, EVENT_REJECT },
	[STATE_NEGOTIATING] = { EVENT_ANSWER, EVENT_ANSWER, EVENT_ANSWER, EVENT_AGREED },
	[STATE_EXECUTING] = { EVENT_RESOLVE, EVENT_RESOLVE, EVENT_DONE, EVENT_EXTEND },
	[STATE_HANDLED] = { EVENT_APPROVE, EVENT_APPROVE, EVENT_ABSTAIN, EVENT_REJECT },
	[STATE_CONFIRMING] = { EVENT_SATISFACTION, EVENT_SATISFACTION, EVENT_CONCLUDE, EVENT_APPROVE },
	[STATE_TRACKING] = { EVENT_TRACK, EVENT_TRACK, EVENT_CAUSE, EVENT_IMPROVE },
	[STATE_CLOSED] = { EVENT_REOPEN, EVENT_MESSAGE, EVENT_NOTE, EVENT_LINK },
	[STATE_MERGED] = { EVENT_SPLIT, EVENT_SPLIT, EVENT_NOTE, EVENT_LINK },
};

static const char *
likely_actor(GRand *random, EventKind kind)
{
	static const char *const anybody[] = { HANDLER, SECOND, HEAD, ACADEMIC, INTAKE, ADMIN, FINANCE, REP,
		BOSS, LEARNER, "stranger@mail.test" };
	static const char *const supervision[] = { ADMIN, FINANCE, REP };

	if (below(random, 4) == 0)
		return PICK(random, anybody);
	switch ((int)kind) {
	case EVENT_ANSWER:
	case EVENT_SATISFACTION:
	case EVENT_MESSAGE:
	case EVENT_TRACK_ANSWER:
	case EVENT_PROGRESS:
	case EVENT_TAKE_BACK:
		return LEARNER;
	case EVENT_APPROVE:
	case EVENT_REJECT:
	case EVENT_ABSTAIN:
	case EVENT_QUERY:
	case EVENT_CONCLUDE:
		return PICK(random, supervision);
	case EVENT_ACCEPT:
	case EVENT_DISPATCH:
	case EVENT_MERGE:
	case EVENT_SPLIT:
	case EVENT_CLOSE:
	case EVENT_REOPEN:
	case EVENT_TRACK:
	case EVENT_WITHDRAW:
		return INTAKE;
	case EVENT_EXTEND:
	case EVENT_TRANSFER:
		return HEAD;
	default:
		return HANDLER;
	}
}

static Event
any_event(GRand *random, int state)
{
	static const char *const texts[] = { "说明理由的一句话", "说明理由的一句话", "已更换为李老师授课",
		"" };
	static const char *const means[] = { "电话", "有效", "有效", "无效", "" };
	static const char *const categories[] = { "teaching", "schedule", "service", "privacy_safety",
		"other", "食堂" };
	static const char *const persons[] = { "", "", HANDLER, SECOND, HEAD, ACADEMIC, "x@school.test" };
	static const char *const departments[] = { "teaching", "academic", "", "食堂" };
	static const LetterKind letters[] = { LETTER_M01, LETTER_M08, LETTER_M12, LETTER_M13, LETTER_M14,
		LETTER_M14, LETTER_M07 };
	Event event = { .cost = -1 };

	event.kind = likely[state][below(random, 4)];
	if (!event.kind || below(random, 4) == 0)
		event.kind =
			(EventKind)(EVENT_COMPLAINT + 1 + below(random, EVENT_COUNT - EVENT_COMPLAINT - 1));
	event.actor = likely_actor(random, event.kind);
	event.text = PICK(random, texts);
	event.means = PICK(random, means);
	event.category = PICK(random, categories);
	event.person = PICK(random, persons);
	event.department = PICK(random, departments);
	event.other = below(random, 2) ? world_other() : NULL;
	event.number = event.other ? event.other->number : NULL;
	event.measures = below(random, 3) ? "更换老师" : "换老师\n补课";
	event.responsible = "王芳";
	event.day = below(random, 20); /* days from then on */
	event.cost = below(random, 3) ? -1 : below(random, 3000);
	event.index = event.kind == EVENT_TICK   ? below(random, 30)
		      : event.kind == EVENT_DONE ? 1 + below(random, 2)
		      : below(random, 4)         ? NEWEST
						 : below(random, 4);
	event.yes = below(random, 4) == 0;
	event.answer = (Answer)below(random, 3);
	event.satisfaction = (Satisfaction)below(random, 4);
	event.letter = PICK(random, letters);
	event.letter_to = event.letter == LETTER_M12   ? ROLE_INTAKE
			  : event.letter == LETTER_M13 ? ROLE_FINANCE
						       : ROLE_LEARNER;
	event.at = below(random, 2); /* 1: says when: now */
	return event;
}

/* ---- a run ---- */

typedef struct {
	Policy *policy;
	Case *kase;   /* what case_step() answered */
	Case *folded; /* what the log adds up to */
	int64_t now;
	GHashTable *rungs;  /* "clock/rung" that a letter went out for */
	unsigned states;    /* reached */
	bool *taken;        /* by EventKind; NULL: nobody counts */
	const char *broken; /* the promise that did not hold; NULL: all did */
	const char *wish;   /* "tracking": counts as broken when reached, for the shrinker's own test */
} Run;

static void
broke(Run *run, const char *promise)
{
	if (!run->broken)
		run->broken = promise;
}

/* A transition of the table, by somebody whom its row names. */
static bool
is_in_table(const Transition *transition, unsigned roles, bool asked)
{
	for (const TransitionSummary *row = transition_summaries(); row->id; row++)
		if (strcmp(row->id, transition->transition) == 0 && row->event == transition->event &&
			row->from & (1u << transition->from) &&
			(row->to == transition->to ||
				(row->to == STATE_COUNT && transition->from == transition->to)) &&
			(!asked || !row->roles || row->roles & roles || row->roles & ROLE_BIT(ROLE_HANDLER)))
			return true;
	return false;
}

/* Plans, entries, breaches and ended clocks are never rewritten (P23, spec §10, §16). */
static bool
is_kept(const Case *before, const Case *after)
{
	if (after->plans->len < before->plans->len || after->entries->len < before->entries->len ||
		after->clocks->len < before->clocks->len)
		return false;
	for (guint i = 0; i < before->plans->len; i++) {
		const Plan *old = before->plans->pdata[i], *new = after->plans->pdata[i];

		if (strcmp(old->measures, new->measures) != 0 || old->due_at != new->due_at ||
			old->cost != new->cost || (old->done & new->done) != old->done)
			return false;
	}
	for (guint i = 0; i < before->entries->len; i++) {
		const Entry *old = before->entries->pdata[i], *new = after->entries->pdata[i];

		if (old->at != new->at || g_strcmp0(old->text, new->text) != 0 ||
			g_strcmp0(old->by, new->by) != 0)
			return false;
	}
	for (guint i = 0; i < before->clocks->len; i++) {
		const Clock *old = before->clocks->pdata[i], *new = after->clocks->pdata[i];

		if (old->kind != new->kind || old->started_at != new->started_at ||
			(old->breached_at && new->breached_at != old->breached_at) ||
			(old->stopped_at &&
				(new->stopped_at != old->stopped_at || new->due_at != old->due_at)))
			return false;
	}
	return true;
}

/* No reminder twice for one rung of one clock (P22). */
static void
note_reminders(Run *run, const Case *before, const Event *event, const Transition *transition)
{
	const Clock *clock;

	if (event->kind != EVENT_TICK || !transition->letters->len ||
		(guint)event->index >= before->clocks->len)
		return;
	clock = before->clocks->pdata[event->index];
	if (clock->kind == CLOCK_REPLY || clock->kind == CLOCK_CONFIRM || clock->reminders >= 7)
		return; /* weekly ones come again */
	if (!g_hash_table_add(
		    run->rungs, g_strdup_printf("%d/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, event->index,
					(gint64)clock->reminders, (gint64)clock->due_at)))
		broke(run, "P22: a reminder went out twice for one rung");
}

static void
fold(Run *run, const Transition *transition)
{
	if ((int)transition->from != run->folded->state)
		broke(run, "P20: a transition begins where the last one ended");
	for (guint i = 0; i < transition->changes->len; i++) {
		const Change *change = transition->changes->pdata[i];

		if (!case_apply(run->folded, change->key, change->value))
			broke(run, "P20: every change of the log can be applied");
	}
}

static Refusal
happen(Run *run, const Event *event)
{
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(Case) before = run->kase;
	Case *next = case_step(before, event, run->policy, run->now, outcome);

	if (!next) {
		run->kase = g_steal_pointer(&before);
		if (outcome->transitions->len || outcome->refusal == REFUSAL_NONE)
			broke(run, "P21: a refusal changes nothing and has a reason");
		return outcome->refusal;
	}
	run->kase = next;
	if (run->taken)
		run->taken[event->kind] = true;
	for (guint i = 0; i < outcome->transitions->len; i++) {
		const Transition *transition = outcome->transitions->pdata[i];

		if (!is_in_table(transition, event->roles, i == 0))
			broke(run, "P21, P24: the state moves by the table, by those who may");
		note_reminders(run, before, event, transition);
		fold(run, transition);
	}
	if (!is_kept(before, next))
		broke(run, "P23: what is decided stays decided");
	return REFUSAL_NONE;
}

static void
tick_all(Run *run)
{
	int ticks = 0;

	for (bool again = true; again && !run->broken;) {
		again = false;
		for (guint i = 0; i < run->kase->clocks->len; i++) {
			const Clock *clock = run->kase->clocks->pdata[i];
			Event tick = { .kind = EVENT_TICK, .index = (int)i };

			if (!clock->wake_at || clock->wake_at > run->now || !case_is_open(run->kase))
				continue;
			again = true;
			if (happen(run, &tick) != REFUSAL_NONE || ++ticks > TICKS_MOST)
				broke(run, "P22: ticks are taken, and come to an end");
			if (run->broken)
				return;
		}
	}
}

static void
check_case(Run *run)
{
	const Case *kase = run->kase;
	bool deadline = false, agreed = false;

	for (guint i = 0; i < kase->clocks->len; i++) {
		const Clock *clock = kase->clocks->pdata[i];

		deadline = deadline || (clock_is_running(clock) && clock->wake_at > 0);
		if (!clock_is_running(clock) && clock->wake_at)
			broke(run, "P22: what is not owed does not wake");
		if (clock->met_at && clock->due_at && clock->met_at > clock->due_at && !clock->breached_at &&
			clock->kind != CLOCK_TRACK)
			broke(run, "P22: late is breached");
	}
	for (guint i = 0; i < kase->plans->len; i++)
		agreed = agreed || ((const Plan *)kase->plans->pdata[i])->status == PLAN_AGREED;
	if (case_is_open(kase) && !deadline)
		broke(run, "P22: an open case has a next deadline");
	if (case_is_open(kase) && kase->state > STATE_ACCEPTED && !(kase->handler && *kase->handler) &&
		!strstr(kase->persons ? kase->persons : "", "@"))
		broke(run, "P22: an open case has an owner");
	if ((kase->state == STATE_TRACKING || kase->state == STATE_CLOSED) && !agreed)
		broke(run, "[S]: nothing is closed without a plan that the learner accepted");
	if (kase->state == STATE_CLOSED && (!kase->cause || !kase->improvement || kase->checks_ineffective))
		broke(run, "[S]: nothing is closed without cause, improvement and good checks");
	if (run->wish && strcmp(state_name((CaseState)kase->state), run->wish) == 0)
		broke(run, "wish");
}

static ComplaintFacts
facts_of(int variant)
{
	ComplaintFacts facts = world_facts();

	facts.score = variant & 1 ? 0.3 : 0.9;
	facts.urgent = (variant & 6) == 6;
	facts.learner = (variant & 24) == 24 ? "" : LEARNER;
	facts.persons = (variant & 20) == 20 ? "王芳\n赵强" : "";
	facts.category = variant & 2 ? "teaching" : "service";
	return facts;
}

static void
play_one(Run *run, const Happening *one)
{
	ComplaintFacts facts = facts_of(one->variant);
	Event event = one->event;

	run->now += one->pause;
	if (run->kase->state)
		tick_all(run);
	event.complaint = event.kind == EVENT_COMPLAINT ? &facts : NULL;
	event.day = run->now + event.day * 86400;
	event.at = event.at ? run->now : 0;
	if (event.index == NEWEST)
		event.index = case_version(run->kase);
	event.roles = !event.actor                        ? 0
		      : strcmp(event.actor, LEARNER) == 0 ? ROLE_BIT(ROLE_LEARNER)
							  : policy_roles(run->policy, event.actor, run->now);
	if (!run->kase->state && event.kind != EVENT_COMPLAINT)
		return;
	happen(run, &event);
	check_case(run);
	run->states |= 1u << run->kase->state;
}

static char *
text_of(const Case *kase)
{
	g_autoptr(GPtrArray) changes = case_changes(kase);

	return changes_format(changes);
}

static void
run_open(Run *run, Policy *policy, const char *wish)
{
	*run = (Run){ .policy = policy,
		.kase = case_new(),
		.folded = case_new(),
		.now = world_time("2026-11-23T10:00"),
		.wish = wish,
		.rungs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) };
}

/* Returns the promise that broke, or NULL. */
static const char *
run_close(Run *run)
{
	g_autofree char *stepped = text_of(run->kase);
	g_autofree char *folded = text_of(run->folded);

	if (strcmp(stepped, folded) != 0)
		broke(run, "P20: the log adds up to the case");
	case_free(run->kase);
	case_free(run->folded);
	g_hash_table_unref(run->rungs);
	return run->broken;
}

static const char *
run_sequence(Policy *policy, const GArray *sequence, const char *wish)
{
	Run run;

	run_open(&run, policy, wish);
	for (guint i = 0; i < sequence->len && !run.broken; i++)
		play_one(&run, &g_array_index(sequence, Happening, i));
	return run_close(&run);
}

/* Makes a sequence up while it runs, so that it knows where it is. */
static const char *
run_any(Policy *policy, unsigned seed, const char *wish, unsigned *states, bool *taken, GArray *sequence)
{
	static const int pauses[] = { 0, 60, 3600, 7200, 86400, 3 * 86400, 8 * 86400, 25 * 86400 };
	GRand *random = g_rand_new_with_seed(seed);
	int length = 5 + below(random, LENGTH - 5);
	Run run;

	run_open(&run, policy, wish);
	run.taken = taken;
	for (int i = 0; i < length && !run.broken; i++) {
		Happening one = { .variant = below(random, 32), .event = any_event(random, run.kase->state) };
		bool tracks = run.kase->state == STATE_TRACKING;

		one.pause = pauses[below(
			random, tracks || below(random, 3) == 0 ? (int)G_N_ELEMENTS(pauses) : 5)];
		if (i == 0)
			one.event.kind = EVENT_COMPLAINT;
		g_array_append_val(sequence, one);
		play_one(&run, &one);
	}
	g_rand_free(random);
	*states |= run.states;
	return run_close(&run);
}

/* ---- making a failure short ---- */

/* The sequence without `count` happenings from `from` on; the pauses stay, so the times of the rest do. */
static GArray *
without(const GArray *sequence, guint from, guint count)
{
	GArray *shorter = g_array_new(FALSE, FALSE, sizeof(Happening));
	int pause = 0;

	for (guint i = 0; i < sequence->len; i++) {
		Happening one = g_array_index(sequence, Happening, i);

		if (i >= from && i < from + count) {
			pause += one.pause;
			continue;
		}
		one.pause += pause;
		pause = 0;
		g_array_append_val(shorter, one);
	}
	return shorter;
}

/* Takes out halves, quarters … single happenings as long as the same promise breaks without them. */
static GArray *
shrink(Policy *policy, GArray *sequence, const char *broken, const char *wish)
{
	for (guint count = sequence->len / 2; count > 0; count /= 2)
		for (guint from = 0; from + count <= sequence->len;) {
			GArray *shorter = without(sequence, from, count);
			const char *still = run_sequence(policy, shorter, wish);

			if (still && strcmp(still, broken) == 0) {
				g_array_unref(sequence);
				sequence = shorter;
			} else {
				g_array_unref(shorter);
				from++;
			}
		}
	return sequence;
}

static void
print_sequence(const GArray *sequence)
{
	for (guint i = 0; i < sequence->len; i++) {
		const Happening *one = &g_array_index(sequence, Happening, i);

		printf("#   +%ds %s by %s variant %d index %d yes %d text \"%s\"\n", one->pause,
			event_name(one->event.kind), one->event.actor, one->variant, one->event.index,
			one->event.yes, one->event.text);
	}
}

static void
many(int sequences)
{
	g_autoptr(Policy) policy = world_policy();
	unsigned states = 0;
	bool taken[EVENT_COUNT] = { false };
	int broken = 0;

	for (int seed = 0; seed < sequences && broken < 3; seed++) {
		GArray *sequence = g_array_new(FALSE, FALSE, sizeof(Happening));
		const char *promise;

		policy->feedback_before = seed % 3 == 0;
		policy->rounds_before_conclusion = 1 + seed % 3;
		promise = run_any(policy, (unsigned)seed, NULL, &states, taken, sequence);
		if (promise) {
			broken++;
			sequence = shrink(policy, sequence, promise, NULL);
			printf("# seed %d breaks: %s\n", seed, promise);
			print_sequence(sequence);
		}
		g_array_unref(sequence);
	}
	check_int("sequences that break a promise", broken, 0);
	for (int state = STATE_TRIAGE; state < STATE_COUNT; state++)
		check(states & (1u << state) || sequences < SEQUENCES, state_name((CaseState)state),
			"was never reached");
	/* 结案 is the exception: a case that may close has closed by itself (T25). */
	for (int kind = EVENT_TAKE; kind < EVENT_COUNT; kind++)
		check(taken[kind] || kind == EVENT_CLOSE || sequences < SEQUENCES,
			event_name((EventKind)kind), "was never taken");
}

/* The shrinker itself: the shortest way to the effect's tracking has six steps. */
static void
shortest(void)
{
	g_autoptr(Policy) policy = world_policy();
	guint best = LENGTH;

	policy->rounds_before_conclusion = 3;
	for (unsigned seed = 0; seed < 300 && best > 6; seed++) {
		GArray *sequence = g_array_new(FALSE, FALSE, sizeof(Happening));
		unsigned states = 0;
		const char *broken = run_any(policy, seed, "tracking", &states, NULL, sequence);

		if (broken && strcmp(broken, "wish") == 0) {
			sequence = shrink(policy, sequence, broken, "tracking");
			best = MIN(best, sequence->len);
		}
		g_array_unref(sequence);
	}
	check_int("the shortest way to tracking", best, 6);
}

/* From every open state an end can be reached by the table (P21). */
static void
ends(void)
{
	unsigned ended = 1u << STATE_CLOSED | 1u << STATE_DISMISSED | 1u << STATE_MERGED |
			 1u << STATE_WITHDRAWN | 1u << STATE_EXTERNAL;

	for (int state = STATE_RECEIVED; state < STATE_CLOSED; state++) {
		unsigned reached = 1u << state, before = 0;

		while (reached != before) {
			before = reached;
			for (const TransitionSummary *row = transition_summaries(); row->id; row++)
				if (row->from & reached && row->to != STATE_COUNT)
					reached |= 1u << row->to;
		}
		check(reached & ended, state_name((CaseState)state), "leads nowhere");
		check(reached & 1u << STATE_CLOSED, state_name((CaseState)state), "cannot be closed well");
	}
}

int
main(int argc, char **argv)
{
	ends();
	shortest();
	many(argc > 1 ? atoi(argv[1]) : SEQUENCES);
	return check_done();
}
