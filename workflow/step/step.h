/*
 * The life-cycle of a case: one table (spec §7, in step.c), and the function that asks it. Given a case, an
 * event and the time it answers what the case becomes, what the log must say, and which letters must go
 * out; or why nothing may change. It does nothing itself.
 */
#pragma once

#include "workflow/case/case.h"
#include "workflow/case/event.h"

/* Why an event was refused: the word leads to a sentence in templates/. */
typedef enum {
	REFUSAL_NONE,
	REFUSAL_WRONG_STATE, /* no row of the table for this state and event */
	REFUSAL_WRONG_ROLE,
	REFUSAL_NOT_YOURS, /* the right role, but another's case */
	REFUSAL_RECUSED,
	REFUSAL_NO_REASON,
	REFUSAL_NO_TEXT,
	REFUSAL_NO_MEANS,
	REFUSAL_FUTURE, /* a time in the future */
	REFUSAL_BEFORE_ASSIGNMENT,
	REFUSAL_PAST_DATE,
	REFUSAL_NO_DATE,
	REFUSAL_NO_MEASURES,
	REFUSAL_NO_RESPONSIBLE,
	REFUSAL_NO_CONTACT, /* a plan before any contact or evidence */
	REFUSAL_NO_PROOF,
	REFUSAL_MEASURES_OPEN,
	REFUSAL_UNKNOWN_CATEGORY,
	REFUSAL_UNKNOWN_DEPARTMENT,
	REFUSAL_UNKNOWN_PERSON,
	REFUSAL_UNKNOWN_CASE,
	REFUSAL_STALE_PLAN, /* a vote or answer on a superseded plan */
	REFUSAL_NEEDS_SUPERVISOR,
	REFUSAL_NEEDS_CAUSE, /* T25: cause or improvement not filled */
	REFUSAL_TOO_OFTEN,   /* transfers, returns */
	REFUSAL_NO_HANDLER,  /* nobody to assign to */
	REFUSAL_UNCLEAR,     /* the answer could not be understood */
	REFUSAL_BAD_ARGUMENTS,
	/* about the command mail itself, found before case_step() is asked */
	REFUSAL_UNKNOWN_VERB,
	REFUSAL_NO_TOKEN,     /* not an answer to a letter of ours */
	REFUSAL_NO_CASE,      /* names no case that we know */
	REFUSAL_HTML_ONLY,    /* no command is obeyed in HTML-only text */
	REFUSAL_ALONE,        /* a command about no case stands in a mail of its own */
	REFUSAL_NO_FORWARD,   /* 代收 without a mail that is passed on */
	REFUSAL_CODE_MISSING, /* the answer begins with no code */
	REFUSAL_CODE_WRONG,
	REFUSAL_CODE_OVER,     /* used, expired, replaced, or tried too often: nothing waits */
	REFUSAL_CODE_OFTEN,    /* as many codes as one day allows were sent */
	REFUSAL_OTHER_LINE,    /* this line is well, another of the mail is not: nothing was done */
	REFUSAL_TOO_EARLY,     /* a check before its date, a conclusion before its round */
	REFUSAL_TOO_LATE,      /* an objection after the review's limit, new facts after the reopening time */
	REFUSAL_NO_TIME,       /* the learner's word by telephone without when it was */
	REFUSAL_OTHER_ENDED,   /* merge: the other case is closed */
	REFUSAL_OTHER_LEARNER, /* merge: the other case is another person's, and nobody confirmed that it is
				  not */
	REFUSAL_ASKED,         /* the learner has not answered an earlier question yet */
	REFUSAL_OBJECTED,      /* a yes to what another supervisor has objected to meanwhile */
	REFUSAL_NO_ITEM,       /* no improvement item of that number, or none that is open */
	REFUSAL_COUNT,
} Refusal;

/* One letter to one person. */
typedef struct {
	LetterKind letter;
	Role role;       /* in which role the reader gets it */
	char *to;        /* address */
	EventKind event; /* what led to it */
	char *note;      /* words of the event that the letter quotes (a reason, a message); "" when none */
	int clock;       /* index of the clock that it is about (M06, M11, M19, M20); -1: none */
	int64_t old_at;  /* M19: the time that was promised before; 0: none */
} Letter;

/* What one transition did: one row of the event log. */
typedef struct {
	const char *transition; /* "T09"; "" when the table's row has no number */
	EventKind event;
	CaseState from, to;
	GPtrArray *changes; /* Change * */
	GPtrArray *letters; /* Letter * */
} Transition;

typedef struct {
	Refusal refusal;
	GPtrArray
		*transitions; /* Transition *, in order: the asked one and those that follow by themselves */
} Outcome;

Outcome *outcome_new(void);
void outcome_free(Outcome *outcome); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Outcome, outcome_free)

/*
 * Applies `event` to `kase` (case_new() for EVENT_COMPLAINT) at `now`, seconds UTC. Returns the new Case and
 * appends to `out` the transitions that led to it, or returns NULL with out->refusal set and nothing else
 * appended. Follow-ups that need no one (T02 after T01, T07 after T02, T19 after T17 …) are in the same
 * answer.
 */
Case *case_step(const Case *kase, const Event *event, const Policy *policy, int64_t now, Outcome *out);

const char *refusal_name(Refusal refusal); /* "no-contact" */

/* The life-cycle table, read only: for the manual, the grid test and `explain`. Ends with an id NULL. */
typedef struct {
	const char *id;
	EventKind event;
	unsigned from;  /* 1u << CaseState bits */
	unsigned roles; /* who may; 0: the program alone */
	CaseState to;   /* STATE_COUNT: stays */
} TransitionSummary;
const TransitionSummary *transition_summaries(void);
