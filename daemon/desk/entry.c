#include "daemon/desk/part.h"

#include "daemon/letters/receipt.h"
#include "daemon/store/absence.h"
#include "parser/command/command.h"
#include "workflow/case/routing.h"
#include "workflow/interpret/trust.h"

#include <string.h>

/* ---- a learner's words that come from staff (spec §3) ---- */

/* To whoever gets the receipt; of a case that names the writer it goes to intake in his place. */
typedef struct {
	Desk *desk;
	const Arrived *arrived;
	const Case *kase;
	LetterCause *cause;
	GError **error;
	bool ok;
} Telling;

static void
tell_one(Role role, const char *address, gpointer data)
{
	Telling *telling = data;
	char none[] = "";
	Letter letter = { .letter = LETTER_M23D,
		.role = role,
		.to = (char *)(uintptr_t)address,
		.note = none,
		.clock = -1 };

	telling->ok = telling->ok && dispatch_letter(telling->desk->dispatch, telling->kase, &letter,
					     telling->cause, telling->arrived->now, telling->error);
}

/* What was registered, and the question whether letters may go to the stated address. */
static bool
send_entry_receipt(Desk *desk, const Arrived *arrived, const Case *kase, GError **error)
{
	LetterCause cause = { 0 };
	Telling telling = { desk, arrived, kase, &cause, error, true };

	if (!routing_recused(kase, arrived->staff))
		return desk_send_receipt(desk, arrived, kase, LETTER_M23D, &cause, error);
	routing_each_reader(kase, desk->policy, TO_INTAKE, arrived->now, tell_one, &telling);
	return telling.ok;
}

static bool
register_for(Desk *desk, const Arrived *arrived, const Mail *words, RegisterAs as, GError **error)
{
	const Opening opening = { words, as, FATE_CASE };
	g_autoptr(Case) kase = NULL;
	Case *opened = NULL;

	if (!desk_open_case(desk, arrived, &opening, &opened, error))
		return false;
	kase = opened;
	return send_entry_receipt(desk, arrived, kase, error);
}

bool
desk_take_entry(Desk *desk, const Arrived *arrived, GError **error)
{
	return register_for(desk, arrived, arrived->mail,
		arrived->proven ? REGISTER_ENTERED : REGISTER_ENTERED_UNPROVEN, error);
}

/* ---- receipts without a case ---- */

/* Every line of the mail with its refusal (REFUSAL_NONE: it was done); the fate follows. */
static bool
answer_lines(Desk *desk, const Arrived *arrived, const GPtrArray *commands, Refusal refusal, GError **error)
{
	g_autoptr(Receipt) receipt = receipt_new();
	g_autoptr(Case) none = case_new();
	LetterCause cause = { .receipt = receipt };

	for (guint i = 0; i < commands->len; i++)
		receipt_add_line(receipt, commands->pdata[i], refusal);
	receipt->all_ok = refusal == REFUSAL_NONE;
	return desk_send_receipt(desk, arrived, none, LETTER_M23, &cause, error) &&
	       desk_set_fate(desk, arrived, FATE_COMMAND, 0, error);
}

/* ---- 代收 ---- */

/* The writer says again that the address is the learner's: from here on the learner is written to. */
static bool
vouch(Desk *desk, const Arrived *arrived, const Case *kase, GError **error)
{
	const GPtrArray *commands = arrived->mail->commands;
	Event event = { .kind = EVENT_VOUCHED,
		.actor = arrived->person,
		.roles = arrived->roles,
		.cause = arrived->mail->message_id };
	Origin origin = { event.actor, event.roles, event.cause, arrived->inbound->id };
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(Receipt) receipt = receipt_new();
	g_autoptr(Case) next = case_step(kase, &event, desk->policy, arrived->now, outcome);
	LetterCause cause = { 0 };

	if (next) {
		next->id = kase->id;
		if (!desk_write_outcome(desk, next, outcome, &origin, &cause, arrived->now, error))
			return false;
		receipt_add_sent(receipt, outcome);
	}
	for (guint i = 0; i < commands->len; i++)
		receipt_add_line(receipt, commands->pdata[i], outcome->refusal);
	receipt->all_ok = next != NULL;
	cause.receipt = receipt;
	return desk_send_receipt(desk, arrived, next ? next : kase, LETTER_M23, &cause, error) &&
	       desk_set_fate(desk, arrived, FATE_COMMAND, kase->id, error);
}

static bool
take_passed_on(Desk *desk, const Arrived *arrived, const Case *kase, GError **error)
{
	bool confirms =
		kase && arrived->bond.by >= BOUND_MESSAGE_ID && arrived->bond.claim.letter == LETTER_M23D;

	if (confirms)
		return vouch(desk, arrived, kase, error);
	if (!arrived->mail->forwarded)
		return answer_lines(desk, arrived, arrived->mail->commands, REFUSAL_NO_FORWARD, error);
	return register_for(desk, arrived, arrived->mail->forwarded, REGISTER_PASSED_ON, error);
}

/* ---- 代理 ---- */

static bool
store_absence(Desk *desk, const Arrived *arrived, const Command *command, int64_t asked_at,
	int64_t inbound_id, Refusal *out_refusal, GError **error)
{
	Absence absence = { 0 };

	*out_refusal = absence_read(command->arguments, desk->policy, arrived->staff, asked_at, &absence);
	return *out_refusal != REFUSAL_NONE ||
	       absence_add(desk->db, &absence, arrived->now, inbound_id, error);
}

/* Whoever stands in may do what the other may: nobody's word is taken for that unproven. */
static bool
take_away(Desk *desk, const Arrived *arrived, GError **error)
{
	const GPtrArray *commands = arrived->mail->commands;
	Refusal refusal = REFUSAL_NONE;
	Absence absence = { 0 };

	if (!arrived->proven) {
		refusal = absence_read(((const Command *)commands->pdata[0])->arguments, desk->policy,
			arrived->staff, arrived->now, &absence);
		if (refusal == REFUSAL_NONE)
			return desk_ask_code(desk, arrived, commands, error) &&
			       desk_set_fate(desk, arrived, FATE_COMMAND, 0, error);
	} else if (!store_absence(desk, arrived, commands->pdata[0], arrived->now, arrived->inbound->id,
			   &refusal, error)) {
		return false;
	}
	return answer_lines(desk, arrived, commands, refusal, error);
}

bool
desk_run_away(Desk *desk, const Arrived *arrived, const Confirmation *waiting, GError **error)
{
	g_autoptr(Receipt) receipt = receipt_new();
	g_autoptr(Case) none = case_new();
	LetterCause cause = { .receipt = receipt };
	Refusal refusal = REFUSAL_NONE;

	for (guint i = 0; i < waiting->commands->len; i++) {
		if (!store_absence(desk, arrived, waiting->commands->pdata[i], waiting->asked_at,
			    waiting->inbound_id, &refusal, error))
			return false;
		receipt_add_line(receipt, waiting->commands->pdata[i], refusal);
	}
	receipt->all_ok = refusal == REFUSAL_NONE;
	return desk_send_receipt(desk, arrived, none, LETTER_M23, &cause, error);
}

bool
desk_take_caseless(Desk *desk, const Arrived *arrived, Case *kase, GError **error)
{
	const GPtrArray *commands = arrived->mail->commands;
	bool intake = false, away = false;

	for (guint i = 0; i < commands->len; i++) {
		intake = intake || ((const Command *)commands->pdata[i])->verb == VERB_INTAKE;
		away = away || ((const Command *)commands->pdata[i])->verb == VERB_AWAY;
	}
	if ((intake || away) && commands->len > 1)
		return answer_lines(desk, arrived, commands, REFUSAL_ALONE, error);
	if (intake)
		return take_passed_on(desk, arrived, kase, error);
	if (away)
		return take_away(desk, arrived, error);
	return desk_take_commands(desk, arrived, NULL, commands, error) &&
	       desk_set_fate(desk, arrived, FATE_COMMAND, 0, error);
}
