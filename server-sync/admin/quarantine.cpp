#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/commands.hpp"

#include <boost/json/array.hpp>

namespace xz::server::admin {

namespace {
constexpr std::size_t MostShown = 1000;
}

Answer list_quarantine(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    json::Array list;
    for (const auto& item : platform.ports.quarantine.open_cases(0, MostShown)) {
        list.push_back({{"number", item.number},
                        {"terminal", item.terminal},
                        {"id", item.id},
                        {"reason", protocol::to_text(item.reason)},
                        {"received_at", to_rfc3339(item.received_at)},
                        {"size", item.size}});
    }
    return json::Value(std::move(list));
}

}  // namespace xz::server::admin
