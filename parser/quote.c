#include "parser/quote.h"

#include "parser/line.h"
#include "parser/quote_mark.h"
#include "parser/quote_sent.h"
#include "parser/rule.h"
#include "parser/signature.h"

#include <string.h>

/* What each line of the mail is taken for. */
typedef enum {
	PART_TEXT,
	PART_BLANK,
	PART_QUOTED,
	PART_MARK,   /* an attribution above quoted lines */
	PART_HEADER, /* a copied header block and its separator, behind '>' or not */
	PART_SIGNATURE,
} Part;

typedef struct {
	GArray *lines; /* Line */
	size_t count;
	guint8 *parts;     /* Part, one a line */
	guint8 *clear;     /* at a mark's first line: no person writes so */
	size_t cut;        /* from here on everything is quoted */
	size_t cut_offset; /* bytes of new text in line `cut` */
	bool cut_clear, forwarded, uncertain;
} Cutting;

static Line
line_at(const Cutting *cutting, size_t i)
{
	return g_array_index(cutting->lines, Line, i);
}

static const Line *
lines_at(const Cutting *cutting, size_t i)
{
	/* A text of no lines has no array behind it, and nothing may be added to NULL. */
	return cutting->lines->len ? &g_array_index(cutting->lines, Line, i) : NULL;
}

static bool
is_quoted_line(const Cutting *cutting, size_t i)
{
	return quote_depth(line_at(cutting, i), NULL) > 0 && !quote_mark_in_angles(line_at(cutting, i));
}

/* Nothing behind the '>'. */
static bool
quote_is_empty(Line line)
{
	Line body;

	quote_depth(line, &body);
	return !body.length;
}

/* Mailbox files put a '>' before "From " at a line's head. */
static bool
is_escaped_from(const Cutting *cutting, size_t i)
{
	return line_starts(line_at(cutting, i), ">From ") && (!i || !is_quoted_line(cutting, i - 1)) &&
	       (i + 1 == cutting->count || !is_quoted_line(cutting, i + 1));
}

static size_t
skip_blank(const Cutting *cutting, size_t i)
{
	while (i < cutting->count && line_is_blank(line_at(cutting, i)))
		i++;
	return i;
}

/* Takes the mark at line `i` and those that follow it at once. Returns the line after them. */
static size_t
take_mark(Cutting *cutting, size_t i, const QuoteMark *mark)
{
	QuoteMark more;
	size_t end = i + mark->lines, next;

	for (int chain = 0; chain < 3; chain++) {
		next = skip_blank(cutting, end);
		if (next >= cutting->count || is_quoted_line(cutting, next) ||
			!quote_mark_at(lines_at(cutting, next), cutting->count - next, &more) || more.offset)
			break;
		end = next + more.lines;
	}
	return MIN(end, cutting->count);
}

/* The last line before `i` that says something, plus one; 0 when there is none. */
static size_t
text_before(const Cutting *cutting, size_t i)
{
	while (i > 0 && quote_is_empty(line_at(cutting, i - 1)))
		i--;
	return i;
}

/* Foxmail's own signature: the day, blank lines, a name, blank lines, and then the copied header block. */
static void
mark_dated_name(Cutting *cutting, size_t block)
{
	size_t name = text_before(cutting, block), day = name ? text_before(cutting, name - 1) : 0;

	if (!day || name == block || day + 1 >= name || !line_is_day(line_at(cutting, day - 1)) ||
		line_characters(line_trim(line_at(cutting, name - 1))) > 20)
		return;
	cutting->parts[day - 1] = cutting->parts[name - 1] = PART_SIGNATURE;
}

/* What Foxmail leaves above a copied header block goes with it: the writer's address, or day and name, and a
 * rule. */
static void
mark_above_block(Cutting *cutting, size_t block)
{
	size_t i = text_before(cutting, block), start = block;

	mark_dated_name(cutting, block);
	if (i && line_is_address(line_at(cutting, i - 1)))
		start = i - 1;
	for (i = text_before(cutting, start); i && line_is_rule(line_at(cutting, i - 1));
		i = text_before(cutting, start))
		start = i - 1;
	for (i = start; i < block; i++)
		if (cutting->parts[i] == PART_TEXT)
			cutting->parts[i] = PART_SIGNATURE;
}

/* A quoted line, or a whole copied header block behind '>'. Returns the line after it. */
static size_t
take_quoted(Cutting *cutting, size_t i)
{
	enum {
		WINDOW = 40
	};
	Line bodies[WINDOW];
	size_t count = 1;
	QuoteMark mark;

	quote_depth(line_at(cutting, i), bodies);
	if (!quote_may_head(bodies[0])) {
		cutting->parts[i] = PART_QUOTED;
		return i + 1;
	}
	for (; count < WINDOW && i + count < cutting->count && is_quoted_line(cutting, i + count); count++)
		quote_depth(line_at(cutting, i + count), &bodies[count]);
	if (!quote_mark_at(bodies, count, &mark) || !mark.headers || mark.offset) {
		cutting->parts[i] = PART_QUOTED;
		return i + 1;
	}
	count = MIN(mark.lines, count);
	while (i + count < cutting->count && is_quoted_line(cutting, i + count) &&
		quote_is_empty(line_at(cutting, i + count)))
		count++;
	memset(cutting->parts + i, PART_HEADER, count);
	mark_above_block(cutting, i);
	return i + count;
}

/* armor = "-----BEGIN PGP SIGNED MESSAGE-----" *( "Hash: " … ) / "-----BEGIN PGP SIGNATURE-----" …
 * "-----END". Returns the line after it, or `i`. */
static size_t
take_armor(Cutting *cutting, size_t i)
{
	enum {
		ARMOR_LINES = 60
	};
	size_t end = i + 1, stop = MIN(cutting->count, i + ARMOR_LINES);

	if (!line_starts(line_at(cutting, i), "-----BEGIN PGP SIG"))
		return i;
	if (line_starts(line_at(cutting, i), "-----BEGIN PGP SIGNED"))
		while (end < stop && line_starts(line_at(cutting, end), "Hash:"))
			end++;
	else
		while (end < stop && !line_starts(line_at(cutting, end++), "-----END PGP"))
			;
	memset(cutting->parts + i, PART_SIGNATURE, end - i);
	return end;
}

static void
sort_lines(Cutting *cutting)
{
	size_t i = banner_lines(lines_at(cutting, 0), cutting->count);
	QuoteMark mark;

	memset(cutting->parts, PART_SIGNATURE, i);
	while (i < cutting->count) {
		size_t end, next;

		if (line_is_blank(line_at(cutting, i))) {
			cutting->parts[i++] = PART_BLANK;
			continue;
		}
		if (is_escaped_from(cutting, i)) {
			cutting->parts[i++] = PART_TEXT;
			continue;
		}
		if (is_quoted_line(cutting, i)) {
			i = take_quoted(cutting, i);
			continue;
		}
		end = take_armor(cutting, i);
		if (end > i) {
			i = end;
			continue;
		}
		if (!quote_mark_at(lines_at(cutting, i), cutting->count - i, &mark)) {
			cutting->parts[i++] = PART_TEXT;
			continue;
		}
		end = take_mark(cutting, i, &mark);
		next = skip_blank(cutting, end);
		if (!mark.offset && next < cutting->count && is_quoted_line(cutting, next)) {
			memset(cutting->parts + i, mark.headers ? PART_HEADER : PART_MARK, end - i);
			cutting->clear[i] = mark.clear || mark.strong;
			cutting->forwarded |= mark.forwarded;
			i = end;
			continue;
		}
		if (mark.strong) {
			cutting->cut = i;
			cutting->cut_offset = mark.offset;
			cutting->cut_clear = mark.clear;
			cutting->forwarded |= mark.forwarded;
			if (mark.headers && !mark.offset)
				mark_above_block(cutting, i);
			return;
		}
		cutting->parts[i++] = PART_TEXT;
	}
	cutting->cut = cutting->count;
	cutting->cut_clear = true;
}

/* A line that some program wrapped out of a quoted one is quoted, if nothing in it says otherwise. */
static void
mend_wrapped(Cutting *cutting)
{
	for (size_t i = 1; i + 1 < cutting->cut; i++) {
		Line before, line = line_trim(line_at(cutting, i));

		if (cutting->parts[i] != PART_TEXT || cutting->parts[i - 1] != PART_QUOTED ||
			cutting->parts[i + 1] != PART_QUOTED || line.length > 60)
			continue;
		if (line_starts(line, "(http") || line_starts(line, "<http")) {
			cutting->parts[i] = PART_QUOTED;
			continue;
		}
		quote_depth(line_at(cutting, i - 1), &before);
		if (before.length < 60 || strchr(".?!:;", before.start[before.length - 1]))
			continue;
		if (g_ascii_islower(*line.start) || line_starts(line, "http"))
			cutting->parts[i] = PART_QUOTED;
	}
}

/* Marks the signature that ends each run of new text. */
static void
mark_signatures(Cutting *cutting)
{
	size_t start = 0;

	for (size_t i = 0; i <= cutting->cut; i++) {
		size_t count = i - start, from;

		if (i < cutting->cut && (cutting->parts[i] == PART_TEXT || cutting->parts[i] == PART_BLANK ||
						cutting->parts[i] == PART_SIGNATURE))
			continue;
		while (count && cutting->parts[start + count - 1] != PART_TEXT)
			count--;
		from = count ? signature_start(lines_at(cutting, start), count) : count;
		for (size_t j = start + from; j < start + count; j++)
			if (cutting->parts[j] == PART_TEXT)
				cutting->parts[j] = PART_SIGNATURE;
		start = i + 1;
	}
}

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
		quote_depth(line_at(cutting, i + count), &bodies[count]);
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
		append_line(last, line_at(cutting, i));
	}
	if (cutting->cut < cutting->count) {
		Line line = line_at(cutting, cutting->cut);

		append_line(reply, (Line){ line.start, cutting->cut_offset });
		append_line(quoted, line_skip(line, cutting->cut_offset));
	}
	for (size_t i = cutting->cut + 1; i < cutting->count; i++)
		append_line(quoted, line_at(cutting, i));
	out->reply = tidy(reply);
	out->signature = tidy(signature);
	out->quoted = tidy(quoted);
}

/* People say so when they answer inside a quote that has no '>'. */
static bool
announces_inline(const char *text)
{
	static const char *const words[] = {
		"inline",
		"in-line",
		"in line below",
		"in red",
		"in blue",
		"in green",
		"in bold",
		"answers below",
		"comments below",
		"replies below",
		"responses below",
		"answers in the text",
		"红字",
		"红色字",
		"标红",
		"用红色",
		"蓝字",
		"蓝色字",
		"逐条回复",
		"逐条答复",
		"逐一回复",
		"原文中回",
		"原文里回",
		"在原邮件中",
		"在原文",
		"回复见下",
		"答复见下",
		"回复在下面",
		"写在下面原",
	};
	Line line = { text, strlen(text) };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (line_find(line, words[i]))
			return true;
	return false;
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
	g_autofree bool *ours = sent_lines(lines_at(cutting, 0), cutting->count, sent);
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
		cutting->parts[i] = line_is_blank(line_at(cutting, i)) ? PART_BLANK : PART_QUOTED;
	for (size_t i = first; i < last; i++) {
		if (ours[i] || cutting->parts[i] == PART_BLANK || i < cutting->cut ||
			is_quoted_line(cutting, i) ||
			quote_mark_at(lines_at(cutting, i), cutting->count - i, &mark))
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
	g_autoptr(GArray) lines = lines_of(text);
	g_autofree guint8 *parts = g_new0(guint8, lines->len + 1);
	g_autofree guint8 *clear = g_new0(guint8, lines->len + 1);
	Cutting cutting = { .lines = lines, .count = lines->len, .parts = parts, .clear = clear };
	Layout layout;
	size_t keep = 0;

	*out = (QuoteParts){ 0 };
	sort_lines(&cutting);
	if (sent)
		mark_sent(&cutting, sent);
	mend_wrapped(&cutting);
	mark_signatures(&cutting);
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
	if (!*out->reply || (cutting.cut < cutting.count && announces_inline(out->reply))) {
		keep_all(text, out);
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
