#include "server-sync/storage/sqlcipher/sql_bundles.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kNewest =
    "SELECT version, wire, payload, sha256, published_at, actor FROM bundle ORDER BY version DESC LIMIT 1";
constexpr std::string_view kVersion =
    "SELECT version, wire, payload, sha256, published_at, actor FROM bundle WHERE version = ?";
constexpr std::string_view kWithInstrument = "SELECT max(version) FROM bundle_instrument WHERE instrument = ?";
constexpr std::string_view kInForce = "SELECT max(version) FROM bundle WHERE published_at <= ?";
constexpr std::string_view kHighest = "SELECT coalesce(max(version), 0) FROM bundle";
constexpr std::string_view kPublish =
    "INSERT INTO bundle (version, wire, payload, sha256, published_at, actor) VALUES (?, ?, ?, ?, ?, ?)";
constexpr std::string_view kAddInstrument = "INSERT INTO bundle_instrument (instrument, version) VALUES (?, ?)";
// What awaited this instrument may go on now.
constexpr std::string_view kRetry = "UPDATE record SET retry = 1 WHERE waits_for = 'instrument:' || ?";

std::shared_ptr<const sync::PublishedBundle> read_bundle(const sqlite::Statement& row) {
    return std::make_shared<const sync::PublishedBundle>(
        sync::PublishedBundle{.version = static_cast<std::uint64_t>(row.integer(0)),
                              .wire = row.text(1),
                              .payload = row.text(2),
                              .sha256 = row.text(3),
                              .published_at = instant(row, 4),
                              .actor = row.text(5)});
}

}  // namespace

std::shared_ptr<const sync::PublishedBundle> SqlBundles::newest() const {
    const std::lock_guard lock{mutex_};
    if (!newest_) {
        newest_ = readers_.read([](sqlite::Database& database) {
            return first(database.query(kNewest), read_bundle).value_or(nullptr);
        });
    }
    return newest_;
}

std::shared_ptr<const sync::PublishedBundle> SqlBundles::version(std::uint64_t number) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kVersion, static_cast<std::int64_t>(number)), read_bundle).value_or(nullptr);
    });
}

std::shared_ptr<const sync::PublishedBundle> SqlBundles::with_instrument(std::string_view instrument) const {
    const auto number = readers_.read([&](sqlite::Database& database) {
        return first(database.query(kWithInstrument, instrument), [](auto& row) { return row.optional_integer(0); })
            .value_or(std::nullopt);
    });
    return number ? version(static_cast<std::uint64_t>(*number)) : nullptr;
}

std::shared_ptr<const sync::PublishedBundle> SqlBundles::in_force(Instant at) const {
    const auto number = readers_.read([&](sqlite::Database& database) {
        return first(database.query(kInForce, column(at)), [](auto& row) { return row.optional_integer(0); }).value_or(std::nullopt);
    });
    return number ? version(static_cast<std::uint64_t>(*number)) : nullptr;
}

void SqlBundles::publish(sync::PublishedBundle bundle, std::vector<std::string> instruments,
                         sync::Completion<sync::PublishVerdict> done) {
    auto work = [bundle = std::move(bundle), instruments = std::move(instruments)](sqlite::Database& database) {
        const auto number = static_cast<std::int64_t>(bundle.version);
        const auto there = first(database.query(kVersion, number), read_bundle);
        if (there) {
            return (*there)->wire == bundle.wire ? sync::PublishVerdict::Repeated : sync::PublishVerdict::NotAbove;
        }
        const auto highest = first(database.query(kHighest), [](auto& row) { return row.integer(0); }).value_or(0);
        if (number <= highest) {
            return sync::PublishVerdict::NotAbove;
        }
        database.run(kPublish, number, bundle.wire, bundle.payload, bundle.sha256, column(bundle.published_at), bundle.actor);
        for (const std::string& instrument : instruments) {
            database.run(kAddInstrument, instrument, number);
            database.run(kRetry, instrument);
        }
        return sync::PublishVerdict::Published;
    };
    const auto answer = [this, done = std::move(done)](sync::Outcome<sync::PublishVerdict> outcome) {
        {
            const std::lock_guard lock{mutex_};
            newest_ = nullptr;
        }
        done(std::move(outcome));
    };
    writer_.write(std::move(work), sync::Completion<sync::PublishVerdict>{answer});
}

}  // namespace xz::server::storage
