#include "daemon/token.h"

#include "tests/unit/check.h"

#include <string.h>

static const int64_t NOW = 1795478400; /* 2026-11-24 00:00 UTC */
enum {
	DAY = 86400
};
static const char KEY[] = "0123456789abcdef", OTHER[] = "fedcba9876543210";
static const char LEARNER[] = "li.lei@mail.test";

static const TokenClaim CLAIM = {
	.case_id = 4711, .expires = 1795478400 + 30 * 86400, .letter = LETTER_M08, .plan = 3
};

static TokenKeys *
keys_of(const char *current, const char *old)
{
	TokenKeys *keys = token_keys_new(current, old, NULL);

	g_assert(keys);
	return keys;
}

/* The signature covers every member: each value comes back as it went in, up to its largest. */
static void
round_trips(void)
{
	static const struct {
		const char *label;
		TokenClaim claim;
	} rows[] = {
		{ "a token says what it was made for", { 4711, 1795478400 + 86400, LETTER_M08, 3 } },
		{ "no case, no plan", { 0, 1795478400 + 86400, LETTER_M23, 0 } },
		{ "the largest of everything",
			{ (INT64_C(1) << 36) - 1, INT64_C(65535) * 86400, LETTER_COUNT - 1, 4095 } },
	};
	g_autoptr(TokenKeys) keys = keys_of(KEY, NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *token = token_make(keys, &rows[i].claim, LEARNER);
		TokenClaim got = { 0 };
		bool ok = token_check(keys, token, LEARNER, NOW, &got, NULL);

		check(ok && got.case_id == rows[i].claim.case_id && got.expires == rows[i].claim.expires &&
				got.letter == rows[i].claim.letter && got.plan == rows[i].claim.plan,
			rows[i].label, "token %s", token);
		check(strlen(token) == TOKEN_LENGTH &&
				strspn(token, "abcdefghijklmnopqrstuvwxyz234567") == TOKEN_LENGTH,
			"it is 32 letters of lower-case base32", "token %s", token);
	}
}

/* Every other letter at every place. */
static void
tampering(void)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567189 -+=@";
	g_autoptr(TokenKeys) keys = keys_of(KEY, OTHER);
	g_autofree char *token = token_make(keys, &CLAIM, LEARNER);

	for (size_t i = 0; i < TOKEN_LENGTH; i++) {
		int accepted = 0;

		for (const char *c = letters; *c; c++) {
			g_autofree char *changed = g_strdup(token);

			changed[i] = *c;
			if (*c != token[i] && token_check(keys, changed, LEARNER, NOW, NULL, NULL))
				accepted++;
		}
		check(accepted == 0, "no letter can be changed", "place %zu: %d accepted", i, accepted);
	}
}

static void
refusals(void)
{
	g_autoptr(TokenKeys) keys = keys_of(KEY, NULL);
	g_autoptr(TokenKeys) strangers = keys_of(OTHER, NULL);
	g_autofree char *token = token_make(keys, &CLAIM, LEARNER);
	g_autofree char *shorter = g_strndup(token, TOKEN_LENGTH - 1);
	g_autofree char *longer = g_strconcat(token, "a", NULL);
	g_autofree char *upper = g_ascii_strup(token, -1);
	const struct {
		const char *label;
		const TokenKeys *keys;
		const char *token, *person;
		int64_t now;
		bool ok, expired;
	} rows[] = {
		{ "the person it was made for", keys, token, LEARNER, NOW, true, false },
		{ "the person's address in capitals", keys, token, "Li.Lei@MAIL.test", NOW, true, false },
		{ "a mail system made it capitals", keys, upper, LEARNER, NOW, true, false },
		{ "another person", keys, token, "han.mm@mail.test", NOW, false, false },
		{ "a person that only begins like it", keys, token, "li.lei@mail.test.evil.test", NOW, false,
			false },
		{ "nobody", keys, token, "", NOW, false, false },
		{ "another institution's key", strangers, token, LEARNER, NOW, false, false },
		{ "the last second", keys, token, LEARNER, CLAIM.expires - 1, true, false },
		{ "expired", keys, token, LEARNER, CLAIM.expires, false, true },
		{ "expired and forged is forged", keys, token, "han.mm@mail.test", CLAIM.expires, false,
			false },
		{ "a letter short", keys, shorter, LEARNER, NOW, false, false },
		{ "a letter long", keys, longer, LEARNER, NOW, false, false },
		{ "empty", keys, "", LEARNER, NOW, false, false },
		{ "all zero", keys, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", LEARNER, NOW, false, false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		bool expired = true;
		bool ok =
			token_check(rows[i].keys, rows[i].token, rows[i].person, rows[i].now, NULL, &expired);

		check(ok == rows[i].ok && expired == rows[i].expired, rows[i].label, "ok %d expired %d", ok,
			expired);
	}
}

static void
rotation(void)
{
	g_autoptr(TokenKeys) before = keys_of(KEY, NULL);
	g_autoptr(TokenKeys) during = keys_of(OTHER, KEY);
	g_autoptr(TokenKeys) after = keys_of(OTHER, NULL);
	g_autofree char *old = token_make(before, &CLAIM, LEARNER);
	g_autofree char *new = token_make(during, &CLAIM, LEARNER);

	check(token_check(during, old, LEARNER, NOW, NULL, NULL), "the old key is still accepted", "refused");
	check(token_check(during, new, LEARNER, NOW, NULL, NULL), "the new key is accepted", "refused");
	check(token_check(after, new, LEARNER, NOW, NULL, NULL), "new tokens are made with the new key",
		"refused");
	check(!token_check(after, old, LEARNER, NOW, NULL, NULL), "a key that is gone opens nothing",
		"accepted");
	check(strcmp(old, new) != 0, "two keys, two tokens", "the same");
}

static void
keys_themselves(void)
{
	static const struct {
		const char *label, *current, *old;
		bool ok;
	} rows[] = {
		{ "16 bytes are enough", "0123456789abcdef", NULL, true },
		{ "15 are not", "0123456789abcde", NULL, false },
		{ "none is not", NULL, NULL, false },
		{ "the old one is held to the same", "0123456789abcdef", "short", false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(TokenKeys) keys = token_keys_new(rows[i].current, rows[i].old, &error);

		check((keys != NULL) == rows[i].ok && (error != NULL) == !rows[i].ok, rows[i].label,
			"keys %d error %d", keys != NULL, error != NULL);
	}
}

static void
owners(void)
{
	g_autoptr(TokenKeys) keys = keys_of(KEY, NULL);
	g_autoptr(GPtrArray) people = g_ptr_array_new();
	g_autofree char *token = token_make(keys, &CLAIM, "wang@school.test");
	TokenClaim claim = { 0 };

	check_text("nobody owns it among nobody", token_owner(keys, token, people, NOW, NULL), NULL);
	g_ptr_array_add(people, (char *)(uintptr_t) "zhang@school.test");
	g_ptr_array_add(people, (char *)(uintptr_t) "Wang@school.test");
	check_text("the owner is found", token_owner(keys, token, people, NOW, &claim), "Wang@school.test");
	check_int("with what the token says", claim.case_id, CLAIM.case_id);
	check_text(
		"an expired one has no owner", token_owner(keys, token, people, CLAIM.expires, NULL), NULL);
}

#define T "abcdefghijklmnopqrstuvwxyz234567"

static void
places(void)
{
	static const struct {
		const char *label, *address, *ours, *token;
	} addresses[] = {
		{ "a reply address of ours", "complaints+" T "@school.test", "complaints@school.test", T },
		{ "in capitals", "COMPLAINTS+ABCDEFGHIJKLMNOPQRSTUVWXYZ234567@SCHOOL.TEST",
			"complaints@school.test", T },
		{ "our plain address", "complaints@school.test", "complaints@school.test", NULL },
		{ "another domain", "complaints+" T "@school.test.evil.test", "complaints@school.test",
			NULL },
		{ "another user", "complaint+" T "@school.test", "complaints@school.test", NULL },
		{ "a user that begins like ours", "complaintsx" T "@school.test", "complaints@school.test",
			NULL },
		{ "too short", "complaints+abc@school.test", "complaints@school.test", NULL },
		{ "too long", "complaints+" T "a@school.test", "complaints@school.test", NULL },
		{ "no base32", "complaints+1bcdefghijklmnopqrstuvwxyz234567@school.test",
			"complaints@school.test", NULL },
		{ "shorter than our user", "c", "complaints@school.test", NULL },
		{ "empty", "", "complaints@school.test", NULL },
	};
	static const struct {
		const char *label, *id, *token;
	} ids[] = {
		{ "a Message-ID of ours", "42." T "@school.test", T },
		{ "its domain in capitals", "42." T "@SCHOOL.TEST", T },
		{ "another domain's", "42." T "@mail.test", NULL },
		{ "no serial", "." T "@school.test", NULL },
		{ "no dot", "42" T "@school.test", NULL },
		{ "too short", "42.abc@school.test", NULL },
		{ "no at", "42." T, NULL },
		{ "empty", "", NULL },
	};
	static const struct {
		const char *label, *ours, *want;
	} replies[] = {
		{ "a token goes behind the user", "complaints@school.test", "complaints+" T "@school.test" },
		{ "31 letters of user are the most", "abcdefghijklmnopqrstuvwxyz01234@school.test",
			"abcdefghijklmnopqrstuvwxyz01234+" T "@school.test" },
		{ "32 are too many", "abcdefghijklmnopqrstuvwxyz012345@school.test", NULL },
		{ "no address", "complaints", NULL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) {
		g_autofree char *got = token_from_address(addresses[i].address, addresses[i].ours);

		check_text(addresses[i].label, got, addresses[i].token);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
		g_autofree char *got = token_from_message_id(ids[i].id, "school.test");

		check_text(ids[i].label, got, ids[i].token);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(replies); i++) {
		g_autofree char *got = token_reply_address(replies[i].ours, T);

		check_text(replies[i].label, got, replies[i].want);
	}
}

static void
message_ids(void)
{
	g_autoptr(TokenKeys) keys = keys_of(KEY, NULL);
	g_autofree char *id = token_message_id(keys, "42", &CLAIM, LEARNER, "school.test");
	g_autofree char *token = token_from_message_id(id, "school.test");

	check(token && token_check(keys, token, LEARNER, NOW, NULL, NULL),
		"the token of a Message-ID opens the same case", "%s", id);
}

int
main(void)
{
	round_trips();
	tampering();
	refusals();
	rotation();
	keys_themselves();
	owners();
	places();
	message_ids();
	return check_done();
}
