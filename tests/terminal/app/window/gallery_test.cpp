#include "terminal/app/window/shell.hpp"
#include "terminal/input/rime_pinyin.hpp"
#include "terminal/ui/widgets/toolkit.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using namespace xz;
using namespace xz::ui;

Labels chinese_labels() {
    return {.space = "空格", .done = "完成", .more = "更多", .chinese = "中/英", .english = "英/中", .numbers = "123", .symbols = "#+=", .letters = "拼音", .newline = "换行",
            .clear = "清空", .erase = "退格", .increase = "加", .decrease = "减", .back = "返回"};
}

const std::vector<std::string> Often{"从不", "很少", "有时", "经常", "总是"};

void home(Ui& ui) {
    ui.name_screen("gallery.home");
    header(ui, "header", {.title = "张*同学", .subtitle = "软件工程系 · 软件2401", .status = "已连接", .action = "退出"});
    Scroll body{ui, "body"};
    page_heading(ui, "2026—2027 学年", "你在「诊断」这一步");
    {
        const Card card{ui};
        static const std::vector<std::string> left{"目标", "标准", "设计", "组织", "实施"}, right{"诊断", "激励", "学习", "创新", "改进"};
        year_figure(ui, "year", {.left = left, .right = right, .left_center = "规划 已通过", .right_center = "还剩 12 天", .position = 5});
    }
    {
        const Card card{ui, {.outlined = true}};
        Row row{ui, {2.6F, 1}};
        {
            const Row::Cell cell = row.cell();
            ui.set_gap(ui.px(8));
            text(ui, "年度自我诊断", {Type::Title, Weight::Bold, ui.palette().ink, Align::Left});
            text(ui, "已填 2 / 7 个方面 · 草稿已保存 10:32", {Type::Body, Weight::Regular, ui.palette().muted, Align::Left});
            ui.space(ui.px(10));
            progress(ui, "progress", 2 / 7.0F);
        }
        {
            const Row::Cell cell = row.cell();
            (void)button(ui, "continue", "继续");
        }
    }
    {
        Row row{ui, {1, 1}};
        {
            const Row::Cell cell = row.cell();
            const Card card{ui, {.tap_id = "plan", .tap_label = "发展规划"}};
            text(ui, "发展规划", {Type::Title, Weight::Bold, ui.palette().ink, Align::Left});
            text(ui, "3 个目标 · 已通过", {Type::Body, Weight::Regular, ui.palette().muted, Align::Left});
        }
        {
            const Row::Cell cell = row.cell();
            const Card card{ui, {.tap_id = "feedback", .tap_label = "意见反馈"}};
            text(ui, "意见反馈", {Type::Title, Weight::Bold, ui.palette().ink, Align::Left});
            chip(ui, "1 条新回复", Tone::Attention);
        }
    }
    (void)banner(ui, "warning", Tone::Attention, "提醒（黄色） 本学期旷课 6 学时，标准 ≤ 4", "来源 教务系统 · 截至 6 月 10 日 · 可申诉", "查看");
    (void)banner(ui, "offline", Tone::Neutral, "现在没有网络", "可以照常填写，联网后自动上传");
    (void)banner(ui, "failed", Tone::Danger, {}, "磁盘空间不足，请联系管理员");
}

void answers(Ui& ui) {
    ui.name_screen("gallery.answers");
    header(ui, "header", {.back = "返回", .title = "学业发展　3 / 7", .status = "已保存", .status_icon = Icon::Check, .progress = 3 / 7.0F});
    {
        const Footer footer{ui};
        Row row{ui, {1, 2}};
        {
            const Row::Cell cell = row.cell();
            (void)button(ui, "previous", "上一页", {.emphasis = Emphasis::Secondary});
        }
        {
            const Row::Cell cell = row.cell();
            (void)button(ui, "next", "下一页");
        }
    }
    Scroll body{ui, "body"};
    {
        const Card card{ui};
        static std::optional<int> answer = 4;
        heading(ui, "课上能专注");
        (void)likert(ui, "answer.A1", answer, Often);
        caption(ui, "去年 3 · 我的目标 4 · 良好标准 4");
    }
    {
        const Card card{ui};
        heading_with_chip(ui, "本学期旷课学时", "系统数据", Tone::Primary);
        figure(ui, "6", "学时", "黄色提醒", Tone::Attention);
        caption(ui, "标准 ≤ 4 · 教务系统 截至 6 月 10 日 · 有疑问？申诉");
    }
    {
        const Card card{ui};
        static std::optional<std::int64_t> hours = 35;
        heading(ui, "每周课外学习时间，平均每天大约多少小时？");
        (void)number(ui, "answer.A2", hours, {.least = 0, .most = 120, .step = 5, .decimals = 1, .unit = "小时 / 天"});
    }
    {
        const Card card{ui};
        static std::optional<int> level = 3;
        static const std::vector<std::string> names{"待改进", "合格", "良好", "优秀"};
        static const std::vector<std::string> anchors{"", "", "能完成学习任务，多数课程成绩在良好以上，能主动发现并补上短板。", ""};
        heading(ui, "我给自己的水平");
        (void)level_picker(ui, "level", level, names, anchors);
    }
    {
        const Card card{ui};
        static std::string choice = "cet4";
        heading(ui, "英语等级");
        static constexpr std::array<Choice, 3> Choices{{{"none", "还没有通过"}, {"cet4", "通过四级"}, {"cet6", "通过六级"}}};
        (void)choice_list(ui, "answer.A3", choice, Choices);
        static std::vector<std::string> causes{"time"};
        static constexpr std::array<Choice, 2> Causes{{{"time", "时间安排不好"}, {"method", "方法不对，常常事倍功半，需要有人指点"}}};
        (void)choice_list(ui, "causes", causes, Causes, 3);
        static bool agreed = true;
        (void)checkbox(ui, "agree", "我已阅读并同意《学生诊改数据使用告知书》", agreed);
        static std::size_t language = 0;
        static const std::vector<std::string> languages{"中文", "English"};
        (void)segments(ui, "language", language, languages);
    }
}

void writing(Ui& ui, std::string_view written, input::PinyinEngine& pinyin) {
    ui.name_screen("gallery.writing");
    header(ui, "header", {.back = "返回", .title = "学业发展　3 / 7", .status = "已保存", .status_icon = Icon::Check, .progress = 3 / 7.0F});
    Scroll body{ui, "body"};
    {
        const Card card{ui};
        heading(ui, "姓名里的少见字");
        text(ui, "𠮷 㐂 龘 䶮 买买提·阿不都热依木，欧阳𠮷娜");
        static std::string name = "买买提·阿不都热依木·艾则孜";
        (void)text_field(ui, "name", name, {.label = "姓名"});
    }
    {
        const Card card{ui};
        static std::string words;
        words = written;
        heading(ui, "主要差距是什么？");
        (void)text_field(ui, "gap", words, {.label = "主要差距", .placeholder = "请写下你觉得最需要改进的地方", .most = 200, .lines = 3});
        caption(ui, "已写 10 / 200 字");
    }
    if (ui.focus().empty()) {
        ui.focus_on("gap");
    } else if (pinyin.composing().empty()) {
        for (const char letter : std::string_view{"tigaoyingyusiji"}) {
            pinyin.type(letter);
        }
    }
}

void login(Ui& ui) {
    ui.name_screen("gallery.login");
    header(ui, "header", {.back = "返回", .title = "登录", .status = "没有网络", .status_tone = Tone::Attention, .status_icon = Icon::NoNetwork});
    const Column column{ui};
    ui.space(ui.px(48));
    page_heading(ui, "第一步", "请输入 6 位密码");
    pin_dots(ui, "pin", 3, 6);
    static std::string digits = "123";
    (void)number_pad(ui, "pad", digits, 6);
    (void)button(ui, "enter", "登录", {.enabled = Enabled::No});
    (void)button(ui, "forgot", "忘记密码？请找辅导员重置", {.emphasis = Emphasis::Quiet});
}

void report(Ui& ui) {
    ui.name_screen("gallery.report");
    header(ui, "header", {.back = "首页", .title = "学生诊改报告", .status = "2026—2027", .status_tone = Tone::Neutral, .status_icon = Icon::Calendar});
    {
        const Footer footer{ui};
        Row row{ui, {1, 1}};
        {
            const Row::Cell cell = row.cell();
            (void)button(ui, "why", "这些数怎么来的", {.emphasis = Emphasis::Secondary});
        }
        {
            const Row::Cell cell = row.cell();
            (void)button(ui, "save", "存到手机", {.icon = Icon::Phone});
        }
    }
    Scroll body{ui, "body"};
    {
        const Card card{ui};
        static const std::vector<std::string> axes{"思想品德", "学业发展", "职业技能", "身心健康", "美育人文", "劳动实践", "创新生涯"};
        static const std::vector<std::optional<double>> now{85, 72, 88, 79, 66, 85.6, 77}, self{90, 85, 80, 70, 75, 80, 85}, last{78, 66, 80, 75, std::nullopt, 82, 72};
        const std::array<RadarSeries, 3> series{{{"今年数据", SeriesLook::Main, now}, {"自我评价", SeriesLook::Dashed, self}, {"去年", SeriesLook::Faint, last}}};
        radar(ui, "radar", {axes, series, 60, "虚线圈 合格 60"});
    }
    {
        Row row{ui, {1, 1}};
        {
            const Row::Cell cell = row.cell();
            const Card card{ui};
            text(ui, "做得好", {Type::Title, Weight::Bold, ui.palette().good, Align::Left});
            text(ui, "职业技能 88.0\n劳动实践 85.6");
        }
        {
            const Row::Cell cell = row.cell();
            const Card card{ui};
            text(ui, "差距在这里", {Type::Title, Weight::Bold, ui.palette().attention, Align::Left});
            text(ui, "学业：旷课、四级");
        }
    }
    {
        const Card card{ui};
        text(ui, "带入明年规划", {Type::Title, Weight::Bold, ui.palette().ink, Align::Left});
        bullet(ui, Icon::Check, "每周两次英语晚自习，12 月通过四级");
        bullet(ui, Icon::Check, "选修一门公共艺术课");
        divider(ui);
        pair(ui, "数据完整", "7 个方面", Tone::Good);
        qr_code(ui, "qr", "https://xuezhen.example.invalid/resume?ticket=4f9a8c", 360);
        (void)list_row(ui, "history", "往年报告", {.icon = Icon::Report, .detail = "2024—2025、2025—2026", .chip = "2", .chip_tone = Tone::Primary});
    }
}

void attract(Ui& ui) {
    ui.name_screen("gallery.attract");
    night_ground(ui);
    const Column column{ui};
    const Color white = ui.palette().on_night;
    ui.space(ui.window().h * 0.08F);
    text(ui, "2026—2027 学年", {Type::Title, Weight::Regular, faded(white, 0.8F), Align::Center});
    text(ui, "学生自我诊断", {Type::Hero, Weight::Bold, white, Align::Center});
    text(ui, "定目标 · 看进步 · 知差距 · 再出发", {Type::Title, Weight::Regular, white, Align::Center});
    ui.space(ui.window().h * 0.05F);
    static const std::vector<std::string> five(5);
    year_figure(ui, "year", {.left = five, .right = five, .left_center = "规划与实施", .right_center = "诊断与改进", .position = 4.5F, .on_night = true}, 0);
    ui.space(ui.window().h * 0.05F);
    (void)button(ui, "start", "触摸屏幕开始", {.emphasis = Emphasis::OnNight});
}

void states(Ui& ui) {
    ui.name_screen("gallery.states");
    header(ui, "header", {.back = "返回", .title = "提交"});
    {
        const Column column{ui};
        ui.space(ui.px(160));
        empty_state(ui, Icon::CloudOff, Tone::Attention, "已保存在本机", "现在没有网络，联网后会自动送到学校平台。你可以放心离开。");
        ui.space(ui.px(60));
        spinner(ui, "正在提交……");
    }
    {
        const Dialog dialog{ui, "confirm", "确定提交这一年的自我诊断吗？"};
        text(ui, "提交后由辅导员和系统核对，仍可在开放期内修改后再次提交。");
        Row row{ui, {1, 1}};
        {
            const Row::Cell cell = row.cell();
            (void)button(ui, "cancel", "再看看", {.emphasis = Emphasis::Secondary});
        }
        {
            const Row::Cell cell = row.cell();
            (void)button(ui, "submit", "提交");
        }
    }
    toast(ui, "toast", "已保存", Tone::Good);
}

struct Shot {
    std::string name;
    int width, height;
    ThemeChoice choice;
};

auto open(const Shot& shot, input::PinyinEngine& pinyin) {
    return app::Shell::open({.title = "gallery", .width = shot.width, .height = shot.height, .mode = app::WindowSettings::Mode::Hidden,
                             .dots_per_mm = shot.name == "small" ? 5.2F : 4.0F, .aids = {&pinyin, nullptr}});
}

}  // namespace

TEST_CASE("Every widget draws on every kind of screen") {
    if (std::getenv("DISPLAY") == nullptr) {
        SKIP("no display");
    }
    const std::filesystem::path folder = std::filesystem::path{XUEZHEN_BUILD} / "gallery";
    std::filesystem::create_directories(folder);
    const std::unique_ptr<input::PinyinEngine> pinyin = input::open_rime({.run = folder / "pinyin"}, [] {});
    pinyin->load();
    for (int tries = 0; tries < 3000 && !pinyin->is_ready(); ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    REQUIRE(pinyin->is_ready());
    ThemeChoice large;
    large.text_scale = 2.0F;
    ThemeChoice stark;
    stark.contrast = Contrast::High;
    const std::array<std::pair<const char*, app::FrameFn>, 7> screens{{{"home", home}, {"answers", answers}, {"writing", [&](Ui& ui) { writing(ui, "英语四级还没有通过，", *pinyin); }},
                                                                        {"login", login}, {"report", report}, {"attract", attract}, {"states", states}}};
    for (const Shot& shot : {Shot{"portrait", 1080, 1920, {}}, Shot{"wide", 1920, 1080, {}}, Shot{"small", 800, 480, {}}, Shot{"large", 1080, 1920, large}, Shot{"stark", 1080, 1920, stark}}) {
        auto shell = open(shot, *pinyin);
        // An X server without clients may just be starting anew.
        for (int tries = 0; tries < 20 && !shell; ++tries) {
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
            shell = open(shot, *pinyin);
        }
        INFO((shell ? std::string{} : shell.error()));
        REQUIRE(shell);
        (*shell)->set_choice(shot.choice);
        for (const auto& [name, frame] : screens) {
            const auto file = folder / (shot.name + '-' + name + ".png");
            const auto done = (*shell)->screenshot([&](Ui& ui) { ui.set_labels(chinese_labels()); frame(ui); }, file);
            REQUIRE(done);
            CHECK(std::filesystem::file_size(file) > 2000);
        }
    }
}
