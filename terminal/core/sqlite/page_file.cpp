#include "terminal/core/sqlite/page_file.hpp"

#include "terminal/core/sqlite/file_head.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace xz::sqlite {

class PageFile::Descriptor {
public:
    explicit Descriptor(const std::filesystem::path& file) : number_{::open(file.c_str(), O_RDONLY | O_CLOEXEC)} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }
    [[nodiscard]] std::uint64_t size() const {
        struct stat status {};
        return ::fstat(number_, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
    }
    // All of `out`, or false: the disk gives it back no more, or the file ends before.
    [[nodiscard]] bool read(std::uint64_t at, std::span<std::uint8_t> out) const {
        std::size_t got = 0;
        while (got < out.size()) {
            const ssize_t count = ::pread(number_, out.data() + got, out.size() - got, static_cast<off_t>(at + got));
            if (count < 0 && errno == EINTR) {
                continue;
            }
            if (count <= 0) {
                return false;
            }
            got += static_cast<std::size_t>(count);
        }
        return true;
    }

private:
    int number_;
};

void PageFile::Close::operator()(Descriptor* descriptor) const { delete descriptor; }

namespace {

constexpr std::size_t kFileHeader = 100;
constexpr std::size_t kVersionAt = 60;  // "user version" of SQLite's file header

// The log's own form: sqlite.org/fileformat2.html, section 4.
constexpr std::size_t kLogHeader = 32;
constexpr std::size_t kFrameHeader = 24;
constexpr std::uint32_t kLogMagic = 0x377f0682;  // its last bit: checksums over big-endian words

std::uint32_t word_at(ByteView bytes, std::size_t at) {
    return static_cast<std::uint32_t>(bytes[at]) << 24 | static_cast<std::uint32_t>(bytes[at + 1]) << 16 | static_cast<std::uint32_t>(bytes[at + 2]) << 8 |
           static_cast<std::uint32_t>(bytes[at + 3]);
}

class Checksum {
public:
    explicit Checksum(bool big_endian) : big_endian_{big_endian} {}
    void add(ByteView bytes) {
        for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
            first_ += word(bytes, at) + second_;
            second_ += word(bytes, at + 4) + first_;
        }
    }
    [[nodiscard]] bool is(ByteView bytes, std::size_t at) const { return first_ == word_at(bytes, at) && second_ == word_at(bytes, at + 4); }

private:
    [[nodiscard]] std::uint32_t word(ByteView bytes, std::size_t at) const {
        const std::uint32_t big = word_at(bytes, at);
        return big_endian_ ? big : __builtin_bswap32(big);
    }
    bool big_endian_;
    std::uint32_t first_ = 0;
    std::uint32_t second_ = 0;
};

}  // namespace

PageFile::PageFile(std::unique_ptr<Descriptor, Close> file, Key key)
    : file_{std::move(file)}, cipher_{*crypto::Secret<32>::from(key), salt_of(key)} {}

Result<PageFile, OpenFailure> PageFile::open(const std::filesystem::path& file, Key key) {
    std::unique_ptr<Descriptor, Close> descriptor{new Descriptor{file}};
    if (!descriptor->is_open()) {
        return failure(errno == ENOENT ? OpenFailure::NotFound : errno == EACCES ? OpenFailure::AccessDenied : OpenFailure::Io);
    }
    FileHead head{};
    const bool has_head = descriptor->read(0, head);
    if (has_head && is_plain(head)) {
        return failure(OpenFailure::NotEncrypted);
    }
    PageFile opened{std::move(descriptor), key};
    opened.pages_ = static_cast<std::uint32_t>((opened.file_->size() + PageSize - 1) / PageSize);
    opened.read_log(std::filesystem::path{file.string() + "-wal"});
    if (has_head && head == salt_of(key)) {
        return opened;
    }
    for (std::uint32_t number = 1; number <= opened.pages_; ++number) {
        if (opened.plain(number)) {
            return opened;  // its head is lost, but it is this key's
        }
    }
    return failure(OpenFailure::WrongKey);
}

// Takes what is whole up to the last commit, as SQLite would.
void PageFile::read_log(const std::filesystem::path& file) {
    std::unique_ptr<Descriptor, Close> log{new Descriptor{file}};
    std::array<std::uint8_t, kLogHeader> header{};
    if (!log->is_open() || !log->read(0, header) || (word_at(header, 0) & ~1U) != kLogMagic || word_at(header, 8) != PageSize) {
        return;
    }
    Checksum sum{(word_at(header, 0) & 1U) != 0};
    sum.add(ByteView{header}.first(24));
    if (!sum.is(header, 24)) {
        return;
    }
    std::map<std::uint32_t, std::uint64_t> uncommitted;
    Bytes frame(kFrameHeader + PageSize);
    for (std::uint64_t at = kLogHeader; log->read(at, frame); at += frame.size()) {
        sum.add(ByteView{frame}.first(8));
        sum.add(ByteView{frame}.subspan(kFrameHeader));
        const bool same_log = std::equal(header.begin() + 16, header.begin() + 24, frame.begin() + 8);
        if (!same_log || !sum.is(frame, 16)) {
            break;
        }
        uncommitted[word_at(frame, 0)] = at + kFrameHeader;
        if (const std::uint32_t pages = word_at(frame, 4); pages != 0) {
            for (const auto& [number, where] : uncommitted) {
                in_log_[number] = where;
            }
            uncommitted.clear();
            pages_ = pages;
        }
    }
    log_ = std::move(log);
}

std::optional<crypto::SecureBytes> PageFile::plain(std::uint32_t number) const {
    Bytes sealed(PageSize);
    const auto logged = in_log_.find(number);
    const bool read = logged != in_log_.end() ? log_->read(logged->second, sealed) : file_->read(std::uint64_t{number - 1} * PageSize, sealed);
    return read ? cipher_.open(number, sealed) : std::nullopt;
}

std::optional<crypto::SecureBytes> PageFile::page(std::uint32_t number) const {
    if (number == 0 || number > pages_) {
        return std::nullopt;
    }
    auto content = plain(number);
    if (content && number == 1) {
        return crypto::SecureBytes::copy_of(ByteView{content->bytes()}.subspan(kFileHeader - crypto::PageCipher::SaltSize));
    }
    return content;
}

std::optional<int> PageFile::schema_version() const {
    const auto content = pages_ == 0 ? std::nullopt : plain(1);
    return content ? std::optional{static_cast<int>(word_at(content->bytes(), kVersionAt - crypto::PageCipher::SaltSize))} : std::nullopt;
}

}  // namespace xz::sqlite
