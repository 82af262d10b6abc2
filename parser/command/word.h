/*
 * Which verb the first word of a command line names, however it was typed: full-width or traditional, in
 * brackets, with a comma or at once before its arguments. Inside parser/ only; see parser/command/command.h.
 */
#pragma once

#include "parser/command/command.h"
#include "parser/text/line.h"

/* The verb at the head of `line`, which begins at its word; *out_used gets the bytes up to the arguments or
 * what parts them from it. VERB_UNKNOWN: no verb, and *out_used is the whole word. */
Verb command_word_read(Line line, size_t *out_used);

/* `line` without format characters (zero-width, bidi) but joiners: what it reads like is what it is. */
char *command_written(Line line);
/* The same in NFKC, to be recognised. */
char *command_folded(Line line);

/* The character at the head of `line`, full-width forms as ASCII; *out_bytes: how long it is. 0 at the end.
 */
gunichar command_character(Line line, size_t *out_bytes);
