/*
 * What an arriving mail may do (spec §18): open a case, answer in one, command, or nothing. One table, read
 * from the top; the first row that fits decides. It believes nothing that the sender merely says: a From
 * address counts only together with a signature of ours or the receiving server's proof.
 */
#pragma once

#include "parser/mail.h"

#include <stdbool.h>

/* How a mail was bound to a case, weakest first. */
typedef enum {
	BOUND_NONE,
	BOUND_HISTORY,    /* same person, same subject within 14 days */
	BOUND_SUBJECT,    /* [case_no] in the subject */
	BOUND_MESSAGE_ID, /* answers a Message-ID that we signed for its sender */
	BOUND_TOKEN,      /* sent to a reply address that we signed for its sender */
} BoundBy;

typedef struct {
	MailKind kind;
	bool loop;     /* written by a daemon like us */
	bool repeated; /* we have had this very mail: same Message-ID, same case, same body */
	bool staff;    /* the From address is a person of the policy */
	bool commands; /* the new text begins with command lines */
	bool caseless; /* … all of which are about no case: 代收 代理 明细 帮助 */
	bool entry;    /* a registration block that staff key in for a learner (spec §3) */
	bool proven;   /* authres_proves() */
	bool denied;   /* authres_denies() */
	bool learner;  /* the From address is the recorded one of the bound case */
	bool stolen;   /* carries a token of ours that is not its sender's */
	bool expired;  /* carries one that was its sender's */
	BoundBy bound;
} Arrival;

typedef enum {
	ADMIT_COMPLAINT,  /* opens a case */
	ADMIT_REPLY,      /* the learner writes about the bound case */
	ADMIT_STAFF,      /* commands, a vote, or a note by staff on the bound case */
	ADMIT_CASELESS,   /* commands by staff that are about no case */
	ADMIT_ENTRY,      /* staff register what a learner told them */
	ADMIT_REFUSED,    /* staff, but nothing may be done: answered with the reason */
	ADMIT_BOUNCE,     /* one of our letters came back */
	ADMIT_AUTO,       /* written by a machine: logged, never answered, never counts */
	ADMIT_UNVERIFIED, /* intake is told, nothing goes back to the sender */
	ADMIT_REPEATED,   /* fetched before: nothing new happens */
	ADMIT_COUNT,
} AdmissionKind;

typedef struct {
	AdmissionKind kind;
	const char *reason; /* a stable word, "no-token": for the fate and the log */
	bool alarm;         /* intake must see that somebody tried: a token in the wrong hands, or too late */
} Admission;

Admission admission_decide(const Arrival *arrival);
