/*
 * A Mail as a flat run of bytes, and back: how the parse worker hands its result over. The reader trusts
 * nothing: the child that wrote it was fed by strangers.
 */
#pragma once

#include "parser/mail.h"

GBytes *record_write(const Mail *mail);
/* NULL when the bytes are not exactly one record with valid UTF-8 and sane counts. */
Mail *record_read(const void *bytes, size_t length);
