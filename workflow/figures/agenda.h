/*
 * Who has to do what today: what stands on one person's desk, and what the people above look at, out of the
 * facts of all cases. Nobody's agenda holds a case that names that person (spec §2, recusal).
 */
#pragma once

#include "workflow/case/policy.h"
#include "workflow/figures/case_facts.h"

typedef struct {
	const CaseFacts *facts;
	ClockKind kind; /* what is owed; CLOCK_COUNT: the improvement `item` */
	int64_t due_at;
	guint item; /* its number, from 1; 0: a clock */
} AgendaLine;

/* What `person` owes on the day of `now`, the most pressing first; a deputy has the lines of who is away. New
 * array of AgendaLine. */
GArray *agenda_of(const FactsBook *book, const Policy *policy, const Person *person, int64_t now);

/* The lists of the daily digest. */
typedef enum {
	LIST_URGENT,
	LIST_OVERDUE, /* the longest first */
	LIST_TODAY,   /* falls due before the day ends */
	LIST_VOTES,   /* waits for votes */
	LIST_LEARNER, /* waits for the learner */
	LIST_IMPROVE, /* improvement items that are due soon, or over */
	LIST_NEW,     /* received since `since` */
	LIST_ENDED,   /* closed, dismissed … since `since` */
	LIST_COUNT,
} AgendaList;

/* The cases of one list, the most pressing first, without those that name `reader`. `at` of a line: what the
 * list sorts by. New array of AgendaLine; `kind` and `due_at` are of the clock that the list is about. */
GArray *agenda_list(const FactsBook *book, const Policy *policy, AgendaList list, const Person *reader,
	int64_t since, int64_t now);

/* The complaint names the person: he never reads of it. */
bool agenda_is_recused(const CaseFacts *facts, const Person *person);
