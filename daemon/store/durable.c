#include "daemon/store/durable.h"

#include "daemon/store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool
durable_fail(const char *path, GError **error)
{
	int code = errno;

	g_set_error(error, DB_ERROR, code == ENOSPC ? DB_ERROR_FULL : DB_ERROR_FAILED, "%s: %s", path,
		g_strerror(code));
	return false;
}

bool
durable_sync(const char *path, GError **error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool done = fd >= 0 && fsync(fd) == 0;

	if (!done)
		durable_fail(path, error);
	if (fd >= 0)
		close(fd);
	return done;
}

bool
durable_sync_folder_of(const char *path, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);

	return durable_sync(folder, error);
}
