#include "store-kit/kit_page.c"
