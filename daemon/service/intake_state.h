/*
 * Inside of intake*.c: what an Intake knows, and taking in all that a connected mailbox has.
 */
#pragma once

#include "daemon/service/intake.h"
#include "daemon/store/contact.h"
#include "daemon/store/inbound.h"
#include "daemon/transport/imap.h"

struct Intake {
	Settings *settings;
	const MailboxSettings *mailbox;
	char *directory; /* of the database */
	Db *db;
	Imap *imap; /* NULL: not connected */
	int patience;
	int stop_fd, engine_fd;

	int64_t uid_validity, next_uid;
	Contact contact;
	int64_t rescan_at;
	GHashTable *attempts; /* UID → how often it could not be fetched */
	int64_t again_at;     /* when such mails are asked for again */

	GPtrArray *group; /* InboundMail *, not yet stored */
	size_t group_bytes;
	int64_t stored;

	int64_t retry_at;
	unsigned refusals, failures; /* in a row */
	unsigned drops;              /* connections lost soon after all was well, in a row */
	unsigned fruitless;          /* news that were none, in a row */
	bool full;                   /* the disk was, at the last attempt */
};

/* Fetches and stores everything that is there and not known. *out_left: how many mails could not be had this
 * time. After false the group may hold mails that were not stored: intake_drop_group(). */
bool intake_take_all(Intake *intake, int64_t now, size_t *out_left, GError **error);
void intake_drop_group(Intake *intake);
