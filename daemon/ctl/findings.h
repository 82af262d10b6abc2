/*
 * How complaintctl shows what it found.
 */
#pragma once

#include "daemon/ctl/ctl.h"
#include "daemon/findings.h"

/* Prints all; CTL_WRONG when anything is. */
CtlStatus findings_print(const Findings *findings, bool json);
