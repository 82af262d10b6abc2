/*
 * What a learner's answer in plain words asks for, given where the case stands (spec §10, §12, T31). Negation
 * first, never a guess: what is not clear is a message to whoever has the case.
 */
#pragma once

#include "workflow/case/case.h"
#include "workflow/case/event.h"

/* `text` is the new text of the mail (lent to the event), `asked` the letter it answers (LETTER_NONE:
 * unknown) and `plan` the case_version() which that letter put (0: unknown). Fills kind, text, answer,
 * satisfaction and index of `out`; EVENT_NONE: a bare thank-you, which changes nothing. */
void reply_event(const Case *kase, const char *text, LetterKind asked, int plan, Event *out);
