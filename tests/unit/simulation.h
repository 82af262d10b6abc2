/*
 * Complaints at the small institution of world.h, made up by a seeded dice and driven through the real
 * life-cycle by a set clock: some in time and some late, returned, refused, extended, reopened, silent.
 */
#pragma once

#include "tests/unit/world.h"

/* Called for every step that the life-cycle took; all is lent. `event->at`'s moment is `now`. */
typedef void (*SimulationSink)(
	const Case *kase, const Outcome *outcome, const Event *event, int64_t now, gpointer data);

/* One case that arrives at `at`; its whole story until it ends or `until` comes. The serial makes number,
 * learner and class. */
void simulate_case(const Policy *policy, unsigned seed, int serial, int64_t at, int64_t until,
	SimulationSink sink, gpointer data);

/* The event rows' texts of one transition, as the log has them: header ("letter=…" lines) and changes. */
char *simulation_header(const Transition *transition);
