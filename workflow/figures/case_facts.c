#include "workflow/figures/case_facts.h"

#include <string.h>

enum {
	CASES_MAX = 1 << 28, /* a case's id is an index: nothing of a damaged file may ask for more */
	CLOCKS_MAX = 8192,   /* records of one list */
};

struct FactsBook {
	GPtrArray *by_id; /* CaseFacts *, NULL where there is none */
	GPtrArray *cases; /* the same without gaps */
	GStringChunk *words;
};

FactsBook *
facts_book_new(void)
{
	FactsBook *book = g_new0(FactsBook, 1);

	book->by_id = g_ptr_array_new();
	book->cases = g_ptr_array_new();
	book->words = g_string_chunk_new(1 << 16);
	return book;
}

void
facts_book_free(FactsBook *book)
{
	if (!book)
		return;
	for (guint i = 0; i < book->cases->len; i++) {
		CaseFacts *facts = book->cases->pdata[i];

		g_array_unref(facts->happenings);
		g_array_unref(facts->clocks);
		if (facts->improvements)
			g_array_unref(facts->improvements);
		g_free(facts->votes);
		g_free(facts);
	}
	g_ptr_array_unref(book->by_id);
	g_ptr_array_unref(book->cases);
	g_string_chunk_free(book->words);
	g_free(book);
}

static CaseFacts *
facts_new(FactsBook *book, int64_t id)
{
	CaseFacts *facts = g_new0(CaseFacts, 1);

	facts->id = id;
	facts->number = facts->category = facts->first_category = facts->department = facts->handler =
		facts->channel = facts->class_name = facts->learner = facts->learner_name = facts->persons =
			facts->cause = facts->words = "";
	facts->votes = g_strdup("");
	facts->cost = -1;
	facts->happenings = g_array_new(FALSE, FALSE, sizeof(Happening));
	facts->clocks = g_array_new(FALSE, TRUE, sizeof(ClockFacts));
	if (book->by_id->len <= (guint)id)
		g_ptr_array_set_size(book->by_id, (gint)id + 1);
	book->by_id->pdata[id] = facts;
	g_ptr_array_add(book->cases, facts);
	return facts;
}

/* ---- one change ---- */

typedef struct {
	const char *text;
	size_t length;
} Span;

static bool
span_is(Span span, const char *word)
{
	return strlen(word) == span.length && memcmp(span.text, word, span.length) == 0;
}

static Moment
moment_of(Span value)
{
	uint64_t number = 0;

	for (size_t i = 0; i < value.length && g_ascii_isdigit(value.text[i]); i++)
		number = number * 10 + (uint64_t)(value.text[i] - '0');
	return number > UINT32_MAX ? UINT32_MAX : (Moment)number;
}

/* The value as the log's writer had it: "\\n" and "\\\\" are a line end and a backslash. New string. */
static char *
plain(Span value)
{
	GString *text = g_string_sized_new(value.length);
	const char *at = value.text, *end = at + value.length;
	const char *escape;

	while ((escape = memchr(at, '\\', (size_t)(end - at))) && escape + 1 < end) {
		g_string_append_len(text, at, escape - at);
		g_string_append_c(text, escape[1] == 'n' ? '\n' : escape[1]);
		at = escape + 2;
	}
	g_string_append_len(text, at, end - at);
	return g_string_free(text, FALSE);
}

static const char *
words_of(FactsBook *book, Span value)
{
	g_autofree char *text = value.length ? plain(value) : NULL;

	return text ? g_string_chunk_insert_const(book->words, text) : "";
}

typedef enum {
	KEEP_WORDS,
	KEEP_FLAG,
	KEEP_FIRST, /* a moment: the first one */
	KEEP_STATE,
	KEEP_CATEGORY,
	KEEP_TRIAGE,
} Keep;

/* Which fields of a case are kept, and how. */
static const struct {
	const char *key;
	Keep keep;
	size_t offset;
} kept[] = {
	{ "state", KEEP_STATE, 0 },
	{ "number", KEEP_WORDS, offsetof(CaseFacts, number) },
	{ "category", KEEP_CATEGORY, 0 },
	{ "department", KEEP_WORDS, offsetof(CaseFacts, department) },
	{ "handler", KEEP_WORDS, offsetof(CaseFacts, handler) },
	{ "channel", KEEP_WORDS, offsetof(CaseFacts, channel) },
	{ "class_name", KEEP_WORDS, offsetof(CaseFacts, class_name) },
	{ "learner", KEEP_WORDS, offsetof(CaseFacts, learner) },
	{ "learner_name", KEEP_WORDS, offsetof(CaseFacts, learner_name) },
	{ "persons", KEEP_WORDS, offsetof(CaseFacts, persons) },
	{ "words", KEEP_WORDS, offsetof(CaseFacts, words) },
	{ "cause", KEEP_WORDS, offsetof(CaseFacts, cause) },
	{ "triage", KEEP_TRIAGE, 0 },
	{ "urgent", KEEP_FLAG, offsetof(CaseFacts, urgent) },
	{ "supervised", KEEP_FLAG, offsetof(CaseFacts, supervised) },
	{ "waiting_info", KEEP_FLAG, offsetof(CaseFacts, waiting_info) },
	{ "contact_lost", KEEP_FLAG, offsetof(CaseFacts, contact_lost) },
	{ "confidential", KEEP_FLAG, offsetof(CaseFacts, confidential) },
	{ "received_at", KEEP_FIRST, offsetof(CaseFacts, received_at) },
	{ "accepted_at", KEEP_FIRST, offsetof(CaseFacts, accepted_at) },
	{ "assigned_at", KEEP_FIRST, offsetof(CaseFacts, assigned_at) },
	{ "contacted_at", KEEP_FIRST, offsetof(CaseFacts, contacted_at) },
	{ "handled_at", KEEP_FIRST, offsetof(CaseFacts, handled_at) },
};

static int
name_of(const char *field_key, Span value)
{
	for (const FieldRow *row = case_record.fields; row->key; row++) {
		if (strcmp(row->key, field_key) != 0)
			continue;
		for (int i = 0; row->names[i]; i++)
			if (span_is(value, row->names[i]))
				return i;
	}
	return 0;
}

static void
take_category(FactsBook *book, CaseFacts *facts, Span value, Moment at)
{
	facts->category = words_of(book, value);
	if (!*facts->first_category)
		facts->first_category = facts->category;
	facts->corrected = facts->category != facts->first_category;
	if (facts->corrected)
		facts->corrected_at = at;
}

static void
take_field(FactsBook *book, CaseFacts *facts, Span key, Span value, Moment at)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
		char *place = (char *)facts + kept[i].offset;

		if (kept[i].key[0] != key.text[0] || !span_is(key, kept[i].key))
			continue;
		switch (kept[i].keep) {
		case KEEP_WORDS:
			*(const char **)(void *)place = words_of(book, value);
			break;
		case KEEP_FLAG:
			*(bool *)place = value.length == 1 && *value.text == '1';
			break;
		case KEEP_FIRST:
			if (!*(Moment *)(void *)place)
				*(Moment *)(void *)place = moment_of(value);
			break;
		case KEEP_STATE:
			facts->state = (uint8_t)name_of("state", value);
			break;
		case KEEP_TRIAGE:
			facts->triage = (uint8_t)name_of("triage", value);
			break;
		case KEEP_CATEGORY:
			take_category(book, facts, value, at);
			break;
		}
		return;
	}
}

/* "clock/3/due_at": the index and what follows it. */
static bool
split_list_key(Span key, size_t prefix, guint *out_index, Span *out_field)
{
	guint index = 0;
	size_t at = prefix;

	for (; at < key.length && g_ascii_isdigit(key.text[at]) && index < CLOCKS_MAX; at++)
		index = index * 10 + (guint)(key.text[at] - '0');
	if (at == prefix || at >= key.length || key.text[at] != '/' || index >= CLOCKS_MAX)
		return false;
	*out_index = index;
	*out_field = (Span){ key.text + at + 1, key.length - at - 1 };
	return true;
}

static void
take_clock(CaseFacts *facts, Span key, Span value)
{
	ClockFacts *clock;
	Span field;
	guint index;

	if (!split_list_key(key, strlen("clock/"), &index, &field))
		return;
	if (index >= facts->clocks->len)
		g_array_set_size(facts->clocks, index + 1);
	clock = &g_array_index(facts->clocks, ClockFacts, index);
	if (span_is(field, "due_at"))
		clock->due_at = moment_of(value);
	else if (span_is(field, "met_at"))
		clock->met_at = moment_of(value);
	else if (span_is(field, "breached_at"))
		clock->breached_at = moment_of(value);
	else if (span_is(field, "stopped_at"))
		clock->stopped_at = moment_of(value);
	else if (span_is(field, "started_at"))
		clock->started_at = moment_of(value);
	else if (span_is(field, "paused_at"))
		clock->paused = value.length > 0 && *value.text != '0';
	else if (span_is(field, "kind")) {
		ClockKind kind = CLOCK_ACK;
		g_autofree char *name = g_strndup(value.text, value.length);

		clock_from_name(name, &kind);
		clock->kind = (uint8_t)kind;
		facts->version += kind == CLOCK_FEEDBACK;
	}
}

/* Every vote says all of them anew: the book keeps the last alone. */
static void
set_votes(CaseFacts *facts, Span votes)
{
	g_free(facts->votes);
	facts->votes = plain(votes);
}

static void
take_plan(CaseFacts *facts, Span key, Span value)
{
	Span field;
	guint index;

	if (!split_list_key(key, strlen("plan/"), &index, &field))
		return;
	if (index + 1 > facts->plans) {
		facts->plans = (uint16_t)(index + 1);
		facts->version++;
		set_votes(facts, (Span){ "", 0 });
		facts->cost = -1;
	}
	if (span_is(field, "votes"))
		set_votes(facts, value);
	else if (span_is(field, "cost") && value.length && *value.text != '-')
		facts->cost = (int32_t)MIN(moment_of(value), (Moment)INT32_MAX);
}

/* Item `index` of the case, made when it is the first time that one hears of it. */
static ImprovementFacts *
own_improvement(CaseFacts *facts, guint index)
{
	static const ImprovementFacts nothing = { .words = "", .owner = "", .person = "", .note = "" };

	if (!facts->improvements)
		facts->improvements = g_array_new(FALSE, FALSE, sizeof(ImprovementFacts));
	while (facts->improvements->len <= index)
		g_array_append_val(facts->improvements, nothing);
	return &g_array_index(facts->improvements, ImprovementFacts, index);
}

static void
take_improvement(FactsBook *book, CaseFacts *facts, Span key, Span value)
{
	static const struct {
		const char *key;
		size_t words, moment; /* offset of the member; 0: it is none of that type */
	} members[] = {
		{ "raised_at", 0, offsetof(ImprovementFacts, raised_at) },
		{ "due_at", 0, offsetof(ImprovementFacts, due_at) },
		{ "ended_at", 0, offsetof(ImprovementFacts, ended_at) },
		{ "words", offsetof(ImprovementFacts, words), 0 },
		{ "owner", offsetof(ImprovementFacts, owner), 0 },
		{ "person", offsetof(ImprovementFacts, person), 0 },
		{ "note", offsetof(ImprovementFacts, note), 0 },
	};
	ImprovementFacts *item;
	Span field;
	guint index;

	if (!split_list_key(key, strlen("improvement/"), &index, &field))
		return;
	item = own_improvement(facts, index);
	if (span_is(field, "status"))
		item->status = span_is(value, "done")      ? IMPROVEMENT_DONE
			       : span_is(value, "dropped") ? IMPROVEMENT_DROPPED
							   : IMPROVEMENT_OPEN;
	else if (span_is(field, "extensions"))
		item->extensions = (uint8_t)MIN(moment_of(value), (Moment)UINT8_MAX);
	for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
		char *place = (char *)item + members[i].words + members[i].moment;

		if (!span_is(field, members[i].key))
			continue;
		if (members[i].words)
			*(const char **)(void *)place = words_of(book, value);
		else
			*(Moment *)(void *)place = moment_of(value);
	}
}

/* What a change says that no transition does. */
static Deed
deed_of_change(Span key, Span value)
{
	static const struct {
		const char *value;
		Deed deed;
	} answers[] = {
		{ "satisfied", DID_SATISFIED },
		{ "mostly", DID_MOSTLY },
		{ "not", DID_NOT },
		{ "silent", DID_SILENT },
	};

	if (!span_is(key, "satisfaction"))
		return DID_NONE;
	for (size_t i = 0; i < G_N_ELEMENTS(answers); i++)
		if (span_is(value, answers[i].value))
			return answers[i].deed;
	return DID_NONE;
}

/* ---- one event ---- */

static void
note(CaseFacts *facts, Moment at, Deed deed)
{
	Happening happening = { at, (uint8_t)deed };

	g_array_append_val(facts->happenings, happening);
}

/* What some transitions need to be told apart. */
enum {
	SAW_CHECK = 1 << 0,      /* a tracking entry */
	SAW_ACCEPTANCE = 1 << 1, /* for the first time */
};

static unsigned
take_entry(CaseFacts *facts, Span key, Span value)
{
	Span field;
	guint index;

	if (!split_list_key(key, strlen("entry/"), &index, &field))
		return 0;
	facts->version += span_is(field, "means") && span_is(value, ENTRY_PROPOSAL);
	return span_is(field, "kind") && span_is(value, "tracking") ? SAW_CHECK : 0;
}

static unsigned
take_change(FactsBook *book, CaseFacts *facts, const FactsEvent *event, Span key, Span value)
{
	Deed deed = deed_of_change(key, value);

	if (deed != DID_NONE)
		note(facts, (Moment)event->at, deed);
	if (key.length > 6 && memcmp(key.text, "clock/", 6) == 0) {
		take_clock(facts, key, value);
		return 0;
	}
	if (key.length > 5 && memcmp(key.text, "plan/", 5) == 0) {
		take_plan(facts, key, value);
		return 0;
	}
	if (key.length > 12 && memcmp(key.text, "improvement/", 12) == 0) {
		take_improvement(book, facts, key, value);
		return 0;
	}
	if (key.length > 6 && memcmp(key.text, "entry/", 6) == 0)
		return take_entry(facts, key, value);
	if (!key.length)
		return 0;
	take_field(book, facts, key, value, (Moment)event->at);
	if (span_is(key, "cause"))
		facts->cause_at = (Moment)event->at;
	return span_is(key, "accepted_at") ? SAW_ACCEPTANCE : 0;
}

static unsigned
take_changes(FactsBook *book, CaseFacts *facts, const FactsEvent *event)
{
	unsigned saw = 0;

	for (const char *line = event->changes; *line;) {
		const char *end = strchrnul(line, '\n');
		const char *equals = memchr(line, '=', (size_t)(end - line));

		if (equals)
			saw |= take_change(book, facts, event, (Span){ line, (size_t)(equals - line) },
				(Span){ equals + 1, (size_t)(end - equals - 1) });
		line = *end ? end + 1 : end;
	}
	return saw;
}

/* What a transition of spec §7 is for the figures. */
static const struct {
	const char *transition; /* "": the row of the table has no number, it is known by its event */
	const char *to;         /* NULL: wherever it leads */
	Deed deed;
	unsigned needs; /* what its changes must have held */
} deeds[] = {
	/* After a return intake only finds another department: a case is accepted once. */
	{ "T02", NULL, DID_ACCEPTED, SAW_ACCEPTANCE },
	{ "T04", NULL, DID_ACCEPTED, SAW_ACCEPTANCE },
	{ "T05", NULL, DID_DISMISSED, 0 },
	{ "T06", "merged", DID_MERGED, 0 },
	{ "T06", "triage", DID_SPLIT, 0 },
	{ "T07", NULL, DID_ASSIGNED, 0 },
	{ "T07c", NULL, DID_RETURNED, 0 },
	{ "T08", NULL, DID_ASSIGNED, 0 },
	{ "T12", NULL, DID_OFFERED, 0 },
	{ "T13", NULL, DID_REJECTED, 0 },
	{ "T14", NULL, DID_AGREED, 0 },
	{ "T15", "investigating", DID_REFUSED, 0 },
	{ "T17", "handled", DID_HANDLED, 0 },
	{ "T18", NULL, DID_EXTENDED, 0 },
	{ "T20", NULL, DID_SENT_BACK, 0 },
	{ "T23", "external", DID_EXTERNAL, 0 },
	/* T24 is the question to the learner, too. */
	{ "T24", NULL, DID_CHECKED, SAW_CHECK },
	{ "T25", "closed", DID_CLOSED, 0 },
	{ "T26", "investigating", DID_INEFFECTIVE, 0 },
	{ "T26", "investigating", DID_REOPENED, 0 },
	{ "T27", NULL, DID_REOPENED, 0 },
	/* T28 is the learner's wish, too, which intake has to confirm. */
	{ "T28", "withdrawn", DID_WITHDRAWN, 0 },
	/* The supervisor overrules an objection: the plan is offered, the result stands. */
	{ "", "negotiating", DID_OFFERED, 0 },
	{ "", "handled", DID_UPHELD, 0 },
};

static void
take_transition(CaseFacts *facts, const FactsEvent *event, CaseState was, unsigned saw)
{
	/* Most of the log is ticks and letters that move nothing. */
	if (!*event->transition && strcmp(event->event, "approve") != 0)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++)
		if (strcmp(deeds[i].transition, event->transition) == 0 &&
			(!deeds[i].to || strcmp(deeds[i].to, event->to) == 0) &&
			(saw & deeds[i].needs) == deeds[i].needs &&
			(*event->transition || facts->state != was))
			note(facts, (Moment)event->at, deeds[i].deed);
}

/* How high the ladder of spec §14 was climbed: whom a letter of it went to. */
static void
take_letters(CaseFacts *facts, const FactsEvent *event)
{
	static const struct {
		const char *letter;
		Deed deed;
	} rungs[] = {
		{ "letter=M06 ", DID_REMINDED },
		{ "letter=M11 ", DID_REMINDED },
		{ "letter=M20 ", DID_OVERDUE },
		{ "letter=M20 admin_sup ", DID_ESCALATED },
		{ "letter=M20 manager ", DID_TOP },
	};
	Deed highest = DID_NONE;

	for (const char *line = event->letters; *line;) {
		for (size_t i = 0; i < G_N_ELEMENTS(rungs) && *line == 'l'; i++)
			if (strncmp(line, rungs[i].letter, strlen(rungs[i].letter)) == 0)
				highest = MAX(highest, rungs[i].deed);
		line = strchrnul(line, '\n');
		line += *line != '\0';
		if (*line == '\n') /* the header ends with an empty line */
			break;
	}
	if (highest != DID_NONE)
		note(facts, (Moment)event->at, highest);
}

/* ---- what erasing leaves (spec §17) ---- */

/* What the answer was stands in the row that erased the words: the moment waits for it. */
static void
note_answer(CaseFacts *facts, const FactsEvent *event)
{
	if (strcmp(event->transition, "T22") == 0)
		note(facts, (Moment)event->at, DID_NOT);
	else if (strcmp(event->transition, "T21") == 0)
		note(facts, (Moment)event->at, DID_NONE);
}

static void
settle_answer(CaseFacts *facts, Deed deed)
{
	for (guint i = facts->happenings->len; i-- > 0;) {
		Happening *happening = &g_array_index(facts->happenings, Happening, i);

		if (happening->deed != DID_NONE)
			continue;
		happening->deed = (uint8_t)deed;
		return;
	}
}

static void
take_rest(FactsBook *book, CaseFacts *facts, Span key, Span value)
{
	Deed answer = deed_of_change(key, value);

	if (answer != DID_NONE)
		settle_answer(facts, answer);
	else if (key.length > 6 && memcmp(key.text, "clock/", 6) == 0)
		take_clock(facts, key, value);
	else if (key.length > 5 && memcmp(key.text, "plan/", 5) == 0)
		take_plan(facts, key, value);
	else if (key.length > 12 && memcmp(key.text, "improvement/", 12) == 0)
		take_improvement(book, facts, key, value);
	else if (!span_is(key, "state") && !memchr(key.text, '/', key.length))
		take_field(book, facts, key, value, 0);
}

/* The row that erased the others says all that is left, as it was in the end: where the case went, and when,
 * is the skeletons'. */
static void
take_erasing(FactsBook *book, CaseFacts *facts, const FactsEvent *event)
{
	for (const char *line = event->changes; *line;) {
		const char *end = strchrnul(line, '\n');
		const char *equals = memchr(line, '=', (size_t)(end - line));

		if (equals)
			take_rest(book, facts, (Span){ line, (size_t)(equals - line) },
				(Span){ equals + 1, (size_t)(end - equals - 1) });
		line = *end ? end + 1 : end;
	}
}

/* The skeleton of an erased event still tells where the case went, and when. */
static void
take_skeleton(CaseFacts *facts, const FactsEvent *event)
{
	Span to = { event->to, strlen(event->to) };
	Moment at = (Moment)event->at;
	Moment *first = NULL;

	facts->erased = true;
	facts->state = (uint8_t)name_of("state", to);
	if (strcmp(event->transition, "T01") == 0)
		first = &facts->received_at;
	else if (strcmp(event->transition, "T02") == 0 || strcmp(event->transition, "T04") == 0)
		first = &facts->accepted_at;
	else if (strcmp(event->transition, "T07") == 0)
		first = &facts->assigned_at;
	else if (strcmp(event->transition, "T09") == 0)
		first = &facts->contacted_at;
	else if (strcmp(event->to, "handled") == 0)
		first = &facts->handled_at;
	if (first && !*first)
		*first = at;
	note_answer(facts, event);
}

void
facts_book_take(FactsBook *book, const FactsEvent *event)
{
	CaseFacts *facts;
	bool contacted;
	CaseState was;
	unsigned saw = SAW_CHECK | SAW_ACCEPTANCE;

	if (event->case_id <= 0 || event->case_id >= CASES_MAX)
		return;
	facts = (guint)event->case_id < book->by_id->len ? book->by_id->pdata[event->case_id] : NULL;
	if (strcmp(event->event, "erased") == 0) {
		/* It may be read of a later time than the book's: then it tells of no case that is not there.
		 */
		if (facts && event->changes)
			take_erasing(book, facts, event);
		return;
	}
	if (!facts) {
		facts = facts_new(book, event->case_id);
		note(facts, (Moment)event->at, DID_RECEIVED);
	}
	contacted = facts->contacted_at != 0;
	was = (CaseState)facts->state;
	if (event->changes) {
		saw = take_changes(book, facts, event);
		take_letters(facts, event);
	} else {
		if (facts->accepted_at || strcmp(event->event, "tick") == 0)
			saw = 0;
		take_skeleton(facts, event);
	}
	take_transition(facts, event, was, saw);
	if (!contacted && facts->contacted_at)
		note(facts, facts->contacted_at, DID_CONTACTED);
	if (!facts->offered_at && facts->state == STATE_NEGOTIATING && was != STATE_NEGOTIATING)
		facts->offered_at = (Moment)event->at;
}

void
facts_book_complete(
	FactsBook *book, int64_t case_id, const char *category, const char *department, const char *channel)
{
	CaseFacts *facts =
		case_id > 0 && case_id < (int64_t)book->by_id->len ? book->by_id->pdata[case_id] : NULL;

	if (!facts)
		return;
	if (!*facts->category)
		facts->category = facts->first_category = g_string_chunk_insert_const(book->words, category);
	if (!*facts->department)
		facts->department = g_string_chunk_insert_const(book->words, department);
	if (!*facts->channel)
		facts->channel = g_string_chunk_insert_const(book->words, channel);
}

/* ---- questions ---- */

guint
facts_book_length(const FactsBook *book)
{
	return book->cases->len;
}

const CaseFacts *
facts_book_at(const FactsBook *book, guint index)
{
	return book->cases->pdata[index];
}

const CaseFacts *
facts_book_case(const FactsBook *book, int64_t case_id)
{
	return case_id > 0 && case_id < (int64_t)book->by_id->len ? book->by_id->pdata[case_id] : NULL;
}

guint
facts_improvements(const CaseFacts *facts)
{
	return facts->improvements ? facts->improvements->len : 0;
}

const ImprovementFacts *
facts_improvement(const CaseFacts *facts, guint index)
{
	return &g_array_index(facts->improvements, ImprovementFacts, index);
}

bool
improvement_facts_is_open(const ImprovementFacts *item, int64_t at)
{
	return item->raised_at && item->raised_at < at && !(item->ended_at && item->ended_at < at);
}

bool
facts_counts(const CaseFacts *facts, int64_t until)
{
	bool counts = true;

	for (guint i = 0; i < facts->happenings->len; i++) {
		const Happening *happening = &g_array_index(facts->happenings, Happening, i);

		if (happening->at >= until)
			continue;
		if (happening->deed == DID_DISMISSED || happening->deed == DID_MERGED ||
			happening->deed == DID_WITHDRAWN)
			counts = false;
		else if (happening->deed == DID_SPLIT)
			counts = true;
	}
	return counts;
}

bool
facts_is_open(const CaseFacts *facts)
{
	return facts->state > STATE_NONE && facts->state < STATE_CLOSED;
}

bool
clock_facts_is_running(const ClockFacts *clock)
{
	return clock->started_at && !clock->met_at && !clock->stopped_at;
}

const ClockFacts *
facts_next_clock(const CaseFacts *facts)
{
	const ClockFacts *next = NULL;

	for (guint i = 0; i < facts->clocks->len; i++) {
		const ClockFacts *clock = &g_array_index(facts->clocks, ClockFacts, i);

		if (clock->kind == CLOCK_REPLY || clock->kind == CLOCK_CONFIRM || clock->kind == CLOCK_ACK)
			continue;
		if (clock_facts_is_running(clock) && clock->due_at && !clock->paused &&
			(!next || clock->due_at < next->due_at))
			next = clock;
	}
	return next;
}
