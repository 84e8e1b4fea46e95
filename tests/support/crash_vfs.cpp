#include "tests/support/crash_vfs.hpp"

#include "tests/support/fakes.hpp"

#include <sqlcipher/sqlite3.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <new>
#include <stdexcept>
#include <vector>

namespace xz::testing {

namespace {

constexpr std::size_t kSector = 512;
constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();

// One change that a disk may still lose.
struct Change {
    enum class Kind : std::uint8_t { Create, Write, Truncate, Delete } kind = Kind::Create;
    std::size_t at = 0;  // of a write: where; of a truncation: the new size
    Bytes bytes;
};

struct Contents {
    bool exists = false;
    Bytes bytes;

    void write(std::size_t at, ByteView what) {
        exists = true;
        if (bytes.size() < at + what.size()) {
            bytes.resize(at + what.size());
        }
        std::ranges::copy(what, bytes.begin() + static_cast<std::ptrdiff_t>(at));
    }
    void apply(const Change& change) {
        switch (change.kind) {
            case Change::Kind::Create: exists = true; break;
            case Change::Kind::Write: write(change.at, change.bytes); break;
            case Change::Kind::Truncate: bytes.resize(std::min(change.at, bytes.size())); break;
            case Change::Kind::Delete:
                exists = false;
                bytes.clear();
                break;
        }
    }
};

struct File {
    Contents durable;
    Contents now;
    std::vector<Change> unsynced;

    void change(Change what) {
        now.apply(what);
        unsynced.push_back(std::move(what));
    }
    void sync() {
        durable = now;
        unsynced.clear();
    }
};

class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_{seed} {}
    std::size_t below(std::size_t limit) {
        std::uint64_t number = 0;
        random_.fill({reinterpret_cast<std::uint8_t*>(&number), sizeof number});
        return limit == 0 ? 0 : number % limit;
    }
    bool coin() { return below(2) == 0; }
    void noise(std::span<std::uint8_t> out) { random_.fill(out); }

private:
    RepeatableRandom random_;
};

void apply_sectors(Contents& contents, const Change& change, Survival survival, Dice& dice) {
    for (std::size_t begin = 0; begin < change.bytes.size();) {
        const std::size_t end = std::min(change.bytes.size(), (change.at + begin) / kSector * kSector + kSector - change.at);
        Bytes sector{change.bytes.begin() + static_cast<std::ptrdiff_t>(begin), change.bytes.begin() + static_cast<std::ptrdiff_t>(end)};
        const bool arrives = dice.coin();
        if (!arrives && survival == Survival::Garbled && dice.coin()) {
            dice.noise(sector);
            contents.write(change.at + begin, sector);
        } else if (arrives) {
            contents.write(change.at + begin, sector);
        }
        begin = end;
    }
}

void settle(File& file, Survival survival, Dice& dice) {
    Contents found = file.durable;
    const std::size_t oldest = dice.below(file.unsynced.size() + 1);
    for (std::size_t i = 0; i < file.unsynced.size(); ++i) {
        const Change& change = file.unsynced[i];
        switch (survival) {
            case Survival::Everything: found.apply(change); break;
            case Survival::SyncedOnly: break;
            case Survival::OldestWrites:
                if (i < oldest) found.apply(change);
                break;
            case Survival::AnyWrites:
                if (dice.coin()) found.apply(change);
                break;
            case Survival::Torn:
            case Survival::Garbled:
                if (change.kind == Change::Kind::Write) {
                    apply_sectors(found, change, survival, dice);
                } else if (dice.coin()) {
                    found.apply(change);
                }
                break;
        }
    }
    file.now = found;
    file.sync();
}

}  // namespace

struct CrashVfs::Disk {
    explicit Disk(std::string given) : name{std::move(given)} {}

    std::string name;
    std::map<std::string, File> files;
    std::map<std::string, File> start;
    std::uint64_t operations = 0;
    std::uint64_t cut = kNever;
    std::uint64_t fail = kNever;
    DiskFailure failure = DiskFailure::Io;
    bool dead = false;
    sqlite3_vfs vfs{};

    // Counts a change. Nothing: it happens. Else the code to answer; a change that the power cut interrupts is still made, unsynced.
    enum class Interrupted : std::uint8_t { No, Yes };
    int begin_change(Interrupted& interrupted) {
        interrupted = Interrupted::No;
        if (dead) {
            return SQLITE_IOERR;
        }
        if (operations == cut) {
            dead = true;
            interrupted = Interrupted::Yes;
            return SQLITE_IOERR;
        }
        if (operations >= fail) {
            return failure == DiskFailure::Full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
        }
        ++operations;
        return SQLITE_OK;
    }
    int change(File& file, Change what) {
        Interrupted interrupted{};
        const int code = begin_change(interrupted);
        if (code == SQLITE_OK || interrupted == Interrupted::Yes) {
            file.change(std::move(what));
        }
        return code;
    }
};

namespace {

using Disk = CrashVfs::Disk;

struct OpenFile {
    sqlite3_file base;
    Disk* disk;
    File* file;  // stays in the map for as long as it is open
};

OpenFile& opened(sqlite3_file* file) {
    return *reinterpret_cast<OpenFile*>(file);
}

Disk& disk_of(sqlite3_vfs* vfs) {
    return *static_cast<Disk*>(vfs->pAppData);
}

sqlite3_vfs* real() {
    return sqlite3_vfs_find("unix");
}

int file_close(sqlite3_file*) {
    return SQLITE_OK;
}

int file_read(sqlite3_file* file, void* out, int count, sqlite3_int64 at) {
    if (opened(file).disk->dead) {
        return SQLITE_IOERR_READ;
    }
    const Bytes& bytes = opened(file).file->now.bytes;
    const auto wanted = static_cast<std::size_t>(count);
    const auto from = std::min(static_cast<std::size_t>(at), bytes.size());
    const std::size_t got = std::min(wanted, bytes.size() - from);
    if (got > 0) {
        std::memcpy(out, bytes.data() + from, got);
    }
    std::memset(static_cast<char*>(out) + got, 0, wanted - got);
    return got == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int file_write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    const auto* first = static_cast<const std::uint8_t*>(bytes);
    return opened(file).disk->change(*opened(file).file,
                                     {Change::Kind::Write, static_cast<std::size_t>(at), Bytes{first, first + count}});
}

int file_truncate(sqlite3_file* file, sqlite3_int64 size) {
    return opened(file).disk->change(*opened(file).file, {Change::Kind::Truncate, static_cast<std::size_t>(size), {}});
}

int file_sync(sqlite3_file* file, int) {
    Disk::Interrupted interrupted{};
    const int code = opened(file).disk->begin_change(interrupted);
    if (code == SQLITE_OK) {
        opened(file).file->sync();
    }
    return code == SQLITE_IOERR_WRITE ? SQLITE_IOERR_FSYNC : code;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(opened(file).file->now.bytes.size());
    return SQLITE_OK;
}

int file_lock(sqlite3_file*, int) {
    return SQLITE_OK;
}

int file_check_lock(sqlite3_file*, int* answer) {
    *answer = 0;
    return SQLITE_OK;
}

int file_control(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

// As the system's own VFS answers: writing bytes harms no byte beside them.
int file_sector(sqlite3_file*) {
    return 4096;
}
int file_characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

constexpr sqlite3_io_methods kMethods{
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_lock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_characteristics,
};

int vfs_open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* flags_out) {
    Disk& disk = disk_of(vfs);
    file->pMethods = nullptr;
    if (path == nullptr || disk.dead) {
        return SQLITE_CANTOPEN;
    }
    auto found = disk.files.find(path);
    if (found == disk.files.end() || !found->second.now.exists) {
        if ((flags & SQLITE_OPEN_CREATE) == 0) {
            return SQLITE_CANTOPEN;
        }
        found = disk.files.try_emplace(path).first;
        if (const int code = disk.change(found->second, {Change::Kind::Create, 0, {}}); code != SQLITE_OK) {
            return code;
        }
    }
    auto* opening = new (file) OpenFile{};
    opening->base.pMethods = &kMethods;
    opening->disk = &disk;
    opening->file = &found->second;
    if (flags_out != nullptr) {
        *flags_out = flags;
    }
    return SQLITE_OK;
}

int vfs_delete(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    Disk& disk = disk_of(vfs);
    const auto found = disk.files.find(path);
    if (found == disk.files.end() || !found->second.now.exists) {
        return SQLITE_IOERR_DELETE_NOENT;
    }
    const int code = disk.change(found->second, {Change::Kind::Delete, 0, {}});
    if (code == SQLITE_OK && sync_folder != 0) {
        found->second.sync();
    }
    return code;
}

int vfs_access(sqlite3_vfs* vfs, const char* path, int, int* answer) {
    const Disk& disk = disk_of(vfs);
    const auto found = disk.files.find(path);
    *answer = found != disk.files.end() && found->second.now.exists ? 1 : 0;
    return SQLITE_OK;
}

int vfs_full_path(sqlite3_vfs*, const char* path, int size, char* out) {
    return real()->xFullPathname(real(), path, size, out);
}
int vfs_randomness(sqlite3_vfs*, int size, char* out) {
    return real()->xRandomness(real(), size, out);
}
int vfs_sleep(sqlite3_vfs*, int microseconds) {
    return real()->xSleep(real(), microseconds);
}
int vfs_time(sqlite3_vfs*, double* out) {
    return real()->xCurrentTime(real(), out);
}
int vfs_last_error(sqlite3_vfs*, int, char*) {
    return 0;
}

}  // namespace

CrashVfs::CrashVfs(std::string name) : disk_{std::make_unique<Disk>(std::move(name))} {
    sqlite3_initialize();
    sqlite3_vfs& vfs = disk_->vfs;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(OpenFile);
    vfs.mxPathname = real()->mxPathname;
    vfs.zName = disk_->name.c_str();
    vfs.pAppData = disk_.get();
    vfs.xOpen = vfs_open;
    vfs.xDelete = vfs_delete;
    vfs.xAccess = vfs_access;
    vfs.xFullPathname = vfs_full_path;
    vfs.xRandomness = vfs_randomness;
    vfs.xSleep = vfs_sleep;
    vfs.xCurrentTime = vfs_time;
    vfs.xGetLastError = vfs_last_error;
    if (sqlite3_vfs_register(&vfs, 0) != SQLITE_OK) {
        throw std::runtime_error{"the crash VFS was not registered"};
    }
}

CrashVfs::~CrashVfs() {
    sqlite3_vfs_unregister(&disk_->vfs);
}

const std::string& CrashVfs::name() const {
    return disk_->name;
}

void CrashVfs::adopt(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    File adopted;
    adopted.now.exists = true;
    adopted.now.bytes = Bytes{std::istreambuf_iterator<char>{in}, {}};
    adopted.sync();
    disk_->files[file.string()] = std::move(adopted);
}

void CrashVfs::keep_as_start() {
    disk_->start = disk_->files;
    for (auto& [path, file] : disk_->start) {
        file.sync();
    }
}

void CrashVfs::restart() {
    disk_->files = disk_->start;
    disk_->operations = 0;
    disk_->cut = kNever;
    disk_->dead = false;
    heal();
}

std::uint64_t CrashVfs::operations() const {
    return disk_->operations;
}

void CrashVfs::cut_after(std::uint64_t operations) {
    disk_->cut = operations;
}

bool CrashVfs::is_cut() const {
    return disk_->dead;
}

void CrashVfs::fail_after(std::uint64_t operations, DiskFailure failure) {
    disk_->fail = operations;
    disk_->failure = failure;
}

void CrashVfs::heal() {
    disk_->fail = kNever;
}

void CrashVfs::power_on(Survival survival, std::uint64_t seed) {
    Dice dice{seed};
    for (auto& [path, file] : disk_->files) {
        settle(file, survival, dice);
    }
    disk_->cut = kNever;
    disk_->dead = false;
    heal();
}

}  // namespace xz::testing
