/*
 * What reports need to know about cases, folded from the event log alone: a small flat record a case, so
 * that a million events fit into memory and are read once. Because a fold can stop at any event, every
 * figure can be had as of any past day.
 *
 * A FactsBook holds no learner's words and no telephone number.
 */
#pragma once

#include "workflow/case/case.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Seconds UTC, 0: not (yet). 32 bits, for there are a million of them; good until the year 2106. */
typedef uint32_t Moment;

/* One thing that happened to a case and that figures count. */
typedef enum {
	DID_NONE,
	DID_RECEIVED,
	DID_ACCEPTED,  /* once a case */
	DID_DISMISSED, /* 不予受理 */
	DID_MERGED,
	DID_SPLIT, /* the merging was undone */
	DID_WITHDRAWN,
	DID_ASSIGNED,  /* to a department: at first, again after a return, by transfer */
	DID_RETURNED,  /* 退单 */
	DID_CONTACTED, /* for the first time; the moment is the contact's own */
	DID_OFFERED,   /* a plan to the learner */
	DID_REJECTED,  /* a plan by a reviewer */
	DID_AGREED,
	DID_REFUSED, /* a plan by the learner */
	DID_EXTENDED,
	DID_HANDLED,
	DID_SENT_BACK, /* a result by a reviewer */
	DID_UPHELD,    /* the supervisor overruled that */
	DID_SATISFIED,
	DID_MOSTLY,
	DID_NOT,
	DID_SILENT,
	DID_CHECKED,     /* the effect holds */
	DID_INEFFECTIVE, /* it does not */
	DID_REOPENED,
	DID_CLOSED,
	DID_EXTERNAL,
	DID_REMINDED,  /* a letter told who owes it, before the end */
	DID_OVERDUE,   /* … the head, after it */
	DID_ESCALATED, /* … the supervisors */
	DID_TOP,       /* … the management */
	DID_COUNT,
} Deed;

typedef struct {
	Moment at;
	uint8_t deed;
} Happening;

/* One obligation, as Clock. */
typedef struct {
	Moment started_at, due_at, met_at, breached_at, stopped_at;
	uint8_t kind; /* ClockKind */
	bool paused;
} ClockFacts;

/* One improvement item, as Improvement; strings as in CaseFacts. */
typedef struct {
	Moment raised_at, due_at, ended_at;
	uint8_t status; /* ImprovementStatus */
	uint8_t extensions;
	const char *words, *owner, *person, *note;
} ImprovementFacts;

/* Strings are the book's own, never NULL, the same pointer for the same words. */
typedef struct {
	int64_t id; /* 0: there is no such case */
	const char *number;
	const char *category, *first_category; /* ids; the first is what the classifier said */
	const char *words; /* that it said so by: of the vocabulary, separated by blanks */
	const char *department, *handler;
	const char *channel, *class_name;
	const char *learner;      /* address: to tell whether two are the same; never printed */
	const char *learner_name; /* printed masked alone */
	const char *persons;      /* named in the complaint, one a line: for recusal */
	const char *cause;
	uint8_t state; /* CaseState */
	uint8_t triage;
	bool urgent, supervised, waiting_info, contact_lost, confidential;
	bool corrected; /* intake set another category than the classifier */
	bool erased;    /* some of its events have lost their words on a person's request */
	uint16_t plans;
	uint16_t version;              /* as case_version() */
	int32_t cost;                  /* of the newest plan, yuan; -1: not stated */
	char *votes;                   /* on it, as Plan.votes */
	Moment corrected_at, cause_at; /* the last time that either was written; 0: not */
	Moment received_at, accepted_at, assigned_at, contacted_at, offered_at, handled_at; /* first times */
	GArray *happenings;   /* Happening, in the order of the log */
	GArray *clocks;       /* ClockFacts */
	GArray *improvements; /* ImprovementFacts; NULL: none */
} CaseFacts;

typedef struct FactsBook FactsBook;
FactsBook *facts_book_new(void);
void facts_book_free(FactsBook *book); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FactsBook, facts_book_free)

/* One row of the log; lent for the call. */
typedef struct {
	int64_t case_id, at;
	const char *event;      /* event_name() */
	const char *transition; /* "T09" or "" */
	const char *to;         /* state_name() */
	/* lines "letter=M20 dept_head …" among others, up to an empty line or the end; NULL when erased */
	const char *letters;
	const char *changes; /* changes_format(); NULL when erased */
} FactsEvent;

/* Adds one event; the events of a case come in their order. */
void facts_book_take(FactsBook *book, const FactsEvent *event);
/* What erased events no longer tell, from where it is kept; only what is unknown is set. */
void facts_book_complete(
	FactsBook *book, int64_t case_id, const char *category, const char *department, const char *channel);

/* Every case, by rising id; borrowed. */
guint facts_book_length(const FactsBook *book);
const CaseFacts *facts_book_at(const FactsBook *book, guint index);
const CaseFacts *facts_book_case(const FactsBook *book, int64_t case_id); /* NULL: none */

guint facts_improvements(const CaseFacts *facts);                               /* how many */
const ImprovementFacts *facts_improvement(const CaseFacts *facts, guint index); /* from 0; borrowed */
bool improvement_facts_is_open(const ImprovementFacts *item, int64_t at); /* neither ended before `at` */

/* Neither dismissed, nor merged, nor withdrawn before `until`: it counts as a complaint of its subject. */
bool facts_counts(const CaseFacts *facts, int64_t until);
bool facts_is_open(const CaseFacts *facts);
/* The running clock that ends first, never one that waits for the learner alone; NULL: none runs. */
const ClockFacts *facts_next_clock(const CaseFacts *facts);
bool clock_facts_is_running(const ClockFacts *clock);
