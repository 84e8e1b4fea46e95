#include "terminal/ui/screens/entry_pad.hpp"

#include "terminal/ui/flow/entry.hpp"
#include "terminal/ui/screens/chrome.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace xz::ui::screens {
namespace {

std::string_view refusal_text(const Frame& frame, flow::Refused why) {
    switch (why) {
        case flow::Refused::WrongLogin: return frame.words("refused.login"_t);
        case flow::Refused::WrongActivation: return frame.words("refused.activation"_t);
        case flow::Refused::CardNeedsPlatform: return frame.words("refused.card_needs_platform"_t);
        case flow::Refused::NeedsPlatform: return frame.words("refused.needs_platform"_t);
        case flow::Refused::WeakPin: return frame.words("refused.weak_pin"_t);
        case flow::Refused::PinsDiffer: return frame.words("refused.pins_differ"_t);
        case flow::Refused::WrongOldPin: return frame.words("refused.wrong_old_pin"_t);
        case flow::Refused::SamePin: return frame.words("refused.same_pin"_t);
        case flow::Refused::WrongStaffPin: return frame.words("refused.staff_pin"_t);
        case flow::Refused::EntriesDiffer: break;
    }
    return frame.words("refused.entries_differ"_t);
}

void refusal_banner(const Frame& frame, const flow::Refusal& refusal) {
    const auto left = refusal.until - frame.state.now;
    std::string wait;
    if (left > Steady::duration::zero()) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
        wait = frame.words.count("refused.wait"_t, static_cast<std::uint64_t>(seconds));
    }
    (void)banner(frame.ui, "refused", Tone::Danger, refusal_text(frame, refusal.why), wait);
}

std::string grouped(std::string_view digits, std::size_t length) {
    constexpr std::size_t group = 5;
    std::string text;
    for (std::size_t i = 0; i < length; ++i) {
        if (i > 0 && i % group == 0) text += "  ";
        text += i < digits.size() ? digits[i] : '_';
        text += ' ';
    }
    return text;
}

void shown(const Frame& frame, const EntryPad& pad) {
    auto& ui = frame.ui;
    const std::string id = std::string{pad.id} + ".entry";
    if (pad.shown == EntryPad::Shown::Dots) {
        pin_dots(ui, id, pad.filled, pad.length);
        return;
    }
    const auto line = pad.shown == EntryPad::Shown::Groups ? grouped(pad.typed, pad.length) : std::string{pad.typed};
    const auto rect = ui.take(std::max(ui.px(120), ui.theme().line_height(Type::Headline) + ui.px(32)));
    ui.canvas().fill(rect, ui.palette().surface, ui.theme().radius());
    ui.canvas().stroke(rect, ui.palette().primary, ui.px(4), ui.theme().radius());
    ui.canvas().fitted_label(rect.inset(ui.px(24), 0), line,
                      {.type = pad.shown == EntryPad::Shown::Groups ? Type::Title : Type::Headline, .weight = Weight::Bold, .color = ui.palette().ink, .align = Align::Center});
    ui.show(id, Role::Field, pad.title, rect, pad.typed);
}

// The toolkit's pad edits a string; the flow keeps the real one, so it is lent one of the same length, and only what changed is handed on.
Wishes keys(const Frame& frame, const EntryPad& pad, float below) {
    const std::size_t length = pad.shown == EntryPad::Shown::Dots ? pad.filled : pad.typed.size();
    std::string lent(length, '0');
    const std::size_t most = pad.length == 0 ? flow::longest_student_no : pad.length;
    const auto secrecy = pad.shown == EntryPad::Shown::Dots ? Secrecy::Secret : Secrecy::Open;
    if (!number_pad(frame.ui, std::string{pad.id} + ".digit", lent, {.most = most, .secrecy = secrecy, .below = below})) return {};
    if (lent.size() > length) return flow::TypeCharacter{lent.back()};
    if (lent.empty() && length != 1) return flow::ClearEntry{};
    return flow::EraseCharacter{};
}

}  // namespace

Wishes entry_pad(const Frame& frame, const EntryPad& pad, const std::optional<flow::Refusal>& refusal) {
    auto& ui = frame.ui;
    const float gap = ui.px(ui.unreached() > 0 ? 18 : 28);  // the low layout has less room
    Wishes wanted;
    const auto asked = [&] {
        ui.set_gap(gap);
        page_heading(ui, pad.hint, pad.title);
        if (refusal) refusal_banner(frame, *refusal);
        shown(frame, pad);
    };
    const auto actions = [&] {
        const auto enabled = flow::can_confirm(frame.state) ? Enabled::Yes : Enabled::No;
        if (button(ui, std::string{pad.id} + ".next", pad.next, {.enabled = enabled})) wanted.add(flow::ConfirmEntry{});
        if (enabled == Enabled::Yes && ui.take_key(HardKey::Enter)) wanted.add(flow::ConfirmEntry{});
        if (pad.second_wish && button(ui, pad.second_id, pad.second, {.emphasis = Emphasis::Secondary})) wanted.add(*pad.second_wish);
    };
    const auto pads = [&](float below) {
        ui.set_gap(gap);
        wanted.add(keys(frame, pad, below));
    };
    const float room = ui.area().h;
    Scroll body{ui, "body"};
    ui.set_gap(gap);
    // On a low window every line counts: the whole pad is to be in sight.
    if (ui.window().h < ui.px(800)) ui.space(-ui.theme().gap());
    // On a high one the pad comes down to where hands are.
    const float top = ui.area().y;
    const auto all = ui.since();
    const auto come_down = [&] { ui.shift(all, std::round(std::max(0.0F, room - (ui.area().y - top) - ui.px(48)) * 0.52F)); };
    if (!has_two_columns(ui, 3)) {
        asked();
        pads((pad.second_wish ? 2.0F : 1.0F) * (button_height(ui) + gap));
        actions();
        come_down();
        return wanted;
    }
    two_columns(
        ui, 3,
        [&] {
            asked();
            actions();
        },
        [&] { pads(0); });
    come_down();
    return wanted;
}

}  // namespace xz::ui::screens
