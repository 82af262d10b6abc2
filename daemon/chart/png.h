/*
 * Pictures of few colours as PNG with a palette: a third of what cairo's own writer makes of them, and mail
 * is three copies of everything.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

/* `pixels`: rows of `stride` 32-bit words, 0x00RRGGBB. Colours are rounded: each part to a
 * multiple of 0x11, where that leaves more than 256 of them to one of 0x33. */
GBytes *png_write(const uint32_t *pixels, int width, int height, int stride);
