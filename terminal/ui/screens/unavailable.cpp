// 暂停服务: nobody can be served; says why, that nothing is lost, and whom to call.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {
namespace {

struct Saying {
    Icon icon;
    Tone tone;
    std::string_view title;
    std::string_view text;
    std::string_view code;  // what IT is told on the phone
};

Saying saying(const Frame& frame, flow::Reason reason) {
    const auto& words = frame.words;
    switch (reason) {
        case flow::Reason::StoreBroken:
            return {Icon::Build, Tone::Danger, words("unavailable.title"_t), words("unavailable.store_broken"_t), "E-STORE"};
        case flow::Reason::WrongKey: return {Icon::Lock, Tone::Danger, words("unavailable.title"_t), words("unavailable.wrong_key"_t), "E-KEY"};
        case flow::Reason::KeyringBroken:
            return {Icon::Lock, Tone::Danger, words("unavailable.title"_t), words("unavailable.keyring_broken"_t), "E-KEYRING"};
        case flow::Reason::StoreForeign:
            return {Icon::Build, Tone::Danger, words("unavailable.title"_t), words("unavailable.store_foreign"_t), "E-FILE"};
        case flow::Reason::StoreTooNew:
            return {Icon::Info, Tone::Attention, words("unavailable.title"_t), words("unavailable.store_too_new"_t), "E-VERSION"};
        case flow::Reason::StoreUnreachable:
            return {Icon::Database, Tone::Danger, words("unavailable.title"_t), words("unavailable.store_unreachable"_t), "E-IO"};
        case flow::Reason::DiskFull: return {Icon::Database, Tone::Attention, words("unavailable.title"_t), words("unavailable.disk_full"_t), "E-DISK"};
        case flow::Reason::NotEnrolled:
            return {Icon::Settings, Tone::Primary, words("unavailable.setup_title"_t), words("unavailable.not_enrolled"_t), "E-ENROL"};
        case flow::Reason::NoBundle: break;
    }
    return {Icon::Cloud, Tone::Primary, words("unavailable.setup_title"_t), words("unavailable.no_bundle"_t), "E-BUNDLE"};
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Unavailable& stage) {
    auto& ui = frame.ui;
    const auto said = saying(frame, stage.reason);
    Scroll body{ui, "body"};
    space_above_lone(ui);
    ui.set_gap(ui.px(32));
    empty_state(ui, said.icon, said.tone, said.title, said.text);
    const auto place = frame.words("unavailable.terminal"_t, {{"name", frame.state.machine.name}, {"code", said.code}});
    text(ui, place, {.type = Type::Label, .color = ui.palette().muted, .align = Align::Center});
    return hidden_corner(frame);
}

}  // namespace xz::ui::screens
