/*
 * sweep.h - the commands about time, and handing over what it leaves to be sent.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_SWEEP_H
#define DESK_SWEEP_H

#include "app.h"

ending run_tick(app *a);
ending run_sweep(app *a);

/* Hands every notice of the outbox over, each once: to a command's standard input, or to standard output (NULL). What the
 * command refuses stays, and the attempt is counted. */
ending drain_outbox(app *a, const char *command);

#endif
