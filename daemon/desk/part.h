/*
 * What the parts of the desk share: the desk itself, one mail on it with all that was found out, and how an
 * answer of the workflow is written down. Included within daemon/desk/ alone; everybody else asks desk.h.
 */
#pragma once

#include "daemon/desk/bind.h"
#include "daemon/desk/desk.h"
#include "daemon/desk/registration.h"
#include "daemon/store/confirm.h"
#include "daemon/store/ledger.h"
#include "workflow/interpret/admission.h"

struct Desk {
	Db *db;
	const Settings *settings;
	const TokenKeys *keys;
	Dispatch *dispatch;
	Policy *policy;   /* the settings' with the absences that staff have told; NULL: not yet asked */
	int64_t absences; /* absence_stamp() of them */
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
	const char *continues; /* number of the ended case that a new one goes on from, or NULL */
	int64_t now;
} Arrived;

/* Case, events and letters of one outcome; `cause->event_id` is filled in. */
bool desk_write_outcome(Desk *desk, Case *kase, const Outcome *outcome, const Origin *origin,
	LetterCause *cause, int64_t now, GError **error);
/* Applies one event of the world. A refusal is no error: *out_refusal (may be NULL). */
bool desk_apply(Desk *desk, const Case *kase, const Event *event, int64_t inbound_id, LetterCause *cause,
	int64_t now, Refusal *out_refusal, GError **error);
/* Intake sees what somebody tried, whom nobody answers; `why`: phrase alarm.… */
bool desk_tell_intake(Desk *desk, const Arrived *arrived, const Case *kase, const char *why, GError **error);
/* The files of `mail` (NULL: unreadable), which arrived, for the letters that it causes; to be freed after
 * them. NULL: there are none. */
Enclosures *desk_enclose(Desk *desk, const Arrived *arrived, const Mail *mail, LetterCause *cause);
/* The same for any mail's bytes. */
Enclosures *desk_enclose_bytes(const Desk *desk, GBytes *raw, const Mail *mail, LetterCause *cause);
bool desk_set_fate(Desk *desk, const Arrived *arrived, Fate fate, int64_t case_id, GError **error);
/* What a new case is made of. */
typedef struct {
	const Mail *mail; /* whose words; NULL: unreadable */
	RegisterAs as;
	Fate fate;
} Opening;
/* *out_case (may be NULL): the new case. */
bool desk_open_case(
	Desk *desk, const Arrived *arrived, const Opening *opening, Case **out_case, GError **error);

/* Brings desk->policy up to date; before anything is asked of it. */
bool desk_refresh(Desk *desk, int64_t now, GError **error);

/* desk_replies.c: the learner writes about `kase`. */
bool desk_take_reply(Desk *desk, const Arrived *arrived, const Case *kase, GError **error);

/* desk_kindred.c: what an outcome means for other cases. */
bool desk_follow_up(Desk *desk, const Case *kase, const Outcome *outcome, const Origin *origin, int64_t now,
	GError **error);
/* The case that goes on for a merged one; NULL: there is none, or an error. */
Case *desk_merged_into(Desk *desk, const Case *kase, GError **error);

/* desk_orders.c: commands, a vote or a note by staff; `kase` NULL: about no case. */
bool desk_take_orders(Desk *desk, const Arrived *arrived, Case *kase, GError **error);
/* Those of a mail, obeyed or not. New array of Command *. */
GPtrArray *desk_commands(const Mail *mail);
/* The same with a list of commands (Command *) at hand. */
bool desk_take_commands(
	Desk *desk, const Arrived *arrived, Case *kase, const GPtrArray *commands, GError **error);
/* The receipt, or a letter about the mail itself: to the person's own recorded address, whatever the mail
 * said. */
bool desk_send_receipt(Desk *desk, const Arrived *arrived, const Case *kase, LetterKind kind,
	LetterCause *cause, GError **error);

/* Why no code can be sent for what this mail asks; REFUSAL_NONE: one can. `kase` NULL: about no case, or
 * several. */
bool desk_may_send_code(
	Desk *desk, const Arrived *arrived, const Case *kase, Refusal *out_refusal, GError **error);
/* Keeps `asked` until its code comes back, and sends that: M23c with the lines of `receipt`. */
bool desk_send_code(Desk *desk, const Arrived *arrived, const Case *kase, Confirmation *asked,
	LetterCause *cause, Receipt *receipt, GError **error);
/* The letter with the code that 代理 wants from whom nobody vouches for; or a refusal when there were too
 * many. */
bool desk_ask_code(Desk *desk, const Arrived *arrived, const GPtrArray *commands, GError **error);

/* desk_entry.c: a registration block; commands that are about no case (代收, 代理, and 帮助, 明细 without
 * one); `kase`: of the letter that the mail answers, or NULL. */
bool desk_take_entry(Desk *desk, const Arrived *arrived, GError **error);
bool desk_take_caseless(Desk *desk, const Arrived *arrived, Case *kase, GError **error);
/* Carries out a 代理 whose code came back. */
bool desk_run_away(Desk *desk, const Arrived *arrived, const Confirmation *waiting, GError **error);

/* As whom the writer gets the receipt: the first role that lets people give orders. */
Role desk_receipt_role(unsigned roles);

/* desk_digest.c: an answer to a digest, whose numbered lines name cases. */
bool desk_take_digest(Desk *desk, const Arrived *arrived, GError **error);
/* Carries out such lines whose code came back. */
bool desk_run_digest(Desk *desk, const Arrived *arrived, const Confirmation *waiting, GError **error);
