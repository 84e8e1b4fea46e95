#include "server-sync/sync/student_context.hpp"

#include "server-sync/sync/feedback_desk.hpp"
#include "server-sync/sync/judging.hpp"
#include "server-sync/sync/student_years.hpp"
#include "server-sync/sync/warning_desk.hpp"
#include "terminal/core/protocol/report_seal.hpp"
#include "terminal/core/support/json.hpp"
#include "terminal/core/support/text.hpp"

#include <boost/json.hpp>

namespace xz::server::sync {

namespace {

constexpr std::size_t kSubmissionsShown = 50;

// The last to arrive first; older ones are left out.
std::vector<protocol::Submission> submissions_of(const RecordStore& records, std::string_view student_no) {
    std::vector<protocol::Submission> submissions;
    for (const RecordHead& head : records.of_student(student_no, kSubmissionsShown)) {
        submissions.push_back({.id = head.id,
                               .kind = head.kind,
                               .academic_year = head.academic_year,
                               .status = head.status,
                               .reason = head.reason,
                               .terminal = head.terminal,
                               .time = head.submitted_at});
    }
    return submissions;
}

// Canonical JSON text of each answer, by code, out of a diagnosis' payload.
std::map<std::string, std::string> answers_in(std::string_view payload) {
    std::map<std::string, std::string> answers;
    const auto parsed = json::parse(payload);
    const auto* found = parsed && parsed->is_object() ? parsed->get_object().if_contains("answers") : nullptr;
    if (found != nullptr && found->is_object()) {
        for (const auto& [code, answer] : found->get_object()) {
            answers.emplace(code, json::canonical(answer));
        }
    }
    return answers;
}

std::string overall_of(const ScoredResult& result) {
    json::Object overall;
    if (result.overall) {
        overall["score"] = result.overall->rounded(1);
    }
    if (result.level) {
        overall["level"] = domain::name_of(*result.level);
    }
    return json::canonical(overall);
}

}  // namespace

std::optional<protocol::StudentContext> StudentContexts::assemble(std::string_view student_no, Instant now) const {
    const auto placed = ports_.students.find(student_no);
    const auto published = published_.newest();
    if (!placed || !published) {
        return std::nullopt;
    }
    const domain::Cycle& cycle = published->cycle_at(now);
    const domain::Student judged = student_in(placed->student, cycle.academic_year, day_in_china(now));

    protocol::StudentContext context;
    context.student_no = placed->student.student_no;
    context.masked_name = mask_name(placed->student.name);
    context.department = placed->department.name;
    context.class_name = placed->class_unit.name;
    context.grade = judged.grade;
    context.graduating = judged.graduating;
    context.internship_started = judged.internship_started;
    context.academic_year = cycle.academic_year;
    const auto tell_data_of = [&](const domain::Cycle& year, domain::Cohort cohort) {
        for (const domain::Observation& seen : evidence_for(ports_.students, student_no, year, cohort).observations) {
            context.status_data.push_back({.indicator = seen.indicator,
                                           .value = seen.value.text(),
                                           .source = seen.source,
                                           .as_of = seen.as_of,
                                           .year = seen.year});
        }
    };
    tell_data_of(cycle, cohort_of(judged));
    context.last_diagnosis = last_diagnosis(student_no, cycle.academic_year);
    const domain::Cycle* last = context.last_diagnosis ? published->cycle(context.last_diagnosis->academic_year) : nullptr;
    if (last != nullptr) {
        tell_data_of(*last, cohort_of(student_in(placed->student, last->academic_year, day_in_china(now))));
    }
    auto standing = StudentYears{ports_, published_, vault_}.standing(*placed, cycle, now);
    standing.diagnosis.seal = seal_of(student_no, domain::latest_record(standing.diagnosis.state), now);
    context.plan = domain::to_json(standing);
    context.warnings = domain::to_json(WarningDesk{ports_, published_, vault_.random()}.warnings_of(student_no, cycle.academic_year));
    context.replies = domain::to_json(FeedbackDesk{ports_, published_, vault_, vault_.random()}.replies_for(*placed));
    context.submissions = submissions_of(ports_.records, student_no);
    return context;
}

std::string StudentContexts::seal_of(std::string_view student_no, std::string_view record, Instant now) const {
    const auto content = record.empty() ? std::nullopt : vault_.content(student_no, record);
    const auto canonical = content ? protocol::encode_without_proof(content->content) : protocol::Decoded<std::string>{""};
    if (!content || !canonical) {
        return {};
    }
    return protocol::encode(protocol::sign(protocol::ReportSeal{.id = content->content.id,
                                                                .sha256 = crypto::sha256(std::string_view{*canonical}),
                                                                .academic_year = content->content.academic_year,
                                                                .instrument = content->content.instrument,
                                                                .issued = now,
                                                                .kid = {},
                                                                .sig = {}},
                                           receipt_key_));
}

std::optional<protocol::LastDiagnosis> StudentContexts::last_diagnosis(std::string_view student_no,
                                                                       std::string_view before_year) const {
    const RecordHead* last = nullptr;
    const auto heads = ports_.records.standing(student_no);
    for (const RecordHead& head : heads) {
        const bool earlier = head.kind == protocol::RecordKind::Diagnosis && head.academic_year < before_year;
        if (earlier && (last == nullptr || head.academic_year > last->academic_year)) {
            last = &head;
        }
    }
    const auto result = last == nullptr ? std::nullopt : ports_.results.find(student_no, last->academic_year);
    if (!result) {
        return std::nullopt;
    }
    protocol::LastDiagnosis diagnosis{
        .academic_year = result->academic_year,
        .instrument = result->instrument,
        .overall = overall_of(*result),
        .dimensions = {},
        .answers = {}};
    for (const DimensionScore& dimension : result->dimensions) {
        diagnosis.dimensions.emplace(dimension.code,
                                     dimension.score ? std::optional{dimension.score->rounded(1)} : std::nullopt);
    }
    if (const auto record = vault_.content(student_no, result->record_id)) {
        diagnosis.answers = answers_in(record->content.payload);
        for (const EvidenceVerdict& verdict : ports_.proceedings.verdicts_of(student_no, result->record_id)) {
            if (verdict.verification == domain::Verification::Rejected) {
                diagnosis.answers.erase(verdict.indicator);
            }
        }
    }
    return diagnosis;
}

}  // namespace xz::server::sync
