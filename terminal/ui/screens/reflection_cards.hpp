// The lower half of a dimension's page: how far the goals got, the gap and its causes, what to do better.
#pragma once

#include "terminal/ui/screens/screen.hpp"

#include <functional>

namespace xz::ui::screens {

// `before_improvements` is called where their card begins: to bring it into view.
[[nodiscard]] Wishes reflection_cards(const Frame& frame, const flow::Session& session, const std::string& dimension, const std::function<void()>& before_improvements);

// A text of the draft with the on-screen keyboard; the wish says what it now is.
[[nodiscard]] Wishes writing(const Frame& frame, std::string_view id, const flow::TextField& field, const std::string& value, const FieldLook& look);

}  // namespace xz::ui::screens
