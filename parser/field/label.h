/*
 * Items behind labels ("姓名：张三 电话：…", "| 班级 | 高三1班 |", "【校区】东校区") and answers to numbered
 * questions. All take folded text (NFKC).
 */
#pragma once

#include "parser/text/line.h"

#include <glib.h>

/* Called for each label found, in order. The value may be empty and is trimmed. */
typedef void (*FieldSink)(const char *name, Line value, void *data);

/* Every labelled item of the line. */
void labels_in_line(Line line, FieldSink sink, void *data);

/* The field that `word` names as a label, or NULL. */
const char *label_field(Line word);

/* The questions that a text asks by number ("请补充：1 姓名 2 班级"): field names, [0] for question 1; NULL
 * where the number was not asked. New array of `count` + 1. */
const char **numbered_questions(Line text, size_t count);

/* Calls `sink` with "1" … "9" for each answer "2：高三1班" in `text`. */
void numbered_answers(Line text, FieldSink sink, void *data);
