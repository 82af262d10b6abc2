/*
 * Mail addresses in running text: "<a@b.example>:", "a@b.example wurde nicht erreicht",
 * "[mailto:a@b.example]".
 */
#pragma once

#include "parser/text/line.h"

#include <stdbool.h>

/* The first address of `line`, lent from it; false when there is none. */
bool address_in_text(Line line, Line *out);
