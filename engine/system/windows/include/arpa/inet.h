/* SPDX-License-Identifier: MIT */
/* inet_pton as Winsock has it, without the rest of windows.h as far as that goes. */
#ifndef ERRWALK_WINDOWS_INET_H
#define ERRWALK_WINDOWS_INET_H

#define WIN32_LEAN_AND_MEAN
#include <winsock2.h>
#include <ws2tcpip.h>

#endif
