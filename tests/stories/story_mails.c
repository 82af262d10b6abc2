#include "tests/stories/story.h"

#include "tests/unit/check.h"

#include <glib/gstdio.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* ---- mails in ---- */

void
nothing_unnamed(Story *story)
{
	for (guint i = 0; i < story->office.posted->len; i++) {
		Posted *posted = story->office.posted->pdata[i];
		g_autofree char *what = NULL;

		if (posted->told)
			continue;
		what = g_strdup_printf("letter %s to %s", posted->name, posted->recipient);
		say(story, false, "no letter goes out that the story does not name", what);
		posted->told = true;
	}
}

static void
fetch(Story *story, const char *bytes, size_t length)
{
	char mailbox[] = "complaints";
	InboundMail mail = { .mailbox = mailbox, .uid_validity = 1 };
	GError *error = NULL;

	mail.uid = story->uid++;
	mail.arrived_at = mail.fetched_at = story->now;
	mail.raw = g_bytes_new(bytes, length);
	mail.full_size = (int64_t)length;
	if (!db_begin(story->db, &error) || !inbound_add(story->db, &mail, NULL, &error) ||
		!inbound_set_cursor(story->db, "complaints", 1, mail.uid + 1, story->now, &error) ||
		!db_commit(story->db, &error))
		fail_hard(story, error);
	g_bytes_unref(mail.raw);
	settle(story);
}

void
deliver(Story *story)
{
	Draft *draft = &story->draft;
	GString *raw = story->last;
	g_autofree char *subject = NULL;

	if (!draft->headers)
		return;
	g_string_truncate(raw, 0);
	subject = g_base64_encode((const guchar *)draft->subject, strlen(draft->subject));
	g_string_append_printf(raw,
		"%sSubject: =?utf-8?B?%s?=\r\nMessage-ID: <story.%" PRId64 "@mail.test>\r\n",
		draft->headers->str, subject, story->uid);
	if (!strstr(draft->headers->str, "Content-Type:"))
		g_string_append(raw, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
				     "Content-Transfer-Encoding: 8bit\r\n");
	g_string_append_printf(raw, "\r\n%s", draft->body->str);
	g_string_free(draft->headers, TRUE);
	g_string_free(draft->body, TRUE);
	g_free(draft->subject);
	*draft = (Draft){ 0 };
	fetch(story, raw->str, raw->len);
}

void
tell_again(Story *story, char *rest)
{
	g_autoptr(GString) raw = g_string_new(NULL);

	deliver(story);
	nothing_unnamed(story);
	if (*rest)
		g_string_append_printf(
			raw, "Received: from another.way.test; %s\r\n", "Mon, 23 Nov 2026 12:00:00 +0800");
	g_string_append_len(raw, story->last->str, (gssize)story->last->len);
	fetch(story, raw->str, raw->len);
}

static void
begin_draft(Story *story, const char *from, bool proven)
{
	const char *at = strrchr(from, '@');
	g_autofree char *domain = g_strdup(at ? at + 1 : "");

	g_strdelimit(domain, "> ", '\0');
	nothing_unnamed(story);
	story->draft = (Draft){ g_string_new(NULL), g_string_new(NULL), g_strdup(""), NULL };
	if (proven)
		g_string_append_printf(story->draft.headers,
			"Authentication-Results: %s; dmarc=pass header.from=%s\r\n",
			story->settings->authserv_id, domain);
	g_string_append_printf(story->draft.headers, "From: %s\r\n", from);
}

static bool
take_proven(char *line)
{
	char *end = g_strrstr(line, " proven");

	if (!end || end[7])
		return false;
	*end = '\0';
	return true;
}

void
tell_mail(Story *story, char *rest)
{
	bool proven = take_proven(rest);

	begin_draft(story, rest, proven);
	g_string_append_printf(story->draft.headers, "To: %s\r\n", story->settings->address);
}

static Posted *
find_posted(Story *story, const char *name, const char *address, bool first)
{
	const GPtrArray *all = story->office.posted;

	for (guint i = all->len; i > 0; i--) {
		Posted *posted = all->pdata[first ? all->len - i : i - 1];

		if (strcmp(posted->name, name) == 0 && strcmp(posted->recipient, address) == 0)
			return posted;
	}
	say(story, false, "the letter that is answered was sent", name);
	return NULL;
}

void
tell_answer(Story *story, char *rest)
{
	bool proven = take_proven(rest);
	bool first = g_str_has_prefix(rest, "first ");
	g_auto(GStrv) words = g_strsplit(first ? rest + strlen("first ") : rest, " ", 6);
	bool others = g_strv_length(words) == 5 && strcmp(words[1], "of") == 0; /* somebody else's letter */
	const char *writer = g_strv_length(words) >= 3 ? words[g_strv_length(words) - 1] : "";
	Posted *posted = *writer ? find_posted(story, words[0], others ? words[2] : writer, first) : NULL;
	const MailAddress *to = NULL;

	if (!posted)
		return;
	begin_draft(story, writer, proven);
	story->draft.answered = posted;
	to = posted->mail->reply_to->len ? posted->mail->reply_to->pdata[0] : posted->mail->from;
	g_string_append_printf(story->draft.headers, "To: <%s>\r\nIn-Reply-To: <%s>\r\n", to->address,
		posted->mail->message_id);
	g_free(story->draft.subject);
	story->draft.subject = g_strconcat("Re: ", posted->mail->subject, NULL);
}

/* The only line of six digits in a letter is its code. */
static char *
code_of(const Mail *mail)
{
	g_autoptr(GRegex) code = g_regex_new("(?<!\\d)\\d{6}(?!\\d)", 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;

	return g_regex_match(code, mail->text, 0, &match) ? g_match_info_fetch(match, 0) : g_strdup("");
}

void
tell_body(Story *story, const char *words)
{
	g_autoptr(GString) line = g_string_new(words);

	if (story->draft.answered) {
		g_autofree char *code = code_of(story->draft.answered->mail);
		g_autofree char *wrong = g_strdup(code);

		if (*wrong)
			wrong[5] = wrong[5] == '9' ? '0' : (char)(wrong[5] + 1);
		g_string_replace(line, "{code}", code, 0);
		g_string_replace(line, "{wrong}", wrong, 0);
		g_string_replace(line, "{letter}", story->draft.answered->mail->text, 0);
	}
	g_string_append_printf(story->draft.body, "%s\r\n", line->str);
}
