/*
 * Which commands need more than a token: those that end, move or decide a case (spec §18); and how the
 * one-time code is read that stands in for the server's proof.
 */
#pragma once

#include "parser/command/command.h"

/* True: the receiving server must have vouched for the sender, too. */
bool trust_needs_proof(Verb verb);

/* The code that an answer begins with: its first line holds `digits` digits of whatever width, maybe after
 * 确认码 or "code", and no other word. New string, or NULL. */
char *trust_code_in(const char *text, int digits);
