#include "daemon/transport/imap_link.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <poll.h>
#include <string.h>

enum {
	CONNECT_SECONDS = 15,
	OPEN_SECONDS = 30, /* with TLS */
	KEEPALIVE_IDLE_SECONDS = 60,
	KEEPALIVE_INTERVAL_SECONDS = 20,
};

G_DEFINE_QUARK(imap_error_quark, imap_error)

struct ImapLink {
	CURL *easy;
	curl_socket_t socket;
	int stop_fd;
	char words[CURL_ERROR_SIZE];
};

const char *
imap_error_word(int code)
{
	static const char *const words[IMAP_ERROR_COUNT] = {
		[IMAP_ERROR_UNREACHABLE] = "unreachable",
		[IMAP_ERROR_TLS] = "tls",
		[IMAP_ERROR_LOGIN] = "login",
		[IMAP_ERROR_UNSAFE] = "unsafe-login",
		[IMAP_ERROR_FOLDER] = "folder",
		[IMAP_ERROR_REFUSED] = "refused",
		[IMAP_ERROR_PROTOCOL] = "protocol",
		[IMAP_ERROR_SILENT] = "silent",
		[IMAP_ERROR_SPOOL] = "spool",
		[IMAP_ERROR_STOPPED] = "stopped",
	};

	return code >= 0 && code < IMAP_ERROR_COUNT ? words[code] : "unknown";
}

static bool
is_this_machine(const char *host)
{
	struct in_addr v4;
	struct in6_addr v6;

	if (inet_pton(AF_INET, host, &v4) == 1)
		return ntohl(v4.s_addr) >> 24 == 127;
	if (inet_pton(AF_INET6, host, &v6) == 1)
		return IN6_IS_ADDR_LOOPBACK(&v6);
	return g_ascii_strcasecmp(host, "localhost") == 0;
}

static bool
is_stopped(int stop_fd)
{
	struct pollfd item = { .fd = stop_fd, .events = POLLIN };

	return stop_fd >= 0 && poll(&item, 1, 0) > 0;
}

static int
on_progress(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
	const ImapLink *link = context;

	(void)down_total, (void)down, (void)up_total, (void)up;
	return is_stopped(link->stop_fd);
}

/* What the server says while curl reads the greeting is not ours, and must not come to standard output. */
static size_t
discard(char *bytes, size_t size, size_t count, void *context)
{
	(void)bytes, (void)context;
	return size * count;
}

static ImapError
error_of(CURLcode code)
{
	switch ((int)code) {
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_USE_SSL_FAILED:
		return IMAP_ERROR_TLS;
	case CURLE_ABORTED_BY_CALLBACK:
		return IMAP_ERROR_STOPPED;
	case CURLE_WEIRD_SERVER_REPLY:
		return IMAP_ERROR_PROTOCOL;
	default:
		return IMAP_ERROR_UNREACHABLE;
	}
}

static const char *
cure_of(CURLcode code, TlsMode tls)
{
	switch ((int)code) {
	case CURLE_PEER_FAILED_VERIFICATION:
		return "; its certificate is from no authority that we trust, or for another host name: set "
		       "ca_file, or the host as the certificate has it";
	case CURLE_SSL_CACERT_BADFILE:
		return "; the file that ca_file names cannot be read";
	case CURLE_SSL_CONNECT_ERROR:
		return tls == TLS_IMPLICIT ? "; does this port speak TLS at once? if not, set "
					     "tls = \"starttls\""
					   : "";
	case CURLE_USE_SSL_FAILED:
		return "; the server offers no STARTTLS on this port: set tls = \"implicit\" and its port";
	default:
		return "";
	}
}

static void
set_options(ImapLink *link, const ServerSettings *server)
{
	CURL *easy = link->easy;
	bool v6 = strchr(server->host, ':') != NULL;
	g_autofree char *url =
		g_strdup_printf("%s://%s%s%s:%d/", server->tls == TLS_IMPLICIT ? "imaps" : "imap",
			v6 ? "[" : "", server->host, v6 ? "]" : "", server->port);

	curl_easy_setopt(easy, CURLOPT_URL, url);
	/* No user: curl stops before the login, and we see what the server says to it. */
	curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "imap,imaps");
	curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(easy, CURLOPT_USE_SSL,
		server->tls == TLS_NONE ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL);
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (server->ca_file) {
		curl_easy_setopt(easy, CURLOPT_CAINFO, server->ca_file);
		curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	}
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)OPEN_SECONDS);
	curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
	curl_easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, (long)KEEPALIVE_IDLE_SECONDS);
	curl_easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, (long)KEEPALIVE_INTERVAL_SECONDS);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, discard);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, discard);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, link->words);
	curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(easy, CURLOPT_XFERINFODATA, link);
}

ImapLink *
imap_link_open(const ServerSettings *server, int stop_fd, GError **error)
{
	g_autoptr(ImapLink) link = NULL;
	CURLcode code;

	if (server->tls == TLS_NONE && !is_this_machine(server->host)) {
		g_set_error(error, IMAP_ERROR, IMAP_ERROR_TLS, "clear text is for this machine alone, not %s",
			server->host);
		return NULL;
	}
	link = g_new0(ImapLink, 1);
	link->stop_fd = stop_fd;
	link->easy = curl_easy_init();
	g_assert(link->easy);
	set_options(link, server);
	code = curl_easy_perform(link->easy);
	if (code == CURLE_OK)
		code = curl_easy_getinfo(link->easy, CURLINFO_ACTIVESOCKET, &link->socket);
	if (code != CURLE_OK) {
		g_set_error(error, IMAP_ERROR, (int)error_of(code), "cannot connect to %s:%d: %s%s",
			server->host, server->port, link->words[0] ? link->words : curl_easy_strerror(code),
			cure_of(code, server->tls));
		return NULL;
	}
	return g_steal_pointer(&link);
}

void
imap_link_close(ImapLink *link)
{
	if (!link)
		return;
	curl_easy_cleanup(link->easy);
	g_free(link);
}

void
imap_link_set_stop(ImapLink *link, int stop_fd)
{
	link->stop_fd = stop_fd;
}

/* Waits until the socket may be read or written. */
static bool
wait_for(ImapLink *link, short events, int64_t deadline, GError **error)
{
	struct pollfd items[] = {
		{ .fd = link->socket, .events = events },
		{ .fd = link->stop_fd, .events = POLLIN },
	};

	for (;;) {
		int64_t left = (deadline - g_get_monotonic_time() + 999) / 1000;

		if (left <= 0) {
			g_set_error_literal(
				error, IMAP_ERROR, IMAP_ERROR_SILENT, "the server was silent for too long");
			return false;
		}
		if (poll(items, G_N_ELEMENTS(items), (int)MIN(left, G_MAXINT)) <= 0)
			continue;
		if (items[1].revents) {
			g_set_error_literal(error, IMAP_ERROR, IMAP_ERROR_STOPPED, "told to stop");
			return false;
		}
		return true;
	}
}

static void
set_broken(GError **error, const char *what, CURLcode code)
{
	g_set_error(error, IMAP_ERROR, IMAP_ERROR_UNREACHABLE, "the connection broke while %s: %s", what,
		curl_easy_strerror(code));
}

bool
imap_link_send(ImapLink *link, const char *bytes, size_t length, int64_t deadline, GError **error)
{
	while (length) {
		size_t sent = 0;
		CURLcode code = curl_easy_send(link->easy, bytes, length, &sent);

		if (code == CURLE_AGAIN) {
			if (!wait_for(link, POLLOUT, deadline, error))
				return false;
			continue;
		}
		if (code != CURLE_OK) {
			set_broken(error, "sending", code);
			return false;
		}
		bytes += sent;
		length -= sent;
	}
	return true;
}

bool
imap_link_receive(
	ImapLink *link, char *bytes, size_t size, int64_t deadline, size_t *out_length, GError **error)
{
	for (;;) {
		size_t got = 0;
		/* Before any poll: TLS may hold decrypted bytes that the socket knows nothing of. */
		CURLcode code = curl_easy_recv(link->easy, bytes, size, &got);

		if (code == CURLE_OK && got) {
			*out_length = got;
			return true;
		}
		if (code == CURLE_OK) {
			g_set_error_literal(error, IMAP_ERROR, IMAP_ERROR_UNREACHABLE,
				"the server closed the connection");
			return false;
		}
		if (code != CURLE_AGAIN) {
			set_broken(error, "reading", code);
			return false;
		}
		if (!wait_for(link, POLLIN, deadline, error))
			return false;
	}
}
