#include "parser/kind/bounce.h"

#include "parser/kind/mark.h"
#include "parser/kind/bounce_recipient.h"
#include "parser/kind/bounce_status.h"
#include "parser/kind/returned.h"

#include <string.h>

/* The id inside the first "<…>" of `value`, or its first word. */
static char *
message_id_in(const char *value)
{
	const char *open = value ? strchr(value, '<') : NULL, *close = open ? strchr(open, '>') : NULL;
	Line line;

	if (close)
		line = line_trim((Line){ open + 1, (size_t)(close - open - 1) });
	else if (value)
		line = line_trim((Line){ value, strlen(value) });
	else
		return NULL;
	for (size_t i = 0; i < line.length; i++)
		if (blank_length(line.start + i, line.length - i))
			line.length = i;
	return line.length && line.length < 998 ? line_dup(line) : NULL;
}

/* "messageId":"…" of a provider's notice. */
static char *
notice_id(const char *text)
{
	static const char key[] = "\"messageId\":";
	Line line = mark_head(text, 65536);
	const char *at = line.length && *line.start == '{' ? line_find(line, key) : NULL;

	if (!at)
		return NULL;
	at += sizeof key - 1;
	at += strspn(at, " \"");
	return g_strndup(at, strcspn(at, "\",} \n"));
}

static char *
original_id(const KindInput *input)
{
	static const char *const places[] = { "X-Original-Message-ID", "Original-Message-ID" };
	g_autofree char *value = returned_header(input->returned, "Message-ID");
	char *id;

	for (size_t i = 0; i < G_N_ELEMENTS(places) && !value; i++)
		value = returned_header(input->delivery_status, places[i]);
	if (!value)
		value = returned_header(input->text, "Message-ID");
	if (!value)
		value = notice_id(input->text);
	if (!value)
		value = g_strdup(mark_header(input, "In-Reply-To"));
	if (!value && mark_header(input, "References"))
		value = g_strdup(strrchr(mark_header(input, "References"), '<'));
	id = message_id_in(value);
	return id;
}

/* "rfc822; a@b.c" */
static char *
typed_address(const char *value)
{
	const char *semicolon = value ? strchr(value, ';') : NULL;
	Line line;

	if (!value)
		return NULL;
	value = semicolon ? semicolon + 1 : value;
	line = line_trim((Line){ value, strlen(value) });
	while (line.length && (*line.start == '<' || *line.start == '"'))
		line = line_skip(line, 1);
	while (line.length && strchr(">\"", line.start[line.length - 1]))
		line.length--;
	return line.length && line.length <= 320 && memchr(line.start, '@', line.length) ? line_dup(line)
											 : NULL;
}

static void
read_status_part(const char *text, Bounce *bounce)
{
	static const char *const recipients[] = { "Final-Recipient", "Original-Recipient",
		"X-Actual-Recipient", "Original-Rcpt-To", "Removal-Recipient" };
	g_autoptr(GString) plain = g_string_new(text);
	g_auto(GStrv) blocks = NULL;

	g_string_replace(plain, "\r", "", 0);
	blocks = g_strsplit(plain->str, "\n\n", 1000);
	for (char **block = blocks; *block; block++) {
		g_autofree char *action = returned_header(*block, "Action");
		g_autofree char *status = returned_header(*block, "Status");
		g_autofree char *reason = returned_header(*block, "Diagnostic-Code");
		char *address = NULL;

		for (size_t i = 0; i < G_N_ELEMENTS(recipients) && !address; i++) {
			g_autofree char *value = returned_header(*block, recipients[i]);

			address = typed_address(value);
		}
		if (!address && !status)
			continue;
		/* The first that failed decides; a delayed one only until then. */
		if (bounce->recipient && (!action || !strstr(action, "ailed"))) {
			g_free(address);
			continue;
		}
		g_free(bounce->recipient);
		g_clear_pointer(&bounce->status, g_free);
		bounce->recipient = address;
		if (status)
			bounce->status = bounce_status_in((Line){ status, strlen(status) });
		if (reason && (!bounce->status || g_str_has_suffix(bounce->status, ".0.0"))) {
			char *better = bounce_status_in((Line){ reason, strlen(reason) });

			if (better) {
				g_free(bounce->status);
				bounce->status = better;
			}
		}
		if (action && strstr(action, "ailed") && bounce->recipient)
			return;
	}
}

bool
bounce_names_action(const char *delivery_status)
{
	return line_find((Line){ delivery_status, strlen(delivery_status) }, "Action:") != NULL;
}

bool
bounce_is_failure(const char *delivery_status)
{
	bool any = false;
	Line rest = { delivery_status ? delivery_status : "", delivery_status ? strlen(delivery_status) : 0 };
	const char *at;

	while ((at = line_find(rest, "Action:"))) {
		Line value;

		rest = line_skip(rest, (size_t)(at - rest.start) + strlen("Action:"));
		value = line_trim(rest);
		any = true;
		if (line_starts(value, "failed") ||
			!(line_starts(value, "del") || line_starts(value, "relayed") ||
				line_starts(value, "expanded")))
			return true;
	}
	return !any;
}

Bounce *
bounce_read(const KindInput *input)
{
	Bounce *bounce = g_new0(Bounce, 1);

	if (input->delivery_status)
		read_status_part(input->delivery_status, bounce);
	if (!bounce->recipient)
		bounce->recipient = bounce_recipient(input);
	if (!bounce->status)
		bounce->status = bounce_status_of(input);
	bounce->original_message_id = original_id(input);
	return bounce;
}
