#include "server-sync/api/contacts.hpp"

#include "server-sync/api/scope.hpp"
#include "server-sync/api/staff_work.hpp"
#include "server-sync/sync/student_words.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <iterator>
#include <tuple>

namespace xz::server::api {

namespace {

constexpr std::size_t MostTasks = 500;  // of each source of the list

std::vector<sync::ContactTask> tasks_of(const sync::StaffAccount& account, const sync::Ports& ports, Instant now) {
    if (account.role == sync::Role::PsychologyCentre) return ports.contacts.of_centre(MostTasks);
    std::vector<sync::ContactTask> all;
    for (const auto& code : classes_in_scope(account, ports, now)) std::ranges::move(ports.contacts.of_class(code, MostTasks), std::back_inserter(all));
    const auto order = [](const auto& one, const auto& other) { return std::tuple{one.state, other.number} < std::tuple{other.state, one.number}; };
    std::ranges::sort(all, order);
    return all;
}

boost::json::object line_of(const sync::ContactTask& task, const sync::PlacedStudent& student, const sync::StudentWords& words) {
    auto line = described(student);
    line["contact"] = task.number;
    line["academic_year"] = task.academic_year;
    line["made_at"] = to_rfc3339(task.made_at);
    line["state"] = sync::to_text(task.state);
    line["done_by"] = task.done_by;
    line["done_at"] = task.done_at ? boost::json::value(to_rfc3339(*task.done_at)) : boost::json::value(nullptr);
    line["note"] = words.open(task.student_no, task.note);
    return line;
}

}  // namespace

StaffEndpoint contact_list(const WebServices& services) {
    return [&services](const SignedIn& who, const Request&, Respond respond) {
        const sync::StudentWords words{services.ports.student_keys, services.random};
        boost::json::array lines;
        for (const auto& task : tasks_of(who.account, services.ports, services.clock.now())) {
            const auto student = services.ports.students.find(task.student_no);
            if (student) lines.push_back(line_of(task, *student, words));
        }
        answer_look(services, who, {"contact.list", who.account.user, {}}, json_response(200, {{"contacts", std::move(lines)}}), std::move(respond));
    };
}

StaffEndpoint contact_done(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto note = read_body(request, [](json::ObjectReader& reader) { return reader.optional_text("note", LongestWords).value_or(""); });
        if (!note) return respond(note.error());
        const auto task = contact_in(request, services.ports);
        if (!task) return respond(not_found());
        const auto by = stepper_of(who);
        sync::AuditEntry audit;
        audit.at = services.clock.now();
        audit.actor = by.name;
        audit.action = "contact.done";
        audit.subject = task->student_no;
        const sync::StudentWords words{services.ports.student_keys, services.random};
        services.ports.contacts.finish(task->number, by.name, words.seal(task->student_no, *note), std::move(audit),
                                       answering(services, "contact.done", std::move(respond)));
    };
}

}  // namespace xz::server::api
