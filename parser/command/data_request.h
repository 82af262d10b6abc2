/*
 * Whether somebody asks for the personal data that is held about him (spec §17): to see it, have it
 * corrected, or erased. Only a short first sentence that says both what and which counts; a complaint about
 * data that leaked, or a question why somebody looked, asks for nothing.
 */
#pragma once

typedef enum {
	DATA_NONE,
	DATA_SEE,
	DATA_CORRECT,
	DATA_ERASE,
} DataRequest;

DataRequest data_request_in(const char *text);
