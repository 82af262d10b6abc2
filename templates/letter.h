/*
 * Letters: from a letter's source (one file per mail and language) and values to a subject, a text part and
 * an HTML part that say the same, because both are made from the one source. The HTML is ours alone: every
 * value is escaped, nothing remote is in it, and a value can form neither markup nor a link.
 *
 * A source file is Mustache in a light markup that works at the start of template lines only (never in a
 * value: markers become control characters when the source is loaded, and values lose theirs):
 *     Subject: one line           the first line of a letter
 *     = left | right              banner: who writes, about which case
 *     # heading
 *     ! words                     what the reader must not miss
 *     - item                      list
 *     | label | value             table of two columns
 *     > quoted words              somebody's words, set apart, with their own line breaks
 *     => typed | label            what the reader may answer: in HTML a button that opens a reply with
 * `typed` in it, in both parts the typed words to copy. `…` in it is where the reader writes; the button
 * leaves it out. ~ small words
 *     ---                         rule
 *   in reports:
 *     ## words | small words      heading of a section
 *     * label | number | note | change      tile, several of them in one line; *+ is a good one, *! a bad one
 *     & title | below | right | below it | typed | label      entry of a list, with its button; &! is late
 *     |# a | b | c                head of a table of up to six columns; numbers stand at the right
 *     || a | b | c                its line
 *     % label | words | 82        bar of 82 out of 100, the words beside it; %! is a bad one
 *     @ name | caption | words    picture that comes with the mail; the words say the same, where it is not
 * seen blank line                  ends a paragraph; each other line stays a line of its own A block without
 * words is left out: a row whose value is empty, an item, an action with nothing to type.
 */
#pragma once

#include "templates/mustache.h"

#include <glib.h>
#include <stdint.h>

/* ---- what there is ---- */
typedef enum {
	NAME_TEXT,    /* "" when there is nothing to say: {{#name}}…{{/name}} tests it */
	NAME_YES,     /* value_bool() */
	NAME_LIST,    /* of texts, asked for as {{.}} */
	NAME_RECORDS, /* list of records; members are rows named "list.member" */
} LetterNameKind;

/* One name that templates may use. */
typedef struct {
	const char *name;
	LetterNameKind kind;
	const char *meaning;
} LetterName;

extern const LetterName letter_names[]; /* ends with a NULL name */

/* What one letter is and which names its template may use: one row per letter of spec §8. */
typedef struct {
	const char *id;           /* "M01", "M04t" */
	const char *purpose;      /* for the manual */
	const char *const *names; /* allowed beside letter_common_names; NULL-terminated */
	bool in_english;          /* learner's letters exist in English too */
	bool to_anyone;           /* may go to a sender who has not been proved (P19) */
} LetterRow;

extern const LetterRow letter_rows[]; /* ends with a NULL id */
extern const char *const letter_common_names[];
/* What the learner's mail chose. A letter that may go to anyone asks for these inside {{#authenticated}}
 * alone, and gets none of them when that is not true (promise P19). */
extern const char *const letter_sender_names[];

const LetterRow *letter_row(const char *id); /* NULL: there is none */

/* ---- rendering ---- */
typedef struct {
	char *subject; /* one line */
	char *text;    /* LF line ends */
	char *html;
} LetterText;
void letter_text_free(LetterText *letter); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LetterText, letter_text_free)

typedef struct LetterSet LetterSet;

/* The source of letter `id` in `language` ("zh-CN", "en"), lent; NULL: there is none. Partials are asked for
 * with their own name as `id`, the phrases as "phrases" and "report-phrases". */
typedef const char *(*LetterSource)(const char *id, const char *language, gpointer data);

/* Parses every letter in both languages and checks each against the names that it may use. NULL with an error
 * that names file, line and the unknown name. */
LetterSet *letter_set_new(LetterSource source, gpointer data, GError **error);
void letter_set_free(LetterSet *set); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LetterSet, letter_set_free)

/* Whether letter `id` asks for `name` in any language: what no template asks for need not be found out. */
bool letter_asks(const LetterSet *set, const char *id, const char *name);

/* Renders letter `id`; English where the row has it and language begins with "en", else Chinese. */
LetterText *letter_render(
	const LetterSet *set, const char *id, const char *language, const Value *values, GError **error);

/* ---- phrases: the small words of letters, "key = words" lines of the files "phrases" and, for
 * digests and reports, "report-phrases" ---- */
/* Lent; Chinese where English has no such key; NULL: there is none. Keys: "refusal.no-contact",
 * "state.plan_review", "clock.CONTACT", "step.T07", "role.handler", "satisfaction.2", "date.weekday.1". */
const char *letter_phrase(const LetterSet *set, const char *language, const char *key);

/* A phrase that is a template of its own, filled with `values`; "" when there is none. New string. */
char *letter_say(const LetterSet *set, const char *language, const char *key, const Value *values);

/* A moment as letters say it, by the phrases "date.moment" and "date.weekday.N": "11月24日(周二)18:00",
 * "Tue 24 Nov, 18:00". "" for 0. */
char *letter_moment(const LetterSet *set, const char *language, int64_t at, GTimeZone *zone);
/* The same without the hour: "11月24日(周二)". */
char *letter_day(const LetterSet *set, const char *language, int64_t at, GTimeZone *zone);
