/*
 * What the parts of the desk share: the desk itself, one mail on it with all that was found out, and how an
 * answer of the workflow is written down. Only daemon/desk*.c include this; everybody else asks desk.h.
 */
#pragma once

#include "daemon/bind.h"
#include "daemon/desk.h"
#include "daemon/ledger.h"
#include "workflow/admission.h"

struct Desk {
	Db *db;
	const Settings *settings;
	const TokenKeys *keys;
	Dispatch *dispatch;
};

/* One mail on the desk, with all that was found out about it. */
typedef struct {
	const InboundMail *inbound;
	const Mail *mail;
	const char *person;  /* From address, "" when there is none */
	const Person *staff; /* NULL: not staff */
	unsigned roles;
	Bond bond;
	bool proven;
	Admission admission;
	int64_t now;
} Arrived;

/* Case, events and letters of one outcome; `cause->event_id` is filled in. */
bool desk_write_outcome(Desk *desk, Case *kase, const Outcome *outcome, const Origin *origin,
	LetterCause *cause, int64_t now, GError **error);
/* Applies one event of the world. A refusal is no error: *out_refusal (may be NULL). */
bool desk_apply(Desk *desk, const Case *kase, const Event *event, int64_t inbound_id, LetterCause *cause,
	int64_t now, Refusal *out_refusal, GError **error);
bool desk_set_fate(Desk *desk, const Arrived *arrived, Fate fate, int64_t case_id, GError **error);
bool desk_open_case(Desk *desk, const Arrived *arrived, Fate fate, bool known_sender, GError **error);

/* desk_orders.c: commands, a vote or a note by staff; `kase` NULL: about no case. */
bool desk_take_orders(Desk *desk, const Arrived *arrived, Case *kase, GError **error);
