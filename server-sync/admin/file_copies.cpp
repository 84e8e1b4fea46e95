#include "server-sync/admin/file_copies.hpp"

#include "terminal/core/crypto/sha256_stream.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace xz::server::admin {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t Portion = 1 << 20;
constexpr unsigned PrivateFile = 0600;

class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

std::string told(std::string_view verb, const fs::path& path) { return fmt::format("cannot {} {}: {}", verb, path.string(), std::strerror(errno)); }

// Calls `take(bytes)` portion after portion until it says no.
template <typename Take>
Result<void, std::string> read_through(const fs::path& file, Take&& take) {
    const Descriptor in{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (in.get() < 0) return failure(told("open", file));
    std::vector<std::uint8_t> portion(Portion);
    while (true) {
        const ssize_t count = ::read(in.get(), portion.data(), portion.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failure(told("read", file));
        if (count == 0) return {};
        if (!take(ByteView{portion}.first(static_cast<std::size_t>(count)))) return {};
    }
}

bool write_all(int descriptor, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace

Result<FileDigest, std::string> digest_of(const fs::path& file) {
    FileDigest digest;
    crypto::Sha256Stream stream;
    const auto read = read_through(file, [&](ByteView bytes) {
        digest.bytes += bytes.size();
        stream.add(bytes);
        return true;
    });
    if (!read) return failure(read.error());
    digest.sha256 = stream.finish();
    return digest;
}

Result<void, std::string> copy_durably(const fs::path& from, const fs::path& to) {
    const Descriptor out{::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, PrivateFile)};
    if (out.get() < 0) return failure(told("make", to));
    std::string problem;
    auto read = read_through(from, [&](ByteView bytes) {
        if (!write_all(out.get(), bytes)) problem = told("write", to);
        return problem.empty();
    });
    if (!read) return read;
    if (problem.empty() && ::fsync(out.get()) != 0) problem = told("write", to);
    if (!problem.empty()) return failure(problem);
    return {};
}

Result<void, std::string> sync_folder(const fs::path& folder) {
    const Descriptor descriptor{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (descriptor.get() < 0 || ::fsync(descriptor.get()) != 0) return failure(told("flush the folder", folder));
    return {};
}

Result<void, std::string> rename_durably(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return failure(told("rename to", to));
    if (auto synced = sync_folder(fs::absolute(to).parent_path()); !synced) return synced;
    return sync_folder(fs::absolute(from).parent_path());
}

PartialFolder::PartialFolder(fs::path folder) : folder_{std::move(folder)}, partial_{folder_.string() + ".partial"} {}

PartialFolder::PartialFolder(PartialFolder&& other) noexcept
    : folder_{std::exchange(other.folder_, {})}, partial_{std::exchange(other.partial_, {})} {}

PartialFolder::~PartialFolder() {
    std::error_code error;
    if (!partial_.empty()) fs::remove_all(partial_, error);
}

Result<PartialFolder, std::string> PartialFolder::make(const fs::path& folder) {
    auto absolute = fs::absolute(folder).lexically_normal();
    if (!absolute.has_filename()) absolute = absolute.parent_path();
    std::error_code error;
    if (fs::exists(absolute, error) && !(fs::is_directory(absolute, error) && fs::is_empty(absolute, error))) {
        return failure(absolute.string() + " is there already; name a new folder");
    }
    PartialFolder made{absolute};
    fs::remove_all(made.partial_, error);
    fs::create_directories(made.partial_, error);
    if (!error) fs::permissions(made.partial_, fs::perms::owner_all, error);
    if (error) return failure("cannot make the folder " + made.partial_.string() + ": " + error.message());
    return made;
}

Result<void, std::string> PartialFolder::finish() {
    if (auto synced = sync_folder(partial_); !synced) return synced;
    std::error_code error;
    fs::remove(folder_, error);  // empty, or not there
    if (auto renamed = rename_durably(partial_, folder_); !renamed) return renamed;
    partial_.clear();
    return {};
}

}  // namespace xz::server::admin
