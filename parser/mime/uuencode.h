/*
 * Files that old programs put into the text itself: "begin 644 name", lines, "end".
 */
#pragma once

#include <glib.h>

/* Appends an Attachment for each file to `attachments`, its part being "SECTION:n"; returns the text without
 * them (new), or NULL when there is none. */
char *uuencode_take(const char *text, const char *section, GPtrArray *attachments);
/* The bytes of the file numbered `number` ("1"), or NULL. */
GBytes *uuencode_file(const char *text, const char *number);
