#include "server-sync/api/staff_gate.hpp"

#include "server-sync/api/scope.hpp"

#include <algorithm>
#include <charconv>

namespace xz::server::api {

namespace {

bool is_in_duty(const sync::StaffAccount& account, const Request& request, Scope scope, const WebServices& services) {
    const Instant now = services.clock.now();
    switch (scope) {
        case Scope::Nothing: return true;
        case Scope::Class: return in_scope(account, request.parameter("class"), services.ports, now);
        case Scope::Student: {
            const auto placed = services.ports.students.find(request.parameter("student"));
            return placed && in_scope(account, placed->student.class_code, services.ports, now);
        }
        case Scope::Unit: return answers_for(account, request.parameter("unit"), services.ports);
        case Scope::ThreadToRead:
        case Scope::ThreadToAssign: {
            const auto thread = services.ports.feedback.find({std::string{request.parameter("student")}, std::string{request.parameter("thread")}});
            const auto may = scope == Scope::ThreadToRead ? may_read : may_assign;
            return thread && may(account, *thread, services.ports, now);
        }
        case Scope::Contact: {
            const auto task = contact_in(request, services.ports);
            return task && may_contact(account, *task, services.ports, now);
        }
    }
    return false;
}

}  // namespace

Route staff_route(const WebServices& services, Method method, std::string pattern, Roles roles, Scope scope, StaffEndpoint endpoint) {
    auto gated = [&services, roles, scope, endpoint = std::move(endpoint)](Request request, Respond respond) {
        const auto who = signed_in(request, services);
        if (!who) return respond(who.error());
        if (std::ranges::find(roles, who->account.role) == roles.end()) {
            return respond(error_response(403, "role", "this is not for your role"));
        }
        if (!is_in_duty(who->account, request, scope, services)) return respond(not_found());
        endpoint(*who, std::move(request), std::move(respond));
    };
    return {method, std::move(pattern), Access::Staff, std::move(gated), std::move(roles)};
}

std::optional<std::int64_t> path_number(const Request& request, std::string_view name) {
    const auto text = request.parameter(name);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<sync::ContactTask> contact_in(const Request& request, const sync::Ports& ports) {
    const auto number = path_number(request, "contact");
    return number ? ports.contacts.find(*number) : std::nullopt;
}

Response not_found() { return error_response(404, "not_found", "there is no such thing in your scope"); }

}  // namespace xz::server::api
