#include "daemon/desk/part.h"

#include "daemon/desk/orders.h"
#include "parser/command/command.h"
#include "workflow/case/routing.h"
#include "workflow/interpret/trust.h"

#include <string.h>

enum {
	DAY = 24 * 3600,
	LISTED_MOST = 100, /* cases in the answer to 明细 */
};

Role
desk_receipt_role(unsigned roles)
{
	static const Role order[] = { ROLE_HANDLER, ROLE_DEPT_HEAD, ROLE_INTAKE, ROLE_ADMIN_SUP, ROLE_FINANCE,
		ROLE_LEARNER_REP };

	for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
		if (roles & ROLE_BIT(order[i]))
			return order[i];
	return ROLE_MANAGER;
}

bool
desk_send_receipt(Desk *desk, const Arrived *arrived, const Case *kase, LetterKind kind, LetterCause *cause,
	GError **error)
{
	char none[] = "";
	Letter letter = { .letter = kind,
		.role = desk_receipt_role(arrived->roles),
		.to = arrived->staff->address,
		.note = none,
		.clock = -1 };

	g_autoptr(Case) nothing = case_new();

	/* Whom a complaint names learns nothing of it, not even by trying. */
	if (routing_recused(kase, arrived->staff))
		kase = nothing;
	cause->in_reply_to = arrived->mail->message_id;
	cause->writer = arrived->staff->address;
	cause->auto_replied = true;
	cause->original = NULL;
	cause->files = NULL;
	return dispatch_letter(desk->dispatch, kase, &letter, cause, arrived->now, error);
}

/* ---- commands that want a code ---- */

bool
desk_may_send_code(Desk *desk, const Arrived *arrived, const Case *kase, Refusal *out_refusal, GError **error)
{
	int64_t count = 0;

	*out_refusal = REFUSAL_NONE;
	if (arrived->proven)
		return true;
	count = confirm_count_since(
		desk->db, kase ? kase->id : 0, arrived->staff->address, arrived->now - DAY, error);
	if (count >= CONFIRM_A_DAY)
		*out_refusal = REFUSAL_CODE_OFTEN;
	return count >= 0;
}

bool
desk_send_code(Desk *desk, const Arrived *arrived, const Case *kase, Confirmation *asked, LetterCause *cause,
	Receipt *receipt, GError **error)
{
	asked->case_id = kase->id;
	asked->person = arrived->staff->address;
	asked->inbound_id = arrived->inbound->id;
	asked->asked_at = arrived->now;
	asked->expires_at = arrived->now + (int64_t)desk->settings->code_minutes * 60;
	if (!confirm_sweep(desk->db, arrived->now, error) || !confirm_add(desk->db, asked, error))
		return false;
	receipt->code = asked->code;
	receipt->code_until = asked->expires_at;
	cause->confirmation = confirm_serial(asked);
	return desk_send_receipt(desk, arrived, kase, LETTER_M23C, cause, error);
}

bool
desk_ask_code(Desk *desk, const Arrived *arrived, const GPtrArray *commands, GError **error)
{
	Confirmation asked = { .commands = (GPtrArray *)(uintptr_t)commands };
	g_autoptr(Case) none = case_new();
	g_autoptr(Receipt) receipt = receipt_new();
	LetterCause cause = { .receipt = receipt };
	Refusal refusal;

	if (!desk_may_send_code(desk, arrived, NULL, &refusal, error))
		return false;
	for (guint i = 0; i < commands->len; i++)
		receipt_add_line(receipt, commands->pdata[i], refusal);
	return refusal == REFUSAL_NONE ? desk_send_code(desk, arrived, none, &asked, &cause, receipt, error)
				       : desk_send_receipt(desk, arrived, none, LETTER_M23, &cause, error);
}

/* ---- orders ---- */

static gint
by_deadline(gconstpointer a, gconstpointer b)
{
	const Clock *one = case_next_deadline(*(const Case *const *)a);
	const Clock *other = case_next_deadline(*(const Case *const *)b);
	int64_t first = one ? one->due_at : G_MAXINT64, second = other ? other->due_at : G_MAXINT64;

	return first < second ? -1 : first > second;
}

typedef struct {
	Desk *desk;
	const Arrived *arrived;
	GPtrArray *listed;
} Listing;

static bool
list_one(Case *kase, gpointer data)
{
	Listing *listing = data;

	if (routing_concerns(kase, listing->desk->policy, listing->arrived->staff, listing->arrived->now))
		g_ptr_array_add(listing->listed, kase);
	else
		case_free(kase);
	return true;
}

/* The answer to 明细: the cases that concern the writer, by time left. */
static bool
list_cases(Desk *desk, const Arrived *arrived, Receipt *receipt, GError **error)
{
	Listing listing = { desk, arrived, g_ptr_array_new_with_free_func((GDestroyNotify)case_free) };

	receipt->listed = listing.listed;
	if (!ledger_each_open(desk->db, list_one, &listing, error))
		return false;
	g_ptr_array_sort(receipt->listed, by_deadline);
	if (receipt->listed->len > LISTED_MOST) {
		receipt->unlisted = receipt->listed->len - LISTED_MOST;
		g_ptr_array_set_size(receipt->listed, LISTED_MOST);
	}
	return true;
}

/* The cases that the commands name by number, beside their own (并案, 关联). */
static GPtrArray *
load_others(Desk *desk, const GPtrArray *commands, GError **error)
{
	g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func((GDestroyNotify)case_free);

	for (guint i = 0; i < commands->len; i++) {
		const Command *command = commands->pdata[i];
		g_autofree char *number = NULL;
		GError *failure = NULL;
		int64_t id;
		Case *other = NULL;

		if (command->verb != VERB_MERGE && command->verb != VERB_LINK)
			continue;
		number = case_number_find(command->arguments);
		id = number ? ledger_find_number(desk->db, number, &failure) : 0;
		if (id && !failure)
			other = ledger_load(desk->db, id, &failure);
		if (failure) {
			g_propagate_error(error, failure);
			return NULL;
		}
		if (other)
			g_ptr_array_add(others, other);
	}
	return g_steal_pointer(&others);
}

/* The files of a mail that waited for its code: the worker has read these very bytes before, with this very
 * code.
 */
static Enclosures *
enclose_waited(const Desk *desk, const InboundMail *waited, LetterCause *cause)
{
	g_autoptr(Mail) mail = NULL;
	const char *bytes;
	gsize length;

	if (!waited->raw)
		return NULL;
	bytes = g_bytes_get_data(waited->raw, &length);
	mail = mail_parse(bytes, length, NULL);
	return desk_enclose_bytes(desk, waited->raw, mail, cause);
}

/* Carries out what `order` says on the case, with its receipt or code. `waited`: the mail with the files of
 * an order that waited, or NULL. *out_done (may be NULL): it was done. */
static bool
carry_out(Desk *desk, const Arrived *arrived, Case *kase, const OrderMail *order, const InboundMail *waited,
	bool *out_done, GError **error)
{
	Origin origin = { arrived->person, arrived->roles, arrived->mail->message_id, arrived->inbound->id };
	LetterCause cause = {
		.in_reply_to = arrived->mail->message_id, .writer = arrived->person, .auto_replied = true
	};
	g_autoptr(Enclosures) files = NULL;
	g_autoptr(GPtrArray) others = load_others(desk, order->commands, error);
	OrderMail complete = *order;
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(Receipt) receipt = NULL;
	g_autoptr(Case) next = NULL;

	if (!others)
		return false;
	complete.others = others;
	next = orders_carry_out(&complete, kase, desk->policy, arrived->now, outcome, &receipt);
	files = waited ? enclose_waited(desk, waited, &cause)
		       : desk_enclose(desk, arrived, arrived->mail, &cause);
	/* An order about no case changes none: only the receipt goes out. */
	if (kase && !desk_write_outcome(desk, next, outcome, &origin, &cause, arrived->now, error))
		return false;
	/* A word from somebody who has nothing to do with the case is not lost. */
	if (kase && !order->commands->len && outcome->refusal != REFUSAL_NONE)
		return desk_tell_intake(desk, arrived, kase, "other-person", error);
	if (receipt && receipt_asks(receipt, VERB_LIST) && !list_cases(desk, arrived, receipt, error))
		return false;
	if (out_done)
		*out_done = receipt && receipt->all_ok;
	cause.receipt = receipt;
	if (receipt && receipt->waits) {
		Confirmation asked = { .letter = order->letter,
			.plan = order->plan,
			.commands = (GPtrArray *)(uintptr_t)order->commands,
			.attachments = order->attachments };

		return desk_send_code(desk, arrived, next, &asked, &cause, receipt, error);
	}
	return !receipt || desk_send_receipt(desk, arrived, next, LETTER_M23, &cause, error);
}

/* Why none of its lines may run, whatever they say. */
static Refusal
refused_as_a_whole(const Arrived *arrived, const Case *kase)
{
	if (arrived->admission.kind == ADMIT_CASELESS)
		return REFUSAL_NONE;
	if (arrived->admission.kind == ADMIT_REFUSED &&
		(kase || arrived->bond.stolen || arrived->bond.expired))
		return REFUSAL_NO_TOKEN;
	if (arrived->mail->from_html)
		return REFUSAL_HTML_ONLY;
	return kase ? REFUSAL_NONE : REFUSAL_NO_CASE;
}

/* What is a note: all of it, or what stands under the commands. Of a text that may hold somebody else's
 * words, and of a bare vote, nothing. */
static const char *
prose_of(const Mail *mail, const GPtrArray *commands)
{
	if (!commands->len)
		return mail->reply;
	return mail->uncertain || !mail->commands->len ? "" : command_prose(mail->reply);
}

bool
desk_take_commands(Desk *desk, const Arrived *arrived, Case *kase, const GPtrArray *commands, GError **error)
{
	const Mail *mail = arrived->mail;
	OrderMail order = {
		.commands = commands,
		.prose = prose_of(mail, commands),
		.message_id = mail->message_id,
		.attachments = mail->attachments->len > 0,
		.letter = arrived->bond.claim.letter,
		.plan = arrived->bond.claim.plan,
		.person = arrived->staff,
		.roles = arrived->roles,
		.asked_at = arrived->now,
		.proven = arrived->proven,
		.refused_as_a_whole = refused_as_a_whole(arrived, kase),
	};

	/* The number in the token of a code names a confirmation, so nothing tells which plan was seen. */
	if (order.letter == LETTER_M23C) {
		order.letter = LETTER_NONE;
		order.plan = 0;
	}
	return desk_may_send_code(desk, arrived, kase, &order.code_refused, error) &&
	       carry_out(desk, arrived, kase, &order, NULL, NULL, error);
}

/* ---- the code comes back ---- */

/* A code that lets nothing run; `kase` as it is, or NULL. */
static bool
refuse_code(Desk *desk, const Arrived *arrived, Case *kase, Refusal refusal, GError **error)
{
	Origin origin = { arrived->person, arrived->roles, arrived->mail->message_id, arrived->inbound->id };
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(Receipt) receipt = receipt_new();
	g_autoptr(Case) none = case_new();
	LetterCause cause = { .receipt = receipt };

	receipt_refuse_code(receipt, refusal);
	if (kase) {
		g_ptr_array_add(outcome->transitions, orders_bare_transition(kase, EVENT_CODE_WRONG));
		if (!desk_write_outcome(desk, kase, outcome, &origin, &cause, arrived->now, error))
			return false;
	}
	return desk_send_receipt(desk, arrived, kase ? kase : none, LETTER_M23, &cause, error);
}

/* Runs what waited, as it was asked then, by the roles and the state of now. The code serves once, whatever
 * comes of it. */
static bool
run_waiting(Desk *desk, const Arrived *arrived, Case *kase, const Confirmation *waiting, GError **error)
{
	Origin origin = { arrived->person, arrived->roles, arrived->mail->message_id, arrived->inbound->id };
	OrderMail order = {
		.commands = waiting->commands,
		.prose = "",
		.message_id = arrived->mail->message_id,
		.attachments = waiting->attachments,
		.letter = waiting->letter,
		.plan = waiting->plan,
		.person = arrived->staff,
		.roles = arrived->roles,
		.asked_at = waiting->asked_at,
		.proven = true,
	};
	g_autoptr(Outcome) given = outcome_new();
	g_autoptr(InboundMail) asking = NULL;
	LetterCause cause = { 0 };
	bool done = false;

	if (order.attachments) {
		asking = inbound_load(desk->db, waiting->inbound_id, error);
		if (!asking)
			return false;
	}
	g_ptr_array_add(given->transitions, orders_bare_transition(kase, EVENT_CODE_GIVEN));
	return desk_write_outcome(desk, kase, given, &origin, &cause, arrived->now, error) &&
	       carry_out(desk, arrived, kase, &order, asking, &done, error) &&
	       confirm_end(desk->db, waiting->id, done ? CONFIRM_DONE : CONFIRM_REFUSED, error);
}

static bool
run_caseless(Desk *desk, const Arrived *arrived, const Confirmation *waiting, GError **error)
{
	bool ran = waiting->report_id ? desk_run_digest(desk, arrived, waiting, error)
				      : desk_run_away(desk, arrived, waiting, error);

	return ran && confirm_end(desk->db, waiting->id, CONFIRM_DONE, error);
}

static bool
take_code(Desk *desk, const Arrived *arrived, Case *kase, GError **error)
{
	g_autofree char *code = trust_code_in(arrived->mail->reply, CONFIRM_DIGITS);
	g_autoptr(Confirmation) waiting = NULL;
	GError *failure = NULL;

	if (!confirm_sweep(desk->db, arrived->now, error))
		return false;
	waiting = confirm_waiting(
		desk->db, kase ? kase->id : 0, arrived->staff->address, arrived->now, &failure);
	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	if (!waiting || confirm_serial(waiting) != arrived->bond.claim.plan)
		return refuse_code(desk, arrived, kase, REFUSAL_CODE_OVER, error);
	if (!code)
		return refuse_code(desk, arrived, kase, REFUSAL_CODE_MISSING, error);
	if (strcmp(code, waiting->code) == 0)
		return kase ? run_waiting(desk, arrived, kase, waiting, error)
			    : run_caseless(desk, arrived, waiting, error);
	if (!confirm_note_wrong(desk->db, waiting, error))
		return false;
	return refuse_code(desk, arrived, kase,
		waiting->tries < CONFIRM_TRIES ? REFUSAL_CODE_WRONG : REFUSAL_CODE_OVER, error);
}

GPtrArray *
desk_commands(const Mail *mail)
{
	/* Of HTML alone none is obeyed, but its writer must hear so. */
	return mail->from_html ? command_list(mail->reply) : g_ptr_array_ref(mail->commands);
}

/* The commands of a mail, or the one that a bare vote stands for. */
static GPtrArray *
commands_of(const Arrived *arrived)
{
	g_autoptr(GPtrArray) commands = desk_commands(arrived->mail);
	Command *vote =
		commands->len ? NULL : orders_bare_vote(arrived->mail->reply, arrived->bond.claim.letter);
	GPtrArray *votes;

	if (!vote)
		return g_steal_pointer(&commands);
	votes = g_ptr_array_new_with_free_func((GDestroyNotify)command_free);
	g_ptr_array_add(votes, vote);
	return votes;
}

bool
desk_take_orders(Desk *desk, const Arrived *arrived, Case *kase, GError **error)
{
	g_autoptr(GPtrArray) commands = commands_of(arrived);
	bool is_code = !commands->len && arrived->admission.kind == ADMIT_STAFF &&
		       arrived->bond.claim.letter == LETTER_M23C;
	/* Prose about no case is kept with its mail, and that is all. */
	bool nothing = !kase && !commands->len && !is_code;
	bool taken = nothing   ? true
		     : is_code ? take_code(desk, arrived, kase, error)
			       : desk_take_commands(desk, arrived, kase, commands, error);

	return taken && desk_set_fate(desk, arrived, FATE_COMMAND, kase ? kase->id : 0, error);
}
