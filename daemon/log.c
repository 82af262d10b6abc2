#include "daemon/log.h"

#include <glib.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Longer than any line we mean to write, and shorter than PIPE_BUF: threads do not mix their lines. */
#define LOG_LINE_MAX 1024

enum {
	PRIORITY_ERROR = 3, /* as in syslog(3) */
	PRIORITY_WARNING = 4,
	PRIORITY_INFO = 6,
	PRIORITY_DEBUG = 7,
};

static bool verbose;

void
log_set_verbose(void)
{
	verbose = true;
}

static void __attribute__((format(printf, 3, 0)))
log_line(int priority, const char *area, const char *format, va_list arguments)
{
	char line[LOG_LINE_MAX];
	int used = snprintf(line, sizeof line, "<%d>%s: ", priority, area);

	used += vsnprintf(line + used, sizeof line - (size_t)used, format, arguments);
	used = MIN(used, (int)sizeof line - 2);
	for (int i = 0; i < used; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 127)
			line[i] = ' ';
	line[used++] = '\n';
	/* Nobody is left to tell when standard error is gone. */
	if (write(STDERR_FILENO, line, (size_t)used) < 0)
		return;
}

#define LOG_AT(priority)                                     \
	do {                                                 \
		va_list arguments;                           \
		va_start(arguments, format);                 \
		log_line(priority, area, format, arguments); \
		va_end(arguments);                           \
	} while (0)

void
log_error(const char *area, const char *format, ...)
{
	LOG_AT(PRIORITY_ERROR);
}

void
log_warning(const char *area, const char *format, ...)
{
	LOG_AT(PRIORITY_WARNING);
}

void
log_info(const char *area, const char *format, ...)
{
	LOG_AT(PRIORITY_INFO);
}

void
log_debug(const char *area, const char *format, ...)
{
	if (verbose)
		LOG_AT(PRIORITY_DEBUG);
}
