#include "daemon/transport/smtp.h"

#include "daemon/address.h"
#include "daemon/settings/secret.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <gio/gio.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	CONNECT_SECONDS = 15,
	TOTAL_SECONDS = 480, /* below the outbox's lease of 10 min, so that no two senders have one letter */
	ANSWER_MILLISECONDS = 60 * 1000,
	DOT_MILLISECONDS = 300 * 1000,
	STOP_MILLISECONDS = 10 * 1000,
	REPLY_MAX = 400,
	SOCKETS_MAX = 8,
};

/* How far a transaction came: what a refusal is about depends on it. */
typedef enum {
	STAGE_CONNECT, /* greeting, EHLO, STARTTLS, AUTH: about us */
	STAGE_MAIL,    /* MAIL FROM: about us, but for the letter's size */
	STAGE_LETTER,  /* RCPT TO and later: about this letter */
} Stage;

typedef struct {
	SendTransport base;
	Settings *settings;
	int stop_fd;
	int answer_milliseconds, dot_milliseconds;
	CURL *easy; /* NULL: not connected, and the secret is to be read anew */
	int sockets[SOCKETS_MAX];
	int socket_count;
	char error[CURL_ERROR_SIZE];
	/* of the running transaction */
	const char *bytes;
	size_t length, offset;
	Stage stage;
	int code;        /* of the last complete reply */
	int final_code;  /* of the reply after the dot */
	bool continued;  /* the reply goes on: "250-" */
	bool quitting;   /* curl has given the connection up */
	GString *reply;  /* its text */
	int64_t heard;   /* when something last moved, monotonic µs */
	int64_t stopped; /* when stop_fd was first seen readable; 0: not yet */
} Smtp;

static bool
whole_letter_given(const Smtp *smtp)
{
	return smtp->offset == smtp->length;
}

/* ---- what curl asks ---- */

static size_t
on_read(char *out, size_t size, size_t count, void *data)
{
	Smtp *smtp = data;
	size_t length = MIN(size * count, smtp->length - smtp->offset);

	memcpy(out, smtp->bytes + smtp->offset, length);
	smtp->offset += length;
	smtp->heard = g_get_monotonic_time();
	return length;
}

static int
on_seek(void *data, curl_off_t offset, int origin)
{
	Smtp *smtp = data;

	if (origin != SEEK_SET || offset < 0 || (uint64_t)offset > smtp->length)
		return CURL_SEEKFUNC_FAIL;
	smtp->offset = (size_t)offset;
	return CURL_SEEKFUNC_OK;
}

/* reply = *( code "-" text CRLF ) code [ SP text ] CRLF ; one line a call */
static size_t
on_line(char *line, size_t size, size_t count, void *data)
{
	Smtp *smtp = data;
	size_t length = size * count;

	smtp->heard = g_get_monotonic_time();
	if (smtp->quitting || length < 3 || !g_ascii_isdigit(line[0]) || !g_ascii_isdigit(line[1]) ||
		!g_ascii_isdigit(line[2]))
		return length;
	if (!smtp->continued)
		g_string_truncate(smtp->reply, 0);
	smtp->continued = length > 3 && line[3] == '-';
	if (smtp->reply->len > 0 && smtp->reply->len < REPLY_MAX)
		g_string_append_c(smtp->reply, ' ');
	for (size_t i = 4; i < length && smtp->reply->len < REPLY_MAX; i++)
		if (line[i] != '\r' && line[i] != '\n')
			g_string_append_c(smtp->reply, line[i] < ' ' || line[i] > '~' ? '?' : line[i]);
	if (smtp->continued)
		return length;
	smtp->code = g_ascii_digit_value(line[0]) * 100 + g_ascii_digit_value(line[1]) * 10 +
		     g_ascii_digit_value(line[2]);
	if (whole_letter_given(smtp))
		smtp->final_code = smtp->code;
	return length;
}

/* curl says QUIT on a connection that it gives up, and waits for the answer: not on this one. */
static void
hang_up(const Smtp *smtp, int how)
{
	for (int i = 0; i < smtp->socket_count; i++)
		shutdown(smtp->sockets[i], how);
}

/* The commands as they go out tell the stage. This stream also carries the password: nothing of it is kept.
 */
static int
on_debug(CURL *easy, curl_infotype type, char *text, size_t length, void *data)
{
	Smtp *smtp = data;

	(void)easy;
	if (type != CURLINFO_HEADER_OUT || length < 5)
		return 0;
	if (memcmp(text, "MAIL ", 5) == 0)
		smtp->stage = STAGE_MAIL;
	if (memcmp(text, "RCPT ", 5) == 0)
		smtp->stage = STAGE_LETTER;
	if (memcmp(text, "QUIT\r", 5) == 0) {
		smtp->quitting = true; /* its answer says nothing about the letter */
		hang_up(smtp, SHUT_RD);
	}
	return 0;
}

/* Asked about once a second; anything but 0 gives the transaction up. */
static int
on_progress(void *data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	Smtp *smtp = data;
	struct pollfd stop = { .fd = smtp->stop_fd, .events = POLLIN };
	int64_t now = g_get_monotonic_time();
	int patience = whole_letter_given(smtp) ? smtp->dot_milliseconds : smtp->answer_milliseconds;

	(void)a, (void)b, (void)c, (void)d;
	if (!smtp->stopped && smtp->stop_fd >= 0 && poll(&stop, 1, 0) > 0)
		smtp->stopped = now;
	if (now - smtp->heard < (int64_t)patience * 1000 &&
		(!smtp->stopped || now - smtp->stopped < (int64_t)STOP_MILLISECONDS * 1000))
		return 0;
	hang_up(smtp, SHUT_RDWR);
	return 1;
}

static bool
is_loopback(const struct sockaddr *address)
{
	struct sockaddr_in6 six;
	struct sockaddr_in four;

	if (address->sa_family == AF_INET) {
		memcpy(&four, address, sizeof four);
		return ntohl(four.sin_addr.s_addr) >> 24 == 127;
	}
	if (address->sa_family != AF_INET6)
		return false;
	memcpy(&six, address, sizeof six);
	return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr);
}

static curl_socket_t
on_open(void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
	Smtp *smtp = data;
	int fd;

	(void)purpose;
	if (smtp->settings->smtp.tls == TLS_NONE && !is_loopback(&address->addr))
		return CURL_SOCKET_BAD;
	if (smtp->socket_count >= SOCKETS_MAX)
		return CURL_SOCKET_BAD;
	fd = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
	if (fd < 0)
		return CURL_SOCKET_BAD;
	smtp->sockets[smtp->socket_count++] = fd;
	return fd;
}

static int
on_close(void *data, curl_socket_t fd)
{
	Smtp *smtp = data;

	for (int i = 0; i < smtp->socket_count; i++)
		if (smtp->sockets[i] == fd) {
			smtp->sockets[i] = smtp->sockets[--smtp->socket_count];
			break;
		}
	return close(fd);
}

/* ---- the connection ---- */

static void
set_callbacks(Smtp *smtp)
{
	CURL *easy = smtp->easy;

	curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_read);
	curl_easy_setopt(easy, CURLOPT_READDATA, smtp);
	curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, on_seek);
	curl_easy_setopt(easy, CURLOPT_SEEKDATA, smtp);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_line);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, smtp);
	curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug);
	curl_easy_setopt(easy, CURLOPT_DEBUGDATA, smtp);
	curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(easy, CURLOPT_XFERINFODATA, smtp);
	curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, smtp);
	curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, on_close);
	curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, smtp);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, smtp->error);
}

/* curl takes much from the environment and the home directory when it is not told otherwise. */
static void
set_options(Smtp *smtp)
{
	const ServerSettings *server = &smtp->settings->smtp;
	bool six = strchr(server->host, ':') != NULL;
	g_autofree char *url =
		g_strdup_printf("%s://%s%s%s:%d/%s", server->tls == TLS_IMPLICIT ? "smtps" : "smtp",
			six ? "[" : "", server->host, six ? "]" : "", server->port, smtp->settings->domain);
	CURL *easy = smtp->easy;

	curl_easy_setopt(easy, CURLOPT_URL, url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)TOTAL_SECONDS);
	/* on_progress() is the one that loses patience, because it knows of the dot. */
	curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)TOTAL_SECONDS);
	curl_easy_setopt(easy, CURLOPT_USE_SSL,
		server->tls == TLS_NONE ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (server->ca_file) {
		curl_easy_setopt(easy, CURLOPT_CAINFO, server->ca_file);
		curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	}
}

/* curl keeps a copy as long as the handle lives, which is why a resting transport has none. */
static bool
set_login(Smtp *smtp, GError **error)
{
	static const char *const options[] = {
		[AUTH_PLAIN] = "AUTH=PLAIN;AUTH=LOGIN",
		[AUTH_LOGIN] = "AUTH=LOGIN",
		[AUTH_XOAUTH2] = "AUTH=XOAUTH2",
	};
	const ServerSettings *server = &smtp->settings->smtp;
	char *secret;

	if (!server->user || !*server->user)
		return true;
	secret = secret_read(&server->secret, error);
	if (!secret)
		return false;
	curl_easy_setopt(smtp->easy, CURLOPT_USERNAME, server->user);
	curl_easy_setopt(
		smtp->easy, server->auth == AUTH_XOAUTH2 ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD, secret);
	curl_easy_setopt(smtp->easy, CURLOPT_LOGIN_OPTIONS, options[server->auth]);
	secret_free(secret);
	return true;
}

static void
drop(Smtp *smtp, int how)
{
	hang_up(smtp, how);
	g_clear_pointer(&smtp->easy, curl_easy_cleanup);
	smtp->socket_count = 0;
}

static bool
prepare(Smtp *smtp, GError **error)
{
	if (smtp->easy)
		return true;
	smtp->easy = curl_easy_init();
	g_assert(smtp->easy);
	set_callbacks(smtp);
	set_options(smtp);
	if (set_login(smtp, error))
		return true;
	drop(smtp, SHUT_RDWR);
	return false;
}

/* ---- one letter ---- */

static CURLcode
transact(Smtp *smtp, const char *sender, const char *recipient, GBytes *bytes)
{
	struct curl_slist *recipients = curl_slist_append(NULL, recipient);
	CURLcode done;

	smtp->bytes = g_bytes_get_data(bytes, &smtp->length);
	smtp->offset = 0;
	smtp->stage = STAGE_CONNECT;
	smtp->code = smtp->final_code = 0;
	smtp->continued = smtp->quitting = false;
	smtp->error[0] = '\0';
	smtp->heard = g_get_monotonic_time();
	g_string_truncate(smtp->reply, 0);
	curl_easy_setopt(smtp->easy, CURLOPT_MAIL_FROM, sender);
	curl_easy_setopt(smtp->easy, CURLOPT_MAIL_RCPT, recipients);
	curl_easy_setopt(smtp->easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)smtp->length);
	done = curl_easy_perform(smtp->easy);
	curl_easy_setopt(smtp->easy, CURLOPT_MAIL_RCPT, NULL);
	curl_slist_free_all(recipients);
	return done;
}

/* The server's code decides; curl's own only when the server said nothing against us. */
static SendResult
judge(const Smtp *smtp, CURLcode done)
{
	bool about_letter = smtp->stage == STAGE_LETTER;

	if (done == CURLE_OK || smtp->final_code == 250)
		return SEND_ACCEPTED;
	/* 530, 535, 538: RFC 4954 §6, at whatever command. 552 to MAIL is the letter's size. */
	if (smtp->code == 530 || smtp->code == 535 || smtp->code == 538)
		return SEND_LOGIN;
	if (smtp->code >= 500)
		return about_letter || (smtp->stage == STAGE_MAIL && smtp->code == 552) ? SEND_REFUSED
											: SEND_LOGIN;
	if (smtp->code >= 400)
		return about_letter ? SEND_LATER : SEND_UNREACHED;
	if (about_letter && whole_letter_given(smtp))
		return SEND_UNCERTAIN;
	if (done == CURLE_LOGIN_DENIED)
		return SEND_LOGIN;
	return about_letter ? SEND_LATER : SEND_UNREACHED;
}

/* A connection kept from the letter before may have been closed meanwhile: that says nothing about this one.
 */
static bool
is_stale(const Smtp *smtp, CURLcode done)
{
	long fresh = 0;

	curl_easy_getinfo(smtp->easy, CURLINFO_NUM_CONNECTS, &fresh);
	return done != CURLE_OK && fresh == 0 && smtp->stage != STAGE_LETTER &&
	       (smtp->code < 400 || smtp->code == 421);
}

static void
answer(const Smtp *smtp, CURLcode done, SendAnswer *out)
{
	bool said = smtp->code >= 400 || done == CURLE_OK;

	out->result = judge(smtp, done);
	out->code = said ? smtp->code : 0;
	if (said)
		out->reply = g_strdup(smtp->reply->str);
	else if (done == CURLE_ABORTED_BY_CALLBACK)
		out->reply = g_strdup(smtp->stopped ? "given up, because the service stops"
						    : "the server did not answer in time");
	else
		out->reply = g_strdup(smtp->error[0] ? smtp->error : curl_easy_strerror(done));
}

static void
smtp_send(SendTransport *transport, const char *sender, const char *recipient, GBytes *bytes,
	SendAnswer *out_answer)
{
	Smtp *smtp = (Smtp *)transport;
	g_autoptr(GError) error = NULL;
	bool kept = smtp->easy != NULL;
	CURLcode done;

	*out_answer = (SendAnswer){ .result = SEND_REFUSED };
	if (!address_is_sendable(recipient) || (*sender && !address_is_sendable(sender))) {
		out_answer->reply = g_strdup("not an address that mail can be sent to");
		return;
	}
	for (int attempt = 0;; attempt++) {
		if (!prepare(smtp, &error)) {
			out_answer->result = SEND_LOGIN;
			out_answer->reply = g_strdup(error->message);
			return;
		}
		done = transact(smtp, sender, recipient, bytes);
		g_clear_pointer(&out_answer->reply, g_free);
		answer(smtp, done, out_answer);
		if (out_answer->result == SEND_ACCEPTED && done == CURLE_OK)
			return;
		/* Once more at once: a connection closed while it was idle, or a secret that was read a while
		 * ago and may have been changed. */
		kept = kept && (is_stale(smtp, done) || out_answer->result == SEND_LOGIN);
		/* What state the server is in is not known: the next letter starts with a new connection. */
		drop(smtp, SHUT_RDWR);
		if (!kept || attempt > 0 || smtp->stopped)
			return;
	}
}

static void
smtp_rest(SendTransport *transport)
{
	/* QUIT goes out, its answer is not waited for. */
	drop((Smtp *)transport, SHUT_RD);
}

static void
smtp_free(SendTransport *transport)
{
	Smtp *smtp = (Smtp *)transport;

	drop(smtp, SHUT_RD);
	g_string_free(smtp->reply, TRUE);
	settings_unref(smtp->settings);
	g_free(smtp);
}

SendTransport *
smtp_transport_new(Settings *settings, int stop_fd)
{
	static gsize once;
	Smtp *smtp = g_new0(Smtp, 1);

	if (g_once_init_enter(&once)) {
		curl_global_init(CURL_GLOBAL_DEFAULT);
		g_once_init_leave(&once, 1);
	}
	smtp->base = (SendTransport){ .send = smtp_send, .rest = smtp_rest, .free = smtp_free };
	smtp->settings = settings_ref(settings);
	smtp->stop_fd = stop_fd;
	smtp->reply = g_string_new(NULL);
	smtp_transport_set_patience(&smtp->base, ANSWER_MILLISECONDS, DOT_MILLISECONDS);
	return &smtp->base;
}

void
smtp_transport_set_patience(SendTransport *transport, int milliseconds, int dot_milliseconds)
{
	Smtp *smtp = (Smtp *)transport;

	smtp->answer_milliseconds = milliseconds;
	smtp->dot_milliseconds = dot_milliseconds;
}

bool
smtp_check(Settings *settings, GError **error)
{
	SendTransport *transport = smtp_transport_new(settings, -1);
	Smtp *smtp = (Smtp *)transport;
	CURLcode done = CURLE_OK;
	bool ready = prepare(smtp, error);

	if (ready) {
		smtp->heard = g_get_monotonic_time();
		curl_easy_setopt(smtp->easy, CURLOPT_CONNECT_ONLY, 1L);
		done = curl_easy_perform(smtp->easy);
	}
	if (done != CURLE_OK) {
		const char *said = smtp->code >= 400 ? smtp->reply->str : smtp->error;

		g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s%s%s", curl_easy_strerror(done),
			*said ? ": " : "", said);
	}
	transport->free(transport);
	return ready && done == CURLE_OK;
}
