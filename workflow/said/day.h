/*
 * The pieces from which days and times in words are read: numbers in ASCII, full-width or Chinese digits, and
 * words at the head of a text. All take a text and the place in it, and leave the place alone when they fail.
 */
#pragma once

#include "workflow/calendar/calendar.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One of the ASCII characters `any`, of whatever width. */
bool day_take_char(const char **at, const char *any);
/* Spaces of every width. */
void day_skip_spaces(const char **at);
/* One of `words` (NULL-terminated; the longer before its prefix) at the head; its index, or -1. */
int day_take_word(const char **at, const char *const *words);
/* number = 1*4( DIGIT / full-width digit ) / Chinese numeral up to 99 */
bool day_take_number(const char **at, int *out);
/* time = [ 上午 / 下午 / 晚上 … ] hour ( ":" minute / 点 [ 半 / minute [ 分 ] ] / "pm" ), in minutes after
 * the midnight that the day begins with: 1440 is 晚上12点, more is the night after. */
bool day_take_time(const char **at, int *out_minutes);
/* 上午, 晚上 and the like alone */
bool day_take_half(const char **at);
/* A day in words; `past` allows 昨天 and takes a date without year to be the last such day. */
bool day_take(const char **at, const Calendar *calendar, int64_t now, bool past, GDate *out_day);

/* A day in words ("3月6日", "3/6", "2026-03-06", "明天", "下周三", "2个工作日") at the head of `text`: its
 * close of business in seconds UTC; 0 when there is none. *out_length gets the bytes that were read. */
int64_t day_read(const char *text, const Calendar *calendar, int64_t now, size_t *out_length);
