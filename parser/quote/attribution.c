#include "parser/quote/attribution.h"

#include "parser/quote/rule.h"
#include "parser/text/word_table.h"

#include <string.h>

#define JOINED_LINES 6   /* an attribution wraps over at most this many */
#define JOINED_BYTES 600 /* and is no longer than this */
#define SHAPE_BYTES 300  /* without a word that we know */
#define PLAIN_BYTES 120  /* without date or address */
#define FLAT_SPAN 300    /* bytes of one that stands inside a line */
#define HEAD_BYTES 40    /* from its first word to its date */

/* clang-format off */
/* What an attribution says; `last` verbs end it but for a colon, after the others a name or a date may follow. */
static const struct {
	const char *verb;
	bool last;
} verbs[] = {
	{ "wrote", true }, { "writes", true }, { "wrote on", false }, { "said", true }, { "写道", true }, { "寫道", true },
	{ "写到", true }, { "寫到", true }, { "写于", false }, { "寫於", false }, { "来信", true }, { "撰写", true },
	{ "schrieb", false }, { "schrieben", true }, { "geschrieben", true }, { "a écrit", true }, { "écrit", true },
	{ "ha scritto", true }, { "scrive", true }, { "escribió", true }, { "escribio", true }, { "va escriure", true },
	{ "escreveu", false }, { "a scris", true }, { "schreef", false }, { "het volgende geschreven", true },
	{ "skrev", false }, { "skrifaði", false }, { "napisał(a)", true }, { "napisał", true }, { "napisała", true },
	{ "pisze", true }, { "napsal(a)", true }, { "napsal", true }, { "napsala", true }, { "napísal(a)", true },
	{ "napísal", true }, { "napisao je", true }, { "napisala je", true }, { "je napisal", true }, { "napisala", true },
	{ "написал(а)", true }, { "написал", true }, { "написала", true }, { "написа", true }, { "пишет", true },
	{ "пише", true }, { "kirjoitti", false }, { "kirjutas", false }, { "rašė", true }, { "ezt írta", false },
	{ "írta", true }, { "έγραψε", true }, { "şunu yazdı", true }, { "şunları yazdı", false }, { "yazdı", true },
	{ "đã viết", true }, { "menulis", true }, { "เขียนว่า", true }, { "のメール", true }, { "のメッセージ", true },
	{ "書きました", true }, { "さんが書きました", true }, { "님이 작성", true },
	{ "님이 작성하였습니다", true }, { "님이 작성했습니다", true }, { "작성", true }, { "쓴 글", true },
};

/* How an attribution may begin when it wraps, or when no address stands in it. */
static const char *const openers[] = { "On ", "At ", "在", "於", "于", "Am ", "Le ", "El ", "Il ", "Em ", "No dia ",
	"Op ", "Den ", "På ", "W dniu ", "Dnia ", "Dne ", "Pada ", "Vào ", "Tarih", "Pe ", "În ", "Στις ", "На ",
	"Wiadomość napisana ", "A ", "(", "Kuupäev ", "Þann ", "V V ", "เมื่อ ", "בתאריך", "في " };
static WordTable by_opener = WORD_TABLE(openers);

/* A program's own name before the address: "Sent from Phone Ann <ann@mail.example> wrote:". */
static const char sent_from[] = "Sent from ";

static const char *const stops[] = { "。", "，", "！", "？", "；", "、" };
/* clang-format on */

/* What a line says beside its words. */
typedef struct {
	bool colon;     /* at its end */
	size_t rules;   /* around it */
	bool address;   /* an '@' between letters */
	bool bracketed; /* in brackets, as programs write it */
	bool year;      /* of four digits */
	bool date;      /* a whole one, or a year */
	bool time;
	const char *verb, *verb_end; /* NULL: none that we know */
	bool verb_is_last;
} Evidence;

static bool
is_digit_at(Line line, size_t i)
{
	return i < line.length && g_ascii_isdigit(line.start[i]);
}

static size_t
skip_digits(Line line, size_t i)
{
	while (is_digit_at(line, i))
		i++;
	return i;
}

/* date = digits sep [ " " ] digits sep [ " " ] digits / digits "年" [ " " ] digits "月", at the digit `i`;
 * sep is
 * '/', '.' or '-', twice the same. */
static bool
is_date_at(Line line, size_t i)
{
	static const char *const units[] = { "年", "년" };
	size_t end = skip_digits(line, i), next;
	Line rest = line_skip(line, end);

	for (size_t n = 0; n < G_N_ELEMENTS(units); n++)
		if (line_starts(rest, units[n])) {
			rest = line_trim(line_skip(rest, strlen(units[n])));
			return rest.length && g_ascii_isdigit(*rest.start);
		}
	if (end - i > 4 || end >= line.length || !strchr("/.-", line.start[end]))
		return false;
	next = end + 1;
	while (next < line.length && next < end + 3 && line.start[next] == ' ')
		next++;
	next = skip_digits(line, next);
	if (next == end + 1 || next >= line.length || line.start[next] != line.start[end])
		return false;
	for (end = next + 1; end < line.length && end < next + 3 && line.start[end] == ' ';)
		end++;
	return is_digit_at(line, end);
}

/* "10:00", "10.00", "10h00", "上午 9：30", "10时00分" */
static bool
is_time_at(Line line, size_t i)
{
	size_t end = skip_digits(line, i), n;

	if (end - i > 2)
		return false;
	n = colon_length(line.start + end, line.length - end);
	if (!n && end < line.length && (line.start[end] == 'h' || line.start[end] == '.'))
		n = 1;
	if (!n)
		n = line_starts(line_skip(line, end), "时") + line_starts(line_skip(line, end), "時");
	return n && is_digit_at(line, end + n) && is_digit_at(line, end + n + 1) &&
	       !is_digit_at(line, end + n + 2);
}

static void
find_when(Line line, Evidence *evidence)
{
	size_t i = digit_offset(line);

	while (i < line.length) {
		size_t end = skip_digits(line, i);

		if (end - i == 4 && (!memcmp(line.start + i, "20", 2) || !memcmp(line.start + i, "19", 2)))
			evidence->year = true;
		evidence->date = evidence->date || evidence->year || is_date_at(line, i);
		evidence->time = evidence->time || is_time_at(line, i);
		i = end + digit_offset(line_skip(line, end));
	}
}

/* Mail.ru names the address twice, first without brackets. */
static void
find_address(Line line, Evidence *evidence)
{
	enum {
		ADDRESSES = 3 /* that are looked at */
	};
	const char *end = line.start + line.length, *from = line.start, *at, *open;

	for (int n = 0; n < ADDRESSES && !evidence->bracketed; n++, from = at + 1) {
		at = memchr(from, '@', (size_t)(end - from));
		if (!at)
			return;
		if (at == line.start || at + 1 == end || g_ascii_isspace(at[1]))
			continue;
		evidence->address = true;
		for (open = at; open > from && !strchr(" <([\"", *open); open--)
			;
		evidence->bracketed = strchr("<([", *open) != NULL;
	}
}

/* "Ann Lee schrieb am 05.03.2026 um 10:00": the rest of the line says when, and no more. */
static bool
verb_is_followed_by_time(Line line, const Evidence *evidence)
{
	enum {
		WHEN_BYTES = 60
	};
	Line rest = { evidence->verb_end, (size_t)(line.start + line.length - evidence->verb_end) };
	Evidence when = { 0 };

	if (evidence->verb_is_last || rest.length > WHEN_BYTES)
		return false;
	find_when(rest, &when);
	return when.date && when.time;
}

/* The last verb that ends the line, or the first that stands in it and may do so. */
static void
find_verb(Line line, Evidence *evidence)
{
	for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
		const char *at;
		size_t n = line_ends(line, verbs[i].verb);

		if (n) {
			evidence->verb_end = line.start + line.length;
			evidence->verb = evidence->verb_end - n;
			evidence->verb_is_last = true;
			return;
		}
		/* A verb that ends its sentence may stand before a time alone. */
		if (!evidence->colon || evidence->verb ||
			(verbs[i].last && !(evidence->date && evidence->time)))
			continue;
		at = line_find(line, verbs[i].verb);
		if (at) {
			evidence->verb = at;
			evidence->verb_end = at + strlen(verbs[i].verb);
			if (verbs[i].last && !verb_is_followed_by_time(line, evidence))
				evidence->verb = NULL;
		}
	}
}

/* `line` between rules, and without the colon at its end. */
static Line
read_evidence(Line line, Evidence *out)
{
	*out = (Evidence){ 0 };
	line = between_rules(line, &out->rules);
	if (line_ends(line, ":") || line_ends(line, "："))
		out->colon = true;
	if (out->colon)
		line.length -= line_ends(line, ":") ? 1 : strlen("：");
	line = line_trim(line);
	if (out->colon)
		find_when(line, out);
	find_verb(line, out);
	/* Most lines are done with here. */
	if (!out->verb && !out->colon && !line_ends(line, ">"))
		return line;
	find_address(line, out);
	if (!out->colon)
		find_when(line, out);
	return line;
}

static bool
begins_with_opener(Line line)
{
	if (is_digit_at(line, 0) && is_date_at(line, 0))
		return true;
	if (is_digit_at(line, 0)) {
		Evidence evidence = { 0 };

		find_when(line, &evidence);
		return evidence.year;
	}
	for (size_t i = word_table_first(&by_opener, line); i < by_opener.count;
		i = word_table_next(&by_opener, i))
		if (line_starts(line, openers[i]))
			return true;
	return false;
}

/* "安丽 于 2026/3/5 10:00 写道": nothing stands between the time and the verb. */
static bool
time_ends_at_verb(Line line, const Evidence *evidence)
{
	enum {
		GAP_BYTES = 9
	};
	const char *p = evidence->verb;
	Line gap;

	while (p > line.start && evidence->verb - p < GAP_BYTES && !g_ascii_isdigit(p[-1]))
		p--;
	gap = line_trim((Line){ p, (size_t)(evidence->verb - p) });
	return p > line.start && g_ascii_isdigit(p[-1]) &&
	       (line_characters(gap) <= 2 || line_is(gap, "AM") || line_is(gap, "PM"));
}

/* "2026-03-05 10:00 GMT+08:00 Ann Lee" */
static bool
is_zoned_name(Line line)
{
	Evidence when = { 0 };

	if (line.length >= PLAIN_BYTES || !is_digit_at(line, 0) || !is_date_at(line, 0) ||
		!(line_find(line, " GMT") || line_find(line, " UTC")))
		return false;
	find_when(line, &when);
	return when.time;
}

/* A name of a few words and an address in angles, nothing else. */
static bool
is_mailbox(Line line, const Evidence *evidence)
{
	size_t words = 0;

	if (!evidence->bracketed || !line_ends(line, ">") || !memchr(line.start, '<', line.length) ||
		memchr(line.start, ':', line.length))
		return false;
	for (size_t i = 1; i < line.length; i++)
		words += line.start[i] != ' ' && line.start[i - 1] == ' ';
	return words >= 1 && words <= 4;
}

/* attribution = [ date ] [ name ] [ address ] verb ":" in the order that the language has */
static bool
sentence_is_attribution(Line line, Attribution *out)
{
	Evidence is;
	bool dated;

	line = read_evidence(line, &is);
	dated = is.date || is.time;
	out->strong = out->clear = false;
	if (is.verb && (is.colon || is.verb_is_last)) {
		out->clear = (is.address && (dated || line_starts(line, sent_from))) || is.rules >= 4;
		out->strong = out->clear || (is.date && is.time && begins_with_opener(line)) ||
			      (is.date && is.time && is.verb_is_last && time_ends_at_verb(line, &is)) ||
			      verb_is_followed_by_time(line, &is);
		return out->strong || is.address || dated || (is.colon && line.length < PLAIN_BYTES);
	}
	/* By shape, for languages without a row: an address and a time before a colon. */
	if (is.address && is.colon && line.length < SHAPE_BYTES) {
		out->strong = out->clear = is.bracketed && is.date && is.time;
		return true;
	}
	/* "Ann Lee, 5 Mar 2026 10:00:" and "Ann Lee <ann@mail.example>" count only directly above a quote. */
	if (line.length < PLAIN_BYTES && ((is.colon && is.date && is.time) || is_mailbox(line, &is)))
		return true;
	if (is_zoned_name(line))
		return true;
	/* "2026/3/5 Ann Lee <ann@mail.example>", "2026-03-05 10:00, Ann Lee:" */
	return is.date && line.length < PLAIN_BYTES && is_digit_at(line, 0) && begins_with_opener(line) &&
	       (is.colon || (is.bracketed && line_ends(line, ">")));
}

/* Most lines end like a sentence and are prose. */
static bool
ends_like_prose(Line line)
{
	if (line.length && strchr(".,!?;", line.start[line.length - 1]))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(stops); i++)
		if (line_ends(line, stops[i]))
			return true;
	return false;
}

static bool
attribution_is(Line line, Attribution *out)
{
	out->strong = out->clear = false;
	return !ends_like_prose(line) && sentence_is_attribution(line, out);
}

/* May more of it stand on the next line? */
static bool
may_wrap(Line line)
{
	Evidence evidence = { 0 };

	if (begins_with_opener(line))
		return true;
	find_address(line, &evidence);
	find_when(line, &evidence);
	return evidence.bracketed || (evidence.year && evidence.time);
}

/* Chinese is wrapped inside words, which a blank would split. */
static void
join(GString *text, Line next)
{
	if (text->len && (!(text->str[text->len - 1] & 0x80) || !(*next.start & 0x80)))
		g_string_append_c(text, ' ');
	g_string_append_len(text, next.start, (gssize)next.length);
}

static bool
wrapped_attribution_at(const Line *lines, size_t count, Attribution *out)
{
	g_autoptr(GString) joined = g_string_new(NULL);
	Attribution found = { 0 };

	for (size_t i = 0; i < MIN(count, JOINED_LINES); i++) {
		Line next = line_trim(lines[i]);
		Evidence evidence;

		/* Some put the address into a paragraph of its own. */
		if (i && !next.length && i + 1 < count && line_starts(line_trim(lines[i + 1]), "<"))
			continue;
		if (!next.length || joined->len + next.length > JOINED_BYTES)
			return false;
		join(joined, next);
		if (!i || !attribution_is((Line){ joined->str, joined->len }, &found))
			continue;
		/* Two lines of prose that end in "wrote:" are none. */
		read_evidence((Line){ joined->str, joined->len }, &evidence);
		if (!evidence.address && !evidence.date)
			return false;
		found.lines = i + 1;
		*out = found;
		return true;
	}
	return false;
}

/* The attribution that ends with the verb at `verb`, inside the line: from the nearest opener before it. */
static bool
flat_attribution_before(Line line, const char *verb, size_t verb_length, Attribution *out)
{
	static const char *const heads[] = { "On ", "At ", "在 ", "于 ", "於 ", "在2", "于2", "於2", "Am ",
		"Le ", "El ", "2" };
	const char *first = verb - line.start > FLAT_SPAN ? verb - FLAT_SPAN : line.start;

	const char *found = NULL;

	/* "On" may stand a little before the date that was found to begin it. */
	for (const char *p = verb; p-- > first && (!found || found - p < HEAD_BYTES);) {
		Line head = { p, (size_t)(verb - p) };
		Evidence evidence = { 0 };
		bool opens = false;

		if (p > line.start && p[-1] != ' ' && !(p[-1] & 0x80) && !strchr(".!?>", p[-1]))
			continue;
		for (size_t i = 0; i < G_N_ELEMENTS(heads) && !opens; i++)
			opens = line_starts(head, heads[i]) > 0;
		if (!opens)
			continue;
		find_address(head, &evidence);
		find_when(head, &evidence);
		if (evidence.address && evidence.year && evidence.time &&
			(!is_digit_at(head, 0) || is_date_at(head, 0)))
			found = p;
	}
	if (!found)
		return false;
	while (found > line.start && strchr(" -*_", found[-1]))
		found--;
	*out = (Attribution){ .lines = 1,
		.offset = (size_t)(found - line.start),
		.strong = true,
		.clear = verb + verb_length == line.start + line.length };
	return true;
}

/* Programs that lose newlines run it together with what stands around it. */
static bool
flat_attribution_at(Line line, Attribution *out)
{
	static const char *const ends[] = { " wrote:", "写道：",
		"写道:", " schrieb:", " a écrit :", " escribió:" };

	if (!memchr(line.start, '@', line.length))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		Line rest = line;
		const char *at;

		for (int tries = 0; tries < 3 && (at = line_find(rest, ends[i])); tries++) {
			if (flat_attribution_before(line, at, strlen(ends[i]), out))
				return true;
			rest = line_skip(rest, (size_t)(at - rest.start) + 1);
		}
	}
	return false;
}

bool
attribution_at(const Line *lines, size_t count, Attribution *out)
{
	Line first = line_trim(lines[0]);
	Attribution found = { .lines = 1 }, flat;

	if (!first.length)
		return false;
	if (first.length > JOINED_BYTES)
		return flat_attribution_at(lines[0], out);
	if (attribution_is(first, &found)) {
		*out = found;
		if (found.clear && flat_attribution_at(lines[0], &flat) &&
			flat.offset > (size_t)(first.start - lines[0].start))
			*out = flat;
		return true;
	}
	return (may_wrap(first) && wrapped_attribution_at(lines, count, out)) ||
	       flat_attribution_at(lines[0], out);
}
