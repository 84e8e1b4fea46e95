#include "server-sync/api/class_board.hpp"

#include "server-sync/api/class_list.hpp"
#include "server-sync/api/scope.hpp"
#include "server-sync/api/staff_session.hpp"

namespace xz::server::api {

Endpoint class_board(const WebServices& services) {
    return [&services](Request request, Respond respond) {
        const auto who = signed_in(request, services);
        if (!who) return respond(who.error());
        const auto year = asked_year(request, services);
        if (!year) return respond(year.error());
        const auto code = request.parameter("code");
        auto board = in_scope(who->account, code, services.ports, services.clock.now()) ? services.boards.class_board(code, *year)
                                                                                       : std::nullopt;
        if (!board) return respond(error_response(404, "not_found", "there is no such class in your scope"));
        respond({.status = 200, .content_type = "application/json", .body = std::move(*board)});
    };
}

}  // namespace xz::server::api
