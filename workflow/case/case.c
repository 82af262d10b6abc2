#include "workflow/case/case.h"

#include <string.h>

/* ---- names ---- */

static const char *const state_names[STATE_COUNT + 1] = {
	[STATE_NONE] = "none",
	[STATE_RECEIVED] = "received",
	[STATE_TRIAGE] = "triage",
	[STATE_ACCEPTED] = "accepted",
	[STATE_ASSIGNED] = "assigned",
	[STATE_INVESTIGATING] = "investigating",
	[STATE_PLAN_REVIEW] = "plan_review",
	[STATE_NEGOTIATING] = "negotiating",
	[STATE_EXECUTING] = "executing",
	[STATE_HANDLED] = "handled",
	[STATE_CONFIRMING] = "confirming",
	[STATE_TRACKING] = "tracking",
	[STATE_CLOSED] = "closed",
	[STATE_DISMISSED] = "dismissed",
	[STATE_MERGED] = "merged",
	[STATE_WITHDRAWN] = "withdrawn",
	[STATE_EXTERNAL] = "external",
};

static const struct {
	const char *zh, *en;
} state_labels[STATE_COUNT] = {
	[STATE_NONE] = { "未登记", "not registered" },
	[STATE_RECEIVED] = { "待受理", "received" },
	[STATE_TRIAGE] = { "待核对", "being checked" },
	[STATE_ACCEPTED] = { "已受理", "accepted" },
	[STATE_ASSIGNED] = { "已派单", "assigned" },
	[STATE_INVESTIGATING] = { "调查中", "under investigation" },
	[STATE_PLAN_REVIEW] = { "方案审核", "plan under review" },
	[STATE_NEGOTIATING] = { "协商中", "in negotiation" },
	[STATE_EXECUTING] = { "落实中", "being carried out" },
	[STATE_HANDLED] = { "待反馈", "handled" },
	[STATE_CONFIRMING] = { "待评价", "awaiting evaluation" },
	[STATE_TRACKING] = { "效果跟踪", "being followed up" },
	[STATE_CLOSED] = { "已结案", "closed" },
	[STATE_DISMISSED] = { "不予受理", "not accepted" },
	[STATE_MERGED] = { "已并案", "merged" },
	[STATE_WITHDRAWN] = { "已撤诉", "withdrawn" },
	[STATE_EXTERNAL] = { "转外部", "referred outside" },
};

/* The names of the log and the columns, in the order of the enums; policy.c has the same words. */
static const char *const clock_names[CLOCK_COUNT + 1] = { "ACK", "TRIAGE", "ASSIGN", "CONTACT", "PLAN",
	"REVIEW", "REPLY", "EXEC", "FEEDBACK", "CONFIRM", "TRACK", "TOTAL", "QUERY", NULL };

static const char *const plan_names[PLAN_STATUS_COUNT + 1] = {
	[PLAN_REVIEWED] = "reviewed",
	[PLAN_OFFERED] = "offered",
	[PLAN_AGREED] = "agreed",
	[PLAN_REFUSED] = "refused",
	[PLAN_REJECTED] = "rejected",
};

static const char *const entry_names[ENTRY_KIND_COUNT + 1] = {
	[ENTRY_CONTACT] = "contact",
	[ENTRY_EVIDENCE] = "evidence",
	[ENTRY_LOG] = "log",
	[ENTRY_NOTE] = "note",
	[ENTRY_TRACKING] = "tracking",
};

static const char *const improvement_names[IMPROVEMENT_STATUS_COUNT + 1] = {
	[IMPROVEMENT_OPEN] = "open",
	[IMPROVEMENT_DONE] = "done",
	[IMPROVEMENT_DROPPED] = "dropped",
};

static const char *const triage_names[TRIAGE_COUNT + 1] = {
	[TRIAGE_NONE] = "",
	[TRIAGE_UNSURE] = "unsure",
	[TRIAGE_NO_COMPLAINT] = "no_complaint",
	[TRIAGE_DUPLICATE] = "duplicate",
	[TRIAGE_UNREADABLE] = "unreadable",
	[TRIAGE_RETURNED] = "returned",
};

static const char *const satisfaction_names[] = {
	[SATISFACTION_UNCLEAR] = "",
	[SATISFACTION_SATISFIED] = "satisfied",
	[SATISFACTION_MOSTLY] = "mostly",
	[SATISFACTION_NOT] = "not",
	[SATISFACTION_SILENT] = "silent",
	NULL,
};

/* ---- fields ---- */

#define TEXT(record, member)                                               \
	{                                                                  \
#member, FIELD_TEXT, offsetof(record, member), NULL, false \
	}
#define PERSONAL(record, member)                                          \
	{                                                                 \
#member, FIELD_TEXT, offsetof(record, member), NULL, true \
	}
#define NUMBER(record, member)                                                \
	{                                                                     \
#member, FIELD_INTEGER, offsetof(record, member), NULL, false \
	}
#define FINGERPRINT(record, member)                                          \
	{                                                                    \
#member, FIELD_INTEGER, offsetof(record, member), NULL, true \
	}
#define FLAG(record, member)                                               \
	{                                                                  \
#member, FIELD_BOOL, offsetof(record, member), NULL, false \
	}
#define REAL(record, member)                                               \
	{                                                                  \
#member, FIELD_REAL, offsetof(record, member), NULL, false \
	}
#define NAMED(record, member, names)                                        \
	{                                                                   \
#member, FIELD_NAME, offsetof(record, member), names, false \
	}
#define END                                      \
	{                                        \
		NULL, FIELD_TEXT, 0, NULL, false \
	}

static const FieldRow case_fields[] = {
	TEXT(Case, number),
	NAMED(Case, state, state_names),
	PERSONAL(Case, learner),
	PERSONAL(Case, claimed),
	PERSONAL(Case, learner_name),
	PERSONAL(Case, phone),
	PERSONAL(Case, class_name),
	TEXT(Case, site),
	TEXT(Case, language),
	PERSONAL(Case, subject),
	PERSONAL(Case, base_subject),
	PERSONAL(Case, content),
	PERSONAL(Case, demand),
	PERSONAL(Case, persons),
	TEXT(Case, channel),
	PERSONAL(Case, attachments),
	FINGERPRINT(Case, likeness),
	FLAG(Case, authenticated),
	FLAG(Case, minor),
	FLAG(Case, confidential),
	NUMBER(Case, received_at),
	PERSONAL(Case, message_id),
	TEXT(Case, category),
	TEXT(Case, secondary),
	TEXT(Case, category_by),
	REAL(Case, score),
	TEXT(Case, words),
	NAMED(Case, triage, triage_names),
	FLAG(Case, urgent),
	TEXT(Case, department),
	TEXT(Case, handler),
	NUMBER(Case, accepted_at),
	NUMBER(Case, assigned_at),
	NUMBER(Case, contacted_at),
	NUMBER(Case, handled_at),
	NUMBER(Case, closed_at),
	NUMBER(Case, taken_at),
	NUMBER(Case, transfers),
	NUMBER(Case, returns),
	NUMBER(Case, extensions),
	FLAG(Case, complex),
	TEXT(Case, merged_into),
	TEXT(Case, linked),
	FLAG(Case, waiting_info),
	FLAG(Case, supervised),
	FLAG(Case, contact_lost),
	FLAG(Case, held),
	NUMBER(Case, round),
	NUMBER(Case, reopened),
	PERSONAL(Case, result),
	TEXT(Case, result_votes),
	NUMBER(Case, told_intake_at),
	NUMBER(Case, told_supervision_at),
	NUMBER(Case, told_learner_at),
	NAMED(Case, satisfaction, satisfaction_names),
	PERSONAL(Case, satisfaction_words),
	NUMBER(Case, checks_done),
	NUMBER(Case, checks_ineffective),
	PERSONAL(Case, cause),
	PERSONAL(Case, improvement),
	END,
};

static const FieldRow clock_fields[] = {
	NAMED(Clock, kind, clock_names),
	NUMBER(Clock, started_at),
	NUMBER(Clock, due_at),
	NUMBER(Clock, met_at),
	NUMBER(Clock, breached_at),
	NUMBER(Clock, stopped_at),
	NUMBER(Clock, wake_at),
	NUMBER(Clock, reminders),
	NUMBER(Clock, paused_at),
	NUMBER(Clock, paused_days),
	FLAG(Clock, provisional),
	TEXT(Clock, calendar),
	END,
};

static const FieldRow plan_fields[] = {
	NAMED(Plan, status, plan_names),
	PERSONAL(Plan, measures),
	TEXT(Plan, responsible),
	NUMBER(Plan, due_at),
	NUMBER(Plan, cost),
	NUMBER(Plan, done),
	TEXT(Plan, votes),
	PERSONAL(Plan, answer),
	END,
};

static const FieldRow entry_fields[] = {
	NAMED(Entry, kind, entry_names),
	NUMBER(Entry, at),
	TEXT(Entry, by),
	PERSONAL(Entry, means),
	PERSONAL(Entry, text),
	END,
};

static const FieldRow improvement_fields[] = {
	NAMED(Improvement, status, improvement_names),
	NUMBER(Improvement, raised_at),
	TEXT(Improvement, by),
	PERSONAL(Improvement, words),
	TEXT(Improvement, owner),
	TEXT(Improvement, person),
	NUMBER(Improvement, due_at),
	NUMBER(Improvement, extensions),
	NUMBER(Improvement, ended_at),
	PERSONAL(Improvement, note),
	END,
};

const RecordType case_record = { "kase", case_fields, sizeof(Case), 0 };

static const RecordType clock_record = { "clock", clock_fields, sizeof(Clock), offsetof(Case, clocks) };
static const RecordType plan_record = { "plan", plan_fields, sizeof(Plan), offsetof(Case, plans) };
static const RecordType entry_record = { "entry", entry_fields, sizeof(Entry), offsetof(Case, entries) };
static const RecordType improvement_record = { "improvement", improvement_fields, sizeof(Improvement),
	offsetof(Case, improvements) };

const RecordType *const case_lists[] = { &clock_record, &plan_record, &entry_record, &improvement_record,
	NULL };

static void *
member_of(const FieldRow *field, void *record)
{
	return (char *)record + field->offset;
}

static const void *
value_of(const FieldRow *field, const void *record)
{
	return (const char *)record + field->offset;
}

/* ---- texts: shared between copies ---- */

char *
field_text(const char *text)
{
	return text && *text ? g_ref_string_new(text) : NULL;
}

static void
text_unref(char *text)
{
	if (text)
		g_ref_string_release(text);
}

/* ---- values ---- */

char *
field_get(const FieldRow *field, const void *record)
{
	const void *value = value_of(field, record);
	char number[G_ASCII_DTOSTR_BUF_SIZE];

	switch (field->type) {
	case FIELD_TEXT: {
		const char *text = *(char *const *)value;

		return g_strdup(text ? text : "");
	}
	case FIELD_INTEGER: {
		int64_t integer = *(const int64_t *)value;

		return integer ? g_strdup_printf("%" G_GINT64_FORMAT, (gint64)integer) : g_strdup("");
	}
	case FIELD_BOOL:
		return g_strdup(*(const bool *)value ? "1" : "");
	case FIELD_REAL: {
		double real = *(const double *)value;

		/* Never printf: the decimal point must not follow the locale. */
		if (real == 0.0)
			return g_strdup("");
		return g_strdup(g_ascii_formatd(number, sizeof number, "%.17g", real));
	}
	case FIELD_NAME:
		return g_strdup(field->names[*(const int *)value]);
	}
	g_assert_not_reached();
}

/* integer = [ "-" ] 1*DIGIT, in int64_t; "" is 0 */
static bool
read_integer(const char *text, int64_t *out)
{
	bool negative = *text == '-';
	const char *digits = text + negative;
	uint64_t value = 0, most = (uint64_t)INT64_MAX + negative;

	if (*text && !*digits)
		return false;
	for (; *digits; digits++) {
		uint64_t digit = (uint64_t)(guchar)*digits - '0';

		if (digit > 9 || value > (most - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = negative ? (int64_t)(0 - value) : (int64_t)value;
	return true;
}

static bool
read_real(const char *text, double *out)
{
	char *end;
	double value;

	if (!*text) {
		*out = 0.0;
		return true;
	}
	if (!g_ascii_isdigit(*text) && *text != '-')
		return false;
	if (text[strspn(text, "0123456789+-.eE")])
		return false; /* strtod would take hexadecimal too */
	value = g_ascii_strtod(text, &end);
	if (*end || !(value >= -1e300 && value <= 1e300))
		return false;
	*out = value;
	return true;
}

static bool
read_name(const char *text, const char *const *names, int *out)
{
	if (!*text) {
		*out = 0;
		return true;
	}
	for (int i = 0; names[i]; i++) {
		if (strcmp(text, names[i]) != 0)
			continue;
		*out = i;
		return true;
	}
	return false;
}

bool
field_set(const FieldRow *field, void *record, const char *text)
{
	void *member = member_of(field, record);

	if (!text)
		text = "";
	switch (field->type) {
	case FIELD_TEXT: {
		char **string = member;

		if (*string != text) {
			char *old = *string;

			*string = field_text(text);
			text_unref(old);
		}
		return true;
	}
	case FIELD_INTEGER:
		return read_integer(text, member);
	case FIELD_BOOL:
		if (*text && strcmp(text, "0") != 0 && strcmp(text, "1") != 0)
			return false;
		*(bool *)member = *text == '1';
		return true;
	case FIELD_REAL:
		return read_real(text, member);
	case FIELD_NAME:
		return read_name(text, field->names, member);
	}
	g_assert_not_reached();
}

bool
field_is(const FieldRow *field, const void *record, const char *text)
{
	const void *value = value_of(field, record);
	int64_t integer;

	switch (field->type) {
	case FIELD_TEXT: {
		const char *held = *(char *const *)value;

		return strcmp(held ? held : "", text ? text : "") == 0;
	}
	case FIELD_INTEGER:
		return read_integer(text ? text : "", &integer) && integer == *(const int64_t *)value;
	case FIELD_BOOL:
		return strcmp(*(const bool *)value ? "1" : "", text ? text : "") == 0;
	case FIELD_NAME:
		return strcmp(field->names[*(const int *)value], text ? text : "") == 0;
	case FIELD_REAL: {
		g_autofree char *held = field_get(field, record);

		return strcmp(held, text ? text : "") == 0;
	}
	}
	g_assert_not_reached();
}

/* ---- records: counted, and shared between copies of a case until one is changed ---- */

typedef struct {
	gatomicrefcount count;
} Header;

enum {
	HEADER = 16 /* before each record; keeps its alignment */
};
G_STATIC_ASSERT(sizeof(Header) <= HEADER);

static Header *
header_of(void *record)
{
	return (Header *)(void *)((char *)record - HEADER);
}

void *
record_new(const RecordType *type)
{
	char *block = g_malloc0(HEADER + type->size);

	g_atomic_ref_count_init(&((Header *)(void *)block)->count);
	return block + HEADER;
}

static void
record_clear(const RecordType *type, void *record)
{
	for (const FieldRow *field = type->fields; field->key; field++) {
		if (field->type == FIELD_TEXT)
			text_unref(*(char **)member_of(field, record));
	}
}

static void
record_unref(const RecordType *type, void *record)
{
	Header *header = header_of(record);

	if (!g_atomic_ref_count_dec(&header->count))
		return;
	record_clear(type, record);
	g_free(header);
}

/* A GPtrArray's free function gets no type, so each list has its own. */
static void
clock_free(gpointer record)
{
	record_unref(&clock_record, record);
}

static void
plan_free(gpointer record)
{
	record_unref(&plan_record, record);
}

static void
entry_free(gpointer record)
{
	record_unref(&entry_record, record);
}

static void
improvement_free(gpointer record)
{
	record_unref(&improvement_record, record);
}

GPtrArray *
case_list(const RecordType *type, const Case *kase)
{
	return *(GPtrArray *const *)((const char *)kase + type->list_offset);
}

/* The members of `from`; texts are shared. */
static void
copy_members(const RecordType *type, const void *from, void *to)
{
	memcpy(to, from, type->size);
	for (const FieldRow *field = type->fields; field->key; field++) {
		char *text = field->type == FIELD_TEXT ? *(char **)member_of(field, to) : NULL;

		if (text)
			g_ref_string_acquire(text);
	}
}

/* Record `index`, nobody else's: a shared one is copied first. One past the end is a new one. */
static void *
own_record(const RecordType *type, GPtrArray *list, guint index)
{
	void *record, *copy;

	if (index == list->len) {
		record = record_new(type);
		g_ptr_array_add(list, record);
		return record;
	}
	record = g_ptr_array_index(list, index);
	if (g_atomic_ref_count_compare(&header_of(record)->count, 1))
		return record;
	copy = record_new(type);
	copy_members(type, record, copy);
	list->pdata[index] = copy;
	record_unref(type, record);
	return copy;
}

bool
case_put(Case *kase, const RecordType *type, guint index, const FieldRow *field, const char *value)
{
	GPtrArray *list;
	bool is_new;

	if (type == &case_record)
		return field_set(field, kase, value);
	list = case_list(type, kase);
	is_new = index == list->len;
	if (field_set(field, own_record(type, list, index), value))
		return true;
	if (is_new)
		g_ptr_array_set_size(list, (gint)index);
	return false;
}

static void
new_lists(Case *kase)
{
	kase->clocks = g_ptr_array_new_with_free_func(clock_free);
	kase->plans = g_ptr_array_new_with_free_func(plan_free);
	kase->entries = g_ptr_array_new_with_free_func(entry_free);
	kase->improvements = g_ptr_array_new_with_free_func(improvement_free);
}

Case *
case_new(void)
{
	Case *kase = g_new0(Case, 1);

	new_lists(kase);
	return kase;
}

Case *
case_copy(const Case *kase)
{
	Case *copy = g_new(Case, 1);

	copy_members(&case_record, kase, copy);
	new_lists(copy);
	for (const RecordType *const *type = case_lists; *type; type++) {
		const GPtrArray *from = case_list(*type, kase);
		GPtrArray *to = case_list(*type, copy);

		g_ptr_array_set_size(to, (gint)from->len);
		for (guint i = 0; i < from->len; i++) {
			g_atomic_ref_count_inc(&header_of(from->pdata[i])->count);
			to->pdata[i] = from->pdata[i];
		}
	}
	return copy;
}

void
case_free(Case *kase)
{
	if (!kase)
		return;
	record_clear(&case_record, kase);
	g_ptr_array_unref(kase->clocks);
	g_ptr_array_unref(kase->plans);
	g_ptr_array_unref(kase->entries);
	g_ptr_array_unref(kase->improvements);
	g_free(kase);
}

/* ---- questions ---- */

bool
case_is_open(const Case *kase)
{
	return kase->state > STATE_NONE && kase->state < STATE_CLOSED;
}

const Clock *
case_next_deadline(const Case *kase)
{
	const Clock *next = NULL;

	for (guint i = 0; i < kase->clocks->len; i++) {
		const Clock *clock = g_ptr_array_index(kase->clocks, i);

		if (clock_is_running(clock) && clock->due_at && (!next || clock->due_at < next->due_at))
			next = clock;
	}
	return next;
}

bool
clock_is_running(const Clock *clock)
{
	return clock->started_at && !clock->met_at && !clock->stopped_at;
}

Clock *
case_clock(const Case *kase, ClockKind kind)
{
	for (guint i = kase->clocks->len; i-- > 0;) {
		Clock *clock = g_ptr_array_index(kase->clocks, i);

		if (clock->kind == (int)kind)
			return clock;
	}
	return NULL;
}

Plan *
case_plan(const Case *kase)
{
	return kase->plans->len ? g_ptr_array_index(kase->plans, kase->plans->len - 1) : NULL;
}

/* Each leaves a note of this means, with its reason. */
static guint
proposals_since(const Case *kase, int64_t since)
{
	guint count = 0;

	for (guint i = 0; i < kase->entries->len; i++) {
		const Entry *entry = kase->entries->pdata[i];

		count += entry->kind == ENTRY_NOTE && entry->at >= since &&
			 g_strcmp0(entry->means, ENTRY_PROPOSAL) == 0;
	}
	return count;
}

int
case_version(const Case *kase)
{
	guint version = kase->plans->len + proposals_since(kase, 0);

	/* Each result starts a FEEDBACK of its own. */
	for (guint i = 0; i < kase->clocks->len; i++)
		version += ((const Clock *)kase->clocks->pdata[i])->kind == CLOCK_FEEDBACK;
	return (int)MIN(version, (guint)CASE_VERSION_MAX);
}

int
case_proposals(const Case *kase)
{
	return (int)proposals_since(kase, kase->handled_at);
}

const char *
state_name(CaseState state)
{
	g_assert((unsigned)state < STATE_COUNT);
	return state_names[state];
}

const char *
state_label(CaseState state)
{
	g_assert((unsigned)state < STATE_COUNT);
	return state_labels[state].zh;
}

const char *
state_label_en(CaseState state)
{
	g_assert((unsigned)state < STATE_COUNT);
	return state_labels[state].en;
}

bool
state_from_name(const char *name, CaseState *out_state)
{
	for (int i = 0; name && i < STATE_COUNT; i++) {
		if (strcmp(name, state_names[i]) != 0)
			continue;
		*out_state = (CaseState)i;
		return true;
	}
	return false;
}
