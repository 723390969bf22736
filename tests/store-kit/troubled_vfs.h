/*
 * troubled_vfs.h - a layer between SQLite and the file system whose operations fail as planned. For test_sqlite_faults.c
 * alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TROUBLED_VFS_H
#define TROUBLED_VFS_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

typedef enum operation { READ, WRITE, SYNC, TRUNCATE, SIZE, SHM_MAP, SHM_LOCK, OPERATIONS } operation;

typedef struct plan {
    int64_t left;    /* operations until one fails; 0: none will */
    int sticky;      /* and all behind it */
    int full;        /* writing fails for want of space */
    int half;        /* a write that fails has written its first half */
    unsigned spared; /* bit i: operation i is neither counted nor failed */
    int64_t hits;
} plan;

static plan trouble;
static sqlite3_vfs layer, *real_vfs;

typedef struct layer_file {
    sqlite3_file base;
    void *align; /* the real file follows */
} layer_file;

static sqlite3_file *real_of(sqlite3_file *file)
{
    return (sqlite3_file *)((char *)file + sizeof(layer_file));
}

static int fails(operation op)
{
    if (trouble.left == 0 || (trouble.spared >> op & 1) != 0) {
        return 0;
    }
    if (trouble.left > 1) {
        trouble.left--;
        return 0;
    }
    trouble.left = trouble.sticky ? 1 : 0;
    trouble.hits++;
    return 1;
}

static int layer_close(sqlite3_file *f)
{
    return real_of(f)->pMethods->xClose(real_of(f));
}

static int layer_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    return fails(READ) ? SQLITE_IOERR_READ : real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}

static int layer_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
    if (fails(WRITE)) {
        if (trouble.half) {
            (void)real_of(f)->pMethods->xWrite(real_of(f), from, n / 2, at);
        }
        return trouble.full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    return real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
}

static int layer_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    return fails(TRUNCATE) ? SQLITE_IOERR_TRUNCATE : real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int layer_sync(sqlite3_file *f, int flags)
{
    return fails(SYNC) ? SQLITE_IOERR_FSYNC : real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int layer_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return fails(SIZE) ? SQLITE_IOERR_FSTAT : real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int layer_lock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int layer_unlock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int layer_check(sqlite3_file *f, int *out)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int layer_control(sqlite3_file *f, int op, void *arg)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int layer_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int layer_traits(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int layer_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return fails(SHM_MAP) ? SQLITE_IOERR_SHMMAP : real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}

static int layer_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    if ((flags & SQLITE_SHM_LOCK) != 0 && fails(SHM_LOCK)) {
        return SQLITE_IOERR_SHMLOCK;
    }
    return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}

static void layer_shm_barrier(sqlite3_file *f)
{
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int layer_shm_unmap(sqlite3_file *f, int remove_it)
{
    return real_of(f)->pMethods->xShmUnmap(real_of(f), remove_it);
}

static const sqlite3_io_methods layer_methods = {
    .iVersion = 2,
    .xClose = layer_close,
    .xRead = layer_read,
    .xWrite = layer_write,
    .xTruncate = layer_truncate,
    .xSync = layer_sync,
    .xFileSize = layer_size,
    .xLock = layer_lock,
    .xUnlock = layer_unlock,
    .xCheckReservedLock = layer_check,
    .xFileControl = layer_control,
    .xSectorSize = layer_sector,
    .xDeviceCharacteristics = layer_traits,
    .xShmMap = layer_shm_map,
    .xShmLock = layer_shm_lock,
    .xShmBarrier = layer_shm_barrier,
    .xShmUnmap = layer_shm_unmap,
};

static int layer_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
    (void)vfs;
    f->pMethods = NULL;
    int rc = real_vfs->xOpen(real_vfs, name, real_of(f), flags, out);
    if (real_of(f)->pMethods != NULL) {
        f->pMethods = &layer_methods;
    }
    return rc;
}

/* Puts the layer in front of the default one. 0: it cannot. */
static int layer_install(void)
{
    real_vfs = sqlite3_vfs_find(NULL);
    layer = *real_vfs;
    layer.zName = "troubled";
    layer.szOsFile = (int)sizeof(layer_file) + real_vfs->szOsFile;
    layer.xOpen = layer_open;
    return sqlite3_vfs_register(&layer, 1) == SQLITE_OK;
}

#endif
