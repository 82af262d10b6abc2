#include "daemon/letters/letters.h"

#include "daemon/letters-resources.h"

#include <gio/gio.h>

const char *
letters_builtin(const char *id, const char *language, gpointer data)
{
	g_autofree char *path = g_strdup_printf("/complaintd/letters/%s/%s.mustache", language, id);
	g_autoptr(GBytes) bytes = g_resource_lookup_data(
		complaintd_letters_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

	(void)data;
	/* GIO puts a zero byte behind each file, and the bytes live as long as the program. */
	return bytes ? g_bytes_get_data(bytes, NULL) : NULL;
}

/* A folder with letters, and the texts that it lent. */
typedef struct {
	const char *directory;
	GPtrArray *texts; /* char * */
} Folder;

static const char *
letters_in_folder(const char *id, const char *language, gpointer data)
{
	Folder *folder = data;
	g_autofree char *name = g_strconcat(id, ".mustache", NULL);
	g_autofree char *path = g_build_filename(folder->directory, language, name, NULL);
	char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		return letters_builtin(id, language, NULL);
	g_ptr_array_add(folder->texts, text);
	return text;
}

LetterSet *
letters_load(const char *directory, GError **error)
{
	Folder folder = { directory, NULL };
	LetterSet *set;

	if (!directory)
		return letter_set_new(letters_builtin, NULL, error);
	if (!g_file_test(directory, G_FILE_TEST_IS_DIR)) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR,
			"letters_directory: there is no folder %s; make it, or unset the key", directory);
		return NULL;
	}
	folder.texts = g_ptr_array_new_with_free_func(g_free);
	set = letter_set_new(letters_in_folder, &folder, error);
	if (!set)
		g_prefix_error(error, "%s/", directory);
	g_ptr_array_unref(folder.texts);
	return set;
}
