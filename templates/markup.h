/*
 * The light markup of letters (see letter.h for its signs): from one marked text to a text part and an HTML
 * part. Signs are turned into control characters when a source is loaded; what values bring is stripped of
 * control characters, so no value can begin a block, end one, or form a link.
 */
#pragma once

#include <glib.h>

/* A letter's source with its signs made into control characters; to be rendered by Mustache. New string. */
char *markup_mark(const char *source);

/* A value as it may stand in marked text: valid UTF-8, line breaks kept as breaks inside the block, no other
 * control or format character (bidirectional overrides, zero-width signs). For template_render(). */
char *markup_value(const char *text);

/* A rendered text, cut into blocks. */
typedef struct Markup Markup;
Markup *markup_new(const char *marked);
void markup_free(Markup *markup); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Markup, markup_free)

char *markup_text(const Markup *markup);
/* `language` is the HTML's lang. Buttons open a mail to `reply_address` with `subject`; where the address is
 * not one of plain letters, digits and ".+-_=@" there are none. */
char *markup_html(const Markup *markup, const char *language, const char *reply_address, const char *subject);

/* Marked text as one line of at most 200 characters. */
char *markup_line(const char *marked, gssize length);
