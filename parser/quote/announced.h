/*
 * People say so when they answer inside a quote that has no '>': "my answers are below, in red".
 */
#pragma once

#include <stdbool.h>

/* Does the new text of a mail say that answers stand in what it quotes? */
bool quote_announces_answers(const char *text);
