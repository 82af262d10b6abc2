/*
 * format=flowed (RFC 3676): the lines of a paragraph that a mailer broke are put together again. Quoted lines
 * flow only into quoted lines of the same depth.
 */
#pragma once

#include <stdbool.h>

/* Returns new text; `delsp`: the blank at a soft line end is not part of the text. */
char *flowed_join(const char *text, bool delsp);
