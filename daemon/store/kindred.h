/*
 * Cases that belong together (spec §6, §13): what a new complaint may repeat, the many of one class, the
 * several alike. It only looks; what follows is workflow/'s business.
 */
#pragma once

#include "daemon/store/db.h"
#include "workflow/case/event.h"

/* The newest open case that `facts` may repeat: of the same learner, or in nearly the same words, within
 * `duplicate_days`. *out_number: a new string, or NULL: none. */
bool kindred_repeated(Db *db, const Policy *policy, const ComplaintFacts *facts, int64_t now,
	char **out_number, GError **error);

typedef struct {
	int64_t id;
	char *number;
	bool open, urgent;
} Kin;

enum {
	KINDRED_LINKED =
		20 /* of the newest are linked: more names tell nobody more, and a flood none at all */
};

/* All cases of the learners of one class within `joint_days` when they are `joint_learners` or more, `kase`
 * among them; else empty. New array of Kin *, newest first; NULL with an error. */
GPtrArray *kindred_joint(Db *db, const Policy *policy, const Case *kase, int64_t now, GError **error);

/* All cases of the same category with the same class, person or site within `systemic_days`, `kase` among
 * them. */
GPtrArray *kindred_alike(Db *db, const Policy *policy, const Case *kase, int64_t now, GError **error);

/* The numbers of the newest KINDRED_LINKED but that of `kase`, one a line. New string. */
char *kindred_numbers(const GPtrArray *kin, const Case *kase);
