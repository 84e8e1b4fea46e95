#include "tests/simulation/ledger.hpp"

#include "server-sync/sync/judging.hpp"
#include "terminal/core/domain/comparison.hpp"
#include "terminal/core/support/json.hpp"
#include "tests/simulation/published_years.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace xz::simulation {

namespace {

using namespace server::sync;

std::optional<domain::PlanAction> plan_action_of(const ProceedingStep& step) {
    if (step.action == "submit") return domain::plan_action::Submit{step.record};
    if (step.action == "withdraw") return domain::plan_action::Withdraw{};
    if (step.action == "open") return domain::plan_action::Open{};
    if (step.action == "approve") return domain::plan_action::Approve{};
    if (step.action == "return") return domain::plan_action::Return{"said"};
    return std::nullopt;
}

std::optional<domain::DiagnosisAction> diagnosis_action_of(const ProceedingStep& step) {
    if (step.action == "submit") return domain::diagnosis_action::Submit{step.record};
    if (step.action == "confirm") return domain::diagnosis_action::Confirm{};
    if (step.action == "return") return domain::diagnosis_action::Return{"said"};
    if (step.action == "reopen") return domain::diagnosis_action::Reopen{"said"};
    if (step.action == "archive") return domain::diagnosis_action::Archive{};
    return std::nullopt;
}

std::optional<domain::WarningAction> warning_action_of(const WarningStep& step) {
    if (step.action == "notify") return domain::warning_action::Notify{};
    if (step.action == "acknowledge") return domain::warning_action::Acknowledge{};
    if (step.action == "vouch") return domain::warning_action::Vouch{"said"};
    if (step.action == "act") return domain::warning_action::Act{"said"};
    if (step.action == "resolve") return domain::warning_action::Resolve{"said"};
    if (step.action == "expire") return domain::warning_action::Expire{};
    if (step.action == "uphold") return domain::warning_action::Uphold{"said"};
    if (step.action == "worsen") return domain::warning_action::Worsen{};
    return std::nullopt;
}

domain::Actor actor_of(const WarningStep& step) {
    if (step.actor == "student") return domain::Actor::Student;
    return step.actor == "platform" ? domain::Actor::Platform : domain::Actor::Counselor;
}

std::string line_of(const ProceedingStep& step) {
    return fmt::format("{} {}>{} {} {} {} {}", to_rfc3339(step.at), step.from, step.to, step.action, step.by, step.record, to_hex(step.words));
}

std::string line_of(const ScoredResult& result) {
    auto text = fmt::format("{} {} {}", result.record_id, result.instrument, result.overall ? result.overall->text() : "-");
    for (const auto& dimension : result.dimensions) text += fmt::format(" {}={}", dimension.code, dimension.score ? dimension.score->text() : "-");
    return text;
}

// Replays a log of steps by the domain's machine; the problem, or nothing.
template <typename State, typename ActionOf>
std::optional<std::string> skips(const std::vector<ProceedingStep>& steps, State state, const ActionOf& action_of, const Proceeding& stored) {
    for (const auto& one : steps) {
        const auto action = action_of(one);
        if (!action || one.from != domain::name_of(state)) return fmt::format("{} from {} where {} was", one.action, one.from, domain::name_of(state));
        auto next = domain::step(state, one.actor, *action);
        if (!next || domain::name_of(*next) != one.to) return fmt::format("{} by {} led from {} to {}", one.action, domain::name_of(one.actor), one.from, one.to);
        state = std::move(*next);
    }
    if (domain::name_of(state) != stored.state || domain::latest_record(state) != stored.record) return fmt::format("its log ends as {} and it stands as {}", domain::name_of(state), stored.state);
    if (stored.steps != steps.size()) return fmt::format("{} steps where {} were counted", steps.size(), stored.steps);
    return std::nullopt;
}

}  // namespace

void Ledger::note(const protocol::RecordContent& content, std::optional<protocol::QuarantineReason> refused) {
    records_.push_back({content, refused});
}

std::vector<std::string> Ledger::look() {
    wrong_.clear();
    look_at_records();
    look_at_plans();
    look_at_diagnoses();
    look_at_threads();
    look_at_warnings();
    look_at_comparisons();
    look_at_audit();
    return wrong_;
}

void Ledger::look_at_records() {
    for (auto& [content, refused, read] : records_) {
        const auto head = campus_.ports().records.find(content.student_no, content.id);
        const auto what = fmt::format("{} {} of {} {}", protocol::to_text(content.kind), content.id, content.student_no, content.academic_year);
        if (!head) {
            wrong(what + " is lost");
            continue;
        }
        const auto status = refused ? protocol::SubmissionStatus::Quarantined : protocol::SubmissionStatus::Counted;
        if (head->status != status || head->reason != refused)
            wrong(fmt::format("{} is {} {}", what, protocol::to_text(head->status), head->reason ? protocol::to_text(*head->reason) : ""));
        if (read) continue;
        const auto kept = campus_.vault.content(content.student_no, content.id);
        if (!kept || !(kept->content == content)) wrong(what + " has other words than were handed in");
        read = true;
    }
}

void Ledger::follow_history(const std::string& of, const std::vector<std::string>& now) {
    auto& before = history_[of];
    if (now.size() < before.size() || !std::equal(before.begin(), before.end(), now.begin())) wrong("the history of " + of + " has changed");
    before = now;
}

void Ledger::look_at_plans() {
    for (const auto& [key, expected] : plans) {
        const ProceedingKey place{key.first, protocol::RecordKind::Plan, key.second};
        const auto stored = campus_.ports().proceedings.find(place);
        const auto what = fmt::format("plan of {} {}", key.first, key.second);
        if (stored.state != domain::name_of(expected) || stored.record != domain::latest_record(expected) || stored.active != domain::active_record(expected))
            wrong(fmt::format("{} stands as {} ({}, {}), not {} ({}, {})", what, stored.state, stored.active, stored.record, domain::name_of(expected), domain::active_record(expected), domain::latest_record(expected)));
        const auto steps = campus_.ports().proceedings.steps_of(place);
        if (const auto problem = skips(steps, domain::PlanState{}, plan_action_of, stored)) wrong(what + ": " + *problem);
        std::vector<std::string> lines;
        for (const auto& step : steps) lines.push_back(line_of(step));
        follow_history(what, lines);
    }
}

void Ledger::look_at_diagnoses() {
    for (const auto& [key, expected] : diagnoses) {
        const ProceedingKey place{key.first, protocol::RecordKind::Diagnosis, key.second};
        const auto stored = campus_.ports().proceedings.find(place);
        const auto what = fmt::format("diagnosis of {} {}", key.first, key.second);
        if (stored.state != domain::name_of(expected) || stored.record != domain::latest_record(expected))
            wrong(fmt::format("{} stands as {} ({}), not {} ({})", what, stored.state, stored.record, domain::name_of(expected), domain::latest_record(expected)));
        const auto steps = campus_.ports().proceedings.steps_of(place);
        if (const auto problem = skips(steps, domain::DiagnosisState{domain::diagnosis_state::Draft{}}, diagnosis_action_of, stored)) wrong(what + ": " + *problem);
        std::vector<std::string> lines;
        for (const auto& step : steps) lines.push_back(line_of(step));
        follow_history(what, lines);

        const auto result = campus_.ports().results.find(key.first, key.second);
        if (result.has_value() != !stored.record.empty() || (result && result->record_id != stored.record)) wrong(what + " is not what its result was made from");
        const bool archived = std::holds_alternative<domain::diagnosis_state::Archived>(expected);
        if (result && archived) follow_history("result of " + key.first + " " + key.second, {line_of(*result)});
    }
}

void Ledger::look_at_threads() {
    for (const auto& [key, expected] : threads) {
        const auto found = campus_.feedback.thread_case({key.first, key.second});
        const auto what = fmt::format("thread {} of {}", key.second, key.first);
        if (!found || !(found->thread.state == expected)) wrong(fmt::format("{} stands as {}, not {}", what, found ? domain::name_of(found->thread.state) : "nothing", domain::name_of(expected)));
        if (!found) continue;
        std::vector<std::string> lines;
        for (const auto& post : found->posts) lines.push_back(to_rfc3339(post.at) + post.name + post.text);
        follow_history(what, lines);
    }
}

void Ledger::look_at_warnings() {
    std::set<StudentYear> looked;
    for (const auto& noted : records_) looked.emplace(noted.content.student_no, noted.content.academic_year);
    for (const auto& [student, year] : looked) {
        const auto steps = campus_.ports().warnings.steps_of(student, year);
        std::map<domain::WarningKey, domain::WarningState> states;
        std::vector<std::string> lines;
        for (const auto& one : steps) {
            lines.push_back(to_rfc3339(one.at) + domain::to_text(one.key) + one.actor + one.action + to_hex(one.words));
            if (one.action == "trigger") {
                if (!states.emplace(one.key, domain::warning_state::Triggered{}).second) wrong(student + " " + domain::to_text(one.key) + " began twice");
                continue;
            }
            if (one.action == "data") continue;
            const auto action = warning_action_of(one);
            const auto next = action ? domain::step(states[one.key], actor_of(one), *action) : failure(domain::StepRefused::WrongState);
            if (!next) wrong(fmt::format("{} {}: {} by {} from {}", student, domain::to_text(one.key), one.action, one.actor, domain::name_of(states[one.key])));
            else states[one.key] = *next;
        }
        for (const auto& stored : campus_.ports().warnings.of_student(student, year))
            if (domain::name_of(states[stored.raised.key]) != stored.state) wrong(fmt::format("{} {} stands as {}, its log says {}", student, domain::to_text(stored.raised.key), stored.state, domain::name_of(states[stored.raised.key])));
        follow_history("warnings of " + student + " " + year, lines);
    }
}

// On every board last year stands beside this year exactly where no indicator of the dimension was renamed, split or judged otherwise.
void Ledger::look_at_comparisons() {
    for (const auto& unit : campus_.ports().students.units(UnitKind::Class)) {
        for (int year = FirstYear + 1; year < FirstYear + Years; ++year) {
            const auto board = campus_.boards.class_board(unit.code, academic_year(year));
            const auto before = campus_.boards.class_board(unit.code, academic_year(year - 1));
            const auto now = json::parse(*board).value().at("snapshot");
            const auto then = json::parse(*before).value().at("snapshot");
            if (!now.is_object() || !then.is_object()) continue;
            for (const auto& each : now.at("dimensions").as_array()) {
                const auto& dimension = each.as_object();
                const std::string code{dimension.at("code").as_string()};
                const bool changed = year == ChangedYear && (code == "XY" || code == "LD");
                const auto& former = then.at("dimensions").as_array();
                const auto found = std::find_if(former.begin(), former.end(), [&](const json::Value& other) { return other.at("code") == dimension.at("code"); });
                const bool known = found != former.end() && found->at("mean").is_string();
                const bool shown = dimension.at("last_year").is_string();
                if (shown != (known && !changed) || dimension.at("incomparable").as_bool() != (known && changed))
                    wrong(fmt::format("the board of {} {} compares {} as it must not", unit.code, academic_year(year), code));
            }
        }
    }
}

void Ledger::look_at_audit() {
    if (const auto broken = campus_.ports().audit.first_broken()) wrong(fmt::format("the audit log breaks at {}", *broken));
}

}  // namespace xz::simulation
