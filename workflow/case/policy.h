/*
 * The institution's rules as a value: who works here, which department leads which category, how long
 * everything may take. Made from the settings by daemon/settings/settings.c; immutable once made, so threads
 * share it. Nothing in workflow/ holds a rule that is not here.
 */
#pragma once

#include "workflow/calendar/calendar.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Spec §2; a person may hold several. */
typedef enum {
	ROLE_LEARNER,
	ROLE_INTAKE,
	ROLE_HANDLER,
	ROLE_DEPT_HEAD,
	ROLE_ADMIN_SUP,
	ROLE_FINANCE,
	ROLE_LEARNER_REP,
	ROLE_MANAGER,
	ROLE_COUNT,
} Role;

#define ROLE_BIT(role) (1u << (role))

/* The obligations of spec §9. */
typedef enum {
	CLOCK_ACK,
	CLOCK_TRIAGE,
	CLOCK_ASSIGN,
	CLOCK_CONTACT,
	CLOCK_PLAN,
	CLOCK_REVIEW,
	CLOCK_REPLY,
	CLOCK_EXEC,
	CLOCK_FEEDBACK,
	CLOCK_CONFIRM,
	CLOCK_TRACK,
	CLOCK_TOTAL,
	CLOCK_QUERY, /* 质询 → answer (spec §11) */
	CLOCK_COUNT,
} ClockKind;

typedef enum {
	UNIT_MINUTES,
	UNIT_WORKDAYS,
	UNIT_DAYS,
} LimitUnit;

typedef struct {
	int amount; /* 0: ends at once, or at a time the case itself names (EXEC) */
	LimitUnit unit;
	int urgent_amount; /* for an urgent case; 0: half the amount, the half of a working day in its hours
			    */
} Limit;

typedef struct {
	char *address; /* lower case */
	char *name;
	unsigned roles;             /* ROLE_BIT()s */
	char *department;           /* id, or NULL */
	char *deputy;               /* address, or NULL */
	int64_t away_from, away_to; /* seconds UTC; 0, 0 when never */
	unsigned reports;           /* REPORT_BIT()s that the person wants; 0: what the roles get */
	bool empty_reports;         /* those that have nothing to tell, too */
	int language;               /* of digests and reports: StaffLanguage */
} Person;

typedef enum {
	STAFF_CHINESE,
	STAFF_ENGLISH,
} StaffLanguage;

/* What people are sent without being asked (spec §15). */
typedef enum {
	REPORT_LINES, /* the start-of-day list: what is on one's own desk */
	REPORT_DAILY, /* how all cases stand */
	REPORT_WEEKLY,
	REPORT_MONTHLY,
	REPORT_QUARTERLY,
	REPORT_NONE, /* chosen: none of them */
	REPORT_COUNT,
} ReportKind;

#define REPORT_BIT(kind) (1u << (kind))

typedef struct {
	char *id;    /* "teaching" */
	char *label; /* 教学部 */
	char *label_en;
	char *leader; /* address of the head, or NULL: the first dept_head of the department */
} Department;

typedef struct {
	char *id;    /* "teaching" */
	char *label; /* 教学质量 */
	char *label_en;
	char *department;    /* lead department's id, or NULL: see to_supervision, to_intake */
	char *copied;        /* department id, or NULL */
	bool to_head;        /* goes to the head, not to a handler (service) */
	bool to_supervision; /* goes to admin_sup directly (privacy_safety) */
	bool to_intake;      /* intake decides (other) */
} Category;

typedef struct {
	GPtrArray *people;      /* Person * */
	GPtrArray *departments; /* Department * */
	GPtrArray *categories;  /* Category * */
	Calendar *calendar;     /* one reference */
	Limit limits[CLOCK_COUNT];
	int total_complex; /* 30 working days: TOTAL of a complex case, halved when it is urgent */
	int reply_remind[2], reply_end;     /* working days (spec §9 REPLY) */
	int confirm_remind[2], confirm_end; /* working days */
	int track_days[2];                  /* calendar days */
	double score_threshold;             /* 0.60 */
	double score_margin;                /* 0.15 */
	int64_t cost_limit;                 /* yuan: above it admin_sup approves the plan too */
	bool feedback_before;               /* T19 waits for votes ("before") instead of "parallel" */
	int rounds_supervised;              /* 3: from this round on admin_sup is told (spec §10) */
	int rounds_decided;                 /* 5: from this round on the supervision group decides */
	int rounds_before_conclusion;       /* 3 */
	int max_transfers;                  /* 2 */
	int reopen_days;                    /* 30 */
	int quiet_hours;                    /* 4: between two automatic letters to one learner about a case */
	int data_days;                      /* 15 working days: an answer about personal data */
	int duplicate_days;                 /* 14: same learner or near-same text (spec §13) */
	int systemic_days, systemic_cases;  /* 90, 3: alike in category and class or person */
	int improve_days;                   /* 30: an improvement without a date is due then */
	int improve_remind;                 /* 3 days before that it stands on its owner's list */
	int joint_days, joint_learners;     /* 3, 5: of one class (spec §6) */
	char *institution;                  /* name that letters show */
	char *institution_en;
} Policy;

Policy *policy_new(void);         /* the defaults of spec.md, no people, no calendar */
void policy_free(Policy *policy); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Policy, policy_free)

const Person *policy_person(const Policy *policy, const char *address);      /* any case; NULL: a stranger */
const Department *policy_department(const Policy *policy, const char *word); /* by id or label; NULL */
const Category *policy_category(const Policy *policy, const char *word);     /* by id or label; NULL */
bool person_is_away(const Person *person, int64_t now);
/* The person, or while he is away his deputy (or the deputy's); NULL: nobody of them is there. */
const Person *policy_present(const Policy *policy, const Person *person, int64_t now);
/* People who hold `role` now and are not away at `now`; an absent one's deputy stands in; all holders when
 * nobody would be left. New array of const Person *; nobody twice. */
GPtrArray *policy_people_with(const Policy *policy, Role role, int64_t now);
/* ROLE_BIT()s of an address at `now`: its own and those of the absent for whom it stands in; 0: a stranger.
 */
unsigned policy_roles(const Policy *policy, const char *address, int64_t now);

/* REPORT_BIT()s that a person gets: those chosen, else those of the roles. */
unsigned person_reports(const Person *person);
const char *report_name(ReportKind kind); /* "daily" */
bool report_from_name(const char *name, ReportKind *out_kind);

const char *role_name(Role role);  /* "dept_head" */
const char *role_label(Role role); /* 部门负责人 */
bool role_from_name(const char *name, Role *out_role);
const char *clock_name(ClockKind kind);  /* "CONTACT" */
const char *clock_label(ClockKind kind); /* 首次联系 */
bool clock_from_name(const char *name, ClockKind *out_kind);

void person_free(Person *person);
void department_free(Department *department);
void category_free(Category *category);
