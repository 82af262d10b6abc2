/*
 * How people answer inside a quote that has no '>': they say so, "my answers are below, in red", or put their
 * name before each answer, "[Zoe] I agree".
 */
#pragma once

#include "parser/text/line.h"

#include <stdbool.h>
#include <stddef.h>

/* Does the new text of a mail say that answers stand in what it quotes? */
bool quote_announces_answers(const char *text);

/* Do some of these lines, which the mail quotes, begin with its author's name in brackets? */
bool quote_names_answers(const Line *lines, size_t count, const char *author);
