/*
 * Attribution lines: "On Thu, 5 Mar 2026 at 10:00, Ann <ann@mail.example> wrote:", in the order and the words
 * of many languages, wrapped over several lines or run together with the text around it. Who has no row here
 * is known by shape: an address, a date, a time, a colon.
 */
#pragma once

#include "parser/text/line.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
	size_t lines;  /* that it takes */
	size_t offset; /* bytes of new text before it in its first line */
	bool strong;   /* what follows is quoted even without '>' */
	bool clear;    /* no person writes so */
} Attribution;

/* Does an attribution begin at lines[0]? One that is not strong counts above quoted lines only. */
bool attribution_at(const Line *lines, size_t count, Attribution *out);
