#include "workflow/trust.h"

bool
trust_needs_proof(Verb verb)
{
	static const Verb high_risk[] = {
		VERB_DISMISS,
		VERB_MERGE,
		VERB_ASSIGN,
		VERB_RESOLVE,
		VERB_APPROVE,
		VERB_CONCLUDE,
		VERB_EXTEND,
	};

	for (size_t i = 0; i < G_N_ELEMENTS(high_risk); i++)
		if (high_risk[i] == verb)
			return true;
	return false;
}
