/* The rows of the life-cycle table, one a line, "T14 answer negotiating executing": for model.py to compare.
 */
#include "workflow/step/step.h"

#include <stdio.h>

int
main(void)
{
	for (const TransitionSummary *row = transition_summaries(); row->id; row++) {
		for (int from = 0; from < STATE_COUNT; from++) {
			if (!(row->from & (1u << from)))
				continue;
			printf("%s %s %s %s\n", *row->id ? row->id : "-", event_name(row->event),
				state_name((CaseState)from),
				row->to == STATE_COUNT ? "stays" : state_name(row->to));
		}
	}
	return 0;
}
