#include "store-kit/kit_due.c"
