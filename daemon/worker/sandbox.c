#include "daemon/worker/sandbox.h"

#include "daemon/worker/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif
#ifndef ADDRESS_SANITIZER
#define ADDRESS_SANITIZER 0
#endif

#define MEBIBYTE (UINT64_C(1) << 20)

/* What a reader of mail needs of the kernel: memory, its two descriptors, the time, and an orderly end. The
 * rest fails with EPERM rather than killing, because libraries try things that they can do without (iconv
 * looks for a charset's file) and a mail in a strange charset is still to be read. */
static const int allowed[] = {
	SCMP_SYS(read),
	SCMP_SYS(write),
	SCMP_SYS(writev),
	SCMP_SYS(close),
	SCMP_SYS(fstat),
	SCMP_SYS(lseek),
	SCMP_SYS(brk),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),
	SCMP_SYS(futex),
	SCMP_SYS(sched_yield),
	SCMP_SYS(restart_syscall),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(sigaltstack),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(clock_getres),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(time),
	SCMP_SYS(getrandom),
	SCMP_SYS(getpid),
	SCMP_SYS(gettid),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};

static bool
filter_syscalls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	const pid_t self = getpid();
	bool ok = filter != NULL;

	for (size_t i = 0; ok && i < G_N_ELEMENTS(allowed); i++)
		ok = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
	/* Memory, but never memory to run code from. */
	ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
			   SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
	ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
			   SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
	/* abort() signals its own thread. */
	ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
			   SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)self, 0)) == 0;
	ok = ok && seccomp_load(filter) == 0;
	if (filter)
		seccomp_release(filter);
	return ok;
}

static bool
limit(int resource, uint64_t value)
{
	struct rlimit limits = { .rlim_cur = value, .rlim_max = value };

	return setrlimit((__rlimit_resource_t)resource, &limits) == 0;
}

static bool
set_limits(void)
{
	bool ok = true;

	/* The address sanitizer maps terabytes that it never touches. */
	if (!ADDRESS_SANITIZER)
		ok &= limit(RLIMIT_AS, 512 * MEBIBYTE);
	/* The parent's deadline ends a slow mail; this ends a child whose parent cannot. Its sum over 1,000
	 * mails. */
	ok &= limit(RLIMIT_CPU, 300);
	ok &= limit(RLIMIT_CORE, 0);
	ok &= limit(RLIMIT_FSIZE, 0);
	ok &= limit(RLIMIT_NOFILE, WORKER_MEMORY + 1);
	ok &= limit(RLIMIT_NPROC, 0);
	return ok;
}

uint32_t
worker_lock_in(void)
{
	uint32_t confined = 0;
	bool ok = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;

	ok &= prctl(PR_SET_DUMPABLE, 0) == 0;
	ok &= prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
	if (set_limits() && ok)
		confined |= CONFINED_LIMITS;
	if (filter_syscalls())
		confined |= CONFINED_SYSCALLS;
	return confined;
}
