/* Where secrets come from, and what is refused. */
#include "daemon/settings/secret.h"

#include "tests/unit/check.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static const struct {
	const char *label;
	const char *content; /* NULL: no such file */
	int mode;
	const char *secret; /* NULL: refused */
	const char *reason; /* words of the refusal */
} files[] = {
	{ "a file of one line", "s3cret\n", 0600, "s3cret", NULL },
	{ "without a line end", "s3cret", 0400, "s3cret", NULL },
	{ "with a DOS line end", "s3cret\r\nmore\r\n", 0600, "s3cret", NULL },
	{ "blanks belong to the secret", " s3 cret \n", 0600, " s3 cret ", NULL },
	{ "readable by the group", "s3cret\n", 0640, NULL, "chmod 600" },
	{ "readable by everybody", "s3cret\n", 0604, NULL, "chmod 600" },
	{ "an empty file", "", 0600, NULL, "empty" },
	{ "an empty first line", "\ns3cret\n", 0600, NULL, "empty" },
	{ "no such file", NULL, 0, NULL, "No such file" },
};

static const struct {
	const char *label;
	const char *command;
	const char *secret;
	const char *reason;
} commands[] = {
	{ "a command's first line", "echo s3cret; echo more", "s3cret", NULL },
	{ "a command may ask its environment", "printf '%s' \"$SECRET_TEST\"", "from outside", NULL },
	{ "a command that fails, though it wrote", "echo s3cret; exit 3", NULL, "failed" },
	{ "a command that writes nothing", "true", NULL, "empty" },
	{ "a command that is killed", "kill -9 $$", NULL, "signal" },
	{ "a command gets no input", "read -r line && echo \"$line\" || echo none", "none", NULL },
	{ "a command that writes too much", "yes | tr -d '\\n' | head -c 100000", NULL, "longer" },
	{ "a command that writes on after its secret", "echo s3cret; yes | head -c 1000000", "s3cret", NULL },
};

static void
check_source(const char *label, const SecretSource *source, const char *want, const char *reason)
{
	g_autoptr(GError) error = NULL;
	char *secret = secret_read(source, &error);

	if (want)
		check_text(label, secret ? secret : (error ? error->message : NULL), want);
	else
		check(!secret && error && strstr(error->message, reason), label, "error %s, wanted …%s…",
			error ? error->message : "none", reason);
	secret_free(secret);
}

int
main(void)
{
	g_autofree char *folder = g_dir_make_tmp("secret.XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "password", NULL);

	g_setenv("SECRET_TEST", "from outside", true);
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		SecretSource source = { .file = path };

		if (files[i].content) {
			g_file_set_contents(path, files[i].content, -1, NULL);
			g_chmod(path, files[i].mode);
		}
		check_source(files[i].label, &source, files[i].secret, files[i].reason);
		g_unlink(path);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
		g_autofree char *command = g_strdup(commands[i].command);
		SecretSource source = { .command = command };

		check_source(commands[i].label, &source, commands[i].secret, commands[i].reason);
	}
	{
		char name[] = "password", name_outside[] = "../password";
		SecretSource folder_source = { .file = folder };
		SecretSource credential = { .credential = name };
		SecretSource outside = { .credential = name_outside };
		SecretSource none = { 0 };

		g_file_set_contents(path, "s3cret\n", -1, NULL);
		g_chmod(path, 0440);
		check_source("a folder is no secret", &folder_source, NULL, "regular");
		g_unsetenv("CREDENTIALS_DIRECTORY");
		check_source("a credential without systemd", &credential, NULL, "LoadCredential");
		g_setenv("CREDENTIALS_DIRECTORY", folder, true);
		check_source("a credential, in the mode that systemd gives", &credential, "s3cret", NULL);
		check_source("a credential outside its folder", &outside, NULL, "no name");
		check_source("nothing is set", &none, NULL, "not set");
		check(!secret_is_set(&none) && secret_is_set(&credential), "what is set is known", "wrong");
		g_unlink(path);
	}
	g_rmdir(folder);
	return check_done();
}
