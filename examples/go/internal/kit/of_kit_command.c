#include "store-kit/kit_command.c"
