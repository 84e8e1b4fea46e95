#include "terminal/ui/screens/report_closing.hpp"

#include "terminal/core/domain/recognition.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/goal_words.hpp"

namespace xz::ui::screens {
namespace {

constexpr float qr_side = 440;

std::string line_of(const Frame& frame, const flow::HandedIn& handed_in, const domain::Recognition& one) {
    using Kind = domain::Recognition::Kind;
    const auto& words = frame.words;
    switch (one.kind) {
        case Kind::Whole: return words("report.recognised_whole"_t, {{"points", one.amount.rounded(1)}});
        case Kind::Dimension: return words("report.recognised_dimension"_t, {{"name", frame.say(handed_in.instrument->dimension(one.code)->name)}, {"points", one.amount.rounded(1)}});
        case Kind::Goals: return words("report.recognised_goals"_t, {{"share", percent(one.amount)}});
        case Kind::Goal: break;
    }
    const auto* goal = handed_in.plan ? handed_in.plan->goal(one.code) : nullptr;
    return words("report.recognised_goal"_t, {{"text", goal == nullptr ? one.code : title_of(frame, *goal)}});
}

}  // namespace

void report_recognition(const Frame& frame, const flow::HandedIn& handed_in) {
    auto& ui = frame.ui;
    Card card{ui, {.tone = Tone::Good}};
    heading(ui, frame.words("report.recognised"_t));
    const auto recognised = domain::recognitions_of(handed_in.report, handed_in.goals, handed_in.instrument->rules);
    if (recognised.empty()) text(ui, frame.words("report.recognised_none"_t));
    for (const auto& one : recognised) bullet(ui, Icon::Star, line_of(frame, handed_in, one), Tone::Good);
    caption(ui, frame.words("report.recognised_staff"_t));
}

void report_seal(const Frame& frame, const flow::Session& session) {
    auto& ui = frame.ui;
    const auto* standing = flow::standing_of(session);
    Card card{ui};
    heading(ui, frame.words("report.seal"_t));
    if (standing == nullptr || standing->diagnosis.seal.empty() || session.diagnosis.submission) {
        text(ui, frame.words("report.seal_none"_t), {.type = Type::Body, .color = ui.palette().muted});
        return;
    }
    qr_code(ui, "report.seal", standing->diagnosis.seal, qr_side);
    caption(ui, frame.words("report.seal_text"_t));
}

}  // namespace xz::ui::screens
