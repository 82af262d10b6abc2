#include "daemon/desk/orders.h"

#include "parser/command/command.h"
#include "workflow/interpret/interpret.h"
#include "workflow/interpret/trust.h"

#include <string.h>

/* All lines of one mail, tried on one case. */
typedef struct {
	const OrderMail *mail;
	const Policy *policy;
	int64_t now;
	Case *kase;       /* as the lines so far left it */
	Outcome *outcome; /* of the lines so far */
	Receipt *receipt;
} Trial;

static const Case *
other_case(const GPtrArray *others, const char *number)
{
	for (guint i = 0; number && others && i < others->len; i++) {
		const Case *other = others->pdata[i];

		if (g_strcmp0(other->number, number) == 0)
			return other;
	}
	return NULL;
}

static void
complete_event(const Trial *trial, const char *cause, Event *event)
{
	event->actor = trial->mail->person->address;
	event->roles = trial->mail->roles;
	event->cause = cause;
	event->attachments = trial->mail->attachments;
	/* A vote is about what its letter asked; a bare number in the command wins. */
	if (!event->index)
		event->index = trial->mail->plan;
	event->letter = trial->mail->letter;
	event->other = other_case(trial->mail->others, event->number);
}

/* Tries one event on the case so far. */
static Refusal
try_event(Trial *trial, const Event *event)
{
	g_autoptr(Case) before = trial->kase;

	trial->kase = case_step(before, event, trial->policy, trial->now, trial->outcome);
	if (trial->kase) {
		trial->kase->id = before->id;
		return REFUSAL_NONE;
	}
	trial->kase = g_steal_pointer(&before);
	return trial->outcome->refusal;
}

static Refusal
try_command(Trial *trial, const Command *command)
{
	g_auto(Instruction) instruction = { 0 };
	Refusal refusal = trial->mail->refused_as_a_whole;

	if (refusal == REFUSAL_NONE && command->verb == VERB_UNKNOWN)
		refusal = REFUSAL_UNKNOWN_VERB;
	/* The lines of a digest are numbered; no other letter says what "2" would be. */
	if (refusal == REFUSAL_NONE && command->item && trial->mail->letter != LETTER_M21)
		refusal = REFUSAL_NO_CASE;
	if (refusal == REFUSAL_NONE)
		refusal = interpret_command(
			command, trial->kase, trial->policy, trial->mail->asked_at, &instruction);
	if (refusal == REFUSAL_NONE && instruction.event.kind != EVENT_NONE) {
		complete_event(trial, command->word, &instruction.event);
		refusal = try_event(trial, &instruction.event);
	}
	if (refusal == REFUSAL_NONE && trust_needs_proof(command->verb) && !trial->mail->proven) {
		trial->receipt->waits = true;
		refusal = trial->mail->code_refused;
	}
	receipt_add_line(trial->receipt, command, refusal);
	return refusal;
}

Command *
orders_bare_vote(const char *prose, LetterKind letter)
{
	g_autofree char *word = g_strstrip(g_strdup(prose));
	Verb verb = letter == LETTER_M07 ? command_verb(word) : VERB_UNKNOWN;

	if (verb != VERB_APPROVE && verb != VERB_REJECT && verb != VERB_ABSTAIN)
		return NULL;
	return command_new(verb, word, "", 1);
}

/* The log keeps every attempt, and every receipt has its event (P12). */
Transition *
orders_bare_transition(const Case *kase, EventKind event)
{
	Transition *transition = g_new0(Transition, 1);

	transition->transition = "";
	transition->event = event;
	transition->from = transition->to = kase->state;
	transition->changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
	transition->letters = g_ptr_array_new();
	return transition;
}

/* None of it happened: the case as it was. */
static void
take_back(Trial *trial, const Case *kase, EventKind why)
{
	case_free(trial->kase);
	trial->kase = case_copy(kase);
	trial->kase->id = kase->id;
	g_ptr_array_set_size(trial->outcome->transitions, 0);
	g_ptr_array_add(trial->outcome->transitions, orders_bare_transition(kase, why));
}

static void
try_note(Trial *trial)
{
	Event event = { .kind = EVENT_NOTE, .text = trial->mail->prose };

	complete_event(trial, trial->mail->message_id, &event);
	try_event(trial, &event);
}

Case *
orders_carry_out(const OrderMail *order, const Case *kase, const Policy *policy, int64_t now, Outcome *out,
	Receipt **out_receipt)
{
	g_autoptr(Case) start = kase ? case_copy(kase) : case_new();
	g_autoptr(Receipt) receipt = receipt_new();
	Trial trial = { order, policy, now, NULL, out, receipt };
	bool refused = false;

	start->id = kase ? kase->id : 0;
	trial.kase = case_copy(start);
	trial.kase->id = start->id;
	if (order->commands->len == 0) {
		try_note(&trial);
		*out_receipt = NULL;
		return trial.kase;
	}
	for (guint i = 0; i < order->commands->len; i++)
		if (try_command(&trial, order->commands->pdata[i]) != REFUSAL_NONE)
			refused = true;
	/* Prose beside commands is a note (spec §19); whoever may not write one has been obeyed all the same.
	 */
	if (kase && !refused && order->prose[strspn(order->prose, " \t\r\n")])
		try_note(&trial);
	receipt->waits = receipt->waits && !refused;
	if (refused)
		take_back(&trial, start, EVENT_REFUSED);
	else if (receipt->waits)
		take_back(&trial, start, EVENT_CODE_ASKED);
	else
		receipt_add_sent(receipt, out);
	if (!out->transitions->len)
		g_ptr_array_add(out->transitions, orders_bare_transition(start, EVENT_PROGRESS));
	receipt->all_ok = !refused && !receipt->waits;
	*out_receipt = g_steal_pointer(&receipt);
	return trial.kase;
}
