#include "terminal/app/cli/commands.hpp"

#include "terminal/app/instance_lock.hpp"
#include "terminal/app/terminal.hpp"
#include "terminal/core/crypto/certificate.hpp"
#include "terminal/sync/enrolment.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>

namespace xz::app {
namespace {

using storage::Store;
using storage::StoreFailure;

int refuse(std::string_view message) {
    fmt::print(stderr, "xuezhen-terminal enrol: {}\n", message);
    return 1;
}

std::string explain(const sync::CallFailure& failed, const Settings& settings) {
    using Kind = sync::CallFailure::Kind;
    switch (failed.kind) {
        case Kind::Offline: return fmt::format("no platform at {} ({}); check the address and the network", settings.platform_url, failed.message);
        case Kind::UntrustedServer:
            return fmt::format("{} is not the platform that the code names ({}); check the code and the address", settings.platform_url, failed.message);
        case Kind::Refused: return fmt::format("the platform refuses the code ({}); ask for a new one", failed.message);
        default: break;
    }
    return fmt::format("the platform's answer cannot be used: {}", failed.message);
}

Store::Opened open_or_create(const Settings& settings, const Clock& clock, RandomSource& random) {
    const auto provider = key_provider(settings);
    auto opened = Store::open(settings.store_directory, provider, clock, random);
    if (opened || opened.error() != StoreFailure::NotFound) {
        return opened;
    }
    if (provider.provide().has_value() || storage::make_key_file(settings.key_file, random)) {
        return Store::create(settings.store_directory, provider, clock, random);
    }
    return opened;
}

// A clock that shows a day before this program was made has died. What the enrolment code vouches for is then no reason to refuse the
// platform, whose certificate is "not yet valid" by such a clock (DESIGN 4, Time).
std::optional<Instant> instead_of_dead_clock(const Clock& clock) {
    using namespace std::chrono_literals;
    constexpr Instant made = std::chrono::sys_days{2026y / 11 / 1};
    return clock.now() < made ? std::optional{made} : std::nullopt;
}

// The platform signed that day into the certificate: the first thing this terminal knows of time, whatever its own clock says.
void begin_time(Store& store, const std::string& certificate) {
    if (const auto signed_now = crypto::Certificate::from_pem(certificate)) {
        store.time_floor().advance(signed_now->not_before());
    }
}

// Keys that an earlier try with this code left; else new ones, kept before anything is sent.
sync::EnrolmentKeys keys_for(Store& store, const std::string& code, RandomSource& random) {
    const storage::IdentityState state = store.identity().load();
    if (const auto* pending = std::get_if<storage::PendingIdentity>(&state); pending != nullptr && pending->code == code) {
        if (auto key = crypto::CertificateKey::from_pem(pending->tls_key.text())) {
            return {std::move(*key), crypto::SigningKey{pending->sign_seed.clone()}};
        }
    }
    sync::EnrolmentKeys keys = sync::EnrolmentKeys::generate(random);
    store.identity().keep_pending({keys.signing_key.seed().clone(), keys.certificate_key.to_pem(), code});
    return keys;
}

}  // namespace

int enrol(const Settings& settings) {
    std::string typed;
    std::getline(std::cin, typed);
    const auto code = protocol::parse_enrol_code(typed);
    if (!code) {
        return refuse("expected an enrolment code (XZ1-…-…) on standard input");
    }
    std::error_code error;
    std::filesystem::create_directories(settings.store_directory, error);
    if (error) {
        return refuse(fmt::format("cannot make {}: {}", settings.store_directory.string(), error.message()));
    }
    const auto lock = InstanceLock::take(settings.store_directory);
    if (!lock) {
        return refuse(lock.error());
    }
    const SystemClock clock;
    SystemRandom random;
    auto opened = open_or_create(settings, clock, random);
    if (!opened) {
        return refuse(explain(settings, opened.error()));
    }
    Store& store = **opened;
    if (const auto identity = store.identity().identity()) {
        return refuse(fmt::format("this is already terminal {}; move {} aside to enrol it anew", identity->terminal, settings.store_directory.string()));
    }

    sync::CurlClient http{settings.platform_url, {sync::NamedAuthority{code->ca}, "", {}}, [&clock] { return instead_of_dead_clock(clock); }};
    sync::Platform platform{http};
    auto enrolled = sync::enrol(platform, *code, keys_for(store, protocol::to_text(*code), random));
    if (!enrolled) {
        return refuse(explain(enrolled.error(), settings));
    }
    store.identity().keep({enrolled->terminal, enrolled->signing_key.seed().clone(), std::move(enrolled->certificate_key),
                           enrolled->certificate, enrolled->keys.root, protocol::encode(enrolled->keys)});
    begin_time(store, enrolled->certificate);
    if (!enrolled->keys.recovery.empty()) {
        if (const auto sealed = store.seal_key_for(enrolled->keys.recovery.front().key); !sealed) {
            fmt::print(stderr, "xuezhen-terminal enrol: the store's key is not yet sealed for recovery: {}\n", storage::to_text(sealed.error()));  // the first bundle does
        }
    }
    fmt::print("enrolled as {}\n", enrolled->terminal);
    return 0;
}

}  // namespace xz::app
