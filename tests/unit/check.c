#include "tests/unit/check.h"

#include <glib.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static int rows, failures;

bool
check(bool ok, const char *label, const char *format, ...)
{
	va_list arguments;

	rows++;
	printf("%s %d - %s\n", ok ? "ok" : "not ok", rows, label);
	if (!ok) {
		g_autofree char *why = NULL;
		g_auto(GStrv) lines = NULL;

		failures++;
		va_start(arguments, format);
		why = g_strdup_vprintf(format, arguments);
		va_end(arguments);
		lines = g_strsplit(why, "\n", -1);
		for (char **line = lines; *line; line++)
			printf("# %s\n", *line);
	}
	fflush(stdout);
	return ok;
}

bool
check_text(const char *label, const char *got, const char *want)
{
	return check(g_strcmp0(got, want) == 0, label, "got  %s%s%s\nwant %s%s%s", got ? "\"" : "",
		got ? got : "NULL", got ? "\"" : "", want ? "\"" : "", want ? want : "NULL",
		want ? "\"" : "");
}

bool
check_int(const char *label, int64_t got, int64_t want)
{
	return check(got == want, label, "got  %" PRId64 "\nwant %" PRId64, got, want);
}

int64_t
check_processor_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int
check_done(void)
{
	printf("1..%d\n", rows);
	return failures || !rows;
}
