/*
 * What libconfig lets pass in silence, found in the text before libconfig reads it: whole numbers that it
 * would wrap at 32 bits or take for decimal though they look octal, strings that run over a line end, and
 * bytes that are not UTF-8.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Calls `found` with the line (from 1), what is wrong and its cure. */
typedef void (*SettingsTextFinding)(int line, const char *what, const char *cure, gpointer data);

/* False when the bytes are not UTF-8: nothing else was looked at. */
bool settings_text_scan(const char *text, size_t length, SettingsTextFinding found, gpointer data);

/* The files that "@include" lines name, in order. New array of char *. */
GPtrArray *settings_text_includes(const char *text, size_t length);
