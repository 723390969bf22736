#include "store-kit/kit_erase.c"
