#include "server-sync/api/context_size.hpp"

#include "terminal/core/protocol/limits.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <vector>

namespace xz::server::api {

namespace {

using protocol::StudentContext;

// The first elements of an array's text: the newest replies, the worst warnings.
void keep_first(std::string& array, std::size_t count) {
    auto value = json::parse(array, {.bytes = array.size(), .depth = protocol::MaxDepth});
    auto* items = value ? value->if_array() : nullptr;
    if (items == nullptr || items->size() <= count) return;
    items->resize(count);
    array = json::canonical(*value);
}

using Reduction = void (*)(StudentContext&);
constexpr std::size_t Few = 20;
constexpr std::array<Reduction, 9> Reductions{
    [](StudentContext& context) { keep_first(context.replies, Few); },
    [](StudentContext& context) {
        if (context.submissions.size() > Few) context.submissions.resize(Few);
    },
    [](StudentContext& context) {
        if (context.last_diagnosis) context.last_diagnosis->answers.clear();
    },
    [](StudentContext& context) {
        std::erase_if(context.status_data, [&](const auto& datum) { return datum.year != context.academic_year; });
    },
    [](StudentContext& context) { keep_first(context.replies, 1); },
    [](StudentContext& context) { keep_first(context.warnings, Few); },
    [](StudentContext& context) { context.replies = "[]"; },
    [](StudentContext& context) { context.plan = "null"; },
    [](StudentContext& context) { context.warnings = "[]"; },
};

}  // namespace

StudentContext fitted(StudentContext context, std::size_t room) {
    for (const auto reduce : Reductions) {
        if (protocol::encode(context).size() <= room) break;
        reduce(context);
    }
    return context;
}

}  // namespace xz::server::api
