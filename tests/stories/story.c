/*
 * Plays stories: complaints told as mails in and letters out, by a clock that the story sets. The engine and
 * the sender run step by step in this one thread on a real database; only the two servers are the story's
 * own.
 *
 *   story  = { "#" comment | "at" day time | mail | answer | "again" | letter | check | setting }
 *   mail   = "mail from" name "<" address ">" [ "proven" ]
 *              { indented: "subject" words | "header" line | "|" body }
 *   answer = "answer" [ "first" ] letter [ "of" address ] "by" address [ "proven" ]      { the same }
 *            In its body {code} is the one-time code of the answered letter, {wrong} another one, {letter}
 * all that it says. again  = the last mail is fetched once more: by itself the same bytes, "again by another
 * way" with a header that a server on its way put before it letter = "letter" name "to" address   { indented:
 * "says" words | "not" words | "in no thread" | "subject without" words | "sender without" words | "file"
 * name | "no file" [ name ] } setting = "setting" old words "=>" new words: in the settings file, which is
 * loaded anew check  = "state" name | "clock" kind ("due"|"met"|"breached") day time | "clock" kind "running"
 *          | "clock" kind "stopped" | "no letters" | "with digests" | "refuse" address | "fate" name |
 * "cases" number | "event" name | "state" name "of" number | "field" name [ value ] world  = "use" file: its
 * lines first | "policy" name number | "calendar" file: the only one there is now, and a restart | "zone"
 * name: of the server | "down until" day time: nothing runs meanwhile
 *
 * "letters" M13 "to" address address … are several. {case 1} is the number of the first case. "first" answers
 * the oldest letter of that name, not the newest.
 *
 * A letter that goes out and is not named before the next event is a failure, in the order they went out.
 */
#include "tests/stories/story.h"

#include "tests/unit/check.h"

#include <glib/gstdio.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

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
	/* Before its first hour there was no day to live through. */
	if (!story->now)
		story->now = story_time(story, rest);
	advance(story, story_time(story, rest));
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

/* Digests and reports are named from here on, as other letters are. */
static void
tell_digests(Story *story, char *rest)
{
	(void)rest;
	story->digests = true;
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
	{ "with digests", tell_digests },
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
