#include "terminal/app/terminal.hpp"

#include "terminal/app/lock_record.hpp"
#include "terminal/app/status_report.hpp"
#include "terminal/core/support/file.hpp"
#include "terminal/sync/enrolment.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace xz::app {
namespace {

namespace flow = ui::flow;
using namespace std::chrono_literals;

constexpr auto between_looks_for_room = 60s;  // a kiosk at rest hardly wakes

flow::Connection shown(sync::Connection connection) {
    switch (connection) {
        case sync::Connection::Unknown: return flow::Connection::Unknown;
        case sync::Connection::Connected: return flow::Connection::Connected;
        default: break;
    }
    return flow::Connection::Away;
}

void log_failure(std::string_view where, std::exception_ptr thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const std::exception& error) {
        spdlog::error("{}: {}", where, error.what());
    }
}

RoomWatch::Room room_in(storage::Store& store) {
    return store.has_room_for_new_session() ? RoomWatch::Room::Enough : RoomWatch::Room::Short;
}

std::vector<std::string> faults_in(StorageThread& storage) {
    try {
        return storage.ask([](storage::Store& store) { return store.check_integrity(); });
    } catch (const sqlite::Error& error) {
        if (error.fault() != sqlite::Fault::Corrupt) {
            throw;
        }
        return {error.what()};
    }
}

// What the store knows of a terminal's line and forms; nothing where it is not enrolled.
struct Known {
    LineEnds ends;
    std::optional<Forms> forms;
    Instant floor;
    std::optional<std::string> lock;  // the platform's words
};

std::optional<Known> known_to(storage::Store& store, const Settings& settings) {
    auto identity = store.identity().identity();
    if (!identity) {
        return std::nullopt;
    }
    auto keys = protocol::decode_key_set(identity->key_set);
    if (!keys) {
        throw std::runtime_error{"the held key set is no key set"};
    }
    Known known{LineEnds{settings.platform_url, identity->terminal, {}, identity->certificate, std::move(identity->tls_key), std::move(*keys)},
                std::nullopt, store.time_floor().floor(), LockRecord{store.settings()}.message()};
    std::string revoked;
    if (const auto held = store.bundles().latest()) {
        const auto bundle = protocol::decode_bundle(held->bytes);
        auto payload = bundle ? protocol::accept(*bundle, known.ends.keys, {}) : failure(protocol::BundleFault::Payload);
        if (payload) {
            known.ends.keys = payload->key_set;
            revoked = payload->crl;
            if (auto forms = read_forms(*payload)) {
                known.forms = std::move(*forms);
            } else {
                spdlog::error("the held bundle cannot be read: {}", forms.error());
            }
        } else {
            spdlog::error("the held bundle is refused: {}", to_text(payload.error()));
        }
    }
    known.ends.authorities = sync::authorities_of(known.ends.keys, std::move(revoked));
    return known;
}

}  // namespace

storage::SystemKeyProvider key_provider(const Settings& settings) {
    const char* credentials = std::getenv("CREDENTIALS_DIRECTORY");
    return {credentials != nullptr ? std::optional<std::filesystem::path>{credentials} : std::nullopt, settings.key_file};
}

Terminal::Terminal(const Settings& settings, EventQueue& events, std::function<void(flow::ProgramEnd)> end)
    : settings_{settings},
      events_{events},
      storage_{[this](std::exception_ptr thrown) { note_failure("storage", thrown); }},
      staff_{settings_, storage_, events, time_,
             {.line = [this] { const std::lock_guard lock{sync_state_mutex_}; return sync_state_; }, .sync_all = [this] { sync_all(); }, .end = std::move(end),
              .trouble = [this] { const std::lock_guard lock{sync_state_mutex_}; return trouble_; },
              .found_damage = [this](std::vector<std::string> faults) { store_is_damaged(std::move(faults)); },
              .salvage = [this] { return salvage(); }},
             [](std::exception_ptr thrown) { log_failure("maintenance", thrown); }},
      runner_{storage_, events, time_, random_, [this] { sync_now(); }, [this](const flow::StaffTask& task) { staff_.perform(task); }},
      room_{{.has_room = [this] { runner_.disk_has_room(); },
             .is_full = [this] { events_.post(flow::StoreFailed{0, flow::StoreProblem::DiskFull}); }}} {}

Terminal::~Terminal() { finish(); }

void Terminal::start() {
    runner_.on_sign_in_thread([this] { open(); });
    ticker_ = std::make_unique<Ticker>(between_looks_for_room, [this] { look_for_room(); });
}

// On the timer: without a platform no heartbeat comes by to see that somebody has made room.
void Terminal::look_for_room() {
    if (Look opening = Look::AtOpening; look_.compare_exchange_strong(opening, Look::Nowhere)) {
        runner_.on_sign_in_thread([this] { open(); });
    } else if (opening == Look::AtRoom) {
        storage_.post(
            [this, life = std::chrono::days{policy().draft_days}](storage::Store& store) {
                store.expire_drafts(life);  // also where nobody logs in for days
                room_.found(room_in(store));
            },
            [](const std::exception&) {});
    } else if (opening == Look::AtWreck) {
        runner_.on_sign_in_thread([this] { call_for_help(); });
    }
}

// What a task of the storage or the sync has thrown. A page that cannot be read ends the service, whoever it was that came upon it.
void Terminal::note_failure(std::string_view where, std::exception_ptr thrown) {
    log_failure(where, thrown);
    try {
        std::rethrow_exception(thrown);
    } catch (const sqlite::Error& error) {
        if (error.fault() == sqlite::Fault::Corrupt) {
            store_is_damaged({error.what()});
        }
    } catch (const std::exception&) {
    }
}

void Terminal::store_is_damaged(std::vector<std::string> faults) {
    if (!is_damaged_.exchange(true)) {
        runner_.on_sign_in_thread([this, faults = std::move(faults)] { store_is_broken(storage::StoreFailure::Damaged, faults); });
    }
}

void Terminal::store_is_broken(storage::StoreFailure failed, std::vector<std::string> faults) {
    constexpr std::size_t most_told = 20;
    is_damaged_ = true;
    events_.post(flow::StoreFailed{0, problem_of(failed)});
    stop_line();
    storage_.close();  // from here on nothing is written: what will be set aside is what was found
    faults.resize(std::min(faults.size(), most_told));
    StoreTrouble trouble{failed, std::move(faults)};
    if (failed == storage::StoreFailure::Damaged) {
        if (const auto wreck = storage::Wreck::look(settings_.store_directory, key_provider(settings_))) {
            trouble.wreck = wreck->report();
            trouble.terminal = wreck->identity() ? wreck->identity()->terminal : std::string{};
            auto distress = Distress::of(*wreck, settings_.store_directory, clock_,
                                         std::make_unique<sync::CurlClient>(settings_.platform_url, sync::Identity{}, [this] { return time_.instead_of_clock(); }));
            const std::lock_guard lock{distress_mutex_};
            distress_ = std::move(distress);
        }
    }
    spdlog::error("store {}: {}", settings_.store_directory.string(), storage::to_text(failed));
    for (const std::string& fault : trouble.faults) {
        spdlog::error("store: {}", fault);
    }
    if (trouble.wreck) {
        spdlog::error("store: {}", salvage_report(*trouble.wreck));
    }
    const std::string report = status_report(trouble, settings_.store_directory, time_.now());
    if (const auto left = write_file_atomically(status_file(settings_.store_directory), bytes_of(report), 0600); !left) {
        spdlog::warn("{}", left.error().message);
    }
    {
        const std::lock_guard lock{sync_state_mutex_};
        trouble_ = std::move(trouble);
    }
    look_ = Look::AtWreck;
    call_for_help();
}

void Terminal::call_for_help() {
    Distress* distress = nullptr;
    {
        const std::lock_guard lock{distress_mutex_};
        distress = distress_.get();
    }
    if (distress != nullptr) {
        if (const auto called = distress->call(); !called) {
            spdlog::warn("the platform does not hear that the store is damaged: {}", called.error());
        }
    }
}

// On the maintenance thread, at IT's word.
Result<storage::Salvaged, storage::StoreFailure> Terminal::salvage() {
    storage_.close();
    return storage::salvage_store(settings_.store_directory, key_provider(settings_), clock_, random_);
}

void Terminal::finish() {
    ticker_.reset();
    stop_line();       // a login under way need not run to its end
    {
        const std::lock_guard lock{distress_mutex_};
        if (distress_) {
            distress_->stop();
        }
    }
    staff_.finish();
    runner_.finish();  // from here on no line appears
    stop_line();
    storage_.finish();
}

// Without the lock while it stops: the storage thread may ask to wake it, and the sync may wait for the storage thread.
void Terminal::stop_line() {
    Line* line = nullptr;
    {
        const std::lock_guard lock{line_mutex_};
        line = line_.get();
    }
    if (line != nullptr) {
        line->stop();
    }
}

void Terminal::sync_now() {
    const std::lock_guard lock{line_mutex_};
    if (line_) {
        line_->wake();
    }
}

void Terminal::sync_all() {
    const std::lock_guard lock{line_mutex_};
    if (line_) {
        line_->wake_for_all();
    }
}

// On the sync thread. Nobody else writes the record, so what is told is what is kept.
void Terminal::obey(const protocol::Command& command) {
    struct Obeyed {
        bool anew;
        std::optional<std::string> lock;
    };
    const auto obeyed = storage_.ask([&](storage::Store& store) {
        LockRecord record{store.settings()};
        const bool anew = record.obey(command);
        return Obeyed{anew, record.message()};
    });
    if (obeyed.anew) {
        spdlog::warn("command {}: {}", command.id, obeyed.lock ? "locked" : "unlocked");
        events_.post(flow::LockChanged{obeyed.lock});
    } else if (!protocol::lock_order(command)) {
        spdlog::warn("command {} {}: unknown to this version", command.id, command.name);
    }
}

void Terminal::tell_queue(sync::Connection connection) {
    std::uint64_t waiting = 0;
    const std::string report = storage_.ask([&](storage::Store& store) {
        waiting = store.outbox().state().waiting;
        return status_report(store, settings_.store_directory, connection, time_.now());
    });
    events_.post(flow::SyncChanged{shown(connection), static_cast<std::uint32_t>(waiting)});
    if (const auto left = write_file_atomically(status_file(settings_.store_directory), bytes_of(report), 0600); !left) {
        spdlog::warn("{}", left.error().message);
    }
}

sync::SyncListener Terminal::listener() {
    return {
        .state_changed =
            [this, last = sync::SyncState{}](const sync::SyncState& state) mutable {
                if (state.trouble != last.trouble && !state.trouble.empty()) {
                    spdlog::warn("sync: {}", state.trouble);
                }
                if (state.alarm != last.alarm) {
                    spdlog::error("sync alarm: {}", state.alarm);
                }
                last = state;
                {
                    const std::lock_guard lock{sync_state_mutex_};
                    sync_state_ = state;
                }
                tell_queue(state.connection);
            },
        .settled =
            [this](const std::vector<protocol::BatchResult>& settled) {
                for (const protocol::BatchResult& result : settled) {
                    using Status = protocol::ReceiptStatus;
                    const bool arrived = result.status == Status::Stored || result.status == Status::Duplicate;
                    spdlog::log(arrived ? spdlog::level::info : spdlog::level::warn, "receipt {} {}{}", result.id, protocol::to_text(result.status),
                                arrived ? "" : ": the platform has set it aside");
                    events_.post(flow::ReceiptArrived{result.id, result.status});
                }
                tell_queue(sync::Connection::Connected);
            },
        .bundle_changed =
            [this](const protocol::BundlePayload& payload) {
                auto forms = read_forms(payload);  // held against the same check before it was kept
                if (!forms) {
                    return;
                }
                spdlog::info("bundle {} is in force", payload.version);
                forms_.replace(*forms);
                events_.post(flow::BundleChanged{forms->published});
            },
        .commanded = [this](const protocol::Command& command) { obey(command); },
    };
}

StoreWatch Terminal::store_watch() {
    return {
        .alarm = [](const std::string& alarm) { spdlog::error("alarm: {}", alarm); },
        .room = [this](RoomWatch::Room room) { room_.found(room); },
        .renewed = {},  // the line's own
    };
}

domain::Policy Terminal::policy() const {
    const auto forms = forms_.current();
    return forms ? forms->published->policy : domain::Policy{};
}

sync::SyncIntervals Terminal::intervals() const {
    return {.heartbeat = settings_.heartbeat_every.value_or(std::chrono::seconds{policy().heartbeat_seconds}),
            .bundle = settings_.bundle_every.value_or(std::chrono::seconds{policy().bundle_refresh_seconds})};
}

void Terminal::connect() {
    runner_.on_sign_in_thread([this] {
        may_connect_ = true;
        take_up_line();
    });
}

void Terminal::open() {
    const auto failed = storage_.open([this] { return storage::Store::open(settings_.store_directory, key_provider(settings_), clock_, random_); });
    if (failed == storage::StoreFailure::NotFound) {
        events_.post(flow::Ready{"", flow::Enrolment::Missing, nullptr});
        return;
    }
    if (failed == storage::StoreFailure::DiskFull) {
        spdlog::error("store {}: {}", settings_.store_directory.string(), storage::to_text(*failed));
        events_.post(flow::StoreFailed{0, flow::StoreProblem::DiskFull});
        look_ = Look::AtOpening;
        return;
    }
    if (failed) {
        return store_is_broken(*failed, {});
    }
    std::optional<Known> known;
    try {
        known = storage_.ask([this](storage::Store& store) { return known_to(store, settings_); });
    } catch (const sqlite::Error& error) {
        if (error.fault() != sqlite::Fault::Corrupt) {
            throw;
        }
        return store_is_broken(storage::StoreFailure::Damaged, {error.what()});
    }
    if (!known) {
        events_.post(flow::Ready{"", flow::Enrolment::Missing, nullptr});
        return;
    }
    time_.set_floor(known->floor);
    flow::Ready ready{known->ends.terminal, flow::Enrolment::Present, nullptr, std::move(known->lock)};
    if (known->forms) {
        ready.published = known->forms->published;
        forms_.replace(*known->forms);
    }
    events_.post(std::move(ready));
    room_.found(storage_.ask([](storage::Store& store) { return room_in(store); }));
    look_ = Look::AtRoom;
    ends_ = std::move(known->ends);
    take_up_line();
}

void Terminal::take_up_line() {
    if (!may_connect_ || !ends_) {
        return;
    }
    // Every page: behind the first screen, which weeks of envelopes would keep waiting, and on this thread before anybody can log in.
    if (auto faults = faults_in(storage_); !faults.empty()) {
        ends_.reset();
        return store_is_broken(storage::StoreFailure::Damaged, std::move(faults));
    }
    auto line = std::make_unique<Line>(
        std::move(*std::exchange(ends_, std::nullopt)), storage_, forms_, time_, clock_, random_,
        [this] { return intervals(); }, listener(),
        store_watch(),
        [this](std::exception_ptr thrown) { note_failure("sync", thrown); },
        [this](Worker::Task task) { runner_.on_sign_in_thread(std::move(task)); });
    runner_.connect(line->sign_in());
    tell_queue(sync::Connection::Unknown);
    const std::lock_guard lock{line_mutex_};
    line_ = std::move(line);
}

}  // namespace xz::app
