// What many screens share: the header with its states, the choices of access, the words for the toolkit's own widgets.
#pragma once

#include "terminal/ui/screens/screen.hpp"

#include <cstdint>
#include <functional>
#include <optional>

namespace xz::ui::screens {

[[nodiscard]] Labels labels(const locale::Catalog& words);

// Of a signed-in student's page: masked name and class, connection, 退出.
[[nodiscard]] Wishes session_header(const Frame& frame, const flow::Session& session);
// Of a page of a form: 返回, title, whether the draft is on disk, how far it is.
[[nodiscard]] Wishes form_header(const Frame& frame, const flow::Saving& saving, std::string_view title,
                               std::optional<float> progress = {});
// Of a page before the login: 返回, title, connection. Closed: while an answer is awaited that its student must hear.
enum class WayBack : std::uint8_t { Open, Closed };
[[nodiscard]] Wishes plain_header(const Frame& frame, std::string_view title, WayBack way = WayBack::Open);

// 中文/English, size of writing, contrast, reach, motion and, where the kiosk has a voice, reading aloud: side by side on a card, or
// along the foot of the attract screen.
[[nodiscard]] Wishes access_bar(const Frame& frame);
[[nodiscard]] Wishes access_foot(const Frame& frame);

// The top left corner of a terminal at rest, by which IT gets in: nothing shows or tells of it. What else lies there is not touched through it.
[[nodiscard]] bool in_hidden_corner(Ui& ui);
[[nodiscard]] Wishes hidden_corner(const Frame& frame);

// All that a page shows while something is awaited.
void waiting(const Frame& frame, std::string_view for_what);

// Room above what stands alone on a page, so that it is met by the eye and not left hanging at the top.
void space_above_lone(Ui& ui);

struct Connected {
    std::string text;
    Tone tone;
    Icon icon;
};
[[nodiscard]] Connected connection(const Frame& frame);

// The footer's one primary action at the right, and a second, lesser one at its left.
struct FooterAction {
    std::string_view id;
    std::string_view label;
    flow::Intent intent;
    Enabled enabled = Enabled::Yes;
};
[[nodiscard]] Wishes footer(Ui& ui, const FooterAction& primary, const std::optional<FooterAction>& second = std::nullopt);

// Side by side on a landscape screen whose columns have room for so many targets in a row, below each other elsewhere.
[[nodiscard]] bool has_two_columns(Ui& ui, int targets);
void two_columns(Ui& ui, int targets, const std::function<void()>& left, const std::function<void()>& right);

}  // namespace xz::ui::screens
