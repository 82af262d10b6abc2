#include "daemon/ctl/hiding.h"

#include "workflow/classify/redact.h"

#include <string.h>

static void
replace(char **text, char *with)
{
	g_free(*text);
	*text = with;
}

void
hide_reader(OutboxMail *letter, const Case *kase)
{
	g_auto(GStrv) ways = redact_ways(kase->learner_name);
	const char *const *names = (const char *const *)ways;
	const char *subject = letter->subject ? letter->subject : "";
	/* The case's number looks like one to call, and must stay. */
	const char *rest = *subject == '[' ? strchrnul(subject, ']') : subject;
	g_autofree char *number = g_strndup(subject, (gsize)(rest - subject));
	g_autofree char *words = redact_text(rest, names);

	replace(&letter->subject, g_strconcat(number, words, NULL));
	/* Servers like to say whom they do not know. */
	replace(&letter->reply, redact_text(letter->reply, names));
	if (letter->role == ROLE_LEARNER ||
		(kase->learner && g_ascii_strcasecmp(letter->recipient, kase->learner) == 0))
		replace(&letter->recipient, g_strdup("***"));
}
