#include "server-sync/api/activation.hpp"

#include "server-sync/api/staff_work.hpp"
#include "server-sync/sync/activation_slips.hpp"
#include "terminal/core/protocol/pin.hpp"

namespace xz::server::api {

namespace {

constexpr std::chrono::hours ResetCodeLife{24 * 7};  // handed over in person

// Codes are on this page and nowhere else: no script runs beside them, no cache keeps them.
Response page(const sync::ActivationSlips& slips, std::string_view page_template) {
    return {.status = 200,
            .content_type = "text/html; charset=utf-8",
            .headers = {{"content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"}},
            .body = sync::to_html(slips, page_template)};
}

}  // namespace

StaffEndpoint class_codes(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        respond_later(services.post, respond,
                      [&services, who, class_code = std::string{request.parameter("class")}, respond]() -> std::optional<Response> {
            const auto slips = sync::issue_codes(services.ports, class_code, services.clock.now(), services.random);
            if (!slips) return not_found();
            answer_look(services, who, {"class.codes", class_code, {{"codes", slips->slips.size()}}}, page(*slips, services.slips_page), respond);
            return std::nullopt;
        });
    };
}

StaffEndpoint pin_reset(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto student = services.ports.students.find(request.parameter("student"));
        if (!student) return respond(not_found());
        const Instant now = services.clock.now();
        const auto& number = student->student.student_no;
        const std::string digits = protocol::make_activation_code(services.random);
        const sync::ActivationSlips slips{.title = student->class_unit.name,
                                          .made_at = now,
                                          .until = now + ResetCodeLife,
                                          .slips = {{.student_no = number,
                                                     .name = student->student.name,
                                                     .class_code = student->class_unit.code,
                                                     .class_name = student->class_unit.name,
                                                     .digits = digits}}};
        const auto finish = [&services, who, number, answer = page(slips, services.slips_page), respond](auto closed) {
            if (!closed) return respond(store_unavailable());
            answer_look(services, who, {"pin.reset", number, {}}, answer, respond);
        };
        services.ports.students.reset_pin({.student_no = number, .hash = sync::activation_hash(number, digits), .expires_at = slips.until}, now,
                                          [&services, number, finish, respond](auto verdict) {
            if (!verdict) return respond(store_unavailable());
            if (*verdict != sync::PinVerdict::Set) return respond(not_found());
            services.ports.sessions.close_all("student", number, finish);
        });
    };
}

}  // namespace xz::server::api
