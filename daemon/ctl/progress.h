/*
 * One line that overwrites itself on a terminal while long work goes on; nothing elsewhere, or beside JSON.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct {
	bool on;
	int shown;        /* percent */
	const char *what; /* constant */
} Progress;

void progress_init(Progress *progress, bool json);
void progress_show(Progress *progress, const char *what, int64_t done, int64_t total);
/* Wipes the line, so that other output can begin. */
void progress_end(Progress *progress);
