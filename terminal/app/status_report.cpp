#include "terminal/app/status_report.hpp"

#include "terminal/core/crypto/certificate.hpp"
#include "terminal/core/support/json.hpp"
#include "terminal/storage/salvage.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

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

json::Array aside_in(const std::filesystem::path& store_directory) {
    json::Array names;
    for (const std::string& name : storage::stores_set_aside(store_directory)) {
        names.emplace_back(name);
    }
    return names;
}

json::Object facts_of(const storage::WreckReport& wreck) {
    json::Array lost;
    for (const std::string& id : wreck.lost) {
        lost.emplace_back(id);
    }
    return {{"pages", wreck.pages},
            {"damaged_pages", wreck.damaged_pages},
            {"envelopes", wreck.envelopes},
            {"waiting", wreck.waiting},
            {"refused", wreck.refused},
            {"lost", std::move(lost)},
            {"drafts", wreck.drafts},
            {"identity", wreck.has_identity ? "whole" : "lost: enrol this terminal again"},
            {"bundle", wreck.has_bundle ? "whole" : "lost: the platform sends it again"}};
}

constexpr std::string_view shown_first[] = {"terminal", "version",     "as_of",   "store", "store_failure", "connection", "waiting", "oldest_waiting",
                                            "held",     "quarantined", "refused", "set_aside",  "drafts",  "free_bytes"};

// A value on one line: what an object or a list holds stands one after the other.
std::string in_words(const json::Value& value) {
    if (value.is_null()) {
        return "-";
    }
    if (const auto* text = value.if_string()) {
        return std::string{std::string_view{*text}};
    }
    std::string words;
    if (const auto* object = value.if_object()) {
        for (const auto& [name, part] : *object) {
            words += fmt::format("{}{} {}", words.empty() ? "" : ", ", std::string_view{name}, in_words(part));
        }
        return words;
    }
    return json::canonical(value);
}

std::string line_of(std::string_view name, const json::Value& value) {
    std::string label{name};
    std::ranges::replace(label, '_', ' ');
    const auto* list = value.if_array();
    if (list == nullptr) {
        return fmt::format("{:<18} {}\n", label, in_words(value));
    }
    std::string lines = list->empty() ? fmt::format("{:<18} none\n", label) : std::string{};
    for (const json::Value& one : *list) {
        lines += fmt::format("{:<18} {}\n", label, in_words(one));
    }
    return lines;
}

}  // namespace

std::string status_report(const StoreTrouble& trouble, const std::filesystem::path& store_directory, Instant now) {
    json::Array faults;
    for (const std::string& fault : trouble.faults) {
        faults.emplace_back(fault);
    }
    return json::canonical(json::Object{
        {"as_of", to_rfc3339(now)},
        {"version", XUEZHEN_VERSION},
        {"terminal", trouble.terminal.empty() ? json::Value() : json::Value(trouble.terminal)},
        {"store", "failing"},
        {"store_failure", storage::to_text(trouble.failure)},
        {"store_faults", std::move(faults)},
        {"wreck", trouble.wreck ? json::Value(facts_of(*trouble.wreck)) : json::Value()},
        {"stores_set_aside", aside_in(store_directory)},
    });
}

std::string salvage_report(const storage::WreckReport& wreck) { return json::canonical(facts_of(wreck)); }

std::string status_report(storage::Store& store, const std::filesystem::path& store_directory, sync::Connection line, Instant now) {
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
        {"store", store.has_room_for_new_session() ? "good" : "full"},
        {"stores_set_aside", aside_in(store_directory)},
        {"key_level", name_of(store.key_level())},
        {"free_bytes", store.free_bytes()},
        {"time_floor", to_rfc3339(store.time_floor().floor())},
    });
}

std::string in_lines(const std::string& report) {
    const auto facts = json::parse(report);
    if (!facts || !facts->is_object()) {
        return report;
    }
    std::string lines;
    for (const std::string_view name : shown_first) {
        if (const json::Value* fact = facts->get_object().if_contains(name)) {
            lines += line_of(name, *fact);
        }
    }
    for (const auto& [name, fact] : facts->get_object()) {  // a report of another version may know more
        if (std::ranges::find(shown_first, std::string_view{name}) == std::end(shown_first)) {
            lines += line_of(name, fact);
        }
    }
    if (!lines.empty()) {
        lines.pop_back();  // the last line's end is the printer's
    }
    return lines;
}

std::filesystem::path status_file(const std::filesystem::path& store_directory) { return store_directory / "status.json"; }

}  // namespace xz::app
