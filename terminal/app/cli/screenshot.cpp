#include "terminal/app/cli/commands.hpp"

#include "terminal/app/window/shell.hpp"
#include "terminal/core/support/file.hpp"
#include "terminal/ui/screens/gallery.hpp"
#include "terminal/ui/screens/screens.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>

namespace xz::app {
namespace {

constexpr std::size_t largest_file = std::size_t{4} << 20;  // bytes

int refuse(std::string_view message) {
    fmt::print(stderr, "xuezhen-terminal screenshot: {}\n", message);
    return 1;
}

Result<std::shared_ptr<const domain::Published>, std::string> read_forms_in(const std::filesystem::path& folder) {
    domain::BundleFiles files;
    for (const std::string_view name : domain::BundleFileNames) {
        const auto bytes = read_file(folder / name, largest_file);
        if (!bytes) {
            return failure(bytes.error().message);
        }
        files.emplace(name, text_of(*bytes));
    }
    auto published = domain::read_bundle(files);
    if (!published) {
        return failure(domain::to_text(published.error()));
    }
    return std::make_shared<const domain::Published>(std::move(*published));
}

}  // namespace

int screenshot(const ScreenshotOptions& options) {
    const auto published = read_forms_in(options.assets / "instruments");
    if (!published) {
        return refuse(published.error());
    }
    auto state = ui::screens::gallery_state(options.screen, *published);
    if (!state) {
        return refuse(fmt::format("no screen {}; there are {}", options.screen, fmt::join(ui::screens::gallery_names(), ", ")));
    }
    state->preferences.language = options.locale == "en" ? domain::Language::English : domain::Language::Chinese;
    state->preferences.text_scale = options.text_percent;

    const auto shell = Shell::open({.title = "学诊", .width = options.width, .height = options.height, .mode = WindowSettings::Mode::Hidden});
    if (!shell) {
        return refuse(shell.error());
    }
    (*shell)->set_choice(ui::screens::theme_of(*state, (*shell)->choice().dots_per_mm));
    ui::screens::Draft draft;
    const auto drawn = (*shell)->screenshot([&](ui::Ui& ui) { std::ignore = ui::screens::draw(ui, *state, draft); }, options.out);
    return drawn ? 0 : refuse(drawn.error());
}

}  // namespace xz::app
