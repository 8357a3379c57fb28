/* SPDX-License-Identifier: MIT */
/* Text is UTF-8, whatever the code page. */
#ifndef ERRWALK_WINDOWS_LANGINFO_H
#define ERRWALK_WINDOWS_LANGINFO_H

enum { CODESET };
#define nl_langinfo(item) ((void)(item), "UTF-8")

#endif
