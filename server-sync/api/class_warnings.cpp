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

boost::json::object line_of(const domain::Raised& raised, std::string_view state, const domain::Day& due, domain::ObjectionState objection) {
    return {{"warning", domain::to_text(raised.key)},
            {"rule", raised.key.rule},
            {"colour", domain::name_of(raised.colour)},
            {"value", raised.value},
            {"threshold", raised.threshold.text()},
            {"source", raised.source},
            {"as_of", day_or_null(raised.as_of)},
            {"state", state},
            {"due", xz::to_text(due)},
            {"objection", domain::name_of(objection)}};
}

boost::json::object line_of(const sync::ListedWarning& listed, const WebServices& services) {
    auto line = line_of(listed.raised, listed.state, listed.due, listed.objection);
    line["student_no"] = listed.student_no;
    line["name"] = name_of(services, listed.student_no);
    return line;
}

boost::json::object line_of(const sync::StoredObjection& objection) {
    return {{"objection", objection.number},
            {"student_no", objection.student_no},
            {"academic_year", objection.academic_year},
            {"indicator", objection.indicator},
            {"value", objection.value},
            {"as_of", xz::to_text(objection.as_of)},
            {"made_at", to_rfc3339(objection.made_at)}};
}

boost::json::array cards_value(const std::vector<domain::WarningCard>& cards) {
    boost::json::array lines;
    for (const auto& card : cards) {
        auto line = line_of(card.raised, domain::name_of(card.state), card.due, card.objection);
        line["text"] = domain::text_of(card.state);
        line["objection_answer"] = card.objection_answer;
        lines.push_back(std::move(line));
    }
    return lines;
}

boost::json::array steps_value(const std::vector<sync::ToldStep>& steps) {
    boost::json::array lines;
    for (const auto& [step, words] : steps) {
        lines.push_back({{"warning", domain::to_text(step.key)},
                         {"action", step.action},
                         {"colour", domain::name_of(step.colour)},
                         {"by", step.actor},
                         {"words", words},
                         {"at", to_rfc3339(step.at)}});
    }
    return lines;
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

constexpr std::string_view ObjectionLook = "objection.look";
constexpr std::string_view ObjectionMember = "objection";  // of the look's detail: its number as text

// The one that the path names, when it is of the path's student.
std::optional<sync::HeardObjection> objection_in(const Request& request, const WebServices& services) {
    const auto number = path_number(request, "objection");
    auto heard = number ? services.warnings.objection(*number) : std::nullopt;
    const bool is_theirs = heard && heard->stored.student_no == request.parameter("student");
    return is_theirs ? std::move(heard) : std::nullopt;
}

}  // namespace

StaffEndpoint class_warnings(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto year = asked_year(request, services);
        if (!year) return respond(year.error());
        const std::string class_code{request.parameter("class")};
        boost::json::array lines;
        for (const auto& listed : services.warnings.of_class(class_code, *year)) lines.push_back(line_of(listed, services));
        answer_look(services, who, {"class.warnings", class_code, {{"year", *year}}},
                    json_response(200, {{"class", class_code}, {"academic_year", *year}, {"warnings", std::move(lines)}}), std::move(respond));
    };
}

StaffEndpoint warnings_look(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto asked = asked_look(services, request);
        if (!asked) return respond(asked.error());
        const auto year = asked_year(request, services);
        if (!year) return respond(year.error());
        const auto& number = asked->student.student.student_no;
        answer_look(services, who, {"warnings.look", number, {{"year", *year}, {"reason", asked->reason}}},
                    json_response(200, {{"student", described(asked->student)},
                                        {"academic_year", *year},
                                        {"warnings", cards_value(services.warnings.warnings_of(number, *year).cards)},
                                        {"steps", steps_value(services.warnings.steps_of(number, *year))}}),
                    std::move(respond));
    };
}

StaffEndpoint warning_vouch(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        auto asked = read_step(request, "reason");
        if (!asked) return respond(asked.error());
        services.warnings.vouch(std::string{request.parameter("student")}, asked->key, std::move(asked->words), stepper_of(who),
                                services.clock.now(), answering(services, "warning.vouch", std::move(respond)));
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
        for (const auto& open : services.ports.warnings.open_objections_of_class(class_code)) lines.push_back(line_of(open));
        answer_look(services, who, {"class.objections", class_code, {}},
                    json_response(200, {{"class", class_code}, {"objections", std::move(lines)}}), std::move(respond));
    };
}

StaffEndpoint objection_look(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto asked = asked_look(services, request);
        if (!asked) return respond(asked.error());
        const auto heard = objection_in(request, services);
        if (!heard) return respond(not_found());
        auto told = line_of(heard->stored);
        told["student"] = described(asked->student);
        told["state"] = domain::name_of(heard->stored.state);
        told["text"] = heard->text;
        told["answer"] = heard->answer;
        boost::json::object detail{{"reason", asked->reason}};
        detail[ObjectionMember] = std::to_string(heard->stored.number);
        answer_look(services, who, {std::string{ObjectionLook}, heard->stored.student_no, std::move(detail)}, json_response(200, std::move(told)),
                    std::move(respond));
    };
}

StaffEndpoint objection_decision(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        auto asked = read_body(request, [](json::ObjectReader& reader) {
            return ObjectionDecision{.which = reader.choice("decision", {"uphold", "dismiss"}), .answer = reader.text("answer", 1, LongestWords)};
        });
        if (!asked) return respond(asked.error());
        const auto heard = objection_in(request, services);
        if (!heard) return respond(not_found());
        const auto number = heard->stored.number;
        if (auto unseen = refused_unseen(services, who, {ObjectionLook, heard->stored.student_no, ObjectionMember, std::to_string(number)})) {
            return respond(std::move(*unseen));
        }
        const auto now = services.clock.now();
        if (asked->which == 0) {
            return services.warnings.uphold(number, std::move(asked->answer), stepper_of(who), now,
                                            answering(services, "objection.uphold", std::move(respond)));
        }
        services.warnings.dismiss(number, std::move(asked->answer), stepper_of(who), now,
                                  answering(services, "objection.dismiss", std::move(respond)));
    };
}

}  // namespace xz::server::api
