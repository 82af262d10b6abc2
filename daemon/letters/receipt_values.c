#include "daemon/letters/pen.h"

#include "workflow/interpret/interpret.h"

enum {
	ARITHMETIC_DAYS = 60, /* that are counted out at most */
};

static const char *
letter_purpose(LetterKind kind)
{
	const LetterRow *row = letter_row(letter_name(kind));

	return row ? row->purpose : letter_name(kind);
}

static const char *
whom(const Pen *pen, const Letter *letter)
{
	const Person *person = letter->role != ROLE_LEARNER ? policy_person(pen->policy, letter->to) : NULL;

	return person ? person->name : role_label(letter->role);
}

/* Of a digest's line: whose case it was, and how that stands now. */
static void
put_line_about(const Pen *pen, Value *record, const ReceiptLine *line)
{
	g_autoptr(Value) values = NULL;
	g_autofree char *due = NULL, *about = NULL;

	if (line->case_no) {
		values = value_record();
		due = pen_moment_text(pen, line->due_at);
		value_set_text(values, "case_no", line->case_no);
		value_set_text(values, "state", pen_phrase(pen, "state", state_name(line->state)));
		value_set_text(values, "due", due);
		about = letter_say(pen->scene->letters, pen->language, "receipt.about", values);
	}
	value_set_text(record, "about", about);
}

static void
put_lines_of(const Pen *pen)
{
	const Receipt *receipt = pen->scene->receipt;
	Value *lines = value_list();
	Value *sent = value_list();
	GString *corrected = g_string_new(NULL);
	bool mendable = receipt != NULL && !receipt->all_ok;

	for (guint i = 0; receipt && i < receipt->lines->len; i++) {
		const ReceiptLine *line = receipt->lines->pdata[i];
		g_autofree char *number = g_strdup_printf("%d", line->line);
		Value *record = value_record();

		value_set_text(record, "n", number);
		value_set_text(record, "command", line->command);
		value_set(record, "ok", value_bool(line->refusal == REFUSAL_NONE));
		value_set_text(record, "reason",
			line->refusal != REFUSAL_NONE
				? pen_phrase(pen, "refusal", refusal_name(line->refusal))
				: "");
		value_set_text(record, "suggestions", line->suggestions);
		put_line_about(pen, record, line);
		value_add(lines, record);
		mendable = mendable && *line->corrected;
		g_string_append_printf(corrected, "%s%s", i ? "\n" : "", line->corrected);
	}
	for (guint i = 0; receipt && i < receipt->sent->len; i++) {
		const Letter *letter = receipt->sent->pdata[i];
		Value *record = value_record();

		value_set_text(record, "purpose", letter_purpose(letter->letter));
		value_set_text(record, "whom", whom(pen, letter));
		value_add(sent, record);
	}
	value_set(pen->values, "lines", lines);
	value_set(pen->values, "sent", sent);
	pen_yes(pen, "all_ok", receipt && receipt->all_ok);
	pen_yes(pen, "said_nothing", receipt && !receipt->all_ok && !receipt->lines->len);
	pen_text(pen, "corrected", mendable ? corrected->str : "");
	pen_text(pen, "code", receipt && receipt->code ? receipt->code : "");
	pen_moment(pen, "code_by", receipt ? receipt->code_until : 0);
	g_string_free(corrected, TRUE);
}

/* The commands that a reader of this role may use. */
static void
put_verbs(const Pen *pen)
{
	Value *verbs = value_list();
	bool asked = pen->scene->receipt && receipt_asks(pen->scene->receipt, VERB_HELP);
	const Person *reader = policy_person(pen->policy, pen->scene->letter->to);
	unsigned roles = reader ? policy_roles(pen->policy, reader->address, pen->scene->now) : 0;

	for (Verb verb = VERB_UNKNOWN + 1; asked && verb < VERB_COUNT; verb++) {
		Value *record = NULL;

		if (!(interpret_roles(verb) & roles))
			continue;
		record = value_record();
		value_set_text(record, "word", command_verbs[verb].canonical);
		value_set_text(record, "arguments", command_verbs[verb].arguments);
		value_set_text(record, "meaning", command_verbs[verb].meaning);
		value_add(verbs, record);
	}
	value_set(pen->values, "verbs", verbs);
}

/* ---- 查询, 期限, 明细 ---- */

static void
add_line(Value *details, GString *line)
{
	value_add(details, value_text(line->str));
	g_string_free(line, TRUE);
}

/* How the days of a limit were counted: each working day with its number, then those that were not. */
static void
add_arithmetic(const Pen *pen, const Clock *clock, Value *details)
{
	const Calendar *calendar = pen->policy->calendar;
	GString *counted = g_string_new(NULL), *skipped = g_string_new(NULL);
	GDate day, end;
	int number = 0;

	calendar_local_day(calendar, clock->started_at, &day);
	calendar_local_day(calendar, clock->due_at, &end);
	if (pen->policy->limits[clock->kind].unit == UNIT_WORKDAYS &&
		g_date_days_between(&day, &end) <= ARITHMETIC_DAYS)
		for (g_date_add_days(&day, 1); g_date_compare(&day, &end) <= 0; g_date_add_days(&day, 1)) {
			g_autofree char *text = pen_day_text(pen, calendar_close_of(calendar, &day));
			const char *name = calendar_day_name(calendar, &day);

			if (calendar_is_workday(calendar, &day))
				g_string_append_printf(
					counted, "%s%d %s", counted->len ? "，" : "　= ", ++number, text);
			else
				g_string_append_printf(skipped, "%s%s%s%s",
					skipped->len ? "，" : pen_phrase(pen, "count", "skipped"), text,
					name ? " " : "", name ? name : "");
		}
	if (clock->paused_days)
		g_string_append_printf(counted, "；%s %d%s", pen_phrase(pen, "count", "paused"),
			(int)clock->paused_days, pen_phrase(pen, "count", "days"));
	if (counted->len)
		value_add(details, value_text(counted->str));
	if (skipped->len)
		value_add(details, value_text(skipped->str));
	g_string_free(counted, TRUE);
	g_string_free(skipped, TRUE);
}

static void
add_clock(const Pen *pen, const Clock *clock, Value *details)
{
	g_autofree char *from = pen_moment_text(pen, clock->started_at);
	g_autofree char *due = pen_moment_text(pen, clock->due_at);
	g_autofree char *met = pen_moment_text(pen, clock->met_at);
	GString *line = g_string_new(NULL);

	g_string_append_printf(
		line, "%s  %s → %s", pen_phrase(pen, "clock", clock_name(clock->kind)), from, due);
	if (clock->met_at)
		g_string_append_printf(line, "  ✓ %s", met);
	if (clock->breached_at)
		g_string_append_printf(line, "  %s", pen_phrase(pen, "count", "breached"));
	if (clock->paused_at)
		g_string_append_printf(line, "  %s", pen_phrase(pen, "count", "paused"));
	if (clock->provisional)
		g_string_append_printf(line, "  %s", pen_phrase(pen, "count", "provisional"));
	add_line(details, line);
}

/* One line a case: number, how it stands, what is due next. */
static void
add_listed(const Pen *pen, const Case *kase, Value *details)
{
	const Clock *next = case_next_deadline(kase);
	g_autofree char *due = pen_moment_text(pen, next ? next->due_at : 0);
	GString *line = g_string_new(NULL);

	g_string_append_printf(
		line, "%s  %s", kase->number, pen_phrase(pen, "state", state_name(kase->state)));
	if (next)
		g_string_append_printf(
			line, "  %s %s", pen_phrase(pen, "clock", clock_name(next->kind)), due);
	if (next && next->due_at < pen->scene->now)
		g_string_append_printf(line, "  %s", pen_phrase(pen, "count", "breached"));
	if (kase->urgent)
		g_string_append_printf(line, "  %s", pen_phrase(pen, "count", "urgent"));
	add_line(details, line);
}

static void
put_details(const Pen *pen)
{
	const Receipt *receipt = pen->scene->receipt;
	Value *details = value_list();
	bool why = receipt && receipt_asks(receipt, VERB_WHY);
	bool asked = why || (receipt && receipt_asks(receipt, VERB_STATUS));

	for (guint i = 0; asked && i < pen->kase->clocks->len; i++) {
		const Clock *clock = pen->kase->clocks->pdata[i];

		/* What was replaced by a newer row says nothing about how it stands. */
		if (clock->stopped_at && !clock->met_at && !clock->breached_at)
			continue;
		add_clock(pen, clock, details);
		if (why)
			add_arithmetic(pen, clock, details);
	}
	if (receipt && receipt->listed && !receipt->listed->len)
		value_add(details, value_text(pen_phrase(pen, "count", "none")));
	for (guint i = 0; receipt && receipt->listed && i < receipt->listed->len; i++)
		add_listed(pen, receipt->listed->pdata[i], details);
	if (receipt && receipt->unlisted) {
		GString *line = g_string_new(NULL);

		g_string_append_printf(line, "… %u %s", receipt->unlisted, pen_phrase(pen, "count", "more"));
		add_line(details, line);
	}
	value_set(pen->values, "details", details);
}

/* ---- the story ---- */

/* The case's story for the learner: its milestones, which stand in the case itself. */
void
pen_timeline(const Pen *pen)
{
	const Case *kase = pen->kase;
	const struct {
		int64_t at;
		const char *step;
	} milestones[] = {
		{ kase->received_at, "T01" },
		{ kase->accepted_at, "T02" },
		{ kase->assigned_at, "T07" },
		{ kase->contacted_at, "T09" },
		{ kase->handled_at, "T17" },
		{ kase->closed_at, "T25" },
	};
	Value *timeline = NULL;

	if (!pen_wants(pen, "timeline"))
		return;
	timeline = value_list();
	for (size_t i = 0; i < G_N_ELEMENTS(milestones); i++) {
		g_autofree char *at = NULL;
		Value *record = NULL;

		if (!milestones[i].at)
			continue;
		record = value_record();
		at = letter_moment(pen->scene->letters, pen->language, milestones[i].at,
			calendar_zone(pen->policy->calendar));
		value_set_text(record, "at", at);
		value_set_text(record, "what", pen_phrase(pen, "step", milestones[i].step));
		value_add(timeline, record);
	}
	value_set(pen->values, "timeline", timeline);
	pen_text(pen, "waiting_for",
		kase->state == STATE_NEGOTIATING || kase->state == STATE_CONFIRMING
			? pen_phrase(pen, "role", "you")
			: pen_department(pen, kase->department));
}

void
pen_receipt(const Pen *pen)
{
	put_lines_of(pen);
	put_verbs(pen);
	put_details(pen);
}
