#include "workflow/admission.h"
#include "tests/unit/check.h"

static const char *const admission_names[ADMIT_COUNT] = { "complaint", "reply", "staff", "refused", "bounce",
	"auto", "unverified" };

static const struct {
	const char *label;
	Arrival arrival;
	AdmissionKind kind;
	const char *reason;
} rows[] = {
	{ "a stranger's first mail opens a case", { .kind = MAIL_HUMAN }, ADMIT_COMPLAINT, "complaint" },
	{ "a staff member may complain, too", { .kind = MAIL_HUMAN, .staff = true }, ADMIT_COMPLAINT,
		"complaint" },
	{ "a command-like line of a stranger is text", { .kind = MAIL_HUMAN, .commands = true },
		ADMIT_COMPLAINT, "complaint" },
	{ "the learner answers by token", { .kind = MAIL_HUMAN, .learner = true, .bound = BOUND_TOKEN },
		ADMIT_REPLY, "reply" },
	{ "the learner answers by subject alone",
		{ .kind = MAIL_HUMAN, .learner = true, .bound = BOUND_SUBJECT }, ADMIT_REPLY, "reply" },
	{ "a learner's command is text",
		{ .kind = MAIL_HUMAN, .learner = true, .commands = true, .bound = BOUND_TOKEN }, ADMIT_REPLY,
		"reply" },
	{ "a number alone lets no stranger in", { .kind = MAIL_HUMAN, .bound = BOUND_SUBJECT },
		ADMIT_UNVERIFIED, "other-person" },
	{ "somebody else's token lets nobody in", { .kind = MAIL_HUMAN, .stolen = true }, ADMIT_UNVERIFIED,
		"other-token" },
	{ "an expired token of the learner falls back to the subject",
		{ .kind = MAIL_HUMAN, .stolen = true, .learner = true, .bound = BOUND_SUBJECT }, ADMIT_REPLY,
		"reply" },
	{ "a handler's command with token",
		{ .kind = MAIL_HUMAN, .staff = true, .commands = true, .proven = true, .bound = BOUND_TOKEN },
		ADMIT_STAFF, "command" },
	{ "low-risk commands run without proof, the token standing in",
		{ .kind = MAIL_HUMAN, .staff = true, .commands = true, .bound = BOUND_MESSAGE_ID },
		ADMIT_STAFF, "command" },
	{ "a forged From with a command gets nothing back",
		{ .kind = MAIL_HUMAN, .staff = true, .commands = true, .bound = BOUND_SUBJECT },
		ADMIT_UNVERIFIED, "unproven-command" },
	{ "a proven command without token is refused, with the reason",
		{ .kind = MAIL_HUMAN,
			.staff = true,
			.commands = true,
			.proven = true,
			.bound = BOUND_SUBJECT },
		ADMIT_REFUSED, "no-token" },
	{ "a proven command about no case is refused, with the reason",
		{ .kind = MAIL_HUMAN, .staff = true, .commands = true, .proven = true }, ADMIT_REFUSED,
		"no-case" },
	{ "staff prose on a case is a note", { .kind = MAIL_HUMAN, .staff = true, .bound = BOUND_TOKEN },
		ADMIT_STAFF, "note" },
	{ "staff prose with the number alone needs proof",
		{ .kind = MAIL_HUMAN, .staff = true, .bound = BOUND_SUBJECT }, ADMIT_UNVERIFIED,
		"other-person" },
	{ "a staff member who is the complainant answers as learner",
		{ .kind = MAIL_HUMAN, .staff = true, .learner = true, .bound = BOUND_TOKEN }, ADMIT_REPLY,
		"reply" },
	{ "a bounce", { .kind = MAIL_BOUNCE, .bound = BOUND_TOKEN, .learner = true }, ADMIT_BOUNCE,
		"bounce" },
	{ "an auto-reply never answers", { .kind = MAIL_AUTO_REPLY, .bound = BOUND_TOKEN, .learner = true },
		ADMIT_AUTO, "auto-reply" },
	{ "another daemon's letter is not answered", { .kind = MAIL_HUMAN, .loop = true }, ADMIT_AUTO,
		"loop" },
};

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		Admission admission = admission_decide(&rows[i].arrival);

		check(admission.kind == rows[i].kind && g_strcmp0(admission.reason, rows[i].reason) == 0,
			rows[i].label, "got  %s (%s)\nwant %s (%s)", admission_names[admission.kind],
			admission.reason, admission_names[rows[i].kind], rows[i].reason);
	}
	/* Whatever arrives, a row fits: 2^6 x bonds x kinds. */
	for (unsigned bits = 0; bits < 64; bits++)
		for (int bound = BOUND_NONE; bound <= BOUND_TOKEN; bound++) {
			Arrival arrival = { MAIL_HUMAN, bits & 1, bits & 2, bits & 4, bits & 8, bits & 16,
				bits & 32, bound };

			admission_decide(&arrival);
		}
	check(true, "every arrival meets a row", "-");
	return check_done();
}
