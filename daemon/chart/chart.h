/*
 * A chart as a value: panels one below the other that share their points in time, each with its label and
 * its newest value in words. It is made from figures (daemon/report/trend.c), travels as text to the program
 * that draws it, and knows neither language nor picture.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

enum {
	CHART_POINTS = 60, /* at most */
	CHART_PANELS = 12,
};

typedef enum {
	PANEL_COLUMNS, /* counts */
	PANEL_RATE,    /* 0 to 1 as a line, with a mark at `mark` */
	PANEL_SPAN,    /* a median as a line, below another one */
} PanelKind;

typedef enum {
	TONE_PLAIN,
	TONE_BAD,
	TONE_GREY,
} PanelTone;

/* One series, or two; what is missing is NAN. */
typedef struct {
	PanelKind kind;
	PanelTone tone;
	bool tall;               /* taller than the rest, with a number at each column */
	char *label, *value;     /* "教学质量", "12件" */
	double top, mark;        /* of the scale; mark 0: there is none */
	char *top_words;         /* what stands beside the top of the scale; "" for nothing */
	char *mark_words;        /* … beside the mark */
	char *names[2];          /* of the series, where they end; "" for nothing */
	double *points, *higher; /* as many as the chart has; higher NULL: one series */
} Panel;

typedef struct {
	guint count;       /* of points */
	guint first;       /* from here on they belong to the period that is reported */
	char **ticks;      /* `count` words below the points, "" for most of them; NULL-terminated */
	GPtrArray *panels; /* Panel * */
} Chart;

Chart *chart_new(guint count, guint first);
void chart_free(Chart *chart); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Chart, chart_free)
/* All its words are "", its points missing. Owned by the chart. */
Panel *chart_add_panel(Chart *chart, PanelKind kind, const char *label, const char *value);
void chart_set_words(char **words, const char *text); /* one line, without control characters */

/* As text, several charts one after the other; and back: NULL where it is none of ours. */
void chart_write(const Chart *chart, GString *out);
GPtrArray *charts_read(const char *text); /* Chart * */
