// What lies over a screen: the idle countdown and messages that must be read.
#include "terminal/ui/flow/stay.hpp"
#include "terminal/ui/screens/screens.hpp"

#include <algorithm>
#include <chrono>

namespace xz::ui::screens {

Wishes draw_countdown(const Frame& frame) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto left = std::max(Steady::duration::zero(), *frame.state.leaving_at - frame.state.now);
    const auto seconds = static_cast<std::uint64_t>(std::chrono::ceil<std::chrono::seconds>(left).count());
    Wishes wanted;
    Dialog dialog{ui, "idle", {.title = words("idle.title"_t), .figure = std::to_string(seconds), .unit = words("idle.seconds"_t), .words = words("idle.text"_t), .actions = 2}};
    if (dialog.action("idle.stay", words("idle.stay"_t))) wanted.add(flow::StayHere{});
    if (dialog.action("idle.leave", words("idle.leave"_t), Emphasis::Secondary)) wanted.add(flow::SignOut{});
    return wanted;
}

Wishes draw_end_of_stay(const Frame& frame) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto end = *flow::end_of_stay(frame.state);
    const bool locked = end.why == flow::EndReason::Locked;
    Wishes wanted;
    const auto title = words(locked ? "ending.locked_title"_t : "ending.long_title"_t);
    const auto leave = [&](Dialog& dialog) {
        if (dialog.action("ending.leave", words("ending.leave"_t), Emphasis::Secondary)) wanted.add(flow::SignOut{});
    };
    if (flow::is_ending(frame.state)) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(std::max(Steady::duration::zero(), end.at - frame.state.now));
        Dialog dialog{ui, "ending", {.title = title, .figure = std::to_string(left.count()), .unit = words("idle.seconds"_t), .words = words("ending.now_text"_t)}};
        leave(dialog);
        return wanted;
    }
    Dialog dialog{ui, "ending", {.title = title, .words = words(locked ? "ending.locked_text"_t : "ending.long_text"_t), .actions = 2}};
    if (dialog.action("ending.go_on", words("ending.go_on"_t))) wanted.add(flow::HeardOfEnd{});
    leave(dialog);
    return wanted;
}

Wishes draw_message(const Frame& frame, flow::Message message) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    struct Saying {
        std::string_view title, text;
    };
    const auto said = [&]() -> Saying {
        switch (message) {
            case flow::Message::NotSaved: return {words("message.not_saved"_t), words("message.not_saved_text"_t)};
            case flow::Message::NotSubmitted: return {words("message.not_submitted"_t), words("message.not_submitted_text"_t)};
            case flow::Message::DiskFull: return {words("message.disk_full"_t), words("message.disk_full_text"_t)};
            case flow::Message::DossierUnreadable: return {words("message.dossier_unreadable"_t), words("message.dossier_unreadable_text"_t)};
            case flow::Message::ActRefused: return {words("message.act_refused"_t), words("message.act_refused_text"_t)};
            case flow::Message::ActUnreachable: return {words("message.act_unreachable"_t), words("message.act_unreachable_text"_t)};
            case flow::Message::DraftUnreadable: break;
        }
        return {words("message.draft_unreadable"_t), words("message.draft_unreadable_text"_t)};
    }();
    Wishes wanted;
    Dialog dialog{ui, "message", {.title = said.title, .words = said.text}};
    if (dialog.action("message.ok", words("message.ok"_t))) wanted.add(flow::DismissMessage{});
    return wanted;
}

Wishes draw_drop_question(const Frame& frame) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Wishes wanted;
    Dialog dialog{ui, "drop", {.title = words("plan.drop_title"_t), .words = words("plan.drop_text"_t), .actions = 2}};
    if (dialog.action("drop.keep", words("plan.drop_keep"_t))) wanted.add(flow::KeepCarried{});
    if (dialog.action("drop.yes", words("plan.drop_yes"_t), Emphasis::Danger)) wanted.add(flow::DropCarried{});
    return wanted;
}

}  // namespace xz::ui::screens
