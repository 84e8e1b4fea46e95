// A database's file read page by page without SQLite, for what SQLite no longer opens: what authenticates is true, the rest is damaged.
//
// Nobody may hold the database open, in this process neither: closing a second descriptor drops the first one's locks. Writes nothing.
#pragma once

#include "terminal/core/crypto/page_cipher.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

namespace xz::sqlite {

class PageFile {
public:
    static constexpr std::size_t PageSize = 8192;
    static constexpr std::size_t Usable = PageSize - crypto::PageCipher::Reserve;

    // With what was committed to the write-ahead log and not yet folded in. NotFound, AccessDenied, NotEncrypted, WrongKey, Io; never
    // Damaged: pages are.
    [[nodiscard]] static Result<PageFile, OpenFailure> open(const std::filesystem::path& file, Key key);

    [[nodiscard]] std::uint32_t pages() const { return pages_; }
    // `Usable` bytes, of page 1 without its first 100; numbers from 1. Nothing: it cannot be read or does not authenticate.
    [[nodiscard]] std::optional<crypto::SecureBytes> page(std::uint32_t number) const;
    // The schema's version as page 1 has it; nothing where that is damaged.
    [[nodiscard]] std::optional<int> schema_version() const;

private:
    class Descriptor;
    struct Close {
        void operator()(Descriptor* descriptor) const;
    };
    PageFile(std::unique_ptr<Descriptor, Close> file, Key key);
    void read_log(const std::filesystem::path& file);
    [[nodiscard]] std::optional<crypto::SecureBytes> plain(std::uint32_t number) const;

    std::unique_ptr<Descriptor, Close> file_;
    std::unique_ptr<Descriptor, Close> log_;
    std::map<std::uint32_t, std::uint64_t> in_log_;  // where the newest committed content of a page begins
    crypto::PageCipher cipher_;
    std::uint32_t pages_ = 0;
};

}  // namespace xz::sqlite
