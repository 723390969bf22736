#include "store-kit/kit_seat.c"
