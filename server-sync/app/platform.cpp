#include "server-sync/app/platform.hpp"

#include "assets/embedded.hpp"
#include "server-sync/admin/box_keys.hpp"
#include "server-sync/admin/command.hpp"
#include "server-sync/admin/control_socket.hpp"
#include "server-sync/admin/platform_store.hpp"
#include "server-sync/admin/private_folder.hpp"
#include "server-sync/admin/terminals.hpp"
#include "server-sync/analytics/board.hpp"
#include "server-sync/analytics/publisher.hpp"
#include "server-sync/api/documents.hpp"
#include "server-sync/api/health.hpp"
#include "server-sync/api/metrics.hpp"
#include "server-sync/api/store_pulse.hpp"
#include "server-sync/api/sync_routes.hpp"
#include "server-sync/api/web_routes.hpp"
#include "server-sync/app/duties.hpp"
#include "server-sync/app/preflight.hpp"
#include "server-sync/app/version.hpp"
#include "server-sync/app/watcher.hpp"
#include "server-sync/http/server.hpp"
#include "server-sync/http/static_files.hpp"
#include "server-sync/sync/daily_duties.hpp"
#include "server-sync/sync/ingest.hpp"
#include "server-sync/sync/processor.hpp"
#include "server-sync/sync/record_vault.hpp"
#include "server-sync/sync/student_actions.hpp"
#include "server-sync/sync/student_context.hpp"
#include "server-sync/sync/student_years.hpp"
#include "terminal/core/support/file.hpp"

#include <boost/json/object.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

namespace xz::server::app {

namespace {

constexpr int PasswordThreads = 2;
constexpr std::size_t PasswordsWaiting = 64;
constexpr std::chrono::hours Hourly{1};
constexpr std::chrono::seconds PulseEvery{30};
constexpr std::size_t LargestPem = 256 * 1024;
constexpr std::string_view PagesFolder = "web/";
constexpr std::string_view SlipsPage = "print/activation-slips.html";

template <typename T>
T value_or_throw(Result<T, std::string> result) {
    if (!result) throw std::runtime_error(result.error());
    return std::move(*result);
}

admin::DataLock take_lock(const std::filesystem::path& data) {
    auto lock = value_or_throw(admin::DataLock::try_take(data, "xuezhen-server"));
    if (!lock) throw std::runtime_error("another process works in " + data.string() + ": " + admin::DataLock::holder(data));
    return std::move(*lock);
}

// The leaf, then the CA itself: a terminal that enrols knows the CA by its fingerprint only.
http::TlsSettings platform_tls(const admin::PlatformKeys& keys) {
    return {.certificate_chain = keys.server_certificate.to_pem() + keys.authority.certificate().to_pem(),
            .private_key = std::string{keys.server_key.to_pem().text()},
            .client_ca = {}};
}

http::TlsSettings sync_tls(const admin::PlatformKeys& keys) {
    auto tls = platform_tls(keys);
    tls.client_ca = keys.authority.certificate().to_pem();
    return tls;
}

std::string pem_file(const std::filesystem::path& path) {
    const auto bytes = read_file(path, LargestPem);
    if (!bytes) throw std::runtime_error(bytes.error().message);
    return std::string{text_of(*bytes)};
}

std::optional<http::TlsSettings> web_tls(const Settings& settings, const admin::PlatformKeys& keys) {
    switch (settings.web_tls) {
        case WebTls::Off: return std::nullopt;
        case WebTls::Platform: return platform_tls(keys);
        case WebTls::Files: return http::TlsSettings{pem_file(settings.web_certificate), pem_file(settings.web_key), {}};
    }
    return std::nullopt;
}

int threads_of(const Settings& settings) {
    return settings.threads > 0 ? settings.threads : std::max(2, static_cast<int>(std::thread::hardware_concurrency()));
}

std::vector<http::StaticFile> pages() {
    std::vector<http::StaticFile> files;
    for (const auto& file : assets::files()) {
        if (file.name.starts_with(PagesFolder)) files.push_back({file.name.substr(PagesFolder.size()), file.bytes});
    }
    return files;
}

api::Routes descriptions() {
    api::Routes routes;
    for (const auto* name : {"sync-openapi.json", "web-openapi.json"}) {
        if (const auto text = assets::find(fmt::format("api/{}", name))) {
            routes.push_back({api::Method::Get, fmt::format("/api/{}", name), api::Access::Anyone, api::json_document(*text)});
        }
    }
    return routes;
}

sync::ProcessingKeys processing_keys(const admin::PlatformKeys& keys) {
    return {.box = [&keys](std::string_view kid) { return keys.held->box(kid); },
            .receipt = [&keys](std::string_view kid) { return keys.held->receipt_key(kid); }};
}

void append(api::Routes& to, api::Routes from) { std::ranges::move(from, std::back_inserter(to)); }

}  // namespace

struct RunningPlatform::Parts {
    Parts(const Settings& settings, admin::PlatformKeys platform_keys, const Log& a_log, const Clock& a_clock, RandomSource& a_random)
        : log{a_log},
          data{settings.data},
          box_days{settings.box_days},
          clock{a_clock},
          random{a_random},
          keys{std::move(platform_keys)},
          lock{take_lock(settings.data)},
          watcher{metrics, log},
          server{threads_of(settings), clock, settings.limits, watcher},
          store{value_or_throw(admin::open_store(settings.data, keys, random))},
          ports{store->ports()},
          pulse{ports.state, clock, [this](api::Pulse now, const std::string& why) { tell(now, why); }},
          published{ports.bundles},
          vault{ports.records, ports.student_keys, random},
          contexts{ports, published, vault, keys.receipt},
          years{ports, published, vault},
          proceedings{ports, published, vault, random},
          feedback{ports, published, vault, random},
          warnings{ports, published, random},
          student_actions{ports, published, proceedings, feedback, warnings},
          daily{warnings, feedback, proceedings},
          boards{ports, published},
          publisher{ports, published, clock},
          processor{ports, processing_keys(keys), clock, random, {}, events()},
          challenges{random},
          passwords{PasswordThreads, PasswordsWaiting},
          ingest{ports.envelopes, ports.state.epoch(), keys.receipt, clock, poster()},
          sync_services{ports,   ingest,  contexts, student_actions, warnings, challenges, keys.authority, keys.receipt, [this] { return keys.held->key_set(); },
                        clock,   random,  metrics,  poster()},
          web_services{ports,       boards, passwords, activity, clock, random,   proceedings, years,
                       warnings, feedback, metrics,   poster(), std::string{assets::find(SlipsPage).value_or("")}},
          duties{falling_due(), clock, [this](auto duty, auto what) { log.error("duty", {{"duty", duty}, {"what", what}}); }} {
        for (const auto& problem : certificate_problems(settings, keys.server_certificate, clock.now())) log.error("certificate", {{"what", problem}});
        sync_port = server.listen({"sync", settings.sync_address, settings.sync_port, sync_tls(keys)}, sync_table());
        web_port = server.listen({"web", settings.web_address, settings.web_port, web_tls(settings, keys), settings.trusted_proxies}, web_table());
        control = std::make_unique<admin::ControlServer>(admin::control_path(settings.data),
                                                         [this](std::string_view command, const json::Value& args, const admin::Progress& progress) { return run(command, args, progress); });
    }

    // First whoever starts work, then the store, which answers what is still queued; then what those answers went through.
    ~Parts() {
        control.reset();
        duties.stop();
        processor.stop();
        passwords.close();
        store.reset();
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    api::Post poster() {
        return [this](auto work) { server.post(std::move(work)); };
    }

    sync::ProcessingEvents events() {
        return {.counted = [this](const auto& moved) { publisher.refresh(moved); },
                .troubled = [this](const std::string& what) { log.error("processing", {{"what", what}}); }};
    }

    api::Routes sync_table() {
        auto routes = api::sync_routes(sync_services, [this] { processor.wake(); });
        append(routes, descriptions());
        return routes;
    }

    api::Routes web_table() {
        auto routes = api::web_routes(web_services);
        routes.push_back({api::Method::Get, "/healthz", api::Access::Anyone, api::health(ports, pulse, std::string{Version}, [this] { return reminders(); })});
        routes.push_back({api::Method::Get, "/metrics", api::Access::Anyone, api::metrics_endpoint(metrics, [this] { return readings(); })});
        append(routes, descriptions());
        append(routes, http::static_routes(pages()));
        return routes;
    }

    std::vector<api::Reading> readings() const {
        const auto counts = ports.envelopes.counts();
        const auto commits = store->numbers();
        const auto processed = processor.numbers();
        const auto waiting = ports.processing.waiting_numbers();
        const auto lag = counts.oldest_pending ? std::chrono::duration<double>(clock.now() - *counts.oldest_pending).count() : 0.0;
        const auto number = [](std::uint64_t value) { return static_cast<double>(value); };
        return {
            {"xuezhen_envelopes_stored", "Envelopes with a receipt.", "gauge", number(counts.stored)},
            {"xuezhen_envelopes_pending", "Envelopes with a receipt that are not opened yet.", "gauge", number(counts.pending)},
            {"xuezhen_envelopes_pending_seconds", "Age of the oldest of them.", "gauge", lag},
            {"xuezhen_envelopes_quarantined", "Envelopes in quarantine.", "gauge", number(counts.quarantined)},
            {"xuezhen_records_counted_total", "Records counted since the start.", "counter", number(processed.counted)},
            {"xuezhen_records_unchecked", "Records whose proofs wait until their students have proved the PIN online.", "gauge",
             number(waiting.unchecked)},
            {"xuezhen_records_awaiting_instrument", "Records of instruments that nobody has published.", "gauge",
             number(waiting.for_instrument)},
            {"xuezhen_records_awaiting_record", "Records that speak of one that is not counted.", "gauge", number(waiting.for_record)},
            {"xuezhen_store_transactions_total", "Commits, an fsync each.", "counter", number(commits.transactions)},
            {"xuezhen_store_writes_total", "Writes in those commits.", "counter", number(commits.writes)},
            {"xuezhen_store_failures_total", "Commits that failed.", "counter", number(commits.failures)},
            {"xuezhen_store_writable", "1 while the store takes writes.", "gauge", pulse.last() == api::Pulse::Beats ? 1.0 : 0.0},
            {"xuezhen_store_waiting", "Writes waiting for a commit.", "gauge", number(commits.waiting)},
        };
    }

    std::vector<Duties::Duty> falling_due() {
        return {
            {"pulse", PulseEvery, [this] { pulse.feel([](auto) {}); }},
            {"daily", Hourly, [this] { count(daily.run(clock.now())); }},
            {"publish", Hourly, [this] { publisher.refresh_all(); }},
            {"keys", Hourly, [this] { destroy_spent_keys(); }},
            {"sessions", Hourly, [this] { ports.sessions.forget_expired(clock.now(), [](auto) {}); }},
        };
    }

    void destroy_spent_keys() {
        const auto destroyed = admin::destroy_spent_box_keys(worked_on());
        if (!destroyed) return log.error("duty", {{"duty", "keys"}, {"what", destroyed.error()}});
        for (const auto& kid : *destroyed) log.info("box_key_destroyed", {{"kid", kid}});
    }

    // What a person should do in the next days; nothing is broken yet.
    std::vector<std::string> reminders() {
        auto told = admin::failing_stores(worked_on());
        if (auto due = admin::rotation_due(worked_on(), box_days)) told.push_back(std::move(*due));
        return told;
    }

    void count(const sync::DutiesDone& done) {
        const auto told = [this](std::string_view what, std::uint64_t times) {
            if (times == 0) return;
            metrics.counted(api::Deed::Duty, what, "done", times);
            log.info("duty", {{"duty", what}, {"done", times}});
        };
        told("warning.raise", done.evaluated.raised);
        told("warning.expire", done.expired);
        told("feedback.escalate", done.escalated);
        told("diagnosis.archive", done.archived);
    }

    // On the store's writer thread.
    void tell(api::Pulse now, const std::string& why) const {
        if (now == api::Pulse::Missed) return log.error("store_not_writable", {{"what", why}});
        log.info("store_writable", {});
    }

    admin::Platform worked_on(const admin::Progress& progress = {}) { return {ports, published, keys, clock, random, *store, data, progress}; }

    // On the control socket's thread.
    admin::Answer run(std::string_view command, const json::Value& args, const admin::Progress& progress) {
        auto answer = admin::run_command(command, args, worked_on(progress));
        log.info("command", {{"command", command}, {"done", answer.has_value()}});
        processor.wake();  // a bundle or status data may be what records were waiting for
        return answer;
    }

    const Log& log;
    std::filesystem::path data;
    std::chrono::days box_days;
    const Clock& clock;
    RandomSource& random;
    admin::PlatformKeys keys;
    admin::DataLock lock;
    api::Metrics metrics;
    Watcher watcher;
    http::Server server;  // before whatever may still answer a request
    std::unique_ptr<storage::Storage> store;
    sync::Ports ports;
    api::StorePulse pulse;
    sync::PublishedCache published;
    sync::RecordVault vault;
    sync::StudentContexts contexts;
    sync::StudentYears years;
    sync::Proceedings proceedings;
    sync::FeedbackDesk feedback;
    sync::WarningDesk warnings;
    sync::StudentActions student_actions;
    sync::DailyDuties daily;
    analytics::Boards boards;
    analytics::Publisher publisher;
    sync::Processor processor;
    api::Challenges challenges;
    api::SessionActivity activity;
    api::PasswordDesk passwords;
    sync::Ingest ingest;
    api::SyncServices sync_services;
    api::WebServices web_services;
    Duties duties;
    std::unique_ptr<admin::ControlServer> control;
    std::uint16_t sync_port = 0;
    std::uint16_t web_port = 0;
};

RunningPlatform::RunningPlatform(const Settings& settings, admin::PlatformKeys keys, const Log& log, const Clock& clock, RandomSource& random)
    : parts_{std::make_unique<Parts>(settings, std::move(keys), log, clock, random)} {}

RunningPlatform::~RunningPlatform() = default;

std::uint16_t RunningPlatform::sync_port() const { return parts_->sync_port; }

std::uint16_t RunningPlatform::web_port() const { return parts_->web_port; }

void RunningPlatform::run() {
    parts_->processor.start();
    parts_->duties.start();
    parts_->server.drain_on_signals();
    parts_->log.info("serving", {{"version", Version}, {"sync_port", parts_->sync_port}, {"web_port", parts_->web_port}});
    parts_->server.run();
    parts_->log.info("stopped", {});
}

}  // namespace xz::server::app
