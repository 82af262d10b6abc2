/*
 * The mail that a bounce returns, as it stands in a text: where its copy begins, and what its header says.
 */
#pragma once

#include "parser/text/line.h"

/* The part of `text` before the copy of the returned mail. */
Line returned_before(const char *text);
/* The value of header `name` in header lines as they stand, unfolded; from `text` on. New, or NULL. */
char *returned_header(const char *text, const char *name);
