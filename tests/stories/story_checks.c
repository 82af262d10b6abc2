#include "tests/stories/story.h"

#include "tests/unit/check.h"

#include <glib/gstdio.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* ---- letters out ---- */

void
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

void
tell_words(Story *story, const char *words, bool wanted)
{
	g_autofree char *what = g_strdup_printf("%s %s", wanted ? "says" : "does not say", words);
	bool said = false;

	if (!story->current)
		return;
	said = strstr(story->current->mail->text, words) || strstr(story->current->mail->subject, words);
	say(story, said == wanted, what, story->current->mail->text);
}

/* Neither From nor Reply-To of the letter is of that address. */
void
tell_sender(Story *story, const char *address)
{
	const Mail *mail = story->current ? story->current->mail : NULL;
	bool shown = mail && mail->from && strstr(mail->from->address, address);

	for (guint i = 0; mail && i < mail->reply_to->len; i++)
		shown = shown || strstr(((const MailAddress *)mail->reply_to->pdata[i])->address, address);
	say(story, mail && !shown, "the sender's address is not shown", address);
}

/* The letter carries a file of that name (NULL: any), or does not. */
void
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
char *
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

/* Of the newest mail. */
void
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

void
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
void
tell_event(Story *story, char *rest)
{
	g_autoptr(GString) events = g_string_new(" ");
	g_autofree char *wanted = g_strdup_printf(" %s ", rest);
	g_autofree char *what = g_strconcat("event ", rest, NULL);

	deliver(story);
	ledger_each_event(story->db, 0, keep_event, events, NULL);
	say(story, strstr(events->str, wanted) != NULL, what, events->str);
}

void
tell_refuse(Story *story, char *rest)
{
	g_ptr_array_add(story->office.refused, g_strdup(rest));
}

void
tell_no_letters(Story *story, char *rest)
{
	(void)rest;
	deliver(story);
	nothing_unnamed(story);
}

void
tell_state_line(Story *story, char *rest)
{
	tell_state(story, rest);
}

void
tell_clock_line(Story *story, char *rest)
{
	tell_clock(story, rest);
}

/* ---- several letters, fields ---- */

void
tell_letters(Story *story, char *rest)
{
	g_auto(GStrv) words = g_strsplit(rest, " ", -1);

	for (guint i = 2; i < g_strv_length(words); i++) {
		g_autofree char *one = g_strdup_printf("%s to %s", words[0], words[i]);

		tell_letter(story, one);
	}
}

void
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
