/*
 * What was looked at and found good, odd or wrong, each with its cure; also as lines that one of our programs
 * prints and the other reads. Never holds a secret.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
	FOUND_GOOD,
	FOUND_WARNING,
	FOUND_WRONG,
	FOUND_COUNT,
} FindingLevel;

typedef struct {
	FindingLevel level;
	char *subject; /* "settings", "database", … */
	char *text;    /* what it is, and its cure */
} Finding;

typedef struct Findings Findings;

Findings *findings_new(void);
void findings_free(Findings *findings); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Findings, findings_free)

void findings_add(Findings *findings, FindingLevel level, const char *subject, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

const GPtrArray *findings_list(const Findings *findings); /* Finding *, in their order; borrowed */
int findings_count(const Findings *findings, FindingLevel level);
const char *finding_level_name(FindingLevel level); /* "ok", "warning", "wrong" */

/* One finding a line, and back; false when a line is none, with those before it added. */
char *findings_format(const Findings *findings);
bool findings_add_lines(Findings *findings, const char *lines);
