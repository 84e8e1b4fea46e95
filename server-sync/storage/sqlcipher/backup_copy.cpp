#include "server-sync/storage/sqlcipher/backup_copy.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/storage.hpp"
#include "server-sync/storage/sqlcipher/student_keys/sql_student_keys.hpp"
#include "terminal/core/protocol/envelope.hpp"
#include "terminal/core/sqlite/migrator.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace xz::server::storage {

namespace {

constexpr std::string_view kEpoch = "SELECT value FROM platform WHERE name = 'epoch'";
constexpr std::string_view kEnvelopes = "SELECT count(*) FROM envelope";
constexpr std::string_view kNewestBundle = "SELECT coalesce(max(version), 0) FROM bundle";
constexpr std::string_view kChains = "SELECT terminal, chain, have_seq FROM chain ORDER BY terminal, chain";
constexpr std::string_view kUnopened = "SELECT terminal, header FROM envelope_body JOIN envelope USING (number)";

// Up to the last before the first that waits to be opened.
std::vector<SafeChain> safe_chains(sqlite::Database& database) {
    std::map<std::pair<std::string, std::string>, std::uint64_t> first_unopened;
    for (auto& [terminal, header] : every(database.query(kUnopened), [](auto& row) { return std::pair{row.text(0), row.text(1)}; })) {
        const auto envelope = protocol::decode_header(header);
        if (!envelope) continue;
        const auto [place, is_new] = first_unopened.try_emplace({terminal, envelope->chain}, envelope->seq);
        if (!is_new) place->second = std::min(place->second, envelope->seq);
    }
    auto chains = every(database.query(kChains), [](auto& row) { return SafeChain{row.text(0), row.text(1), static_cast<std::uint64_t>(row.integer(2))}; });
    for (SafeChain& chain : chains) {
        const auto waits = first_unopened.find({chain.terminal, chain.chain});
        if (waits != first_unopened.end()) chain.safe_seq = std::min(chain.safe_seq, waits->second - 1);
    }
    return chains;
}

Result<sqlite::Database, sqlite::OpenFailure> open(const std::filesystem::path& file, const crypto::Secret<32>& key, int newest_schema) {
    auto database = sqlite::Database::open(file, sqlite::Key{key.bytes().data(), 32});
    if (!database) return failure(database.error());
    // Older ones are brought up to date when they are served; a copy is left as it is.
    if (sqlite::schema_version(*database) > newest_schema) return failure(sqlite::OpenFailure::TooNew);
    return database;
}

}  // namespace

Result<PlatformCopy, sqlite::OpenFailure> read_platform_copy(const std::filesystem::path& file, const crypto::Secret<32>& key) {
    try {
        auto database = open(file, key, static_cast<int>(migrations().size()));
        if (!database) return failure(database.error());
        PlatformCopy copy;
        copy.problems = database->check_integrity();
        if (!copy.problems.empty()) return copy;
        const auto number = [](auto& row) { return static_cast<std::uint64_t>(row.integer(0)); };
        const auto epoch = from_hex(first(database->query(kEpoch), [](auto& row) { return row.text(0); }).value_or(""));
        if (!epoch || epoch->size() != copy.epoch.size()) {
            copy.problems.emplace_back("it has no epoch");
            return copy;
        }
        std::ranges::copy(*epoch, copy.epoch.begin());
        copy.envelopes = first(database->query(kEnvelopes), number).value_or(0);
        copy.newest_bundle = first(database->query(kNewestBundle), number).value_or(0);
        copy.chains = safe_chains(*database);
        return copy;
    } catch (const sqlite::Error& error) {  // a damaged copy is what is asked about here
        return failure(sqlite::open_failure_of(error));
    }
}

Result<std::vector<std::string>, sqlite::OpenFailure> check_student_keys_copy(const std::filesystem::path& file, const crypto::Secret<32>& key) {
    try {
        auto database = open(file, key, static_cast<int>(student_keys::migrations().size()));
        if (!database) return failure(database.error());
        return database->check_integrity();
    } catch (const sqlite::Error& error) {
        return failure(sqlite::open_failure_of(error));
    }
}

}  // namespace xz::server::storage
