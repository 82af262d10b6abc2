#include "daemon/sha256.h"

#include <glib.h>
#include <openssl/evp.h>

void
sha256_digest(const void *bytes, size_t length, uint8_t out[SHA256_SIZE])
{
	if (EVP_Digest(bytes, length, out, NULL, EVP_sha256(), NULL) != 1)
		g_error("libcrypto has no SHA-256");
}
