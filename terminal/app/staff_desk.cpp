#include "terminal/app/staff_desk.hpp"

#include "terminal/app/mixer.hpp"
#include "terminal/core/crypto/certificate.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <exception>
#include <memory>
#include <sys/utsname.h>
#include <utility>
#include <variant>

namespace xz::app {
namespace {

namespace flow = ui::flow;
using Line = flow::MachineFacts::Line;

Line line_of(sync::Connection connection) {
    switch (connection) {
        case sync::Connection::Unknown: return Line::Unknown;
        case sync::Connection::Connected: return Line::Connected;
        case sync::Connection::Offline: return Line::Offline;
        case sync::Connection::UntrustedServer: return Line::UntrustedServer;
        case sync::Connection::RefusedIdentity: return Line::RefusedIdentity;
        case sync::Connection::NotThePlatform: return Line::NotThePlatform;
        case sync::Connection::Troubled: break;
    }
    return Line::Troubled;
}

std::string ignored_proxy() {
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) {
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') {
            return fmt::format("{}={}", name, value);
        }
    }
    return {};
}

std::string system_name() {
    utsname name{};
    ::uname(&name);
    return fmt::format("{} {} {}", name.sysname, name.release, name.machine);
}

std::string_view name_of(storage::KeyLevel level) {
    switch (level) {
        case storage::KeyLevel::Tpm: return "tpm";
        case storage::KeyLevel::Credentials: return "credentials";
        case storage::KeyLevel::File: break;
    }
    return "file";
}

void read_store(storage::Store& store, flow::MachineFacts& facts) {
    const storage::QueueState queue = store.outbox().state();
    facts.health = store.has_room_for_new_session() ? flow::MachineFacts::Health::Good : flow::MachineFacts::Health::Full;
    facts.waiting = queue.waiting;
    facts.oldest_waiting = queue.oldest_waiting;
    facts.held = queue.held;
    facts.quarantined = queue.quarantined;
    facts.refused = queue.refused;
    facts.set_aside = store.outbox().set_aside().size();
    facts.drafts = store.drafts().count();
    facts.free_bytes = store.free_bytes();
    facts.key_level = name_of(store.key_level());
    facts.bundle_version = store.bundles().version();
    if (const auto identity = store.identity().identity()) {
        if (const auto certificate = crypto::Certificate::from_pem(identity->certificate)) {
            facts.certificate_until = certificate->not_after();
        }
    }
}

}  // namespace

StaffDesk::StaffDesk(const Settings& settings, StorageThread& storage, EventQueue& events, const Clock& clock, World world, Worker::OnFailure on_failure)
    : settings_{settings},
      storage_{storage},
      events_{events},
      on_failure_{std::move(on_failure)},
      world_{std::move(world)},
      pin_{settings.maintenance_pin, settings.store_directory / "maintenance-attempts.json", clock} {}

void StaffDesk::perform(const flow::StaffTask& task) {
    if (std::holds_alternative<flow::SyncAll>(task)) {
        return world_.sync_all();
    }
    if (const auto* end = std::get_if<flow::EndProgram>(&task)) {
        spdlog::warn("maintenance: the program is told to {}", end->end == flow::ProgramEnd::Restart ? "restart" : "end");
        return world_.end(end->end);
    }
    if (!worker_) {
        worker_.emplace("maintenance", on_failure_);
    }
    worker_->post([this, task] {
        if (const auto* pin = std::get_if<flow::CheckStaffPin>(&task)) {
            check_pin(*pin);
        } else if (const auto* store = std::get_if<flow::CheckStore>(&task)) {
            check_store(store->ticket);
        } else if (const auto* rescue = std::get_if<flow::SalvageStore>(&task)) {
            salvage(rescue->ticket);
        } else if (const auto* again = std::get_if<flow::PushRefused>(&task)) {
            push_refused(again->ticket);
        } else if (const auto* volume = std::get_if<flow::SetVolume>(&task)) {
            set_loudness(volume->percent);
            look(volume->ticket);
        } else if (const auto* seen = std::get_if<flow::LookAtMachine>(&task)) {
            look(seen->ticket);
        }
    });
}

void StaffDesk::finish() { worker_.reset(); }

void StaffDesk::check_pin(const flow::CheckStaffPin& task) {
    using Verdict = flow::StaffPinChecked::Verdict;
    const auto checked = pin_.check(task.pin.reveal());
    flow::StaffPinChecked answer{.ticket = task.ticket, .verdict = Verdict::Wrong, .wait = checked.wait};
    if (checked.verdict == StaffPin::Checked::Verdict::Right) {
        answer.verdict = Verdict::Right;
    } else if (checked.verdict == StaffPin::Checked::Verdict::NoneSet) {
        answer.verdict = Verdict::NoneSet;
    }
    events_.post(flow::StaffAnswer{answer});
}

flow::MachineFacts StaffDesk::facts() const {
    const sync::SyncState line = world_.line();
    flow::MachineFacts facts;
    facts.line = line_of(line.connection);
    facts.platform_url = settings_.platform_url;
    facts.trouble = line.trouble;
    facts.alarm = line.alarm;
    facts.last_contact = line.last_contact;
    facts.ignored_proxy = ignored_proxy();
    facts.stores_aside = storage::stores_set_aside(settings_.store_directory);
    if (const auto trouble = world_.trouble()) {
        facts.store_failure = storage::to_text(trouble->failure);
        if (const auto& wreck = trouble->wreck) {
            facts.wreck = {wreck->pages, wreck->damaged_pages, wreck->envelopes, wreck->waiting, wreck->lost.size(), wreck->drafts,
                           wreck->has_identity ? flow::MachineFacts::Wreck::Identity::Whole : flow::MachineFacts::Wreck::Identity::Lost};
        }
    }
    facts.version = XUEZHEN_VERSION;
    facts.cipher_version = sqlite::cipher_version();
    facts.system = system_name();
    const Loudness loud = loudness();
    facts.mixer = loud.mixer;
    facts.volume = loud.percent;
    return facts;
}

void StaffDesk::look(flow::Ticket ticket) {
    const auto tell = [this, ticket](flow::MachineFacts seen) {
        events_.post(flow::StaffAnswer{flow::MachineSeen{ticket, std::make_shared<const flow::MachineFacts>(std::move(seen))}});
    };
    // A store that did not open is told, too: the panel is for that day.
    const flow::MachineFacts seen = facts();
    storage_.post(
        [tell, seen](storage::Store& store) {
            auto whole = seen;
            read_store(store, whole);
            tell(std::move(whole));
        },
        [tell, seen](const std::exception&) { tell(seen); });
}

void StaffDesk::check_store(flow::Ticket ticket) {
    const auto tell = [this, ticket](int done, int all, std::vector<std::string> faults) {
        events_.post(flow::StaffAnswer{flow::StoreCheckStep{ticket, done, all, std::move(faults)}});
    };
    storage_.post(
        [this, tell](storage::Store& store) {
            if (auto faults = store.check_integrity(tell); !faults.empty()) {
                world_.found_damage(std::move(faults));
            }
        },
        [tell](const std::exception& error) { tell(1, 1, {error.what()}); });
}

void StaffDesk::salvage(flow::Ticket ticket) {
    spdlog::warn("maintenance: the store is salvaged");
    const auto salvaged = world_.salvage();
    flow::StoreSalvaged answer{.ticket = ticket, .failure = {}, .aside = {}};
    if (salvaged) {
        answer.aside = salvaged->aside.filename();
        spdlog::warn("salvaged: {} envelopes, {} lost; the old store is in {}", salvaged->report.envelopes, salvaged->report.lost.size(), salvaged->aside.string());
    } else {
        answer.failure = storage::to_text(salvaged.error());
        spdlog::error("not salvaged: {}", answer.failure);
    }
    events_.post(flow::StaffAnswer{answer});
}

void StaffDesk::push_refused(flow::Ticket ticket) {
    storage_.post(
        [this, ticket](storage::Store& store) {
            const auto again = store.outbox().retry_refused();
            spdlog::warn("maintenance: {} refused envelopes are pushed again", again);
            world_.sync_all();
            look(ticket);
        },
        [this, ticket](const std::exception&) { look(ticket); });
}

}  // namespace xz::app
