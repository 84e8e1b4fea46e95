#include "server-sync/api/class_list.hpp"

#include "server-sync/api/scope.hpp"
#include "terminal/core/protocol/names.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace xz::server::api {

Result<std::string, Response> asked_year(const Request& request, const WebServices& services) {
    const auto year = request.query_value("year");
    if (!year) return services.boards.current_year(services.clock.now());
    if (!protocol::is_academic_year(*year)) return failure(error_response(400, "bad_year", "expected a year like 2026-2027", "?year"));
    return std::string{*year};
}

StaffEndpoint class_list(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto year = asked_year(request, services);
        if (!year) return respond(year.error());
        boost::json::array classes;
        for (const auto& line : services.boards.classes(classes_in_scope(who.account, services.ports, services.clock.now()), *year)) {
            classes.push_back({{"code", line.code},
                               {"name", line.name},
                               {"department", line.department},
                               {"students", line.students},
                               {"submitted", line.submitted},
                               {"counted", line.counted},
                               {"board", line.has_board}});
        }
        boost::json::array years;
        for (const auto& each : services.boards.years(services.clock.now())) years.emplace_back(each);
        respond(json_response(200, {{"academic_year", *year}, {"years", std::move(years)}, {"classes", std::move(classes)}}));
    };
}

}  // namespace xz::server::api
