#include "server-sync/admin/recovery_files.hpp"

#include "server-sync/admin/private_folder.hpp"
#include "terminal/core/support/file.hpp"
#include "terminal/core/support/json.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <vector>

namespace xz::server::admin {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view Type = "recovery-key";
constexpr std::size_t LargestFile = 4096;
constexpr unsigned PrivateFile = 0600;
constexpr unsigned PublicFile = 0644;

std::string paper_of(const crypto::KeyShare& share, const crypto::BoxPublicKey& key) {
    std::string groups = crypto::to_paper(share);
    std::string text = fmt::format(
        "Xuezhen recovery key {}: share {} of A and B\n"
        "\n"
        "{}\n"
        "\n"
        "Print this, keep it apart from the other share, and wipe the file. One share says nothing; both together open\n"
        "the store of a dead kiosk and every envelope that was sealed while this recovery key was in force:\n"
        "xuezhen-admin recover --share FILE --share FILE. A checksum in the groups tells of a slip when they are typed again.\n",
        key.id(), crypto::to_text(share.custodian), groups);
    crypto::wipe(groups);
    return text;
}

Result<crypto::KeyShare, std::string> share_in(const fs::path& file) {
    auto bytes = read_file(file, LargestFile);
    if (!bytes) return failure(bytes.error().message);
    auto share = read_share(text_of(*bytes));
    crypto::wipe(std::span{*bytes});
    if (!share) return failure(file.string() + ": " + share.error());
    return share;
}

}  // namespace

Result<void, std::string> write_recovery_files(const crypto::BoxKey& recovery, const fs::path& folder, RandomSource& random) {
    if (auto made = make_private_folder(folder); !made) return failure(made.error());
    for (const auto name : {RecoveryPublicFile, RecoveryShareA, RecoveryShareB}) {
        if (fs::exists(folder / name)) return failure((folder / name).string() + " is there already; name another folder");
    }
    const auto shares = crypto::split(recovery, random);
    const auto write = [&](std::string_view name, std::string text, unsigned mode) -> Result<void, std::string> {
        const auto written = write_file_atomically(folder / name, bytes_of(text), mode);
        crypto::wipe(text);
        if (!written) return failure(written.error().message);
        return {};
    };
    if (auto written = write(RecoveryShareA, paper_of(shares.a, recovery.public_key()), PrivateFile); !written) return written;
    if (auto written = write(RecoveryShareB, paper_of(shares.b, recovery.public_key()), PrivateFile); !written) return written;
    return write(RecoveryPublicFile, recovery_public_text(recovery.public_key()), PublicFile);
}

std::string recovery_public_text(const crypto::BoxPublicKey& key) {
    return json::canonical(json::Object{{"v", 1}, {"type", Type}, {"key", to_base64(key.bytes())}}) + '\n';
}

Result<crypto::BoxPublicKey, std::string> read_recovery_public(std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    const auto value = json::parse(text, {.bytes = LargestFile, .depth = 2});
    std::vector<json::Problem> problems;
    std::optional<crypto::BoxPublicKey> key;
    if (value) {
        json::ObjectReader reader{*value, "$", problems};
        reader.integer("v", 1, 1);
        reader.choice("type", {Type});
        key = crypto::BoxPublicKey::from(reader.base64("key", 32, 32));
        reader.refuse_unknown();
    }
    if (!key || !problems.empty()) return failure("this is no recovery key's public half, as recovery-key new writes it");
    return *key;
}

Result<crypto::KeyShare, std::string> read_share(std::string_view text) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (auto share = crypto::share_from_paper(text.substr(0, end))) return std::move(*share);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return failure("no share in it, or a slip in its groups: it is one line of eighteen groups of four letters");
}

Result<crypto::BoxKey, std::string> join_shares(const fs::path& one, const fs::path& other) {
    const auto first = share_in(one);
    if (!first) return failure(first.error());
    const auto second = share_in(other);
    if (!second) return failure(second.error());
    auto key = crypto::join(*first, *second);
    if (!key) return failure(fmt::format("{} and {} are not the two shares of one recovery key", one.string(), other.string()));
    return std::move(*key);
}

}  // namespace xz::server::admin
