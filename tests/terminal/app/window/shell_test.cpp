#include "terminal/app/window/shell.hpp"
#include "terminal/ui/widgets/buttons.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <fstream>
#include <string>

namespace xz::app {

TEST_CASE("A picture of a page is a PNG of the size that was asked for") {
    if (std::getenv("DISPLAY") == nullptr) {
        SKIP("no display");
    }
    const testing::TemporaryFolder folder;
    const auto file = folder.path() / "page.png";
    auto shell = Shell::open({.title = "picture", .width = 800, .height = 480, .mode = WindowSettings::Mode::Hidden});
    INFO((shell ? std::string{} : shell.error()));
    REQUIRE(shell);
    REQUIRE((*shell)->screenshot([](ui::Ui& ui) { (void)ui::button(ui, "next", "下一步"); }, file));
    std::ifstream in{file, std::ios::binary};
    std::string head(24, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    const auto number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = at; i < at + 4; ++i) value = value << 8 | static_cast<unsigned char>(head[i]);
        return value;
    };
    CHECK(head.starts_with("\x89PNG"));
    CHECK(number(16) == 800);
    CHECK(number(20) == 480);
}

}  // namespace xz::app
