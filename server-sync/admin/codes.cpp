#include "assets/embedded.hpp"
#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/commands.hpp"
#include "server-sync/sync/activation_slips.hpp"

#include <fmt/format.h>

namespace xz::server::admin {

namespace {

constexpr std::size_t LongestUnit = 32;
constexpr std::string_view SlipsPage = "print/activation-slips.html";

}  // namespace

Answer make_codes(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    auto& read = arguments.read();
    const std::string unit = read.text("unit", 1, LongestUnit);
    const bool as_csv = read.choice("form", {"html", "csv"}) == 1;
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    const auto issued = sync::wait_for<std::optional<sync::ActivationSlips>>([&](auto done) {
        sync::issue_codes(platform.ports, unit, platform.clock.now(), platform.random, entry_of(platform, "student.codes", unit), std::move(done));
    });
    if (!issued) return failure(fmt::format("there is no class or department {}", unit));
    return json::Value{{"unit", unit},
                       {"students", issued->slips.size()},
                       {"until", to_rfc3339(issued->until)},
                       {"text", as_csv ? sync::to_csv(*issued) : sync::to_html(*issued, assets::find(SlipsPage).value_or(""))}};
}

}  // namespace xz::server::admin
