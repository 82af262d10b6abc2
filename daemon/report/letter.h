/*
 * A digest or report as one person gets it: the values of its letter, its numbered lines, the files that come
 * with it. Made from the facts alone; it neither sends nor stores, so a preview is the very same.
 */
#pragma once

#include "daemon/chart/printer.h"
#include "daemon/report/words.h"
#include "workflow/case/event.h"
#include "workflow/figures/agenda.h"

typedef struct {
	char *name, *type;
	char *content_id; /* a picture within the letter; NULL: a file beside it */
	GBytes *bytes;
} ReportFile;

typedef struct {
	LetterKind letter; /* LETTER_M21 or LETTER_M22 */
	Value *values;
	GArray *lines;    /* AgendaLine: what the numbers stand for; NULL: none are numbered */
	guint shown;      /* so many of them have a number */
	bool empty;       /* nothing that the reader must know */
	GPtrArray *files; /* ReportFile * */
} ReportLetter;

/* What a letter is made of; all of it is lent. */
typedef struct {
	ReportPen pen;
	const Settings *settings;
	const FactsBook *book;
	const Person *reader;
	const char *head;      /* of the event chain, hex */
	ChartPrinter *printer; /* NULL: words alone */
	int64_t now;           /* as of when */
} ReportScene;

/* The list of the day and, for those above, the digest: `wants` says which of the two (REPORT_BIT()s). */
ReportLetter *report_daily(const ReportScene *scene, unsigned wants);
/* Weekly, monthly or quarterly: of `period`. */
ReportLetter *report_of_period(const ReportScene *scene, ReportKind kind, const Period *period);

void report_letter_free(ReportLetter *letter); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReportLetter, report_letter_free)

/* ---- for daily.c, period.c and its parts alone ---- */
ReportLetter *report_letter_new(const ReportScene *scene, LetterKind kind);
/* Takes `text`. `phrase` names the file: "file.cases" with {{period}} in it. */
void report_attach(ReportLetter *letter, const ReportPen *pen, const char *phrase, const char *period,
	const char *type, GString *text);
/* A picture within the letter, to be shown as "cid:…" of the returned name; lent. */
const char *report_enclose(
	ReportLetter *letter, const ReportScene *scene, const char *period, GBytes *picture);
/* May the reader see whose case it is (masked)? */
bool report_shows_person(const ReportScene *scene, const CaseFacts *facts);
/* The pen for tables to this reader: whoever may not see even masked names has none in them. */
ReportPen report_table_pen(const ReportScene *scene);
/* "教学质量 · 教学部 · 王建国"; new string. */
char *report_about(const ReportPen *pen, const CaseFacts *facts);
/* "今天18:00", "11月24日(周二)18:00", "逾期2个工作日"; new string. */
char *report_due_words(const ReportScene *scene, int64_t due_at);
void report_set_number(Value *values, const char *name, int64_t number);
/* A tile: its record, to which a note and a change may be added. `good`: 1 it is, -1 it is bad, 0 neither. */
Value *report_add_tile(Value *tiles, const char *label, const char *number, int good);
