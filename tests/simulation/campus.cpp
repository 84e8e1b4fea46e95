#include "tests/simulation/campus.hpp"

#include <stdexcept>

namespace xz::simulation {

using namespace server::sync;

Instant noon(const std::string& day) {
    const auto parsed = day_from_text(day);
    if (!parsed) throw std::invalid_argument{day};
    return Instant{std::chrono::sys_days{*parsed}.time_since_epoch() + std::chrono::hours{4}};
}

Campus::Campus()
    : cache{ports().bundles},
      vault{ports().records, ports().student_keys, random},
      proceedings{ports(), cache, vault, random},
      feedback{ports(), cache, vault, random},
      warnings{ports(), cache, random},
      years{ports(), cache, vault},
      contexts{ports(), cache, vault, receipt_key},
      publisher{ports(), cache, clock},
      boards{ports(), cache},
      kiosk_{add_terminal("kiosk-01")},
      lonely_kiosk_{add_terminal("kiosk-02")},
      ids_{clock, random} {}

void Campus::publish(const domain::BundleFiles& files) {
    const auto read = domain::read_bundle(files);
    if (!read) throw std::runtime_error{domain::to_text(read.error())};
    const PublishedBundle bundle{.version = ++bundle_, .wire = "{}", .payload = *domain::bundle_members(files), .sha256 = "", .published_at = clock.now(), .actor = "admin"};
    wait_for<PublishVerdict>([&](Completion<PublishVerdict> done) { ports().bundles.publish(bundle, {read->current().id()}, std::move(done)); });
}

Imported Campus::import_roster(const std::string& csv) {
    const auto read = read_roster({.bytes = csv, .actor = "admin", .now = clock.now()}, ports().students, std::chrono::hours{24 * 30}, random);
    if (!read) return {.report = read.error()};
    if (!read->report.flawless()) return {.report = read->report};
    const auto outcome = wait_for<RosterOutcome>([&](Completion<RosterOutcome> done) { ports().students.import_roster(read->import.import, std::move(done)); });
    return {.report = read->report, .taken = true, .repeated = outcome.repeated};
}

Imported Campus::import_status(const std::string& csv) {
    const auto read = read_status({.bytes = csv, .actor = "admin", .now = clock.now()}, cache, ports().students);
    if (!read) return {.report = read.error()};
    if (!read->report.flawless()) return {.report = read->report};
    const auto outcome = wait_for<StatusOutcome>([&](Completion<StatusOutcome> done) { ports().students.import_status(read->import, std::move(done)); });
    return {.report = read->report, .taken = true, .repeated = outcome.repeated};
}

void Campus::give_pin(const std::string& student_no) {
    const auto [pin, added] = own_pins_.emplace(student_no, crypto::SigningKey::generate(random));
    if (!added) return;
    const auto key = pin->second.verify_key();
    const Bytes bytes{key.bytes().begin(), key.bytes().end()};
    wait_for<PinVerdict>([&](Completion<PinVerdict> done) { ports().students.change_pin(student_no, bytes, clock.now(), std::move(done)); });
}

std::string Campus::sealed_online(const protocol::RecordContent& content) {
    return kiosk_.seal(content, statement(content.student_no, kiosk_.id), clock.now());
}

std::string Campus::sealed_with_pin(const protocol::RecordContent& content) {
    return kiosk_.seal(content, &own_pins_.at(content.student_no), clock.now());
}

std::string Campus::sealed_offline(const protocol::RecordContent& content) {
    return lonely_kiosk_.seal(content, &own_pins_.at(content.student_no), clock.now());
}

void Campus::arrive(const testing::TestTerminal& kiosk, const std::vector<std::string>& envelopes) {
    constexpr std::size_t batch = 100;
    for (std::size_t from = 0; from < envelopes.size(); from += batch) {
        const std::vector<std::string> some{envelopes.begin() + static_cast<std::ptrdiff_t>(from),
                                            envelopes.begin() + static_cast<std::ptrdiff_t>(std::min(from + batch, envelopes.size()))};
        (void)receive(kiosk, some);
    }
    (void)process();
    publisher.refresh(moved());
}

void Campus::run_duties() {
    (void)DailyDuties{warnings, feedback, proceedings}.run(clock.now());
    (void)process();
    publisher.refresh_all();
}

}  // namespace xz::simulation
