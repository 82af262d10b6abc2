/*
 * What parent and parse worker say to each other. The mail itself lies in a memory file that both hold, so it
 * is never copied through a pipe: the parent writes it, the child maps it and reads. The parent never reads
 * that file back, and takes no length from the child but to bound it. Behind the mail lie the letters of ours
 * that it answers, if any.
 *
 *     child  → parent  WorkerHello              once, when it is locked in
 *     parent → child   uint64_t length, options once: the form senders of MailOptions, each ended by a NUL
 *     parent → child   WorkerRequest            what lies in the memory file
 *     child  → parent  uint64_t length, record  parser/record.h
 */
#pragma once

#include <glib.h>
#include <stdint.h>

enum {
	WORKER_SOCKET = 0,
	WORKER_MEMORY = 3,
	WORKER_OPTIONS_MAX = 1024 * 1024,
	WORKER_LETTERS_MAX = 8,
	/* Text, reply and quoted text of a 25 MB mail, each bounded by the parser. */
	WORKER_RECORD_MAX = 96 * 1024 * 1024,
};

#define WORKER_HELLO_MAGIC UINT32_C(0x57726b31)

typedef struct {
	uint32_t magic;
	uint32_t confined; /* CONFINED_* that hold */
} WorkerHello;

/* Bytes of the mail and of each letter behind it; 0: no more letters. */
typedef struct {
	uint64_t mail;
	uint64_t letters[WORKER_LETTERS_MAX];
} WorkerRequest;

enum {
	CONFINED_LIMITS = 1 << 0,   /* memory, processor, files, no core */
	CONFINED_SYSCALLS = 1 << 1, /* seccomp */
};
