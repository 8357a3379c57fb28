/* SPDX-License-Identifier: MIT */
/*
 * libpq brings a dozen libraries with it, which take longer to load than errwalk takes to show its first
 * screen. So it is loaded when a store is opened, and not before.
 */
#include <config.h>

#include "store-library.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

/* What it is called on the systems that there are. */
static const char *const libraries[] = {"libpq.so.5", "libpq.5.dylib", "libpq.dll"};

static const char *const names[] = {
#define LIBPQ_NAME(name) #name,
    LIBPQ_FUNCTIONS(LIBPQ_NAME)
#undef LIBPQ_NAME
};

const struct libpq *libpq_load(const char **why)
{
    static struct libpq functions;
    static void *library;
    void *function;
    size_t i;

    if (library)
        return &functions;
    for (i = 0; !library && i < sizeof libraries / sizeof *libraries; i++)
        library = dlopen(libraries[i], RTLD_NOW | RTLD_LOCAL);
    for (i = 0; library && i < sizeof names / sizeof *names; i++) {
        function = dlsym(library, names[i]);
        memcpy((char *)&functions + i * sizeof function, &function, sizeof function);
        if (!function) {
            dlclose(library);
            library = NULL;
        }
    }
    *why = "the client library of PostgreSQL, libpq, is not installed";
    return library ? &functions : NULL;
}
