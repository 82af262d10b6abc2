/*
 * How threads wake each other: eventfds, and nothing is ever said with them but "look again".
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

int wake_new(void); /* a new eventfd; aborts when the process has no descriptors left */
void wake_close(int fd);
void wake_write(int fd); /* -1 is nobody */
/* Waits for `wake_fd` (emptied then), the moment `until` (seconds UTC, 0: none) or, at the latest, half a
 * minute, so that a clock which is set forward is noticed. False: `stop_fd` is readable. */
bool wake_wait(int stop_fd, int wake_fd, int64_t until);
