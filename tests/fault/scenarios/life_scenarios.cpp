#include "tests/fault/scenarios/life_scenarios.hpp"

#include "tests/fault/scenarios/terminal_scenario.hpp"
#include "tests/fault/scenarios/visit_scenarios.hpp"

#include "terminal/core/sqlite/migrator.hpp"
#include "terminal/storage/rotation.hpp"
#include "terminal/storage/salvage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <random>
#include <utility>
#include <vector>

namespace xz::fault {

using namespace storage;

namespace {

template <typename T>
std::unique_ptr<Scenario> make(std::uint64_t seed) {
    return std::make_unique<T>(seed);
}

// --- a terminal is enrolled: a store from nothing, the keys it asks with, what it was answered

class Enrol final : public TerminalScenario {
public:
    explicit Enrol(std::uint64_t seed) : TerminalScenario{seed} {}
    void begin() override {}
    [[nodiscard]] std::size_t steps() const override { return 3; }
    void step(std::size_t n) override {
        const crypto::SigningKey sign{crypto::Secret<32>{}};
        switch (n) {
            case 0: open_or_create(); break;
            case 1: open().identity().keep_pending({sign.seed().clone(), crypto::SecureBytes::copy_of("PEM"), "XZ1-CODE"}); break;
            default:
                open().identity().keep({"t", sign.seed().clone(), crypto::SecureBytes::copy_of("PEM"), "CERT", sign.verify_key(), "keys"});
                break;
        }
    }
    void inspect(std::size_t kept) override {
        if (store) {
            TerminalScenario::inspect(kept);
        }
    }
    void recover() override { static_cast<void>(Store::open(folder(), key, clock, random, options)); }
    void judge(std::size_t kept) override {
        auto opened = Store::open(folder(), key, clock, random, options);
        if (!opened && opened.error() == StoreFailure::NotFound && kept == 0) {
            open_or_create();  // nothing is in the way of the next try
            look(0);
            return end();
        }
        if (!opened) {
            throw Refused{opened.error()};
        }
        store = std::move(*opened);
        inspect(kept);
        end();
    }

protected:
    void look(std::size_t kept) override {
        const IdentityState state = open().identity().load();
        const bool is_pending = std::holds_alternative<PendingIdentity>(state);
        const bool is_enrolled = std::holds_alternative<TerminalIdentity>(state);
        expect(is_pending || is_enrolled || kept < 2, "the keys that a terminal asked with are gone");
        expect(is_enrolled || kept < 3, "an enrolment is gone");
        expect(!open().outbox().chain_end().chain.empty(), "the store has no chain");
    }
};

// --- a program with newer schemas opens a store with work in it



// As a later release may bring them: a column, a table filled from another, an index; each step counts itself.
std::vector<sqlite::Migration> later_release() {
    std::vector<sqlite::Migration> steps{migrations().begin(), migrations().end()};
    const auto next = [&] { return static_cast<int>(steps.size()) + 1; };
    steps.push_back({next(), "add_note",
                     "ALTER TABLE drafts ADD COLUMN note TEXT NOT NULL DEFAULT '';"
                     "UPDATE settings SET value = value + 1 WHERE name = 'steps';"});
    steps.push_back({next(), "add_sizes",
                     "CREATE TABLE envelope_sizes (id TEXT NOT NULL PRIMARY KEY, size INTEGER NOT NULL) STRICT;"
                     "INSERT INTO envelope_sizes SELECT id, length(bytes) FROM envelopes;"
                     "CREATE INDEX envelope_by_size ON envelope_sizes (size);"
                     "UPDATE settings SET value = value + 1 WHERE name = 'steps';"});
    return steps;
}

class Migrate final : public TerminalScenario {
public:
    explicit Migrate(std::uint64_t seed) : TerminalScenario{seed} {
        create();
        open().settings().put("steps", "0");
        std::ignore = open().drafts().begin(Student, Kind, Year, stretched(1), bytes_of("work"));
        for (int n = 0; n < 3; ++n) {
            sealed_.push_back(sealed_for(open().outbox().next_place(), dice.between(1000, 20'000)));
            open().submit(sealed_.back(), {Student, Kind, Year, 1, clock.now()}, nullptr);
        }
        TerminalScenario::end();
        const auto keyring = Keyring::read(folder() / "store" / "keyring");
        store_key_ = std::move(keyring->open(*key.provide())->front().store);
    }
    void begin() override {}
    [[nodiscard]] std::size_t steps() const override { return 1; }
    void step(std::size_t) override {
        auto opened = sqlite::open_migrated(folder() / "store" / "store.db", sqlite::Key{store_key_.bytes().data(), 32}, release_);
        if (!opened) {
            throw Refused{store_failure_of(opened.error())};
        }
        database_.emplace(std::move(*opened));
    }
    void end() override { database_.reset(); }
    void inspect(std::size_t kept) override {
        if (kept > 0) {
            look(kept);
        }
    }
    void recover() override {
        step(0);
        end();
    }
    // A program that was interrupted starts again, and then all steps are done, once each.
    void judge(std::size_t) override {
        step(0);
        look(1);
        const auto problems = database_->check_integrity();
        expect(problems.empty(), problems.empty() ? "" : problems.front());
        end();
    }

protected:
    void look(std::size_t) override {
        expect(sqlite::schema_version(*database_) == static_cast<int>(release_.size()), "the schema is not the newest");
        expect(count("SELECT value FROM settings WHERE name = 'steps'") == 2, "a step was not done, or twice");
        expect(count("SELECT count(*) FROM drafts WHERE note = ''") == 1, "the draft is gone");
        expect(count("SELECT count(*) FROM envelopes JOIN envelope_sizes USING (id) WHERE size = length(bytes)") == 3, "an envelope is gone");
        sqlite::Statement rows = database_->prepare("SELECT bytes FROM envelopes ORDER BY seq");
        for (const auto& sealed : sealed_) {
            expect(rows.next() && rows.text_view(0) == sealed.bytes, "an envelope is another");
        }
    }

private:
    std::int64_t count(std::string_view sql) {
        sqlite::Statement row = database_->prepare(sql);
        row.next();
        return row.integer(0);
    }

    const std::vector<sqlite::Migration> release_ = later_release();
    crypto::Secret<32> store_key_;
    std::vector<protocol::SealedEnvelope> sealed_;
    std::optional<sqlite::Database> database_;
};

// --- the store's key is changed, with students' work in the store

class Rotate final : public TerminalScenario {
public:
    explicit Rotate(std::uint64_t seed) : TerminalScenario{seed} {
        create();
        for (int n = 0; n < 2; ++n) {
            sealed_.push_back(sealed_for(open().outbox().next_place(), dice.between(1000, 20'000)));
            open().submit(sealed_.back(), {Student, Kind, Year, 1, clock.now()}, nullptr);
        }
        std::ignore = open().drafts().begin(Student, Kind, Year, stretched(1), bytes_of(kWork));
        end();
    }
    void begin() override {}
    [[nodiscard]] std::size_t steps() const override { return 1; }
    void step(std::size_t) override {
        testing::RepeatableRandom keys{std::random_device{}()};
        if (const auto rotated = rotate_store_key(folder(), key, clock, keys, options); !rotated) {
            throw Refused{rotated.error()};
        }
    }
    void inspect(std::size_t kept) override {
        TerminalScenario::begin();
        TerminalScenario::inspect(kept);
        end();
    }
    void recover() override { static_cast<void>(Store::open(folder(), key, clock, random, options)); }
    // Whatever was half done is in nobody's way.
    void judge(std::size_t kept) override {
        inspect(kept);
        step(0);
        TerminalScenario::begin();
        look(kept);
        end();
    }

protected:
    void look(std::size_t) override {
        const auto held = open().outbox().next_batch(10, 1 << 20);
        expect(held.size() == sealed_.size(), "an envelope is gone");
        for (std::size_t n = 0; n < held.size(); ++n) {
            expect(held[n].bytes == sealed_[n].bytes, "an envelope is another");
        }
        auto drafts = open().drafts().unlock(Student, stretched(1), PinTrust::ProvenOnline);
        expect(drafts && drafts->size() == 1, "the draft's PIN does not open it");
        const auto body = open().drafts().body(drafts->front());
        expect(body && body->text() == kWork, "the draft is another");
    }

private:
    static constexpr std::string_view kWork = "a student's work";
    std::vector<protocol::SealedEnvelope> sealed_;
};

// --- on IT's word: the store is set aside whole, and a new one made in its place

class SetStoreAside final : public TerminalScenario {
public:
    explicit SetStoreAside(std::uint64_t seed) : TerminalScenario{seed} {
        create();
        sealed_ = sealed_for(open().outbox().next_place(), dice.between(1000, 20'000));
        open().submit(sealed_, {Student, Kind, Year, 1, clock.now()}, nullptr);
        chain_ = open().outbox().chain_end().chain;
        end();
    }
    void begin() override {}
    [[nodiscard]] std::size_t steps() const override { return 2; }
    void step(std::size_t n) override {
        if (n == 1) {
            return open_or_create();
        }
        const auto aside = set_aside_store(folder(), clock.now());
        if (!aside && !(aside.error() == StoreFailure::NotFound && count_aside() == 1)) {  // moved, when the folder could not be synced
            throw Refused{aside.error()};
        }
    }
    void recover() override { static_cast<void>(Store::open(folder(), key, clock, random, options)); }
    void judge(std::size_t kept) override {
        const auto aside = count_aside();
        auto opened = Store::open(folder(), key, clock, random, options);
        if (!opened && opened.error() != StoreFailure::NotFound) {
            throw Refused{opened.error()};
        }
        expect(opened || kept < 2, "the new store is gone");
        const bool is_old = opened && (*opened)->outbox().chain_end().chain == chain_;
        expect((is_old ? 1 : 0) + aside == 1, "the old store is gone, or there twice");
        expect(!is_old || kept == 0, "the old store is back in its place");
        opened = failure(StoreFailure::NotFound);
        if (!is_old) {
            bring_back();
        }
        TerminalScenario::begin();
        look(0);
        end();
    }
    void inspect(std::size_t) override {}

protected:
    void look(std::size_t) override {
        const auto held = open().outbox().next_batch(10, 1 << 20);
        expect(held.size() == 1 && held.front().bytes == sealed_.bytes, "the old store does not hold its envelope");
        expect(open().check_integrity().empty(), "the old store is damaged");
    }

private:
    [[nodiscard]] std::ptrdiff_t count_aside() const {
        return std::ranges::count_if(std::filesystem::directory_iterator{folder()}, [](const auto& entry) {
            return entry.path().filename().string().starts_with("set-aside-");
        });
    }
    void bring_back() {
        std::filesystem::remove_all(folder() / "store");
        for (const auto& entry : std::filesystem::directory_iterator{folder()}) {
            if (entry.path().filename().string().starts_with("set-aside-")) {
                std::filesystem::rename(entry.path(), folder() / "store");
                return;
            }
        }
    }

    protocol::SealedEnvelope sealed_;
    std::string chain_;
};

constexpr NamedScenario kLife[]{{"enrol", make<Enrol>}, {"migration", make<Migrate>}, {"rotation", make<Rotate>}, {"set-aside", make<SetStoreAside>}};

}  // namespace

std::span<const NamedScenario> life_scenarios() {
    return kLife;
}

std::span<const NamedScenario> terminal_scenarios() {
    static const std::vector<NamedScenario> all = [] {
        std::vector<NamedScenario> both{visit_scenarios().begin(), visit_scenarios().end()};
        both.insert(both.end(), life_scenarios().begin(), life_scenarios().end());
        return both;
    }();
    return all;
}

}  // namespace xz::fault
