#include "daemon/transport/imap_session.h"

#include <string.h>

/* Text that is wiped before it is freed. */
typedef char SecretText;

static void
secret_text_free(SecretText *text)
{
	if (text)
		explicit_bzero(text, strlen(text));
	g_free(text);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SecretText, secret_text_free)

/* "text" as IMAP quotes it. */
static SecretText *
quoted(const char *text)
{
	char *out = g_malloc(strlen(text) * 2 + 3), *at = out;

	*at++ = '"';
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			*at++ = '\\';
		*at++ = *text;
	}
	*at++ = '"';
	*at = '\0';
	return out;
}

/* Not a wrong password: the same one may do in a minute. */
static bool
is_passing_trouble(const char *words)
{
	return g_str_has_prefix(words, "[UNAVAILABLE]") || g_str_has_prefix(words, "[INUSE]") ||
	       g_str_has_prefix(words, "[LIMIT]");
}

static bool
expect_login(const Imap *imap, GError **error)
{
	return imap_expect_ok(imap, is_passing_trouble(imap->words) ? IMAP_ERROR_REFUSED : IMAP_ERROR_LOGIN,
		"login", error);
}

static bool
send_line(Imap *imap, const char *text, GError **error)
{
	return imap_send(imap, text, strlen(text), error) && imap_send(imap, "\r\n", 2, error);
}

/* LOGIN user password, for servers without SASL, such as NetEase's. */
static bool
login_plainly(Imap *imap, const char *user, const char *secret, GError **error)
{
	g_autoptr(SecretText) quoted_user = quoted(user);
	g_autoptr(SecretText) quoted_secret = quoted(secret);
	g_autoptr(SecretText) line = g_strdup_printf("LOGIN %s %s", quoted_user, quoted_secret);

	return imap_command(imap, line, error) && expect_login(imap, error);
}

/* AUTHENTICATE with one answer, which goes along at once where the server allows it (SASL-IR). */
static bool
authenticate_at_once(Imap *imap, const char *mechanism, const char *bytes, size_t length, GError **error)
{
	g_autoptr(SecretText) answer = g_base64_encode((const guchar *)bytes, length);
	bool along = imap_has_capability(imap, "SASL-IR");
	g_autoptr(SecretText) line =
		g_strdup_printf("AUTHENTICATE %s%s%s", mechanism, along ? " " : "", along ? answer : "");
	uint32_t tag = imap_send_command(imap, line, error);

	if (!tag || !imap_await_continue(imap, tag, error))
		return false;
	if (!along && !imap->answered)
		if (!send_line(imap, answer, error) || !imap_await_continue(imap, tag, error))
			return false;
	/* A refused bearer token comes with a "+" that explains it, and wants an empty line. */
	if (!imap->answered && (!send_line(imap, "", error) || !imap_await(imap, tag, error)))
		return false;
	return expect_login(imap, error);
}

static bool
authenticate_plain(Imap *imap, const char *user, const char *secret, GError **error)
{
	size_t user_length = strlen(user), secret_length = strlen(secret);
	size_t length = user_length + secret_length + 2;
	g_autofree char *answer = g_malloc0(length + 1);
	bool ok;

	memcpy(answer + 1, user, user_length);
	memcpy(answer + 2 + user_length, secret, secret_length);
	ok = authenticate_at_once(imap, "PLAIN", answer, length, error);
	explicit_bzero(answer, length);
	return ok;
}

static bool
authenticate_xoauth2(Imap *imap, const char *user, const char *token, GError **error)
{
	g_autoptr(SecretText) answer = g_strdup_printf("user=%s\001auth=Bearer %s\001\001", user, token);

	return authenticate_at_once(imap, "XOAUTH2", answer, strlen(answer), error);
}

/* AUTHENTICATE LOGIN: two questions, for the user and the password. */
static bool
authenticate_login(Imap *imap, const char *user, const char *secret, GError **error)
{
	const char *const answers[] = { user, secret };
	uint32_t tag = imap_send_command(imap, "AUTHENTICATE LOGIN", error);

	if (!tag || !imap_await_continue(imap, tag, error))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(answers) && !imap->answered; i++) {
		g_autoptr(SecretText) answer =
			g_base64_encode((const guchar *)answers[i], strlen(answers[i]));

		if (!send_line(imap, answer, error) || !imap_await_continue(imap, tag, error))
			return false;
	}
	if (!imap->answered) {
		imap->broken = true;
		g_set_error_literal(
			error, IMAP_ERROR, IMAP_ERROR_PROTOCOL, "login: the server asks on and on");
		return false;
	}
	return expect_login(imap, error);
}

bool
imap_login(Imap *imap, const ServerSettings *server, const char *secret, GError **error)
{
	const char *user = server->user;

	if (strpbrk(user, "\r\n\001") || strpbrk(secret, "\r\n\001")) {
		g_set_error_literal(error, IMAP_ERROR, IMAP_ERROR_LOGIN,
			"login: the user or the secret holds a control character");
		return false;
	}
	if (server->auth == AUTH_XOAUTH2)
		return authenticate_xoauth2(imap, user, secret, error);
	if (server->auth == AUTH_PLAIN && imap_has_capability(imap, "AUTH=PLAIN"))
		return authenticate_plain(imap, user, secret, error);
	if (imap_has_capability(imap, "AUTH=LOGIN"))
		return authenticate_login(imap, user, secret, error);
	if (!imap_has_capability(imap, "LOGINDISABLED"))
		return login_plainly(imap, user, secret, error);
	g_set_error_literal(error, IMAP_ERROR, IMAP_ERROR_LOGIN,
		"login: the server offers neither PLAIN nor LOGIN; it may want auth = \"xoauth2\"");
	return false;
}
