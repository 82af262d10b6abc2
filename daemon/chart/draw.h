/*
 * Draws charts with cairo and pango. Linked into complaintd-draw alone: the fonts would cost the service
 * several megabytes for a few pictures a month.
 */
#pragma once

#include "daemon/chart/chart.h"

/* A PNG of twice CHART_WIDTH, on white. NULL where the fonts lack one of its characters. */
GBytes *chart_draw(const Chart *chart);

enum {
	CHART_WIDTH = 600, /* as a letter shows it */
};
