#include "terminal/ui/widgets/ui.hpp"
#include "terminal/ui/widgets/writing.hpp"

#include <qrcodegen.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace xz::ui {

void qr_code(Ui& ui, std::string_view id, std::string_view content, float side_units) {
    constexpr int QuietModules = 3;  // of white around it; the card adds the fourth
    const float side = std::min(ui.px(side_units), ui.area().w);
    const Rect place = ui.take(side);
    const auto code = qrcodegen::QrCode::encodeText(std::string{content}.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    const int modules = code.getSize();
    const float module = std::max(1.0F, std::floor(side / static_cast<float>(modules + 2 * QuietModules)));
    const float inked = module * static_cast<float>(modules);
    const Rect paper{std::round(place.center().x - side / 2), place.y, side, side};
    const float left = std::round(paper.center().x - inked / 2), top = std::round(paper.center().y - inked / 2);
    ui.canvas().fill(paper, rgb(0xFFFFFF), ui.px(20));
    for (int y = 0; y < modules; ++y) {
        for (int x = 0; x < modules;) {
            int run = 0;
            while (x + run < modules && code.getModule(x + run, y)) {
                ++run;
            }
            if (run > 0) {
                ui.canvas().fill({left + module * static_cast<float>(x), top + module * static_cast<float>(y), module * static_cast<float>(run), module}, rgb(0x000000));
            }
            x += std::max(run, 1);
        }
    }
    ui.show(id, Role::Figure, {}, paper);
}

}  // namespace xz::ui
