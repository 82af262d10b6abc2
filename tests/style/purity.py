#!/usr/bin/env python3
"""The pure libraries call nothing that opens, asks the time, logs, reads the environment or the locale.

Arguments: the three static libraries.
"""
import os
import re
import subprocess
import sys

from tap import check, done

DENIED = {
    "files": r"f?open(64)?|openat(64)?|creat(64)?|freopen|fdopen|read|write|pread|pwrite|unlink|rename|stat|fstat|"
    r"g_file_.*|g_dir_.*|g_mkdir.*|g_unlink|g_fopen|g_io_channel_.*|g_mapped_file_.*|tmpfile|mkstemp.*",
    "sockets": r"socket|connect|bind|listen|accept4?|send(to|msg)?|recv(from|msg)?|getaddrinfo|curl_.*|g_socket_.*",
    "the clock": r"time|clock|clock_gettime|gettimeofday|timespec_get|sleep|usleep|nanosleep|g_usleep|"
    r"g_get_(real|monotonic|current)_time|g_date_time_new_now.*|g_date_set_time.*|g_time_zone_new_local|"
    r"localtime(_r)?|mktime|ctime(_r)?|g_timer_.*",
    "chance": r"rand|random|srand|drand48|getrandom|arc4random.*|g_random_.*|g_uuid_string_random",
    "the environment": r"(secure_)?getenv|setenv|putenv|g_(get|set|unset)env|g_environ_.*|g_get_(home|user|tmp|host).*|"
    r"getpid|gethostname|getuid",
    "output and logs": r"printf|vprintf|puts|putchar|perror|syslog|f(printf|puts|putc|write|flush)|stdout|stderr|"
    r"g_print(err)?|g_log(_structured.*|v|_default_handler)?|g_warn_message|g_message|g_warning|g_printf|g_fprintf",
    "processes and threads": r"fork|vfork|exec[lv].*|posix_spawn.*|system|popen|g_spawn_.*|g_thread_.*|pthread_create|kill",
    "the database": r"sqlite3_.*",
    "the locale": r"setlocale|uselocale|strcoll|strxfrm|strtod|strtof|atof|strftime|__ctype_.*_loc|tolower|toupper|"
    r"strcasecmp|strncasecmp|g_utf8_collate.*|g_locale_.*|g_strtod|g_date_strftime|nl_langinfo|gettext|dcgettext",
}


def undefined(library):
    """(object, symbol) for each symbol that the library wants from outside."""
    text = subprocess.run(["nm", "-u", "-A", library], capture_output=True, text=True, check=True).stdout
    for line in text.splitlines():
        name = line.split()[-1].split("@")[0]
        chk = re.fullmatch(r"__(\w+)_chk", name)
        yield line.split(":")[1], chk[1] if chk else re.sub(r"^__isoc99_", "", name)


for path in sys.argv[1:]:
    wanted = sorted(set(undefined(path)))
    room = os.path.basename(path)[3:-2]
    for what, pattern in DENIED.items():
        check(
            f"{room} does not touch {what}",
            [f"{where}: {name}" for where, name in wanted if re.fullmatch(pattern, name)],
        )
done()
