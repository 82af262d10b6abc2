/* The simplified form of a traditional Chinese character; any other character is its own. */
#pragma once

#include <glib.h>

gunichar simplified(gunichar c);
