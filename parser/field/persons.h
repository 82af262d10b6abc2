/*
 * The staff whom a text names: with a title ("王老师", "Mr Smith"), behind their work ("前台小李",
 * "销售李娜"). Neither those whom it greets nor the writer.
 */
#pragma once

#include "parser/field/grams.h"
#include "parser/text/line.h"

/* One a line; a new string, NULL when there are none. `grams` are of `text`. */
char *persons_in(Line text, const Grams *grams);
