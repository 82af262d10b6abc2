/*
 * A directory of a test's own, gone with everything in it when the test ends.
 */
#pragma once

/* The path of `name` in it; the directory is made by the first call. New string. */
char *scratch_path(const char *name);
