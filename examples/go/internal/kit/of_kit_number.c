#include "store-kit/kit_number.c"
