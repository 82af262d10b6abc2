#include "daemon/digest.h"

#include <glib.h>
#include <openssl/evp.h>

void
digest_sha256(const void *bytes, size_t length, uint8_t out[DIGEST_SIZE])
{
	if (EVP_Digest(bytes, length, out, NULL, EVP_sha256(), NULL) != 1)
		g_error("libcrypto has no SHA-256");
}
