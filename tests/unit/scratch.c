#include "tests/unit/scratch.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>

static char *directory;

static void
remove_all(void)
{
	GDir *dir = g_dir_open(directory, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(directory, name, NULL);

		g_remove(path);
	}
	if (dir)
		g_dir_close(dir);
	g_rmdir(directory);
	g_clear_pointer(&directory, g_free);
}

char *
scratch_path(const char *name)
{
	if (!directory) {
		directory = g_dir_make_tmp("complaintd-test-XXXXXX", NULL);
		g_assert(directory);
		atexit(remove_all);
	}
	return g_build_filename(directory, name, NULL);
}
