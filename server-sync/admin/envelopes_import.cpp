#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/commands.hpp"
#include "server-sync/sync/ingest.hpp"

#include <boost/json/object.hpp>

#include <future>

namespace xz::server::admin {

namespace {

// On this thread, and not on the store's writer, who only says that the batch is durable.
sync::IngestAnswer receive(const sync::Terminal& from, const std::string& batch, const Platform& platform) {
    std::promise<std::function<void()>> posted;
    sync::Ingest ingest{platform.ports.envelopes, platform.ports.state.epoch(), platform.keys.receipt, platform.clock,
                        [&](std::function<void()> work) { posted.set_value(std::move(work)); }};
    std::optional<sync::IngestAnswer> answer;
    ingest.receive(from, batch, [&](sync::IngestAnswer given) { answer = std::move(given); });
    if (!answer) posted.get_future().get()();
    return std::move(*answer);
}

}  // namespace

Answer import_envelopes(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    const std::string id = arguments.read().text("terminal", 1, 32);
    const std::string batch = arguments.read().text("batch", 1, protocol::MaxBody);
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    const auto terminal = platform.ports.terminals.find(id);
    if (!terminal || terminal->sign_key.empty()) return failure("no terminal " + id + " is enrolled here");
    auto answer = receive(*terminal, batch, platform);
    if (const auto* malformed = std::get_if<protocol::Malformed>(&answer)) return failure("this is no batch of envelopes: " + json::to_text(malformed->problem));
    if (const auto* unavailable = std::get_if<sync::Unavailable>(&answer)) return failure("the store took none of them: " + unavailable->what);
    const auto& results = std::get<protocol::BatchAnswer>(answer);
    note(platform, "envelopes.import", id, json::canonical(json::Object{{"envelopes", results.results.size()}}));
    return json::Value{{"answer", protocol::encode(results)}};
}

}  // namespace xz::server::admin
