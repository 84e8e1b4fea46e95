// One indicator on a dimension's page: asked, shown from the data, not arrived, withheld or exempt.
#pragma once

#include "terminal/ui/flow/questions.hpp"
#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

[[nodiscard]] Wishes question_card(const Frame& frame, const flow::Session& session, const flow::Question& question);

}  // namespace xz::ui::screens
