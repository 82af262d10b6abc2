/*
 * Which character set bytes look like, when their label is missing or contradicted by them.
 */
#pragma once

#include "parser/charset/label.h"

#include <stdbool.h>
#include <stddef.h>

/* Never NULL. */
const Charset *charset_guess(const char *bytes, size_t length);

/* Does the text itself contradict the label? Asked only where not all is plain ASCII. */
bool charset_label_lies(const char *bytes, size_t length, const Charset *charset);
