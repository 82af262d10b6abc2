/*
 * Has charts drawn by complaintd-draw: a process of its own for each time, so that fonts cost the service
 * nothing while it waits and a fault in them costs a picture. Whoever cannot have pictures sends words.
 */
#pragma once

#include "daemon/chart/chart.h"

typedef struct ChartPrinter ChartPrinter;

/* `beside`: a program of ours; complaintd-draw lies beside it, or in the folder it is installed to. NULL when
 * it is in neither. */
ChartPrinter *chart_printer_new(const char *beside);
void chart_printer_free(ChartPrinter *printer); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChartPrinter, chart_printer_free)

/* A picture (GBytes *) for each chart, NULL in place of one that the fonts cannot write. Lent until the next
 * call, which draws nothing when it is asked for the same. NULL with an error. */
const GPtrArray *chart_printer_draw(ChartPrinter *printer, const GPtrArray *charts, GError **error);
