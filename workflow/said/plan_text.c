#include "workflow/said/plan_text.h"

#include "workflow/said/day.h"

#include <string.h>

enum {
	COST_DIGITS = 9,
	SLASHES_MAX = 20
};

/* ---- measures ---- */

/* number = ( DIGIT* / Chinese numeral ) ( "." / "、" / "．" / ")" / "）" ) / circled digit, perhaps in
 * brackets */
static const char *
skip_numbering(const char *line)
{
	static const char *const open[] = { "(", "（", NULL };
	static const char *const close[] = { ".", "、", "．", ")", "）", NULL };
	const char *at = line;
	gunichar c = g_utf8_get_char_validated(at, -1);
	bool bracket;
	int n;

	if (c >= 0x2460 && c <= 0x2473) { /* ① … ⑳ */
		at += g_utf8_skip[(guchar)*at];
		day_skip_spaces(&at);
		return at;
	}
	bracket = day_take_word(&at, open) >= 0;
	if (!day_take_number(&at, &n))
		return line;
	if (day_take_word(&at, close) < 0)
		return line;
	/* "1.5小时" is a number, not the first measure. */
	if (!bracket && g_ascii_isdigit(*at) && at[-1] == '.')
		return line;
	day_skip_spaces(&at);
	return at;
}

/* Adds the measures of `text`, which are parted by line ends and semicolons. */
static void
add_measures(GString *measures, const char *text)
{
	g_autofree char *unified = NULL;
	g_auto(GStrv) parts = NULL;
	g_auto(GStrv) wide = g_strsplit(text, "；", -1);

	unified = g_strjoinv(";", wide);
	parts = g_strsplit_set(unified, ";\n", -1);
	for (char **part = parts; *part; part++) {
		const char *at = g_strstrip(*part);

		day_skip_spaces(&at);
		at = skip_numbering(at);
		if (!*at)
			continue;
		if (measures->len)
			g_string_append_c(measures, '\n');
		g_string_append(measures, at);
	}
}

/* cost = [ "¥" ] 1*9DIGIT [ "." digits ] [ 元 / 块 ] / 无 / 免费; a wrong one is told, never guessed */
static void
read_cost(const char *text, PlanText *out)
{
	static const char *const before[] = { "¥", "￥", "约", "RMB", NULL };
	static const char *const none[] = { "无费用", "无", "免费", "没有", "none", NULL };
	static const char *const after[] = { "元整", "元", "块", "yuan", NULL };
	g_autofree char *plain = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
	const char *at = plain ? plain : "";
	int64_t yuan = 0;
	int digits = 0;

	day_skip_spaces(&at);
	if (!*at)
		return;
	day_take_word(&at, before);
	if (day_take_word(&at, none) >= 0) {
		out->cost = 0;
	} else {
		for (; digits <= COST_DIGITS && (g_ascii_isdigit(*at) || (digits && *at == ',')); at++) {
			if (*at == ',')
				continue;
			yuan = yuan * 10 + (*at - '0');
			digits++;
		}
		/* Jiao and fen are rounded up: nobody shall slip below a limit by them. */
		if (*at == '.' && g_ascii_isdigit(at[1])) {
			bool rest = false;

			for (at++; g_ascii_isdigit(*at); at++)
				rest = rest || *at != '0';
			yuan += rest;
		}
		out->cost = yuan;
		day_take_word(&at, after);
	}
	day_skip_spaces(&at);
	if (*at || (digits == 0 && out->cost != 0) || digits > COST_DIGITS) {
		out->bad_cost = true;
		out->cost = -1;
	}
}

/* ---- labelled lines ---- */

typedef enum {
	LABEL_NONE,
	LABEL_MEASURES,
	LABEL_RESPONSIBLE,
	LABEL_DAY,
	LABEL_COST,
} Label;

static Label
take_label(const char **at)
{
	static const struct {
		const char *word;
		Label label;
	} rows[] = {
		{ "处理措施", LABEL_MEASURES },
		{ "措施", LABEL_MEASURES },
		{ "责任人", LABEL_RESPONSIBLE },
		{ "负责人", LABEL_RESPONSIBLE },
		{ "完成时间", LABEL_DAY },
		{ "完成日期", LABEL_DAY },
		{ "完成期限", LABEL_DAY },
		{ "时间", LABEL_DAY },
		{ "费用", LABEL_COST },
		{ "measures", LABEL_MEASURES },
		{ "responsible", LABEL_RESPONSIBLE },
		{ "by", LABEL_DAY },
		{ "cost", LABEL_COST },
	};
	static const char *const colon[] = { ":", "：", NULL };

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *const words[] = { rows[i].word, NULL };
		const char *from = *at;

		day_skip_spaces(&from);
		if (day_take_word(&from, words) < 0)
			continue;
		day_skip_spaces(&from);
		if (day_take_word(&from, colon) < 0)
			continue;
		day_skip_spaces(&from);
		*at = from;
		return rows[i].label;
	}
	return LABEL_NONE;
}

/* False when no line has a label. Lines without one go on with the measures. */
static bool
read_labelled(const char *text, const Calendar *calendar, int64_t now, PlanText *out)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autoptr(GString) measures = g_string_new(NULL);
	bool labelled = false;

	for (char **line = lines; *line; line++) {
		const char *at = g_strstrip(*line);
		Label label = take_label(&at);

		labelled = labelled || label != LABEL_NONE;
		switch (label) {
		case LABEL_NONE:
		case LABEL_MEASURES:
			add_measures(measures, at);
			break;
		case LABEL_RESPONSIBLE:
			g_free(out->responsible);
			out->responsible = *at ? g_strdup(at) : NULL;
			break;
		case LABEL_DAY:
			out->day = day_read(at, calendar, now, NULL);
			break;
		case LABEL_COST:
			read_cost(at, out);
			break;
		}
	}
	if (!labelled)
		return false;
	out->measures = measures->len ? g_strdup(measures->str) : NULL;
	return true;
}

/* ---- one line with slashes ---- */

/* "3月6日[/200]" */
static bool
read_tail(const char *text, const Calendar *calendar, int64_t now, PlanText *out)
{
	static const char *const slash[] = { "/", "／", NULL };
	const char *at = text;
	size_t length;

	out->day = day_read(text, calendar, now, &length);
	if (!out->day)
		return false;
	at += length;
	day_skip_spaces(&at);
	if (!*at)
		return true;
	if (day_take_word(&at, slash) < 0)
		return false;
	read_cost(at, out);
	return true;
}

/* A slash may stand inside the measures and inside the date ("3/6"), so the responsible person is what stands
 * before the first slash behind which a whole date (and perhaps a cost) is left. */
static void
read_slashed(const char *text, const Calendar *calendar, int64_t now, PlanText *out)
{
	g_auto(GStrv) wide = g_strsplit(text, "／", SLASHES_MAX);
	g_autofree char *unified = g_strjoinv("/", wide);
	g_auto(GStrv) parts = g_strsplit(unified, "/", SLASHES_MAX);
	g_autoptr(GString) measures = g_string_new(NULL);
	guint count = g_strv_length(parts), before = 1;

	for (guint i = 2; i < count; i++) {
		g_autofree char *tail = g_strjoinv("/", parts + i);

		if (read_tail(tail, calendar, now, out)) {
			before = i - 1;
			break;
		}
		out->day = 0;
		out->bad_cost = false;
		out->cost = -1;
	}
	for (guint i = 0; i < before && i < count; i++) {
		if (i)
			g_string_append_c(measures, '/');
		g_string_append(measures, parts[i]);
	}
	if (before < count) {
		out->responsible = g_strdup(g_strstrip(parts[before]));
		if (!*out->responsible)
			g_clear_pointer(&out->responsible, g_free);
	}
	{
		g_autofree char *all = g_strdup(measures->str);

		g_string_truncate(measures, 0);
		add_measures(measures, all);
	}
	out->measures = measures->len ? g_strdup(measures->str) : NULL;
}

void
plan_text_read(const char *text, const Calendar *calendar, int64_t now, PlanText *out)
{
	*out = (PlanText){ .cost = -1 };
	if (!read_labelled(text, calendar, now, out))
		read_slashed(text, calendar, now, out);
}

void
plan_text_clear(PlanText *plan)
{
	g_clear_pointer(&plan->measures, g_free);
	g_clear_pointer(&plan->responsible, g_free);
}
