#include "terminal/app/cli/commands.hpp"

#include "terminal/app/instance_lock.hpp"
#include "terminal/app/terminal.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <cstdio>

namespace xz::app {
namespace {

std::string_view name_of(storage::KeyLevel level) {
    switch (level) {
        case storage::KeyLevel::Tpm: return "tpm";
        case storage::KeyLevel::Credentials: return "credentials";
        case storage::KeyLevel::File: return "file";
    }
    return "";
}

json::Object facts_of(storage::Store& store) {
    const storage::QueueState queue = store.outbox().state();
    const storage::ChainEnd end = store.outbox().chain_end();
    json::Object facts;
    const auto identity = store.identity().identity();
    facts["terminal"] = identity ? json::Value(identity->terminal) : json::Value();
    if (identity) {
        if (const auto certificate = crypto::Certificate::from_pem(identity->certificate)) {
            facts["certificate_until"] = to_rfc3339(certificate->not_after());
        }
    }
    facts["bundle_version"] = store.bundles().version();
    facts["queue"] = json::Object{{"waiting", queue.waiting},
                                  {"oldest", queue.oldest_waiting ? json::Value(to_rfc3339(*queue.oldest_waiting)) : json::Value()},
                                  {"held", queue.held},
                                  {"quarantined", queue.quarantined},
                                  {"refused", queue.refused}};
    json::Array aside;
    for (const storage::SetAside& one : store.outbox().set_aside()) {
        aside.push_back(json::Object{{"id", one.id}, {"seq", one.seq}, {"reason", one.reason}, {"captured_at", to_rfc3339(one.captured_at)}});
    }
    facts["set_aside"] = std::move(aside);
    facts["chain"] = json::Object{{"id", end.chain}, {"seq", end.seq}, {"sha256", to_hex(end.sha256)}};
    facts["drafts"] = store.drafts().count();
    facts["key_level"] = name_of(store.key_level());
    facts["free_bytes"] = store.free_bytes();
    facts["time_floor"] = to_rfc3339(store.time_floor().floor());
    facts["version"] = XUEZHEN_VERSION;
    return facts;
}

}  // namespace

int status(const Settings& settings, Output output) {
    const auto lock = InstanceLock::take(settings.store_directory);
    if (!lock) {
        fmt::print(stderr, "xuezhen-terminal status: {}\n", lock.error());
        return 1;
    }
    const SystemClock clock;
    SystemRandom random;
    const auto opened = storage::Store::open(settings.store_directory, key_provider(settings), clock, random);
    if (!opened) {
        fmt::print(stderr, "xuezhen-terminal status: store {}: {}\n", settings.store_directory.string(), storage::to_text(opened.error()));
        return 1;
    }
    const json::Object facts = facts_of(**opened);
    if (output == Output::Json) {
        fmt::print("{}\n", json::canonical(facts));
    } else {
        fmt::print("{}\n", json::pretty(facts));
    }
    return 0;
}

}  // namespace xz::app
