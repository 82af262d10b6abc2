#include "daemon/service/wake.h"

#include <glib.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum {
	LONGEST_WAIT = 30
};

int
wake_new(void)
{
	int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

	if (fd < 0)
		g_error("no file descriptor left for an eventfd");
	return fd;
}

void
wake_close(int fd)
{
	close(fd);
}

void
wake_write(int fd)
{
	uint64_t one = 1;

	/* A full counter means that a wake-up is already waiting. */
	if (fd >= 0 && write(fd, &one, sizeof one) < 0)
		return;
}

bool
wake_wait(int stop_fd, int wake_fd, int64_t until)
{
	struct pollfd fds[] = { { .fd = stop_fd, .events = POLLIN }, { .fd = wake_fd, .events = POLLIN } };
	int64_t now = time(NULL);
	int64_t seconds = until ? CLAMP(until - now, 0, LONGEST_WAIT) : LONGEST_WAIT;
	uint64_t count;

	poll(fds, G_N_ELEMENTS(fds), (int)seconds * 1000);
	if (fds[1].revents && read(wake_fd, &count, sizeof count) < 0)
		return !fds[0].revents;
	return !fds[0].revents;
}
