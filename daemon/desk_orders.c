#include "daemon/desk_part.h"

#include "daemon/orders.h"

/* As whom the writer gets the receipt: the first role that lets people give orders. */
static Role
receipt_role(unsigned roles)
{
	static const Role order[] = { ROLE_HANDLER, ROLE_DEPT_HEAD, ROLE_INTAKE, ROLE_ADMIN_SUP, ROLE_FINANCE,
		ROLE_LEARNER_REP };

	for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
		if (roles & ROLE_BIT(order[i]))
			return order[i];
	return ROLE_MANAGER;
}

bool
desk_take_orders(Desk *desk, const Arrived *arrived, Case *kase, GError **error)
{
	const Mail *mail = arrived->mail;
	OrderMail order = {
		.mail = mail,
		.claim = &arrived->bond.claim,
		.person = arrived->staff,
		.roles = arrived->roles,
		.proven = arrived->proven,
		.refused_as_a_whole = arrived->admission.kind != ADMIT_REFUSED ? REFUSAL_NONE
				      : arrived->bond.by                       ? REFUSAL_NO_TOKEN
									       : REFUSAL_NO_CASE,
	};
	Origin origin = { arrived->person, arrived->roles, mail->message_id, arrived->inbound->id };
	LetterCause cause = { .in_reply_to = mail->message_id, .auto_replied = true };
	char none[] = "";
	Letter letter = { .letter = LETTER_M23,
		.role = receipt_role(arrived->roles),
		.to = arrived->staff->address,
		.note = none,
		.clock = -1 };
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(Receipt) receipt = NULL;
	g_autoptr(Case) next =
		orders_carry_out(&order, kase, desk->settings->policy, arrived->now, outcome, &receipt);

	if (mail->attachments->len > 0)
		cause.original = arrived->inbound->raw;
	/* An order about no case changes none: only the receipt goes out. */
	if (kase && !desk_write_outcome(desk, next, outcome, &origin, &cause, arrived->now, error))
		return false;
	cause.receipt = receipt;
	cause.original = NULL;
	if (receipt && !dispatch_letter(desk->dispatch, next, &letter, &cause, arrived->now, error))
		return false;
	return desk_set_fate(desk, arrived, FATE_COMMAND, next->id, error);
}
