#include "terminal/app/cli/commands.hpp"

#include "terminal/app/window/shell.hpp"
#include "terminal/core/support/file.hpp"
#include "terminal/ui/screens/gallery.hpp"
#include "terminal/ui/screens/screens.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>

namespace xz::app {
namespace {

constexpr std::size_t largest_file = std::size_t{4} << 20;  // bytes
constexpr std::size_t largest_theme = std::size_t{64} << 10;

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
    const auto look = look_with(options.theme);
    if (!look) {
        return refuse(look.error());
    }
    const auto known = ui::screens::gallery_names();
    if (!options.screen.empty() && std::find(known.begin(), known.end(), options.screen) == known.end()) {
        return refuse(fmt::format("no screen {}; there are {}", options.screen, fmt::join(known, ", ")));
    }
    const auto shell = Shell::open({.title = "学诊", .width = options.width, .height = options.height, .mode = WindowSettings::Mode::Hidden,
                                    .dots_per_mm = static_cast<float>(options.dots_per_mm), .look = *look});
    if (!shell) {
        return refuse(shell.error());
    }
    std::string widgets;  // what stands on each picture, a JSON line each
    const auto write = [&](std::string_view name, const std::filesystem::path& out) {
        auto state = ui::screens::gallery_state(name, *published);
        state->preferences = options.preferences;
        state->machine.voice = ui::flow::Machine::Voice::Present;
        (*shell)->set_choice(ui::screens::theme_of(*state, (*shell)->choice().dots_per_mm));
        (*shell)->renew();
        ui::screens::Draft draft;
        const auto field = ui::screens::gallery_field(name);
        const ui::Ui* drawn_by = nullptr;
        const auto draw = [&](ui::Ui& ui) {
            drawn_by = &ui;
            if (!field.empty()) {
                ui.focus_on(field);
            }
            std::ignore = ui::screens::draw(ui, *state, draft);
        };
        auto drawn = (*shell)->screenshot(draw, out);
        if (drawn) {
            widgets += fmt::format("{{\"picture\":\"{}\",\"unreached\":{},\"list\":{}}}\n", name, std::lround(drawn_by->unreached()), ui::to_json(drawn_by->widgets()));
        }
        return drawn;
    };
    if (!options.screen.empty()) {
        const auto drawn = write(options.screen, options.out);
        return drawn ? 0 : refuse(drawn.error());
    }
    std::error_code problem;
    std::filesystem::create_directories(options.out, problem);
    if (problem) {
        return refuse(fmt::format("{}: {}", options.out.string(), problem.message()));
    }
    for (const std::string_view name : known) {
        if (const auto drawn = write(name, options.out / fmt::format("{}.png", name)); !drawn) {
            return refuse(drawn.error());
        }
    }
    std::ofstream list{options.out / "widgets.jsonl"};
    if (!(list << widgets << std::flush)) {
        return refuse(fmt::format("{}: cannot be written", (options.out / "widgets.jsonl").string()));
    }
    return 0;
}

int list_screens(Output output) {
    const auto names = ui::screens::gallery_names();
    if (output == Output::Json) {
        fmt::print("[\"{}\"]\n", fmt::join(names, "\",\""));
    } else {
        fmt::print("{}\n", fmt::join(names, "\n"));
    }
    return 0;
}

Result<ui::Look, std::string> look_with(const std::filesystem::path& changes) {
    if (changes.empty()) {
        return ui::standard_look();
    }
    const auto bytes = read_file(changes, largest_theme);
    if (!bytes) {
        return failure(bytes.error().message);
    }
    auto look = ui::read_look(ui::standard_theme(), text_of(*bytes));
    if (!look) {
        return failure(fmt::format("{}: {}", changes.string(), look.error()));
    }
    return *look;
}

}  // namespace xz::app
