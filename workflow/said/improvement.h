/*
 * What #改进 says: a new improvement item, or that one of the case's items is done, put off, or given up.
 *
 *   order  = ( "完成" / "已完成" / "done" ) number [ words ]
 *          / ( "延期" / "extend" ) number day reason
 *          / ( "取消" / "drop" ) number reason
 *          / words [ ( "/" / blank ) owner ] [ ( "/" / blank ) day ]
 *   number = digits with a blank, a mark or the end behind them: "完成3次培训" is an item of its own
 */
#pragma once

#include "workflow/case/event.h"

typedef struct {
	ImproveKind kind;
	int item; /* from 1; 0: a new one */
	char *words;
	char *owner; /* "" when none is named */
	int64_t day; /* close of business, seconds UTC; 0 when none is named */
} ImprovementOrder;

/* Words and owner are new strings. */
void improvement_read(const char *text, const Policy *policy, int64_t now, ImprovementOrder *out);

/* The event is about an item of the case that its actor, or whom he stands in for, has in hand. */
bool improvement_is_of(const Case *kase, const Policy *policy, const Event *event, int64_t now);
