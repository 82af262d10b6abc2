/*
 * Tables for spreadsheets (RFC 4180): UTF-8 with a byte order mark, CRLF, every cell quoted where it needs
 * to be. A cell that a spreadsheet would take for a formula is defused with a leading apostrophe.
 */
#pragma once

#include <glib.h>

/* A new text that holds the byte order mark alone. */
GString *csv_new(void);
/* One row; `cells` ends with NULL. */
void csv_row(GString *csv, const char *const *cells);
