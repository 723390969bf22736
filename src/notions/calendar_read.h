/*
 * calendar_read.h - the hours of a calendar out of its JSON, see mend/calendar.h for the form.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CALENDAR_READ_H
#define MEND__CALENDAR_READ_H

#include "calendar_card.h"
#include "ground/json.h"

/* Reads week, holidays, exceptions and known_until of an object; everything the card points to goes to the arena.
 * MEND_SCHEMA with position and path, MEND_LIMIT, MEND_NOMEM. */
mend_status mend__card_read(mend__arena *arena, const mend__json *tree, mend__node object, mend__card *card,
                            mend_error *err);

#endif
