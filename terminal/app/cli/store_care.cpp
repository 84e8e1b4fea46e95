// What IT does with a kiosk's store while no terminal runs on it: salvage, putting it away, new keys.
#include "terminal/app/cli/commands.hpp"

#include "terminal/app/instance_lock.hpp"
#include "terminal/app/status_report.hpp"
#include "terminal/app/terminal.hpp"
#include "terminal/storage/rotation.hpp"
#include "terminal/storage/salvage.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <functional>

namespace xz::app {
namespace {

using storage::StoreFailure;

// What to do about a failure, in a sentence; empty where its own words say it.
std::string_view advice(StoreFailure failed) {
    switch (failed) {
        case StoreFailure::NotFound: return "enrol this terminal first";
        case StoreFailure::KeyMissing: return "put the key file back, or start where systemd hands over the credential";
        case StoreFailure::KeyUnreadable: return "the key must be 32 bytes in a file that only this user may read";
        case StoreFailure::KeyLevelDropped: return "start where the better guarded key is at hand";
        case StoreFailure::WrongKey: return "put the key back that belongs to this store";
        case StoreFailure::KeyringMissing:
        case StoreFailure::KeyringDamaged:
            return "put the keyring back from where it was copied, or take the folder to the platform (xuezhen-admin recover) and run set-aside here";
        case StoreFailure::StoreMissing:
        case StoreFailure::NotEncrypted:
        case StoreFailure::NotAFile:
        case StoreFailure::Empty: return "put the store's file back; if it is lost, run set-aside and enrol this terminal again";
        case StoreFailure::Damaged: return "run salvage";
        case StoreFailure::TooNew: return "install the newer program";
        case StoreFailure::DiskFull: return "make room";
        case StoreFailure::InUse: return "end the program that holds it";
        case StoreFailure::NoRecoveryKey: return "let the terminal reach its platform once";
        case StoreFailure::AlreadyExists:
        case StoreFailure::AccessDenied:
        case StoreFailure::Io:
        case StoreFailure::Whole:
        case StoreFailure::CipherMissing: break;
    }
    return {};
}

int refuse(std::string_view command, std::string_view message) {
    fmt::print(stderr, "xuezhen-terminal {}: {}\n", command, message);
    return 1;
}

int refuse(std::string_view command, const Settings& settings, StoreFailure failed) {
    return refuse(command, explain(settings, failed));
}

// Runs `care` where no terminal runs on the store.
int alone(std::string_view command, const Settings& settings, const std::function<int(const Clock&, RandomSource&)>& care) {
    const auto lock = InstanceLock::take(settings.store_directory);
    if (!lock) {
        return refuse(command, lock.error());
    }
    const SystemClock clock;
    SystemRandom random;
    return care(clock, random);
}

}  // namespace

std::string explain(const Settings& settings, StoreFailure failed) {
    const std::string_view what_to_do = advice(failed);
    return fmt::format("store {}: {}{}{}", settings.store_directory.string(), storage::to_text(failed), what_to_do.empty() ? "" : "; ", what_to_do);
}

int salvage(const Settings& settings, Output output) {
    return alone("salvage", settings, [&](const Clock& clock, RandomSource& random) {
        const auto salvaged = storage::salvage_store(settings.store_directory, key_provider(settings), clock, random);
        if (!salvaged) {
            return refuse("salvage", settings, salvaged.error());
        }
        const std::string report = salvage_report(salvaged->report);
        if (output == Output::Json) {
            fmt::print("{}\n", report);
        } else {
            fmt::print("{}\nThe old store lies untouched in {}: to undo, put it back as {}.\n", in_lines(report), salvaged->aside.string(),
                       (settings.store_directory / "store").string());
        }
        return 0;
    });
}

int set_aside(const Settings& settings) {
    return alone("set-aside", settings, [&](const Clock& clock, RandomSource&) {
        const auto aside = storage::set_aside_store(settings.store_directory, clock.now());
        if (!aside) {
            return refuse("set-aside", settings, aside.error());
        }
        fmt::print("The store lies untouched in {}. This terminal must be enrolled again.\n", aside->string());
        return 0;
    });
}

int rotate_key(const Settings& settings) {
    return alone("rotate-key", settings, [&](const Clock& clock, RandomSource& random) {
        if (const auto rotated = storage::rotate_store_key(settings.store_directory, key_provider(settings), clock, random); !rotated) {
            return refuse("rotate-key", settings, rotated.error());
        }
        fmt::print("The store lies under a new key.\n");
        return 0;
    });
}

int rewrap(const Settings& settings, const std::filesystem::path& former) {
    return alone("rewrap", settings, [&](const Clock& clock, RandomSource& random) {
        const auto provider = key_provider(settings);
        const auto provided = provider.provide();
        if (!provided) {
            return refuse("rewrap", storage::to_text(provided.error()));
        }
        const bool in_place = provided->level == storage::KeyLevel::File && former.empty();
        const storage::SystemKeyProvider before{std::nullopt, former.empty() ? settings.key_file : former};
        const auto wrapped = in_place ? storage::rotate_key_file(settings.store_directory, settings.key_file, clock, random)
                                      : storage::rewrap_store_key(settings.store_directory, before, provider, clock, random);
        if (!wrapped) {
            return refuse("rewrap", settings, wrapped.error());
        }
        if (in_place) {
            fmt::print("{} holds a new key.\n", settings.key_file.string());
        } else {
            fmt::print("The store opens with the key that is provided now; {} is no longer needed.\n", (former.empty() ? settings.key_file : former).string());
        }
        return 0;
    });
}

}  // namespace xz::app
