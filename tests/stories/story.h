/*
 * A story being played: the parts of a daemon on a database of its own, its mails and its letters. Only
 * tests/stories/story*.c include this; the language is told in story.c.
 */
#pragma once

#include "daemon/service/engine.h"
#include "daemon/service/sender.h"
#include "daemon/store/db.h"
#include "daemon/store/inbound.h"
#include "daemon/store/ledger.h"
#include "daemon/store/outbox.h"
#include "parser/mail.h"

#include <glib.h>

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
	bool digests; /* it names the digests, too */
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

/* The parts of the daemon, its two servers, the clock, the settings. */
void advance(Story *story, int64_t until);
void fail_hard(Story *story, GError *error);
void office_rest(SendTransport *transport);
void office_send(SendTransport *transport, const char *sender, const char *recipient, GBytes *bytes,
	SendAnswer *out_answer);
bool open_parts(Story *story, GError **error);
void posted_free(gpointer data);
void say(Story *story, bool ok, const char *what, const char *detail);
int64_t settle(Story *story);
int64_t story_time(Story *story, const char *text);
void tell_calendar(Story *story, char *rest);
void tell_down(Story *story, char *rest);
void tell_policy(Story *story, char *rest);
void tell_setting(Story *story, char *rest);
void tell_zone(Story *story, char *rest);

/* Mails in. */
void deliver(Story *story);
void nothing_unnamed(Story *story);
void tell_again(Story *story, char *rest);
void tell_answer(Story *story, char *rest);
void tell_body(Story *story, const char *words);
void tell_mail(Story *story, char *rest);

/* Letters out, and what is so. */
void tell_cases(Story *story, char *rest);
void tell_clock_line(Story *story, char *rest);
void tell_event(Story *story, char *rest);
void tell_fate(Story *story, char *rest);
void tell_field(Story *story, char *rest);
void tell_file(Story *story, const char *name, bool wanted);
void tell_letter(Story *story, char *rest);
void tell_letters(Story *story, char *rest);
void tell_no_letters(Story *story, char *rest);
void tell_refuse(Story *story, char *rest);
void tell_sender(Story *story, const char *address);
void tell_state_line(Story *story, char *rest);
void tell_words(Story *story, const char *words, bool wanted);
char *with_numbers(Story *story, const char *line);
