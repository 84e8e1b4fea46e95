#include "tests/server-sync/api/spiral_desk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace xz;
using namespace xz::server;
using namespace xz::server::api;
using namespace xz::server::api::testing;

namespace {

struct Contacts : SpiralDesk {
    Contacts() {
        at("2026-06-15");
        add_staff("li", Password, sync::Role::PsychologyCentre);
        add_staff("zhao", Password, sync::Role::Counselor, {"C2"});
        hand_in_wish(domain::Contact::Counselor, Student);
        hand_in_wish(domain::Contact::PsychologyCentre, Stranger);
        wang = signed_in("wang", Password);
        li = signed_in("li", Password);
        zhao = signed_in("zhao", Password);
    }
    boost::json::array seen_by(const Caller& who) { return body_of(get("/api/v1/contacts", who)).at("contacts").as_array(); }
    Response done(std::int64_t contact, const std::string& text, const Caller& who) {
        return post("/api/v1/contacts/" + std::to_string(contact) + "/done", text, who);
    }
    Caller wang, li, zhao;
};

}  // namespace

TEST_CASE("A wish to be contacted is seen by whom the student named, and every look is on record") {
    Contacts contacts;
    const auto seen = contacts.seen_by(contacts.wang);
    REQUIRE(seen.size() == 1);
    CHECK(seen.front().at("student_no") == Student);
    CHECK(seen.front().at("class") == "C1");
    CHECK(seen.front().at("state") == "open");
    CHECK(seen.front().at("done_at").is_null());
    const auto of_centre = contacts.seen_by(contacts.li);
    REQUIRE(of_centre.size() == 1);
    CHECK(of_centre.front().at("student_no") == Stranger);
    CHECK(contacts.seen_by(contacts.zhao).empty());  // the counselor of whom the centre shall call
    const auto audited = contacts.audited();
    for (const auto* look : {"contact.list wang", "contact.list li", "contact.list zhao"}) CHECK(std::ranges::find(audited, look) != audited.end());
}

TEST_CASE("Whoever was in touch says so once, with a note that rests under the student's key") {
    Contacts contacts;
    const auto number = contacts.seen_by(contacts.wang).front().at("contact").as_int64();
    CHECK(contacts.done(number, R"({"note":"谈过了"})", contacts.li).status == 404);
    CHECK(contacts.done(number, R"({"note":"谈过了"})", contacts.zhao).status == 404);
    CHECK(contacts.done(number, R"({"remark":"谈过了"})", contacts.wang).status == 400);
    CHECK(contacts.done(number, R"({"note":"谈过了"})", contacts.wang).status == 204);
    const auto again = contacts.done(number, "{}", contacts.wang);
    CHECK(again.status == 409);
    CHECK(error_code(again) == "wrong_state");
    const auto seen = contacts.seen_by(contacts.wang);
    REQUIRE(seen.size() == 1);
    CHECK(seen.front().at("state") == "done");
    CHECK(seen.front().at("done_by") == "staff:wang");
    CHECK(seen.front().at("note") == "谈过了");
    CHECK(text_of(contacts.all_ports.contacts.find(number)->note).find("谈过了") == std::string::npos);
    const auto audited = contacts.audited();
    CHECK(std::ranges::count(audited, std::string{"contact.done "} + Student) == 1);
}
