/*
 * What the readers of marks ask of a mail, and nothing that decides: its first lines, its headers, its types.
 */
#pragma once

#include "parser/kind/kind.h"
#include "parser/text/line.h"

Line mark_line(const char *text); /* trimmed; NULL is an empty one */
Line mark_head(const char *text, size_t bytes);
/* The same without line ends, which programs put anywhere into a sentence; new. */
char *mark_words(const char *text, size_t bytes);

/* The value of the first header `name` of the mail, or NULL. */
const char *mark_header(const KindInput *input, const char *name);
bool mark_header_is(const KindInput *input, const char *name, const char *word);
/* Present, and says anything but "no" (RFC 3834 §5). */
bool mark_header_affirms(const KindInput *input, const char *name);

bool mark_has_type(const KindInput *input, const char *type);
bool mark_root_is(const KindInput *input, const char *type);

bool mark_sender_is_null(const KindInput *input); /* "Return-Path: <>": only machines send from nowhere */
bool mark_from_is_noreply(const KindInput *input);
bool mark_subject_is_reply(const KindInput *input); /* "Re: …": somebody answers */
