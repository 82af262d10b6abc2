#include "workflow/admission.h"

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
} WantBond;

/* Only human mail comes to this table: machines are told apart before it. */
static const struct {
	Want staff, commands, proven, learner, stolen;
	WantBond bond;
	AdmissionKind kind;
	const char *reason;
} rows[] = {
	/* staff  cmds  proven learner stolen bond */
	{ YES, YES, ANY, ANY, ANY, BOND_SIGNED, ADMIT_STAFF, "command" },
	{ YES, YES, NO, ANY, ANY, BOND_ANY, ADMIT_UNVERIFIED, "unproven-command" },
	{ YES, YES, YES, ANY, ANY, BOND_SOME, ADMIT_REFUSED, "no-token" },
	{ YES, YES, YES, ANY, ANY, BOND_ANY, ADMIT_REFUSED, "no-case" },
	{ ANY, ANY, ANY, YES, ANY, BOND_SOME, ADMIT_REPLY, "reply" },
	{ YES, NO, ANY, NO, ANY, BOND_SIGNED, ADMIT_STAFF, "note" },
	{ YES, NO, YES, NO, ANY, BOND_SOME, ADMIT_STAFF, "note" },
	{ ANY, ANY, ANY, NO, ANY, BOND_SOME, ADMIT_UNVERIFIED, "other-person" },
	{ ANY, ANY, ANY, ANY, YES, BOND_ANY, ADMIT_UNVERIFIED, "other-token" },
	{ ANY, ANY, ANY, ANY, ANY, BOND_ANY, ADMIT_COMPLAINT, "complaint" },
};

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
	}
	return false;
}

Admission
admission_decide(const Arrival *arrival)
{
	if (arrival->kind == MAIL_BOUNCE)
		return (Admission){ ADMIT_BOUNCE, "bounce" };
	if (arrival->kind != MAIL_HUMAN)
		return (Admission){ ADMIT_AUTO, mail_kind_name(arrival->kind) };
	if (arrival->loop)
		return (Admission){ ADMIT_AUTO, "loop" };
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (wants(rows[i].staff, arrival->staff) && wants(rows[i].commands, arrival->commands) &&
			wants(rows[i].proven, arrival->proven) && wants(rows[i].learner, arrival->learner) &&
			wants(rows[i].stolen, arrival->stolen) && wants_bond(rows[i].bond, arrival->bound))
			return (Admission){ rows[i].kind, rows[i].reason };
	g_assert_not_reached();
}
