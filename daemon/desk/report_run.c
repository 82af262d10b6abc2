#include "daemon/desk/report_run.h"

#include "daemon/log.h"
#include "daemon/report/facts.h"
#include "daemon/report/store.h"
#include "daemon/store/absence.h"
#include "daemon/store/ledger.h"

#include <inttypes.h>

enum {
	KEEP_LINES = 60 * 24 * 3600, /* longer than the token of their digest is good */
};

struct Reports {
	Db *db;
	const Settings *settings;
	const LetterSet *letters;
	Dispatch *dispatch;
	ChartPrinter *printer;     /* NULL: it is not installed */
	int64_t asked_at, next_at; /* when step was asked last, when there can be something to do */
};

/* The lists of the day go with the daily digest. */
static const ReportKind kinds[] = { REPORT_DAILY, REPORT_WEEKLY, REPORT_MONTHLY, REPORT_QUARTERLY };

Reports *
reports_new(Db *db, const Settings *settings, const LetterSet *letters, const TokenKeys *keys,
	const char *program)
{
	Reports *reports = g_new0(Reports, 1);

	reports->db = db;
	reports->settings = settings;
	reports->letters = letters;
	reports->dispatch = dispatch_new(db, settings, letters, keys);
	reports->printer = program ? chart_printer_new(program) : NULL;
	return reports;
}

void
reports_free(Reports *reports)
{
	if (!reports)
		return;
	chart_printer_free(reports->printer);
	dispatch_free(reports->dispatch);
	g_free(reports);
}

/* ---- when ---- */

static int
minute_of(const Settings *settings, ReportKind kind)
{
	return kind == REPORT_DAILY ? settings->digest_at : settings->report_at;
}

Period
report_period_at(ReportKind kind, const Calendar *calendar, int64_t now)
{
	static const PeriodKind spans[REPORT_COUNT] = {
		[REPORT_LINES] = PERIOD_DAY,
		[REPORT_DAILY] = PERIOD_DAY,
		[REPORT_WEEKLY] = PERIOD_WEEK,
		[REPORT_MONTHLY] = PERIOD_MONTH,
		[REPORT_QUARTERLY] = PERIOD_QUARTER,
	};
	Period period;
	GDate day;

	calendar_local_day(calendar, now, &day);
	period = period_of(spans[kind], &day, calendar);
	return spans[kind] == PERIOD_DAY ? period : period_before(&period, calendar);
}

/* The first moment after `now` at which some kind's hour comes on a working day. */
static int64_t
next_moment(const Settings *settings, int64_t now)
{
	const Calendar *calendar = settings->policy->calendar;
	int minutes[] = { MIN(settings->digest_at, settings->report_at),
		MAX(settings->digest_at, settings->report_at) };
	GDate day;

	calendar_local_day(calendar, now, &day);
	for (;; g_date_add_days(&day, 1)) {
		for (size_t i = 0; calendar_is_workday(calendar, &day) && i < G_N_ELEMENTS(minutes); i++) {
			int64_t at = calendar_moment_of(calendar, &day, minutes[i]);

			if (at > now)
				return at;
		}
	}
}

static bool
hour_has_come(const Settings *settings, ReportKind kind, int64_t now)
{
	const Calendar *calendar = settings->policy->calendar;
	GDate day;

	calendar_local_day(calendar, now, &day);
	return calendar_is_workday(calendar, &day) &&
	       now >= calendar_moment_of(calendar, &day, minute_of(settings, kind));
}

/* ---- what ---- */

static unsigned
bits_of(ReportKind kind)
{
	return REPORT_BIT(kind) | (kind == REPORT_DAILY ? REPORT_BIT(REPORT_LINES) : 0);
}

ReportLetter *
report_letter_for(const ReportScene *scene, ReportKind kind, const Period *period)
{
	if (kind == REPORT_DAILY || kind == REPORT_LINES)
		return report_daily(scene, person_reports(scene->reader));
	return report_of_period(scene, kind, period);
}

static bool
write_letter(Reports *reports, const ReportScene *scene, ReportLetter *letter, ReportKind kind,
	const char *name, GError **error)
{
	const Person *reader = scene->reader;
	int64_t report = 0, outbox = 0;

	if (!report_decide(reports->db, kind, reader->address, name, scene->now, &report, error))
		return false;
	if (letter->empty && !reader->empty_reports)
		return true;
	if (letter->lines && !report_add_lines(reports->db, report, letter->lines, letter->shown, error))
		return false;
	log_info("report", "kind=%s period=%s report=%" PRId64 " lines=%u", report_name(kind), name, report,
		letter->shown);
	return dispatch_report(reports->dispatch, reader, letter, report, scene->now, &outbox, error) &&
	       report_sent_as(reports->db, report, outbox, error);
}

/* Made first, charts and all, then written in a transaction of its own: nobody waits while it is drawn. */
static bool
send_letter(Reports *reports, const ReportScene *scene, ReportKind kind, const Period *period,
	const char *name, GError **error)
{
	g_autoptr(ReportLetter) letter = report_letter_for(scene, kind, period);

	if (!db_begin(reports->db, error))
		return false;
	if (write_letter(reports, scene, letter, kind, name, error))
		return db_commit(reports->db, error);
	db_rollback(reports->db);
	return false;
}

/* People who are to get it now, const Person *; who is seen for the first time is noted and left out. */
static bool
find_readers(Reports *reports, const Policy *policy, ReportKind kind, const char *name, int64_t now,
	GPtrArray *out_new, GPtrArray *out_readers, GError **error)
{
	const GPtrArray *people = policy->people;

	for (guint i = 0; i < people->len; i++) {
		Person *person = people->pdata[i];
		bool ever = false, this = false;

		if (!(person_reports(person) & bits_of(kind)))
			continue;
		if (!report_known(reports->db, kind, person->address, name, &ever, &this, error))
			return false;
		if (!ever)
			g_ptr_array_add(out_new, person);
		else if (!this && !(kind == REPORT_DAILY && person_is_away(person, now)))
			g_ptr_array_add(out_readers, person);
	}
	return true;
}

static bool
note_readers(Reports *reports, ReportKind kind, const char *name, const GPtrArray *fresh, int64_t now,
	GError **error)
{
	int64_t report;

	if (!report_sweep(reports->db, now - KEEP_LINES, error))
		return false;
	for (guint i = 0; i < fresh->len; i++)
		if (!report_decide(reports->db, kind, ((const Person *)fresh->pdata[i])->address, name, now,
			    &report, error))
			return false;
	return true;
}

static bool
send_all(Reports *reports, ReportScene *scene, ReportKind kind, const Period *period, const char *name,
	const GPtrArray *readers, GError **error)
{
	for (guint i = 0; i < readers->len; i++) {
		scene->reader = readers->pdata[i];
		scene->pen.language = scene->reader->language == STAFF_ENGLISH ? "en" : "zh-CN";
		if (!send_letter(reports, scene, kind, period, name, error))
			return false;
	}
	return true;
}

/* Reads the log without holding up anybody; a damaged one is told of by verify and makes no report. */
static bool
report_all(Reports *reports, const Policy *policy, ReportKind kind, const Period *period, const char *name,
	const GPtrArray *readers, int64_t now, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autoptr(FactsBook) book =
		report_read_log(reports->db, kind == REPORT_DAILY ? now + 1 : period->to, &failure);
	g_autofree char *head = NULL;
	ReportScene scene = {
		.pen = { reports->letters, "zh-CN", policy, false },
		.settings = reports->settings,
		.book = book,
		.printer = reports->printer,
		.now = now,
	};

	if (!book && !db_is_broken(reports->db)) {
		log_error("report", "kind=%s period=%s why=%s", report_name(kind), name, failure->message);
		return true;
	}
	if (!book) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return false;
	}
	head = ledger_head(reports->db, error);
	scene.head = head;
	return head && send_all(reports, &scene, kind, period, name, readers, error);
}

/* Each person's letter is written by itself: what a crash leaves is done after it. */
static bool
run_kind(Reports *reports, ReportKind kind, int64_t now, GError **error)
{
	Period period = report_period_at(kind, reports->settings->policy->calendar, now);
	g_autofree char *name = period_name(&period);
	g_autoptr(GPtrArray) fresh = g_ptr_array_new(), readers = g_ptr_array_new();
	g_autoptr(Policy) policy = absence_policy(reports->db, reports->settings->policy, now, error);

	if (!policy || !find_readers(reports, policy, kind, name, now, fresh, readers, error))
		return false;
	if (!fresh->len && !readers->len)
		return true;
	if (!db_begin(reports->db, error))
		return false;
	if (!note_readers(reports, kind, name, fresh, now, error)) {
		db_rollback(reports->db);
		return false;
	}
	return db_commit(reports->db, error) &&
	       (!readers->len || report_all(reports, policy, kind, &period, name, readers, now, error));
}

bool
reports_step(Reports *reports, int64_t now, int64_t *out_wake, GError **error)
{
	/* A clock that was set back is believed. */
	if (now < reports->asked_at)
		reports->next_at = 0;
	reports->asked_at = now;
	if (now >= reports->next_at) {
		for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
			if (hour_has_come(reports->settings, kinds[i], now) &&
				!run_kind(reports, kinds[i], now, error))
				return false;
		reports->next_at = next_moment(reports->settings, now);
	}
	*out_wake = reports->next_at;
	return true;
}
