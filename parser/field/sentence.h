/*
 * Items that running text states: "我是高三1班的学员张三", "要求退费", "my name is Jane Doe", a number, a
 * class, staff named with their titles, a child spoken for.
 */
#pragma once

#include "parser/field/finding.h"

void finding_read_sentences(Finding *finding, Line text);
