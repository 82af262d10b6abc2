/*
 * A fuzz target is one function. libFuzzer calls it with bytes it makes up; replay.c calls it with every file
 * of corpus/NAME, and so does `meson test`. A target aborts when a promise of the module is broken.
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
