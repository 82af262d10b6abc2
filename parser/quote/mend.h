/*
 * Quoted lines that lost their '>': some program wrapped them after they were quoted.
 */
#pragma once

#include "parser/quote/lines.h"

/* A line that was wrapped out of a quoted one is quoted, if nothing in it says otherwise. */
void cutting_mend(Cutting *cutting);
