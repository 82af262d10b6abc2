/*
 * Finds the lines of a mail that are ours: letters that we sent come back quoted, rewrapped, with or without
 * '>', and need no marker to be known again.
 */
#pragma once

#include "parser/text/line.h"

#include <stdbool.h>

/* New array, one bool a line: is it (part of) a text in `sent`? NULL when too little is ours to tell. */
bool *sent_lines(const Line *lines, size_t count, const char *const *sent);
