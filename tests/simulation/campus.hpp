// The simulated college's platform: a real store and processor, the desks that staff and students step through, a kiosk, and files to import.
#pragma once

#include "server-sync/analytics/board.hpp"
#include "server-sync/analytics/publisher.hpp"
#include "server-sync/sync/daily_duties.hpp"
#include "server-sync/sync/imports.hpp"
#include "server-sync/sync/student_context.hpp"
#include "server-sync/sync/student_years.hpp"
#include "tests/support/platform/test_platform.hpp"

#include <map>
#include <random>
#include <string>
#include <vector>

namespace xz::simulation {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_{seed} {}
    [[nodiscard]] int from(int low, int high) { return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1)); }
    [[nodiscard]] bool chance(int per_cent) { return from(1, 100) <= per_cent; }

private:
    std::mt19937_64 engine_;
};

struct Imported {
    server::sync::ImportReport report;
    bool taken = false;
    bool repeated = false;
};

[[nodiscard]] Instant noon(const std::string& day);  // in China

class Campus : public testing::TestPlatform {
public:
    Campus();

    void at(const std::string& day) { clock.jump_to(noon(day)); }
    void publish(const domain::BundleFiles& files);
    [[nodiscard]] std::shared_ptr<const domain::Published> published_now() const { return cache.newest(); }

    // All or nothing, as an administrator imports.
    Imported import_roster(const std::string& csv);
    Imported import_status(const std::string& csv);
    void give_pin(const std::string& student_no);

    [[nodiscard]] std::string new_id() { return ids_.uuid_v7(); }
    [[nodiscard]] std::string sealed_online(const protocol::RecordContent& content);
    [[nodiscard]] std::string sealed_with_pin(const protocol::RecordContent& content);  // what lay on the kiosk for days
    [[nodiscard]] std::string sealed_offline(const protocol::RecordContent& content);
    // Envelopes as a kiosk drains them, then everything that waits is processed.
    void arrive(const std::vector<std::string>& envelopes) { arrive(kiosk_, envelopes); }
    void arrive_late(const std::vector<std::string>& envelopes) { arrive(lonely_kiosk_, envelopes); }
    void run_duties();

    template <typename Step>
    static server::sync::Verdict taken(Step&& step) {
        return server::sync::wait_for<server::sync::Verdict>([&](server::sync::Completion<server::sync::Verdict> done) { step(std::move(done)); });
    }

    server::sync::PublishedCache cache;
    server::sync::RecordVault vault;
    server::sync::Proceedings proceedings;
    server::sync::FeedbackDesk feedback;
    server::sync::WarningDesk warnings;
    server::sync::StudentYears years;
    server::sync::StudentContexts contexts;
    server::analytics::Publisher publisher;
    server::analytics::Boards boards;

private:
    void arrive(const testing::TestTerminal& kiosk, const std::vector<std::string>& envelopes);

    testing::TestTerminal kiosk_;
    testing::TestTerminal lonely_kiosk_;  // in a corridor without a network
    std::map<std::string, crypto::SigningKey> own_pins_;
    std::uint64_t bundle_ = 1;
    IdMaker ids_;
};

}  // namespace xz::simulation
