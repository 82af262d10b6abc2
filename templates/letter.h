/*
 * Letters: from a letter's source (one file per mail and language) and values to a subject, a text part and
 * an HTML part that say the same, because both are made from the one source. The HTML is ours alone: every
 * value is escaped, nothing remote is in it, and a value can form neither markup nor a link.
 *
 * A source file is Mustache in a light markup that works at the start of template lines only (never in a
 * value):
 *     Subject: one line           the first line
 *     # heading
 *     - item                      list
 *     | label | value             table of two columns
 *     > quoted words              somebody's words, set apart
 *     => mailto:… | label         an action link (HTML: a button; text: the label and how to answer)
 *     blank line                  ends a paragraph
 */
#pragma once

#include "templates/mustache.h"

#include <glib.h>

/* What one letter is and which names its template may use: one row per letter of spec §8. */
typedef struct {
	const char *id;           /* "M01", "M04t" */
	const char *purpose;      /* for the manual */
	const char *const *names; /* allowed beside letter_common_names; NULL-terminated */
	bool in_english;          /* learner's letters exist in English too */
} LetterRow;

extern const LetterRow letter_rows[]; /* ends with a NULL id */
extern const char *const letter_common_names[];

typedef struct {
	char *subject; /* one line */
	char *text;    /* LF line ends */
	char *html;
} LetterText;
void letter_text_free(LetterText *letter); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LetterText, letter_text_free)

typedef struct LetterSet LetterSet;

/* The source of letter `id` in `language` ("zh-CN", "en"), lent; NULL: there is none. Partials are asked for
 * with their own name as `id`. */
typedef const char *(*LetterSource)(const char *id, const char *language, gpointer data);

/* Parses every letter in both languages and checks each against the names that it may use. NULL with an error
 * that names file, line and the unknown name. */
LetterSet *letter_set_new(LetterSource source, gpointer data, GError **error);
void letter_set_free(LetterSet *set); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LetterSet, letter_set_free)

/* Renders letter `id`; English where the row has it and language is "en", else Chinese. */
LetterText *letter_render(
	const LetterSet *set, const char *id, const char *language, const Value *values, GError **error);
