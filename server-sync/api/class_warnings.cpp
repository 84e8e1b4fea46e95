#include "server-sync/api/class_warnings.hpp"

#include "server-sync/api/class_list.hpp"
#include "server-sync/api/staff_work.hpp"
#include "server-sync/sync/warning_desk.hpp"

#include <boost/json/array.hpp>

namespace xz::server::api {

namespace {

constexpr std::size_t LongestKey = 64;

json::Value day_or_null(const std::optional<std::chrono::year_month_day>& day) {
    return day ? json::Value(xz::to_text(*day)) : json::Value(nullptr);
}

std::string name_of(const WebServices& services, std::string_view student_no) {
    const auto placed = services.ports.students.find(student_no);
    return placed ? placed->student.name : std::string{};
}

boost::json::object line_of(const sync::StudentCard& found, const WebServices& services) {
    const auto& [raised, state, due, objection, answer] = found.card;
    return {{"student_no", found.student_no},
            {"name", name_of(services, found.student_no)},
            {"warning", domain::to_text(raised.key)},
            {"rule", raised.key.rule},
            {"colour", domain::name_of(raised.colour)},
            {"value", raised.value},
            {"threshold", raised.threshold.text()},
            {"source", raised.source},
            {"as_of", day_or_null(raised.as_of)},
            {"state", domain::name_of(state)},
            {"text", domain::text_of(state)},
            {"due", xz::to_text(due)},
            {"objection", domain::name_of(objection)},
            {"objection_answer", answer}};
}

boost::json::object line_of(const sync::HeardObjection& heard) {
    return {{"objection", heard.stored.number},
            {"student_no", heard.stored.student_no},
            {"academic_year", heard.stored.academic_year},
            {"indicator", heard.stored.indicator},
            {"value", heard.stored.value},
            {"as_of", xz::to_text(heard.stored.as_of)},
            {"text", heard.text},
            {"made_at", to_rfc3339(heard.stored.made_at)}};
}

struct WarningStepAsked {
    domain::WarningKey key;
    std::string words;
};

Result<WarningStepAsked, Response> read_step(const Request& request, std::string_view words) {
    return read_body(request, [words](json::ObjectReader& reader) {
        WarningStepAsked asked;
        const auto key = domain::warning_key_from(reader.text("warning", 1, LongestKey));
        if (key) asked.key = *key;
        if (!key) reader.problem("warning", "a warning's key like XY01/2026-2027/1");
        asked.words = reader.text(words, 1, LongestWords);
        return asked;
    });
}

struct ObjectionDecision {
    std::size_t which = 0;  // uphold, dismiss
    std::string answer;
};

}  // namespace

StaffEndpoint class_warnings(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto year = asked_year(request, services);
        if (!year) return respond(year.error());
        const std::string class_code{request.parameter("class")};
        boost::json::array lines;
        for (const auto& card : services.warnings.cards_of_class(class_code, *year)) lines.push_back(line_of(card, services));
        answer_look(services, who, {"class.warnings", class_code, {{"year", *year}}},
                    json_response(200, {{"class", class_code}, {"academic_year", *year}, {"warnings", std::move(lines)}}), std::move(respond));
    };
}

StaffEndpoint warning_act(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        auto asked = read_step(request, "task");
        if (!asked) return respond(asked.error());
        services.warnings.act(std::string{request.parameter("student")}, asked->key, std::move(asked->words), stepper_of(who), {},
                              services.clock.now(), answering(services, "warning.act", std::move(respond)));
    };
}

StaffEndpoint warning_resolve(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        auto asked = read_step(request, "reason");
        if (!asked) return respond(asked.error());
        services.warnings.resolve(std::string{request.parameter("student")}, asked->key, std::move(asked->words), stepper_of(who),
                                  services.clock.now(), answering(services, "warning.resolve", std::move(respond)));
    };
}

StaffEndpoint class_objections(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const std::string class_code{request.parameter("class")};
        boost::json::array lines;
        for (const auto& heard : services.warnings.objections_of_class(class_code)) lines.push_back(line_of(heard));
        answer_look(services, who, {"class.objections", class_code, {}},
                    json_response(200, {{"class", class_code}, {"objections", std::move(lines)}}), std::move(respond));
    };
}

StaffEndpoint objection_decision(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        auto asked = read_body(request, [](json::ObjectReader& reader) {
            return ObjectionDecision{.which = reader.choice("decision", {"uphold", "dismiss"}), .answer = reader.text("answer", 1, LongestWords)};
        });
        if (!asked) return respond(asked.error());
        const auto number = path_number(request, "objection");
        const auto heard = number ? services.warnings.objection(*number) : std::nullopt;
        if (!heard || heard->stored.student_no != request.parameter("student")) return respond(not_found());
        const auto now = services.clock.now();
        if (asked->which == 0) {
            return services.warnings.uphold(*number, std::move(asked->answer), stepper_of(who), now,
                                            answering(services, "objection.uphold", std::move(respond)));
        }
        services.warnings.dismiss(*number, std::move(asked->answer), stepper_of(who), now,
                                  answering(services, "objection.dismiss", std::move(respond)));
    };
}

}  // namespace xz::server::api
