/*
 * The two ways to the world as the steps see them: a mailbox to fetch from, a server to send through. Real
 * ones are imap_transport_new() (daemon/transport/imap.h) and smtp_transport_new() (daemon/transport/smtp.h);
 * stories bring their own.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* ---- sending ---- */
typedef enum {
	SEND_ACCEPTED,  /* a complete 250 after the dot */
	SEND_LATER,     /* 4xx, or the network between the recipient and the dot */
	SEND_REFUSED,   /* 5xx */
	SEND_UNCERTAIN, /* the connection broke after the dot */
	SEND_LOGIN,     /* the server refused us (login, sender address): nothing is wrong with the letter */
	SEND_UNREACHED, /* it never came to the letter: no connection, no TLS, no time for us */
} SendResult;

typedef struct {
	SendResult result;
	int code;    /* SMTP reply code, 0: none */
	char *reply; /* its text, or what went wrong; g_free */
} SendAnswer;

typedef struct SendTransport {
	void (*send)(struct SendTransport *transport, const char *sender, const char *recipient,
		GBytes *bytes, SendAnswer *out_answer);
	void (*rest)(struct SendTransport *transport); /* nothing to do for now: may close */
	void (*free)(struct SendTransport *transport);
} SendTransport;
