/*
 * A staff member's mail of command lines (spec §19): all lines are read, resolved and tried on the case
 * first, then all are done or none; each such mail gets one receipt. Prose is an internal note. What would be
 * done but lacks proof waits for a one-time code: nothing is done yet. Writes nothing itself.
 */
#pragma once

#include "daemon/letters/receipt.h"
#include "workflow/step/step.h"

typedef struct {
	const GPtrArray *commands; /* Command * */
	const char *prose;         /* an internal note: the new text without its commands */
	const char *message_id;    /* may be NULL */
	bool attachments;
	LetterKind letter; /* what the answered letter asked, and about which case_version() */
	int plan;
	const GPtrArray *others; /* const Case *: the cases whose numbers the commands name; NULL: none */
	const Person *person;
	unsigned roles;
	int64_t asked_at;           /* "明天" is the day after this */
	bool proven;                /* the server vouches for the sender, or his one-time code does */
	Refusal refused_as_a_whole; /* REFUSAL_NONE, or why no line may run */
	Refusal code_refused;       /* REFUSAL_NONE, or why no code may be sent for what lacks proof */
} OrderMail;

/* The bare word that votes in answer to a review request (spec §11), as the command that it stands for; NULL:
 * `prose` is none. */
Command *orders_bare_vote(const char *prose, LetterKind letter);

/* Returns the Case after all lines, with their transitions in `out`; or, when one line is refused or all wait
 * for a code, a copy of `kase` with one EVENT_REFUSED or EVENT_CODE_ASKED transition. *out_receipt: what the
 * receipt (M23) tells, or NULL when none is due (a mere note). `kase` may be NULL: then a case without id
 * comes back and every line is refused. */
Case *orders_carry_out(const OrderMail *order, const Case *kase, const Policy *policy, int64_t now,
	Outcome *out, Receipt **out_receipt);
/* A transition that changes nothing: for what the log keeps though the life-cycle knows no row for it. */
Transition *orders_bare_transition(const Case *kase, EventKind event);
