/*
 * A plan in words (spec T11): "措施/责任人/完成时间[/费用]" on one line, or lines with the labels 措施：
 * 责任人： 完成时间： 费用：. Missing parts stay NULL or 0; which of them matter is case_step()'s business.
 */
#pragma once

#include "workflow/calendar/calendar.h"

typedef struct {
	char *measures; /* one a line, without their numbers */
	char *responsible;
	int64_t day;
	int64_t cost; /* yuan; -1: not stated */
	bool bad_cost;
} PlanText;

void plan_text_read(const char *text, const Calendar *calendar, int64_t now, PlanText *out);
void plan_text_clear(PlanText *plan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PlanText, plan_text_clear)
