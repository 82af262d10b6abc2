/*
 * Why a mail came back, as a status of RFC 3463: as it stands in a text, or by the words of a refusal.
 */
#pragma once

#include "parser/kind/kind.h"
#include "parser/text/line.h"

char *bounce_status_in(Line text);              /* new, or NULL */
char *bounce_status_of(const KindInput *input); /* by all that the text and the subject say */
