/* What a line in the journal looks like. */
#include "daemon/log.h"

#include "tests/unit/check.h"

#include <glib.h>
#include <string.h>
#include <unistd.h>

/* Runs the calls with standard error in a pipe and gives what was written. */
static char *
written(void (*calls)(void))
{
	char bytes[8192];
	int ends[2], kept = dup(STDERR_FILENO);
	ssize_t got;

	g_assert(pipe(ends) == 0);
	dup2(ends[1], STDERR_FILENO);
	close(ends[1]);
	calls();
	dup2(kept, STDERR_FILENO);
	close(kept);
	got = read(ends[0], bytes, sizeof bytes);
	close(ends[0]);
	return g_strndup(bytes, got > 0 ? (size_t)got : 0);
}

static void
levels(void)
{
	log_error("main", "error=%s", "disk");
	log_warning("sender", "letter=%d", 7);
	log_info("intake", "mailbox=%s uid=%u", "complaints", 42U);
	log_debug("engine", "never=%d", 1);
}

static void
broken(void)
{
	log_info("intake", "text=%s", "two\nlines\r\x1b[31m\x7f");
}

static void
endless(void)
{
	g_autofree char *text = g_strnfill(5000, 'x');

	log_info("intake", "text=%s", text);
}

static void
debug(void)
{
	log_debug("engine", "now=%d", 1);
}

int
main(void)
{
	g_autofree char *lines = written(levels);
	g_autofree char *one = written(broken);
	g_autofree char *cut = written(endless);
	g_autofree char *spoken = NULL;

	check_text("each level has its prefix, and debug is silent", lines,
		"<3>main: error=disk\n<4>sender: letter=7\n<6>intake: mailbox=complaints uid=42\n");
	check_text("a value cannot start a line of its own", one, "<6>intake: text=two lines  [31m \n");
	check(strlen(cut) < 1100 && g_str_has_suffix(cut, "x\n"), "an endless value is cut", "%zu bytes",
		strlen(cut));
	log_set_verbose();
	spoken = written(debug);
	check_text("debug speaks when asked", spoken, "<7>engine: now=1\n");
	return check_done();
}
