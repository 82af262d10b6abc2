/*
 * What can happen to a case: a mail, a command, a letter handed over, a moment reached. An Event says what
 * somebody wants or what was seen; whether it may happen is decided by case_step().
 * All strings are lent for the length of the call; NULL and "" are the same.
 */
#pragma once

#include "parser/command/answer.h"
#include "workflow/case/case.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum {
	EVENT_NONE,
	/* mail and time */
	EVENT_COMPLAINT,    /* a mail that opens a case: T01 */
	EVENT_CLASSIFIED,   /* follows by itself: T02 or T03 */
	EVENT_ROUTED,       /* follows by itself: T07 by the category map */
	EVENT_REVIEWED,     /* follows by itself: the votes suffice, T12 */
	EVENT_REPORTED,     /* follows by itself: the result goes out, T19 */
	EVENT_FINISHED,     /* follows by itself: all checks done, T25 */
	EVENT_ANSWER,       /* the learner answers a plan: T14, T15 */
	EVENT_SATISFACTION, /* the learner answers a result: T21, T22 */
	EVENT_MESSAGE,      /* the learner writes anything else: relayed to who has the case */
	EVENT_TRACK_ANSWER, /* the learner answers M17: T24, T26 */
	EVENT_PROGRESS,     /* the learner asks how it stands: T31 */
	EVENT_DATA_REQUEST, /* the learner asks for his personal data (spec §17) */
	EVENT_TAKE_BACK,    /* the learner wants to withdraw: intake confirms (T28) */
	EVENT_HANDED_OVER,  /* a letter was accepted by the SMTP server */
	EVENT_BOUNCED,      /* a letter came back */
	EVENT_UNVERIFIED,   /* somebody who is not known writes about the case: intake is told (spec §18) */
	EVENT_VOUCHED,      /* staff say that the claimed address is the learner's: letters may go there */
	EVENT_REFUSED,      /* a command that could not be done: for the log alone, changes nothing */
	EVENT_CODE_ASKED,   /* a high-risk command waits for a one-time code (spec §18): for the log alone */
	EVENT_CODE_GIVEN,   /* the code came back, the command is tried: for the log alone */
	EVENT_CODE_WRONG,   /* a wrong, used-up or expired code: for the log alone */
	EVENT_TICK,         /* a clock's wake_at is reached */
	EVENT_JOINT,        /* one of many complaints of a class within days (spec §6): urgent */
	EVENT_SYSTEMIC,     /* one of several alike within months (spec §13): admin_sup is told */
	EVENT_CALENDAR,     /* a year's calendar has come: what was provisional is counted anew (spec §9) */
	EVENT_HELD,         /* a legal hold is set or taken off (spec §17): by hand, for the log */
	EVENT_ERASED,       /* the words were erased (spec §17): its changes are all that is left */
	/* commands of spec §19, in its order */
	EVENT_TAKE,
	EVENT_RETURN,
	EVENT_TRANSFER,
	EVENT_DISPATCH,
	EVENT_ACCEPT,
	EVENT_DISMISS,
	EVENT_CONTACT,
	EVENT_LOG,
	EVENT_EVIDENCE,
	EVENT_NOTE,
	EVENT_REPLY,
	EVENT_ASK,
	EVENT_PLAN,
	EVENT_AGREED,
	EVENT_DONE,
	EVENT_RESOLVE,
	EVENT_EXTEND,
	EVENT_APPROVE,
	EVENT_REJECT,
	EVENT_ABSTAIN,
	EVENT_SUPERVISE,
	EVENT_QUERY,
	EVENT_CONCLUDE,
	EVENT_MERGE,
	EVENT_SPLIT,
	EVENT_LINK,
	EVENT_CLASS,
	EVENT_URGENT,
	EVENT_RECUSE,
	EVENT_TRACK,
	EVENT_CAUSE,
	EVENT_IMPROVE,
	EVENT_CLOSE,
	EVENT_REOPEN,
	EVENT_WITHDRAW,
	EVENT_EMERGENCY,
	EVENT_COUNT,
} EventKind;

/* The letters of spec §8. */
typedef enum {
	LETTER_NONE,
	LETTER_M01,
	LETTER_M02,
	LETTER_M03,
	LETTER_M04,
	LETTER_M04T,
	LETTER_M05,
	LETTER_M06,
	LETTER_M07,
	LETTER_M07R,
	LETTER_M08,
	LETTER_M09,
	LETTER_M10,
	LETTER_M11,
	LETTER_M12,
	LETTER_M13,
	LETTER_M14,
	LETTER_M15,
	LETTER_M16A,
	LETTER_M16B,
	LETTER_M16,
	LETTER_M17,
	LETTER_M18,
	LETTER_M19,
	LETTER_M20,
	LETTER_M21,
	LETTER_M22,
	LETTER_M23,
	LETTER_M23C,
	LETTER_M23D,
	LETTER_M24,
	LETTER_M25,
	LETTER_M26,
	LETTER_M27,
	LETTER_COUNT,
} LetterKind;

/* What #改进 says of an improvement item. */
typedef enum {
	IMPROVE_RAISE, /* a new one */
	IMPROVE_DONE,
	IMPROVE_EXTEND,
	IMPROVE_DROP,
} ImproveKind;

/* What the classifier and the reader found in the opening mail. */
typedef struct {
	const char *number; /* given by the store */
	const char *learner, *learner_name, *phone, *class_name, *site, *language;
	const char *subject, *base_subject, *content, *demand, *persons, *channel, *message_id;
	const char *claimed;     /* as Case.claimed */
	const char *attachments; /* "name (123 KB)" one a line */
	const char *linked;      /* numbers of the cases that it belongs to: the one that it may repeat, the
				  * closed one that it goes on from; one a line */
	int64_t likeness;        /* likeness_of() its words */
	const char *category, *secondary, *words;
	double score, margin;
	bool urgent, minor, confidential, authenticated;
	bool is_complaint;    /* false: intake decides (T03) */
	bool maybe_duplicate; /* of an open case: intake decides (T03) */
	bool unreadable;      /* the raw mail could not be parsed: intake decides (P4) */
} ComplaintFacts;

typedef struct {
	EventKind kind;
	const char *actor;      /* address of who did it; NULL: the program itself */
	unsigned roles;         /* ROLE_BIT()s that the actor holds at this moment, ROLE_LEARNER included */
	const char *cause;      /* Message-ID, command line or "tick": for the log */
	int64_t at;             /* when it happened by its own account; 0: now */
	const char *text;       /* the words: reason, gist, result, message */
	const char *means;      /* contact: 电话 …; track: 有效|无效 */
	const char *person;     /* address */
	const char *department; /* id */
	const char *category;   /* id */
	const char *number;     /* another case */
	const Case *other;      /* that one; NULL: there is none */
	bool yes;    /* urgent: 是|否; merge: the same person, confirmed; joint: the newest one */
	int64_t day; /* plan, extend, improve: completion time, seconds UTC */
	const char *measures, *responsible; /* plan; responsible: improve, too */
	int64_t cost;                       /* plan: yuan, -1 not stated */
	ImproveKind improve;
	int index; /* done: measure n from 1; improve: item n from 1; tick: clock's index; vote, answer:
		    * case_version() of its letter, 0 when not known */
	int64_t written_at; /* answer: by the date of its mail; handed over: when the letter was made; 0: not
			     * known */
	bool attachments;   /* the mail brought some: proof for T17 */
	Answer answer;
	Satisfaction satisfaction;
	LetterKind letter; /* handed over, bounced; vote: the letter that it answers */
	Role letter_to;    /* handed over, bounced: in which role its reader got it */
	const ComplaintFacts
		*complaint; /* complaint: what it states; message: the items that it adds, or NULL */
} Event;

const char *event_name(EventKind kind);   /* "contact" */
const char *letter_name(LetterKind kind); /* "M04t" */
bool letter_from_name(const char *name, LetterKind *out_kind);
