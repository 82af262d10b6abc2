/*
 * What the tests of digests and reports share: the small institution of world.h with its letters, settings
 * and English labels, a report as one person gets it, and the log of tests/golden as facts.
 */
#pragma once

#include "daemon/report/letter.h"
#include "tests/unit/world.h"

typedef struct {
	LetterSet *letters;
	Settings *settings;
	Policy *policy;
} Office;

Office *office_new(void);
void office_free(Office *office);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Office, office_free)

/* One letter to one reader. */
typedef struct {
	ReportKind kind; /* REPORT_LINES: the list of the day alone */
	const char *reader, *language;
	const char *period; /* "2026-11"; unused for the daily ones */
	int64_t now;
	const char *head;
	ChartPrinter *printer; /* NULL: words alone */
} OfficeLetter;

/* Its words, rendered; *out_letter has its files. */
LetterText *office_write(
	const Office *office, const FactsBook *book, const OfficeLetter *asked, ReportLetter **out_letter);

/* What tests/golden/log.tsv says before `until`. */
FactsBook *office_log(int64_t until);
