/* SPDX-License-Identifier: MIT */
/*
 * Prints what is on the clipboard of Windows, in UTF-8.
 */
#include <stdio.h>
#include <windows.h>

int main(void)
{
    HANDLE block = OpenClipboard(NULL) ? GetClipboardData(CF_UNICODETEXT) : NULL;
    const wchar_t *wide = block ? GlobalLock(block) : NULL;
    char text[4096];

    if (!wide || !WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, sizeof text, NULL, NULL))
        return 1;
    return puts(text) < 0;
}
