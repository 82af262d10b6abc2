/*
 * A small institution for the tests of workflow/: its policy, and a case that is driven event by event with a
 * set clock. Every step is checked to be the fold of its changes (P20).
 */
#pragma once

#include "workflow/step/step.h"

/* people: intake@ i, handler@ and second@ (teaching), head@ (teaching), admin@, finance@, rep@, boss@, all at
 * school.test; the learner is learner@mail.test */
#define LEARNER "learner@mail.test"
#define INTAKE "intake@school.test"
#define HANDLER "handler@school.test"
#define SECOND "second@school.test"
#define HEAD "head@school.test"
#define ACADEMIC "academic@school.test"
#define ADMIN "admin@school.test"
#define FINANCE "finance@school.test"
#define REP "rep@school.test"
#define BOSS "boss@school.test"

Policy *world_policy(void);
Person *world_person(Policy *policy, const char *address); /* to be changed by a test */
int64_t world_time(const char *text);                      /* "2026-11-23T10:00", Shanghai */
char *world_text(int64_t at);
char *world_told(const Event *event); /* "contact means=电话 text=…": the members that are set */
ComplaintFacts world_facts(void);     /* a plain teaching complaint, sure */

typedef struct {
	Policy *policy;
	Case *kase; /* the folded one: what the changes say */
	int64_t now;
	Outcome *last;    /* of the last step */
	GPtrArray *trail; /* char *: every transition's id so far */
	bool folds;       /* every step so far was the fold of its changes */
} World;

World *world_new(void);
void world_free(World *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(World, world_free)

/* Runs one event; refused events leave the case alone. The actor's roles are the policy's, or LEARNER. */
Refusal world_do(World *world, Event event);
Refusal world_command(World *world, EventKind kind, const char *actor, const char *text);
void world_at(World *world, const char *text); /* sets the clock */
/* Ticks every clock that wants one up to now, in order; returns how many ticks. */
int world_ticks(World *world);
/* "M04 handler@school.test" is among the letters of the last step. */
bool world_sent(const World *world, LetterKind letter, const char *to);
int world_sent_count(const World *world);
/* Every letter of the last step as "M04>handler …", sorted: for a readable row. */
char *world_letters(const World *world);
/* An open case of the same learner, C20261101-0001A, lent: to merge with. */
const Case *world_other(void);
void world_hand_over(World *world, LetterKind letter, Role role);
/* Brings a fresh world to a state, by the plain way. */
World *world_in(CaseState state);
