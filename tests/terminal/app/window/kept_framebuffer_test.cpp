#include "terminal/app/window/kept_framebuffer.hpp"

#include "terminal/app/window/stage.hpp"
#include "terminal/ui/widgets/toolkit.hpp"

#include <catch2/catch_test_macros.hpp>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace xz;
using namespace xz::ui;

constexpr int Width = 540, Height = 960;

class HiddenWindow {
public:
    HiddenWindow() {
        // An X server without clients may just be starting anew.
        for (int tries = 0; tries < 20 && glfwInit() == GLFW_FALSE; ++tries) {
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
        }
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
        window = glfwCreateWindow(Width, Height, "test", nullptr, nullptr);
        REQUIRE(window != nullptr);
        glfwMakeContextCurrent(window);
    }
    ~HiddenWindow() {
        glfwDestroyWindow(window);
        glfwTerminate();
    }
    HiddenWindow(const HiddenWindow&) = delete;
    HiddenWindow& operator=(const HiddenWindow&) = delete;
    GLFWwindow* window;
};

struct Page {
    std::optional<int> answer;
    std::string words = "英语四级";
    std::size_t chosen = 0;
    bool asks = false;

    void draw(Ui& ui) {
        ui.name_screen("page");
        header(ui, "header", {.back = "返回", .title = "学业发展", .status = "已保存", .progress = 0.4F});
        {
            const Footer footer{ui};
            asks = button(ui, "next", "下一页") || asks;
        }
        {
            const Scroll body{ui, "body"};
            for (int i = 0; i < 6; ++i) {
                const Card card{ui, {.outlined = i == 1}};
                static const std::vector<std::string> often{"从不", "很少", "有时", "经常", "总是"};
                heading_with_chip(ui, "课上能专注", "系统数据", Tone::Attention);
                (void)likert(ui, "answer." + std::to_string(i), answer, often);
                (void)text_field(ui, "words." + std::to_string(i), words, {.lines = 1});
            }
        }
        if (asks) {
            Dialog dialog{ui, "ask", {.title = "确定吗？"}};
            asks = !dialog.action("yes", "确定");
        }
    }
};

}  // namespace

TEST_CASE("A picture mended by its damage is the picture drawn whole") {
    if (std::getenv("DISPLAY") == nullptr) {
        SKIP("no display");
    }
    auto files = FontFiles::find();
    REQUIRE(files);
    const HiddenWindow hidden;
    app::KeptFramebuffer kept{hidden.window};
    kept.fit(Width, Height);
    app::Stage stage{*files, {}, app::Renderer::OpenGl};
    Page page;
    FrameInput input;
    input.now = std::chrono::milliseconds{1000};
    int partial = 0;
    const auto frame = [&] {
        input.now += std::chrono::milliseconds{16};
        kept.bind();
        const auto damage = stage.draw({Width, Height}, {}, input, [&](Ui& ui) { page.draw(ui); });
        partial += !damage.empty() && damage.front() != Rect{0, 0, Width, Height} ? 1 : 0;
    };
    const auto settled = [&] {
        for (int i = 0; i < 300; ++i) {
            frame();
        }
        return kept.pixels();
    };
    const auto touch = [&](Point at) {
        input.pointer = at;
        input.down = true;
        frame();
        input.pointer.y += 1;
        frame();
        input.down = false;
        frame();
    };
    const auto check = [&](const char* when) {
        const auto mended = settled();
        stage.forget_picture();
        const auto whole = settled();
        INFO(when);
        CHECK(mended == whole);
    };
    check("at first");
    const auto kept_before = kept.pixels();
    kept.let_go();
    files->let_go();
    CHECK(kept.pixels() == kept_before);
    check("after a rest");
    touch({270, 140});
    check("after an answer");
    input.pointer = {30, 600};
    input.down = true;
    frame();
    input.pointer = {30, 560};
    frame();
    input.pointer = {30, 300};
    frame();
    input.down = false;
    check("after a drag");
    touch({270, 930});
    check("with a dialog");
    touch({270, 500});
    check("after the dialog");
    stage.ui().focus_on("words.2");
    check("with the keyboard");
    CHECK(partial > 5);
}

TEST_CASE("A page that was rehearsed on another thread, before there was a renderer, is shown as if it had not been") {
    if (std::getenv("DISPLAY") == nullptr) {
        SKIP("no display");
    }
    auto files = FontFiles::find();
    REQUIRE(files);
    const HiddenWindow hidden;
    app::KeptFramebuffer kept{hidden.window};
    kept.fit(Width, Height);
    const auto shown_after = [&](const std::function<void(app::Stage&)>& before) {
        app::Stage stage{*files, {}, app::Renderer::OpenGl};
        before(stage);
        Page page;
        kept.bind();
        (void)stage.draw({Width, Height}, {}, {.now = std::chrono::seconds{5}}, [&](Ui& ui) { page.draw(ui); });
        return kept.pixels();
    };
    const auto pixels = shown_after([](app::Stage&) {});
    const auto rehearsed = shown_after([](app::Stage& stage) {
        std::thread{[&] {
            Page page;
            stage.rehearse({Width, Height}, {}, std::chrono::seconds{5}, [&](Ui& ui) { page.draw(ui); });
        }}.join();
    });
    CHECK(rehearsed == pixels);
    CHECK(std::adjacent_find(pixels.begin(), pixels.end(), std::not_equal_to<>{}) != pixels.end());  // it is not empty
}
