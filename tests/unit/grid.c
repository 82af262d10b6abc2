/* The whole grid: state × event, and event × person, against two tables written by hand from spec §7 and §19,
 * not from the code. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"
#include "workflow/interpret/interpret.h"
#include "workflow/interpret/trust.h"

#include <string.h>

/* What may be asked for in each state. What is always there for an open case stands in ALWAYS. */
#define ALWAYS                                                                                             \
	"vouched merge link withdraw ask class urgent recuse note supervise query reply message progress " \
	"take-back data-request "                                                                          \
	"joint systemic calendar "
#define WORK "log evidence contact cause improve emergency "
#define SEEN "handed-over bounced unverified refused progress "
static const char *const allowed[STATE_COUNT] = {
	[STATE_NONE] = "complaint",
	[STATE_RECEIVED] = ALWAYS SEEN "dismiss",
	[STATE_TRIAGE] = ALWAYS SEEN "accept dismiss",
	[STATE_ACCEPTED] = ALWAYS SEEN "dispatch",
	[STATE_ASSIGNED] = ALWAYS SEEN WORK "take return transfer extend",
	[STATE_INVESTIGATING] = ALWAYS SEEN WORK "transfer plan extend",
	[STATE_PLAN_REVIEW] = ALWAYS SEEN WORK "transfer approve abstain reject",
	[STATE_NEGOTIATING] = ALWAYS SEEN WORK "transfer answer agreed",
	[STATE_EXECUTING] = ALWAYS SEEN WORK "transfer done resolve extend",
	[STATE_HANDLED] = ALWAYS SEEN WORK "transfer approve abstain reject",
	[STATE_CONFIRMING] = ALWAYS SEEN WORK "transfer approve abstain reject satisfaction conclude",
	[STATE_TRACKING] = ALWAYS SEEN "log evidence contact cause improve track track-answer close",
	[STATE_CLOSED] = SEEN "data-request note link improve message reopen",
	[STATE_DISMISSED] = SEEN "data-request note link improve",
	[STATE_MERGED] = SEEN "data-request note link improve split",
	[STATE_WITHDRAWN] = SEEN "data-request note link improve",
	[STATE_EXTERNAL] = SEEN "data-request note link improve",
};

/* Who may ask for it, as spec §7 and §19 say. The letters are those of people[] below. */
static const struct {
	const char *event;
	CaseState state;
	const char *who;
} roles[] = {
	{ "take", STATE_ASSIGNED, "HD" },
	{ "return", STATE_ASSIGNED, "HD" },
	{ "transfer", STATE_ASSIGNED, "DIA" },
	{ "dispatch", STATE_ACCEPTED, "IA" },
	{ "accept", STATE_TRIAGE, "IA" },
	{ "dismiss", STATE_TRIAGE, "IA" },
	{ "contact", STATE_ASSIGNED, "HDI" },
	{ "contact", STATE_EXECUTING, "HDI" },
	{ "log", STATE_INVESTIGATING, "HDIAFRG" },
	{ "evidence", STATE_INVESTIGATING, "HDIAFRG" },
	{ "note", STATE_INVESTIGATING, "HDIAFRG" },
	{ "reply", STATE_INVESTIGATING, "HDI" },
	{ "ask", STATE_INVESTIGATING, "HDI" },
	{ "plan", STATE_INVESTIGATING, "HD" },
	{ "agreed", STATE_NEGOTIATING, "HDI" },
	{ "answer", STATE_NEGOTIATING, "L" },
	{ "done", STATE_EXECUTING, "HD" },
	{ "resolve", STATE_EXECUTING, "HD" },
	{ "extend", STATE_EXECUTING, "DA" },
	{ "extend", STATE_ASSIGNED, "DA" },
	{ "extend", STATE_INVESTIGATING, "DA" },
	{ "approve", STATE_PLAN_REVIEW, "AFRG" },
	{ "abstain", STATE_PLAN_REVIEW, "AFRG" },
	{ "reject", STATE_PLAN_REVIEW, "AFRG" },
	{ "reject", STATE_HANDLED, "AFR" },
	{ "reject", STATE_CONFIRMING, "AFR" },
	{ "approve", STATE_HANDLED, "AFRG" },
	{ "approve", STATE_CONFIRMING, "AFR" },
	{ "abstain", STATE_HANDLED, "AFRG" },
	{ "abstain", STATE_CONFIRMING, "AFR" },
	{ "satisfaction", STATE_CONFIRMING, "L" },
	{ "supervise", STATE_INVESTIGATING, "A" },
	{ "query", STATE_INVESTIGATING, "AFR" },
	{ "conclude", STATE_CONFIRMING, "A" },
	{ "merge", STATE_INVESTIGATING, "I" },
	{ "split", STATE_MERGED, "I" },
	{ "link", STATE_INVESTIGATING, "I" },
	{ "class", STATE_INVESTIGATING, "IA" },
	{ "urgent", STATE_INVESTIGATING, "IA" },
	{ "recuse", STATE_INVESTIGATING, "IA" },
	{ "track", STATE_TRACKING, "HDI" },
	{ "track-answer", STATE_TRACKING, "L" },
	{ "cause", STATE_INVESTIGATING, "HD" },
	{ "improve", STATE_INVESTIGATING, "HDAFR" },
	{ "improve", STATE_CLOSED, "HDAFR" },
	{ "close", STATE_TRACKING, "I" },
	{ "reopen", STATE_CLOSED, "I" },
	{ "message", STATE_INVESTIGATING, "L" },
	{ "message", STATE_CLOSED, "L" },
	{ "progress", STATE_INVESTIGATING, "L" },
	{ "progress", STATE_CLOSED, "L" },
	{ "take-back", STATE_INVESTIGATING, "L" },
	{ "withdraw", STATE_INVESTIGATING, "IA" },
	{ "emergency", STATE_INVESTIGATING, "HD" },
};

static const struct {
	char letter; /* '-': may nothing, whoever he is */
	const char *address;
} people[] = {
	{ 'H', HANDLER },
	{ '-', SECOND }, /* a handler, but not this case's */
	{ 'D', HEAD },
	{ '-', ACADEMIC }, /* a head, but of another department */
	{ 'I', INTAKE },
	{ 'A', ADMIN },
	{ 'F', FINANCE },
	{ 'R', REP },
	{ 'G', BOSS },
	{ 'L', LEARNER },
	{ '-', "stranger@mail.test" },
};

static bool
lists(const char *words, const char *word)
{
	g_auto(GStrv) all = g_strsplit(words, " ", -1);

	return g_strv_contains((const char *const *)all, word);
}

/* An event with everything that it may need. */
static Event
complete(EventKind kind, const char *actor)
{
	static ComplaintFacts facts;
	Event event = { .kind = kind, .actor = actor, .text = "说明理由的一句话", .means = "电话" };

	facts = world_facts();
	event.person = SECOND;
	event.department = "teaching";
	event.category = "teaching";
	event.number = "C20261101-0001A";
	event.other = kind == EVENT_MERGE || kind == EVENT_LINK || kind == EVENT_SPLIT ? world_other() : NULL;
	event.at = kind == EVENT_AGREED ? world_time("2026-11-23T10:00") : 0;
	event.measures = "更换老师";
	event.responsible = "王芳";
	event.day = world_time("2027-03-01T18:00");
	event.cost = -1;
	event.complaint = &facts;
	event.answer = ANSWER_AGREE;
	event.satisfaction = SATISFACTION_SATISFIED;
	if (kind == EVENT_TRACK)
		event.means = "有效";
	if (kind == EVENT_DONE)
		event.index = 1;
	return event;
}

static void
states(void)
{
	for (int state = 0; state < STATE_COUNT; state++) {
		for (int kind = EVENT_COMPLAINT; kind < EVENT_COUNT; kind++) {
			g_autoptr(World) world = world_in((CaseState)state);
			bool want = lists(allowed[state], event_name((EventKind)kind));
			g_autofree char *label =
				g_strdup_printf("%s in %s is %s", event_name((EventKind)kind),
					state_name((CaseState)state), want ? "known" : "refused");
			Event event = complete((EventKind)kind, NULL);
			Refusal refusal;

			event.index = kind == EVENT_TICK ? 0 : event.index;
			refusal = world_do(world, event);
			check((refusal != REFUSAL_WRONG_STATE) == want && world->folds, label, "%s",
				refusal_name(refusal));
		}
	}
}

static void
persons(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(roles); i++) {
		for (size_t j = 0; j < G_N_ELEMENTS(people); j++) {
			g_autoptr(World) world = world_in(roles[i].state);
			bool want = people[j].letter != '-' && strchr(roles[i].who, people[j].letter);
			g_autofree char *label = NULL;
			EventKind kind = EVENT_NONE;
			Refusal refusal;

			while (strcmp(event_name(kind), roles[i].event) != 0)
				kind++;
			/* A handler of another case is staff all the same: he may note on this one. */
			if (people[j].letter == '-' && strchr(people[j].address, 's') == people[j].address &&
				strstr(people[j].address, "school") == NULL)
				want = false;
			if ((kind == EVENT_NOTE || kind == EVENT_LOG || kind == EVENT_EVIDENCE) &&
				people[j].letter == '-')
				want = false;
			label = g_strdup_printf("%s in %s by %s is %s", roles[i].event,
				state_name(roles[i].state), people[j].address, want ? "open" : "refused");
			refusal = world_do(world, complete(kind, people[j].address));
			check((refusal != REFUSAL_WRONG_ROLE && refusal != REFUSAL_NOT_YOURS) == want, label,
				"%s", refusal_name(refusal));
		}
	}
}

/* ---- the whole grid: state × command × person ---- */

/* Spec §7, §19: who may ask for `event` in `state`; a row of that state, else the first of the event. */
static const char *
who_may(const char *event, CaseState state)
{
	const char *found = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(roles); i++) {
		if (strcmp(roles[i].event, event) != 0)
			continue;
		if (roles[i].state == state)
			return roles[i].who;
		if (!found)
			found = roles[i].who;
	}
	return found;
}

/* Before somebody has the case there is no handler of it, and no head. */
static bool
may(const Case *kase, const char *who, char letter)
{
	if (letter == 'H' && !(kase->handler && *kase->handler))
		return false;
	if (letter == 'D' && !(kase->department && *kase->department))
		return false;
	return letter != '-' && strchr(who, letter);
}

static const char *
kind_of(Refusal refusal)
{
	if (refusal == REFUSAL_WRONG_STATE)
		return "wrong state";
	return refusal == REFUSAL_WRONG_ROLE || refusal == REFUSAL_NOT_YOURS ? "wrong person" : "heard";
}

static void
cell(const World *world, EventKind kind, const char *who, size_t person)
{
	CaseState state = (CaseState)world->kase->state;
	Event event = complete(kind, people[person].address);
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(Case) next = NULL;
	const char *want = "heard";

	event.roles = strcmp(event.actor, LEARNER) == 0
			      ? ROLE_BIT(ROLE_LEARNER)
			      : policy_roles(world->policy, event.actor, world->now);
	if (!lists(allowed[state], event_name(kind)))
		want = "wrong state";
	else if (!may(world->kase, who, people[person].letter))
		want = "wrong person";
	next = case_step(world->kase, &event, world->policy, world->now, outcome);
	if (strcmp(kind_of(outcome->refusal), want) != 0) {
		g_autofree char *label = g_strdup_printf(
			"%s in %s by %s", event_name(kind), state_name(state), people[person].address);

		check_text(label, kind_of(outcome->refusal), want);
	}
}

static void
whole_grid(void)
{
	for (int state = 0; state < STATE_COUNT; state++) {
		g_autoptr(World) world = world_in((CaseState)state);
		g_autofree char *label =
			g_strdup_printf("every command by everybody in %s", state_name((CaseState)state));
		int cells = 0, commands = 0;

		for (int kind = EVENT_COMPLAINT; kind < EVENT_COUNT; kind++) {
			const char *who = who_may(event_name((EventKind)kind), (CaseState)state);

			commands += who != NULL;
			for (size_t i = 0; who && i < G_N_ELEMENTS(people); i++, cells++)
				cell(world, (EventKind)kind, who, i);
		}
		check(commands >= EVENT_COUNT - EVENT_TAKE && cells == commands * (int)G_N_ELEMENTS(people),
			label, "%d cells", cells);
	}
}

/* ---- the fourth dimension: authenticated or not (spec §18) ---- */

static void
proof(void)
{
	/* 不予受理, 并案, 转派, 办结, 同意, 终止协商, 延期 */
	static const char *const high[] = { "dismiss", "merge", "assign", "resolve", "approve", "conclude",
		"extend", NULL };

	for (Verb verb = VERB_UNKNOWN + 1; verb < VERB_COUNT; verb++)
		check(trust_needs_proof(verb) == g_strv_contains(high, command_verbs[verb].english),
			command_verbs[verb].english, "%s",
			trust_needs_proof(verb) ? "asks for proof" : "runs without");
}

/* Every verb of spec §19 is an event of the table, or one that only asks to read; 帮助 shows each to whom it
 * serves. */
static EventKind
event_of(const World *world, Verb verb)
{
	char word[] = "", number[] = "1", yes[] = "是";
	Command command = { .verb = verb, .word = word, .arguments = verb == VERB_DONE ? number : yes };
	g_auto(Instruction) instruction = { 0 };

	interpret_command(&command, world->kase, world->policy, world->now, &instruction);
	return instruction.event.kind;
}

/* The roles that the rows above give to an event, in all states together. */
static unsigned
roles_by_hand(const char *event)
{
	static const struct {
		char letter;
		Role role;
	} letters[] = { { 'I', ROLE_INTAKE }, { 'H', ROLE_HANDLER }, { 'D', ROLE_DEPT_HEAD },
		{ 'A', ROLE_ADMIN_SUP }, { 'F', ROLE_FINANCE }, { 'R', ROLE_LEARNER_REP },
		{ 'G', ROLE_MANAGER } };
	unsigned found = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(roles); i++)
		for (size_t j = 0; strcmp(roles[i].event, event) == 0 && j < G_N_ELEMENTS(letters); j++)
			if (strchr(roles[i].who, letters[j].letter))
				found |= ROLE_BIT(letters[j].role);
	return found;
}

static void
verbs(void)
{
	static const char *const reading[] = { "status", "why", "list", "help", "away", "intake", NULL };
	g_autoptr(World) world = world_new();

	for (Verb verb = VERB_UNKNOWN + 1; verb < VERB_COUNT; verb++) {
		unsigned shown = interpret_roles(verb);

		if (g_strv_contains(reading, command_verbs[verb].english))
			check(shown != 0, command_verbs[verb].canonical, "nobody may");
		else
			check_int(command_verbs[verb].canonical, shown,
				roles_by_hand(event_name(event_of(world, verb))));
	}
}

/* Every event of the spec stands in the second table, so none is forgotten. */
static void
completeness(void)
{
	for (int kind = EVENT_TAKE; kind < EVENT_COUNT; kind++) {
		bool found = false;

		for (size_t i = 0; i < G_N_ELEMENTS(roles); i++)
			found = found || strcmp(roles[i].event, event_name((EventKind)kind)) == 0;
		check(found, event_name((EventKind)kind), "no row says who may");
	}
	for (const TransitionSummary *row = transition_summaries(); row->id; row++)
		check(row->from != 0 && (row->to == STATE_COUNT || row->to < STATE_COUNT), row->id,
			"no state");
}

int
main(void)
{
	states();
	persons();
	whole_grid();
	proof();
	verbs();
	completeness();
	return check_done();
}
