/*
 * One row of the life-cycle table (step.c) and what its functions are given. Only step.c, the
 * conditions, guards, effects and deadlines include this; everybody else asks case_step().
 */
#pragma once

#include "workflow/case/routing.h"
#include "workflow/step/step.h"

typedef struct {
	Case *kase; /* the one that is being built */
	const Event *event;
	const Policy *policy;
	int64_t now;
	unsigned acting;        /* the ROLE_BIT()s of the row in which the actor does this */
	Transition *transition; /* gets the changes and the letters */
	bool answers_query;     /* an effect found it to be the answer to a question of the supervisors */
} Step;

typedef struct {
	LetterKind letter;
	unsigned audience;          /* of Audience bits */
	bool (*when)(const Step *); /* NULL: always */
} RuleLetter;

enum {
	RULE_LETTERS = 4
};

typedef struct {
	const char *id; /* "T09"; "" for what spec §7 has no number for */
	EventKind event;
	unsigned from;                  /* STATE_BIT()s */
	unsigned who;                   /* ROLE_BIT()s; 0: the program alone */
	bool (*when)(const Step *);     /* does this row speak about it at all? NULL: yes */
	Refusal (*guard)(const Step *); /* NULL: nothing more is asked */
	CaseState to;                   /* STATE_COUNT: stays */
	void (*effect)(Step *);         /* NULL: none */
	RuleLetter letters[RULE_LETTERS];
	EventKind then; /* is tried after this; EVENT_NONE: nothing */
} Rule;

#define STATE_BIT(state) (1u << (state))

/* ---- changing the case: each call is one Change ---- */
void step_set(Step *step, const char *key, const char *value);
void step_set_integer(Step *step, const char *key, int64_t value);
void step_set_flag(Step *step, const char *key, bool value);
/* The same for a member of record `index` of a list: "clock", 3, "met_at". */
void step_set_in(Step *step, const char *list, guint index, const char *key, const char *value);
void step_set_integer_in(Step *step, const char *list, guint index, const char *key, int64_t value);
/* Adds a line to a text that holds one thing a line. */
void step_add_line(Step *step, const char *key, const char *before, const char *line);
void step_add_entry(Step *step, EntryKind kind, int64_t at, const char *means, const char *text);

/* A letter of the transition to everybody of the audience; once each. */
void step_send(Step *step, LetterKind letter, unsigned audience, int clock, int64_t old_at);
/* A running deadline was promised to the learner and moved: old → new → why (spec §8). */
void step_tell_moved(Step *step, guint clock, int64_t old_at);
void step_letter_free(gpointer letter);

/* The learner knows the result: asked for his word from now on, and FEEDBACK met when he was the last. */
void step_learner_told(Step *step, int64_t at);

/* When the event happened by its own account. */
int64_t step_when(const Step *step);

/* ---- deadlines.c ---- */
/* Stops a running clock of that kind and starts a new one; `due` 0: by the limits. */
void deadline_start(Step *step, ClockKind kind, int64_t due);
void deadline_meet(Step *step, ClockKind kind, int64_t at);
void deadline_unmeet(Step *step, ClockKind kind);
void deadline_stop(Step *step, ClockKind kind);
void deadline_stop_all(Step *step);
void deadline_pause(Step *step);
void deadline_resume(Step *step);
void deadline_urgency_changed(Step *step);
void deadline_complex(Step *step);                      /* the case is complex from now on */
void deadline_recount(Step *step);                      /* a year's calendar has come */
bool deadline_is_due(const Step *step, ClockKind kind); /* the tick is about a clock of that kind */
const Clock *deadline_of_tick(const Step *step);        /* NULL: none that wants a tick now */
void deadline_tick(Step *step);                         /* marks, reminds, sets the next wake */
/* The tick's clock: the learner was reminded; his time is over; M17 went out. */
void deadline_reminded(Step *step);
void deadline_given_up(Step *step);
void deadline_asked(Step *step);
