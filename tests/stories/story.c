/*
 * Plays stories: complaints told as mails in and letters out, by a clock that the story sets. The engine and
 * the sender run step by step in this one thread on a real database; only the two servers are the story's
 * own.
 *
 *   story  = { "#" comment | "at" day time | mail | answer | "again" | letter | check | setting }
 *   mail   = "mail from" name "<" address ">" [ "proven" ]
 *              { indented: "subject" words | "header" line | "|" body }
 *   answer = "answer" [ "first" ] letter [ "of" address ] "by" address [ "proven" ]      { the same }
 *            In its body {code} is the one-time code of the answered letter, {wrong} another one.
 *   again  = the last mail is fetched once more: by itself the same bytes, "again by another way" with a
 *            header that a server on its way put before it
 *   letter = "letter" name "to" address   { indented: "says" words | "not" words | "in no thread" |
 *              "subject without" words | "sender without" words | "file" name | "no file" [ name ] }
 *   setting = "setting" old words "=>" new words: in the settings file, which is loaded anew
 *   check  = "state" name | "clock" kind ("due"|"met"|"breached") day time | "clock" kind "running"
 *          | "clock" kind "stopped" | "no letters" | "refuse" address | "fate" name | "cases" number
 *          | "event" name | "state" name "of" number | "field" name [ value ]
 *   world  = "use" file: its lines first | "policy" name number | "calendar" file: the only one there is now,
 * and a restart | "zone" name: of the server | "down until" day time: nothing runs meanwhile "letters" M13
 * "to" address address … are several. {case 1} is the number of the first case. A letter that goes out and is
 * not named before the next event is a failure, in the order they went out.
 */
#include "daemon/db.h"
#include "daemon/engine.h"
#include "daemon/inbound.h"
#include "daemon/ledger.h"
#include "daemon/outbox.h"
#include "daemon/sender.h"
#include "parser/mail.h"
#include "tests/unit/check.h"

#include <curl/curl.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* One letter that the story's SMTP server was given. */
typedef struct {
	char *recipient;
	char *name; /* "M04" */
	Mail *mail;
	bool told; /* the story has named it */
} Posted;

typedef struct {
	SendTransport transport; /* first: the sender sees only this */
	GPtrArray *posted;       /* Posted * */
	GPtrArray *refused;      /* char *, addresses that get 550 */
} PostOffice;

/* A mail being written by the story. */
typedef struct {
	GString *headers;
	GString *body;
	char *subject;
	Posted *answered; /* NULL: it answers no letter */
} Draft;

typedef struct {
	const char *name, *path;
	int line;
	Settings *settings;
	Db *db;
	Engine *engine;
	Sender *sender;
	PostOffice office;
	int64_t now;
	int64_t uid;
	Draft draft;
	GString *last;   /* the bytes of the last mail */
	Posted *current; /* of "says" and "not" */
	const char *program;
	const char *settings_path, *directory;
	char *settings_text;
} Story;

static void
say(Story *story, bool ok, const char *what, const char *detail)
{
	g_autofree char *label = g_strdup_printf("%s:%d: %s", story->name, story->line, what);

	check(ok, label, "%s", detail ? detail : "");
}

/* ---- the story's SMTP server ---- */

static void
posted_free(gpointer data)
{
	Posted *posted = data;

	g_free(posted->recipient);
	g_free(posted->name);
	mail_free(posted->mail);
	g_free(posted);
}

static void
office_send(SendTransport *transport, const char *sender, const char *recipient, GBytes *bytes,
	SendAnswer *out_answer)
{
	PostOffice *office = (PostOffice *)transport;
	Posted *posted = NULL;
	gsize length;
	const char *text = g_bytes_get_data(bytes, &length);

	(void)sender;
	for (guint i = 0; i < office->refused->len; i++)
		if (strcmp(office->refused->pdata[i], recipient) == 0) {
			*out_answer = (SendAnswer){ SEND_REFUSED, 550, g_strdup("5.1.1 no such user") };
			return;
		}
	posted = g_new0(Posted, 1);
	posted->recipient = g_strdup(recipient);
	posted->mail = mail_parse(text, length, NULL);
	g_ptr_array_add(office->posted, posted);
	*out_answer = (SendAnswer){ SEND_ACCEPTED, 250, g_strdup("2.0.0 queued") };
}

static void
office_rest(SendTransport *transport)
{
	(void)transport;
}

/* ---- time ---- */

static void
fail_hard(Story *story, GError *error)
{
	say(story, false, "the daemon's steps work", error ? error->message : "no error told");
	g_clear_error(&error);
}

/* Which letter each mail was: the outbox knows, by Message-ID. */
static void
name_posted(Story *story)
{
	for (guint i = 0; i < story->office.posted->len; i++) {
		Posted *posted = story->office.posted->pdata[i];
		g_autoptr(OutboxMail) row = NULL;

		if (posted->name)
			continue;
		row = outbox_by_message_id(story->db, posted->mail->message_id, NULL);
		posted->name = g_strdup(row ? letter_name(row->letter) : "unknown");
	}
}

/* Everything that can be done at the story's time. */
static int64_t
settle(Story *story)
{
	GError *error = NULL;
	int64_t wake = 0;

	for (int round = 0; round < 3; round++)
		if (!engine_step(story->engine, story->now, &wake, &error) ||
			sender_step(story->sender, story->now, &error) < 0) {
			fail_hard(story, error);
			return 0;
		}
	name_posted(story);
	return wake;
}

/* The clock goes on to `until`, stopping wherever a clock of a case wakes. */
static void
advance(Story *story, int64_t until)
{
	for (;;) {
		int64_t wake = settle(story);

		if (!wake || wake > until)
			break;
		story->now = MAX(wake, story->now + 1);
	}
	story->now = until;
	settle(story);
}

static int64_t
story_time(Story *story, const char *text)
{
	int year, month, day, hour, minute;
	GTimeZone *zone = calendar_zone(story->settings->policy->calendar);

	if (sscanf(text, "%d-%d-%d %d:%d", &year, &month, &day, &hour, &minute) != 5) {
		say(story, false, "a time is yyyy-mm-dd hh:mm", text);
		return 0;
	}
	{
		g_autoptr(GDateTime) moment = g_date_time_new(zone, year, month, day, hour, minute, 0);

		return moment ? g_date_time_to_unix(moment) : 0;
	}
}

/* ---- mails in ---- */

static void
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

static void
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

static void
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

static void
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

static void
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

/* ---- letters out ---- */

static void
tell_letter(Story *story, char *rest)
{
	g_auto(GStrv) words = g_strsplit(rest, " ", 4);
	g_autofree char *what = g_strconcat("letter ", rest, NULL);

	deliver(story);
	story->current = NULL;
	for (guint i = 0; g_strv_length(words) == 3 && i < story->office.posted->len; i++) {
		Posted *posted = story->office.posted->pdata[i];

		if (posted->told || strcmp(posted->name, words[0]) != 0 ||
			strcmp(posted->recipient, words[2]) != 0)
			continue;
		posted->told = true;
		story->current = posted;
		break;
	}
	say(story, story->current != NULL, what, "no such letter went out");
}

static void
tell_words(Story *story, const char *words, bool wanted)
{
	g_autofree char *what = g_strdup_printf("%s %s", wanted ? "says" : "does not say", words);
	bool said = false;

	if (!story->current)
		return;
	said = strstr(story->current->mail->text, words) || strstr(story->current->mail->subject, words);
	say(story, said == wanted, what, story->current->mail->text);
}

/* ---- settings ---- */

/* The shipped sample, as a running institution would have it: its own database and key, letters not held, a
 * server that proves senders. */
static void
prepare_settings(Settings *settings, const char *directory)
{
	g_autoptr(GError) error = NULL;
	char *key = g_build_filename(directory, "token.secret", NULL);

	if (!g_file_set_contents_full(
		    key, "story-key-0123456789abcdef\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, &error))
		g_error("%s", error->message);
	g_free(settings->database);
	settings->database = g_build_filename(directory, "complaintd.db", NULL);
	g_free(settings->token_secret.file);
	settings->token_secret.file = key;
	g_free(settings->authserv_id);
	settings->authserv_id = g_strdup("mx.school.test");
	settings->hold = false;
}

/* The parts of a daemon on the story's database, with the settings as the text now says; old ones end first.
 */
static bool
open_parts(Story *story, GError **error)
{
	sender_free(story->sender);
	engine_free(story->engine);
	story->sender = NULL;
	story->engine = NULL;
	g_clear_pointer(&story->settings, settings_unref);
	story->settings = settings_load_text(story->settings_text, story->settings_path, error);
	if (!story->settings)
		return false;
	prepare_settings(story->settings, story->directory);
	if (!story->db)
		story->db = db_open(story->settings->database, error);
	story->engine = story->db ? engine_new(story->settings, story->program, error) : NULL;
	if (story->engine)
		story->sender = sender_new(
			story->settings, story->settings->database, &story->office.transport, error);
	return story->sender != NULL;
}

static void
tell_setting(Story *story, char *rest)
{
	g_auto(GStrv) words = g_strsplit(rest, " => ", 2);
	g_autoptr(GString) text = g_string_new(story->settings_text);
	GError *error = NULL;

	deliver(story);
	say(story, words[0] && words[1] && g_string_replace(text, words[0], words[1], 1) == 1, rest,
		"the settings hold no such words");
	g_free(story->settings_text);
	story->settings_text = g_strdup(text->str);
	if (!open_parts(story, &error))
		fail_hard(story, error);
}

/* ---- checks ---- */

static Case *
newest_case(Story *story)
{
	Case *kase = NULL;

	for (int64_t id = 1;; id++) {
		Case *next = ledger_load(story->db, id, NULL);

		if (!next)
			return kase;
		case_free(kase);
		kase = next;
	}
}

static void
tell_state(Story *story, const char *name)
{
	g_autoptr(Case) kase = NULL;
	g_autofree char *what = g_strconcat("state ", name, NULL);
	g_auto(GStrv) words = g_strsplit(name, " of ", 2);

	deliver(story);
	kase = words[1] ? ledger_load(story->db, g_ascii_strtoll(words[1], NULL, 10), NULL)
			: newest_case(story);
	say(story, kase && strcmp(state_name(kase->state), words[0]) == 0, what,
		kase ? state_name(kase->state) : "no case");
}

static void
tell_clock(Story *story, const char *rest)
{
	g_autoptr(Case) kase = NULL;
	g_auto(GStrv) words = g_strsplit(rest, " ", 3);
	g_autofree char *what = g_strconcat("clock ", rest, NULL);
	g_autofree char *got = NULL;
	ClockKind kind;
	const Clock *clock = NULL;
	int64_t value = -1;

	deliver(story);
	kase = newest_case(story);
	if (kase && g_strv_length(words) >= 2 && clock_from_name(words[0], &kind))
		clock = case_clock(kase, kind);
	if (clock && strcmp(words[1], "stopped") == 0) {
		say(story, clock->stopped_at && !clock->met_at, what, "it is not");
		return;
	}
	if (clock && strcmp(words[1], "running") == 0) {
		say(story, clock_is_running(clock), what, "it does not run");
		return;
	}
	if (clock && words[2])
		value = strcmp(words[1], "due") == 0   ? clock->due_at
			: strcmp(words[1], "met") == 0 ? clock->met_at
						       : clock->breached_at;
	if (value > 0) {
		g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(value);
		g_autoptr(GDateTime) local =
			g_date_time_to_timezone(utc, calendar_zone(story->settings->policy->calendar));

		got = g_date_time_format(local, "%F %H:%M");
	}
	say(story, got && words[2] && strcmp(got, words[2]) == 0, what, got ? got : "never");
}

/* The only line of six digits in a letter is its code. */
static char *
code_of(const Mail *mail)
{
	g_autoptr(GRegex) code = g_regex_new("(?<!\\d)\\d{6}(?!\\d)", 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;

	return g_regex_match(code, mail->text, 0, &match) ? g_match_info_fetch(match, 0) : g_strdup("");
}

static void
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
	}
	g_string_append_printf(story->draft.body, "%s\r\n", line->str);
}

/* Neither From nor Reply-To of the letter is of that address. */
static void
tell_sender(Story *story, const char *address)
{
	const Mail *mail = story->current ? story->current->mail : NULL;
	bool shown = mail && mail->from && strstr(mail->from->address, address);

	for (guint i = 0; mail && i < mail->reply_to->len; i++)
		shown = shown || strstr(((const MailAddress *)mail->reply_to->pdata[i])->address, address);
	say(story, mail && !shown, "the sender's address is not shown", address);
}

/* The letter carries a file of that name (NULL: any), or does not. */
static void
tell_file(Story *story, const char *name, bool wanted)
{
	g_autoptr(GString) names = g_string_new("");
	bool found = false;

	for (guint i = 0; story->current && i < story->current->mail->attachments->len; i++) {
		const Attachment *file = story->current->mail->attachments->pdata[i];

		g_string_append_printf(names, "%s ", file->name);
		found = found || !name || strcmp(file->name, name) == 0;
	}
	say(story, story->current && found == wanted, name ? name : "no file", names->str);
}

/* "{case 1}" → its number. New string. */
static char *
with_numbers(Story *story, const char *line)
{
	GString *text = g_string_new(line);
	const char *mark;

	while ((mark = strstr(text->str, "{case "))) {
		g_autofree char *name = NULL;
		g_autoptr(Case) kase = ledger_load(story->db, g_ascii_strtoll(mark + 6, NULL, 10), NULL);
		const char *end = strchr(mark, '}');

		name = g_strndup(mark, end ? (gsize)(end - mark + 1) : strlen(mark));
		g_string_replace(text, name, kase ? kase->number : "no such case", 0);
	}
	return g_string_free(text, FALSE);
}

static void
tell_indented(Story *story, char *told)
{
	g_autofree char *line = with_numbers(story, told);

	if (g_str_has_prefix(line, "says "))
		tell_words(story, line + 5, true);
	else if (g_str_has_prefix(line, "not "))
		tell_words(story, line + 4, false);
	else if (g_str_has_prefix(line, "subject without "))
		say(story, story->current && !strstr(story->current->mail->subject, line + 16), line,
			story->current ? story->current->mail->subject : "");
	else if (g_str_has_prefix(line, "sender without "))
		tell_sender(story, line + 15);
	else if (g_str_has_prefix(line, "file "))
		tell_file(story, line + 5, true);
	else if (g_str_has_prefix(line, "no file"))
		tell_file(story, line[7] ? line + 8 : NULL, false);
	else if (strcmp(line, "in no thread") == 0)
		say(story,
			story->current && !story->current->mail->in_reply_to->len &&
				!story->current->mail->references->len,
			line, "it answers a Message-ID");
	else if (!story->draft.headers)
		say(story, false, "an indented line belongs to a mail or a letter", line);
	else if (g_str_has_prefix(line, "subject")) {
		g_free(story->draft.subject);
		story->draft.subject = g_strdup(line[7] ? line + 8 : "");
	} else if (g_str_has_prefix(line, "header "))
		g_string_append_printf(story->draft.headers, "%s\r\n", line + 7);
	else if (*line == '|')
		tell_body(story, line[1] == ' ' ? line + 2 : line + 1);
	else
		say(story, false, "the line is understood", line);
}

static void
tell_at(Story *story, char *rest)
{
	deliver(story);
	nothing_unnamed(story);
	advance(story, story_time(story, rest));
}

/* Of the newest mail. */
static void
tell_fate(Story *story, char *rest)
{
	g_autoptr(InboundMail) newest = NULL;
	g_autofree char *what = g_strconcat("fate ", rest, NULL);

	deliver(story);
	for (int64_t id = 1;; id++) {
		InboundMail *next = inbound_load(story->db, id, NULL);

		if (!next)
			break;
		inbound_mail_free(newest);
		newest = next;
	}
	say(story, newest && strcmp(fate_name(newest->fate), rest) == 0, what,
		newest ? fate_name(newest->fate) : "no mail");
}

static void
tell_cases(Story *story, char *rest)
{
	g_autofree char *what = g_strconcat("cases ", rest, NULL);
	g_autofree char *got = NULL;
	int64_t count = 0;

	deliver(story);
	for (;; count++) {
		g_autoptr(Case) kase = ledger_load(story->db, count + 1, NULL);

		if (!kase)
			break;
	}
	got = g_strdup_printf("%" PRId64, count);
	say(story, strcmp(got, rest) == 0, what, got);
}

static bool
keep_event(const EventRow *row, gpointer data)
{
	g_string_append_printf(data, "%s ", row->event);
	return true;
}

/* The log holds such an event. */
static void
tell_event(Story *story, char *rest)
{
	g_autoptr(GString) events = g_string_new(" ");
	g_autofree char *wanted = g_strdup_printf(" %s ", rest);
	g_autofree char *what = g_strconcat("event ", rest, NULL);

	deliver(story);
	ledger_each_event(story->db, 0, keep_event, events, NULL);
	say(story, strstr(events->str, wanted) != NULL, what, events->str);
}

static void
tell_refuse(Story *story, char *rest)
{
	g_ptr_array_add(story->office.refused, g_strdup(rest));
}

static void
tell_no_letters(Story *story, char *rest)
{
	(void)rest;
	deliver(story);
	nothing_unnamed(story);
}

static void
tell_state_line(Story *story, char *rest)
{
	tell_state(story, rest);
}

static void
tell_clock_line(Story *story, char *rest)
{
	tell_clock(story, rest);
}

/* ---- several letters, fields ---- */

static void
tell_letters(Story *story, char *rest)
{
	g_auto(GStrv) words = g_strsplit(rest, " ", -1);

	for (guint i = 2; i < g_strv_length(words); i++) {
		g_autofree char *one = g_strdup_printf("%s to %s", words[0], words[i]);

		tell_letter(story, one);
	}
}

static void
tell_field(Story *story, char *rest)
{
	g_auto(GStrv) words = g_strsplit(rest, " ", 2);
	g_autofree char *what = g_strconcat("field ", rest, NULL);
	g_autofree char *got = NULL;
	g_autofree char *wanted = with_numbers(story, words[0] && words[1] ? words[1] : "");
	g_autoptr(Case) kase = NULL;

	deliver(story);
	kase = newest_case(story);
	for (const FieldRow *field = case_record.fields; kase && field->key; field++)
		if (g_strcmp0(field->key, words[0]) == 0)
			got = field_get(field, kase);
	say(story, g_strcmp0(got, wanted) == 0, what, got ? got : "no such field");
}

/* ---- the world around ---- */

static void
tell_policy(Story *story, char *rest)
{
	g_auto(GStrv) words = g_strsplit(rest, " ", 2);
	Policy *policy = story->settings->policy;
	const struct {
		const char *name;
		int *value;
	} numbers[] = {
		{ "rounds_before_conclusion", &policy->rounds_before_conclusion },
		{ "joint_learners", &policy->joint_learners },
		{ "systemic_cases", &policy->systemic_cases },
		{ "duplicate_days", &policy->duplicate_days },
	};

	if (strcmp(rest, "feedback before") == 0) {
		policy->feedback_before = true;
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
		if (words[1] && strcmp(words[0], numbers[i].name) == 0) {
			*numbers[i].value = (int)g_ascii_strtoll(words[1], NULL, 10);
			return;
		}
	say(story, false, "the policy has such a number", rest);
}

static void
tell_calendar(Story *story, char *rest)
{
	g_autofree char *text = NULL;
	GError *error = NULL;
	Policy *policy = story->settings->policy;

	deliver(story);
	calendar_free(policy->calendar);
	policy->calendar = calendar_new("Asia/Shanghai", 540, 1080, &error);
	if (!error && g_file_get_contents(rest, &text, NULL, &error))
		calendar_add_text(policy->calendar, text, &error);
	engine_free(story->engine);
	story->engine = error ? NULL : engine_new(story->settings, story->program, &error);
	if (!story->engine)
		g_error("%s", error->message);
	settle(story);
}

static void
tell_zone(Story *story, char *rest)
{
	(void)story;
	g_setenv("TZ", rest, TRUE);
	tzset();
}

static void
tell_down(Story *story, char *rest)
{
	deliver(story);
	nothing_unnamed(story);
	story->now = story_time(story, rest);
	settle(story);
}

static void tell_line(Story *story, char *line);

static void
tell_lines(Story *story, char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++) {
		story->line++;
		g_strchomp(*line);
		if (**line && **line != '#')
			tell_line(story, *line);
	}
}

/* The lines of a file beside this one. */
static void
tell_use(Story *story, char *rest)
{
	g_autofree char *folder = g_path_get_dirname(story->path);
	g_autofree char *path = g_build_filename(folder, rest, NULL);
	g_autofree char *text = NULL;
	int line = story->line;

	if (!g_file_get_contents(path, &text, NULL, NULL)) {
		say(story, false, "the file that is used is there", rest);
		return;
	}
	story->line = 0;
	tell_lines(story, text);
	story->line = line;
}

static const struct {
	const char *words;
	void (*tell)(Story *story, char *rest);
} sentences[] = {
	{ "at ", tell_at },
	{ "mail from ", tell_mail },
	{ "answer ", tell_answer },
	{ "letter ", tell_letter },
	{ "state ", tell_state_line },
	{ "clock ", tell_clock_line },
	{ "refuse ", tell_refuse },
	{ "no letters", tell_no_letters },
	{ "again", tell_again },
	{ "setting ", tell_setting },
	{ "fate ", tell_fate },
	{ "cases ", tell_cases },
	{ "event ", tell_event },
	{ "letters ", tell_letters },
	{ "field ", tell_field },
	{ "policy ", tell_policy },
	{ "calendar ", tell_calendar },
	{ "zone ", tell_zone },
	{ "down until ", tell_down },
	{ "use ", tell_use },
};

static void
tell_line(Story *story, char *line)
{
	if (*line == ' ') {
		tell_indented(story, g_strchug(line));
		return;
	}
	if (g_str_has_prefix(line, "mail ") || g_str_has_prefix(line, "answer "))
		deliver(story);
	for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++)
		if (g_str_has_prefix(line, sentences[i].words)) {
			sentences[i].tell(story, line + strlen(sentences[i].words));
			return;
		}
	say(story, false, "the line is understood", line);
}

/* After the story: everything said, chain and replay right. */
static void
close_book(Story *story)
{
	g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	int64_t events = 0, cases = 0;

	deliver(story);
	nothing_unnamed(story);
	ledger_verify(story->db, findings, &events, &cases, NULL, NULL, &error);
	say(story, !error && findings->len == 0 && events > 0, "chain and replay are right",
		error           ? error->message
		: findings->len ? findings->pdata[0]
				: "no events");
}

static void
play(const char *path, const char *settings_path, const char *program)
{
	g_autofree char *text = NULL;
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *directory = g_dir_make_tmp("story-XXXXXX", NULL);
	g_autoptr(GError) error = NULL;
	Story story = { .name = name,
		.path = path,
		.uid = 1,
		.program = program,
		.settings_path = settings_path,
		.directory = directory,
		.last = g_string_new(NULL) };

	if (!g_file_get_contents(path, &text, NULL, &error) ||
		!g_file_get_contents(settings_path, &story.settings_text, NULL, &error)) {
		say(&story, false, "the story opens", error->message);
		return;
	}
	story.office = (PostOffice){ { office_send, office_rest, office_rest },
		g_ptr_array_new_with_free_func(posted_free), g_ptr_array_new_with_free_func(g_free) };
	if (!open_parts(&story, &error)) {
		say(&story, false, "the daemon's parts open", error ? error->message : "?");
	} else {
		tell_lines(&story, text);
		close_book(&story);
	}
	sender_free(story.sender);
	engine_free(story.engine);
	db_close(story.db);
	if (story.settings)
		settings_unref(story.settings);
	g_ptr_array_unref(story.office.posted);
	g_ptr_array_unref(story.office.refused);
	g_string_free(story.last, TRUE);
	g_free(story.settings_text);
	{
		g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
		const char *entry;

		while (dir && (entry = g_dir_read_name(dir))) {
			g_autofree char *file = g_build_filename(directory, entry, NULL);

			g_unlink(file);
		}
		g_rmdir(directory);
	}
}

int
main(int argc, char **argv)
{
	if (argc < 4) {
		fprintf(stderr, "usage: %s SETTINGS COMPLAINTD STORY...\n", argv[0]);
		return 2;
	}
	for (int i = 3; i < argc; i++)
		play(argv[i], argv[1], argv[2]);
	return check_done();
}
