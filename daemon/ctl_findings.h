/*
 * What `complaintctl check` found: good, odd or wrong, each with its cure.
 */
#pragma once

#include "daemon/ctl.h"

typedef enum {
	FOUND_GOOD,
	FOUND_WARNING,
	FOUND_WRONG,
} FindingLevel;

typedef struct Findings Findings;

Findings *findings_new(void);
void findings_free(Findings *findings); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Findings, findings_free)

/* `subject` is a constant: "settings", "database", …; the text says what it is, and its cure. */
void findings_add(Findings *findings, FindingLevel level, const char *subject, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

/* Prints all; CTL_WRONG when anything is. */
CtlStatus findings_print(const Findings *findings, bool json);

/* Connection, certificate and login of every mailbox and of the sending server. */
void ctl_check_servers(Settings *settings, Findings *findings);
