#include "terminal/ui/widgets/fitting.hpp"

#include "terminal/ui/widgets/ui.hpp"

namespace xz::ui {

void fit_label(Ui& ui, const Rect& rect, std::string_view text, TextLook look) {
    const auto fits = [&] { return ui.canvas().text_width(text, look.type, look.weight) <= rect.w && ui.theme().type_size(look.type) <= rect.h; };
    while (look.type != Type::Micro && !fits()) {
        look.type = static_cast<Type>(static_cast<std::size_t>(look.type) - 1);
    }
    ui.canvas().label(rect, text, look);
}

}  // namespace xz::ui
