/*
 * Of a case that is to be kept confidential (保密) no list says whose it is (spec §4): whoever must know it
 * asks for the mail itself.
 */
#pragma once

#include "daemon/store/outbox.h"
#include "workflow/case/case.h"

/* Takes the learner of `kase` out of what is shown of one of its letters. */
void hide_reader(OutboxMail *letter, const Case *kase);
