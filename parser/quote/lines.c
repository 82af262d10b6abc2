#include "parser/quote/lines.h"

#include "parser/quote/mark.h"
#include "parser/quote/own_mark.h"
#include "parser/quote/rule.h"
#include "parser/quote/signature.h"

#include <string.h>

Line
cutting_line(const Cutting *cutting, size_t i)
{
	return g_array_index(cutting->lines, Line, i);
}

const Line *
cutting_lines(const Cutting *cutting, size_t i)
{
	/* A text of no lines has no array behind it, and nothing may be added to NULL. */
	return cutting->lines->len ? &g_array_index(cutting->lines, Line, i) : NULL;
}

bool
cutting_is_quoted(const Cutting *cutting, size_t i)
{
	Line line = cutting_line(cutting, i);

	if (own_mark_begins(line, cutting->mark))
		return true;
	return quote_depth(line, NULL) > 0 && !quote_mark_in_angles(line);
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
	return line_starts(cutting_line(cutting, i), ">From ") &&
	       (!i || !cutting_is_quoted(cutting, i - 1)) &&
	       (i + 1 == cutting->count || !cutting_is_quoted(cutting, i + 1));
}

static size_t
skip_blank(const Cutting *cutting, size_t i)
{
	while (i < cutting->count && line_is_blank(cutting_line(cutting, i)))
		i++;
	return i;
}

/* Takes the mark at line `i` and those that follow it at once. Returns the line after them. *out_inner: a
 * copied header block whose mail begins with an attribution of its own. */
static size_t
take_mark(Cutting *cutting, size_t i, const QuoteMark *mark, bool *out_inner)
{
	QuoteMark more;
	size_t end = i + mark->lines, next;

	*out_inner = false;
	for (int chain = 0; chain < 3; chain++) {
		next = skip_blank(cutting, end);
		if (next >= cutting->count || cutting_is_quoted(cutting, next) ||
			!quote_mark_at(cutting_lines(cutting, next), cutting->count - next, &more) ||
			more.offset)
			break;
		*out_inner = *out_inner || (mark->headers && !more.headers);
		end = next + more.lines;
	}
	return MIN(end, cutting->count);
}

/* The last line before `i` that says something, plus one; 0 when there is none. */
static size_t
text_before(const Cutting *cutting, size_t i)
{
	while (i > 0 && quote_is_empty(cutting_line(cutting, i - 1)))
		i--;
	return i;
}

/* Foxmail's own signature: the day, blank lines, a name, blank lines, and then the copied header block. */
static void
mark_dated_name(Cutting *cutting, size_t block)
{
	size_t name = text_before(cutting, block), day = name ? text_before(cutting, name - 1) : 0;

	if (!day || name == block || day + 1 >= name || !line_is_day(cutting_line(cutting, day - 1)) ||
		line_characters(line_trim(cutting_line(cutting, name - 1))) > 20)
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
	if (i && line_is_address(cutting_line(cutting, i - 1)))
		start = i - 1;
	for (i = text_before(cutting, start); i && line_is_rule(cutting_line(cutting, i - 1));
		i = text_before(cutting, start))
		start = i - 1;
	for (i = start; i < block; i++)
		if (cutting->parts[i] == PART_TEXT)
			cutting->parts[i] = PART_SIGNATURE;
}

/* A quoted line, or a whole copied header block behind '>', which says of the `first` one that the mail is
 * passed on. Returns the line after it. */
static size_t
take_quoted(Cutting *cutting, size_t i, bool first)
{
	enum {
		WINDOW = 40
	};
	Line bodies[WINDOW];
	size_t count = 1;
	QuoteMark mark;

	quote_depth(cutting_line(cutting, i), bodies);
	if (!quote_may_head(bodies[0])) {
		cutting->parts[i] = PART_QUOTED;
		return i + 1;
	}
	for (; count < WINDOW && i + count < cutting->count && cutting_is_quoted(cutting, i + count); count++)
		quote_depth(cutting_line(cutting, i + count), &bodies[count]);
	if (!quote_mark_at(bodies, count, &mark) || !mark.headers || mark.offset) {
		cutting->parts[i] = PART_QUOTED;
		return i + 1;
	}
	count = MIN(mark.lines, count);
	while (i + count < cutting->count && cutting_is_quoted(cutting, i + count) &&
		quote_is_empty(cutting_line(cutting, i + count)))
		count++;
	memset(cutting->parts + i, PART_HEADER, count);
	cutting->forwarded |= first && mark.forwarded;
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

	if (!line_starts(cutting_line(cutting, i), "-----BEGIN PGP SIG"))
		return i;
	if (line_starts(cutting_line(cutting, i), "-----BEGIN PGP SIGNED"))
		while (end < stop && line_starts(cutting_line(cutting, end), "Hash:"))
			end++;
	else
		while (end < stop && !line_starts(cutting_line(cutting, end++), "-----END PGP"))
			;
	memset(cutting->parts + i, PART_SIGNATURE, end - i);
	return end;
}

/* Do the lines from `i` on name things before colons, as a copied header block does? */
static bool
looks_like_block(const Cutting *cutting, size_t i)
{
	enum {
		LABEL_BYTES = 40
	};
	size_t named = 0;

	for (size_t end = MIN(i + 6, cutting->count); i < end; i++) {
		Line line = cutting_line(cutting, i);

		line.length = MIN(line.length, LABEL_BYTES);
		named += line_find(line, ":") || line_find(line, "：");
	}
	return named >= 3;
}

static bool
has_text_behind(const Cutting *cutting, size_t i)
{
	while (i < cutting->count && quote_is_empty(cutting_line(cutting, i)))
		i++;
	return i < cutting->count;
}

/* The region that says of line `i` that a quote or its attribution begins there, or NULL. */
static const Region *
region_at(const Cutting *cutting, size_t i)
{
	for (size_t n = 0; cutting->regions && n < cutting->regions->len; n++) {
		const Region *region = &g_array_index(cutting->regions, Region, n);

		if (region->kind == REGION_SIGNATURE || i < region->start || i >= region->end)
			continue;
		if (region->kind != REGION_BLOCK || looks_like_block(cutting, i))
			return region;
	}
	return NULL;
}

/* What a mail program's HTML says of line `i`, where no words do. */
static bool
region_mark_at(const Cutting *cutting, size_t i, QuoteMark *out)
{
	enum {
		ABOVE_LINES = 6 /* of an attribution inside the element that holds the quote */
	};
	const Region *region = region_at(cutting, i);
	size_t end = i;

	if (!region)
		return false;
	while (end < cutting->count && end - i < ABOVE_LINES && end < region->end &&
		!cutting_is_quoted(cutting, end))
		end++;
	if (region->kind != REGION_ATTRIBUTION && (end == cutting->count || !cutting_is_quoted(cutting, end)))
		end = i + 1;
	while (end > i + 1 && line_is_blank(cutting_line(cutting, end - 1)))
		end--;
	*out = (QuoteMark){ .lines = end - i, .strong = true, .clear = true };
	return true;
}

/* By its words, or where they leave doubt by the HTML. */
static bool
mark_at(const Cutting *cutting, size_t i, QuoteMark *out)
{
	bool worded = quote_mark_at(cutting_lines(cutting, i), cutting->count - i, out);
	QuoteMark region;

	if (!(worded && out->strong) && region_mark_at(cutting, i, &region)) {
		*out = region;
		return true;
	}
	return worded;
}

/* A quote without '>' below which the mail goes on. Returns the line after it, or `i`. */
static size_t
take_region(Cutting *cutting, size_t i)
{
	const Region *region = region_at(cutting, i);

	if (!region || region->kind != REGION_QUOTE || !has_text_behind(cutting, region->end))
		return i;
	for (; i < region->end; i++)
		cutting->parts[i] = line_is_blank(cutting_line(cutting, i)) ? PART_BLANK : PART_QUOTED;
	return i;
}

/* Line i may be an attribution or a header block. The line behind what it is, or i: then it is text, unless
 * the cut was set there. `text`: something of the writer stands above it. */
static size_t
take_marked(Cutting *cutting, size_t i, bool text, size_t last_quoted)
{
	QuoteMark mark;
	size_t end, next;
	bool inner;

	if (!mark_at(cutting, i, &mark))
		return i;
	end = take_mark(cutting, i, &mark, &inner);
	next = skip_blank(cutting, end);
	if (!mark.headers)
		own_mark_learn(cutting, next);
	/* Quoted lines that the copied mail has itself make it no less one without '>'. */
	if (!mark.offset && next < cutting->count && cutting_is_quoted(cutting, next) && !(inner && text)) {
		memset(cutting->parts + i, mark.headers ? PART_HEADER : PART_MARK, end - i);
		cutting->clear[i] = mark.clear || mark.strong;
		cutting->forwarded |= mark.forwarded;
		if (mark.headers)
			mark_above_block(cutting, i);
		return end;
	}
	if (!mark.strong)
		return i;
	/* Answers may begin between the attribution and the first '>': then nothing stands above it. */
	if (!mark.headers && !mark.offset && !text && i < last_quoted) {
		memset(cutting->parts + i, PART_MARK, end - i);
		cutting->uncertain = true;
		return end;
	}
	end = take_region(cutting, i);
	if (end > i) {
		cutting->clear[i] = true;
		return end;
	}
	cutting->cut = i;
	cutting->cut_offset = mark.offset;
	cutting->cut_clear = mark.clear;
	cutting->forwarded |= mark.forwarded;
	if (mark.headers && !mark.offset)
		mark_above_block(cutting, i);
	return i;
}

void
cutting_sort(Cutting *cutting)
{
	size_t i = banner_lines(cutting_lines(cutting, 0), cutting->count);
	size_t last_quoted = cutting->count;
	bool text = false, quoted = false;

	own_mark_learn_initials(cutting);
	while (last_quoted && !cutting_is_quoted(cutting, last_quoted - 1))
		last_quoted--;
	memset(cutting->parts, PART_SIGNATURE, i);
	cutting->cut = cutting->count;
	cutting->cut_clear = true;
	while (i < cutting->cut) {
		size_t at = i;

		if (line_is_blank(cutting_line(cutting, i))) {
			cutting->parts[i++] = PART_BLANK;
			continue;
		}
		if (cutting_is_quoted(cutting, i) && !is_escaped_from(cutting, i)) {
			i = take_quoted(cutting, i, !quoted);
			quoted = true;
			/* Supercite: '>>>>> "Ann" == Ann Lee <…> writes:', and below it "Ann> …". */
			if (line_starts(cutting_line(cutting, at), ">>>>> \""))
				own_mark_learn(cutting, skip_blank(cutting, i));
			continue;
		}
		if (!is_escaped_from(cutting, i)) {
			i = take_armor(cutting, i);
			if (i == at)
				i = take_marked(cutting, i, text, last_quoted);
		}
		quoted = quoted || (cutting->parts[at] != PART_SIGNATURE && i > at);
		if (i == at && i < cutting->cut) {
			cutting->parts[i++] = PART_TEXT;
			text = true;
		}
	}
}
