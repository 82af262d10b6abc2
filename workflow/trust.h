/*
 * Which commands need more than a token: those that end, move or decide a case (spec §18).
 */
#pragma once

#include "parser/command.h"

/* True: the receiving server must have vouched for the sender, too. */
bool trust_needs_proof(Verb verb);
