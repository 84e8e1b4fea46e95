#include "terminal/app/status_report.hpp"

#include "terminal/core/crypto/certificate.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json.hpp>

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

std::string_view name_of(sync::Connection connection) {
    switch (connection) {
        case sync::Connection::Unknown: return "unknown";
        case sync::Connection::Connected: return "connected";
        case sync::Connection::Offline: return "offline";
        case sync::Connection::UntrustedServer: return "untrusted-server";
        case sync::Connection::RefusedIdentity: return "refused-identity";
        case sync::Connection::NotThePlatform: return "not-the-platform";
        case sync::Connection::Troubled: return "troubled";
    }
    return "";
}

json::Value text_or_null(const std::optional<Instant>& instant) { return instant ? json::Value(to_rfc3339(*instant)) : json::Value(); }

}  // namespace

std::string status_report(storage::Store& store, sync::Connection line, Instant now) {
    const storage::QueueState queue = store.outbox().state();
    const storage::ChainEnd end = store.outbox().chain_end();
    const auto identity = store.identity().identity();
    std::optional<Instant> certificate_until;
    if (identity) {
        if (const auto certificate = crypto::Certificate::from_pem(identity->certificate)) {
            certificate_until = certificate->not_after();
        }
    }
    json::Array aside;
    for (const storage::SetAside& one : store.outbox().set_aside()) {
        aside.push_back(json::Object{{"id", one.id}, {"seq", one.seq}, {"reason", one.reason}, {"captured_at", to_rfc3339(one.captured_at)}});
    }
    return json::canonical(json::Object{
        {"as_of", to_rfc3339(now)},
        {"version", XUEZHEN_VERSION},
        {"terminal", identity ? json::Value(identity->terminal) : json::Value()},
        {"certificate_until", text_or_null(certificate_until)},
        {"connection", name_of(line)},
        {"bundle_version", store.bundles().version()},
        {"waiting", queue.waiting},
        {"oldest_waiting", text_or_null(queue.oldest_waiting)},
        {"held", queue.held},
        {"quarantined", queue.quarantined},
        {"refused", queue.refused},
        {"set_aside", std::move(aside)},
        {"chain", json::Object{{"id", end.chain}, {"seq", end.seq}, {"sha256", to_hex(end.sha256)}}},
        {"drafts", store.drafts().count()},
        {"key_level", name_of(store.key_level())},
        {"free_bytes", store.free_bytes()},
        {"time_floor", to_rfc3339(store.time_floor().floor())},
    });
}

std::filesystem::path status_file(const std::filesystem::path& store_directory) { return store_directory / "status.json"; }

}  // namespace xz::app
