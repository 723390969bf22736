#include "store-kit/kit_outbox.c"
