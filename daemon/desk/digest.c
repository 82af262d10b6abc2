/*
 * An answer to a digest: each line names its case by its number in that digest. Every case's lines pass the
 * same checks as in an answer to a letter about that case (spec §18); all lines of the mail are carried out,
 * or none, and one receipt tells of all of them.
 */
#include "daemon/desk/part.h"

#include "daemon/desk/orders.h"
#include "daemon/report/store.h"
#include "workflow/routing.h"

/* The lines of one case. */
typedef struct {
	int64_t case_id; /* 0: lines that name no case */
	int plan;
	GPtrArray *commands; /* const Command * */
	Case *before, *after;
	Outcome *outcome;
	Receipt *receipt;
} Group;

static void
group_free(gpointer data)
{
	Group *group = data;

	g_ptr_array_unref(group->commands);
	case_free(group->before);
	case_free(group->after);
	outcome_free(group->outcome);
	receipt_free(group->receipt);
	g_free(group);
}

static Group *
group_of(GPtrArray *groups, int64_t case_id)
{
	Group *group;

	for (guint i = 0; i < groups->len; i++)
		if (((Group *)groups->pdata[i])->case_id == case_id)
			return groups->pdata[i];
	group = g_new0(Group, 1);
	group->case_id = case_id;
	group->commands = g_ptr_array_new();
	g_ptr_array_add(groups, group);
	return group;
}

/* The lines by case, in the order in which the mail names them; NULL with an error. */
static GPtrArray *
sort_lines(Desk *desk, const Arrived *arrived, const GPtrArray *commands, GError **error)
{
	g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(group_free);

	for (guint i = 0; i < commands->len; i++) {
		const Command *command = commands->pdata[i];
		int64_t case_id = 0;
		int plan = 0;
		Group *group;

		if (command->item && !report_line(desk->db, arrived->bond.report_id, command->item, &case_id,
					     &plan, error))
			return NULL;
		group = group_of(groups, case_id);
		group->plan = plan;
		g_ptr_array_add(group->commands, (gpointer)(uintptr_t)command);
	}
	return g_steal_pointer(&groups);
}

/* Tries the lines of one case. `refusal` refuses them all. */
static bool
try_group(Desk *desk, const Arrived *arrived, Group *group, Refusal refusal, GError **error)
{
	const Mail *mail = arrived->mail;
	GError *failure = NULL;
	OrderMail order = {
		.commands = group->commands,
		.prose = "",
		.message_id = mail->message_id,
		.attachments = mail->attachments->len > 0,
		.letter = LETTER_M21,
		.plan = group->plan,
		.person = arrived->staff,
		.roles = arrived->roles,
		.asked_at = arrived->now,
		.proven = arrived->proven,
		.refused_as_a_whole = refusal,
		/* A code belongs to one case; who cannot be proved answers that case's own letter. */
		.code_refused = REFUSAL_UNPROVEN,
	};

	if (!group->before && group->case_id)
		group->before = ledger_load(desk->db, group->case_id, &failure);
	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	if (!group->before)
		order.refused_as_a_whole = REFUSAL_NO_CASE;
	case_free(group->after);
	outcome_free(group->outcome);
	receipt_free(group->receipt);
	group->outcome = outcome_new();
	group->after = orders_carry_out(
		&order, group->before, desk->policy, arrived->now, group->outcome, &group->receipt);
	return true;
}

static bool
try_all(Desk *desk, const Arrived *arrived, GPtrArray *groups, bool *out_ok, GError **error)
{
	Refusal whole = arrived->mail->from_html ? REFUSAL_HTML_ONLY : REFUSAL_NONE;

	*out_ok = true;
	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];

		if (!try_group(desk, arrived, group, whole, error))
			return false;
		*out_ok = *out_ok && group->receipt->all_ok;
	}
	/* One bad line stops all: the others are told that it was not for them. */
	for (guint i = 0; !*out_ok && i < groups->len; i++) {
		Group *group = groups->pdata[i];

		if (group->receipt->all_ok && !try_group(desk, arrived, group, REFUSAL_OTHER_LINE, error))
			return false;
	}
	return true;
}

/* ---- writing, telling ---- */

static int64_t
next_due(const Case *kase)
{
	int64_t due = 0;

	for (guint i = 0; i < kase->clocks->len; i++) {
		const Clock *clock = kase->clocks->pdata[i];

		if (clock_is_running(clock) && clock->due_at && (!due || clock->due_at < due))
			due = clock->due_at;
	}
	return due;
}

static gint
by_line(gconstpointer a, gconstpointer b)
{
	const ReceiptLine *x = *(const ReceiptLine *const *)a, *y = *(const ReceiptLine *const *)b;

	return x->line - y->line;
}

/* Moves what `group` tells into the one receipt. */
static void
tell(Receipt *whole, Group *group, const Person *person)
{
	Receipt *part = group->receipt;

	while (part->lines->len) {
		ReceiptLine *line = g_ptr_array_steal_index(part->lines, 0);

		/* Whom a complaint names learns nothing of it, not even by trying. */
		if (group->before && !routing_recused(group->after, person)) {
			line->case_no = g_strdup(group->after->number);
			line->state = (CaseState)group->after->state;
			line->due_at = next_due(group->after);
		}
		g_ptr_array_add(whole->lines, line);
	}
	while (part->sent->len)
		g_ptr_array_add(whole->sent, g_ptr_array_steal_index(part->sent, 0));
}

static bool
write_group(Desk *desk, const Arrived *arrived, Group *group, GError **error)
{
	Origin origin = { arrived->person, arrived->roles, arrived->mail->message_id, arrived->inbound->id };
	LetterCause cause = { .in_reply_to = arrived->mail->message_id, .auto_replied = true };

	return !group->before ||
	       desk_write_outcome(desk, group->after, group->outcome, &origin, &cause, arrived->now, error);
}

static int64_t
first_case(const GPtrArray *groups)
{
	return groups->len ? ((const Group *)groups->pdata[0])->case_id : 0;
}

bool
desk_take_digest(Desk *desk, const Arrived *arrived, GError **error)
{
	g_autoptr(GPtrArray) commands = desk_commands(arrived->mail);
	g_autoptr(GPtrArray) groups = sort_lines(desk, arrived, commands, error);
	g_autoptr(Receipt) receipt = receipt_new();
	g_autoptr(Case) none = case_new();
	LetterCause cause = { .receipt = receipt };
	bool ok = false;

	if (!groups || !try_all(desk, arrived, groups, &ok, error))
		return false;
	for (guint i = 0; i < groups->len; i++) {
		if (!write_group(desk, arrived, groups->pdata[i], error))
			return false;
		tell(receipt, groups->pdata[i], arrived->staff);
	}
	g_ptr_array_sort(receipt->lines, by_line);
	receipt->all_ok = ok && groups->len > 0;
	return desk_send_receipt(desk, arrived, none, LETTER_M23, &cause, error) &&
	       desk_set_fate(desk, arrived, FATE_COMMAND, first_case(groups), error);
}
