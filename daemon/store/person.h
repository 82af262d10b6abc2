/*
 * What is kept about one person, for whoever asks to see it (spec §17): counts and ids, no words. What goes
 * when it is erased is in daemon/store/erase.h.
 */
#pragma once

#include "daemon/store/db.h"

typedef struct {
	GArray *cases;        /* int64_t: ids of the cases of the learner with this address, oldest first */
	int64_t mails, bytes; /* that these cases keep, and how big they are */
	int64_t letters;      /* to this address */
	int64_t waiting_letters; /* of them, still to go out */
} PersonFacts;
void person_facts_clear(PersonFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PersonFacts, person_facts_clear)

/* `address` in lower case. */
bool person_facts(Db *db, const char *address, PersonFacts *out, GError **error);
