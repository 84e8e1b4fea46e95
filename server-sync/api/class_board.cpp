#include "server-sync/api/class_board.hpp"

#include "server-sync/api/class_list.hpp"

namespace xz::server::api {

StaffEndpoint class_board(const WebServices& services) {
    return [&services](const SignedIn&, Request request, Respond respond) {
        const auto year = asked_year(request, services);
        if (!year) return respond(year.error());
        auto board = services.boards.class_board(request.parameter("class"), *year);
        if (!board) return respond(not_found());
        respond({.status = 200, .content_type = "application/json", .body = std::move(*board)});
    };
}

}  // namespace xz::server::api
