/*
 * What stands around a word and may undo it: a denial, a supposition, a course's name, a word that lets off.
 * All of it looks at a few characters of a folded text only. Inside workflow/ only.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct {
	const char *text; /* of fold() */
	size_t length;
} Context;

/* Does `text` begin with one of the words? `words` ends with NULL. */
bool starts_with_any(const char *text, size_t length, const char *const *words);

/* "没有人受伤", "nobody was injured"; but not "不止一次体罚", "没有及时送医", "不退钱就报警". */
bool context_denies(const Context *context, size_t start);

/* "万一受伤", "以防晕倒": nothing has happened. */
bool context_supposes(const Context *context, size_t start);

/* "不是老师的问题", "老师很好": named only to be let off. */
bool context_lets_off(const Context *context, size_t start, size_t end);

/* Is the word that ends at `end` the beginning of a course's name: "急救员培训班" but not "体罚全班"? */
bool context_names_course(const Context *context, size_t end);

/* "讲外伤包扎、骨折固定", "起诉状那一讲": what is taught, not what happened. */
bool context_is_taught(const Context *context, size_t start, size_t end);

/* "bullied at her old school", "在以前的学校": not here. */
bool context_is_elsewhere(const Context *context, size_t start, size_t end);

/* Sets the bytes of `course` that lie in course names marked as such: between 《》, or behind a label. */
void context_mark_courses(const Context *context, bool *course);

/* How often the text denies: "没有", "不", "never"; not what only asks ("有没有") or is polite ("不客气"). */
int context_count_denials(const char *folded);
