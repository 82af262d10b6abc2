/*
 * What a letter says, as values for its template: every name of templates/letter.h's list, read off the case,
 * the policy and what caused the letter. What its reader may not see stays out here, whatever a template asks
 * for.
 */
#pragma once

#include "daemon/letters/dispatch.h"
#include "daemon/letters/receipt.h"
#include "daemon/settings/settings.h"
#include "templates/letter.h"
#include "workflow/step/step.h"

typedef struct {
	const Case *kase;
	const Letter *letter;
	const Settings *settings;
	const LetterSet *letters; /* for phrases and moments */
	const Receipt *receipt;   /* M23, else NULL */
	const char *alarm;        /* M27, else NULL: see LetterCause */
	const GPtrArray *others;  /* Reminded *, or NULL */
	const char *reply_address;
	int64_t now; /* seconds UTC */
} LetterScene;

Value *letter_values(const LetterScene *scene);
