// Who of the staff may call what, written down once more by hand: route × role × {in duty, out of duty, not signed in}, over all routes.
#include "tests/server-sync/api/spiral_desk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace xz;
using namespace xz::server;
using namespace xz::server::api;
using namespace xz::server::api::testing;
using sync::Role;

namespace {

const std::vector<Role> All{Role::Counselor, Role::Teacher, Role::DepartmentLead, Role::QualityOffice, Role::PsychologyCentre, Role::It, Role::Auditor};
const std::vector<Role> OfClasses{Role::Counselor, Role::Teacher, Role::DepartmentLead, Role::QualityOffice};
const std::vector<Role> Answering{Role::Counselor, Role::Teacher, Role::DepartmentLead, Role::QualityOffice, Role::PsychologyCentre};

enum class Reach { Everywhere, Duty };

struct Row {
    Method method;
    std::string pattern;
    std::vector<Role> roles;
    Reach reach = Reach::Duty;
};

const std::vector<Row> Matrix{
    {Method::Post, "/api/v1/logout", All, Reach::Everywhere},
    {Method::Get, "/api/v1/me", All, Reach::Everywhere},
    {Method::Get, "/api/v1/classes", All, Reach::Everywhere},
    {Method::Get, "/api/v1/classes/{class}/board", OfClasses},
    {Method::Get, "/api/v1/units/{unit}/board", {Role::DepartmentLead, Role::QualityOffice}},
    {Method::Get, "/api/v1/classes/{class}/plans", {Role::Counselor}},
    {Method::Get, "/api/v1/classes/{class}/diagnoses", {Role::Counselor}},
    {Method::Post, "/api/v1/students/{student}/plans/{year}/look", {Role::Counselor}},
    {Method::Post, "/api/v1/students/{student}/plans/{year}/decision", {Role::Counselor}},
    {Method::Post, "/api/v1/students/{student}/diagnoses/{year}/look", {Role::Counselor}},
    {Method::Post, "/api/v1/students/{student}/diagnoses/{year}/decision", {Role::Counselor}},
    {Method::Post, "/api/v1/students/{student}/diagnoses/{year}/evidence", {Role::Counselor}},
    {Method::Post, "/api/v1/students/{student}/diagnoses/{year}/reopen", {Role::DepartmentLead}},
    {Method::Post, "/api/v1/students/{student}/goals/look", {Role::Counselor}},
    {Method::Get, "/api/v1/classes/{class}/warnings", {Role::Counselor}},
    {Method::Post, "/api/v1/students/{student}/warnings/look", {Role::Counselor}},
    {Method::Post, "/api/v1/students/{student}/warnings/vouch", {Role::Counselor}},
    {Method::Post, "/api/v1/students/{student}/warnings/act", {Role::Counselor}},
    {Method::Post, "/api/v1/students/{student}/warnings/resolve", {Role::Counselor}},
    {Method::Get, "/api/v1/classes/{class}/objections", {Role::Counselor, Role::QualityOffice}},
    {Method::Post, "/api/v1/students/{student}/objections/{objection}/look", {Role::Counselor, Role::QualityOffice}},
    {Method::Post, "/api/v1/students/{student}/objections/{objection}", {Role::Counselor, Role::QualityOffice}},
    {Method::Get, "/api/v1/contacts", {Role::Counselor, Role::PsychologyCentre}, Reach::Everywhere},
    {Method::Post, "/api/v1/contacts/{contact}/done", {Role::Counselor, Role::PsychologyCentre}},
    {Method::Get, "/api/v1/feedback", Answering, Reach::Everywhere},
    {Method::Post, "/api/v1/students/{student}/feedback/{thread}/look", Answering},
    {Method::Post, "/api/v1/students/{student}/feedback/{thread}/assign", Answering},
    {Method::Post, "/api/v1/students/{student}/feedback/{thread}/answer", Answering},
    {Method::Get, "/api/v1/notes", All, Reach::Everywhere},
    {Method::Post, "/api/v1/notes", OfClasses, Reach::Everywhere},
    {Method::Post, "/api/v1/classes/{class}/activation-codes", {Role::Counselor}},
    {Method::Post, "/api/v1/students/{student}/pin-reset", {Role::Counselor}},
};

std::string name_of(const Row& row) { return std::string{to_text(row.method)} + " " + row.pattern; }

bool has(const std::vector<Role>& roles, Role role) { return std::ranges::find(roles, role) != roles.end(); }

std::string filled(std::string pattern, const std::map<std::string, std::string>& values) {
    for (const auto& [name, value] : values) {
        const auto at = pattern.find("{" + name + "}");
        if (at != std::string::npos) pattern.replace(at, name.size() + 2, value);
    }
    return pattern;
}

// A college of two classes in two departments, with a member of staff of each role who answers for the first, and feedback and wishes to be
// contacted to each of them from both classes.
struct College : SpiralDesk {
    College() {
        for (const auto role : All) {
            const std::string user{sync::to_text(role)};
            const bool has_classes = role == Role::Counselor || role == Role::Teacher;
            add_staff(user, Password, role, has_classes ? std::vector<std::string>{"C1"} : std::vector<std::string>{},
                      role == Role::DepartmentLead ? "D1" : "");
        }
        for (const auto to : {domain::Addressee::Counselor, domain::Addressee::Department, domain::Addressee::School, domain::Addressee::PsychologyCentre}) {
            for (const auto* student : {Student, Stranger}) threads[to][student] = hand_in_feedback(to, student);
        }
        at("2026-06-15");
        add_students({"2024011"}, "C1", "D1");
        add_students({"2024012"}, "C2", "D2");
        wishes[domain::Contact::Counselor] = {{Student, hand_in_wish(domain::Contact::Counselor, Student)},
                                              {Stranger, hand_in_wish(domain::Contact::Counselor, Stranger)}};
        wishes[domain::Contact::PsychologyCentre] = {{Student, hand_in_wish(domain::Contact::PsychologyCentre, "2024011")},
                                                     {Stranger, hand_in_wish(domain::Contact::PsychologyCentre, "2024012")}};
    }
    Caller caller(Role role) {
        const std::string user{sync::to_text(role)};
        if (!callers.contains(role) || get("/api/v1/me", callers[role]).status != 200) callers[role] = signed_in(user, Password);
        return callers[role];
    }
    // Whom each role reads.
    static domain::Addressee read_by(Role role) {
        switch (role) {
            case Role::DepartmentLead: return domain::Addressee::Department;
            case Role::QualityOffice: return domain::Addressee::School;
            case Role::PsychologyCentre: return domain::Addressee::PsychologyCentre;
            default: return domain::Addressee::Counselor;
        }
    }
    static domain::Contact wished_from(Role role) { return role == Role::PsychologyCentre ? domain::Contact::PsychologyCentre : domain::Contact::Counselor; }
    Response ask(const Row& row, Role role, const std::string& student, const std::string& class_code, const Caller& who) {
        const auto path = filled(row.pattern, {{"class", class_code},
                                               {"unit", "D" + class_code.substr(1)},
                                               {"student", student},
                                               {"year", "2025-2026"},
                                               {"thread", threads[read_by(role)][student]},
                                               {"objection", "1"},
                                               {"contact", std::to_string(wishes[wished_from(role)][student])}});
        // What is no JSON passes the gate and nothing else.
        return call(row.method, path, row.method == Method::Post ? "no JSON" : "", who);
    }
    std::map<Role, Caller> callers;
    std::map<domain::Addressee, std::map<std::string, std::string>> threads;
    std::map<domain::Contact, std::map<std::string, std::int64_t>> wishes;
};

std::string code_of(const Response& response) {
    return response.status >= 400 && response.content_type == "application/json" ? error_code(response) : std::string{};
}

bool passed(const Response& response) {
    const auto code = code_of(response);
    return response.status < 400 || code == "not_json";
}

// Whose duty ends somewhere: the quality office answers for all classes, the centre for all who write to it.
bool is_bounded(const Row& row, Role role) {
    return row.reach == Reach::Duty && role != Role::QualityOffice && role != Role::PsychologyCentre;
}

}  // namespace

TEST_CASE("Every route of the web API is in the matrix with its roles, and nothing else is") {
    const ApiPlatform platform;
    std::map<std::string, std::vector<Role>> expected;
    for (const auto& row : Matrix) expected[name_of(row)] = row.roles;
    for (const auto& route : platform.routes()) {
        if (!route.pattern.starts_with("/api/")) continue;
        const auto name = std::string{to_text(route.method)} + " " + route.pattern;
        INFO(name);
        if (name == "POST /api/v1/login") {
            CHECK(route.access == Access::Anyone);
            continue;
        }
        CHECK(route.access == Access::Staff);
        REQUIRE(expected.contains(name));
        CHECK(expected[name] == route.roles);
        expected.erase(name);
    }
    CHECK(expected.empty());
}

TEST_CASE("Nobody passes who is not signed in, and no change passes without its CSRF token") {
    College college;
    for (const auto& row : Matrix) {
        INFO(name_of(row));
        CHECK(code_of(college.ask(row, Role::Counselor, Student, "C1", {})) == "not_signed_in");
        Caller forged = college.caller(row.roles.front());
        forged.headers.back().second = "guessed";
        if (row.method != Method::Get) CHECK(code_of(college.ask(row, row.roles.front(), Student, "C1", forged)) == "csrf");
    }
}

TEST_CASE("Each role passes where the matrix names it and in its duty, and nowhere else") {
    College college;
    for (const auto& row : Matrix) {
        for (const auto role : All) {
            INFO(name_of(row) << " as " << sync::to_text(role));
            if (!has(row.roles, role)) {
                CHECK(code_of(college.ask(row, role, Student, "C1", college.caller(role))) == "role");
                continue;
            }
            // A teacher reads feedback that was assigned to them, and there is none.
            const bool about_feedback = row.pattern.find("{thread}") != std::string::npos;
            const auto inside = college.ask(row, role, Student, "C1", college.caller(role));
            if (about_feedback && role == Role::Teacher) {
                CHECK(code_of(inside) == "not_found");
            } else {
                CHECK(passed(inside));
            }
            const auto outside = college.ask(row, role, Stranger, "C2", college.caller(role));
            if (is_bounded(row, role)) {
                CHECK(outside.status == 404);
                CHECK(outside.body == not_found().body);
            } else {
                CHECK(passed(outside));
            }
            if (row.reach == Reach::Duty) CHECK(college.ask(row, role, "9999999", "C99", college.caller(role)).status == 404);
        }
    }
}
