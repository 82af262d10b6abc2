/*
 * A staff member's mail of command lines (spec §19): all lines are read, resolved and tried on the case
 * first, then all are done or none; each such mail gets one receipt. Prose is an internal note. Writes
 * nothing itself.
 */
#pragma once

#include "daemon/receipt.h"
#include "daemon/token.h"
#include "parser/mail.h"
#include "workflow/step.h"

typedef struct {
	const Mail *mail;
	const TokenClaim *claim; /* what the answered letter asked */
	const Person *person;
	unsigned roles;
	bool proven;                /* the server vouches for the sender */
	Refusal refused_as_a_whole; /* REFUSAL_NONE, or why no line may run */
} OrderMail;

/* Returns the Case after all lines, with their transitions in `out`; or, when one line is refused, a copy of
 * `kase` with one EVENT_REFUSED transition. *out_receipt: what the receipt (M23) tells, or NULL when none is
 * due (a mere note). `kase` may be NULL: then a case without id comes back and every line is refused. */
Case *orders_carry_out(const OrderMail *order, const Case *kase, const Policy *policy, int64_t now,
	Outcome *out, Receipt **out_receipt);
