#include "server-sync/api/class_board.hpp"

#include "server-sync/api/class_list.hpp"

namespace xz::server::api {

namespace {

using Board = std::optional<std::string> (analytics::Boards::*)(std::string_view code, std::string_view academic_year) const;

// The board of what the path's `parameter` names.
StaffEndpoint board_of(const WebServices& services, std::string_view parameter, Board board) {
    return [&services, parameter, board](const SignedIn&, Request request, Respond respond) {
        const auto year = asked_year(request, services);
        if (!year) return respond(year.error());
        auto found = (services.boards.*board)(request.parameter(parameter), *year);
        if (!found) return respond(not_found());
        respond({.status = 200, .content_type = "application/json", .body = std::move(*found)});
    };
}

}  // namespace

StaffEndpoint class_board(const WebServices& services) { return board_of(services, "class", &analytics::Boards::class_board); }

StaffEndpoint unit_board(const WebServices& services) { return board_of(services, "unit", &analytics::Boards::unit_board); }

}  // namespace xz::server::api
