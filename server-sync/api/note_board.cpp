#include "server-sync/api/note_board.hpp"

#include "server-sync/api/scope.hpp"
#include "server-sync/api/staff_work.hpp"
#include "server-sync/sync/feedback_desk.hpp"
#include "terminal/core/support/ids.hpp"

#include <boost/json/array.hpp>

namespace xz::server::api {

namespace {

constexpr std::size_t MostNotes = 100;
constexpr std::size_t MostThreads = 20;
constexpr std::size_t LongestOffice = 40;
constexpr std::size_t LongestUnit = 32;

boost::json::object line_of(const sync::TeachingNote& note) {
    return {{"id", note.id},
            {"what", note.what},
            {"why", note.why},
            {"from_when", xz::to_text(note.from_when)},
            {"unit", note.unit},
            {"office", note.office},
            {"published_at", to_rfc3339(note.published_at)},
            {"threads", note.threads.size()}};
}

bool may_speak_to(const sync::StaffAccount& account, std::string_view unit, const WebServices& services) {
    if (account.role == sync::Role::QualityOffice) return unit.empty() || services.ports.students.unit(unit).has_value();
    if (unit.empty()) return false;
    if (account.role == sync::Role::DepartmentLead) return lies_under(unit, account.scope, services.ports.students);
    return in_scope(account, unit, services.ports, services.clock.now());
}

sync::ThreadKey read_thread(const json::Value& value, const std::string& path, std::vector<json::Problem>& problems) {
    json::ObjectReader reader{value, path, problems};
    sync::ThreadKey key{reader.text("student_no", 1, 20), reader.uuid("thread")};
    reader.refuse_unknown();
    return key;
}

sync::TeachingNote read_note(json::ObjectReader& reader) {
    sync::TeachingNote note;
    note.id = reader.text("id", 1, 36);
    if (!is_uuid_v7(note.id)) reader.problem("id", "a UUID of version 7 in lowercase");
    note.what = reader.text("what", 1, LongestWords);
    note.why = reader.text("why", 1, LongestWords);
    note.from_when = reader.day("from_when");
    note.unit = reader.text("unit", 0, LongestUnit);
    note.office = reader.text("office", 1, LongestOffice);
    std::vector<json::Problem> inside;
    reader.each("threads", 0, MostThreads,
                [&](const json::Value& value, const std::string& path) { note.threads.push_back(read_thread(value, path, inside)); });
    if (!inside.empty()) reader.problem("threads", inside.front().expected + " at " + inside.front().path);
    return note;
}

}  // namespace

StaffEndpoint note_list(const WebServices& services) {
    return [&services](const SignedIn&, const Request&, const Respond& respond) {
        boost::json::array lines;
        for (const auto& note : services.ports.notes.newest(MostNotes)) lines.push_back(line_of(note));
        respond(json_response(200, {{"notes", std::move(lines)}}));
    };
}

StaffEndpoint note_publish(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        auto note = read_body(request, read_note);
        if (!note) return respond(note.error());
        if (!may_speak_to(who.account, note->unit, services)) {
            return respond(error_response(403, "unit", "this unit is not yours to speak to", "$.unit"));
        }
        for (const auto& key : note->threads) {
            const auto thread = services.ports.feedback.find(key);
            if (!thread || !may_read(who.account, *thread, services.ports, services.clock.now())) {
                return respond(error_response(403, "thread", "this feedback is not yours to answer", "$.threads"));
            }
        }
        note->user = who.account.user;
        note->published_at = services.clock.now();
        services.feedback.publish(std::move(*note), stepper_of(who), answering(services, "note.publish", std::move(respond)));
    };
}

}  // namespace xz::server::api
