/*
 * Improvement items out of the lines that #改进 wrote: what is to be changed, by whom, until when, and
 * whether it is done. They live on after their case is closed (spec §13).
 *
 *   line = "完成" number [ words ]                       item `number` of this case is done
 *        / words [ ( "/" / blank ) owner [ ( "/" / blank ) day ] ]
 */
#pragma once

#include "workflow/calendar.h"

#include <stdbool.h>

typedef struct {
	char *words;
	char *owner; /* "" when none is named */
	GDate due;   /* not valid when none is named */
	bool done;
} Improvement;

/* The items of one case's improvement text, in order. Dates without a year are counted from `since`, seconds
 * UTC. New array of Improvement *. */
GPtrArray *improvement_list(const char *text, const Calendar *calendar, int64_t since);
