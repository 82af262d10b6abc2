/*
 * Items of a text that have a shape of their own: telephone numbers, class and campus names, ages, dates.
 * All take folded text (NFKC) and return a new string, or NULL. Those with `grams` are spared most of a long
 * text by them; NULL is fine.
 */
#pragma once

#include "parser/field/grams.h"
#include "parser/text/line.h"

#include <stdbool.h>

/* phone = mobile / landline / "400" number / "+" country number; bare digits, "+CC" kept unless +86.
 * `labelled`: a local number without area code counts too. Never a part of a longer run of digits. */
char *phone_in(Line text, bool labelled);
char *class_in(Line text);                      /* "高三1班", "雅思冲刺班", "class 3B" */
char *campus_in(Line text, const Grams *grams); /* "东校区" */
char *date_in(Line text);                       /* "11月20日", "2026年11月20日" */
/* years, of the youngest "9岁", "十二岁", "9-year-old"; 0: none */
int age_in(Line text, const Grams *grams);
