/*
 * What the readers of parser/field/fields.c have found so far in one text. They go from the strongest source
 * to the weakest, and what a stronger one found a weaker one cannot change.
 */
#pragma once

#include "parser/text/line.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
	GPtrArray *fields; /* Field * */
} Finding;

bool finding_has(const Finding *finding, const char *name);
/* Adds an item that is not there yet; the value is trimmed and bounded, an empty one is none. */
void finding_add(Finding *finding, const char *name, Line value, const char *source);
/* The same with a string, which may be NULL. */
void finding_add_text(Finding *finding, const char *name, const char *value, const char *source);
