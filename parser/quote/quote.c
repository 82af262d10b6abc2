#include "parser/quote/quote.h"

#include "parser/quote/announced.h"
#include "parser/quote/lines.h"
#include "parser/quote/mark.h"
#include "parser/quote/mend.h"
#include "parser/quote/sent.h"
#include "parser/quote/signed.h"
#include "parser/text/line.h"

#include <string.h>

/* Does the quoted run at line `i` say whose words it holds: by a mark above it, or inside its first lines? */
static bool
run_is_attributed(const Cutting *cutting, size_t i)
{
	Line bodies[16];
	QuoteMark mark;
	size_t count = 0;

	for (size_t j = i; j-- > 0 && i - j < 20;) {
		if (cutting->parts[j] == PART_HEADER || (cutting->parts[j] == PART_MARK && cutting->clear[j]))
			return true;
		if (cutting->parts[j] != PART_MARK && cutting->parts[j] != PART_BLANK)
			break;
	}
	while (count < G_N_ELEMENTS(bodies) && i + count < cutting->cut) {
		quote_depth(cutting_line(cutting, i + count), &bodies[count]);
		count++;
	}
	if (cutting->parts[i] == PART_HEADER)
		return true;
	for (size_t j = 0; j < MIN(count, 3); j++)
		if (quote_mark_at(bodies + j, count - j, &mark))
			return true;
	return false;
}

/* How the quoted runs and the new text lie to each other. */
typedef struct {
	size_t runs;      /* of quoted lines with new text between them */
	size_t first_run; /* line where the first begins */
	size_t last_text; /* line after the last new text; 0: there is none */
	bool text_before; /* the first run */
	bool text_after;
} Layout;

static Layout
layout_of(const Cutting *cutting)
{
	Layout layout = { 0 };
	bool in_run = false;

	for (size_t i = 0; i < cutting->cut; i++) {
		if (cutting->parts[i] == PART_TEXT) {
			in_run = false;
			layout.last_text = i + 1;
			if (layout.runs)
				layout.text_after = true;
			else
				layout.text_before = true;
		} else if ((cutting->parts[i] == PART_QUOTED || cutting->parts[i] == PART_HEADER) &&
			   !in_run) {
			in_run = true;
			if (!layout.runs++)
				layout.first_run = i;
		}
	}
	return layout;
}

static void
append_line(GString *out, Line line)
{
	g_string_append_len(out, line.start, (gssize)line.length);
	g_string_append_c(out, '\n');
}

/* A new string without blank lines at both ends and blanks at its end; otherwise as it is written. */
static char *
tidy(const GString *text)
{
	g_autoptr(GArray) lines = lines_of(text->str);
	g_autoptr(GString) out = g_string_sized_new(text->len);
	size_t first = 0, end = lines->len;

	while (first < end && line_is_blank(g_array_index(lines, Line, first)))
		first++;
	while (end > first && line_is_blank(g_array_index(lines, Line, end - 1)))
		end--;
	for (size_t i = first; i < end; i++) {
		Line line = g_array_index(lines, Line, i), trimmed = line_trim(line);

		if (i + 1 == end)
			line.length = (size_t)(trimmed.start - line.start) + trimmed.length;
		if (i > first)
			g_string_append_c(out, '\n');
		g_string_append_len(out, line.start, (gssize)line.length);
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Gives each line to where it belongs; before line `keep` quoted lines stay in the reply, but for copied
 * header blocks, which answer nothing. */
static void
hand_out(const Cutting *cutting, size_t keep, QuoteParts *out)
{
	g_autoptr(GString) reply = g_string_new(NULL), quoted = g_string_new(NULL);
	g_autoptr(GString) signature = g_string_new(NULL);
	GString *last = reply;

	for (size_t i = 0; i < cutting->cut; i++) {
		Part part = cutting->parts[i];

		if (part == PART_SIGNATURE)
			last = signature;
		else if (part == PART_HEADER)
			last = quoted;
		else if (i < keep || part == PART_TEXT)
			last = reply;
		else if (part != PART_BLANK)
			last = quoted;
		append_line(last, cutting_line(cutting, i));
	}
	if (cutting->cut < cutting->count) {
		Line line = cutting_line(cutting, cutting->cut);

		append_line(reply, (Line){ line.start, cutting->cut_offset });
		append_line(quoted, line_skip(line, cutting->cut_offset));
	}
	for (size_t i = cutting->cut + 1; i < cutting->count; i++)
		append_line(quoted, cutting_line(cutting, i));
	out->reply = tidy(reply);
	out->signature = tidy(signature);
	out->quoted = tidy(quoted);
}

static void
keep_all(const char *text, QuoteParts *out)
{
	g_autoptr(GString) all = g_string_new(text);

	quote_parts_clear(out);
	out->reply = tidy(all);
	out->signature = g_strdup("");
	out->quoted = g_strdup("");
	out->uncertain = true;
}

/* Lines that we sent ourselves are quoted wherever they stand; new ones between them are answers. */
static void
mark_sent(Cutting *cutting, const char *const *sent)
{
	g_autofree bool *ours = sent_lines(cutting_lines(cutting, 0), cutting->count, sent);
	size_t first = 0, last = 0;
	QuoteMark mark;

	if (!ours)
		return;
	for (size_t i = 0; i < cutting->count; i++)
		if (ours[i]) {
			first = last ? first : i;
			last = i + 1;
		}
	if (!last)
		return;
	for (size_t i = cutting->cut; i < cutting->count; i++)
		cutting->parts[i] = line_is_blank(cutting_line(cutting, i)) ? PART_BLANK : PART_QUOTED;
	for (size_t i = first; i < last; i++) {
		if (ours[i] || cutting->parts[i] == PART_BLANK || i < cutting->cut ||
			cutting_is_quoted(cutting, i) ||
			quote_mark_at(cutting_lines(cutting, i), cutting->count - i, &mark))
			continue;
		cutting->parts[i] = PART_TEXT;
		cutting->uncertain = true;
	}
	for (size_t i = first; i < last; i++)
		if (ours[i] && cutting->parts[i] == PART_TEXT) {
			cutting->parts[i] = PART_QUOTED;
			cutting->clear[i] = true;
		}
	if (!cutting->cut_offset)
		cutting->cut = cutting->count;
}

void
quote_parts(const char *text, const char *const *sent, QuoteParts *out)
{
	quote_parts_of(&(QuoteInput){ .text = text, .sent = sent }, out);
}

/* Answers inside a quote that no '>' tells from them: nobody can say where each ends. */
static bool
hides_answers(const Cutting *cutting, const char *reply, const char *author)
{
	return cutting->cut < cutting->count &&
	       (quote_announces_answers(reply) || quote_names_answers(cutting_lines(cutting, cutting->cut),
							  cutting->count - cutting->cut, author));
}

void
quote_parts_of(const QuoteInput *input, QuoteParts *out)
{
	g_autoptr(GArray) lines = lines_of(input->text);
	g_autofree guint8 *parts = g_new0(guint8, lines->len + 1);
	g_autofree guint8 *clear = g_new0(guint8, lines->len + 1);
	Cutting cutting = {
		.lines = lines, .count = lines->len, .parts = parts, .clear = clear, .regions = input->regions
	};
	Layout layout;
	size_t keep = 0;

	*out = (QuoteParts){ 0 };
	cutting_sort(&cutting);
	if (input->sent)
		mark_sent(&cutting, input->sent);
	cutting_mend(&cutting);
	cutting_mark_signatures(&cutting);
	layout = layout_of(&cutting);
	/* Answers between quoted lines, or around one that nobody is named for, make no sense without it. */
	if (layout.runs > 1 && layout.text_after)
		keep = layout.last_text;
	else if (layout.runs == 1 && layout.text_before && layout.text_after &&
		 !run_is_attributed(&cutting, layout.first_run))
		keep = layout.last_text;
	hand_out(&cutting, keep, out);
	out->uncertain = keep > 0 || cutting.uncertain || !cutting.cut_clear;
	out->forwarded = cutting.forwarded;
	if (!*out->reply || hides_answers(&cutting, out->reply, input->author)) {
		keep_all(input->text, out);
		out->uncertain = *out->reply != '\0';
		out->forwarded = cutting.forwarded;
	}
}

void
quote_parts_clear(QuoteParts *parts)
{
	g_clear_pointer(&parts->reply, g_free);
	g_clear_pointer(&parts->signature, g_free);
	g_clear_pointer(&parts->quoted, g_free);
}

void
quote_split(const char *text, char **out_reply, char **out_quoted, bool *out_uncertain)
{
	g_auto(QuoteParts) parts = { 0 };

	quote_parts(text, NULL, &parts);
	*out_reply = g_steal_pointer(&parts.reply);
	*out_quoted = g_steal_pointer(&parts.quoted);
	*out_uncertain = parts.uncertain;
}
