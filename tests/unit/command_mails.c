/* Command mails as handlers type them, through the mail reader and to the events they ask for (spec §19). */
#include "parser/mail.h"
#include "tests/unit/check.h"
#include "tests/unit/world.h"
#include "workflow/interpret/interpret.h"

#include <string.h>

#define NOW "2026-11-23T10:00"

/* One command as the rows write it: "*2 contact means=…", "?word", "refused: …". */
static void
tell(GString *out, const Command *command, const Policy *policy)
{
	g_autoptr(Case) kase = case_new();
	g_auto(Instruction) read = { 0 };
	g_autofree char *told = NULL;
	Refusal refusal;

	if (out->len)
		g_string_append(out, "; ");
	if (command->item)
		g_string_append_printf(out, "*%d ", command->item);
	if (!command->verb) {
		g_string_append_printf(out, "?%s", command->word);
		return;
	}
	refusal = interpret_command(command, kase, policy, world_time(NOW), &read);
	if (refusal != REFUSAL_NONE) {
		g_string_append_printf(out, "refused: %s", refusal_name(refusal));
		return;
	}
	told = world_told(&read.event);
	g_string_append(out, told);
}

static void
check_mail(const char *line, const Policy *policy)
{
	g_auto(GStrv) cells = g_strsplit(line, "\t", 2);
	g_autofree char *body = g_strcompress(cells[0]), *mail_text = NULL, *want = NULL;
	g_autoptr(GString) got = g_string_new(NULL);
	g_autoptr(Mail) mail = NULL;

	if (!cells[1]) {
		check(false, "two cells a line", "%s", line);
		return;
	}
	want = g_strcompress(cells[1]);
	mail_text = g_strconcat("From: handler@school.test\nSubject: Re: [C20261123-0007K]\n"
				"Content-Type: text/plain; charset=utf-8\n\n",
		body, "\n", NULL);
	mail = mail_parse(mail_text, strlen(mail_text), NULL);
	for (guint i = 0; i < mail->commands->len; i++)
		tell(got, g_ptr_array_index(mail->commands, i), policy);
	check_text(cells[0], got->len ? got->str : "-", want);
}

int
main(void)
{
	g_autoptr(Policy) policy = world_policy();
	g_autofree char *rows = NULL;
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) lines = NULL;

	check(g_file_get_contents("tests/data/command_mails.tsv", &rows, NULL, &error),
		"the command mails are read", "%s", error ? error->message : "");
	lines = g_strsplit(rows ? rows : "", "\n", -1);
	for (char **line = lines; *line; line++)
		if (**line && !g_str_has_prefix(*line, "# Command") && !g_str_has_prefix(*line, "# body"))
			check_mail(*line, policy);
	return check_done();
}
