#include "terminal/ui/screens/gallery_student.hpp"

#include <algorithm>
#include <array>

namespace xz::ui::screens {
namespace {

using protocol::StatusDatum;

struct Sample {
    std::string_view indicator, value, source;
};

// An ordinary year: good practice and labour, some classes missed, few art credits.
constexpr std::array<Sample, 20> samples{{
    {"SZ01", "84.5", "教务系统"}, {"SZ02", "96", "团委"},          {"SZ03", "0", "学工系统"},     {"SZ04", "0", "学工系统"},    {"XY01", "78.6", "教务系统"},
    {"XY02", "2", "教务系统"},    {"XY03", "6", "教务系统"},       {"XY04", "96.5", "教务系统"},  {"XY05", "97", "教务系统"},   {"JN01", "88.5", "实训中心"},
    {"JN02", "2", "教务系统"},    {"SX01", "82.4", "体测中心"},    {"SX02", "85", "教务系统"},    {"MY01", "1", "教务系统"},    {"MY02", "3", "团委"},
    {"LD01", "22", "教务系统"},   {"LD02", "26", "志愿服务系统"},  {"LD04", "91", "学工系统"},    {"CX01", "1.5", "教务系统"},  {"CX03", "104", "团委"},
}};

std::string previous_year(const std::string& academic_year) {
    const int first = std::stoi(academic_year.substr(0, 4));
    return std::to_string(first - 1) + "-" + std::to_string(first);
}

protocol::StudentContext context(const domain::Published& published) {
    const auto& cycle = published.cycles.back();
    protocol::StudentContext context;
    context.student_no = "2024010117";
    context.masked_name = "林*";
    context.department = "软件工程系";
    context.class_name = "软件2401";
    context.grade = 3;
    context.internship_started = false;
    context.academic_year = cycle.academic_year;
    context.plan = R"({"goals":3,"status":"active"})";
    for (const auto& sample : samples)
        context.status_data.push_back({std::string{sample.indicator}, std::string{sample.value}, std::string{sample.source}, cycle.diagnosis.opens, cycle.academic_year});
    protocol::LastDiagnosis last;
    last.academic_year = previous_year(cycle.academic_year);
    last.overall = R"({"level":"good","score":"78.3"})";
    last.dimensions = {{"SZ", "85.2"}, {"XY", "74.1"}, {"JN", "80.6"}, {"SX", "78.8"}, {"MY", "61.0"}, {"LD", "82.3"}, {"CX", "66.4"}};
    last.answers = {{"SZ05", "[4,4,5]"}, {"XY06", "[3,3,4]"}, {"JN02", "1"}, {"JN05", "[4,4,4,4,3]"}, {"SX03", "\"2\""}, {"MY03", "\"5\""}, {"CX04", "3"}};
    context.last_diagnosis = std::move(last);
    return context;
}

flow::Intent answer(const domain::Indicator& indicator, std::size_t row) { return flow::AnswerRow{indicator.code, row, 3 + static_cast<int>((row + indicator.weight) % 3)}; }

}  // namespace

std::shared_ptr<const protocol::StudentContext> gallery_context(const domain::Published& published) {
    return std::make_shared<const protocol::StudentContext>(context(published));
}

std::shared_ptr<const protocol::StudentContext> gallery_context_quarantined(const domain::Published& published) {
    auto with_record = context(published);
    const auto day = std::chrono::sys_days{published.cycles.back().diagnosis.opens};
    with_record.submissions.push_back({.id = "01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c21",
                                       .kind = protocol::RecordKind::Diagnosis,
                                       .academic_year = with_record.academic_year,
                                       .status = protocol::SubmissionStatus::Quarantined,
                                       .reason = protocol::QuarantineReason::Proof,
                                       .terminal = "library-01",
                                       .time = Instant{day}});
    return std::make_shared<const protocol::StudentContext>(std::move(with_record));
}

std::vector<flow::Intent> gallery_answers(const domain::Dimension& dimension) {
    std::vector<flow::Intent> intents;
    for (const auto& indicator : dimension.indicators) {
        if (!indicator.asked()) continue;
        switch (indicator.type) {
            case domain::IndicatorType::Likert:
                for (std::size_t row = 0; row < indicator.items.size(); ++row) intents.push_back(answer(indicator, row));
                break;
            case domain::IndicatorType::Choice: intents.push_back(flow::AnswerChoice{indicator.code, indicator.choices[indicator.choices.size() / 2].value}); break;
            case domain::IndicatorType::Number:
            case domain::IndicatorType::Count: intents.push_back(flow::AnswerNumber{indicator.code, indicator.limits.high == domain::Decimal{24} ? "7" : "3"}); break;
        }
    }
    return intents;
}

}  // namespace xz::ui::screens
