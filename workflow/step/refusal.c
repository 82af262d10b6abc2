#include "workflow/step/step.h"

/* The words of the log, and of the phrases "refusal.…" in templates/. */
static const char *const names[REFUSAL_COUNT] = {
	[REFUSAL_NONE] = "none",
	[REFUSAL_WRONG_STATE] = "wrong-state",
	[REFUSAL_WRONG_ROLE] = "wrong-role",
	[REFUSAL_NOT_YOURS] = "not-yours",
	[REFUSAL_RECUSED] = "recused",
	[REFUSAL_NO_REASON] = "no-reason",
	[REFUSAL_NO_TEXT] = "no-text",
	[REFUSAL_NO_MEANS] = "no-means",
	[REFUSAL_FUTURE] = "future",
	[REFUSAL_BEFORE_ASSIGNMENT] = "before-assignment",
	[REFUSAL_PAST_DATE] = "past-date",
	[REFUSAL_NO_DATE] = "no-date",
	[REFUSAL_NO_MEASURES] = "no-measures",
	[REFUSAL_NO_RESPONSIBLE] = "no-responsible",
	[REFUSAL_NO_CONTACT] = "no-contact",
	[REFUSAL_NO_PROOF] = "no-proof",
	[REFUSAL_MEASURES_OPEN] = "measures-open",
	[REFUSAL_UNKNOWN_CATEGORY] = "unknown-category",
	[REFUSAL_UNKNOWN_DEPARTMENT] = "unknown-department",
	[REFUSAL_UNKNOWN_PERSON] = "unknown-person",
	[REFUSAL_UNKNOWN_CASE] = "unknown-case",
	[REFUSAL_STALE_PLAN] = "stale-plan",
	[REFUSAL_NEEDS_SUPERVISOR] = "needs-supervisor",
	[REFUSAL_NEEDS_CAUSE] = "needs-cause",
	[REFUSAL_TOO_OFTEN] = "too-often",
	[REFUSAL_NO_HANDLER] = "no-handler",
	[REFUSAL_UNCLEAR] = "unclear",
	[REFUSAL_BAD_ARGUMENTS] = "bad-arguments",
	[REFUSAL_UNKNOWN_VERB] = "unknown-verb",
	[REFUSAL_NO_TOKEN] = "no-token",
	[REFUSAL_NO_CASE] = "no-case",
	[REFUSAL_HTML_ONLY] = "html-only",
	[REFUSAL_OTHER_LINE] = "other-line",
	[REFUSAL_TOO_EARLY] = "too-early",
	[REFUSAL_TOO_LATE] = "too-late",
	[REFUSAL_ALONE] = "alone",
	[REFUSAL_NO_FORWARD] = "no-forward",
	[REFUSAL_CODE_MISSING] = "code-missing",
	[REFUSAL_CODE_WRONG] = "code-wrong",
	[REFUSAL_CODE_OVER] = "code-over",
	[REFUSAL_CODE_OFTEN] = "code-often",
	[REFUSAL_NO_TIME] = "no-time",
	[REFUSAL_OTHER_ENDED] = "other-ended",
	[REFUSAL_OTHER_LEARNER] = "other-learner",
	[REFUSAL_ASKED] = "asked",
	[REFUSAL_OBJECTED] = "objected",
	[REFUSAL_NO_ITEM] = "no-item",
};

const char *
refusal_name(Refusal refusal)
{
	g_assert((unsigned)refusal < REFUSAL_COUNT);
	return names[refusal];
}
