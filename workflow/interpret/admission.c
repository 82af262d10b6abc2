#include "workflow/interpret/admission.h"

#include <stddef.h>

typedef enum {
	ANY = 0,
	YES,
	NO,
} Want;

/* How strong the bond must be. */
typedef enum {
	BOND_ANY = 0,
	BOND_SIGNED, /* token or Message-ID */
	BOND_SOME,
	BOND_WEAK, /* number or history alone */
	BOND_NO,
} WantBond;

/* Only human mail comes to this table: machines are told apart before it. */
/* clang-format off */
static const struct {
	Want learner, staff, commands, proven, stolen, expired;
	WantBond bond;
	AdmissionKind kind;
	const char *reason;
	bool alarm;
} rows[] = {
	/* learner staff cmds proven stolen expired bond */

	/* Whoever complains is a learner in his own case, whatever he is elsewhere: his commands are text. */
	{ YES, ANY, ANY, ANY, ANY, ANY, BOND_SOME, ADMIT_REPLY, "reply", false },

	/* A token of somebody else's serves nobody; of staff whom the server vouches for it is told why. */
	{ NO, YES, YES, YES, YES, ANY, BOND_WEAK, ADMIT_REFUSED, "other-token", true },
	{ NO, ANY, ANY, ANY, YES, ANY, BOND_WEAK, ADMIT_UNVERIFIED, "other-token", true },
	{ NO, ANY, ANY, ANY, YES, ANY, BOND_NO, ADMIT_UNVERIFIED, "other-token", true },

	/* Commands. */
	{ NO, YES, YES, ANY, ANY, ANY, BOND_SIGNED, ADMIT_STAFF, "command", false },
	{ NO, YES, YES, YES, NO, YES, BOND_ANY, ADMIT_REFUSED, "expired-token", true },
	{ NO, YES, YES, NO, NO, YES, BOND_ANY, ADMIT_UNVERIFIED, "expired-token", true },
	{ NO, YES, YES, NO, NO, NO, BOND_ANY, ADMIT_UNVERIFIED, "unproven-command", false },
	{ NO, YES, YES, YES, NO, NO, BOND_WEAK, ADMIT_REFUSED, "no-token", false },
	{ NO, YES, YES, YES, NO, NO, BOND_NO, ADMIT_REFUSED, "no-case", false },

	/* Prose. */
	{ NO, YES, NO, ANY, ANY, ANY, BOND_SIGNED, ADMIT_STAFF, "note", false },
	{ NO, YES, NO, YES, NO, ANY, BOND_WEAK, ADMIT_STAFF, "note", false },
	{ NO, ANY, ANY, ANY, ANY, ANY, BOND_SOME, ADMIT_UNVERIFIED, "other-person", false },
	{ ANY, ANY, ANY, ANY, ANY, ANY, BOND_NO, ADMIT_COMPLAINT, "complaint", false },
};
/* clang-format on */

static bool
wants(Want want, bool value)
{
	return want == ANY || (want == YES) == value;
}

static bool
wants_bond(WantBond want, BoundBy bound)
{
	switch (want) {
	case BOND_ANY:
		return true;
	case BOND_SIGNED:
		return bound >= BOUND_MESSAGE_ID;
	case BOND_SOME:
		return bound != BOUND_NONE;
	case BOND_WEAK:
		return bound == BOUND_HISTORY || bound == BOUND_SUBJECT;
	case BOND_NO:
		return bound == BOUND_NONE;
	}
	return false;
}

/* What is decided before anybody asks who wrote. */
static bool
decide_early(const Arrival *arrival, Admission *out)
{
	if (arrival->kind == MAIL_BOUNCE)
		*out = (Admission){ ADMIT_BOUNCE, "bounce", false };
	else if (arrival->kind != MAIL_HUMAN)
		*out = (Admission){ ADMIT_AUTO, mail_kind_name(arrival->kind), false };
	else if (arrival->loop)
		*out = (Admission){ ADMIT_AUTO, "loop", false };
	else if (arrival->repeated)
		*out = (Admission){ ADMIT_REPEATED, "repeated", arrival->staff && arrival->commands };
	/* These two ask nothing about a bound case, so no token is asked for. What comes of them goes to the
	 * person's own recorded address first. */
	else if (arrival->staff && arrival->commands && arrival->caseless && !arrival->stolen &&
		 !arrival->learner)
		*out = (Admission){ ADMIT_CASELESS, "caseless", false };
	else if (arrival->staff && arrival->entry && !arrival->commands && arrival->bound == BOUND_NONE &&
		 !arrival->stolen)
		*out = (Admission){ ADMIT_ENTRY, "entry", false };
	/* Weakly bound, and the server says that its sender is none of his domain: a forged "satisfied". */
	else if (arrival->denied && arrival->bound != BOUND_NONE && arrival->bound < BOUND_MESSAGE_ID)
		*out = (Admission){ ADMIT_UNVERIFIED, "denied", true };
	else
		return false;
	return true;
}

Admission
admission_decide(const Arrival *arrival)
{
	Admission early;

	if (decide_early(arrival, &early))
		return early;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (wants(rows[i].learner, arrival->learner) && wants(rows[i].staff, arrival->staff) &&
			wants(rows[i].commands, arrival->commands) &&
			wants(rows[i].proven, arrival->proven) && wants(rows[i].stolen, arrival->stolen) &&
			wants(rows[i].expired, arrival->expired) && wants_bond(rows[i].bond, arrival->bound))
			return (Admission){ rows[i].kind, rows[i].reason, rows[i].alarm };
	g_assert_not_reached();
}
