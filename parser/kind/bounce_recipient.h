/*
 * Whom a bounce without a status part was for: by the words before an address, by its place in the text, or
 * by the mail that it returns.
 */
#pragma once

#include "parser/kind/kind.h"

char *bounce_recipient(const KindInput *input); /* new, or NULL */
