#include "terminal/ui/screens/gallery_student.hpp"

#include <algorithm>
#include <array>
#include <utility>

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
    for (const auto& sample : samples)
        context.status_data.push_back({std::string{sample.indicator}, std::string{sample.value}, std::string{sample.source}, cycle.diagnosis.opens, cycle.academic_year});
    protocol::LastDiagnosis last;
    last.academic_year = previous_year(cycle.academic_year);
    last.instrument = published.current().id();
    last.overall = R"({"level":"good","score":"78.3"})";
    last.dimensions = {{"SZ", "85.2"}, {"XY", "74.1"}, {"JN", "80.6"}, {"SX", "78.8"}, {"MY", "61.0"}, {"LD", "82.3"}, {"CX", "66.4"}};
    last.answers = {{"SZ05", "[4,4,5]"}, {"XY06", "[3,3,4]"}, {"JN02", "1"}, {"JN05", "[4,4,4,4,3]"}, {"SX03", "\"2\""}, {"MY03", "\"5\""}, {"CX04", "3"}};
    context.last_diagnosis = std::move(last);
    return context;
}

constexpr std::string_view plan_record = "01906a11-2b40-7d10-8a51-6f3c2e9b7d01";
constexpr std::string_view revision_record = "01906a11-2b40-7d10-8a51-6f3c2e9b7d02";
constexpr std::string_view diagnosis_record = "01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c55";
constexpr std::string_view last_diagnosis_record = "01886a11-2b40-7d10-8a51-6f3c2e9b7d77";

domain::Decimal number(std::string_view text) { return domain::Decimal::parse(text).value(); }

domain::CarriedFrom carried_item() { return {std::string{last_diagnosis_record}, "i2"}; }

domain::YearStanding standing(const domain::Published& published) {
    const auto& year = published.cycles.back().academic_year;
    const auto before = previous_year(year), long_before = previous_year(before);
    domain::YearStanding standing;
    standing.plan.state = domain::plan_state::Active{std::string{plan_record}};
    standing.plan.active = gallery_plan(published);
    standing.plan.comment = "目标具体，措施可行。英语每周坚持，别等到考前。";
    standing.diagnosis.state = domain::diagnosis_state::Draft{};
    standing.carried.push_back({carried_item(), before, "XY", "英语四级还差 30 分，坚持晚自习", std::nullopt});
    standing.carried.push_back({{std::string{last_diagnosis_record}, "i3"}, before, "MY", "选一门公共艺术课，至少看两次演出", std::nullopt});
    domain::GoalThread thread;
    thread.steps.push_back({long_before, "g2", "背完四级词汇", "0.75", "i1"});
    thread.steps.push_back({before, "g1", "通过英语四级", "0.60", "i2"});
    thread.steps.push_back({year, "g1", "12 月通过英语四级", std::nullopt, {}});
    standing.threads.push_back(std::move(thread));
    return standing;
}

domain::Warnings warnings(const domain::Published& published) {
    const auto& cycle = published.cycles.back();
    const auto day = cycle.diagnosis.opens;
    domain::Warnings warnings;
    domain::WarningCard absence;
    absence.raised = {{"XY03", cycle.academic_year, "2"}, domain::Colour::Yellow, "6", number("5"), "教务系统", day};
    absence.state = domain::warning_state::Notified{};
    absence.due = std::chrono::year_month_day{std::chrono::sys_days{day} + std::chrono::days{14}};
    domain::WarningCard art;
    art.raised = {{"MY01", cycle.academic_year, {}}, domain::Colour::Yellow, "1", number("2"), "教务系统", day};
    art.state = domain::warning_state::InAction{"选修一门公共艺术课"};
    art.due = std::chrono::year_month_day{std::chrono::sys_days{day} + std::chrono::days{10}};
    warnings.cards = {absence, art};
    return warnings;
}

domain::Replies replies(const domain::Published& published) {
    const auto day = Instant{std::chrono::sys_days{published.cycles.back().diagnosis.opens}};
    domain::Replies replies;
    domain::Thread thread;
    thread.id = "01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c91";
    thread.to = domain::Addressee::Department;
    thread.about = "JN";
    thread.state = domain::feedback_state::Answered{};
    thread.posts = {{domain::Post::By::Student, {}, day, "实训室晚上能不能多开两小时？"}, {domain::Post::By::Staff, "软件工程系", day + std::chrono::hours{30}, "下周起周二、周四开到 21:30。"}};
    thread.unread = true;
    replies.threads.push_back(std::move(thread));
    replies.notes.push_back({"01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c92", "程序设计课每周增加一次上机", "同学们反映练习时间不够", published.cycles.back().plan.opens, {}, true});
    return replies;
}

domain::Checkpoint checkpoint() {
    domain::Checkpoint checkpoint;
    checkpoint.plan = plan_record;
    checkpoint.goals["g1"] = {50, "听力进步了，阅读还慢", {{"m1", {domain::MeasureProgress::Done, {}}}, {"m2", {domain::MeasureProgress::Late, "期中考试耽误了"}}}};
    checkpoint.goals["g2"] = {75, {}, {{"m1", {domain::MeasureProgress::Open, {}}}}};
    checkpoint.goals["g3"] = {25, {}, {}};
    checkpoint.summary = "上半年主要补英语，下半年重点准备技能竞赛。";
    return checkpoint;
}

domain::Diagnosis diagnosis(const domain::Published& published) {
    domain::Diagnosis diagnosis;
    int level = 0;
    for (const auto& dimension : published.current().dimensions) {
        auto& review = diagnosis.dimensions[dimension.code];
        review.self_level = static_cast<domain::Level>(2 + level++ % 3);
        review.completion = 75;
    }
    diagnosis.dimensions["XY"].improvements.push_back({"每周两次英语晚自习，12 月通过四级", std::nullopt, true, "i1", domain::ImprovementTag::Method});
    diagnosis.plan = plan_record;
    diagnosis.goals["g1"] = {75, "差 12 分，下学期再考一次"};
    diagnosis.goals["g2"] = {100, "带队拿到市级二等奖"};
    diagnosis.goals["g3"] = {50, {}};
    return diagnosis;
}

void turn(domain::YearStanding& standing, const domain::Published& published, GalleryYear year) {
    auto& plan = standing.plan;
    const std::string first{plan_record}, second{revision_record};
    const auto waits = [&](domain::PlanState state) {
        plan.state = std::move(state);
        plan.latest = std::exchange(plan.active, std::nullopt);
        plan.comment.clear();
        standing.threads.clear();
    };
    switch (year) {
        case GalleryYear::Fresh:
            waits(domain::plan_state::Draft{});
            plan.latest.reset();
            standing.diagnosis.state = domain::diagnosis_state::Locked{};
            break;
        case GalleryYear::Waiting: waits(domain::plan_state::Submitted{first}); break;
        case GalleryYear::Opened: waits(domain::plan_state::UnderReview{first}); break;
        case GalleryYear::Returned: waits(domain::plan_state::Returned{first, "第二个目标太笼统，请写清楚考到多少分、什么时候考。"}); break;
        case GalleryYear::RevisionWaiting:
            plan.state = domain::plan_state::RevisionSubmitted{first, second};
            plan.latest = plan.active;
            plan.revision = 2;
            break;
        case GalleryYear::Checked:
            standing.checkpoint_record = second;
            standing.checkpoint = checkpoint();
            break;
        case GalleryYear::DiagnosisReturned:
            standing.diagnosis.state = domain::diagnosis_state::Returned{std::string{diagnosis_record}, "学业方面的差距没有写，请补充。"};
            standing.diagnosis.handed_in = diagnosis(published);
            break;
        case GalleryYear::Confirmed:
            standing.diagnosis.state = domain::diagnosis_state::Confirmed{std::string{diagnosis_record}};
            standing.diagnosis.handed_in = diagnosis(published);
            standing.diagnosis.comment = "进步明显，保持住竞赛的劲头，英语再加把劲。";
            standing.diagnosis.seal = R"({"academic_year":"2026-2027","id":"01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c55","instrument":"self-diagnosis@1","issued":"2027-07-12T02:11:09.120Z",)"
                                      R"("kid":"receipt-7f","sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","sig":"qV3l8l0m3t1m8d1Fz9kq0uQm0gq2m7h1n3sYc0vYl9k5C1m2r8wX7y6z5A4b3C2d1E0f9G8h7I6j5K4l3M2n1A=="})";
            break;
        case GalleryYear::Active:
        case GalleryYear::Unreadable: break;
    }
}

flow::Intent answer(const domain::Indicator& indicator, std::size_t row) { return flow::AnswerRow{indicator.code, row, 3 + static_cast<int>((row + indicator.weight) % 3)}; }

}  // namespace

std::shared_ptr<const protocol::StudentContext> gallery_context(const domain::Published& published) { return gallery_context(published, GalleryYear::Active); }

std::shared_ptr<const protocol::StudentContext> gallery_context(const domain::Published& published, GalleryYear year) {
    auto told = context(published);
    auto stands = standing(published);
    turn(stands, published, year);
    told.plan = year == GalleryYear::Unreadable ? "{\"plan\":7}" : domain::to_json(stands);
    told.warnings = domain::to_json(year == GalleryYear::Fresh ? domain::Warnings{} : warnings(published));
    told.replies = domain::to_json(year == GalleryYear::Fresh ? domain::Replies{} : replies(published));
    if (year == GalleryYear::Fresh) told.status_data.clear();
    return std::make_shared<const protocol::StudentContext>(std::move(told));
}

domain::Plan gallery_plan(const domain::Published& published) {
    const auto& cycle = published.cycles.back();
    const auto spring = cycle.checkpoint.opens, summer = cycle.diagnosis.opens;
    domain::Plan plan;
    plan.strengths = "动手能力强，坚持得住";
    plan.weaknesses = "英语基础薄弱，不爱提问";
    plan.opportunities = "系里有软件工作室，老师带项目";
    plan.threats = "下学期实习多，时间紧";
    plan.three_year_goal = "成为能独立交付项目的前端工程师";
    plan.year_goal = "通过英语四级，技能竞赛拿到市级以上名次";
    auto& study = plan.dimensions["XY"];
    study.target_level = domain::Level::Good;
    study.goals.push_back({.code = "g1",
                           .text = "加权均分提高到 85 分，12 月通过英语四级",
                           .indicator = "XY01",
                           .baseline = number("72"),
                           .target = number("85"),
                           .priority = 3,
                           .measures = {{"m1", "每天背 30 个四级单词", spring}, {"m2", "每周两次英语晚自习", summer}},
                           .expected = "期末英语 75 分以上",
                           .due = summer,
                           .support = "希望系里组织四级模拟考",
                           .node = {},
                           .from = carried_item()});
    auto& skill = plan.dimensions["JN"];
    skill.target_level = domain::Level::Excellent;
    skill.goals.push_back({.code = "g2",
                           .text = "参加市级以上技能竞赛并获奖",
                           .indicator = "JN03",
                           .baseline = number("1"),
                           .target = number("2"),
                           .priority = 2,
                           .measures = {{"m1", "每周两次工作室训练", summer}},
                           .expected = {},
                           .due = summer,
                           .support = {},
                           .node = {},
                           .from = {}});
    for (const auto* node : published.goal_chain.branch("软件工程系"))
        if (node->indicator == "JN01") skill.goals.front().node = node->code;
    auto& art = plan.dimensions["MY"];
    art.target_level = domain::Level::Pass;
    art.goals.push_back({.code = "g3", .text = "学会欣赏一种艺术，并讲给同学听", .indicator = {}, .baseline = {}, .target = {}, .priority = 1, .measures = {}, .expected = {}, .due = summer, .support = {}, .node = {}, .from = {}});
    return plan;
}

std::shared_ptr<const protocol::StudentContext> gallery_context_quarantined(const domain::Published& published) {
    auto with_record = *gallery_context(published);
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

std::shared_ptr<const protocol::StudentContext> gallery_context_named(const domain::Published& published, std::string name, std::string department, std::string class_name) {
    auto named = *gallery_context(published);
    named.masked_name = std::move(name);
    named.department = std::move(department);
    named.class_name = std::move(class_name);
    return std::make_shared<const protocol::StudentContext>(std::move(named));
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
