/* SPDX-License-Identifier: MIT */
/* The numbers of getaddrinfo are others here, and mean nothing in a log of Linux. */
#ifndef ERRWALK_WINDOWS_NETDB_H
#define ERRWALK_WINDOWS_NETDB_H

#define gai_strerror(number) ((const char *)((void)(number), NULL))

#endif
