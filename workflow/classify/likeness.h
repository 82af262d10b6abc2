/*
 * Near-same texts (spec §13): one number that texts alike in most of their words share, to find candidates
 * by an index, and a measure to be sure. Layout, punctuation, case and width do not count.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* A positive number; 0 for a text too short to tell anything. Two texts of which nine in ten pieces are the
 * same have the same number nine times in ten. */
int64_t likeness_of(const char *text);

/* At least four in five of all the pieces of both are in both. */
bool likeness_same(const char *a, const char *b);
