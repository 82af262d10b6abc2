/*
 * The one table of what an operator may set. Reading, the errors, the sample file and the manual page all
 * walk through it, so a new setting is a row here and a member to hold it.
 *
 * file    = section*                section = name ":" "{" (key "=" value ";")* "}"      one group, or
 *                                             name "=" "(" group ("," group)* ")"        a list of them
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
	KEY_TEXT,      /* char *; one line */
	KEY_NAME,      /* char *; an id: [a-z][a-z0-9_]* */
	KEY_ADDRESS,   /* char *; an addr-spec, kept in lower case */
	KEY_HOST,      /* char *; a host name or IP address */
	KEY_PATH,      /* char *; relative ones start at the settings file's folder */
	KEY_INTEGER,   /* int */
	KEY_BIG,       /* int64_t */
	KEY_REAL,      /* double */
	KEY_BOOL,      /* bool */
	KEY_EITHER,    /* bool, written as one of two words */
	KEY_CHOICE,    /* int-sized enum, written as one of its words */
	KEY_PATHS,     /* GPtrArray of char * */
	KEY_ADDRESSES, /* GPtrArray of char * */
	KEY_ROLES,     /* unsigned of ROLE_BIT()s */
	KEY_WORDS,     /* unsigned: bit i for the i-th of `choices` */
	KEY_ROUTE,     /* the three bools of a Category */
	KEY_PAIR,      /* int[2], rising */
	KEY_LIMIT,     /* Limit: "3 workdays, urgent 1" */
	KEY_MINUTE,    /* int, minutes after midnight: "09:00" */
	KEY_DAY,       /* int64_t, days since 1970-01-01: "2026-02-13" */
} KeyType;

typedef struct {
	const char *name; /* NULL ends the rows of a section */
	KeyType type;
	size_t offset;              /* of the member in the section's record */
	const char *fallback;       /* the default as the file would write it; NULL: unset */
	const char *sample;         /* what the sample file sets; NULL: it shows the default, commented out */
	bool required;              /* must stand in the file */
	double least, most;         /* numbers */
	const char *const *choices; /* words of KEY_EITHER, KEY_CHOICE and KEY_ROUTE */
	const char *english, *local; /* one sentence each; `local` in Chinese */
} KeyRow;

/* Which record a section fills. */
typedef enum {
	RECORD_SETTINGS,
	RECORD_POLICY,
	RECORD_MAILBOX,
	RECORD_DEPARTMENT,
	RECORD_CATEGORY,
	RECORD_PERSON,
} RecordKind;

typedef struct {
	const char *name; /* NULL ends the table */
	RecordKind record;
	bool list;
	bool builtin;       /* a list: its sample stands where the file has no such section */
	const KeyRow *keys; /* ends with a NULL name */
	const char *sample; /* a list: the entries that the sample file shows */
	const char *english, *local;
} SectionRow;

extern const SectionRow settings_sections[];
