/*
 * SHA-256, as libcrypto does it: with the processor's own instructions it costs an eighth of GLib's, and
 * every stored mail is hashed once.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum {
	SHA256_SIZE = 32,
};

void sha256_digest(const void *bytes, size_t length, uint8_t out[SHA256_SIZE]);
