/*
 * Where in a mail signatures stand: at the end of the text before the first quote, and of the last text.
 */
#pragma once

#include "parser/quote/lines.h"

void cutting_mark_signatures(Cutting *cutting);
