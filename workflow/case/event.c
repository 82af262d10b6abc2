#include "workflow/case/event.h"

#include <glib.h>
#include <string.h>

static const char *const event_names[EVENT_COUNT] = {
	[EVENT_NONE] = "none",
	[EVENT_COMPLAINT] = "complaint",
	[EVENT_CLASSIFIED] = "classified",
	[EVENT_ROUTED] = "routed",
	[EVENT_REVIEWED] = "reviewed",
	[EVENT_REPORTED] = "reported",
	[EVENT_FINISHED] = "finished",
	[EVENT_ANSWER] = "answer",
	[EVENT_SATISFACTION] = "satisfaction",
	[EVENT_MESSAGE] = "message",
	[EVENT_TRACK_ANSWER] = "track-answer",
	[EVENT_PROGRESS] = "progress",
	[EVENT_DATA_REQUEST] = "data-request",
	[EVENT_TAKE_BACK] = "take-back",
	[EVENT_HANDED_OVER] = "handed-over",
	[EVENT_BOUNCED] = "bounced",
	[EVENT_TICK] = "tick",
	[EVENT_JOINT] = "joint",
	[EVENT_SYSTEMIC] = "systemic",
	[EVENT_CALENDAR] = "calendar",
	[EVENT_HELD] = "held",
	[EVENT_ERASED] = "erased",
	[EVENT_UNVERIFIED] = "unverified",
	[EVENT_VOUCHED] = "vouched",
	[EVENT_REFUSED] = "refused",
	[EVENT_CODE_ASKED] = "code-asked",
	[EVENT_CODE_GIVEN] = "code-given",
	[EVENT_CODE_WRONG] = "code-wrong",
	[EVENT_TAKE] = "take",
	[EVENT_RETURN] = "return",
	[EVENT_TRANSFER] = "transfer",
	[EVENT_DISPATCH] = "dispatch",
	[EVENT_ACCEPT] = "accept",
	[EVENT_DISMISS] = "dismiss",
	[EVENT_CONTACT] = "contact",
	[EVENT_LOG] = "log",
	[EVENT_EVIDENCE] = "evidence",
	[EVENT_NOTE] = "note",
	[EVENT_REPLY] = "reply",
	[EVENT_ASK] = "ask",
	[EVENT_PLAN] = "plan",
	[EVENT_AGREED] = "agreed",
	[EVENT_DONE] = "done",
	[EVENT_RESOLVE] = "resolve",
	[EVENT_EXTEND] = "extend",
	[EVENT_APPROVE] = "approve",
	[EVENT_REJECT] = "reject",
	[EVENT_ABSTAIN] = "abstain",
	[EVENT_SUPERVISE] = "supervise",
	[EVENT_QUERY] = "query",
	[EVENT_CONCLUDE] = "conclude",
	[EVENT_MERGE] = "merge",
	[EVENT_SPLIT] = "split",
	[EVENT_LINK] = "link",
	[EVENT_CLASS] = "class",
	[EVENT_URGENT] = "urgent",
	[EVENT_RECUSE] = "recuse",
	[EVENT_TRACK] = "track",
	[EVENT_CAUSE] = "cause",
	[EVENT_IMPROVE] = "improve",
	[EVENT_CLOSE] = "close",
	[EVENT_REOPEN] = "reopen",
	[EVENT_WITHDRAW] = "withdraw",
	[EVENT_EMERGENCY] = "emergency",
};

static const char *const letter_names[LETTER_COUNT] = {
	[LETTER_NONE] = "",
	[LETTER_M01] = "M01",
	[LETTER_M02] = "M02",
	[LETTER_M03] = "M03",
	[LETTER_M04] = "M04",
	[LETTER_M04T] = "M04t",
	[LETTER_M05] = "M05",
	[LETTER_M06] = "M06",
	[LETTER_M07] = "M07",
	[LETTER_M07R] = "M07r",
	[LETTER_M08] = "M08",
	[LETTER_M09] = "M09",
	[LETTER_M10] = "M10",
	[LETTER_M11] = "M11",
	[LETTER_M12] = "M12",
	[LETTER_M13] = "M13",
	[LETTER_M14] = "M14",
	[LETTER_M15] = "M15",
	[LETTER_M16A] = "M16a",
	[LETTER_M16B] = "M16b",
	[LETTER_M16] = "M16",
	[LETTER_M17] = "M17",
	[LETTER_M18] = "M18",
	[LETTER_M19] = "M19",
	[LETTER_M20] = "M20",
	[LETTER_M21] = "M21",
	[LETTER_M22] = "M22",
	[LETTER_M23] = "M23",
	[LETTER_M23C] = "M23c",
	[LETTER_M23D] = "M23d",
	[LETTER_M24] = "M24",
	[LETTER_M25] = "M25",
	[LETTER_M26] = "M26",
	[LETTER_M27] = "M27",
};

const char *
event_name(EventKind kind)
{
	g_assert((unsigned)kind < EVENT_COUNT);
	return event_names[kind];
}

const char *
letter_name(LetterKind kind)
{
	g_assert((unsigned)kind < LETTER_COUNT);
	return letter_names[kind];
}

bool
letter_from_name(const char *name, LetterKind *out_kind)
{
	for (int i = LETTER_M01; name && i < LETTER_COUNT; i++) {
		if (strcmp(name, letter_names[i]) != 0)
			continue;
		*out_kind = (LetterKind)i;
		return true;
	}
	return false;
}
