/*
 * Plain-word answers: does a learner (or a voter) say yes, no, or satisfied? Negations are tested first,
 * only a short clear first sentence or a digit that the mail offered counts (spec §10, §12), and whatever
 * is left is ANSWER_UNCLEAR: never a guess.
 */
#pragma once

typedef enum {
	ANSWER_UNCLEAR,
	ANSWER_AGREE,
	ANSWER_REFUSE,
} Answer;

typedef enum {
	SATISFACTION_UNCLEAR,
	SATISFACTION_SATISFIED, /* 满意, 1 */
	SATISFACTION_MOSTLY,    /* 基本满意, 2 */
	SATISFACTION_NOT,       /* 不满意, 3 */
	SATISFACTION_SILENT,    /* 未评价: given by the clock alone, never read from a text */
} Satisfaction;

/* `text` is the new text of a mail (Mail.reply). Digits: 1 agree, 2 refuse. */
Answer answer_to_plan(const char *text);
Satisfaction answer_to_result(const char *text);

/* Asks for progress: "进度", "status", or nothing at all (spec T31). */
int answer_asks_progress(const char *text);
/* Only a thank-you, which changes nothing (spec T27). */
int answer_is_thanks(const char *text);

/* The learner wants to withdraw the complaint, in clear words ("我要撤诉"); never a guess (spec T28). */
int answer_takes_back(const char *text);

/* The track question (M17): is the remedy still working? ANSWER_AGREE yes, ANSWER_REFUSE it is back. */
Answer answer_to_tracking(const char *text);
