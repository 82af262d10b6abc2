/*
 * What a command line asks for: the words after a verb made into an Event's members (spec §19), e.g.
 * "电话 已与学员沟通" → means 电话, text …; "换老师/王老师/3月6日/200" → measures, responsible, day, cost.
 * It reads words; whether the event may happen is case_step()'s business.
 */
#pragma once

#include "parser/command/command.h"
#include "workflow/step/step.h"

/* Strings that an Event lends live here until it is cleared. */
typedef struct {
	Event event;
	GPtrArray *strings; /* char * */
} Instruction;

/* Returns REFUSAL_NONE and a filled `out` (clear it with instruction_clear()), or why the words make no
 * event. Verbs that ask for a letter only (查询 期限 明细 帮助) give EVENT_NONE. */
Refusal interpret_command(
	const Command *command, const Case *kase, const Policy *policy, int64_t now, Instruction *out);
/* ROLE_BIT()s of those who may ever use a verb, by the life-cycle's table (spec §19). */
unsigned interpret_roles(Verb verb);

void instruction_clear(Instruction *instruction);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Instruction, instruction_clear)
