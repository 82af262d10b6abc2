/*
 * Taking out who somebody is: for readers who may know what happened but not to whom (spec §11, §15).
 */
#pragma once

/* 张三 → 张**, "John Smith" → "J**". New string. */
char *redact_name(const char *name);
/* 13812341203 → 138****1203; short runs of digits stay. New string. */
char *redact_phone(const char *phone);
/* The ways in which a text may call somebody of this name: the whole, and what friends say (小雨 of 李小雨,
 * John of John Smith); the longest first. New array of char *, ending with NULL. */
char **redact_ways(const char *name);
/* The text with every mail address, every run of >= 7 digits, and every occurrence of one of `names`
 * (NULL-terminated; a single character is no name) taken out. New string; one pass a name. */
char *redact_text(const char *text, const char *const *names);
