#include "parser/field/fields.h"

#include "parser/field/finding.h"
#include "parser/field/label.h"
#include "parser/field/pattern.h"
#include "parser/field/person_name.h"
#include "parser/field/sentence.h"
#include "parser/field/sign_off.h"
#include "parser/text/line.h"
#include "parser/text/normal.h"

#include <string.h>

#define READ_BYTES (64 << 10) /* of a text are read */
#define NAME_CHARACTERS 20
#define CLASS_CHARACTERS 40
#define DEMAND_LINES 8   /* may follow the label of a demand */
#define NUMBERED_LINES 8 /* a mail of answers is no longer */
#define ADULT 18

/* Where the reader of labels and numbers is. */
typedef struct {
	Finding *finding;
	const char *source;
	const char *const *asked; /* field names by number */
	size_t asked_count;
	Line parent;      /* whose name stands in for the learner's */
	const char *open; /* a text field whose value goes on over the next lines */
} Reading;

/* Nobody's name: "无", "匿名", "不详". */
static bool
is_nothing(Line value)
{
	static const char *const words[] = { "无", "没有", "不详", "未知", "匿名", "保密", "-", "--", "/",
		"n/a", "none", "anonymous", "不便透露", "不方便说", "不方便", "不便", "不便告知", "不说",
		"略", "暂无", "不填", "空", "不想说", "不愿透露", "没", "xxx", "***" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (line_is(value, words[i]))
			return true;
	return !value.length;
}

static bool
says_no(Line value)
{
	return line_is(value, "否") || line_is(value, "不") || line_is(value, "no") ||
	       line_is(value, "不需要") || line_is(value, "不用");
}

/* A labelled name: up to the first digit, bracket or stop. */
static Line
name_part(Line value)
{
	static const char *const ends[] = { "，", "。", "；", "（", "先生", "女士", "同学" };
	Line name = value;

	for (size_t i = 0; i < name.length; i++)
		if (g_ascii_isdigit(name.start[i]) || strchr("(,;|/\t+", name.start[i])) {
			name.length = i;
			break;
		}
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		const char *at = line_find(name, ends[i]);

		if (at && at > name.start + 3)
			name.length = (size_t)(at - name.start);
	}
	name = line_trim(name);
	/* "张三 高三1班": a Chinese name ends at a blank. */
	if (name.length && (*name.start & 0x80))
		for (size_t i = 0; i < name.length; i++)
			if (name.start[i] == ' ')
				name.length = i;
	return name;
}

static void
take_name(Finding *finding, Line value, const char *source)
{
	Line name = name_part(value);

	if (is_nothing(line_trim(value))) {
		if (line_is(value, "匿名") || line_is(value, "anonymous"))
			finding_add_text(finding, "anonymous", "yes", source);
		return;
	}
	if (name.length && line_characters(name) <= NAME_CHARACTERS * (*name.start & 0x80 ? 1 : 2) &&
		line_characters(name) > 1)
		finding_add(finding, "name", name, source);
	/* "张三 13800000000" */
	if (!finding_has(finding, "phone")) {
		g_autofree char *phone = phone_in(value, false);

		finding_add_text(finding, "phone", phone, source);
	}
}

static void
take_age(Finding *finding, Line value, const char *source)
{
	int age = 0;

	for (size_t i = 0; i < value.length && g_ascii_isdigit(value.start[i]) && i < 3; i++)
		age = age * 10 + (value.start[i] - '0');
	if (!age)
		age = age_in(value, NULL);
	if (age > 0 && age < ADULT)
		finding_add_text(finding, "minor", "yes", source);
}

/* One labelled item. */
static void
take_label(const char *name, Line value, void *data)
{
	Reading *reading = data;
	Finding *finding = reading->finding;
	g_autofree char *phone = NULL;

	reading->open = NULL;
	if (!strcmp(name, "name")) {
		take_name(finding, value, reading->source);
	} else if (!strcmp(name, "parent")) {
		if (!is_nothing(value))
			finding_add_text(finding, "minor", "yes", reading->source);
		reading->parent = value;
	} else if (!strcmp(name, "phone") || !strcmp(name, "contact")) {
		phone = phone_in(value, true);
		finding_add_text(finding, "phone", phone, reading->source);
		if (!phone && !is_nothing(value))
			finding_add(finding, "contact", value, reading->source);
	} else if (!strcmp(name, "grade")) {
		if (!line_find(value, "大") && !is_nothing(value))
			finding_add_text(finding, "minor", "yes", reading->source);
	} else if (!strcmp(name, "age")) {
		take_age(finding, value, reading->source);
	} else if (!strcmp(name, "confidential") || !strcmp(name, "anonymous")) {
		if (!says_no(value))
			finding_add_text(finding, name, "yes", reading->source);
	} else if (!strcmp(name, "class")) {
		if (!is_nothing(value) && line_characters(value) <= CLASS_CHARACTERS)
			finding_add(finding, name, value, reading->source);
	} else if (!value.length && (!strcmp(name, "demand") || !strcmp(name, "content"))) {
		reading->open = name;
	} else if (!is_nothing(value)) {
		finding_add(finding, name, value, reading->source);
	}
}

/* The text under a label that stood alone: up to a blank line or the next label. Returns lines taken. */
static size_t
take_open(Reading *reading, const Line *lines, size_t count)
{
	g_autoptr(GString) value = g_string_new(NULL);
	const char *name = reading->open;
	size_t i;

	for (i = 0; i < MIN(count, DEMAND_LINES); i++) {
		Line colon = line_trim(lines[i]);
		const char *at = memchr(colon.start, ':', MIN(colon.length, 40));

		if (line_is_blank(lines[i]) ||
			(at && label_field((Line){ colon.start, (size_t)(at - colon.start) })))
			break;
		if (value->len)
			g_string_append_c(value, '\n');
		g_string_append_len(value, colon.start, (gssize)colon.length);
	}
	reading->open = NULL;
	finding_add_text(reading->finding, name, value->str, reading->source);
	return i;
}

static void
read_labels(Reading *reading, const Line *lines, size_t count)
{
	reading->source = "label";
	for (size_t i = 0; i < count; i++) {
		labels_in_line(lines[i], take_label, reading);
		if (reading->open)
			i += take_open(reading, lines + i + 1, count - i - 1);
	}
	if (reading->parent.length && !finding_has(reading->finding, "name"))
		take_name(reading->finding, reading->parent, reading->source);
}

/* What an answer without a known question is, by its shape; NULL: nothing we ask for. */
static const char *
shape_of(Line value)
{
	g_autofree char *phone = phone_in(value, false), *class = class_in(value),
			*campus = campus_in(value, NULL);

	if (phone)
		return "phone";
	if (class && strlen(class) + 3 >= value.length)
		return "class";
	if (campus && strlen(campus) == value.length)
		return "campus";
	return name_is_chinese(value) || (name_is_latin(value) && memchr(value.start, ' ', value.length))
		       ? "name"
		       : NULL;
}

static void
take_numbered(const char *number, Line value, void *data)
{
	Reading *reading = data;
	size_t index = (size_t)(*number - '1');
	const char *name = NULL;

	if (reading->asked_count) {
		if (index < reading->asked_count)
			name = reading->asked[index];
	} else if (line_characters(value) <= NAME_CHARACTERS) {
		name = shape_of(value);
	}
	if (name)
		take_label(name, value, reading);
	reading->open = NULL;
}

static size_t
text_lines(const Line *lines, size_t count)
{
	size_t some = 0;

	for (size_t i = 0; i < count; i++)
		some += !line_is_blank(lines[i]);
	return some;
}

static void
read_numbered(Reading *reading, Line text, const Line *lines, size_t count, Line quoted)
{
	g_autofree const char **asked = NULL;

	/* A numbered list of grievances is no list of answers: without the question only short mails count.
	 */
	asked = numbered_questions(quoted, 9);
	reading->asked = asked;
	reading->asked_count = 0;
	for (size_t i = 0; i < 9; i++)
		if (asked[i])
			reading->asked_count = 9;
	reading->source = "numbered";
	if (reading->asked_count || text_lines(lines, count) <= NUMBERED_LINES)
		numbered_answers(text, take_numbered, reading);
	reading->asked = NULL;
	reading->asked_count = 0;
}

/* The head of `text` in NFKC. "①" becomes "1、" rather than "1": it is a number of its own. */
static Line
folded(const char *text, char **out_owned)
{
	g_autoptr(GString) head = g_string_new(NULL);
	size_t length = text ? strnlen(text, READ_BYTES) : 0;
	const char *s = text ? text : "", *end;

	while (length && (text[length] & 0xc0) == 0x80)
		length--;
	end = s + length;
	while (s < end) {
		const char *circled = memmem(s, (size_t)(end - s), "\xe2\x91", 2);

		circled = circled ? circled : end;
		g_string_append_len(head, s, circled - s);
		s = circled;
		if (s == end)
			break;
		if ((guchar)s[2] >= 0xa0 && (guchar)s[2] <= 0xa8)
			g_string_append_printf(head, "%c、", '1' + (guchar)s[2] - 0xa0);
		else
			g_string_append_len(head, s, 3);
		s += 3;
	}
	*out_owned = g_string_free(normal_form(head->str, head->len), FALSE);
	return (Line){ *out_owned, strlen(*out_owned) };
}

static void
read_from(Finding *finding, const char *from_name)
{
	g_autofree char *owned = NULL;
	Line name = line_trim(folded(from_name, &owned));

	while (name.length && strchr("\"'", *name.start))
		name = line_skip(name, 1);
	while (name.length && strchr("\"'", name.start[name.length - 1]))
		name.length--;
	name = line_trim(name);
	if (name.length && !memchr(name.start, '@', name.length) &&
		line_characters(name) <= 2 * NAME_CHARACTERS)
		finding_add(finding, "name", name, "from");
}

GPtrArray *
fields_read(const FieldsInput *input)
{
	Finding finding = { .fields = g_ptr_array_new_with_free_func((GDestroyNotify)field_free) };
	Reading reading = { .finding = &finding };
	g_autofree char *own_text = NULL, *own_signature = NULL, *own_quoted = NULL, *phone = NULL;
	Line text = folded(input->text, &own_text), signature = folded(input->signature, &own_signature);
	Line quoted = folded(input->quoted, &own_quoted);
	g_autoptr(GArray) lines = lines_of(text.start), signed_lines = lines_of(signature.start);
	const Line *first = (const Line *)(const void *)lines->data;
	const Line *signed_first = (const Line *)(const void *)signed_lines->data;

	read_labels(&reading, first, lines->len);
	read_numbered(&reading, text, first, lines->len, quoted);
	finding_read_sentences(&finding, text);
	finding_read_sign_off(&finding, first, lines->len);
	read_labels(&reading, signed_first, signed_lines->len);
	finding_read_sign_off(&finding, signed_first, signed_lines->len);
	phone = phone_in(signature, false);
	finding_add_text(&finding, "phone", phone, "sign-off");
	read_from(&finding, input->from_name);
	return finding.fields;
}

GPtrArray *
fields_numbered(const char *text, const char *const *asked)
{
	Finding finding = { .fields = g_ptr_array_new_with_free_func((GDestroyNotify)field_free) };
	Reading reading = { .finding = &finding, .source = "numbered", .asked = asked };
	g_autofree char *owned = NULL;
	Line line = folded(text, &owned);

	while (asked[reading.asked_count])
		reading.asked_count++;
	numbered_answers(line, take_numbered, &reading);
	return finding.fields;
}
