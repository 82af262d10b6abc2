#include "daemon/chart/draw.h"

#include "daemon/chart/png.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <stdint.h>

/*
 * One look for all: the label of a panel above it at the left, its newest value at the right, nothing else to
 * decipher. What is reported is green, what was before it grey, what is bad red; no meaning hangs on colour
 * alone. All lengths are those of a picture of CHART_WIDTH; it is drawn at twice the size, and a telephone
 * shows it at half of it, so nothing is written small.
 */
enum {
	SCALE = 2,
	PAD = 16,
	BIG = 19,
	SMALL = 17,
	HEAD = 32,      /* from a panel's top to its plot */
	GAP = 15,       /* between panels */
	FOOT = 28,      /* the words below the last one */
	NUMBERS = 22,   /* above tall columns */
	GUTTER_GAP = 8, /* between plot and the words beside it */
};

static const char FONTS[] = "Noto Sans CJK SC,Source Han Sans SC,Source Han Sans CN,WenQuanYi Micro Hei,"
			    "WenQuanYi Zen Hei,sans-serif";

/* Parts are multiples of 0x11, as png.h rounds them. Words are dark enough to be read on white (4.5 to 1). */
static const uint32_t INK = 0x222222, GREY = 0x667777, PAST = 0x889999, LINE = 0xdddddd, BAND = 0xddeeee,
		      ACCENT = 0x118877, BAD = 0xcc3333;

typedef enum {
	AT_LEFT,
	AT_RIGHT,
	AT_CENTRE,
} Align;

typedef struct {
	cairo_t *cairo;
	PangoLayout *layout;
	bool lacking;       /* a character that no font has */
	double left, right; /* of all plots */
} Pen;

static int
plot_height(const Panel *panel)
{
	switch (panel->kind) {
	case PANEL_COLUMNS:
		return panel->tall ? 104 : 34;
	case PANEL_RATE:
	case PANEL_SPAN:
		return 68;
	}
	g_assert_not_reached();
}

/* ---- words ---- */

static void
set_colour(const Pen *pen, uint32_t colour)
{
	cairo_set_source_rgb(
		pen->cairo, (colour >> 16) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

static void
set_font(Pen *pen, int size, bool bold)
{
	PangoFontDescription *font = pango_font_description_from_string(FONTS);

	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(pen->layout, font);
	pango_font_description_free(font);
}

static double
width_of(Pen *pen, int size, const char *words)
{
	int width = 0;

	set_font(pen, size, false);
	pango_layout_set_width(pen->layout, -1);
	pango_layout_set_text(pen->layout, words, -1);
	pango_layout_get_pixel_size(pen->layout, &width, NULL);
	return width;
}

/* Centred at the height of `y`; cut at `most`, unless that is 0. */
static void
write_words(Pen *pen, double x, double y, double most, Align align, uint32_t colour, const char *words)
{
	int width, height;

	pango_layout_set_width(pen->layout, most > 0 ? (int)(most * PANGO_SCALE) : -1);
	pango_layout_set_ellipsize(pen->layout, most > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
	pango_layout_set_text(pen->layout, words, -1);
	pen->lacking = pen->lacking || pango_layout_get_unknown_glyphs_count(pen->layout) > 0;
	pango_layout_get_pixel_size(pen->layout, &width, &height);
	set_colour(pen, colour);
	cairo_move_to(pen->cairo,
		x - (align == AT_RIGHT           ? width
			    : align == AT_CENTRE ? width / 2.0
						 : 0),
		y - height / 2.0);
	pango_cairo_show_layout(pen->cairo, pen->layout);
}

/* ---- plots ---- */

static double
step_of(const Pen *pen, const Chart *chart)
{
	return (pen->right - pen->left) / chart->count;
}

static double
middle_of(const Pen *pen, const Chart *chart, guint index)
{
	return pen->left + step_of(pen, chart) * (index + 0.5);
}

static void
draw_rule(const Pen *pen, double y, bool dashed)
{
	static const double dashes[] = { 3, 4 };

	cairo_set_line_width(pen->cairo, 1);
	cairo_set_dash(pen->cairo, dashes, dashed ? 2 : 0, 0);
	set_colour(pen, dashed ? PAST : LINE);
	cairo_move_to(pen->cairo, pen->left, round(y) + 0.5);
	cairo_line_to(pen->cairo, pen->right, round(y) + 0.5);
	cairo_stroke(pen->cairo);
	cairo_set_dash(pen->cairo, NULL, 0, 0);
}

static uint32_t
column_colour(const Chart *chart, const Panel *panel, guint index)
{
	if (index < chart->first || panel->tone == TONE_GREY)
		return PAST;
	return panel->tone == TONE_BAD ? BAD : ACCENT;
}

static void
draw_columns(Pen *pen, const Chart *chart, const Panel *panel, double top, double bottom)
{
	double width = step_of(pen, chart) * 0.64;

	draw_rule(pen, bottom, false);
	set_font(pen, SMALL, false);
	for (guint i = 0; i < chart->count; i++) {
		double value = panel->points[i], x = middle_of(pen, chart, i);
		double height = panel->top > 0 ? (bottom - top) * value / panel->top : 0;
		g_autofree char *words = g_strdup_printf("%.0f", value);

		if (isnan(value) || (value < 0.5 && !panel->tall))
			continue;
		set_colour(pen, column_colour(chart, panel, i));
		cairo_rectangle(pen->cairo, x - width / 2, bottom - MAX(height, value > 0 ? 2 : 0), width,
			MAX(height, value > 0 ? 2 : 0));
		cairo_fill(pen->cairo);
		if (panel->tall)
			write_words(pen, x, bottom - height - NUMBERS / 2.0, 0, AT_CENTRE,
				i < chart->first ? GREY : INK, words);
	}
}

/* The period that is reported lies on a light ground. */
static void
draw_band(const Pen *pen, const Chart *chart, double top, double bottom)
{
	double x = pen->left + step_of(pen, chart) * chart->first;

	if (chart->first >= chart->count)
		return;
	set_colour(pen, BAND);
	cairo_rectangle(pen->cairo, x, top, pen->right - x, bottom - top);
	cairo_fill(pen->cairo);
}

typedef struct {
	double top, bottom; /* of the plot */
	double least, most; /* what stands there */
} Scale;

static double
height_of(const Scale *scale, double value)
{
	double share = (value - scale->least) / (scale->most - scale->least);

	return scale->bottom - CLAMP(share, 0, 1) * (scale->bottom - scale->top);
}

static void
draw_dot(const Pen *pen, double x, double y, double radius)
{
	cairo_arc(pen->cairo, x, y, radius, 0, 2 * G_PI);
	cairo_fill(pen->cairo);
}

/* A line with gaps where there is nothing; a lonely point is a dot. Its last point's height, or NAN. */
static double
draw_line(
	Pen *pen, const Chart *chart, const double *points, const Scale *scale, uint32_t colour, double width)
{
	double last = NAN;
	bool drawing = false;

	set_colour(pen, colour);
	cairo_set_line_width(pen->cairo, width);
	for (guint i = 0; i < chart->count; i++) {
		if (!isnan(points[i]) && drawing)
			cairo_line_to(pen->cairo, middle_of(pen, chart, i), height_of(scale, points[i]));
		else if (!isnan(points[i]))
			cairo_move_to(pen->cairo, middle_of(pen, chart, i), height_of(scale, points[i]));
		drawing = !isnan(points[i]);
	}
	cairo_stroke(pen->cairo);
	for (guint i = 0; i < chart->count; i++) {
		if (isnan(points[i]))
			continue;
		last = height_of(scale, points[i]);
		if (width > 2 || chart->count == 1)
			draw_dot(pen, middle_of(pen, chart, i), last, width * 1.3);
	}
	return last;
}

/* From a little below the worst of them: what is between 90% and 100% could not be seen from 0 on. */
static Scale
rate_scale(const Chart *chart, const Panel *panel, double top, double bottom)
{
	Scale scale = { top, bottom, panel->mark > 0 ? panel->mark : 1, panel->top };

	for (guint i = 0; i < chart->count; i++)
		if (panel->points[i] < scale.least)
			scale.least = panel->points[i];
	scale.least = MAX(floor(scale.least * 10 - 1) / 10, 0);
	return scale;
}

/* Beside the plot: its top, its mark and, where there is room, its bottom. */
static void
label_rate(Pen *pen, const Panel *panel, const Scale *scale)
{
	g_autofree char *least = g_strdup_printf("%.0f%%", scale->least * 100);
	double x = pen->left - GUTTER_GAP, mark = scale->top;

	set_font(pen, SMALL, false);
	write_words(pen, x, scale->top, 0, AT_RIGHT, GREY, panel->top_words);
	if (panel->mark > 0) {
		mark = MAX(height_of(scale, panel->mark), scale->top + SMALL + 2);
		draw_rule(pen, height_of(scale, panel->mark), true);
		write_words(pen, x, mark, 0, AT_RIGHT, GREY, panel->mark_words);
	}
	if (scale->bottom - mark > SMALL + 2)
		write_words(pen, x, scale->bottom, 0, AT_RIGHT, GREY, least);
}

static void
draw_rate(Pen *pen, const Chart *chart, const Panel *panel, double top, double bottom)
{
	Scale scale = rate_scale(chart, panel, top, bottom);

	draw_band(pen, chart, top, bottom);
	draw_rule(pen, top, false);
	draw_rule(pen, bottom, false);
	label_rate(pen, panel, &scale);
	draw_line(pen, chart, panel->points, &scale, ACCENT, 2.5);
	set_colour(pen, BAD);
	for (guint i = 0; i < chart->count; i++)
		if (panel->points[i] < panel->mark)
			draw_dot(pen, middle_of(pen, chart, i), height_of(&scale, panel->points[i]), 4.5);
}

static void
draw_span(Pen *pen, const Chart *chart, const Panel *panel, double top, double bottom)
{
	Scale scale = { top, bottom, 0, panel->top > 0 ? panel->top : 1 };
	double high, low;

	draw_band(pen, chart, top, bottom);
	draw_rule(pen, top, false);
	draw_rule(pen, bottom, false);
	set_font(pen, SMALL, false);
	write_words(pen, pen->left - GUTTER_GAP, top, 0, AT_RIGHT, GREY, panel->top_words);
	high = draw_line(pen, chart, panel->higher, &scale, PAST, 1.5);
	low = draw_line(pen, chart, panel->points, &scale, ACCENT, 2.5);
	if (isnan(high) || isnan(low))
		return;
	low = MIN(low, bottom - SMALL / 2.0);
	high = MIN(high, low - SMALL - 2);
	write_words(pen, pen->right + GUTTER_GAP, high, 0, AT_LEFT, GREY, panel->names[1]);
	write_words(pen, pen->right + GUTTER_GAP, low, 0, AT_LEFT, ACCENT, panel->names[0]);
}

static void
draw_panel(Pen *pen, const Chart *chart, const Panel *panel, double y)
{
	double top = y + HEAD, bottom = top + plot_height(panel), taken;

	taken = width_of(pen, BIG, panel->value);
	set_font(pen, BIG, false);
	write_words(pen, PAD, y + BIG / 2.0 + 2, CHART_WIDTH - 3 * PAD - taken, AT_LEFT,
		panel->tone == TONE_BAD ? BAD : INK, panel->label);
	set_font(pen, BIG, true);
	write_words(pen, CHART_WIDTH - PAD, y + BIG / 2.0 + 2, 0, AT_RIGHT, INK, panel->value);
	switch (panel->kind) {
	case PANEL_COLUMNS:
		draw_columns(pen, chart, panel, top + (panel->tall ? NUMBERS : 0), bottom);
		break;
	case PANEL_RATE:
		draw_rate(pen, chart, panel, top + 2, bottom);
		break;
	case PANEL_SPAN:
		draw_span(pen, chart, panel, top + 2, bottom);
		break;
	}
}

static void
draw_ticks(Pen *pen, const Chart *chart, double y)
{
	set_font(pen, SMALL, false);
	for (guint i = 0; i < chart->count; i++) {
		double half = width_of(pen, SMALL, chart->ticks[i]) / 2, x = middle_of(pen, chart, i);

		if (!*chart->ticks[i])
			continue;
		x = CLAMP(x, PAD + half, CHART_WIDTH - PAD - half);
		write_words(pen, x, y, 0, AT_CENTRE, i < chart->first ? GREY : INK, chart->ticks[i]);
	}
}

/* ---- the picture ---- */

/* Plots stand below each other: the widest words beside any of them decide. */
static void
set_margins(Pen *pen, const Chart *chart)
{
	double left = 0, right = 0;

	for (guint i = 0; i < chart->panels->len; i++) {
		const Panel *panel = chart->panels->pdata[i];

		left = MAX(left, width_of(pen, SMALL, panel->top_words));
		left = MAX(left, width_of(pen, SMALL, panel->mark_words));
		right = MAX(right, width_of(pen, SMALL, panel->names[0]));
		right = MAX(right, width_of(pen, SMALL, panel->names[1]));
	}
	pen->left = PAD + (left > 0 ? left + GUTTER_GAP : 0);
	pen->right = CHART_WIDTH - PAD - (right > 0 ? right + GUTTER_GAP : 0);
}

static int
chart_height(const Chart *chart)
{
	int height = PAD + FOOT + PAD / 2;

	for (guint i = 0; i < chart->panels->len; i++)
		height += HEAD + plot_height(chart->panels->pdata[i]) + (i ? GAP : 0);
	return height;
}

static void
draw_all(Pen *pen, const Chart *chart)
{
	double y = PAD;

	set_margins(pen, chart);
	for (guint i = 0; i < chart->panels->len; i++) {
		const Panel *panel = chart->panels->pdata[i];

		draw_panel(pen, chart, panel, y);
		y += HEAD + plot_height(panel) + GAP;
	}
	draw_ticks(pen, chart, y - GAP + FOOT / 2.0 + 2);
}

static void
set_up(Pen *pen, cairo_surface_t *surface)
{
	cairo_font_options_t *options = cairo_font_options_create();

	pen->cairo = cairo_create(surface);
	cairo_scale(pen->cairo, SCALE, SCALE);
	cairo_set_source_rgb(pen->cairo, 1, 1, 1);
	cairo_paint(pen->cairo);
	pen->layout = pango_cairo_create_layout(pen->cairo);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(pango_layout_get_context(pen->layout), options);
	pango_context_set_language(
		pango_layout_get_context(pen->layout), pango_language_from_string("zh-cn"));
	pango_layout_context_changed(pen->layout);
	pango_layout_set_single_paragraph_mode(pen->layout, TRUE);
	cairo_font_options_destroy(options);
}

GBytes *
chart_draw(const Chart *chart)
{
	cairo_surface_t *surface = cairo_image_surface_create(
		CAIRO_FORMAT_RGB24, CHART_WIDTH * SCALE, chart_height(chart) * SCALE);
	GBytes *png = NULL;
	Pen pen = { 0 };

	set_up(&pen, surface);
	draw_all(&pen, chart);
	cairo_surface_flush(surface);
	if (!pen.lacking && cairo_status(pen.cairo) == CAIRO_STATUS_SUCCESS)
		png = png_write((const uint32_t *)(const void *)cairo_image_surface_get_data(surface),
			cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface),
			cairo_image_surface_get_stride(surface) / (int)sizeof(uint32_t));
	g_object_unref(pen.layout);
	cairo_destroy(pen.cairo);
	cairo_surface_destroy(surface);
	return png;
}
