/*
 * Where letters come from: the built-in ones, which are what templates/ holds as files, and the institution's
 * own in a folder of the same shape (zh-CN/M01.mustache). A letter that the folder lacks is the built-in one.
 */
#pragma once

#include "templates/letter.h"

#include <glib.h>

/* A LetterSource (templates/letter.h); `data` is not used. Lent for ever. */
const char *letters_builtin(const char *id, const char *language, gpointer data);

/* All letters, checked; `directory` NULL: the built-in ones alone. NULL with an error that names file and
 * line. */
LetterSet *letters_load(const char *directory, GError **error);
