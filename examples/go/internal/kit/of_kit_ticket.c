#include "store-kit/kit_ticket.c"
