/*
 * Which words are a person's name: Chinese names by their surname, Latin ones by their capitals. A guess by
 * shape, so the callers ask only where a name may stand.
 */
#pragma once

#include "parser/text/line.h"

#include <stdbool.h>

/* Bytes of the Chinese surname that `s` begins with (one or two characters), or 0. */
size_t surname_length(const char *s, size_t length);
/* Is `line` one Chinese name, 2 to 4 characters, and no common word? */
bool name_is_chinese(Line line);
/* Is `line` 1 to 4 capitalised Latin words ("John Smith")? */
bool name_is_latin(Line line);
/* Is the character at `s` a Chinese one (CJK ideograph)? */
bool is_ideograph(const char *s, size_t length);
/* Bytes of the character that ends `line`; 0 when it is empty. */
size_t last_character(Line line);

/* The name that ends `run`, behind a class, a role or a 的; length 0 when none does. */
Line name_at_end(Line run);
/* Bytes of the word of kinship that ends `line` ("的妈妈", "家长"), with what joins it to a name, or 0. */
size_t kin_at_end(Line line);

/* Is the surname at `s` more often another word ("向", "应")? */
bool surname_is_word_too(const char *s);
/* The Chinese name that `text` begins with, cut before a word that may follow one; `strict`: such a word, a
 * stop or the end must follow. Length 0: none. */
Line name_at_start(Line text, bool strict);
