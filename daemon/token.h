/*
 * Signed tokens in reply addresses and Message-IDs (spec §18, P25): who may answer about which case, for
 * what, until when. Base32 in lower case, because mail systems fold the local part's case.
 */
#pragma once

#include "workflow/case/event.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Every token is this long: "user+" and it must fit the 64 octets of a local part, so user <= 31. */
enum {
	TOKEN_LENGTH = 32
};

/* What a token says, and nothing else does: its signature covers every member and the person's address. */
typedef struct {
	int64_t case_id;   /* 0: none; below 2^36. Of a digest or report (M21, M22): its own row's id */
	int64_t expires;   /* seconds UTC; rounded up to whole days */
	LetterKind letter; /* the purpose: what the mail it came with asked */
	int plan;          /* case_version() of what the mail was about; 0 none; below 4,096 */
} TokenClaim;

typedef struct TokenKeys TokenKeys;
/* Copies both keys (at least 16 bytes each); `old` may be NULL. */
TokenKeys *token_keys_new(const char *current, const char *old, GError **error);
void token_keys_free(TokenKeys *keys); /* wipes; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TokenKeys, token_keys_free)

/* [a-z2-7]{32}. `person`: the reader's address; its case does not matter. */
char *token_make(const TokenKeys *keys, const TokenClaim *claim, const char *person);
/* True when `token` is ours, unaltered, made for `person`, and not expired at `now`. *out_expired (may be
 * NULL) tells an expired one from a forged one. */
bool token_check(const TokenKeys *keys, const char *token, const char *person, int64_t now,
	TokenClaim *out_claim, bool *out_expired);
/* As token_check() but for whoever wrote: reads the claim of a token whose signature was made for any person
 * of `people` (char *, addresses); NULL: none. Returns the person. */
const char *token_owner(const TokenKeys *keys, const char *token, const GPtrArray *people, int64_t now,
	TokenClaim *out_claim);

/* "user+token@domain" from "user@domain"; NULL when the local part would pass 64 octets. */
char *token_reply_address(const char *our_address, const char *token);
/* A Message-ID "<unique>.<token>@domain" without "<>", signed for the outbox row. `unique`: [A-Za-z0-9-]+. */
char *token_message_id(const TokenKeys *keys, const char *unique, const TokenClaim *claim, const char *person,
	const char *domain);
/* The token within a Message-ID or reply address of ours ("user+token@…"), in lower case, new string; NULL:
 * none. It still wants token_check(). */
char *token_from_address(const char *address, const char *our_address);
char *token_from_message_id(const char *message_id, const char *domain);
