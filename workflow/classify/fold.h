/*
 * A text as words are looked for in it: NFKC, lower case, traditional characters as simplified ones, one
 * blank for many, newlines inside Latin text as blanks, without what a reader cannot see and without quoted
 * lines.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* A new string; empty when `text` is not UTF-8. The end of a very long text is left out. */
char *fold(const char *text);

/* Is `text` its own folded form, but that "…" becomes "..."? Spares a copy; false is always safe. */
bool fold_is_plain(const char *text);
