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
            const auto answer = [&services, respond](auto slips) {
                services.metrics.counted(Deed::StaffStep, "class.codes", slips ? "done" : "unavailable");
                if (!slips) return respond(store_unavailable());
                respond(*slips ? page(**slips, services.slips_page) : not_found());
            };
            sync::issue_codes(services.ports, class_code, services.clock.now(), services.random, entry_of(services, who, {"class.codes", class_code, {}}), answer);
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
        const auto finish = [&services, answer = page(slips, services.slips_page), respond](auto verdict) {
            services.metrics.counted(Deed::StaffStep, "pin.reset", verdict ? "done" : "unavailable");
            if (!verdict) return respond(store_unavailable());
            respond(*verdict == sync::PinVerdict::Set ? answer : not_found());
        };
        services.ports.students.reset_pin({.student_no = number, .hash = sync::activation_hash(number, digits), .expires_at = slips.until}, now,
                                          entry_of(services, who, {"pin.reset", number, {}}), finish);
    };
}

}  // namespace xz::server::api
