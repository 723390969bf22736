#include "store-kit/mend_store_kit.c"
