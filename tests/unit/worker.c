/*
 * The parse worker against readers that misbehave. Started with "--parse-worker" this program is the child,
 * with a reader that does what the mail's text says; under the name "reader", with the real one.
 */
#include "daemon/worker/worker.h"

#include "daemon/worker/sandbox.h"
#include "daemon/worker/wire.h"
#include "parser/record.h"
#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- the child ---- */

static int
try_open(void)
{
	return open("/etc/passwd", O_RDONLY);
}

static int
try_create(void)
{
	return open("/tmp/complaintd-was-here", O_CREAT | O_WRONLY, 0600);
}

static int
try_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int
try_unix_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0);
}

static int
try_exec(void)
{
	char path[] = "/bin/true";
	char *arguments[] = { path, NULL };

	return execv(path, arguments);
}

static int
try_fork(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	return child;
}

static int
try_kill(void)
{
	return kill(getppid(), 0);
}

static int
try_ptrace(void)
{
	return (int)ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static int
try_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
			       MAP_FAILED
		       ? -1
		       : 0;
}

static int
try_unlink(void)
{
	return unlink("/tmp/complaintd-is-not-here");
}

static int
try_memory_file(void)
{
	return memfd_create("x", 0);
}

static int
try_truncate(void)
{
	return ftruncate(WORKER_MEMORY, 0);
}

static const struct {
	const char *word;
	int (*call)(void);
} forbidden[] = {
	{ "open", try_open },
	{ "create", try_create },
	{ "socket", try_socket },
	{ "unix socket", try_unix_socket },
	{ "exec", try_exec },
	{ "fork", try_fork },
	{ "kill", try_kill },
	{ "ptrace", try_ptrace },
	{ "code", try_code },
	{ "unlink", try_unlink },
	{ "memory file", try_memory_file },
	{ "truncate", try_truncate },
};

static GBytes *
say(const char *subject)
{
	g_autoptr(Mail) mail = mail_new();

	g_free(mail->subject);
	mail->subject = g_strdup(subject);
	return record_write(mail);
}

/* How many descriptors it has beside its own. */
static int
strange_descriptors(void)
{
	int count = 0;

	for (int fd = WORKER_MEMORY + 1; fd < 256; fd++)
		if (lseek(fd, 0, SEEK_CUR) >= 0 || errno != EBADF)
			count++;
	return count;
}

static volatile int depth_reached;

static int
deeper(int depth)
{
	volatile char room[4096];

	room[0] = (char)depth;
	depth_reached = depth;
	return depth < INT_MAX ? deeper(depth + 1) + room[0] : 0;
}

static void
send_length(uint64_t length)
{
	ssize_t put = write(WORKER_SOCKET, &length, sizeof length);

	g_assert(put == sizeof length);
}

static GBytes *
misbehave(const char *word)
{
	char *volatile much; /* volatile: a compiler may leave out an allocation that nobody reads */

	if (strcmp(word, "crash") == 0)
		raise(SIGSEGV);
	if (strcmp(word, "abort") == 0)
		abort();
	if (strcmp(word, "exit") == 0)
		_exit(0);
	if (strcmp(word, "recurse") == 0)
		deeper(0);
	while (strcmp(word, "loop") == 0)
		depth_reached++;
	if (strcmp(word, "allocate") == 0) {
		much = malloc(600 * 1024 * 1024);
		if (!much)
			abort();
		much[0] = 1;
		free(much);
		return say("allocated");
	}
	if (strcmp(word, "garbage") == 0)
		return g_bytes_new_static("garbage", 7);
	if (strcmp(word, "nothing") == 0)
		return g_bytes_new_static("", 0);
	if (strcmp(word, "endless") == 0)
		send_length(UINT64_MAX);
	if (strcmp(word, "promise") == 0) {
		send_length(WORKER_RECORD_MAX);
		while (true)
			depth_reached++;
	}
	return NULL;
}

static GBytes *
obey(const char *bytes, size_t length, const MailOptions *options)
{
	g_autofree char *word = g_strndup(bytes, MIN(length, (size_t)100));
	GBytes *answer = misbehave(word);

	if (answer)
		return answer;
	for (size_t i = 0; i < G_N_ELEMENTS(forbidden); i++)
		if (strcmp(word, forbidden[i].word) == 0) {
			errno = 0;
			return say(forbidden[i].call() >= 0 ? "done"
				   : errno == EPERM         ? "EPERM"
							    : strerror(errno));
		}
	if (strcmp(word, "descriptors") == 0)
		return say(strange_descriptors() ? "some" : "none");
	if (strcmp(word, "environment") == 0)
		return say(g_getenv("CREDENTIALS_DIRECTORY") ? "told" : "nothing");
	if (strcmp(word, "senders") == 0) {
		g_autofree char *joined = g_strjoinv(" ", (char **)(uintptr_t)options->form_senders);

		return say(joined);
	}
	if (strcmp(word, "letters") == 0) {
		g_autoptr(GString) all = g_string_new(NULL);

		for (guint i = 0; i < options->letters->len; i++) {
			GBytes *letter = options->letters->pdata[i];

			g_string_append_len(
				all, g_bytes_get_data(letter, NULL), (gssize)g_bytes_get_size(letter));
			g_string_append_c(all, '|');
		}
		return say(all->str);
	}
	if (length > 100) {
		g_autofree char *size =
			g_strdup_printf("%zu %d", length, bytes[0] == 'a' && bytes[length - 1] == 'z');

		return say(size);
	}
	return say(word);
}

/* ---- the parent ---- */

static const char program[] = "/proc/self/exe";
static const char *const result_names[] = {
	[WORKER_PARSED] = "parsed",
	[WORKER_DIED] = "died",
	[WORKER_TIMEOUT] = "timeout",
	[WORKER_FAILED] = "failed",
};

/* The subject that came back, or what went wrong; new string. */
static char *
parse(Worker *worker, const char *text)
{
	g_autoptr(GBytes) raw = g_bytes_new_static(text, strlen(text));
	g_autoptr(Mail) mail = NULL;
	g_autoptr(GError) error = NULL;
	WorkerResult result = worker_parse(worker, raw, &mail, &error);

	return g_strdup(result == WORKER_PARSED ? mail->subject : result_names[result]);
}

static void
hostile(void)
{
	static const struct {
		const char *label, *text, *want;
	} rows[] = {
		{ "a mail that crashes its reader", "crash", "died" },
		{ "one that aborts it", "abort", "died" },
		{ "one that ends it", "exit", "died" },
		{ "one that runs it out of stack", "recurse", "died" },
		{ "one that never ends", "loop", "timeout" },
		{ "one whose answer is no record", "garbage", "died" },
		{ "one whose answer is empty", "nothing", "died" },
		{ "one whose answer claims to be endless", "endless", "died" },
		{ "one whose answer is promised and never comes", "promise", "timeout" },
	};
	g_autoptr(Worker) worker = worker_new(program, NULL);
	int starts = 1;

	worker_set_limits(worker, 300, 1000);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *before = parse(worker, "plain");
		g_autofree char *got = NULL, *after = NULL;
		int pid = worker_pid(worker);

		got = parse(worker, rows[i].text);
		check_text(rows[i].label, got, rows[i].want);
		check(kill(pid, 0) != 0 && errno == ESRCH, "  its child is gone and waited for", "pid %d",
			pid);
		after = parse(worker, "plain");
		starts++;
		check(strcmp(after, "plain") == 0 && worker_starts(worker) == starts,
			"  the next mail has a new one", "%s, %d starts, want %d", after,
			worker_starts(worker), starts);
		check_text("  and the mail before was read", before, "plain");
	}
}

static void
sandbox(void)
{
	g_autoptr(Worker) worker = worker_new(program, NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(forbidden); i++) {
		g_autofree char *label = g_strdup_printf("the sandbox forbids: %s", forbidden[i].word);
		g_autofree char *got = parse(worker, forbidden[i].word);

		check_text(label, got, "EPERM");
	}
	check_int("none of it cost the child", worker_starts(worker), 1);
}

static void
memory(void)
{
	g_autoptr(Worker) worker = worker_new(program, NULL);
	g_autofree char *got = parse(worker, "allocate");

#if defined(__SANITIZE_ADDRESS__)
	check_text("600 MB are had, for the address sanitizer allows no limit", got, "allocated");
#else
	check_text("a mail that allocates 600 MB", got, "died");
#endif
}

static void
inheritance(void)
{
	const char *const senders[] = { "form@survey.test", "wj@questions.test", NULL };
	MailOptions options = { .form_senders = senders };
	int leak = open("/dev/null", O_RDONLY); /* without O_CLOEXEC, as a library may do */
	g_autoptr(Worker) worker = worker_new(program, &options);
	g_autofree char *descriptors = NULL, *environment = NULL, *known = NULL;

	g_setenv("CREDENTIALS_DIRECTORY", "/run/credentials", TRUE);
	descriptors = parse(worker, "descriptors");
	environment = parse(worker, "environment");
	known = parse(worker, "senders");
	check_text("the child inherits no descriptor", descriptors, "none");
	check_text("nor our environment", environment, "nothing");
	check_text("it is told the form senders", known, "form@survey.test wj@questions.test");
	close(leak);
}

/* Letters lie behind the mail, as many as there is room for, and none is left for the next mail. */
static void
letters(void)
{
	g_autoptr(Worker) worker = worker_new(program, NULL);
	g_autoptr(GPtrArray) sent = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	g_autoptr(GBytes) raw = g_bytes_new_static("letters", strlen("letters"));
	g_autoptr(Mail) mail = NULL;
	g_autofree char *after = NULL;

	for (int i = 0; i < WORKER_LETTERS_MAX + 2; i++) {
		char letter[2] = { (char)('a' + i), '\0' };

		g_ptr_array_add(sent, g_bytes_new(letter, i == 1 ? 0 : 1));
	}
	check(worker_parse_answer(worker, raw, sent, &mail, NULL) == WORKER_PARSED, "a mail beside letters",
		"no");
	check_text("an empty one is passed over, and so are those too many", mail ? mail->subject : "",
		"a|c|d|e|f|g|h|i|");
	after = parse(worker, "letters");
	check_text("the next mail has none of them", after, "");
}

/* The real reader cuts by comparing. */
static void
answer(const char *path)
{
	static const char letter[] = "From: c@school.test\nContent-Type: text/plain; charset=utf-8\n\n"
				     "您的投诉已经受理，教学部将在明天下午六点以前与您联系。\n";
	static const char reply[] =
		"From: z@mail.test\nContent-Type: text/plain; charset=utf-8\n\n"
		"好的，我等着\n\n您的投诉已经受理，教学部将在明天下午六点以前与您联系。\n";
	g_autoptr(Worker) worker = worker_new(path, NULL);
	g_autoptr(GPtrArray) sent = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	g_autoptr(GBytes) raw = g_bytes_new_static(reply, strlen(reply));
	g_autoptr(Mail) mail = NULL;

	g_ptr_array_add(sent, g_bytes_new_static(letter, strlen(letter)));
	if (check(worker_parse_answer(worker, raw, sent, &mail, NULL) == WORKER_PARSED, "an answer is read",
		    "no"))
		check_text("what we sent is no word of his", mail->reply, "好的，我等着");
}

/* The mail arrives whole whatever its size: around a page, around a pipe's room, and the largest. */
static void
sizes(void)
{
	static const size_t rows[] = { 101, 4095, 4096, 4097, 65536, 1048577, 25 * 1024 * 1024 };
	g_autoptr(Worker) worker = worker_new(program, NULL);
	g_autofree char *empty = parse(worker, "");

	check_text("an empty mail", empty, "");
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		char *text = g_malloc(rows[i]);
		g_autoptr(GBytes) raw = g_bytes_new_take(text, rows[i]);
		g_autoptr(Mail) mail = NULL;
		g_autofree char *want = g_strdup_printf("%zu 1", rows[i]);

		memset(text, 'm', rows[i]);
		text[0] = 'a';
		text[rows[i] - 1] = 'z';
		check(worker_parse(worker, raw, &mail, NULL) == WORKER_PARSED, "a mail of that size is read",
			"%zu", rows[i]);
		check_text("  from its first octet to its last", mail ? mail->subject : NULL, want);
	}
	check_int("all by one child", worker_starts(worker), 1);
}

static void
replacement(void)
{
	g_autoptr(Worker) worker = worker_new(program, NULL);
	int pid;

	worker_set_limits(worker, 5000, 3);
	for (int i = 0; i < 7; i++) {
		g_autofree char *got = parse(worker, "plain");

		check_text("read", got, "plain");
	}
	check_int("seven mails at three a child want three children", worker_starts(worker), 3);
	pid = worker_pid(worker);
	kill(pid, SIGKILL);
	{
		g_autofree char *got = parse(worker, "plain");

		check_text("a child killed between two mails is noticed with the next", got, "died");
	}
	{
		g_autofree char *got = parse(worker, "plain");

		check_text("and replaced", got, "plain");
	}
	pid = worker_pid(worker);
	g_clear_pointer(&worker, worker_free);
	check(kill(pid, 0) != 0 && errno == ESRCH, "it ends with its worker", "pid %d", pid);
}

static void
no_program(void)
{
	static const struct {
		const char *label, *path;
	} rows[] = {
		{ "no program", "/nowhere/complaintd" },
		{ "a program that says nothing", "/bin/true" },
		{ "a program that says something else", "/bin/echo" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(Worker) worker = worker_new(rows[i].path, NULL);
		g_autoptr(GBytes) raw = g_bytes_new_static("plain", 5);
		g_autoptr(GError) error = NULL;
		Mail *mail = NULL;

		check(worker_parse(worker, raw, &mail, &error) == WORKER_FAILED && error && !mail,
			rows[i].label, "%s", error ? error->message : "no error");
	}
}

/* The product's own child: everything that reading needs is open before it is locked in. */
static void
real_reader(void)
{
	g_autofree char *path = scratch_path("reader"), *self = g_file_read_link("/proc/self/exe", NULL);
	g_autoptr(Worker) worker = NULL;
	g_autoptr(GString) groups = g_string_new("From: a@mail.test\r\nTo: ");
	g_autoptr(GString) large = g_string_new("From: a@mail.test\r\nSubject: large\r\n"
						"Content-Type: application/pdf; name=a.pdf\r\n"
						"Content-Transfer-Encoding: base64\r\n\r\n");
	static const struct {
		const char *label, *text, *subject;
	} rows[] = {
		{ "a mail", "From: a@mail.test\r\nSubject: hello\r\n\r\nhi\r\n", "hello" },
		{ "GB18030", "Subject: =?gb2312?B?zbbL3w==?=\r\n\r\nhi\r\n", "投诉" },
		{ "Big5", "Subject: =?big5?B?p+u2RA==?=\r\n\r\nhi\r\n", "投訴" },
		{ "a charset that nobody has", "Subject: =?x-martian?Q?abc?=\r\n\r\nhi\r\n", "abc" },
		{ "empty", "", "" },
		{ "no header at all", "hello\r\n", "" },
	};

	g_assert(self && symlink(self, path) == 0);
	worker = worker_new(path, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = parse(worker, rows[i].text);

		check_text(rows[i].label, got, rows[i].subject);
	}
	for (int i = 0; i < 50000; i++)
		g_string_append(groups, "g:");
	g_string_append(groups, "\r\nSubject: groups\r\n\r\nhi\r\n");
	{
		g_autofree char *got = parse(worker, groups->str);

		check(strcmp(got, "groups") == 0 || strcmp(got, "died") == 0, "50,000 groups in one header",
			"%s", got);
	}
	for (size_t i = 0; i < 25 * 1024 * 1024 / 78; i++)
		g_string_append(large,
			"eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4\r\n");
	{
		g_autofree char *got = parse(worker, large->str);

		check_text("25 MB", got, "large");
	}
	answer(path);
}

int
main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "--parse-worker") == 0 && g_str_has_suffix(argv[0], "/reader"))
		return worker_main();
	if (argc > 1 && strcmp(argv[1], "--parse-worker") == 0)
		return worker_serve(obey);
	hostile();
	sandbox();
	memory();
	inheritance();
	letters();
	sizes();
	replacement();
	no_program();
	real_reader();
	return check_done();
}
