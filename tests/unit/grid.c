/* The whole grid: state × event, and event × person, against two tables written by hand from spec §7 and §19,
 * not from the code. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"

#include <string.h>

/* What may be asked for in each state. What is always there for an open case stands in ALWAYS. */
#define ALWAYS                                                                                             \
	"vouched merge link withdraw ask class urgent recuse note supervise query reply message progress " \
	"take-back "                                                                                       \
	"joint systemic calendar "
#define WORK "log evidence contact cause improve emergency "
#define SEEN "handed-over bounced unverified refused progress "
static const char *const allowed[STATE_COUNT] = {
	[STATE_NONE] = "complaint",
	[STATE_RECEIVED] = ALWAYS SEEN "dismiss",
	[STATE_TRIAGE] = ALWAYS SEEN "accept dismiss",
	[STATE_ACCEPTED] = ALWAYS SEEN "dispatch",
	[STATE_ASSIGNED] = ALWAYS SEEN WORK "take return transfer",
	[STATE_INVESTIGATING] = ALWAYS SEEN WORK "transfer plan",
	[STATE_PLAN_REVIEW] = ALWAYS SEEN WORK "transfer approve abstain reject",
	[STATE_NEGOTIATING] = ALWAYS SEEN WORK "transfer answer agreed",
	[STATE_EXECUTING] = ALWAYS SEEN WORK "transfer done resolve extend",
	[STATE_HANDLED] = ALWAYS SEEN WORK "transfer approve abstain reject",
	[STATE_CONFIRMING] = ALWAYS SEEN WORK "transfer approve abstain reject satisfaction conclude",
	[STATE_TRACKING] = ALWAYS SEEN "log evidence contact cause improve track track-answer close",
	[STATE_CLOSED] = SEEN "note link message reopen",
	[STATE_DISMISSED] = SEEN "note link",
	[STATE_MERGED] = SEEN "note link split",
	[STATE_WITHDRAWN] = SEEN "note link",
	[STATE_EXTERNAL] = SEEN "note link",
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
	{ "approve", STATE_PLAN_REVIEW, "AFRG" },
	{ "abstain", STATE_PLAN_REVIEW, "AFRG" },
	{ "reject", STATE_PLAN_REVIEW, "AFRG" },
	{ "reject", STATE_CONFIRMING, "AFR" },
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
	{ "improve", STATE_INVESTIGATING, "HD" },
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
	completeness();
	return check_done();
}
