/*
 * Absence (spec §2, §19 代理): who stands in for somebody, from which day to which. What staff tell by
 * command is laid over what the settings say.
 */
#pragma once

#include "workflow/step/step.h"

typedef struct {
	const char *person; /* address */
	const char *deputy; /* address; NULL: not away after all */
	int64_t from, to;   /* seconds UTC; `to` is the first moment back */
} Absence;

/* words = "取消" / deputy day [ [ "至" / "到" / "-" / "~" ] day ]
 * Fills `out` for `self`; its strings are lent by the policy. REFUSAL_NONE, or why the words make none. */
Refusal absence_read(const char *words, const Policy *policy, const Person *self, int64_t now, Absence *out);

/* A new Policy like `policy`, but with these absences (Absence *) in the place of the settings' own: the
 * later of two about one person counts. Of people who are not on the list nothing is said. */
Policy *absence_apply(const Policy *policy, const GPtrArray *absences);
