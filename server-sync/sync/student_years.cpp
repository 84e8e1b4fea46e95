#include "server-sync/sync/student_years.hpp"

#include "server-sync/sync/judging.hpp"
#include "server-sync/sync/submission.hpp"
#include "terminal/core/domain/leave.hpp"

#include <algorithm>
#include <set>

namespace xz::server::sync {

namespace {

using protocol::RecordKind;

constexpr const char* kErased = "…";  // a reason whose words are gone with their key
constexpr int kAttainedPlaces = 2;
constexpr std::size_t kRecordsLookedAt = 500;  // of a student's last; a year's plan has few revisions

const RecordHead* find(const std::vector<RecordHead>& heads, RecordKind kind, std::string_view academic_year) {
    const auto found = std::find_if(heads.begin(), heads.end(), [&](const RecordHead& head) {
        return head.kind == kind && head.academic_year == academic_year;
    });
    return found == heads.end() ? nullptr : &*found;
}

bool is_goal_already(const domain::CarriedItem& item, const domain::PlanStanding& plan) {
    const auto has = [&](const std::optional<domain::Plan>& one) {
        return one && std::any_of(one->dimensions.begin(), one->dimensions.end(), [&](const auto& dimension) {
            const auto& goals = dimension.second.goals;
            return std::any_of(goals.begin(), goals.end(), [&](const domain::Goal& goal) { return goal.from == item.from; });
        });
    };
    return has(plan.latest ? plan.latest : plan.active);
}

}  // namespace

std::optional<domain::Plan> StudentYears::plan_in(std::string_view student_no, std::string_view record) const {
    const auto found = record.empty() ? std::nullopt : vault_.content(student_no, record);
    if (!found || found->content.kind != RecordKind::Plan) {
        return std::nullopt;
    }
    auto plan = domain::plan_from_json(found->content.payload);
    return plan ? std::optional{std::move(*plan)} : std::nullopt;
}

std::optional<domain::Diagnosis> StudentYears::diagnosis_in(std::string_view student_no, std::string_view record) const {
    const auto found = record.empty() ? std::nullopt : vault_.content(student_no, record);
    if (!found || found->content.kind != RecordKind::Diagnosis) {
        return std::nullopt;
    }
    auto diagnosis = domain::diagnosis_from_json(found->content.payload);
    return diagnosis ? std::optional{std::move(*diagnosis)} : std::nullopt;
}

domain::UsedCodes StudentYears::used_codes(std::string_view student_no, std::string_view academic_year) const {
    domain::UsedCodes used;
    for (const RecordHead& head : ports_.records.of_student(student_no, kRecordsLookedAt)) {
        if (head.kind != RecordKind::Plan || head.academic_year != academic_year) {
            continue;
        }
        if (const auto plan = plan_in(student_no, head.id)) {
            domain::add_codes(used, *plan);
        }
    }
    return used;
}

std::string StudentYears::reason_in(const Proceeding& proceeding) const {
    if (proceeding.words.empty()) {
        return {};
    }
    std::string reason = words_.open(proceeding.key.student_no, proceeding.words);
    return reason.empty() ? kErased : reason;
}

domain::PlanStanding StudentYears::plan_standing(const Proceeding& proceeding) const {
    const std::string& student_no = proceeding.key.student_no;
    domain::PlanStanding standing;
    standing.state = plan_state_of(proceeding, reason_in(proceeding));
    standing.revision = static_cast<std::uint32_t>(std::max<std::uint64_t>(proceeding.revision, 1));
    standing.active = plan_in(student_no, proceeding.active);
    if (proceeding.record != proceeding.active) {
        standing.latest = plan_in(student_no, proceeding.record);
    }
    standing.comment = words_.open(student_no, proceeding.comment);
    return standing;
}

domain::DiagnosisStanding StudentYears::diagnosis_standing(const Proceeding& proceeding, domain::DiagnosisState unstarted) const {
    domain::DiagnosisStanding standing;
    standing.state = proceeding.record.empty() ? std::move(unstarted) : diagnosis_state_of(proceeding, reason_in(proceeding));
    standing.revision = static_cast<std::uint32_t>(std::max<std::uint64_t>(proceeding.revision, 1));
    standing.comment = words_.open(proceeding.key.student_no, proceeding.comment);
    const auto newest = published_.newest();
    const auto record = proceeding.record.empty() ? std::nullopt : vault_.content(proceeding.key.student_no, proceeding.record);
    if (record && newest && newest->instrument(record->content.instrument) != nullptr) {
        standing.handed_in = diagnosis_in(proceeding.key.student_no, proceeding.record);
        for (const EvidenceVerdict& verdict : ports_.proceedings.verdicts_of(proceeding.key.student_no, proceeding.record)) {
            standing.verified.insert_or_assign(verdict.indicator, verdict.verification);
        }
    }
    return standing;
}

std::optional<domain::GoalsTogether> StudentYears::goals_of(const PlacedStudent& student, std::string_view academic_year,
                                                             Reader reader) const {
    const std::string& student_no = student.student.student_no;
    const std::string year{academic_year};
    const auto heads = ports_.records.standing(student_no);
    const RecordHead* head = find(heads, RecordKind::Diagnosis, academic_year);
    auto diagnosis = head == nullptr ? std::nullopt : diagnosis_in(student_no, head->id);
    const auto published = head == nullptr ? nullptr : published_.with_instrument(head->instrument);
    const auto newest = published_.newest();
    const domain::Instrument* instrument = published ? published->instrument(head->instrument) : nullptr;
    const domain::Cycle* cycle = newest ? newest->cycle(academic_year) : nullptr;
    const Proceeding of_plan = ports_.proceedings.find({student_no, RecordKind::Plan, year});
    const auto plan = plan_in(student_no, of_plan.active.empty() ? of_plan.record : of_plan.active);
    if (!diagnosis || !plan || instrument == nullptr || cycle == nullptr) {
        return std::nullopt;
    }
    if (reader == Reader::Staff) {
        domain::withhold_sensitive(*diagnosis, *instrument);
    }
    const domain::Student judged = student_in(student.student, academic_year, day_in_china(head->submitted_at));
    domain::Evidence evidence = evidence_for(ports_.students, student_no, *cycle, cohort_of(judged));
    add_verdicts(evidence, ports_.proceedings.verdicts_of(student_no, head->id));
    const std::string& state = ports_.proceedings.find({student_no, RecordKind::Diagnosis, year}).state;
    const auto confirmation =
        state == "confirmed" || state == "archived" ? domain::Confirmation::Given : domain::Confirmation::Waiting;
    const domain::Sheet sheet = domain::merge(*instrument, judged, diagnosis->answers, evidence);
    return domain::goal_results(*plan, *diagnosis, *instrument, sheet, confirmation);
}

domain::YearOfGoals StudentYears::year_of_goals(const PlacedStudent& student, const std::string& academic_year,
                                                const RecordHead* diagnosis, Reader reader) const {
    const std::string& student_no = student.student.student_no;
    const Proceeding of_plan = ports_.proceedings.find({student_no, RecordKind::Plan, academic_year});
    domain::YearOfGoals year;
    year.academic_year = academic_year;
    year.plan = plan_in(student_no, of_plan.active.empty() ? of_plan.record : of_plan.active);
    if (diagnosis != nullptr) {
        year.diagnosis_record = diagnosis->id;
        year.diagnosis = diagnosis_in(student_no, diagnosis->id);
    }
    if (const auto goals = goals_of(student, academic_year, reader)) {
        for (const domain::GoalResult& goal : goals->goals) {
            if (goal.attained) {
                year.attained.insert_or_assign(goal.goal, goal.attained->rounded(kAttainedPlaces));
            }
        }
    }
    return year;
}

// Years without records are left out, as a leave of absence leaves them.
std::vector<domain::YearOfGoals> StudentYears::years_of_goals(const PlacedStudent& student,
                                                              const std::vector<RecordHead>& standing, Reader reader) const {
    std::set<std::string> names;
    for (const RecordHead& head : standing) {
        if (head.kind == RecordKind::Plan || head.kind == RecordKind::Diagnosis) {
            names.insert(head.academic_year);
        }
    }
    std::vector<domain::YearOfGoals> years;
    for (const std::string& name : names) {
        years.push_back(year_of_goals(student, name, find(standing, RecordKind::Diagnosis, name), reader));
    }
    return years;
}

std::vector<domain::GoalThread> StudentYears::threads(const PlacedStudent& student, Reader reader) const {
    return domain::threads_of(years_of_goals(student, ports_.records.standing(student.student.student_no), reader));
}

domain::YearStanding StudentYears::standing(const PlacedStudent& student, const domain::Cycle& of_all, Instant now) const {
    const domain::Cycle cycle = cycle_for(student.student, of_all, now);
    const std::string& student_no = student.student.student_no;
    const std::string& this_year = cycle.academic_year;
    const domain::Student judged = student_in(student.student, this_year, day_in_china(now));
    const auto window = cycle.state(domain::Activity::Diagnosis, cohort_of(judged), now);
    const domain::DiagnosisState unstarted = window == domain::WindowState::NotYet
                                                 ? domain::DiagnosisState{domain::diagnosis_state::Locked{}}
                                                 : domain::DiagnosisState{domain::diagnosis_state::Draft{}};
    const auto heads = ports_.records.standing(student_no);

    domain::YearStanding standing;
    if (student.student.returned_on && domain::is_in_year(of_all, *student.student.returned_on)) {
        standing.returned_on = student.student.returned_on;
    }
    standing.plan = plan_standing(ports_.proceedings.find({student_no, RecordKind::Plan, this_year}));
    standing.plan.used = used_codes(student_no, this_year);
    standing.diagnosis = diagnosis_standing(ports_.proceedings.find({student_no, RecordKind::Diagnosis, this_year}), unstarted);
    if (const RecordHead* check = find(heads, RecordKind::Checkpoint, this_year)) {
        standing.checkpoint_record = check->id;
        const auto record = vault_.content(student_no, check->id);
        auto checkpoint = record ? domain::checkpoint_from_json(record->content.payload) : failure(std::vector<json::Problem>{});
        if (checkpoint) {
            standing.checkpoint = std::move(*checkpoint);
        }
    }

    const auto years = years_of_goals(student, heads, Reader::Student);
    standing.threads = domain::threads_through(domain::threads_of(years), this_year);
    const auto last = std::find_if(years.rbegin(), years.rend(), [&](const domain::YearOfGoals& year) {
        return year.academic_year < this_year && year.diagnosis;
    });
    if (last != years.rend()) {
        for (domain::CarriedItem& item : domain::carried_from(*last)) {
            if (!is_goal_already(item, standing.plan)) {
                standing.carried.push_back(std::move(item));
            }
        }
    }
    return standing;
}

}  // namespace xz::server::sync
