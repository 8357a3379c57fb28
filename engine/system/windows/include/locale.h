/* SPDX-License-Identifier: MIT */
/* Only the C locale: the others know bytes of UTF-8 as letters of a code page. */
#ifndef ERRWALK_WINDOWS_LOCALE_H
#define ERRWALK_WINDOWS_LOCALE_H

#include_next <locale.h>

#include <stddef.h>

#define LC_MESSAGES LC_ALL
#define LC_ALL_MASK 0

typedef void *locale_t;

#define newlocale(mask, name, base) ((void)(mask), (void)(name), (base))
static inline locale_t uselocale(locale_t locale)
{
    return locale;
}
#define freelocale(locale) ((void)(locale))

#endif
