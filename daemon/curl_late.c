/*
 * complaintctl loads libcurl when it first speaks to a server. Most of its commands never do, and libcurl
 * brings some forty libraries along, whose loading took half of the time of `complaintctl parse`.
 * These functions stand in for libcurl's own; each hands its arguments on.
 */
#include "daemon/ctl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <glib.h>
#include <stdarg.h>
#include <stdlib.h>

#undef curl_easy_setopt
#undef curl_easy_getinfo

static void *
late(const char *name)
{
	static void *library;
	void *function;

	if (!library)
		library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
	function = library ? dlsym(library, name) : NULL;
	if (!function) {
		ctl_complain("%s", dlerror());
		exit(CTL_UNABLE);
	}
	return function;
}

/* POSIX promises that a pointer to a function fits into one to an object. */
#define LATE(name) ((__typeof__(name) *)(uintptr_t)late(#name))

CURLcode
curl_global_init(long flags)
{
	return LATE(curl_global_init)(flags);
}

CURL *
curl_easy_init(void)
{
	return LATE(curl_easy_init)();
}

/* Which type the value has is in the option's number. */
CURLcode
curl_easy_setopt(CURL *curl, CURLoption option, ...)
{
	CURLcode code;
	va_list arguments;

	va_start(arguments, option);
	if (option < CURLOPTTYPE_OBJECTPOINT)
		code = LATE(curl_easy_setopt)(curl, option, va_arg(arguments, long));
	else if (option >= CURLOPTTYPE_OFF_T && option < CURLOPTTYPE_BLOB)
		code = LATE(curl_easy_setopt)(curl, option, va_arg(arguments, curl_off_t));
	else
		code = LATE(curl_easy_setopt)(curl, option, va_arg(arguments, void *));
	va_end(arguments);
	return code;
}

CURLcode
curl_easy_getinfo(CURL *curl, CURLINFO info, ...)
{
	CURLcode code;
	va_list arguments;

	va_start(arguments, info);
	code = LATE(curl_easy_getinfo)(curl, info, va_arg(arguments, void *));
	va_end(arguments);
	return code;
}

CURLcode
curl_easy_perform(CURL *curl)
{
	return LATE(curl_easy_perform)(curl);
}

CURLcode
curl_easy_recv(CURL *curl, void *buffer, size_t length, size_t *out_got)
{
	return LATE(curl_easy_recv)(curl, buffer, length, out_got);
}

CURLcode
curl_easy_send(CURL *curl, const void *buffer, size_t length, size_t *out_put)
{
	return LATE(curl_easy_send)(curl, buffer, length, out_put);
}

const char *
curl_easy_strerror(CURLcode code)
{
	return LATE(curl_easy_strerror)(code);
}

void
curl_easy_cleanup(CURL *curl)
{
	LATE(curl_easy_cleanup)(curl);
}

struct curl_slist *
curl_slist_append(struct curl_slist *list, const char *text)
{
	return LATE(curl_slist_append)(list, text);
}

void
curl_slist_free_all(struct curl_slist *list)
{
	LATE(curl_slist_free_all)(list);
}
