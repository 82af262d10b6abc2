/* Calls a fuzz target with every file of the folders that are its arguments: one TAP row a file. */
#include "tests/fuzz/fuzz.h"

#include "tests/unit/check.h"

static void
replay_folder(const char *path)
{
	GDir *folder = g_dir_open(path, 0, NULL);
	const char *name;

	while (folder && (name = g_dir_read_name(folder))) {
		g_autofree char *file = g_build_filename(path, name, NULL);
		g_autofree char *bytes = NULL;
		gsize length = 0;

		if (check(g_file_get_contents(file, &bytes, &length, NULL), name, "cannot be read"))
			LLVMFuzzerTestOneInput((const uint8_t *)bytes, length);
	}
	if (folder)
		g_dir_close(folder);
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		replay_folder(argv[i]);
	return check_done();
}
