/* SPDX-License-Identifier: MIT */
/*
 * The functions of libpq, from the library that is loaded for them.
 */
#ifndef ERRWALK_TEAM_STORE_LIBRARY_H
#define ERRWALK_TEAM_STORE_LIBRARY_H

#include <libpq-fe.h>

#define LIBPQ_FUNCTIONS(X)                                                                            \
    X(PQclear) X(PQconnectdbParams) X(PQconsumeInput) X(PQerrorMessage) X(PQfinish) X(PQflush)        \
    X(PQgetResult) X(PQgetisnull) X(PQgetlength) X(PQgetvalue) X(PQisBusy) X(PQcmdTuples)             \
    X(PQntuples) X(PQresultErrorField) X(PQresultStatus) X(PQsendQuery) X(PQsendQueryParams)          \
    X(PQsetNoticeProcessor) X(PQsetSingleRowMode) X(PQsetnonblocking) X(PQsocket) X(PQstatus)

struct libpq {
#define LIBPQ_FUNCTION(name) __typeof__(name) *name;
    LIBPQ_FUNCTIONS(LIBPQ_FUNCTION)
#undef LIBPQ_FUNCTION
};

/* NULL where it is not there; `*why` says so. */
const struct libpq *libpq_load(const char **why);

#endif
