/*
 * Did an improvement help? For each item that was marked done: how many complaints of the same subject came
 * in the days before it, and how many after. The subject is that of spec §13: the same category and the same
 * class or the same person complained of; a case that had to be opened again has come again, too.
 */
#pragma once

#include "workflow/figures/figures.h"

typedef struct {
	const CaseFacts *facts;
	guint item;            /* from 0 */
	int64_t before, after; /* complaints within systemic_days of the moment it was done; after: till the
				* period's end */
	int64_t within;        /* of those after: in the period itself */
} Recurrence;

/* The items of `scope` (NULL: of all) that were watched at some time in the period: done before its end, and
 * not systemic_days before its beginning. Only those whose case has a class or a person. Those that came
 * again most often in the period first. New array of Recurrence. */
GArray *recurrence_list(
	const FactsBook *book, const Period *period, const Scope *scope, const Policy *policy);

/* FIGURE_IMPROVE_RAISED to FIGURE_RECURRED. */
void recurrence_figures(const FactsBook *book, const Period *period, const Scope *scope, const Policy *policy,
	Figure out_figures[FIGURE_COUNT]);
