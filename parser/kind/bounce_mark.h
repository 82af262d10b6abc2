/*
 * By which mark a mail is a bounce: a report part, or a machine's From, sender or header together with words
 * of the subject or the text, so that a person who passes a bounce on stays a person.
 */
#pragma once

#include "parser/kind/kind.h"

const char *bounce_reason(const KindInput *input); /* NULL: it is none */
bool bounce_is_rejection(const KindInput *input);  /* in the form of a read receipt */
/* Does a bounce only say that the server goes on trying? */
bool bounce_is_progress(const KindInput *input);
