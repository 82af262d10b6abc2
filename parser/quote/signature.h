/*
 * What stands at the ends of a new text without being written for it: a signature behind "-- ", the line of a
 * phone ("发自我的iPhone"), a legal disclaimer, the warning of a mail gateway. A polite ending with a name is
 * no signature: it tells who writes.
 */
#pragma once

#include "parser/text/line.h"

/* The index of the line where the trailing signature of these lines begins; `count` when there is none. */
size_t signature_start(const Line *lines, size_t count);

/* How many lines at the head are a gateway's warning. */
size_t banner_lines(const Line *lines, size_t count);

/* Nothing but one mail address, as Foxmail leaves it above a quote. */
bool line_is_address(Line line);

/* Nothing but a date, "2010-03-01". */
bool line_is_day(Line line);
