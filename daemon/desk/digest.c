/*
 * An answer to a digest: each line names its case by its number in that digest. Every case's lines pass the
 * same checks as in an answer to a letter about that case (spec §18); all lines of the mail are carried out,
 * or none, and one receipt tells of all of them.
 */
#include "daemon/desk/part.h"

#include "daemon/desk/orders.h"
#include "daemon/report/store.h"
#include "workflow/case/routing.h"

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

/* All the lines, as this mail has them or an earlier one had whose code came back. */
typedef struct {
	const GPtrArray *commands; /* Command * */
	int64_t report_id, asked_at;
	bool proven, attachments;
	Refusal whole;        /* why no line may run, whatever it says; REFUSAL_NONE */
	Refusal code_refused; /* REFUSAL_NONE: a code may be sent for what lacks proof */
	GBytes *raw;          /* the mail that brought the files, and itself; NULL: there are none */
	const Mail *mail;
} Block;

/* The lines by case, in the order in which the mail names them; NULL with an error. */
static GPtrArray *
sort_lines(Desk *desk, const Block *block, GError **error)
{
	g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(group_free);

	for (guint i = 0; i < block->commands->len; i++) {
		const Command *command = block->commands->pdata[i];
		int64_t case_id = 0;
		int plan = 0;
		Group *group;

		if (command->item &&
			!report_line(desk->db, block->report_id, command->item, &case_id, &plan, error))
			return NULL;
		group = group_of(groups, case_id);
		group->plan = plan;
		g_ptr_array_add(group->commands, (gpointer)(uintptr_t)command);
	}
	return g_steal_pointer(&groups);
}

/* Tries the lines of one case. `refusal` refuses them all. */
static bool
try_group(
	Desk *desk, const Arrived *arrived, const Block *block, Group *group, Refusal refusal, GError **error)
{
	GError *failure = NULL;
	OrderMail order = {
		.commands = group->commands,
		.prose = "",
		.message_id = arrived->mail->message_id,
		.attachments = block->attachments,
		.letter = LETTER_M21,
		.plan = group->plan,
		.person = arrived->staff,
		.roles = arrived->roles,
		.asked_at = block->asked_at,
		.proven = block->proven,
		.refused_as_a_whole = refusal,
		.code_refused = block->code_refused,
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

typedef enum {
	VERDICT_DO,
	VERDICT_WAIT, /* all lines are good, some want a code first */
	VERDICT_REFUSE,
} BlockVerdict;

static BlockVerdict
judge(const Group *group)
{
	return group->receipt->all_ok ? VERDICT_DO : group->receipt->waits ? VERDICT_WAIT : VERDICT_REFUSE;
}

static bool
try_all(Desk *desk, const Arrived *arrived, const Block *block, GPtrArray *groups, BlockVerdict *out_verdict,
	GError **error)
{
	*out_verdict = groups->len ? VERDICT_DO : VERDICT_REFUSE;
	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];

		if (!try_group(desk, arrived, block, group, block->whole, error))
			return false;
		*out_verdict = MAX(*out_verdict, judge(group));
	}
	/* One bad line stops all: the others are told that it was not for them. */
	for (guint i = 0; *out_verdict == VERDICT_REFUSE && i < groups->len; i++) {
		Group *group = groups->pdata[i];

		if (judge(group) != VERDICT_REFUSE &&
			!try_group(desk, arrived, block, group, REFUSAL_OTHER_LINE, error))
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
write_group(Desk *desk, const Arrived *arrived, const Block *block, Group *group, bool alone, GError **error)
{
	Origin origin = { arrived->person, arrived->roles, arrived->mail->message_id, arrived->inbound->id };
	LetterCause cause = { .in_reply_to = arrived->mail->message_id, .auto_replied = true };
	g_autoptr(Enclosures) files G_GNUC_UNUSED = NULL;

	/* Nobody can tell which of several cases a file is about. */
	if (alone && block->raw)
		files = desk_enclose_bytes(desk, block->raw, block->mail, &cause);
	return !group->before ||
	       desk_write_outcome(desk, group->after, group->outcome, &origin, &cause, arrived->now, error);
}

/* What waits changes nothing, not even where a line needs no code. */
static bool
write_all(Desk *desk, const Arrived *arrived, const Block *block, GPtrArray *groups, BlockVerdict verdict,
	GError **error)
{
	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];

		if (verdict == VERDICT_WAIT && judge(group) != VERDICT_WAIT)
			continue;
		if (!write_group(desk, arrived, block, group, groups->len == 1, error))
			return false;
	}
	return true;
}

/* *out_case: the first that the lines name; 0: none. */
static bool
run_block(Desk *desk, const Arrived *arrived, const Block *block, int64_t *out_case, GError **error)
{
	g_autoptr(GPtrArray) groups = sort_lines(desk, block, error);
	g_autoptr(Receipt) receipt = receipt_new();
	g_autoptr(Case) none = case_new();
	LetterCause cause = { .receipt = receipt };
	BlockVerdict verdict = VERDICT_REFUSE;

	if (!groups || !try_all(desk, arrived, block, groups, &verdict, error) ||
		!write_all(desk, arrived, block, groups, verdict, error))
		return false;
	for (guint i = 0; i < groups->len; i++)
		tell(receipt, groups->pdata[i], arrived->staff);
	*out_case = groups->len ? ((const Group *)groups->pdata[0])->case_id : 0;
	g_ptr_array_sort(receipt->lines, by_line);
	receipt->all_ok = verdict == VERDICT_DO;
	if (verdict == VERDICT_WAIT) {
		Confirmation asked = { .letter = LETTER_M21,
			.report_id = block->report_id,
			.commands = (GPtrArray *)(uintptr_t)block->commands,
			.attachments = block->attachments };

		return desk_send_code(desk, arrived, none, &asked, &cause, receipt, error);
	}
	return desk_send_receipt(desk, arrived, none, LETTER_M23, &cause, error);
}

bool
desk_take_digest(Desk *desk, const Arrived *arrived, GError **error)
{
	const Mail *mail = arrived->mail;
	g_autoptr(GPtrArray) commands = desk_commands(mail);
	Block block = {
		.commands = commands,
		.whole = mail->from_html ? REFUSAL_HTML_ONLY : REFUSAL_NONE,
		.report_id = arrived->bond.report_id,
		.asked_at = arrived->now,
		.proven = arrived->proven,
		.attachments = mail->attachments->len > 0,
		.raw = mail->attachments->len ? arrived->inbound->raw : NULL,
		.mail = mail,
	};
	int64_t case_id = 0;

	return desk_may_send_code(desk, arrived, NULL, &block.code_refused, error) &&
	       run_block(desk, arrived, &block, &case_id, error) &&
	       desk_set_fate(desk, arrived, FATE_COMMAND, case_id, error);
}

bool
desk_run_digest(Desk *desk, const Arrived *arrived, const Confirmation *waiting, GError **error)
{
	g_autoptr(InboundMail) asking =
		waiting->attachments ? inbound_load(desk->db, waiting->inbound_id, error) : NULL;
	g_autoptr(Mail) mail = NULL;
	Block block = {
		.commands = waiting->commands,
		.report_id = waiting->report_id,
		.asked_at = waiting->asked_at,
		.proven = true,
		.attachments = waiting->attachments,
	};
	int64_t case_id = 0;

	if (waiting->attachments && !asking)
		return false;
	if (asking && asking->raw) {
		gsize length;
		const char *bytes = g_bytes_get_data(asking->raw, &length);

		block.raw = asking->raw;
		block.mail = mail = mail_parse(bytes, length, NULL);
	}
	return run_block(desk, arrived, &block, &case_id, error);
}
