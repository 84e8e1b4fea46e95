// What the maintenance panel has done in the world, and what comes back; effects and events of update().
#pragma once

#include "terminal/core/support/clock.hpp"
#include "terminal/ui/flow/secret_text.hpp"
#include "terminal/ui/flow/staff_wish.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace xz::ui::flow {

using Ticket = std::uint64_t;  // effect.hpp

// A terminal as IT reads it: nothing of a student. Counts are as `xuezhen-terminal status` prints them.
struct MachineFacts {
    enum class Line : std::uint8_t { Unknown, Connected, Offline, UntrustedServer, RefusedIdentity, NotThePlatform, Troubled } line = Line::Unknown;
    std::string platform_url;
    std::string trouble;  // the last failure in the sync's own words; empty when connected
    std::string alarm;    // what a person must look at
    std::optional<Instant> last_contact;
    std::optional<Instant> certificate_until;
    std::string ignored_proxy;  // what the environment names and the terminal does not use

    enum class Health : std::uint8_t { Shut, Good, Full } health = Health::Shut;
    std::uint64_t waiting = 0, held = 0, quarantined = 0, refused = 0, set_aside = 0, drafts = 0;
    std::optional<Instant> oldest_waiting;
    std::uint64_t free_bytes = 0;
    std::string key_level;  // "tpm", "credentials", "file"
    std::string store_failure;  // why it is shut, in the program's own words; empty where it is open
    // What can still be read of a damaged one.
    struct Wreck {
        std::uint64_t pages = 0, damaged_pages = 0, envelopes = 0, waiting = 0, lost = 0, drafts = 0;
        enum class Identity : std::uint8_t { Lost, Whole } identity = Identity::Lost;
    };
    std::optional<Wreck> wreck;
    std::vector<std::string> stores_aside;  // folders of stores that were put away
    std::uint64_t bundle_version = 0;

    std::string version;  // of this program
    std::string cipher_version, system;
    std::string mixer;          // the program that sets the volume; empty: there is none
    std::optional<int> volume;  // per cent
};

// Against the hash of the kiosk's settings, with a lockout that grows. → StaffPinChecked.
struct CheckStaffPin {
    Ticket ticket = 0;
    SecretText pin;
};
// → MachineSeen.
struct LookAtMachine {
    Ticket ticket = 0;
};
// Every page of the store, step by step. → StoreCheckStep, several.
struct CheckStore {
    Ticket ticket = 0;
};
// The store is damaged and closed. → StoreSalvaged.
struct SalvageStore {
    Ticket ticket = 0;
};
// All that the platform would not take waits again. → MachineSeen.
struct PushRefused {
    Ticket ticket = 0;
};
// → MachineSeen.
struct SetVolume {
    Ticket ticket = 0;
    int percent = 0;
};
// Records, heartbeat and bundle, now. The connection's news come as always.
struct SyncAll {};
struct EndProgram {
    ProgramEnd end = ProgramEnd::Leave;
};
using StaffTask = std::variant<CheckStaffPin, LookAtMachine, CheckStore, SalvageStore, PushRefused, SetVolume, SyncAll, EndProgram>;

struct StaffPinChecked {
    Ticket ticket = 0;
    enum class Verdict : std::uint8_t { Right, Wrong, NoneSet } verdict = Verdict::Wrong;
    std::chrono::seconds wait{0};  // before the next try is looked at
};
struct MachineSeen {
    Ticket ticket = 0;
    std::shared_ptr<const MachineFacts> facts;  // shared: states are copied, this is not
};
struct StoreCheckStep {
    Ticket ticket = 0;
    int done = 0, all = 0;            // steps; over when they are the same
    std::vector<std::string> faults;  // found so far
};
struct StoreSalvaged {
    Ticket ticket = 0;
    std::string failure;  // in the program's own words; empty: done
    std::string aside;    // the folder where the old store lies now
};
using StaffAnswer = std::variant<StaffPinChecked, MachineSeen, StoreCheckStep, StoreSalvaged>;

}  // namespace xz::ui::flow
