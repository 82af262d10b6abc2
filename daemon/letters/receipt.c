#include "daemon/letters/receipt.h"

static void
line_free(gpointer data)
{
	ReceiptLine *line = data;

	g_free(line->command);
	g_free(line->suggestions);
	g_free(line->corrected);
	g_free(line->case_no);
	g_free(line);
}

static void
sent_free(gpointer data)
{
	Letter *letter = data;

	g_free(letter->to);
	g_free(letter->note);
	g_free(letter);
}

Receipt *
receipt_new(void)
{
	Receipt *receipt = g_new0(Receipt, 1);

	receipt->lines = g_ptr_array_new_with_free_func(line_free);
	receipt->sent = g_ptr_array_new_with_free_func(sent_free);
	return receipt;
}

void
receipt_free(Receipt *receipt)
{
	if (!receipt)
		return;
	g_ptr_array_unref(receipt->lines);
	g_ptr_array_unref(receipt->sent);
	if (receipt->listed)
		g_ptr_array_unref(receipt->listed);
	g_free(receipt->code);
	g_free(receipt);
}

/* "#verb arguments" again, as a person would type it. */
static char *
written(const char *verb, const char *arguments)
{
	return *arguments ? g_strdup_printf("#%s %s", verb, arguments) : g_strdup_printf("#%s", verb);
}

void
receipt_add_line(Receipt *receipt, const Command *command, Refusal refusal)
{
	ReceiptLine *line = g_new0(ReceiptLine, 1);
	GString *suggestions = g_string_new(NULL);

	line->verb = command->verb;
	line->line = command->line;
	line->item = command->item;
	line->refusal = refusal;
	line->command = written(command->word, command->arguments);
	if (refusal == REFUSAL_UNKNOWN_VERB) {
		g_autoptr(GPtrArray) nearest = command_suggestions(command->word);

		for (guint i = 0; i < nearest->len; i++)
			g_string_append_printf(
				suggestions, "%s#%s", i ? "、" : "", (const char *)nearest->pdata[i]);
		line->corrected =
			nearest->len ? written(nearest->pdata[0], command->arguments) : g_strdup("");
	} else {
		line->corrected = g_strdup(refusal == REFUSAL_NONE ? line->command : "");
	}
	line->suggestions = g_string_free(suggestions, FALSE);
	g_ptr_array_add(receipt->lines, line);
}

void
receipt_refuse_code(Receipt *receipt, Refusal refusal)
{
	ReceiptLine *line = g_new0(ReceiptLine, 1);

	line->line = 1;
	line->refusal = refusal;
	line->command = g_strdup("确认码");
	line->suggestions = g_strdup("");
	line->corrected = g_strdup("");
	g_ptr_array_add(receipt->lines, line);
}

void
receipt_add_sent(Receipt *receipt, const Outcome *outcome)
{
	for (guint i = 0; i < outcome->transitions->len; i++) {
		const Transition *transition = outcome->transitions->pdata[i];

		for (guint k = 0; k < transition->letters->len; k++) {
			const Letter *letter = transition->letters->pdata[k];
			Letter *copy = g_new0(Letter, 1);

			copy->letter = letter->letter;
			copy->role = letter->role;
			copy->to = g_strdup(letter->to);
			copy->note = g_strdup(letter->note);
			g_ptr_array_add(receipt->sent, copy);
		}
	}
}

bool
receipt_asks(const Receipt *receipt, Verb verb)
{
	for (guint i = 0; i < receipt->lines->len; i++) {
		const ReceiptLine *line = receipt->lines->pdata[i];

		if (line->verb == verb && line->refusal == REFUSAL_NONE)
			return true;
	}
	return false;
}
