/* A Case by its tables: fields, changes, numbers; and the names that the log is written in. */
#include "workflow/case/case.h"
#include "workflow/case/event.h"

#include "tests/unit/check.h"

#include <locale.h>
#include <string.h>

/* A value for a field that is not its default. */
static const char *
sample(const FieldRow *field, int i)
{
	static char text[32];

	switch (field->type) {
	case FIELD_TEXT:
		g_snprintf(text, sizeof text, "甲\\乙\n%d=", i);
		return text;
	case FIELD_INTEGER:
		g_snprintf(text, sizeof text, "%d", i - 17);
		return i == 17 ? "-9223372036854775808" : text;
	case FIELD_BOOL:
		return "1";
	case FIELD_REAL:
		return "0.10000000000000001";
	case FIELD_NAME:
		return field->names[1];
	}
	return NULL;
}

static Case *
full_case(void)
{
	Case *kase = case_new();
	int n = 0;

	for (const FieldRow *field = case_record.fields; field->key; field++)
		check(case_apply(kase, field->key, sample(field, n++)), field->key, "not applied");
	for (const RecordType *const *type = case_lists; *type; type++) {
		for (int i = 0; i < 3; i++) {
			for (const FieldRow *field = (*type)->fields; field->key; field++) {
				g_autofree char *key =
					g_strdup_printf("%s/%d/%s", (*type)->name, i, field->key);

				/* The last record keeps its defaults but for its first field. */
				if (i == 2 && field != (*type)->fields)
					continue;
				check(case_apply(kase, key, i == 2 ? field->names[0] : sample(field, n++)),
					key, "not applied");
			}
		}
	}
	return kase;
}

static char *
text_of(const Case *kase)
{
	g_autoptr(GPtrArray) changes = case_changes(kase);

	return changes_format(changes);
}

static void
folding(void)
{
	g_autoptr(Case) kase = full_case();
	g_autoptr(Case) copy = case_copy(kase);
	g_autoptr(Case) again = case_new();
	g_autofree char *text = text_of(kase);
	g_autofree char *of_copy = text_of(copy);
	g_autofree char *of_again = NULL;
	g_autoptr(GPtrArray) parsed = changes_parse(text);
	int refused = 0;

	check_text("a copy has the same values", of_copy, text);
	g_assert_nonnull(parsed);
	for (guint i = 0; i < parsed->len; i++) {
		const Change *change = g_ptr_array_index(parsed, i);

		refused += !case_apply(again, change->key, change->value);
	}
	check_int("every logged change applies", refused, 0);
	of_again = text_of(again);
	check_text("folding the changes gives the same case", of_again, text);
	check_int("records with default values are kept", again->clocks->len, 3);
	for (const FieldRow *field = case_record.fields; field->key; field++)
		g_assert_true(field_set(field, again, ""));
	for (const RecordType *const *type = case_lists; *type; type++)
		g_ptr_array_set_size(*(GPtrArray **)((char *)again + (*type)->list_offset), 0);
	g_free(of_again);
	of_again = text_of(again);
	check_text("unsetting every field leaves nothing to tell", of_again, "");
}

static const struct {
	const char *label, *key, *value;
	bool applies;
} applied[] = {
	{ "a text", "phone", "13800000000", true },
	{ "a name", "state", "assigned", true },
	{ "an empty value unsets", "handler", "", true },
	{ "the first record is appended", "clock/0/kind", "CONTACT", true },
	{ "the next record is appended", "clock/1/due_at", "17", true },
	{ "a gap is refused", "clock/3/kind", "CONTACT", false },
	{ "an unknown field is refused", "colour", "blue", false },
	{ "an empty key is refused", "", "x", false },
	{ "an unknown list is refused", "clocks/0/kind", "ACK", false },
	{ "a list's name alone is refused", "clock", "x", false },
	{ "a list's unknown field is refused", "clock/0/colour", "x", false },
	{ "an index without field is refused", "clock/0", "x", false },
	{ "no index is refused", "clock//kind", "ACK", false },
	{ "a negative index is refused", "clock/-1/kind", "ACK", false },
	{ "leading zeros are refused", "clock/00/kind", "ACK", false },
	{ "an index that overflows is refused", "clock/4294967296/kind", "ACK", false },
	{ "a deep path is refused", "clock/0/kind/x", "ACK", false },
	{ "an unknown state is refused", "state", "asleep", false },
	{ "words are no integer", "round", "two", false },
	{ "trailing letters are refused", "round", "2x", false },
	{ "a blank is no integer", "round", " 2", false },
	{ "a sign alone is no integer", "round", "-", false },
	{ "an integer that overflows is refused", "round", "9223372036854775808", false },
	{ "the largest integer is taken", "round", "9223372036854775807", true },
	{ "two is no bool", "urgent", "2", false },
	{ "nan is no real", "score", "nan", false },
	{ "infinity is no real", "score", "1e999", false },
	{ "hexadecimal is no real", "score", "0x1p3", false },
	{ "a bad value appends no record", "entry/0/kind", "gossip", false },
};

static void
applying(void)
{
	g_autoptr(Case) kase = case_new();

	for (size_t i = 0; i < G_N_ELEMENTS(applied); i++) {
		g_autofree char *before = text_of(kase);
		bool done = case_apply(kase, applied[i].key, applied[i].value);
		g_autofree char *after = text_of(kase);

		check(done == applied[i].applies && (done || strcmp(before, after) == 0), applied[i].label,
			"%s", after);
	}
	check_int("a refused record was not appended", kase->entries->len, 0);
}

static void
parsing(void)
{
	static const struct {
		const char *label, *text;
		int count; /* -1: malformed */
	} table[] = {
		{ "no changes", "", 0 },
		{ "one change", "state=assigned\n", 1 },
		{ "a value may hold an equals sign", "content=a=b\n", 1 },
		{ "an empty value", "content=\n", 1 },
		{ "escapes", "content=a\\nb\\\\n\n", 1 },
		{ "a cut line is malformed", "state=assigned", -1 },
		{ "no equals sign is malformed", "state\n", -1 },
		{ "an equals sign of the next line does not help", "state\na=b\n", -1 },
		{ "no key is malformed", "=x\n", -1 },
		{ "an unknown escape is malformed", "content=a\\t\n", -1 },
		{ "an escape at the end is malformed", "content=a\\\n", -1 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(GPtrArray) changes = changes_parse(table[i].text);

		check_int(table[i].label, changes ? (int)changes->len : -1, table[i].count);
		if (changes) {
			g_autofree char *again = changes_format(changes);

			check_text("it is written as it was read", again, table[i].text);
		}
	}
}

static void
reals_without_locale(void)
{
	g_autoptr(Case) kase = case_new();
	g_autofree char *text = NULL;

	setlocale(LC_ALL, "de_DE.UTF-8"); /* where it is not installed this row proves less */
	g_assert_true(case_apply(kase, "score", "0.5"));
	text = text_of(kase);
	check_text("a real has a point in every locale", text, "score=0.5\n");
	setlocale(LC_ALL, "C");
}

/* Every serial of a few days: any one wrong digit and any swap of two unlike neighbours is noticed. */
static void
numbers_are_checked(void)
{
	int digits = 0, swaps = 0, passed = 0, letters = 0;

	for (int serial = 1; serial < 12000; serial += serial < 200 ? 1 : 37) {
		g_autofree char *number = case_number_format(2026, 11, 23, serial);
		size_t length = strlen(number);

		for (size_t i = 1; i + 1 < length; i++) {
			g_autofree char *wrong = g_strdup(number);

			if (number[i] == '-')
				continue;
			for (char digit = '0'; digit <= '9'; digit++) {
				g_autofree char *found = NULL;

				if (digit == number[i])
					continue;
				wrong[i] = digit;
				found = case_number_find(wrong);
				passed += found != NULL;
				digits++;
			}
		}
		for (size_t i = 1; i + 2 < length; i++) {
			g_autofree char *wrong = g_strdup(number);
			g_autofree char *found = NULL;
			size_t next = number[i + 1] == '-' ? i + 2 : i + 1;

			if (number[i] == '-' || number[i] == number[next] || !g_ascii_isdigit(number[next]))
				continue;
			wrong[i] = number[next];
			wrong[next] = number[i];
			found = case_number_find(wrong);
			passed += found != NULL;
			swaps++;
		}
		for (char letter = 'A'; letter <= 'Z'; letter++) {
			g_autofree char *wrong = g_strdup(number);
			g_autofree char *found = NULL;

			if (letter == number[length - 1])
				continue;
			wrong[length - 1] = letter;
			found = case_number_find(wrong);
			passed += found != NULL;
			letters++;
		}
	}
	check(digits > 50000 && swaps > 3000 && letters > 10000, "enough wrong numbers were tried",
		"%d %d %d", digits, swaps, letters);
	check_int("no wrong number was taken for a right one", passed, 0);
}

static const struct {
	const char *label, *text, *number;
} found[] = {
	{ "the specification's example", "C20261123-0007K", "C20261123-0007K" },
	{ "in a subject", "回复：[C20261123-0007K] 关于您的投诉", "C20261123-0007K" },
	{ "lower case", "re: [c20261123-0007k]", "C20261123-0007K" },
	{ "full width", "［Ｃ２０２６１１２３－０００７Ｋ］", "C20261123-0007K" },
	{ "a space around the dash", "C20261123 - 0007K", "C20261123-0007K" },
	{ "a long dash", "C20261123—0007K", "C20261123-0007K" },
	{ "Chinese right before and behind", "编号C20261123-0007K的投诉", "C20261123-0007K" },
	{ "the second is right", "C20261123-0007A C20261123-0007K", "C20261123-0007K" },
	{ "a wrong letter", "C20261123-0007A", NULL },
	{ "no letter", "C20261123-0007", NULL },
	{ "inside a word", "ABC20261123-0007K", NULL },
	{ "more letters follow", "C20261123-0007KX", NULL },
	{ "three digits", "C20261123-007K", NULL },
	{ "no such month", "C20261323-0007K", NULL },
	{ "broken UTF-8 before it", "\xE5\xAD C20261123-0007K", "C20261123-0007K" },
	{ "cut off", "C20261123-", NULL },
	{ "only C", "CCCCC", NULL },
	{ "nothing", "", NULL },
	{ "NULL", NULL, NULL },
};

static void
numbers(void)
{
	g_autofree char *big = case_number_format(2026, 11, 23, 123456);
	g_autofree char *again = case_number_find(big);
	g_autofree char *many = g_strnfill(1000000, 'C');
	g_autofree char *none = case_number_find(many);

	for (size_t i = 0; i < G_N_ELEMENTS(found); i++) {
		g_autofree char *number = case_number_find(found[i].text);

		check_text(found[i].label, number, found[i].number);
	}
	check_text("a long serial is found again", again, big);
	check_text("a million letters hold none", none, NULL);
}

static void
names(void)
{
	int bad = 0;

	for (int i = 0; i < STATE_COUNT; i++) {
		CaseState state;

		bad += !state_from_name(state_name((CaseState)i), &state) || (int)state != i ||
		       !state_label((CaseState)i) || !state_label_en((CaseState)i);
	}
	for (int i = 0; i < EVENT_COUNT; i++)
		bad += !event_name((EventKind)i);
	for (int i = LETTER_M01; i < LETTER_COUNT; i++) {
		LetterKind letter;

		bad += !letter_from_name(letter_name((LetterKind)i), &letter) || (int)letter != i;
	}
	for (int i = 0; i < ROLE_COUNT; i++) {
		Role role;

		bad += !role_from_name(role_name((Role)i), &role) || (int)role != i || !role_label((Role)i);
	}
	for (int i = 0; i < CLOCK_COUNT; i++) {
		const FieldRow *kind = case_lists[0]->fields;
		Clock clock = { .kind = i };
		g_autofree char *written = field_get(kind, &clock);
		ClockKind read;

		bad += !clock_from_name(clock_name((ClockKind)i), &read) || (int)read != i ||
		       strcmp(written, clock_name((ClockKind)i)) != 0 || !clock_label((ClockKind)i);
	}
	check_int("every name leads back to what it names", bad, 0);
}

int
main(void)
{
	folding();
	applying();
	parsing();
	reals_without_locale();
	numbers_are_checked();
	numbers();
	names();
	return check_done();
}
