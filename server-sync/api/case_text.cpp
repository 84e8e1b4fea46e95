#include "server-sync/api/case_text.hpp"

#include "terminal/core/protocol/limits.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json/object.hpp>

namespace xz::server::api {

boost::json::array steps_value(const std::vector<sync::CaseStep>& steps) {
    boost::json::array lines;
    for (const auto& [step, words] : steps) {
        lines.push_back({{"from", step.from},
                         {"to", step.to},
                         {"action", step.action},
                         {"actor", domain::name_of(step.actor)},
                         {"by", step.by},
                         {"record", step.record},
                         {"words", words},
                         {"at", to_rfc3339(step.at)}});
    }
    return lines;
}

boost::json::value value_of_text(std::string_view text) {
    auto value = json::parse(text, {.bytes = protocol::MaxBody, .depth = protocol::MaxDepth});
    return value ? std::move(*value) : boost::json::value(nullptr);
}

}  // namespace xz::server::api
