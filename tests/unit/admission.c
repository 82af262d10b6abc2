/* Whom we believe: the grid of spec §18, written by hand. */
#include "tests/unit/check.h"
#include "workflow/interpret/admission.h"

#include <string.h>

static const char *const admission_names[ADMIT_COUNT] = { "complaint", "reply", "staff", "caseless", "entry",
	"refused", "bounce", "auto", "unverified", "repeated" };
/* One letter each, in the same order. */
static const char letters[ADMIT_COUNT + 1] = "CRSLEXBAUD";

enum {
	STRANGER,
	LEARNER = 1, /* of the bound case: without one he is a stranger */
	STAFF = 2,
};

typedef enum {
	CLEAN,
	STOLEN,
	EXPIRED,
} Tokens;

/* For each bond (none, history, number, Message-ID, token) what happens: first unproven, then proven. */
static const struct {
	const char *label;
	int who;
	bool commands;
	Tokens tokens;
	const char *unproven, *proven;
} grid[] = {
	{ "a stranger writes", STRANGER, false, CLEAN, "CUUUU", "CUUUU" },
	{ "a stranger with somebody else's token", STRANGER, false, STOLEN, "UUUUU", "UUUUU" },
	{ "a stranger whose token has expired", STRANGER, false, EXPIRED, "CUUUU", "CUUUU" },
	{ "a stranger's command is text", STRANGER, true, CLEAN, "CUUUU", "CUUUU" },
	{ "a stranger's command with somebody else's token", STRANGER, true, STOLEN, "UUUUU", "UUUUU" },
	{ "a stranger's command with an expired token", STRANGER, true, EXPIRED, "CUUUU", "CUUUU" },
	{ "the learner answers", LEARNER, false, CLEAN, "CRRRR", "CRRRR" },
	{ "the learner with somebody else's token", LEARNER, false, STOLEN, "URRRR", "URRRR" },
	{ "the learner whose token has expired", LEARNER, false, EXPIRED, "CRRRR", "CRRRR" },
	{ "a learner's command is text", LEARNER, true, CLEAN, "CRRRR", "CRRRR" },
	{ "a learner's command with somebody else's token", LEARNER, true, STOLEN, "URRRR", "URRRR" },
	{ "a learner's command with an expired token", LEARNER, true, EXPIRED, "CRRRR", "CRRRR" },
	{ "staff write prose", STAFF, false, CLEAN, "CUUSS", "CSSSS" },
	{ "staff prose to somebody else's token", STAFF, false, STOLEN, "UUUSS", "UUUSS" },
	{ "staff prose to an expired token", STAFF, false, EXPIRED, "CUUSS", "CSSSS" },
	{ "staff command", STAFF, true, CLEAN, "UUUSS", "XXXSS" },
	{ "a staff command to somebody else's token", STAFF, true, STOLEN, "UUUSS", "UXXSS" },
	{ "a staff command to an expired token", STAFF, true, EXPIRED, "UUUSS", "XXXSS" },
	{ "staff in their own case are learners", STAFF | LEARNER, false, CLEAN, "CRRRR", "CRRRR" },
	{ "so are their commands text there", STAFF | LEARNER, true, CLEAN, "URRRR", "XRRRR" },
	{ "whatever token they use", STAFF | LEARNER, true, STOLEN, "URRRR", "URRRR" },
	{ "or have used", STAFF | LEARNER, true, EXPIRED, "URRRR", "XRRRR" },
};

static void
check_grid(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(grid); i++) {
		for (int proven = 0; proven < 2; proven++) {
			char got[6] = "";

			for (int bound = BOUND_NONE; bound <= BOUND_TOKEN; bound++) {
				Arrival arrival = {
					.kind = MAIL_HUMAN,
					.staff = grid[i].who & STAFF,
					.commands = grid[i].commands,
					.proven = proven,
					.learner = bound && grid[i].who & LEARNER,
					.stolen = grid[i].tokens == STOLEN,
					.expired = grid[i].tokens == EXPIRED,
					.bound = (BoundBy)bound,
				};

				got[bound] = letters[admission_decide(&arrival).kind];
			}
			check_text(grid[i].label, got, proven ? grid[i].proven : grid[i].unproven);
		}
	}
}

static const struct {
	const char *label;
	Arrival arrival;
	AdmissionKind kind;
	const char *reason;
	bool alarm;
} rows[] = {
	{ "a bounce", { .kind = MAIL_BOUNCE, .bound = BOUND_TOKEN, .learner = true }, ADMIT_BOUNCE, "bounce",
		false },
	{ "an auto-reply never answers", { .kind = MAIL_AUTO_REPLY, .bound = BOUND_TOKEN, .learner = true },
		ADMIT_AUTO, "auto-reply", false },
	{ "nor commands", { .kind = MAIL_AUTO_REPLY, .bound = BOUND_TOKEN, .staff = true, .commands = true },
		ADMIT_AUTO, "auto-reply", false },
	{ "another daemon's letter is not answered", { .loop = true }, ADMIT_AUTO, "loop", false },
	{ "a learner's mail that came twice", { .repeated = true, .learner = true, .bound = BOUND_TOKEN },
		ADMIT_REPEATED, "repeated", false },
	{ "a command that came twice is shown to intake",
		{ .repeated = true, .staff = true, .commands = true, .proven = true, .bound = BOUND_TOKEN },
		ADMIT_REPEATED, "repeated", true },
	{ "a forwarded complaint needs no token", { .staff = true, .commands = true, .caseless = true },
		ADMIT_CASELESS, "caseless", false },
	{ "nor does a deputy",
		{ .staff = true, .commands = true, .caseless = true, .proven = true, .bound = BOUND_SUBJECT },
		ADMIT_CASELESS, "caseless", false },
	{ "but somebody else's token spoils it",
		{ .staff = true, .commands = true, .caseless = true, .stolen = true }, ADMIT_UNVERIFIED,
		"other-token", true },
	{ "a stranger passes nothing on", { .commands = true, .caseless = true }, ADMIT_COMPLAINT,
		"complaint", false },
	{ "a learner neither",
		{ .staff = true, .learner = true, .commands = true, .caseless = true, .bound = BOUND_TOKEN },
		ADMIT_REPLY, "reply", false },
	{ "staff key in a complaint", { .staff = true, .entry = true }, ADMIT_ENTRY, "entry", false },
	{ "not as an answer to a letter", { .staff = true, .entry = true, .bound = BOUND_TOKEN }, ADMIT_STAFF,
		"note", false },
	{ "a stranger's labels are his own complaint", { .entry = true }, ADMIT_COMPLAINT, "complaint",
		false },
	{ "a sender whom his own domain denies answers nothing by number",
		{ .learner = true, .denied = true, .bound = BOUND_SUBJECT }, ADMIT_UNVERIFIED, "denied",
		true },
	{ "a signed letter of ours says more than a broken DMARC",
		{ .learner = true, .denied = true, .bound = BOUND_TOKEN }, ADMIT_REPLY, "reply", false },
	{ "a first complaint is taken whoever may have sent it", { .denied = true }, ADMIT_COMPLAINT,
		"complaint", false },
	{ "somebody else's token is shown to intake", { .stolen = true, .bound = BOUND_SUBJECT },
		ADMIT_UNVERIFIED, "other-token", true },
	{ "an expired one, too",
		{ .staff = true, .commands = true, .proven = true, .expired = true, .bound = BOUND_SUBJECT },
		ADMIT_REFUSED, "expired-token", true },
	{ "a forged From with a command gets nothing back",
		{ .staff = true, .commands = true, .bound = BOUND_SUBJECT }, ADMIT_UNVERIFIED,
		"unproven-command", false },
	{ "a proven command without token is refused, with the reason",
		{ .staff = true, .commands = true, .proven = true, .bound = BOUND_SUBJECT }, ADMIT_REFUSED,
		"no-token", false },
	{ "a proven command about no case is refused, with the reason",
		{ .staff = true, .commands = true, .proven = true }, ADMIT_REFUSED, "no-case", false },
};

/* Whatever arrives, a row fits; and what the grid promises holds for every combination. */
static void
check_all(void)
{
	int unbelieved = 0, unasked = 0, machines = 0;

	for (unsigned bits = 0; bits < 1u << 11; bits++)
		for (int kind = MAIL_HUMAN; kind < MAIL_KIND_COUNT; kind++)
			for (int bound = BOUND_NONE; bound <= BOUND_TOKEN; bound++) {
				Arrival arrival = { (MailKind)kind, bits & 1, bits & 2, bits & 4, bits & 8,
					bits & 16, bits & 32, bits & 64, bits & 128, bits & 256, bits & 512,
					bits & 1024, (BoundBy)bound };
				AdmissionKind got = admission_decide(&arrival).kind;

				/* P24: a case is commanded by staff with a signature of ours, or noted on by
				 * staff whom the server proves. */
				unbelieved += got == ADMIT_STAFF &&
					      (!arrival.staff || arrival.learner ||
						      (bound < BOUND_MESSAGE_ID &&
							      (arrival.commands || !arrival.proven)));
				/* P26: only the recorded address answers as the learner. */
				unasked += got == ADMIT_REPLY && !arrival.learner;
				/* A machine opens, answers and commands nothing. */
				machines += kind != MAIL_HUMAN && got != ADMIT_AUTO && got != ADMIT_BOUNCE;
			}
	check_int("nobody commands without a signature", unbelieved, 0);
	check_int("nobody answers for the learner", unasked, 0);
	check_int("no machine is heard", machines, 0);
}

int
main(void)
{
	check_grid();
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		Admission admission = admission_decide(&rows[i].arrival);

		check(admission.kind == rows[i].kind && g_strcmp0(admission.reason, rows[i].reason) == 0 &&
				admission.alarm == rows[i].alarm,
			rows[i].label, "got  %s (%s)\nwant %s (%s)", admission_names[admission.kind],
			admission.reason, admission_names[rows[i].kind], rows[i].reason);
	}
	check_all();
	return check_done();
}
