/* SPDX-License-Identifier: MIT */
/*
 * Linux names the kind of a file system by a number, BSD and macOS say whether it is local.
 */
#include <config.h>

#include "errwalk/file-system.h"

#include <stddef.h>

#if defined(__linux__)
#include <sys/vfs.h>
#else
#include <sys/param.h>
#include <sys/mount.h>
#endif

#if defined(__linux__)
bool file_system_is_remote(const char *path)
{
    static const unsigned remote[] = {
        0x6969,     /* NFS */
        0x517b,     /* SMB */
        0xff534d42, /* CIFS */
        0xfe534d42, /* SMB 2 */
        0x01021997, /* 9p */
        0x65735546, /* FUSE */
        0x5346414f, /* AFS */
        0x6b414653, /* kAFS */
        0x73757245, /* Coda */
        0x00c36400, /* Ceph */
        0x01161970, /* GFS2 */
        0x7461636f, /* OCFS2 */
        0x0bd00bd0, /* Lustre */
        0x47504653, /* GPFS */
        0x786f4256, /* VirtualBox */
        0xbacbacbc, /* VMware */
    };
    struct statfs about;
    size_t i;

    if (statfs(path, &about) != 0)
        return true;
    for (i = 0; i < sizeof remote / sizeof *remote; i++) {
        if ((unsigned)about.f_type == remote[i])
            return true;
    }
    return false;
}
#else
bool file_system_is_remote(const char *path)
{
    struct statfs about;

    return statfs(path, &about) != 0 || !(about.f_flags & MNT_LOCAL);
}
#endif
