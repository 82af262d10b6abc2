/*
 * The letters that are built in: what templates/ holds as files, kept inside the program.
 */
#pragma once

#include <glib.h>

/* A LetterSource (templates/letter.h); `data` is not used. Lent for ever. */
const char *letters_builtin(const char *id, const char *language, gpointer data);
