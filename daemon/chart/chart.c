#include "daemon/chart/chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * charts = { chart }
 * chart  = "chart" TAB count TAB first LF { "tick" TAB index TAB words LF } { panel } "end" LF
 * panel  = "panel" TAB kind TAB tone TAB tall TAB top TAB mark TAB label TAB value TAB top-words TAB
 * mark-words TAB name TAB name LF "points" { TAB number | TAB "-" } LF [ "higher" … LF ]
 */

enum {
	PANEL_CELLS = 12
};

/* ---- values ---- */

Chart *
chart_new(guint count, guint first)
{
	Chart *chart = g_new0(Chart, 1);

	chart->count = count;
	chart->first = first;
	chart->ticks = g_new0(char *, count + 1);
	for (guint i = 0; i < count; i++)
		chart->ticks[i] = g_strdup("");
	chart->panels = g_ptr_array_new();
	return chart;
}

static void
panel_free(Panel *panel)
{
	char *words[] = { panel->label, panel->value, panel->top_words, panel->mark_words, panel->names[0],
		panel->names[1] };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		g_free(words[i]);
	g_free(panel->points);
	g_free(panel->higher);
	g_free(panel);
}

void
chart_free(Chart *chart)
{
	if (!chart)
		return;
	for (guint i = 0; i < chart->panels->len; i++)
		panel_free(chart->panels->pdata[i]);
	g_ptr_array_unref(chart->panels);
	g_strfreev(chart->ticks);
	g_free(chart);
}

static double *
nothing(guint count)
{
	double *points = g_new(double, count);

	for (guint i = 0; i < count; i++)
		points[i] = NAN;
	return points;
}

void
chart_set_words(char **words, const char *text)
{
	char *valid = g_utf8_make_valid(text, -1);

	for (char *c = valid; *c; c++)
		if ((unsigned char)*c < ' ')
			*c = ' ';
	g_free(*words);
	*words = valid;
}

Panel *
chart_add_panel(Chart *chart, PanelKind kind, const char *label, const char *value)
{
	Panel *panel = g_new0(Panel, 1);

	panel->kind = kind;
	chart_set_words(&panel->label, label);
	chart_set_words(&panel->value, value);
	panel->top_words = g_strdup("");
	panel->mark_words = g_strdup("");
	panel->names[0] = g_strdup("");
	panel->names[1] = g_strdup("");
	panel->points = nothing(chart->count);
	if (kind == PANEL_SPAN)
		panel->higher = nothing(chart->count);
	g_ptr_array_add(chart->panels, panel);
	return panel;
}

/* ---- writing ---- */

static void
write_number(GString *out, double number)
{
	char words[G_ASCII_DTOSTR_BUF_SIZE];

	g_string_append_c(out, '\t');
	g_string_append(out, isnan(number) ? "-" : g_ascii_dtostr(words, sizeof words, number));
}

static void
write_points(GString *out, const char *name, const double *points, guint count)
{
	if (!points)
		return;
	g_string_append(out, name);
	for (guint i = 0; i < count; i++)
		write_number(out, points[i]);
	g_string_append_c(out, '\n');
}

void
chart_write(const Chart *chart, GString *out)
{
	g_string_append_printf(out, "chart\t%u\t%u\n", chart->count, chart->first);
	for (guint i = 0; i < chart->count; i++)
		if (*chart->ticks[i])
			g_string_append_printf(out, "tick\t%u\t%s\n", i, chart->ticks[i]);
	for (guint i = 0; i < chart->panels->len; i++) {
		const Panel *panel = chart->panels->pdata[i];

		g_string_append_printf(out, "panel\t%d\t%d\t%d", panel->kind, panel->tone, panel->tall);
		write_number(out, panel->top);
		write_number(out, panel->mark);
		g_string_append_printf(out, "\t%s\t%s\t%s\t%s\t%s\t%s\n", panel->label, panel->value,
			panel->top_words, panel->mark_words, panel->names[0], panel->names[1]);
		write_points(out, "points", panel->points, chart->count);
		write_points(out, "higher", panel->higher, chart->count);
	}
	g_string_append(out, "end\n");
}

/* ---- reading ---- */

static Chart *
read_chart(char *const *cells, guint count)
{
	guint points = count == 3 ? (guint)strtoul(cells[1], NULL, 10) : 0;
	guint first = count == 3 ? (guint)strtoul(cells[2], NULL, 10) : 0;

	return points && points <= CHART_POINTS && first <= points ? chart_new(points, first) : NULL;
}

static bool
read_tick(Chart *chart, char *const *cells, guint count)
{
	guint index = count == 3 ? (guint)strtoul(cells[1], NULL, 10) : chart->count;

	if (index >= chart->count)
		return false;
	chart_set_words(&chart->ticks[index], cells[2]);
	return true;
}

static bool
read_panel(Chart *chart, char *const *cells, guint count)
{
	int kind = count == PANEL_CELLS ? atoi(cells[1]) : -1;
	Panel *panel;

	if (kind < PANEL_COLUMNS || kind > PANEL_SPAN || chart->panels->len == CHART_PANELS)
		return false;
	panel = chart_add_panel(chart, (PanelKind)kind, cells[6], cells[7]);
	panel->tone = (PanelTone)CLAMP(atoi(cells[2]), TONE_PLAIN, TONE_GREY);
	panel->tall = atoi(cells[3]) != 0;
	panel->top = g_ascii_strtod(cells[4], NULL);
	panel->mark = g_ascii_strtod(cells[5], NULL);
	chart_set_words(&panel->top_words, cells[8]);
	chart_set_words(&panel->mark_words, cells[9]);
	chart_set_words(&panel->names[0], cells[10]);
	chart_set_words(&panel->names[1], cells[11]);
	return isfinite(panel->top) && isfinite(panel->mark);
}

static bool
read_points(Chart *chart, bool higher, char *const *cells, guint count)
{
	const Panel *panel = chart->panels->len ? chart->panels->pdata[chart->panels->len - 1] : NULL;
	double *points = !panel ? NULL : higher ? panel->higher : panel->points;

	if (!points || count != chart->count + 1)
		return false;
	for (guint i = 0; i < chart->count; i++) {
		points[i] = strcmp(cells[i + 1], "-") == 0 ? NAN : g_ascii_strtod(cells[i + 1], NULL);
		if (isinf(points[i]))
			return false;
	}
	return true;
}

/* *open is the chart that is being read; at its "end" it joins the others. */
static bool
read_line(GPtrArray *charts, Chart **open, const char *line)
{
	g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
	guint count = g_strv_length(cells);
	const char *word = count ? cells[0] : "";

	if (!*open) {
		*open = strcmp(word, "chart") == 0 ? read_chart(cells, count) : NULL;
		return *open != NULL;
	}
	if (strcmp(word, "tick") == 0)
		return read_tick(*open, cells, count);
	if (strcmp(word, "panel") == 0)
		return read_panel(*open, cells, count);
	if (strcmp(word, "points") == 0 || strcmp(word, "higher") == 0)
		return read_points(*open, *word == 'h', cells, count);
	if (strcmp(word, "end") != 0 || !(*open)->panels->len)
		return false;
	g_ptr_array_add(charts, g_steal_pointer(open));
	return true;
}

GPtrArray *
charts_read(const char *text)
{
	g_autoptr(GPtrArray) charts = g_ptr_array_new_with_free_func((GDestroyNotify)chart_free);
	g_autoptr(Chart) open = NULL;
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i]; i++)
		if ((*lines[i] || lines[i + 1]) && !read_line(charts, &open, lines[i]))
			return NULL;
	return open ? NULL : g_steal_pointer(&charts);
}
