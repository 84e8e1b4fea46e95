#include "terminal/ui/screens/form_page.hpp"

namespace xz::ui::screens {

FormPlace form_place(const Frame& frame, const domain::Instrument& instrument, std::string_view dimension) {
    const auto& all = instrument.dimensions;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].code != dimension) continue;
        const auto number = std::to_string(i + 1);
        const auto count = std::to_string(all.size());
        return {&all[i], frame.words("form.place"_t, {{"name", frame.say(all[i].short_name)}, {"number", number}, {"count", count}}),
                static_cast<float>(i + 1) / static_cast<float>(all.size() + 1)};
    }
    return {&all.front(), {}, 0};
}

}  // namespace xz::ui::screens
