/*
 * Lines of dashes, underscores and the like: alone a rule, around words a separator.
 */
#pragma once

#include "parser/text/line.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the rule character (a dash of any sort) at the head of `line`, or 0. */
size_t rule_length(Line line);

/* Nothing but three or more of them. */
bool line_is_rule(Line line);

/* `line` without the rules around its words; *out_rules the shorter run of them. */
Line between_rules(Line line, size_t *out_rules);
