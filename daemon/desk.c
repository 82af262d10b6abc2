#include "daemon/desk_part.h"

#include "daemon/ledger.h"
#include "daemon/log.h"
#include "daemon/registration.h"
#include "parser/authres.h"
#include "parser/command.h"
#include "workflow/admission.h"
#include "workflow/reply.h"

#include <string.h>

Desk *
desk_new(Db *db, const Settings *settings, const LetterSet *letters, const TokenKeys *keys)
{
	Desk *desk = g_new0(Desk, 1);

	desk->db = db;
	desk->settings = settings;
	desk->keys = keys;
	desk->dispatch = dispatch_new(db, settings, letters, keys);
	return desk;
}

void
desk_free(Desk *desk)
{
	if (!desk)
		return;
	dispatch_free(desk->dispatch);
	g_free(desk);
}

/* ---- writing what the workflow answered ---- */

static bool
send_letters(Desk *desk, const Case *kase, const Outcome *outcome, const LetterCause *cause, int64_t now,
	GError **error)
{
	for (guint i = 0; i < outcome->transitions->len; i++) {
		const Transition *transition = outcome->transitions->pdata[i];

		for (guint k = 0; k < transition->letters->len; k++)
			if (!dispatch_letter(
				    desk->dispatch, kase, transition->letters->pdata[k], cause, now, error))
				return false;
	}
	return true;
}

/* Case, events and letters of one outcome; `cause->event_id` is filled in here. */
bool
desk_write_outcome(Desk *desk, Case *kase, const Outcome *outcome, const Origin *origin, LetterCause *cause,
	int64_t now, GError **error)
{
	return ledger_save(desk->db, kase, outcome, origin, now, &cause->event_id, error) &&
	       send_letters(desk, kase, outcome, cause, now, error);
}

/* Applies one event of the world. A refusal is no error: the world has happened, the case just does not care.
 */
bool
desk_apply(Desk *desk, const Case *kase, const Event *event, int64_t inbound_id, LetterCause *cause,
	int64_t now, Refusal *out_refusal, GError **error)
{
	Origin origin = { event->actor, event->roles, event->cause, inbound_id };
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(Case) next = case_step(kase, event, desk->settings->policy, now, outcome);

	if (out_refusal)
		*out_refusal = outcome->refusal;
	if (!next)
		return true;
	next->id = kase->id;
	return desk_write_outcome(desk, next, outcome, &origin, cause, now, error);
}

bool
desk_set_fate(Desk *desk, const Arrived *arrived, Fate fate, int64_t case_id, GError **error)
{
	const char *message_id = arrived->mail ? arrived->mail->message_id : NULL;

	log_info("desk", "inbound=%" G_GINT64_FORMAT " fate=%s case=%" G_GINT64_FORMAT " reason=%s",
		arrived->inbound->id, fate_name(fate), case_id, arrived->admission.reason);
	return inbound_set_fate(desk->db, arrived->inbound->id, fate, case_id, message_id,
		arrived->admission.reason, arrived->now, error);
}

/* ---- the ways a mail can go ---- */

bool
desk_open_case(Desk *desk, const Arrived *arrived, Fate fate, bool known_sender, GError **error)
{
	g_autoptr(Registration) registration = registration_new(desk->db, desk->settings, arrived->inbound,
		arrived->mail, known_sender, arrived->proven, error);
	g_autoptr(Case) none = case_new();
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(Case) kase = NULL;
	LetterCause cause = { .auto_replied = true };
	Event event = { .kind = EVENT_COMPLAINT, .roles = ROLE_BIT(ROLE_LEARNER) };
	Origin origin = { .roles = ROLE_BIT(ROLE_LEARNER), .inbound_id = arrived->inbound->id };

	if (!registration)
		return false;
	event.complaint = registration_facts(registration);
	event.actor = origin.actor = event.complaint->learner;
	event.cause = origin.cause = event.complaint->message_id;
	event.at = arrived->inbound->arrived_at;
	kase = case_step(none, &event, desk->settings->policy, arrived->now, outcome);
	if (!kase) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "a complaint was refused: %s",
			refusal_name(outcome->refusal));
		return false;
	}
	/* What could not be read, or comes with files, goes to staff whole: the original beside our words
	 * (P9). */
	if (!arrived->mail || arrived->mail->attachments->len > 0)
		cause.original = arrived->inbound->raw;
	cause.in_reply_to = event.complaint->message_id;
	return desk_write_outcome(desk, kase, outcome, &origin, &cause, arrived->now, error) &&
	       desk_set_fate(desk, arrived, fate, kase->id, error);
}

static bool
take_reply(Desk *desk, const Arrived *arrived, const Case *kase, GError **error)
{
	const Mail *mail = arrived->mail;
	LetterCause cause = { .in_reply_to = mail->message_id, .auto_replied = true };
	Event event = { 0 };
	Refusal refusal = REFUSAL_NONE;

	reply_event(kase, mail->reply, arrived->bond.claim.letter, arrived->bond.claim.plan, &event);
	event.actor = arrived->person;
	event.roles = ROLE_BIT(ROLE_LEARNER);
	event.cause = mail->message_id;
	event.attachments = mail->attachments->len > 0;
	if (event.attachments)
		cause.original = arrived->inbound->raw;
	if (event.kind != EVENT_NONE &&
		!desk_apply(desk, kase, &event, arrived->inbound->id, &cause, arrived->now, &refusal, error))
		return false;
	/* An answer that the state refuses (a superseded plan, say) still reaches whoever has the case. */
	if (refusal != REFUSAL_NONE && event.kind != EVENT_MESSAGE) {
		event.kind = EVENT_MESSAGE;
		event.text = mail->reply;
		if (!desk_apply(desk, kase, &event, arrived->inbound->id, &cause, arrived->now, NULL, error))
			return false;
	}
	return desk_set_fate(desk, arrived, FATE_REPLY, kase->id, error);
}

static bool
take_bounce(Desk *desk, const Arrived *arrived, GError **error)
{
	const Bounce *bounce = arrived->mail->bounce;
	GError *failure = NULL;
	g_autoptr(OutboxMail) letter = NULL;
	g_autoptr(Case) kase = NULL;
	LetterCause cause = { 0 };
	Event event = { .kind = EVENT_BOUNCED, .cause = arrived->mail->message_id };

	if (bounce && bounce->original_message_id)
		letter = outbox_by_message_id(desk->db, bounce->original_message_id, &failure);
	/* A server that returns no headers still answers to our envelope sender, which is a token. */
	if (!letter && !failure && arrived->bond.by)
		kase = ledger_load(desk->db, arrived->bond.case_id, &failure);
	if (letter && letter->case_id)
		kase = ledger_load(desk->db, letter->case_id, &failure);
	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	if (kase) {
		event.letter = letter ? letter->letter : arrived->bond.claim.letter;
		event.letter_to = letter ? letter->role : ROLE_LEARNER;
		event.person = letter ? letter->recipient : NULL;
		event.text = bounce ? bounce->status : NULL;
		if (!desk_apply(desk, kase, &event, arrived->inbound->id, &cause, arrived->now, NULL, error))
			return false;
	}
	return desk_set_fate(desk, arrived, FATE_BOUNCE, kase ? kase->id : 0, error);
}

static bool
take_unverified(Desk *desk, const Arrived *arrived, const Case *kase, GError **error)
{
	LetterCause cause = { .original = arrived->inbound->raw };
	Event event = {
		.kind = EVENT_UNVERIFIED,
		.cause = arrived->mail->message_id,
		.text = arrived->mail->reply,
	};

	/* No case is named: intake gets it as one to look at, whose sender nobody answers. */
	if (!kase)
		return desk_open_case(desk, arrived, FATE_UNVERIFIED, false, error);
	return desk_apply(desk, kase, &event, arrived->inbound->id, &cause, arrived->now, NULL, error) &&
	       desk_set_fate(desk, arrived, FATE_UNVERIFIED, kase->id, error);
}

/* ---- finding out ---- */

static void
find_sender(const Desk *desk, Arrived *arrived)
{
	const Mail *mail = arrived->mail;
	const Policy *policy = desk->settings->policy;

	arrived->person = mail->from ? mail->from->address : "";
	arrived->staff = policy_person(policy, arrived->person);
	arrived->roles = arrived->staff ? policy_roles(policy, arrived->person, arrived->now) : 0;
	arrived->proven =
		authres_proves(mail->authentication_results, desk->settings->authserv_id, arrived->person);
}

/* Commands in HTML-only text are text (spec §19). */
static bool
holds_orders(const Arrived *arrived)
{
	return !arrived->mail->from_html && arrived->mail->commands->len > 0;
}

static void
decide(Arrived *arrived, const Case *kase)
{
	Arrival arrival = {
		.kind = arrived->mail->kind,
		.loop = arrived->mail->loop != NULL,
		.staff = arrived->staff != NULL,
		.commands = holds_orders(arrived),
		.proven = arrived->proven,
		.learner = kase && kase->learner && g_ascii_strcasecmp(kase->learner, arrived->person) == 0,
		.stolen = arrived->bond.stolen,
		.bound = arrived->bond.by,
	};

	arrived->admission = admission_decide(&arrival);
}

bool
desk_take_mail(Desk *desk, const InboundMail *inbound, const Mail *mail, int64_t now, GError **error)
{
	Arrived arrived = { .inbound = inbound, .mail = mail, .person = "", .now = now };
	g_autoptr(Case) kase = NULL;
	GError *failure = NULL;

	if (!mail) {
		arrived.admission = (Admission){ ADMIT_COMPLAINT, "unreadable" };
		return desk_open_case(desk, &arrived, FATE_QUARANTINED, false, error);
	}
	find_sender(desk, &arrived);
	if (!bind_mail(desk->db, desk->keys, desk->settings, mail, now, &arrived.bond, error))
		return false;
	if (arrived.bond.case_id) {
		kase = ledger_load(desk->db, arrived.bond.case_id, &failure);
		if (failure) {
			g_propagate_error(error, failure);
			return false;
		}
	}
	decide(&arrived, kase);
	switch (arrived.admission.kind) {
	case ADMIT_COMPLAINT:
		return desk_open_case(desk, &arrived, FATE_CASE, true, error);
	case ADMIT_REPLY:
		return take_reply(desk, &arrived, kase, error);
	case ADMIT_STAFF:
	case ADMIT_REFUSED:
		return desk_take_orders(desk, &arrived, kase, error);
	case ADMIT_BOUNCE:
		return take_bounce(desk, &arrived, error);
	case ADMIT_AUTO:
		return desk_set_fate(desk, &arrived, FATE_AUTO, kase ? kase->id : 0, error);
	case ADMIT_UNVERIFIED:
		return take_unverified(desk, &arrived, kase, error);
	case ADMIT_COUNT:
		break;
	}
	g_assert_not_reached();
}

/* ---- letters and clocks ---- */

bool
desk_take_outcome(Desk *desk, const OutboxMail *letter, int64_t now, GError **error)
{
	g_autoptr(Case) kase = NULL;
	GError *failure = NULL;
	LetterCause cause = { 0 };
	Event event = {
		.kind = letter->state == OUTBOX_SENT ? EVENT_HANDED_OVER : EVENT_BOUNCED,
		.cause = letter->message_id,
		.at = letter->sent_at,
		.person = letter->recipient,
		.letter = letter->letter,
		.letter_to = letter->role,
	};

	if (letter->case_id) {
		kase = ledger_load(desk->db, letter->case_id, &failure);
		if (failure) {
			g_propagate_error(error, failure);
			return false;
		}
	}
	if (kase && !desk_apply(desk, kase, &event, 0, &cause, now, NULL, error))
		return false;
	return outbox_note(desk->db, letter->id, error);
}

bool
desk_take_tick(Desk *desk, int64_t case_id, int clock, int64_t now, GError **error)
{
	Event event = { .kind = EVENT_TICK, .cause = "tick", .index = clock };
	LetterCause cause = { 0 };
	GError *failure = NULL;
	Refusal refusal = REFUSAL_NONE;
	g_autoptr(Case) kase = ledger_load(desk->db, case_id, &failure);

	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	if (!kase) {
		g_set_error(
			error, DB_ERROR, DB_ERROR_FAILED, "a clock without case %" G_GINT64_FORMAT, case_id);
		return false;
	}
	if (!desk_apply(desk, kase, &event, 0, &cause, now, &refusal, error))
		return false;
	if (refusal != REFUSAL_NONE) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "case %s: a tick was refused: %s", kase->number,
			refusal_name(refusal));
		return false;
	}
	return true;
}
