// What the platform's embedded store promises: its own writer thread, its readers, both files.
#include "tests/fault/scenarios/server_scenario.hpp"

#include "server-sync/sync/record_vault.hpp"
#include "terminal/core/sqlite/migrator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace xz::fault {

using namespace server::sync;
using testing::TestTerminal;

namespace {

template <typename T>
std::unique_ptr<Scenario> make(std::uint64_t seed) {
    return std::make_unique<T>(seed);
}

// --- requests of several terminals' threads at once, which share commits

class Ingest final : public ServerScenario {
public:
    explicit Ingest(std::uint64_t seed) : ServerScenario{seed} {
        platform.add_students({"2024001", "2024002"});
        kiosk_ = std::make_unique<TestTerminal>(platform.add_terminal("kiosk-01"));
        std::size_t sealed = 0;
        for (std::size_t n = 0; n < kRequests; ++n) {
            std::vector<std::string> batch;
            for (std::size_t more = dice.between(1, 3); more > 0; --more) {
                batch.push_back(platform.envelope(*kiosk_, dice.below(2) == 0 ? "2024001" : "2024002"));
                envelopes_.push_back(batch.back());
                ++sealed;
            }
            batches_.push_back(std::move(batch));
            sealed_by_.push_back(sealed);
        }
        platform.close();
    }
    [[nodiscard]] std::size_t steps() const override { return kRequests; }
    void step(std::size_t n) override { std::ignore = platform.receive(*kiosk_, batches_[n]); }
    // All at once: the writer takes them in their order, as many in a commit as are waiting.
    void run(const Promise& promise) override {
        const auto terminal = platform.ports().terminals.find(kiosk_->id);
        server::sync::Ingest ingest{platform.ports().envelopes, platform.ports().state.epoch(), platform.receipt_key, platform.clock,
                                    [](std::function<void()> work) { work(); }};
        std::vector<std::promise<bool>> answered(batches_.size());
        for (std::size_t n = 0; n < batches_.size(); ++n) {
            ingest.receive(*terminal, protocol::encode_batch(batches_[n]), [&, n](IngestAnswer answer) {
                promise();
                answered[n].set_value(std::holds_alternative<protocol::BatchAnswer>(answer));
            });
        }
        for (auto& answer : answered) {
            expect(answer.get_future().get(), "a request was not answered");
        }
    }

protected:
    void look(std::size_t kept) override {
        const auto found = head(*kiosk_).value_or(ChainHead{});
        expect(found.have_seq >= (kept == 0 ? 0 : sealed_by_[kept - 1]), "an envelope with a receipt is gone");
        expect(found.have_seq == 0 || std::ranges::find(sealed_by_, found.have_seq) != sealed_by_.end(), "a request is half stored");
        expect(found.highest_seq == found.have_seq && !found.forked_at, "the chain has a gap");
        expect(platform.ports().envelopes.counts().pending == found.have_seq, "an envelope lies without its body");
        expect_goes_on(*kiosk_, envelopes_, found.have_seq);
    }

private:
    static constexpr std::size_t kRequests = 6;
    std::unique_ptr<TestTerminal> kiosk_;
    std::vector<std::vector<std::string>> batches_;
    std::vector<std::string> envelopes_;
    std::vector<std::uint64_t> sealed_by_;  // the last sequence number of each request
};

// --- envelopes are opened, proven and counted

class Process final : public ServerScenario {
public:
    explicit Process(std::uint64_t seed) : ServerScenario{seed} {
        kiosk_ = std::make_unique<TestTerminal>(platform.add_terminal("kiosk-01"));
        for (std::size_t n = 0; n < kStudents; ++n) {
            platform.add_students({student(n)});
            const auto content = platform.diagnosis(student(n), static_cast<int>(dice.between(1, 4)));
            ids_.push_back(content.id);
            envelopes_.push_back(kiosk_->seal(content, platform.statement(student(n), kiosk_->id), platform.clock.now()));
        }
        platform.close();
    }
    [[nodiscard]] std::size_t steps() const override { return kStudents; }
    void step(std::size_t n) override {
        std::ignore = platform.receive(*kiosk_, {envelopes_[n]});
        platform.process();
    }

protected:
    void look(std::size_t kept) override {
        expect_counted(kept);
        expect_goes_on(*kiosk_, envelopes_, head(*kiosk_).value_or(ChainHead{}).have_seq);
        platform.process();
        expect_counted(kStudents);
        expect(platform.ports().envelopes.counts().pending == 0, "an envelope was counted and is still to be opened");
    }

private:
    static constexpr std::size_t kStudents = 3;
    static std::string student(std::size_t n) { return fmt::format("20240{:02}", n); }

    void expect_counted(std::size_t kept) {
        const RecordVault vault{platform.ports().records, platform.ports().student_keys, platform.random};
        for (std::size_t n = 0; n < kStudents; ++n) {
            const auto record = platform.ports().records.find(student(n), ids_[n]);
            expect(record || n >= kept, "a counted record is gone");
            if (!record) {
                continue;
            }
            expect(record->status == protocol::SubmissionStatus::Counted, "a record is half way");
            expect(vault.content(student(n), ids_[n]).has_value(), "a record's key is gone");
            expect(platform.ports().records.count_of_student(student(n)) == 1, "a record was counted twice");
            expect(platform.ports().results.find(student(n), testing::Year).has_value(), "a record was counted without its result");
        }
    }

    std::unique_ptr<TestTerminal> kiosk_;
    std::vector<std::string> envelopes_;
    std::vector<std::string> ids_;
};

// --- status data, in more parts than one: all of a file is seen, or nothing of it

class Import final : public ServerScenario {
public:
    explicit Import(std::uint64_t seed) : ServerScenario{seed} {
        std::vector<std::string> numbers;
        for (std::size_t n = 0; n < kStudents; ++n) {
            numbers.push_back(student(n));
        }
        RosterImport roster;
        roster.batch = {.hash = "roster", .kind = "students", .actor = "test", .at = platform.clock.now()};
        roster.units = {{"D1", UnitKind::Department, "软件工程系", ""}, {"C1", UnitKind::Class, "软件2401", "D1"}};
        for (const std::string& number : numbers) {
            roster.students.push_back({.student_no = number, .name = "张三", .sex = "1", .class_code = "C1", .entered = "202409", .status = "active"});
        }
        wait_for<RosterOutcome>([&](auto done) { platform.ports().students.import_roster(roster, std::move(done)); });
        each_ = 4100 / kStudents;  // the first file has two parts
        take("a", "60");
        platform.close();
    }
    [[nodiscard]] std::size_t steps() const override { return 1; }
    void step(std::size_t) override { take("b", "70"); }

protected:
    void look(std::size_t kept) override {
        const std::string value = seen();
        expect(value == "70" || kept == 0, "an import that was told as taken is gone");
        take("b", "70");
        expect(seen() == "70", "an import cannot be taken again");
    }

private:
    static constexpr std::size_t kStudents = 50;
    static std::string student(std::size_t n) { return fmt::format("2024{:03}", n); }

    void take(const std::string& hash, const std::string& value) {
        StatusImport import;
        import.batch = {.hash = hash, .kind = "status", .actor = "test", .at = platform.clock.now()};
        for (std::size_t n = 0; n < kStudents; ++n) {
            for (std::size_t each = 0; each < each_; ++each) {
                import.observations.push_back({student(n), fmt::format("X{}", each), testing::Year, "", value, "教务系统", *day_from_text("2026-06-01")});
            }
        }
        wait_for<StatusOutcome>([&](auto done) { platform.ports().students.import_status(import, std::move(done)); });
    }
    // The one value that everything has.
    std::string seen() {
        std::set<std::string> values;
        for (std::size_t n = 0; n < kStudents; ++n) {
            const auto observations = platform.ports().students.observations(student(n), testing::Year, *day_from_text("2026-06-30"));
            expect(observations.size() == each_, "status data are gone, or there twice");
            for (const Observation& observation : observations) {
                values.insert(observation.value);
            }
        }
        expect(values.size() == 1, "a part of an import is seen");
        return *values.begin();
    }

    std::size_t each_ = 0;
};

// --- bundles are published

class Publish final : public ServerScenario {
public:
    explicit Publish(std::uint64_t seed) : ServerScenario{seed} {
        for (std::size_t n = 0; n < kVersions; ++n) {
            wires_.push_back(fmt::format("bundle {} ", n) + std::string(dice.between(2000, 40'000), 'b'));
        }
        platform.close();
    }
    [[nodiscard]] std::size_t steps() const override { return kVersions; }
    void step(std::size_t n) override {
        PublishedBundle bundle{.version = n + 2, .wire = wires_[n], .payload = "{}", .sha256 = "", .published_at = platform.clock.now(), .actor = "test"};
        wait_for<PublishVerdict>([&](auto done) { platform.ports().bundles.publish(bundle, {fmt::format("form@{}", n)}, std::move(done)); });
    }

protected:
    void look(std::size_t kept) override {
        const auto newest = platform.ports().bundles.newest();
        expect(newest && newest->version >= kept + 1 && newest->version <= kept + 2, "a published bundle is gone");
        for (std::size_t n = 0; n < kVersions; ++n) {
            const bool is_there = n + 2 <= newest->version;
            const auto bundle = platform.ports().bundles.version(n + 2);
            expect((bundle != nullptr) == is_there && (!is_there || bundle->wire == wires_[n]), "a bundle is another");
            expect((platform.ports().bundles.with_instrument(fmt::format("form@{}", n)) != nullptr) == is_there, "a bundle without its form, or a form without it");
        }
        for (std::size_t n = 0; n < kVersions; ++n) {
            step(n);
        }
        expect(platform.ports().bundles.newest()->version == kVersions + 1, "publishing does not go on");
    }

private:
    static constexpr std::size_t kVersions = 3;
    std::vector<std::string> wires_;
};

// --- a newer program opens the store of an older one; the seed says how old

class Upgrade final : public Scenario {
public:
    explicit Upgrade(std::uint64_t seed) {
        const auto all = server::storage::migrations();
        const auto released = all.first(1 + seed % (all.size() - 1));
        auto made = sqlite::open_migrated(file(), key(), released, {.access = sqlite::Access::Alone, .presence = sqlite::Presence::MustBeNew, .busy_timeout = {}, .vfs = {}});
        if (!made) {
            throw Loss{"the old store is not made"};
        }
        made->execute(
            "INSERT INTO terminal (id, place, state, added_at) VALUES ('kiosk-01', 'library', 'active', 1);"
            "INSERT INTO unit (code, kind, name, parent) VALUES ('C1', 'class', 'C1', '');"
            "INSERT INTO student (student_no, name, sex, class_code, entered, status) VALUES ('2024001', 'A', '1', 'C1', '202409', 'active');"
            "INSERT INTO envelope (id, terminal, sha256, header, received_at, epoch, receipt_kid, receipt_sig) "
            "VALUES ('e', 'kiosk-01', x'01', '{}', 1, x'02', 'kid', x'03')");
    }
    [[nodiscard]] const std::filesystem::path& folder() const override { return folder_.path(); }
    void begin() override {}
    [[nodiscard]] std::size_t steps() const override { return 1; }
    void step(std::size_t) override {
        auto opened = sqlite::open_migrated(file(), key(), server::storage::migrations(),
                                            {.access = sqlite::Access::Writer, .presence = sqlite::Presence::MustExist, .busy_timeout = {}, .vfs = {}});
        if (!opened) {
            throw Loss{std::string{to_text(opened.error())}};
        }
        database_.emplace(std::move(*opened));
    }
    void end() override { database_.reset(); }
    void recover() override {
        step(0);
        end();
    }
    void inspect(std::size_t) override {
        expect(sqlite::schema_version(*database_) == static_cast<int>(server::storage::migrations().size()), "the schema is not the newest");
        for (const char* table : {"terminal", "unit", "student", "envelope"}) {
            sqlite::Statement row = database_->prepare(fmt::format("SELECT count(*) FROM {}", table));
            expect(row.next() && row.integer(0) == 1, "a row is gone, or there twice");
        }
        const auto problems = database_->check_integrity();
        expect(problems.empty(), problems.empty() ? "" : problems.front());
    }
    void judge(std::size_t kept) override {
        step(0);
        inspect(kept);
        end();
    }

private:
    [[nodiscard]] std::filesystem::path file() const { return folder_ / "platform.db"; }
    [[nodiscard]] sqlite::Key key() const { return sqlite::Key{key_.bytes().data(), 32}; }

    testing::TemporaryFolder folder_;
    crypto::Secret<32> key_;
    std::optional<sqlite::Database> database_;
};

constexpr NamedScenario kServer[]{{"server-ingest", make<Ingest>},   {"server-processing", make<Process>}, {"server-import", make<Import>},
                                  {"server-publish", make<Publish>}, {"server-migration", make<Upgrade>}};

}  // namespace

std::span<const NamedScenario> server_scenarios() {
    static const std::vector<NamedScenario> all = [] {
        std::vector<NamedScenario> both{std::begin(kServer), std::end(kServer)};
        both.insert(both.end(), safekeeping_scenarios().begin(), safekeeping_scenarios().end());
        return both;
    }();
    return all;
}

}  // namespace xz::fault
