// What every screen is given: the toolkit, the words of the language in force, and the moment's state to read.
#pragma once

#include "terminal/ui/flow/state.hpp"
#include "terminal/ui/locale/catalog.hpp"
#include "terminal/ui/screens/wishes.hpp"
#include "terminal/ui/widgets/toolkit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::ui::screens {

using locale::operator""_t;

struct Frame {
    Ui& ui;
    const locale::Catalog& words;
    const flow::State& state;

    [[nodiscard]] domain::Language language() const { return state.preferences.language; }
    // Published texts in the language in force.
    [[nodiscard]] const std::string& say(const domain::Label& label) const { return label.in(language()); }
};

// Of the touch test: which squares were touched, and where.
struct TouchedSoFar {
    std::vector<bool> cells;
    std::vector<Point> trail;
};

// What a screen itself remembers between frames, of things that are not answers yet.
struct Draft {
    flow::SensitiveConsent sensitive = flow::SensitiveConsent::Refused;
    TouchedSoFar touched;
};

}  // namespace xz::ui::screens
