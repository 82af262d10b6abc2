/*
 * Who has to do with a case: to whom it goes, who heads, who reviews, who gets which letter; and who must
 * not, because the complaint names him (spec §2 recusal, §5, §11). Answers are people of the policy, who are
 * there at `now` or stand in for one who is not.
 */
#pragma once

#include "workflow/case/case.h"

/* Whom a letter is for; several may be added up. */
typedef enum {
	TO_LEARNER = 1 << 0,
	TO_INTAKE = 1 << 1,
	TO_HANDLER = 1 << 2,
	TO_HEAD = 1 << 3,
	TO_ADMIN_SUP = 1 << 4,
	TO_FINANCE = 1 << 5,
	TO_LEARNER_REP = 1 << 6,
	TO_MANAGER = 1 << 7,
	TO_REVIEWERS = 1 << 8, /* those whom the policy asks about the plan */
	TO_OWNER = 1 << 9,     /* the handler, or intake while there is none */
	TO_COPIED = 1 << 10,   /* heads of the departments that the category or a second one copies */
} Audience;

#define TO_SUPERVISION (TO_ADMIN_SUP | TO_FINANCE | TO_LEARNER_REP)

/* `persons`, a line each as a case keeps them, holds the person by name or address. */
bool routing_names(const char *persons, const Person *person);
/* The complaint names the person. */
bool routing_recused(const Case *kase, const Person *person);
/* The same, or by surname and title (王老师): enough to prefer somebody else, not enough to forbid. */
bool routing_hinted(const Case *kase, const Person *person);

/* Names of the people of the policy whom `text` names by whole name or address, one a line; new string. */
char *routing_people_named(const Policy *policy, const char *text);

/* Whom a word in a command means: address, whole name, or surname and title when only one handler or head
 * has it; NULL: nobody, or not sure. */
const Person *routing_called(const Policy *policy, const char *word);

/* The head of a department, never a recused one; NULL: none. */
const Person *routing_head(const Case *kase, const Policy *policy, const char *department, int64_t now);
bool routing_heads(const Case *kase, const Policy *policy, const char *address, int64_t now);
/* `address` has the case, or stands in for who has it. */
bool routing_handles(const Case *kase, const Policy *policy, const char *address, int64_t now);

/* Who would get the case. Borrowed from the policy; handler NULL: intake decides. */
typedef struct {
	const char *department; /* id, or "" */
	const Person *handler;
} Route;
Route routing_by_category(const Case *kase, const Policy *policy, int64_t now);
Route routing_by_department(const Case *kase, const Policy *policy, const char *department, int64_t now);

/* Whether an open case is on a staff member's list (明细): he has it or heads its department, or stands in
 * for who does; it waits for his vote; for intake, nobody has it; supervisors and managers watch all. Never
 * one that names him. */
bool routing_concerns(const Case *kase, const Policy *policy, const Person *person, int64_t now);

/* ROLE_BIT()s whose vote is needed now: on the newest plan, or once the case is handled on the result. */
unsigned routing_reviewers(const Case *kase, const Policy *policy, int64_t now);
/* People who may vote in `role`: neither recused nor the handler. New array of const Person *. */
GPtrArray *routing_voters(const Case *kase, const Policy *policy, Role role, int64_t now);

/* Calls `each` once for every reader: his address and the role in which he reads. */
void routing_each_reader(const Case *kase, const Policy *policy, unsigned audience, int64_t now,
	void (*each)(Role role, const char *address, gpointer data), gpointer data);
