// 维护: what IT looks at and does at the terminal itself.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/maintenance_store.hpp"
#include "terminal/ui/screens/maintenance_words.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {
namespace {

using flow::StaffPage;

void fact(Ui& ui, std::string_view label, std::string_view value, Tone tone = Tone::Neutral) { pair(ui, label, value.empty() ? "—" : value, tone); }

Wishes overview(const Frame& frame, const flow::Maintenance& panel) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& facts = *panel.facts;
    Wishes wanted;
    struct Way {
        StaffPage page;
        std::string_view id, title;
        Icon icon;
        Said said;
    };
    const auto volume = facts.volume ? std::to_string(*facts.volume) + "%" : std::string{words("maintenance.no_mixer"_t)};
    const Way ways[] = {
        {StaffPage::Network, "maintenance.network", words("maintenance.network"_t), Icon::Cloud, line_word(frame, facts)},
        {StaffPage::Sync, "maintenance.sync", words("maintenance.sync"_t), Icon::Sync, queue_word(frame, facts)},
        {StaffPage::Store, "maintenance.store", words("maintenance.store"_t), Icon::Database, store_word(frame, panel)},
        {StaffPage::Versions, "maintenance.versions", words("maintenance.versions"_t), Icon::Info, {facts.version, Tone::Neutral}},
        {StaffPage::TouchTest, "maintenance.touch", words("maintenance.touch"_t), Icon::Reach, {}},
        {StaffPage::Volume, "maintenance.volume", words("maintenance.volume"_t), Icon::Speaker, {volume, Tone::Neutral}},
    };
    page_heading(ui, frame.state.machine.name, words("maintenance.heading"_t));
    if (!facts.alarm.empty()) (void)banner(ui, "maintenance.alarm", Tone::Danger, words("maintenance.alarm"_t), facts.alarm);
    {
        Card card{ui};
        for (const auto& way : ways)
            if (list_row(ui, way.id, way.title, {.icon = way.icon, .chip = way.said.text, .chip_tone = way.said.tone})) wanted.add(flow::OpenStaffPage{way.page});
    }
    Card card{ui};
    if (list_row(ui, "maintenance.restart", words("maintenance.restart"_t), {.icon = Icon::Restart, .detail = words("maintenance.restart_text"_t)}))
        wanted.add(flow::AskProgramEnd{flow::ProgramEnd::Restart});
    if (list_row(ui, "maintenance.leave", words("maintenance.leave"_t), {.icon = Icon::Logout, .detail = words("maintenance.leave_text"_t)}))
        wanted.add(flow::AskProgramEnd{flow::ProgramEnd::Leave});
    return wanted;
}

Wishes network(const Frame& frame, const flow::Maintenance& panel) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& facts = *panel.facts;
    const auto line = line_word(frame, facts);
    Wishes wanted;
    page_heading(ui, frame.state.machine.name, words("maintenance.network"_t));
    (void)banner(ui, "maintenance.line", line.tone, line.text, line_advice(frame, facts.line));
    {
        Card card{ui};
        fact(ui, words("maintenance.platform"_t), facts.platform_url);
        fact(ui, words("maintenance.last_contact"_t), moment(frame, facts.last_contact));
        fact(ui, words("maintenance.certificate_until"_t), moment(frame, facts.certificate_until));
        fact(ui, words("maintenance.proxy"_t), facts.ignored_proxy.empty() ? words("maintenance.no_proxy"_t) : words("maintenance.proxy_ignored"_t));
        if (!facts.ignored_proxy.empty()) caption(ui, facts.ignored_proxy);
    }
    if (!facts.trouble.empty()) {
        Card card{ui};
        heading(ui, words("maintenance.last_error"_t));
        text(ui, facts.trouble, {.type = Type::Label, .color = ui.palette().muted});
    }
    if (button(ui, "maintenance.sync_now", words("maintenance.try_now"_t), {.icon = Icon::Sync})) wanted.add(flow::SyncEverything{});
    return wanted;
}

Wishes sync(const Frame& frame, const flow::Maintenance& panel) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& facts = *panel.facts;
    const auto count = [](std::uint64_t number) { return std::to_string(number); };
    const auto bad = [](std::uint64_t number) { return number > 0 ? Tone::Danger : Tone::Neutral; };
    Wishes wanted;
    page_heading(ui, frame.state.machine.name, words("maintenance.sync"_t));
    {
        Card card{ui};
        figure(ui, count(facts.waiting), words("maintenance.waiting"_t), line_word(frame, facts).text, line_word(frame, facts).tone);
        fact(ui, words("maintenance.oldest"_t), facts.oldest_waiting ? moment(frame, facts.oldest_waiting) : std::string{});
        fact(ui, words("maintenance.last_contact"_t), moment(frame, facts.last_contact));
        fact(ui, words("maintenance.held"_t), count(facts.held));
        fact(ui, words("maintenance.quarantined"_t), count(facts.quarantined), bad(facts.quarantined));
        fact(ui, words("maintenance.refused"_t), count(facts.refused), bad(facts.refused));
        fact(ui, words("maintenance.set_aside"_t), count(facts.set_aside), bad(facts.set_aside));
    }
    if (facts.quarantined + facts.refused + facts.set_aside > 0) bullet(ui, Icon::Info, words("maintenance.aside_text"_t), Tone::Attention);
    if (facts.refused > 0 && button(ui, "maintenance.retry_refused", words("maintenance.retry_refused"_t), {.emphasis = Emphasis::Secondary}))
        wanted.add(flow::RetryRefused{});
    if (button(ui, "maintenance.sync_now", words("maintenance.sync_now"_t), {.icon = Icon::Sync})) wanted.add(flow::SyncEverything{});
    return wanted;
}

Wishes versions(const Frame& frame, const flow::Maintenance& panel) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& facts = *panel.facts;
    page_heading(ui, frame.state.machine.name, words("maintenance.versions"_t));
    Card card{ui};
    fact(ui, words("maintenance.program"_t), facts.version);
    fact(ui, words("maintenance.bundle"_t), facts.bundle_version == 0 ? std::string{} : std::to_string(facts.bundle_version));
    fact(ui, words("maintenance.form"_t), frame.state.machine.published == nullptr ? std::string{} : frame.state.machine.published->current().id());
    fact(ui, "SQLCipher", facts.cipher_version);
    fact(ui, words("maintenance.system"_t), facts.system);
    return {};
}

Wishes volume(const Frame& frame, const flow::Maintenance& panel) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& facts = *panel.facts;
    Wishes wanted;
    page_heading(ui, frame.state.machine.name, words("maintenance.volume"_t));
    if (facts.mixer.empty()) {
        empty_state(ui, Icon::Speaker, Tone::Attention, words("maintenance.no_mixer"_t), words("maintenance.no_mixer_text"_t));
        return wanted;
    }
    Card card{ui};
    bullet(ui, Icon::Info, words("maintenance.volume_text"_t));
    std::optional<std::int64_t> percent = facts.volume;
    if (number(ui, "maintenance.percent", percent, {.step = 5, .unit = "%"}) && percent) wanted.add(flow::ChooseVolume{static_cast<int>(*percent)});
    caption(ui, facts.mixer);
    return wanted;
}

Wishes sure(const Frame& frame, flow::ProgramEnd end) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const bool leave = end == flow::ProgramEnd::Leave;
    Wishes wanted;
    Dialog dialog{ui, "maintenance.sure", {.title = words(leave ? "maintenance.leave_sure"_t : "maintenance.restart_sure"_t),
                                           .words = words(leave ? "maintenance.leave_sure_text"_t : "maintenance.restart_sure_text"_t), .actions = 2}};
    if (dialog.action("maintenance.stay", words("maintenance.keep_running"_t))) wanted.add(flow::KeepRunning{});
    if (dialog.action("maintenance.end", words(leave ? "maintenance.leave"_t : "maintenance.restart"_t), Emphasis::Danger)) wanted.add(flow::EndProgramNow{});
    return wanted;
}

Wishes page(const Frame& frame, const flow::Maintenance& panel) {
    switch (panel.page) {
        case StaffPage::Network: return network(frame, panel);
        case StaffPage::Sync: return sync(frame, panel);
        case StaffPage::Store: return draw_store_page(frame, panel);
        case StaffPage::Versions: return versions(frame, panel);
        case StaffPage::Volume: return volume(frame, panel);
        case StaffPage::Overview:
        case StaffPage::TouchTest: break;
    }
    return overview(frame, panel);
}

}  // namespace

Wishes draw_maintenance(const Frame& frame, const flow::Maintenance& panel, Draft& draft) {
    auto& ui = frame.ui;
    if (panel.page == StaffPage::TouchTest) return draw_touch_test(frame, draft.touched);
    draft.touched = {};
    auto wanted = plain_header(frame, frame.words("maintenance.title"_t));
    if (panel.facts == nullptr) {
        waiting(frame, frame.words("maintenance.looking"_t));
        return wanted;
    }
    {
        Scroll body{ui, "body"};
        wanted.add(page(frame, panel));
    }
    if (panel.salvage && panel.salvage->step == flow::Salvaging::Step::Asked) return draw_salvage_question(frame);
    if (panel.asks) return sure(frame, *panel.asks);  // what lies under it is not touched
    return wanted;
}

}  // namespace xz::ui::screens
