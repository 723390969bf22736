#include "store-kit/kit_unit.c"
