/*
 * What a mail quotes with instead of '>': a sign of its program's, "|" or ":", or somebody's initials, "JL>".
 */
#pragma once

#include "parser/quote/lines.h"

bool own_mark_begins(Line line, Line mark);

/* Below an attribution all lines from `i` to the next blank one begin with the same sign: this mail quotes
 * so. */
void own_mark_learn(Cutting *cutting, size_t i);

/* "JL> …" stands at the head of two lines: initials of two or three letters are nobody's prompt. */
void own_mark_learn_initials(Cutting *cutting);
