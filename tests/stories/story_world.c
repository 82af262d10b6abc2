#include "tests/stories/story.h"

#include "tests/unit/check.h"

#include <glib/gstdio.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

void
say(Story *story, bool ok, const char *what, const char *detail)
{
	g_autofree char *label = g_strdup_printf("%s:%d: %s", story->name, story->line, what);

	check(ok, label, "%s", detail ? detail : "");
}

/* ---- the story's SMTP server ---- */

void
posted_free(gpointer data)
{
	Posted *posted = data;

	g_free(posted->recipient);
	g_free(posted->name);
	mail_free(posted->mail);
	g_free(posted);
}

void
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

void
office_rest(SendTransport *transport)
{
	(void)transport;
}

/* ---- time ---- */

void
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
		if (row && !story->digests && (row->letter == LETTER_M21 || row->letter == LETTER_M22))
			posted->told = true;
	}
}

/* Everything that can be done at the story's time. */
int64_t
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
void
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

int64_t
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
bool
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

void
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

/* ---- the world around ---- */

void
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

void
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

void
tell_zone(Story *story, char *rest)
{
	(void)story;
	g_setenv("TZ", rest, TRUE);
	tzset();
}

void
tell_down(Story *story, char *rest)
{
	deliver(story);
	nothing_unnamed(story);
	story->now = story_time(story, rest);
	settle(story);
}
