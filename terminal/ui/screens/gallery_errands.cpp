// The student's errands: warnings and objections, how numbers were computed, feedback, records, the PIN.
#include "terminal/ui/screens/gallery_walk.hpp"

namespace xz::ui::screens {
namespace {

constexpr std::string_view open_thread = "01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c93";
constexpr std::string_view closed_thread = "01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c94";
constexpr std::string_view used_thread = "01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c95";
constexpr std::string_view answered_thread = "01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c91";
constexpr std::string_view claimed = "01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c21";

domain::Decimal number(std::string_view text) { return domain::Decimal::parse(text).value(); }

Instant day_of(const domain::Published& published) { return morning_of(published.cycles.back().diagnosis.opens); }

domain::Warnings warnings(const domain::Published& published) {
    const auto& cycle = published.cycles.back();
    const auto day = cycle.diagnosis.opens;
    const auto after = [&](int days) { return std::chrono::year_month_day{std::chrono::sys_days{day} + std::chrono::days{days}}; };
    domain::Warnings warnings;
    const auto add = [&](domain::Raised raised, domain::WarningState state, std::chrono::year_month_day due) -> domain::WarningCard& {
        warnings.cards.push_back({std::move(raised), std::move(state), due, domain::ObjectionState::None, {}});
        return warnings.cards.back();
    };
    add({{"XY02", cycle.academic_year, "2"}, domain::Colour::Red, "24.5", number("24"), "教务系统", day}, domain::warning_state::Notified{}, after(2));
    add({{"merged", cycle.academic_year, {}}, domain::Colour::Orange, {}, domain::Decimal{}, {}, std::nullopt}, domain::warning_state::Acknowledged{}, after(7));
    add({{"XY03", cycle.academic_year, "2"}, domain::Colour::Yellow, "6", number("5"), "教务系统", day}, domain::warning_state::Acknowledged{}, after(14));
    add({{"MY01", cycle.academic_year, {}}, domain::Colour::Yellow, "1", number("2"), "教务系统", day}, domain::warning_state::InAction{"选修一门公共艺术课，十月前完成选课"}, after(10));
    auto& wrong = add({{"XY04", cycle.academic_year, "1"}, domain::Colour::Yellow, "89.5", number("90"), "教务系统", day}, domain::warning_state::DataError{"考勤机三月停用一周，已更正为 96.5"}, after(0));
    wrong.objection = domain::ObjectionState::Upheld;
    wrong.objection_answer = "考勤机三月停用一周，已更正为 96.5。";
    warnings.objections = {{"SX01", "82.4", domain::ObjectionState::Open, {}}, {"JN01", "88.5", domain::ObjectionState::Dismissed, "成绩单上就是 88.5 分。"}};
    return warnings;
}

domain::Replies replies(const domain::Published& published) {
    const auto day = day_of(published);
    auto told = domain::replies_from_json(gallery_context(published)->replies).value();
    const auto add = [&](std::string_view id, domain::Addressee to, std::string about, domain::FeedbackState state, std::vector<domain::Post> posts) {
        told.threads.push_back({std::string{id}, to, std::move(about), std::move(state), std::move(posts), false});
    };
    const auto mine = [&](std::string text) { return domain::Post{domain::Post::By::Student, {}, day - 120h, std::move(text)}; };
    const auto theirs = [&](std::string name, std::string text) { return domain::Post{domain::Post::By::Staff, std::move(name), day - 20h, std::move(text)}; };
    add(open_thread, domain::Addressee::Counselor, "XY", domain::feedback_state::Assigned{"李老师", domain::feedback_state::Reopening::Possible}, {mine("希望高数课多留一点练习时间。")});
    add(used_thread, domain::Addressee::School, {}, domain::feedback_state::Answered{domain::feedback_state::Reopening::Used},
        {mine("图书馆周末几点闭馆？"), theirs("图书馆", "周末 22:00 闭馆。"), mine("考试周能不能晚一点？"), theirs("图书馆", "考试周延长到 23:00。")});
    add(closed_thread, domain::Addressee::Teacher, "JN01", domain::feedback_state::Closed{}, {mine("实训报告的格式能不能给个例子？"), theirs("任课教师", "已经放在课程主页。")});
    domain::TeachingNote yours{"01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c96", "实训室周二、周四开到 21:30", "同学反映晚上练习时间不够", published.cycles.back().diagnosis.opens, std::string{answered_thread}, false};
    told.notes.push_back(std::move(yours));
    return told;
}

std::shared_ptr<const protocol::StudentContext> busy_context(const domain::Published& published) {
    protocol::StudentContext context = *gallery_context(published);
    context.warnings = domain::to_json(warnings(published));
    context.replies = domain::to_json(replies(published));
    return std::make_shared<const protocol::StudentContext>(std::move(context));
}

std::shared_ptr<const protocol::StudentContext> quiet_context(const domain::Published& published) { return gallery_context(published, GalleryYear::Fresh); }

std::shared_ptr<const protocol::StudentContext> recorded_context(const domain::Published& published) {
    protocol::StudentContext context = *gallery_context_quarantined(published);
    const auto day = day_of(published);
    using protocol::RecordKind;
    using protocol::SubmissionStatus;
    context.submissions.push_back({"01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c11", RecordKind::Plan, context.academic_year, SubmissionStatus::Counted, std::nullopt, "library-01", day - 6000h});
    context.submissions.push_back({"01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c12", RecordKind::Checkpoint, context.academic_year, SubmissionStatus::Counted, std::nullopt, {}, day - 2400h});
    context.submissions.push_back({"01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c13", RecordKind::Feedback, context.academic_year, SubmissionStatus::Received, std::nullopt, "teaching-02", day - 1h});
    context.submissions.push_back(
        {"01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c14", RecordKind::Diagnosis, context.academic_year, SubmissionStatus::Quarantined, protocol::QuarantineReason::Disowned, "library-01", day - 300h});
    return std::make_shared<const protocol::StudentContext>(std::move(context));
}

Walk& home(Walk& walk, std::shared_ptr<const protocol::StudentContext> context) { return walk.home(day_of(walk.published()), std::move(context)); }
Walk& busy(Walk& walk) { return home(walk, busy_context(walk.published())); }
std::string key(const Walk& walk, std::string rule, std::string term) { return to_text(domain::WarningKey{std::move(rule), walk.published().cycles.back().academic_year, std::move(term)}); }

Walk& writing(Walk& walk) {
    walk.want(flow::OpenFeedback{}).want(flow::OpenNewFeedback{}).want(flow::ChooseAddressee{domain::Addressee::Department}).want(flow::ChooseAbout{"JN"});
    return walk.want(flow::WriteErrand{flow::ErrandText::Feedback, {}, "实训课分组太大，轮到自己动手的时间很少，希望分成两批。"}).saved();
}

// The platform has noted that the thread was read.
Walk& read(Walk& walk) { return walk.on(flow::Acted{walk.ticket(), protocol::ActionAnswer::Outcome::Done, {}, busy_context(walk.published())}); }

Walk& changing(Walk& walk) { return busy(walk).want(flow::OpenChangePin{}).type("739204").want(flow::ConfirmEntry{}); }

constexpr Picture pictures[] = {
    {"warnings", [](Walk& w) { busy(w).want(flow::OpenWarnings{}); }},
    {"warnings.none", [](Walk& w) { home(w, quiet_context(w.published())).want(flow::OpenWarnings{}); }},
    {"warnings.offline", [](Walk& w) { w.home_offline().want(flow::OpenWarnings{}); }},
    {"warning", [](Walk& w) { busy(w).want(flow::OpenWarning{key(w, "XY02", "2")}); }},
    {"warning.task",
     [](Walk& w) {
         const auto which = key(w, "XY03", "2");
         busy(w).want(flow::OpenWarning{which}).want(flow::WriteErrand{flow::ErrandText::Task, which, "早起一刻钟，和室友约好一起去上课"}).saved();
     }},
    {"warning.in_action", [](Walk& w) { busy(w).want(flow::OpenWarning{key(w, "MY01", "")}); }},
    {"warning.merged", [](Walk& w) { busy(w).want(flow::OpenWarning{key(w, "merged", "")}); }},
    {"warning.data_error", [](Walk& w) { busy(w).want(flow::OpenWarning{key(w, "XY04", "1")}); }},
    {"object", [](Walk& w) { busy(w).want(flow::OpenObject{"XY03"}).want(flow::WriteErrand{flow::ErrandText::Objection, "XY03", "6 月 3 日请了病假，有假条"}).saved(); }},
    {"object.empty", [](Walk& w) { busy(w).want(flow::OpenObject{"XY03"}); }},
    {"computed", [](Walk& w) { w.home().report().want(flow::OpenComputed{}); }},
    {"computed.dimension", [](Walk& w) { w.home().report().want(flow::OpenComputed{"XY"}); }},
    {"computed.indicator", [](Walk& w) { busy(w).report().want(flow::OpenComputed{"XY01"}); }},
    {"computed.objected", [](Walk& w) { busy(w).report().want(flow::OpenComputed{"SX01"}); }},
    {"computed.own", [](Walk& w) { w.home().report().want(flow::OpenComputed{"XY06"}); }},
    {"computed.goal", [](Walk& w) { home(w, gallery_context(w.published(), GalleryYear::Confirmed)).want(flow::OpenReport{}).want(flow::OpenComputed{"g1"}); }},
    {"computed.offline", [](Walk& w) { w.home_offline().report().want(flow::OpenComputed{}); }},
    {"feedback", [](Walk& w) { busy(w).want(flow::OpenFeedback{}); }},
    {"feedback.none", [](Walk& w) { home(w, quiet_context(w.published())).want(flow::OpenFeedback{}); }},
    {"feedback.offline", [](Walk& w) { w.home_offline().want(flow::OpenFeedback{}); }},
    {"thread", [](Walk& w) { read(busy(w).want(flow::OpenThread{std::string{answered_thread}})).want(flow::WriteErrand{flow::ErrandText::Reopening, std::string{answered_thread}, "周二晚上有课，能不能加周三？"}).saved(); }},
    {"thread.open", [](Walk& w) { busy(w).want(flow::OpenThread{std::string{open_thread}}); }},
    {"thread.used", [](Walk& w) { busy(w).want(flow::OpenThread{std::string{used_thread}}); }},
    {"thread.closed", [](Walk& w) { busy(w).want(flow::OpenThread{std::string{closed_thread}}); }},
    {"new_feedback", [](Walk& w) { writing(busy(w)); }},
    {"new_feedback.writing", [](Walk& w) { writing(busy(w)); }, "text.feedback"},
    {"new_feedback.empty", [](Walk& w) { busy(w).want(flow::OpenFeedback{}).want(flow::OpenNewFeedback{}); }},
    {"new_feedback.offline", [](Walk& w) { writing(w.home_offline()); }},
    {"done.feedback", [](Walk& w) { writing(busy(w)).want(flow::SendFeedback{}).on(flow::Submitted{w.ticket(), "01907b33-6a10-7c42-9f0d-2c9be47ad612", 43}); }},
    {"feedback.sent",
     [](Walk& w) { writing(busy(w)).want(flow::SendFeedback{}).on(flow::Submitted{w.ticket(), "01907b33-6a10-7c42-9f0d-2c9be47ad612", 43}).want(flow::GoNext{}); }},
    {"records", [](Walk& w) { home(w, recorded_context(w.published())).want(flow::OpenRecords{}); }},
    {"records.sure", [](Walk& w) { home(w, recorded_context(w.published())).want(flow::OpenRecords{}).want(flow::DisownRecord{std::string{claimed}}); }},
    {"records.none", [](Walk& w) { home(w, quiet_context(w.published())).want(flow::OpenRecords{}); }},
    {"records.offline", [](Walk& w) { writing(w.home_offline()).want(flow::SendFeedback{}).on(flow::Submitted{w.ticket(), "01907b33-6a10-7c42-9f0d-2c9be47ad612", 43}).want(flow::GoHome{}).want(flow::OpenRecords{}); }},
    {"change_pin", [](Walk& w) { busy(w).want(flow::OpenChangePin{}).type("739"); }},
    {"change_pin.new", [](Walk& w) { changing(w).type("62"); }},
    {"change_pin.weak", [](Walk& w) { changing(w).type("111111").want(flow::ConfirmEntry{}); }},
    {"change_pin.asking", [](Walk& w) { changing(w).type("628194").want(flow::ConfirmEntry{}).type("628194").want(flow::ConfirmEntry{}); }},
    {"change_pin.refused", [](Walk& w) { changing(w).type("628194").want(flow::ConfirmEntry{}).type("628194").want(flow::ConfirmEntry{}).on(flow::PinRefused{w.ticket(), 0s}); }},
    {"change_pin.done", [](Walk& w) { changing(w).type("628194").want(flow::ConfirmEntry{}).type("628194").want(flow::ConfirmEntry{}).on(flow::PinSet{w.ticket()}); }},
    {"change_pin.offline", [](Walk& w) { w.home_offline().want(flow::OpenChangePin{}); }},
};

}  // namespace

std::span<const Picture> errand_pictures() { return pictures; }

}  // namespace xz::ui::screens
