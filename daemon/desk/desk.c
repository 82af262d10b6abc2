#include "daemon/desk/part.h"

#include "daemon/desk/registration.h"
#include "daemon/log.h"
#include "daemon/store/absence.h"
#include "daemon/store/kindred.h"
#include "daemon/store/ledger.h"
#include "daemon/store/reminder.h"
#include "parser/command/command.h"
#include "parser/kind/authres.h"
#include "workflow/interpret/admission.h"

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
	policy_free(desk->policy);
	g_free(desk);
}

bool
desk_refresh(Desk *desk, int64_t now, GError **error)
{
	int64_t stamp = 0;
	Policy *policy;

	if (!absence_stamp(desk->db, &stamp, error))
		return false;
	if (desk->policy && desk->absences == stamp)
		return true;
	policy = absence_policy(desk->db, desk->settings->policy, now, error);
	if (!policy)
		return false;
	policy_free(desk->policy);
	desk->policy = policy;
	desk->absences = stamp;
	return true;
}

/* ---- writing what the workflow answered ---- */

/* Reminders wait until all clocks of this moment have ticked, and go out one a person. */
static bool
send_letter(Desk *desk, const Case *kase, const Letter *letter, const LetterCause *cause, int64_t now,
	GError **error)
{
	if (reminder_is(letter))
		return reminder_add(desk->db, kase->id, cause->event_id, letter, error);
	return dispatch_letter(desk->dispatch, kase, letter, cause, now, error);
}

static bool
send_letters(Desk *desk, const Case *kase, const Outcome *outcome, const LetterCause *cause, int64_t now,
	GError **error)
{
	for (guint i = 0; i < outcome->transitions->len; i++) {
		const Transition *transition = outcome->transitions->pdata[i];

		for (guint k = 0; k < transition->letters->len; k++)
			if (!send_letter(desk, kase, transition->letters->pdata[k], cause, now, error))
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
	       send_letters(desk, kase, outcome, cause, now, error) &&
	       desk_follow_up(desk, kase, outcome, origin, now, error);
}

/* Applies one event of the world. A refusal is no error: the world has happened, the case just does not care.
 */
bool
desk_apply(Desk *desk, const Case *kase, const Event *event, int64_t inbound_id, LetterCause *cause,
	int64_t now, Refusal *out_refusal, GError **error)
{
	Origin origin = { event->actor, event->roles, event->cause, inbound_id };
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(Case) next = case_step(kase, event, desk->policy, now, outcome);

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

/* Whose doing a new case is: the learner's, or of the staff who key it in. */
static Origin
origin_of(const Arrived *arrived, const Opening *opening, const ComplaintFacts *facts)
{
	bool by_staff = opening->as >= REGISTER_ENTERED;

	return (Origin){ by_staff ? arrived->person : facts->learner,
		by_staff ? arrived->roles : ROLE_BIT(ROLE_LEARNER), facts->message_id, arrived->inbound->id };
}

/* What this complaint goes on from, or may repeat (spec §13). */
static bool
find_repeated(Desk *desk, const Arrived *arrived, Registration *registration, GError **error)
{
	g_autofree char *number = NULL;

	if (arrived->continues) {
		registration_link(registration, arrived->continues, false);
		return true;
	}
	if (!kindred_repeated(
		    desk->db, desk->policy, registration_facts(registration), arrived->now, &number, error))
		return false;
	if (number)
		registration_link(registration, number, true);
	return true;
}

bool
desk_open_case(Desk *desk, const Arrived *arrived, const Opening *opening, Case **out_case, GError **error)
{
	g_autoptr(Registration) registration = registration_new(desk->db, desk->settings, arrived->inbound,
		opening->mail, opening->as, arrived->proven, error);
	g_autoptr(Case) none = case_new();
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(Case) kase = NULL;
	g_autoptr(Enclosures) files = NULL;
	LetterCause cause = { .auto_replied = true };
	Event event = { .kind = EVENT_COMPLAINT };
	Origin origin;

	if (!registration || !find_repeated(desk, arrived, registration, error))
		return false;
	event.complaint = registration_facts(registration);
	origin = origin_of(arrived, opening, event.complaint);
	event.actor = origin.actor;
	event.roles = origin.roles;
	event.cause = origin.cause;
	event.at = arrived->inbound->arrived_at;
	kase = case_step(none, &event, desk->policy, arrived->now, outcome);
	if (!kase) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "a complaint was refused: %s",
			refusal_name(outcome->refusal));
		return false;
	}
	/* What could not be read goes to intake whole, files go to whoever works on it (P9). */
	files = desk_enclose(desk, arrived, opening->mail, &cause);
	cause.in_reply_to = event.complaint->message_id;
	cause.writer = event.complaint->learner;
	if (!desk_write_outcome(desk, kase, outcome, &origin, &cause, arrived->now, error) ||
		!desk_set_fate(desk, arrived, opening->fate, kase->id, error))
		return false;
	if (out_case)
		*out_case = g_steal_pointer(&kase);
	return true;
}

Enclosures *
desk_enclose_bytes(const Desk *desk, GBytes *raw, const Mail *mail, LetterCause *cause)
{
	Enclosures *files = NULL;

	if (mail && !mail->attachments->len)
		return NULL;
	if (mail)
		files = enclosures_new(raw, mail, desk->settings->enclosed_bytes);
	cause->original = raw;
	cause->files = files;
	return files;
}

Enclosures *
desk_enclose(Desk *desk, const Arrived *arrived, const Mail *mail, LetterCause *cause)
{
	return desk_enclose_bytes(desk, arrived->inbound->raw, mail, cause);
}

static bool
open_case(Desk *desk, const Arrived *arrived, RegisterAs as, Fate fate, GError **error)
{
	const Opening opening = { arrived->mail, as, fate };

	return desk_open_case(desk, arrived, &opening, NULL, error);
}

/* The letter that came back, or at least its case: by the Message-ID that the report quotes, else by the
 * token in our envelope sender, to which a server that returns no headers still answers. */
static bool
find_returned(
	Desk *desk, const Arrived *arrived, OutboxMail **out_letter, TokenClaim *out_claim, GError **error)
{
	const Bounce *bounce = arrived->mail->bounce;
	GError *failure = NULL;

	if (bounce && bounce->original_message_id)
		*out_letter = outbox_by_message_id(desk->db, bounce->original_message_id, &failure);
	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	if (*out_letter)
		out_claim->case_id = (*out_letter)->case_id;
	else
		bind_report(desk->keys, desk->settings, arrived->mail, arrived->now, out_claim);
	return true;
}

static bool
take_bounce(Desk *desk, const Arrived *arrived, GError **error)
{
	const Bounce *bounce = arrived->mail->bounce;
	GError *failure = NULL;
	OutboxMail *letter = NULL;
	g_autoptr(OutboxMail) owned = NULL;
	g_autoptr(Case) kase = NULL;
	TokenClaim claim = { 0 };
	LetterCause cause = { 0 };
	Event event = { .kind = EVENT_BOUNCED, .cause = arrived->mail->message_id };

	if (!find_returned(desk, arrived, &letter, &claim, error))
		return false;
	owned = letter;
	if (claim.case_id)
		kase = ledger_load(desk->db, claim.case_id, &failure);
	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	if (kase) {
		const char *reader = letter ? letter->recipient : bounce->recipient;

		event.letter = letter ? letter->letter : claim.letter;
		event.letter_to = letter                                  ? letter->role
				  : g_strcmp0(reader, kase->learner) == 0 ? ROLE_LEARNER
									  : ROLE_HANDLER;
		event.person = reader;
		event.text = bounce ? bounce->status : NULL;
		if (!desk_apply(desk, kase, &event, arrived->inbound->id, &cause, arrived->now, NULL, error))
			return false;
	}
	return desk_set_fate(desk, arrived, FATE_BOUNCE, kase ? kase->id : 0, error);
}

bool
desk_tell_intake(Desk *desk, const Arrived *arrived, const Case *kase, const char *why, GError **error)
{
	LetterCause cause = { .original = arrived->inbound->raw, .alarm = why };
	Event event = {
		.kind = EVENT_UNVERIFIED,
		.cause = arrived->mail->message_id,
		.means = why,
		.text = arrived->mail->reply,
	};

	return desk_apply(desk, kase, &event, arrived->inbound->id, &cause, arrived->now, NULL, error);
}

static bool
take_unverified(Desk *desk, const Arrived *arrived, const Case *kase, GError **error)
{
	/* No case is named: intake gets it as one to look at, whose sender nobody answers. */
	if (!kase)
		return open_case(desk, arrived, REGISTER_NOBODY, FATE_UNVERIFIED, error);
	return desk_tell_intake(desk, arrived, kase, arrived->admission.reason, error) &&
	       desk_set_fate(desk, arrived, FATE_UNVERIFIED, kase->id, error);
}

/* Staff, who get their answer in any case. */
static bool
take_staff(Desk *desk, const Arrived *arrived, Case *kase, GError **error)
{
	if (arrived->admission.alarm && kase &&
		!desk_tell_intake(desk, arrived, kase, arrived->admission.reason, error))
		return false;
	if (arrived->bond.report_id && arrived->admission.kind == ADMIT_STAFF)
		return desk_take_digest(desk, arrived, error);
	return desk_take_orders(desk, arrived, kase, error);
}

static bool
take_repeated(Desk *desk, const Arrived *arrived, const Case *kase, GError **error)
{
	if (arrived->admission.alarm && kase &&
		!desk_tell_intake(desk, arrived, kase, arrived->admission.reason, error))
		return false;
	return desk_set_fate(desk, arrived, FATE_DUPLICATE, arrived->bond.case_id, error);
}

/* ---- finding out ---- */

/* A mail with two senders is nobody's: the server proved one, and we might read the other. */
static bool
has_one_sender(const Mail *mail)
{
	static const char *const doubtful[] = { "many-from", "duplicate-header", NULL };

	for (guint i = 0; i < mail->defects->len; i++)
		if (g_strv_contains(doubtful, mail->defects->pdata[i]))
			return false;
	return true;
}

static void
find_sender(const Desk *desk, Arrived *arrived)
{
	const Mail *mail = arrived->mail;

	arrived->person = mail->from ? mail->from->address : "";
	arrived->staff = policy_person(desk->policy, arrived->person);
	arrived->roles = arrived->staff ? policy_roles(desk->policy, arrived->person, arrived->now) : 0;
	arrived->proven = has_one_sender(mail) && authres_proves(mail->authentication_results,
							  desk->settings->authserv_id, arrived->person);
}

/* Commands in HTML-only text are text (spec §19). */
static bool
holds_orders(const Arrived *arrived)
{
	return !arrived->mail->from_html && arrived->mail->commands->len > 0;
}

/* All commands are about no case; 帮助 and 明细 only where no letter of a case is answered. */
static bool
are_caseless(const Arrived *arrived)
{
	const GPtrArray *commands = arrived->mail->commands;
	bool answers = arrived->bond.by >= BOUND_MESSAGE_ID && arrived->bond.case_id;

	for (guint i = 0; i < commands->len; i++) {
		Verb verb = ((const Command *)commands->pdata[i])->verb;

		if (verb != VERB_INTAKE && verb != VERB_AWAY &&
			(answers || (verb != VERB_HELP && verb != VERB_LIST)))
			return false;
	}
	return commands->len > 0;
}

/* Whether we have had this mail, by whatever way it came. */
static bool
find_repeat(Desk *desk, const Arrived *arrived, int64_t *out_case, bool *out_repeat, GError **error)
{
	const char *message_id = arrived->mail->message_id;
	GError *failure = NULL;

	*out_case = arrived->bond.case_id;
	if (!*out_case && message_id && *arrived->person)
		*out_case = ledger_find_opened(desk->db, arrived->person, message_id, &failure);
	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	return inbound_is_repeat(
		desk->db, arrived->inbound, message_id, arrived->proven, out_case, out_repeat, error);
}

static bool
decide(Desk *desk, Arrived *arrived, const Case *kase, GError **error)
{
	Arrival arrival = {
		.kind = arrived->mail->kind,
		.loop = arrived->mail->loop != NULL,
		.staff = arrived->staff != NULL,
		.commands = holds_orders(arrived),
		.caseless = are_caseless(arrived),
		.entry = arrived->staff && registration_is_entry(arrived->mail),
		.proven = arrived->proven,
		.denied = authres_denies(
			arrived->mail->authentication_results, desk->settings->authserv_id, arrived->person),
		.learner = kase && kase->learner && g_ascii_strcasecmp(kase->learner, arrived->person) == 0,
		.stolen = arrived->bond.stolen,
		.expired = arrived->bond.expired,
		.bound = arrived->bond.by,
	};
	int64_t opened = 0;

	if (arrival.kind == MAIL_HUMAN && !find_repeat(desk, arrived, &opened, &arrival.repeated, error))
		return false;
	if (arrival.repeated)
		arrived->bond.case_id = opened;
	arrived->admission = admission_decide(&arrival);
	/* Its From is the mailer's: by the learner a second copy would not be found. */
	if (arrived->admission.kind == ADMIT_COMPLAINT && registration_is_form(desk->settings, arrived->mail))
		arrived->admission.reason = "form";
	return true;
}

static bool
take_human(Desk *desk, const Arrived *arrived, Case *kase, GError **error)
{
	switch (arrived->admission.kind) {
	case ADMIT_COMPLAINT:
		return open_case(desk, arrived, REGISTER_SENDER, FATE_CASE, error);
	case ADMIT_REPLY:
		return desk_take_reply(desk, arrived, kase, error);
	case ADMIT_STAFF:
	case ADMIT_REFUSED:
		return take_staff(desk, arrived, kase, error);
	case ADMIT_CASELESS:
		return desk_take_caseless(desk, arrived, kase, error);
	case ADMIT_ENTRY:
		return desk_take_entry(desk, arrived, error);
	case ADMIT_BOUNCE:
		return take_bounce(desk, arrived, error);
	case ADMIT_AUTO:
		return desk_set_fate(desk, arrived, FATE_AUTO, kase ? kase->id : 0, error);
	case ADMIT_UNVERIFIED:
		return take_unverified(desk, arrived, kase, error);
	case ADMIT_REPEATED:
		return take_repeated(desk, arrived, kase, error);
	case ADMIT_COUNT:
		break;
	}
	g_assert_not_reached();
}

/* *out_case: the bound one, NULL: none. */
static bool
load_bound(Desk *desk, const Arrived *arrived, Case **out_case, GError **error)
{
	GError *failure = NULL;

	*out_case = NULL;
	if (arrived->bond.case_id)
		*out_case = ledger_load(desk->db, arrived->bond.case_id, &failure);
	if (failure)
		g_propagate_error(error, failure);
	return failure == NULL;
}

bool
desk_take_mail(Desk *desk, const InboundMail *inbound, const Mail *mail, int64_t now, GError **error)
{
	Arrived arrived = { .inbound = inbound, .mail = mail, .person = "", .now = now };
	g_autoptr(Case) kase = NULL;
	Case *bound = NULL;

	if (!desk_refresh(desk, now, error))
		return false;
	if (!mail) {
		arrived.admission = (Admission){ ADMIT_COMPLAINT, "unreadable", false };
		return open_case(desk, &arrived, REGISTER_NOBODY, FATE_QUARANTINED, error);
	}
	find_sender(desk, &arrived);
	if (!bind_mail(desk->db, desk->keys, desk->settings, mail, now, &arrived.bond, error) ||
		!load_bound(desk, &arrived, &bound, error))
		return false;
	kase = bound;
	return decide(desk, &arrived, kase, error) && take_human(desk, &arrived, kase, error);
}

bool
desk_take_by_hand(Desk *desk, const InboundMail *inbound, const Mail *mail, int64_t case_id, int64_t now,
	GError **error)
{
	Arrived arrived = { .inbound = inbound, .mail = mail, .person = "", .now = now };
	g_autoptr(Case) kase = NULL;
	Case *bound = NULL;

	if (!desk_refresh(desk, now, error))
		return false;
	find_sender(desk, &arrived);
	if (!arrived.staff) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "%s is nobody of the staff", arrived.person);
		return false;
	}
	arrived.proven = true;
	arrived.bond.case_id = case_id;
	if (!load_bound(desk, &arrived, &bound, error))
		return false;
	kase = bound;
	if (kase)
		arrived.bond.by = BOUND_TOKEN;
	arrived.admission = (Admission){ kase ? ADMIT_STAFF : ADMIT_ENTRY, "by-hand", false };
	if (!kase)
		return desk_take_entry(desk, &arrived, error);
	return are_caseless(&arrived) ? desk_take_caseless(desk, &arrived, kase, error)
				      : desk_take_orders(desk, &arrived, kase, error);
}

/* ---- letters ---- */

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
		.written_at = letter->created_at,
	};

	if (!desk_refresh(desk, now, error))
		return false;
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
