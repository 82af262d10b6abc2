/*
 * What became of each command line of a mail: gathered by daemon/orders, told by the receipt (M23).
 */
#pragma once

#include "parser/command/command.h"
#include "workflow/step/step.h"

typedef struct {
	Verb verb;
	int line;          /* of the mail, from 1 */
	char *command;     /* as written */
	Refusal refusal;   /* REFUSAL_NONE: the line is good */
	char *suggestions; /* "#联系、#记录" for an unknown verb, else "" */
	char *corrected;   /* the line mended, or as it was when good; "" when we cannot mend it */
	int item;          /* of a digest: the number before the command; 0: none */
	char *case_no;     /* of a digest: whose case it was; else NULL */
	CaseState state;   /* and how that stands now */
	int64_t due_at;    /* and its next limit; 0: none */
} ReceiptLine;

typedef struct {
	GPtrArray *lines; /* ReceiptLine * */
	GPtrArray *sent;  /* Letter *, copies: what went out by it */
	bool all_ok;      /* all lines were applied; false: none was */
	bool waits;       /* all lines are good, but want a one-time code first: none was applied */
	char *code;       /* M23c: that code, and until when; else NULL */
	int64_t code_until;
	GPtrArray *listed; /* Case *: the answer to 明细; NULL when it was not asked */
	guint unlisted;    /* how many more there are */
} Receipt;

Receipt *receipt_new(void);
void receipt_free(Receipt *receipt); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Receipt, receipt_free)

/* Whether a line that was carried out has this verb: 帮助, 查询, 期限 ask for something to read. */
bool receipt_asks(const Receipt *receipt, Verb verb);

void receipt_add_line(Receipt *receipt, const Command *command, Refusal refusal);
/* The one line of a receipt about a code that let nothing run. */
void receipt_refuse_code(Receipt *receipt, Refusal refusal);
/* Notes the letters of an outcome that was applied. */
void receipt_add_sent(Receipt *receipt, const Outcome *outcome);
