#include "daemon/transport/imap_spool.h"

#include "daemon/transport/imap_link.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	MEMORY_MAX = 512 * 1024, /* of one literal */
};

typedef struct {
	uint64_t size, length;
	char *bytes; /* NULL: in the file */
	int fd;      /* -1: in memory */
} Literal;

struct ImapSpool {
	char *directory;
	GArray *literals;
};

static void
literal_clear(gpointer data)
{
	Literal *literal = data;

	g_clear_pointer(&literal->bytes, g_free);
	if (literal->fd >= 0)
		close(literal->fd);
	literal->fd = -1;
}

ImapSpool *
imap_spool_new(const char *directory)
{
	ImapSpool *spool = g_new0(ImapSpool, 1);

	spool->directory = g_strdup(directory);
	spool->literals = g_array_new(false, false, sizeof(Literal));
	g_array_set_clear_func(spool->literals, literal_clear);
	return spool;
}

void
imap_spool_free(ImapSpool *spool)
{
	if (!spool)
		return;
	g_array_unref(spool->literals);
	g_free(spool->directory);
	g_free(spool);
}

void
imap_spool_clear(ImapSpool *spool)
{
	g_array_set_size(spool->literals, 0);
}

static void
set_error(const ImapSpool *spool, GError **error, int number)
{
	g_set_error(error, IMAP_ERROR, IMAP_ERROR_SPOOL, "cannot keep a big mail in %s: %s", spool->directory,
		g_strerror(number));
}

/* Not every file system knows files without a name: then one whose name is removed at once. */
static int
open_nameless(const ImapSpool *spool)
{
	int fd = open(spool->directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd < 0 && errno != ENOSPC) {
		g_autofree char *path = g_build_filename(spool->directory, ".spool.XXXXXX", NULL);

		fd = mkostemp(path, O_CLOEXEC);
		if (fd >= 0)
			unlink(path);
	}
	return fd;
}

bool
imap_spool_begin(ImapSpool *spool, uint64_t size, GError **error)
{
	Literal literal = { .size = size, .fd = -1 };

	if (size <= MEMORY_MAX) {
		literal.bytes = g_malloc(size ? size : 1);
	} else {
		literal.fd = open_nameless(spool);
		if (literal.fd < 0) {
			set_error(spool, error, errno);
			return false;
		}
	}
	g_array_append_val(spool->literals, literal);
	return true;
}

bool
imap_spool_append(ImapSpool *spool, const char *bytes, size_t length, GError **error)
{
	Literal *literal = &g_array_index(spool->literals, Literal, spool->literals->len - 1);

	g_assert(length <= literal->size - literal->length);
	if (literal->bytes) {
		memcpy(literal->bytes + literal->length, bytes, length);
		literal->length += length;
		return true;
	}
	while (length) {
		ssize_t written = write(literal->fd, bytes, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0) {
			set_error(spool, error, written < 0 ? errno : ENOSPC);
			return false;
		}
		literal->length += (uint64_t)written;
		bytes += written;
		length -= (size_t)written;
	}
	return true;
}

GBytes *
imap_spool_take(ImapSpool *spool, unsigned index, GError **error)
{
	g_autoptr(GMappedFile) file = NULL;
	g_autoptr(GError) cause = NULL;
	Literal *literal;

	if (index >= spool->literals->len)
		return NULL;
	literal = &g_array_index(spool->literals, Literal, index);
	if (literal->length != literal->size)
		return NULL;
	if (literal->bytes)
		return g_bytes_new_take(g_steal_pointer(&literal->bytes), literal->size);
	if (literal->fd < 0)
		return NULL;
	file = g_mapped_file_new_from_fd(literal->fd, false, &cause);
	if (!file) {
		g_set_error(error, IMAP_ERROR, IMAP_ERROR_SPOOL, "cannot read a spooled mail: %s",
			cause->message);
		return NULL;
	}
	return g_mapped_file_get_bytes(file);
}
