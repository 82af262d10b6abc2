#include "daemon/token.h"

#include <gio/gio.h>
#include <string.h>

/*
 * token  = base32( claim signature )            20 octets, so 32 letters without a spare bit: every letter
 * counts claim  = key-id(8) case(36) plan(12) expires(16, days since 1970) letter(8) signature = first 80
 * bits of HMAC-SHA-256(key, "complaintd token 1" NUL claim letter's-name NUL person)
 *
 * The letter's name is signed beside its number: should the numbers ever move, an old token turns invalid
 * instead of meaning another letter.
 */
enum {
	CLAIM_BYTES = 10,
	SIGNATURE_BYTES = 10,
	TOKEN_BYTES = CLAIM_BYTES + SIGNATURE_BYTES,
	KEY_MIN = 16,
	SECONDS_A_DAY = 86400,
	LOCAL_PART_MAX = 64,
};

G_STATIC_ASSERT(TOKEN_BYTES * 8 == TOKEN_LENGTH * 5);
G_STATIC_ASSERT(LETTER_COUNT <= 256);

static const char PREFIX[] = "complaintd token 1";
static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz234567";

typedef struct {
	char *secret; /* NULL: there is no such key */
	size_t length;
	uint8_t id;
} TokenKey;

struct TokenKeys {
	TokenKey current, old;
};

static void
sign(const TokenKey *key, const uint8_t claim[CLAIM_BYTES], const char *person,
	uint8_t out_signature[SIGNATURE_BYTES])
{
	g_autofree char *folded = g_ascii_strdown(person, -1);
	const char *letter = letter_name(claim[CLAIM_BYTES - 1]);
	GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, (const guchar *)key->secret, key->length);
	uint8_t digest[32];
	gsize digest_length = sizeof digest;

	g_hmac_update(hmac, (const guchar *)PREFIX, sizeof PREFIX);
	g_hmac_update(hmac, claim, CLAIM_BYTES);
	g_hmac_update(hmac, (const guchar *)letter, (gssize)strlen(letter) + 1);
	g_hmac_update(hmac, (const guchar *)folded, (gssize)strlen(folded));
	g_hmac_get_digest(hmac, digest, &digest_length);
	g_hmac_unref(hmac);
	memcpy(out_signature, digest, SIGNATURE_BYTES);
}

static bool
key_set(TokenKey *key, const char *secret, GError **error)
{
	g_autofree char *id = NULL;

	if (!secret)
		return true;
	if (strlen(secret) < KEY_MIN) {
		g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
			"the token secret has fewer than %d bytes", KEY_MIN);
		return false;
	}
	key->secret = g_strdup(secret);
	key->length = strlen(secret);
	/* The id only saves a second HMAC; should both keys have the same, both are tried. */
	id = g_compute_hmac_for_string(
		G_CHECKSUM_SHA256, (const guchar *)secret, key->length, "complaintd key id", -1);
	key->id = (uint8_t)(g_ascii_xdigit_value(id[0]) << 4 | g_ascii_xdigit_value(id[1]));
	return true;
}

static void
key_clear(TokenKey *key)
{
	if (key->secret)
		explicit_bzero(key->secret, key->length);
	g_clear_pointer(&key->secret, g_free);
}

TokenKeys *
token_keys_new(const char *current, const char *old, GError **error)
{
	g_autoptr(TokenKeys) keys = g_new0(TokenKeys, 1);

	if (!key_set(&keys->current, current ? current : "", error) || !key_set(&keys->old, old, error))
		return NULL;
	return g_steal_pointer(&keys);
}

void
token_keys_free(TokenKeys *keys)
{
	if (!keys)
		return;
	key_clear(&keys->current);
	key_clear(&keys->old);
	g_free(keys);
}

static char *
base32_encode(const uint8_t bytes[TOKEN_BYTES])
{
	char *text = g_malloc(TOKEN_LENGTH + 1);
	unsigned window = 0, bits = 0;
	size_t at = 0;

	for (size_t i = 0; i < TOKEN_BYTES; i++) {
		window = (window << 8 | bytes[i]) & 0xfff;
		for (bits += 8; bits >= 5; bits -= 5)
			text[at++] = LETTERS[window >> (bits - 5) & 31];
	}
	text[at] = '\0';
	return text;
}

static int
base32_value(char letter)
{
	char folded = g_ascii_tolower(letter);

	if (folded >= 'a' && folded <= 'z')
		return folded - 'a';
	return folded >= '2' && folded <= '7' ? folded - '2' + 26 : -1;
}

static bool
base32_decode(const char *text, uint8_t out_bytes[TOKEN_BYTES])
{
	unsigned window = 0, bits = 0;
	size_t at = 0;

	if (strnlen(text, TOKEN_LENGTH + 1) != TOKEN_LENGTH)
		return false;
	for (size_t i = 0; i < TOKEN_LENGTH; i++) {
		int value = base32_value(text[i]);

		if (value < 0)
			return false;
		window = (window << 5 | (unsigned)value) & 0xfff;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			out_bytes[at++] = (uint8_t)(window >> bits);
		}
	}
	return true;
}

static void
claim_write(const TokenClaim *claim, uint8_t key_id, uint8_t out[CLAIM_BYTES])
{
	int64_t days = (claim->expires + SECONDS_A_DAY - 1) / SECONDS_A_DAY;
	uint64_t packed;

	g_assert(claim->case_id >= 0 && claim->case_id < (INT64_C(1) << 36));
	g_assert(claim->plan >= 0 && claim->plan < 4096);
	g_assert(claim->expires >= 0 && days <= UINT16_MAX);
	g_assert((unsigned)claim->letter < LETTER_COUNT);
	packed = (uint64_t)claim->case_id << 28 | (uint64_t)claim->plan << 16 | (uint64_t)days;
	out[0] = key_id;
	for (int i = 0; i < 8; i++)
		out[1 + i] = (uint8_t)(packed >> (56 - 8 * i));
	out[9] = (uint8_t)claim->letter;
}

static TokenClaim
claim_read(const uint8_t bytes[CLAIM_BYTES])
{
	uint64_t packed = 0;

	for (int i = 0; i < 8; i++)
		packed = packed << 8 | bytes[1 + i];
	return (TokenClaim){
		.case_id = (int64_t)(packed >> 28),
		.plan = (int)(packed >> 16 & 0xfff),
		.expires = (int64_t)(packed & 0xffff) * SECONDS_A_DAY,
		.letter = (LetterKind)bytes[9],
	};
}

char *
token_make(const TokenKeys *keys, const TokenClaim *claim, const char *person)
{
	uint8_t bytes[TOKEN_BYTES];

	claim_write(claim, keys->current.id, bytes);
	sign(&keys->current, bytes, person, bytes + CLAIM_BYTES);
	return base32_encode(bytes);
}

/* Takes the same time whichever octet differs. */
static bool
same_signature(const uint8_t *a, const uint8_t *b)
{
	uint8_t difference = 0;

	for (size_t i = 0; i < SIGNATURE_BYTES; i++)
		difference |= a[i] ^ b[i];
	return difference == 0;
}

static bool
signed_by(const TokenKey *key, const uint8_t bytes[TOKEN_BYTES], const char *person)
{
	uint8_t wanted[SIGNATURE_BYTES];

	if (!key->secret || key->id != bytes[0])
		return false;
	sign(key, bytes, person, wanted);
	return same_signature(wanted, bytes + CLAIM_BYTES);
}

bool
token_check(const TokenKeys *keys, const char *token, const char *person, int64_t now, TokenClaim *out_claim,
	bool *out_expired)
{
	uint8_t bytes[TOKEN_BYTES];
	TokenClaim claim;

	if (out_expired)
		*out_expired = false;
	if (!base32_decode(token, bytes) || bytes[CLAIM_BYTES - 1] >= LETTER_COUNT)
		return false;
	if (!signed_by(&keys->current, bytes, person) && !signed_by(&keys->old, bytes, person))
		return false;
	claim = claim_read(bytes);
	if (now >= claim.expires) {
		if (out_expired)
			*out_expired = true;
		return false;
	}
	if (out_claim)
		*out_claim = claim;
	return true;
}

const char *
token_owner(
	const TokenKeys *keys, const char *token, const GPtrArray *people, int64_t now, TokenClaim *out_claim)
{
	for (guint i = 0; i < people->len; i++)
		if (token_check(keys, token, people->pdata[i], now, out_claim, NULL))
			return people->pdata[i];
	return NULL;
}

char *
token_reply_address(const char *our_address, const char *token)
{
	const char *at = strrchr(our_address, '@');

	if (!at || (size_t)(at - our_address) + 1 + strlen(token) > LOCAL_PART_MAX)
		return NULL;
	return g_strdup_printf("%.*s+%s%s", (int)(at - our_address), our_address, token, at);
}

char *
token_message_id(const TokenKeys *keys, const char *unique, const TokenClaim *claim, const char *person,
	const char *domain)
{
	g_autofree char *token = token_make(keys, claim, person);

	g_assert(*unique);
	for (const char *c = unique; *c; c++)
		g_assert(g_ascii_isalnum(*c) || *c == '-');
	return g_strdup_printf("%s.%s@%s", unique, token, domain);
}

/* `text` begins with a token and `end` follows it. */
static char *
token_before(const char *text, char end)
{
	uint8_t bytes[TOKEN_BYTES];
	g_autofree char *token = NULL;

	if (strnlen(text, TOKEN_LENGTH + 1) <= TOKEN_LENGTH || text[TOKEN_LENGTH] != end)
		return NULL;
	token = g_ascii_strdown(text, TOKEN_LENGTH);
	return base32_decode(token, bytes) ? g_steal_pointer(&token) : NULL;
}

char *
token_from_address(const char *address, const char *our_address)
{
	const char *at = strrchr(our_address, '@');
	size_t user = at ? (size_t)(at - our_address) : 0;
	const char *token;

	if (!at || g_ascii_strncasecmp(address, our_address, user) != 0 || address[user] != '+')
		return NULL;
	token = address + user + 1;
	if (strlen(token) < TOKEN_LENGTH || g_ascii_strcasecmp(token + TOKEN_LENGTH, at) != 0)
		return NULL;
	return token_before(token, '@');
}

char *
token_from_message_id(const char *message_id, const char *domain)
{
	const char *at = strrchr(message_id, '@');

	if (!at || g_ascii_strcasecmp(at + 1, domain) != 0)
		return NULL;
	if (at - message_id < TOKEN_LENGTH + 2 || at[-TOKEN_LENGTH - 1] != '.')
		return NULL;
	return token_before(at - TOKEN_LENGTH, '@');
}
