#include <config.h>
#include "suite.h"
const char suite_name[]="x";const struct suite_test suite_tests[]={{NULL,NULL}};
