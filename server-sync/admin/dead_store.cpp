#include "server-sync/admin/dead_store.hpp"

#include "server-sync/admin/file_copies.hpp"
#include "server-sync/admin/held_envelopes.hpp"
#include "terminal/core/protocol/envelope_export.hpp"
#include "terminal/core/protocol/sealed_store_key.hpp"
#include "terminal/core/support/file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace xz::server::admin {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t LargestKeyring = 64 << 10;
constexpr unsigned PrivateFile = 0600;
constexpr std::string_view Inside = "store";
constexpr std::string_view DatabaseFile = "store.db";
constexpr std::string_view KeyringFile = "keyring";

Result<fs::path, std::string> folder_of_store(const fs::path& given) {
    for (const auto& folder : {given, given / Inside}) {
        std::error_code error;
        if (fs::exists(folder / DatabaseFile, error)) return folder;
    }
    return failure(fmt::format("there is no {} in {}, nor in {} inside it", DatabaseFile, given.string(), Inside));
}

Result<std::vector<crypto::Secret<32>>, std::string> keys_of(const fs::path& keyring, const crypto::BoxKey& recovery) {
    const auto text = read_file(keyring, LargestKeyring);
    if (!text) return failure(text.error().message);
    const auto sealed = protocol::sealed_store_keys(text_of(*text));
    if (sealed.empty()) return failure(keyring.string() + " holds no key sealed for recovery: the kiosk had never had a key set, or the file is damaged");
    std::vector<crypto::Secret<32>> keys;
    std::vector<std::string> others;
    for (const auto& one : sealed) {
        if (auto key = protocol::open(one, recovery)) {
            keys.push_back(std::move(*key));
        } else {
            others.push_back(one.rkid);
        }
    }
    if (keys.empty()) {
        return failure(fmt::format("{} is sealed to recovery key {}, and the shares are of {}", keyring.string(), fmt::join(others, ", "), recovery.public_key().id()));
    }
    return keys;
}

// Writes each envelope into its file and remembers it for the manifest.
class Exporter {
public:
    Exporter(fs::path folder, Instant now) : folder_{std::move(folder)} { manifest_.made_at = now; }

    void take(const protocol::EnvelopeHeader& header, std::string_view bytes) {
        if (!problem_.empty()) return;
        protocol::ExportedFile file{.name = protocol::export_name(header), .bytes = bytes.size(), .sha256 = protocol::envelope_digest(bytes)};
        if (auto written = write_file_atomically(folder_ / file.name, bytes_of(bytes), PrivateFile); !written) {
            problem_ = written.error().message;
            return;
        }
        terminals_.insert(header.terminal);
        manifest_.files.push_back(std::move(file));
    }
    Result<Recovered, std::string> finish(std::uint64_t damaged_pages) {
        if (!problem_.empty()) return failure(problem_);
        std::ranges::sort(manifest_.files, {}, &protocol::ExportedFile::name);
        auto written = write_file_atomically(folder_ / protocol::ExportManifestFile, bytes_of(protocol::encode(manifest_)), PrivateFile);
        if (!written) return failure(written.error().message);
        return Recovered{manifest_.files.size(), damaged_pages, std::move(terminals_)};
    }

private:
    fs::path folder_;
    protocol::ExportManifest manifest_;
    std::set<std::string> terminals_;
    std::string problem_;
};

}  // namespace

Result<Recovered, std::string> recover_store(const fs::path& store, const crypto::BoxKey& recovery, const fs::path& out, const Clock& clock) {
    const auto folder = folder_of_store(store);
    if (!folder) return failure(folder.error());
    const auto keys = keys_of(*folder / KeyringFile, recovery);
    if (!keys) return failure(keys.error());
    auto made = PartialFolder::make(out);
    if (!made) return failure(made.error());
    std::optional<sqlite::OpenFailure> refused;
    for (const auto& key : *keys) {  // while a store's key is replaced there are two, and the file is under one of them
        Exporter exporter{made->path(), clock.now()};
        const auto read = read_held_envelopes(*folder / DatabaseFile, sqlite::Key{key.bytes().data(), 32},
                                              [&](const auto& header, std::string_view bytes) { exporter.take(header, bytes); });
        if (!read) {
            refused = read.error();
            continue;
        }
        auto recovered = exporter.finish(read->damaged_pages);
        if (!recovered) return recovered;
        if (auto finished = made->finish(); !finished) return failure(finished.error());
        return recovered;
    }
    return failure(fmt::format("{}: {}", (*folder / DatabaseFile).string(), sqlite::to_text(*refused)));
}

}  // namespace xz::server::admin
