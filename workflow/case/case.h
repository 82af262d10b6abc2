/*
 * A Case is what we do about one complaint: the current values, as all its events left them. It is changed
 * only by Changes (key, value), each of which is stored in the event log, so folding a case's changes from
 * nothing gives the very same Case again (promise P20). The tables of fields below are the one list of
 * what a Case holds: the log, the database columns and the replay check all walk through them.
 *
 * A Case never knows the time, the rules, or how it is stored.
 */
#pragma once

#include "parser/command/answer.h"
#include "workflow/case/policy.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Spec §7. */
typedef enum {
	STATE_NONE, /* before T01 */
	STATE_RECEIVED,
	STATE_TRIAGE,
	STATE_ACCEPTED,
	STATE_ASSIGNED,
	STATE_INVESTIGATING,
	STATE_PLAN_REVIEW,
	STATE_NEGOTIATING,
	STATE_EXECUTING,
	STATE_HANDLED,
	STATE_CONFIRMING,
	STATE_TRACKING,
	STATE_CLOSED,
	STATE_DISMISSED,
	STATE_MERGED,
	STATE_WITHDRAWN,
	STATE_EXTERNAL,
	STATE_COUNT,
} CaseState;

/* One running or ended obligation: a row of its own (spec §9). Times are seconds UTC, 0: not (yet). */
typedef struct {
	int kind; /* ClockKind */
	int64_t started_at;
	int64_t due_at;
	int64_t met_at;      /* the obligation was fulfilled */
	int64_t breached_at; /* due_at passed unfulfilled; a later met_at does not wipe it */
	int64_t stopped_at;  /* no longer owed: superseded, case ended */
	int64_t wake_at;     /* when the next tick concerns it; 0: never */
	int64_t reminders;   /* how many rungs of its ladder are behind it */
	int64_t paused_at;   /* waits for the learner's facts since then; 0: runs */
	int64_t paused_days; /* working days that it has waited in all */
	bool provisional;    /* counted through a year without calendar data */
	char *calendar;      /* calendar_version() that gave due_at */
} Clock;

/* Why a case waits in triage: what T03 or a returned case asks intake to look at. */
typedef enum {
	TRIAGE_NONE,
	TRIAGE_UNSURE,       /* score or margin too small, or the category is intake's own */
	TRIAGE_NO_COMPLAINT, /* looks like praise, a question, spam */
	TRIAGE_DUPLICATE,
	TRIAGE_UNREADABLE,
	TRIAGE_RETURNED, /* the department gave it back */
	TRIAGE_COUNT,
} TriageReason;

typedef enum {
	PLAN_REVIEWED, /* waiting for votes; in any other state than plan_review: lapsed */
	PLAN_OFFERED,  /* the learner has it */
	PLAN_AGREED,
	PLAN_REFUSED,  /* by the learner */
	PLAN_REJECTED, /* by a reviewer */
	PLAN_STATUS_COUNT,
} PlanStatus;

/* Plan n is the n-th of the list; once there it is never edited (spec §10). */
typedef struct {
	char *measures; /* one a line */
	char *responsible;
	int64_t due_at; /* completion time: close of business of that day */
	int64_t cost;   /* yuan; -1: not stated */
	int64_t done;   /* bit n-1: measure n ticked with #完成 n */
	int status;     /* PlanStatus */
	char *votes;    /* one "role address 同意|驳回|弃权 at" a line */
	char *answer;   /* the learner's words */
} Plan;

typedef enum {
	ENTRY_CONTACT,
	ENTRY_EVIDENCE,
	ENTRY_LOG,
	ENTRY_NOTE,
	ENTRY_TRACKING, /* an effect check (spec §13) */
	ENTRY_KIND_COUNT,
} EntryKind;

/* Means of the note that a proposal to end the negotiation leaves. */
#define ENTRY_PROPOSAL "终止协商"

typedef enum {
	IMPROVEMENT_OPEN,
	IMPROVEMENT_DONE,
	IMPROVEMENT_DROPPED,
	IMPROVEMENT_STATUS_COUNT,
} ImprovementStatus;

/* What is to be changed so that it does not happen again; it lives on after its case (spec §13). Item n of a
 * case is the n-th of the list. */
typedef struct {
	int status; /* ImprovementStatus */
	int64_t raised_at;
	char *by; /* address */
	char *words;
	char *owner;    /* as he was called */
	char *person;   /* his address, when he is on the list of staff */
	int64_t due_at; /* close of business of that day */
	int64_t extensions;
	int64_t ended_at; /* done or dropped */
	char *note;       /* what was done; why it was put off or dropped */
} Improvement;

/* One line of the contact and evidence log. */
typedef struct {
	int kind; /* EntryKind */
	int64_t at;
	char *by;    /* address */
	char *means; /* 电话 …; for tracking 有效|无效 */
	char *text;
} Entry;

typedef struct {
	/* registration (spec §4) */
	char *number;  /* "C20261123-0007K" */
	int state;     /* CaseState */
	char *learner; /* address, lower case */
	char *claimed; /* the learner's as staff state it; nothing goes there before they confirm it */
	char *learner_name;
	char *phone;
	char *class_name;
	char *site;     /* 校区 */
	char *language; /* "zh" or "en" */
	char *subject;
	char *base_subject; /* without what answering puts before it: how later mails of it are found */
	char *content;
	char *demand;
	char *persons;      /* named in the complaint: one a line */
	char *channel;      /* 邮件 */
	char *attachments;  /* "name (123 KB)" one a line */
	int64_t likeness;   /* likeness_of() the words: equal for near-same texts, mostly */
	bool authenticated; /* the opening mail proved its sender (spec §18) */
	bool minor;
	bool confidential;
	int64_t received_at;
	char *message_id; /* of the opening mail */
	/* classification */
	char *category;
	char *secondary;
	char *category_by; /* "auto" or an address */
	double score;
	char *words; /* that decided, separated by spaces */
	int triage;  /* TriageReason */
	bool urgent;
	/* routing */
	char *department;
	char *handler; /* address */
	int64_t accepted_at, assigned_at, contacted_at, handled_at, closed_at;
	int64_t taken_at; /* the handler signed for it (接单) */
	int64_t transfers, returns, extensions;
	bool complex;      /* its investigation was given more time: TOTAL is longer (spec §9) */
	char *merged_into; /* number of the case that goes on */
	char *linked;      /* numbers, one a line */
	/* flags of spec §7 */
	bool waiting_info, supervised, contact_lost;
	bool held; /* a legal hold: nothing of it is erased (spec §17) */
	/* negotiation, result */
	int64_t round; /* of negotiation: 1 with the first offered plan */
	int64_t reopened;
	char *result;
	char *result_votes; /* as Plan.votes, on the result or on ending the negotiation */
	int64_t told_intake_at, told_supervision_at, told_learner_at; /* M12, M13, M14 handed over */
	int satisfaction;                                             /* Satisfaction */
	char *satisfaction_words;
	int64_t checks_done, checks_ineffective;
	char *cause;
	char *improvement; /* what its items say, one a line */
	/* records, oldest first; never removed */
	GPtrArray *clocks;       /* Clock * */
	GPtrArray *plans;        /* Plan * */
	GPtrArray *entries;      /* Entry * */
	GPtrArray *improvements; /* Improvement * */
	/* not a field: the database's row, 0 for a case that is not stored */
	int64_t id;
} Case;

Case *case_new(void);
Case *case_copy(const Case *kase);
void case_free(Case *kase); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Case, case_free)

/* ---- fields ---- */
typedef enum {
	FIELD_TEXT,    /* char *; NULL and "" are the same: unset */
	FIELD_INTEGER, /* int64_t */
	FIELD_BOOL,    /* bool, "0" or "1" */
	FIELD_REAL,    /* double, written with %.17g */
	FIELD_NAME,    /* int, written as names[i] */
} FieldType;

typedef struct {
	const char *key; /* also the column's name */
	FieldType type;
	size_t offset;
	const char *const *names; /* FIELD_NAME: NULL-terminated */
	bool personal; /* holds personal data: erased when the person asks or its time is over (spec §17) */
} FieldRow;

/* One kind of record: the case itself, or one of its lists. */
typedef struct {
	const char *name;       /* also the table's name: "kase", "clock", "plan", "entry", "improvement" */
	const FieldRow *fields; /* ends with a NULL key */
	size_t size;
	size_t list_offset; /* of the GPtrArray in Case; unused for the case itself */
} RecordType;

extern const RecordType case_record;
extern const RecordType *const case_lists[]; /* clock, plan, entry, improvement; NULL-terminated */

/* Copies of a case share its texts and records until one of them is changed; so a text or a record of a case
 * is made by these alone, and changed by case_apply() alone. */
char *field_text(const char *text); /* NULL for NULL and "" */
void *record_new(const RecordType *type);
const FieldRow *record_field(const RecordType *type, const char *key); /* NULL: there is none */

/* The list that holds a case's records of one type, borrowed. */
GPtrArray *case_list(const RecordType *type, const Case *kase);

/* A field as text; new string, "" when unset, zero or false; of a FIELD_NAME always the name. */
char *field_get(const FieldRow *field, const void *record);
/* False when `text` is no value of the field's type; then nothing changed. NULL and "" unset the field. */
bool field_set(const FieldRow *field, void *record, const char *text);

/* ---- changes ---- */
/* key = field / list "/" index "/" field      e.g. "state", "clock/0/due_at" (index from 0) */
typedef struct {
	char *key;
	char *value;
} Change;

/* Applies one change. The index one past the end appends a record. False for an unknown key, a bad value or
 * a gap: nothing changed. */
bool case_apply(Case *kase, const char *key, const char *value);
/* The same when type and field are known already; `index` counts for lists alone. */
bool case_put(Case *kase, const RecordType *type, guint index, const FieldRow *field, const char *value);
/* The field holds this very text, as case_apply() would set it. */
bool field_is(const FieldRow *field, const void *record, const char *text);
/* All changes that make `kase` out of case_new(), in the order of the tables. New array of Change *. */
GPtrArray *case_changes(const Case *kase);
/* One change a line, "key=value\n"; in values '\\' and '\n' are written as \\ and \n. */
char *changes_format(const GPtrArray *changes);
GPtrArray *changes_parse(const char *text); /* NULL when malformed */
Change *change_new(const char *key, const char *value);
void change_free(Change *change);

/* ---- questions ---- */
bool case_is_open(const Case *kase);                 /* neither closed nor one of the ends */
Clock *case_clock(const Case *kase, ClockKind kind); /* the newest of that kind, or NULL */
bool clock_is_running(const Clock *clock);
const Clock *case_next_deadline(const Case *kase); /* the running clock that ends first, or NULL */
Plan *case_plan(const Case *kase);                 /* the newest, or NULL */
/* Counts what was put to people: plans, results, proposals to end the negotiation. It grows with each new
 * one, so whoever answers a letter about an older one can be told apart. 0 before the first plan; stops at
 * CASE_VERSION_MAX. */
enum {
	CASE_VERSION_MAX = 4095
};
int case_version(const Case *kase);
int case_proposals(const Case *kase);     /* to end the negotiation about the newest result */
const char *state_name(CaseState state);  /* "assigned" */
const char *state_label(CaseState state); /* 已派单 */
const char *state_label_en(CaseState state);
bool state_from_name(const char *name, CaseState *out_state);

/* ---- numbers: "C" yyyymmdd "-" serial (>= 4 digits) check letter ---- */
char *case_number_format(int year, int month, int day, int serial);
/* The first well-formed case number in `text` with a right check letter; new string in canonical form, or
 * NULL. Lower case, full-width characters and a space around '-' are forgiven. */
char *case_number_find(const char *text);
