#include "workflow/case/reply.h"

#include "parser/command/data_request.h"

/* A question is answered only while it is open: the state says which one is. */
typedef enum {
	QUESTION_NONE,
	QUESTION_PLAN,     /* M08: agree or not */
	QUESTION_RESULT,   /* M14: satisfied or not */
	QUESTION_TRACKING, /* M17: does the remedy still work */
} Question;

/* A yes to a handler's own words, or an item's number, is no answer to a plan or result. */
static bool
asks_something_else(LetterKind asked)
{
	return asked == LETTER_M02 || asked == LETTER_M27;
}

static Question
open_question(const Case *kase, LetterKind asked)
{
	switch ((CaseState)kase->state) {
	case STATE_NEGOTIATING:
		return asks_something_else(asked) ? QUESTION_NONE : QUESTION_PLAN;
	case STATE_CONFIRMING:
		return asks_something_else(asked) ? QUESTION_NONE : QUESTION_RESULT;
	case STATE_TRACKING:
		return asked == LETTER_M17 ? QUESTION_TRACKING : QUESTION_NONE;
	case STATE_NONE:
	case STATE_RECEIVED:
	case STATE_TRIAGE:
	case STATE_ACCEPTED:
	case STATE_ASSIGNED:
	case STATE_INVESTIGATING:
	case STATE_PLAN_REVIEW:
	case STATE_EXECUTING:
	case STATE_HANDLED:
	case STATE_CLOSED:
	case STATE_DISMISSED:
	case STATE_MERGED:
	case STATE_WITHDRAWN:
	case STATE_EXTERNAL:
	case STATE_COUNT:
		break;
	}
	return QUESTION_NONE;
}

static EventKind
event_of(Question question, const char *text, Event *out)
{
	switch (question) {
	case QUESTION_PLAN:
		out->answer = answer_to_plan(text);
		return out->answer != ANSWER_UNCLEAR ? EVENT_ANSWER : EVENT_NONE;
	case QUESTION_RESULT:
		out->satisfaction = answer_to_result(text);
		return out->satisfaction != SATISFACTION_UNCLEAR ? EVENT_SATISFACTION : EVENT_NONE;
	case QUESTION_TRACKING:
		out->answer = answer_to_tracking(text);
		return out->answer != ANSWER_UNCLEAR ? EVENT_TRACK_ANSWER : EVENT_NONE;
	case QUESTION_NONE:
		break;
	}
	return EVENT_NONE;
}

void
reply_event(const Case *kase, const char *text, LetterKind asked, int plan, Event *out)
{
	Question question = open_question(kase, asked);

	out->text = text;
	/* Only a letter that asked for it makes an opinion of a result one of that very result. */
	out->index = question == QUESTION_RESULT && asked != LETTER_M14 && asked != LETTER_M15 ? 0 : plan;
	out->kind = event_of(question, text, out);
	if (out->kind != EVENT_NONE)
		return;
	if (data_request_in(text) != DATA_NONE)
		out->kind = EVENT_DATA_REQUEST;
	else if (answer_takes_back(text))
		out->kind = EVENT_TAKE_BACK;
	else if (answer_asks_progress(text))
		out->kind = EVENT_PROGRESS;
	else if (!answer_is_thanks(text))
		out->kind = EVENT_MESSAGE;
}
