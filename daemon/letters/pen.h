/*
 * The pen of one letter: where its values go, in which language and zone they are said, and what its reader
 * may not see. Only daemon/letters/values.c and daemon/letters/receipt_values.c include this.
 */
#pragma once

#include "daemon/letters/values.h"

typedef struct {
	const LetterScene *scene;
	const Case *kase;
	const Policy *policy;
	const char *letter;   /* "M01" */
	const char *language; /* of the letter */
	bool masked;          /* the reader is the learner representative (spec §11) */
	bool hidden;          /* 保密: only intake and admin_sup know who it is (spec §4) */
	Value *values;
} Pen;

/* The letter's template asks for this name: what it does not say need not be found out. */
bool pen_wants(const Pen *pen, const char *name);
void pen_text(const Pen *pen, const char *name, const char *text);
void pen_yes(const Pen *pen, const char *name, bool yes);
void pen_moment(const Pen *pen, const char *name, int64_t at);
char *pen_moment_text(const Pen *pen, int64_t at); /* new string */
char *pen_day_text(const Pen *pen, int64_t at);
const char *pen_phrase(const Pen *pen, const char *group, const char *key);
/* The phrase, or NULL when there is none. */
const char *pen_phrase_if_any(const Pen *pen, const char *group, const char *key);
const char *pen_department(const Pen *pen, const char *id);

/* letter_receipt.c: receipts, what they answer, and the story of a case. */
void pen_receipt(const Pen *pen);
void pen_timeline(const Pen *pen);
