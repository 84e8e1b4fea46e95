#include "terminal/ui/screens/maintenance_store.hpp"

#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/maintenance_words.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {
namespace {

using Step = flow::Salvaging::Step;
using Identity = flow::MachineFacts::Wreck::Identity;

void fact(Ui& ui, std::string_view label, std::string_view value, Tone tone = Tone::Neutral) { pair(ui, label, value.empty() ? "—" : value, tone); }

std::string_view what_to_do(const Frame& frame) {
    const auto& words = frame.words;
    if (frame.state.machine.problem) {
        switch (*frame.state.machine.problem) {
            case flow::StoreProblem::Broken: return words("maintenance.do_damaged"_t);
            case flow::StoreProblem::WrongKey: return words("maintenance.do_key"_t);
            case flow::StoreProblem::KeyringBroken: return words("maintenance.do_keyring"_t);
            case flow::StoreProblem::Foreign: return words("maintenance.do_foreign"_t);
            case flow::StoreProblem::TooNew: return words("maintenance.do_update"_t);
            case flow::StoreProblem::Unreachable:
            case flow::StoreProblem::DiskFull: break;
        }
    }
    return words("maintenance.store_shut_text"_t);
}

void check_result(const Frame& frame, const flow::StoreCheckStep& check) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    if (check.done < check.all) {
        Card card{ui};
        heading(ui, words("maintenance.checking"_t));
        progress(ui, "maintenance.check_progress", static_cast<float>(check.done) / static_cast<float>(check.all));
        return;
    }
    if (check.faults.empty()) {
        (void)banner(ui, "maintenance.check_result", Tone::Good, words("maintenance.store_whole"_t), words("maintenance.store_whole_text"_t));
        return;
    }
    (void)banner(ui, "maintenance.check_result", Tone::Danger, words("maintenance.store_faulty"_t), words("maintenance.store_faulty_text"_t));
    Card card{ui};
    constexpr std::size_t shown = 5;
    for (std::size_t i = 0; i < check.faults.size() && i < shown; ++i) caption(ui, check.faults[i]);
}

void wreck_facts(const Frame& frame, const flow::MachineFacts::Wreck& wreck) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const bool lost = wreck.identity == Identity::Lost;
    Card card{ui};
    heading(ui, words("maintenance.wreck"_t));
    fact(ui, words("maintenance.wreck_pages"_t), std::to_string(wreck.damaged_pages) + " / " + std::to_string(wreck.pages), Tone::Danger);
    fact(ui, words("maintenance.wreck_envelopes"_t), std::to_string(wreck.envelopes));
    fact(ui, words("maintenance.wreck_lost"_t), std::to_string(wreck.lost), wreck.lost > 0 ? Tone::Danger : Tone::Neutral);
    fact(ui, words("maintenance.drafts"_t), std::to_string(wreck.drafts));
    fact(ui, words("maintenance.wreck_identity"_t), words(lost ? "maintenance.wreck_identity_lost"_t : "maintenance.store_whole"_t), lost ? Tone::Danger : Tone::Neutral);
}

Wishes salvage_part(const Frame& frame, const flow::Maintenance& panel) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const Step step = panel.salvage ? panel.salvage->step : Step::Asked;
    Wishes wanted;
    if (step == Step::Running) {
        waiting(frame, words("maintenance.salvaging"_t));
        return wanted;
    }
    if (step == Step::Done) {
        (void)banner(ui, "maintenance.salvaged", Tone::Good, words("maintenance.salvaged"_t),
                     words("maintenance.salvaged_text"_t, {{"folder", panel.salvage->outcome.aside}}));
        if (button(ui, "maintenance.restart", words("maintenance.restart"_t), {.icon = Icon::Restart})) wanted.add(flow::AskProgramEnd{flow::ProgramEnd::Restart});
        return wanted;
    }
    if (step == Step::Failed) (void)banner(ui, "maintenance.not_salvaged", Tone::Danger, words("maintenance.not_salvaged"_t), panel.salvage->outcome.failure);
    wreck_facts(frame, *panel.facts->wreck);
    if (button(ui, "maintenance.salvage", words("maintenance.salvage"_t), {.icon = Icon::Build})) wanted.add(flow::AskSalvage{});
    return wanted;
}

}  // namespace

Wishes draw_store_page(const Frame& frame, const flow::Maintenance& panel) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& facts = *panel.facts;
    const auto said = store_word(frame, panel);
    const bool shut = facts.health == flow::MachineFacts::Health::Shut;
    Wishes wanted;
    page_heading(ui, frame.state.machine.name, words("maintenance.store"_t));
    {
        Card card{ui};
        heading_with_chip(ui, words("maintenance.health"_t), said.text, said.tone);
        if (!facts.store_failure.empty()) caption(ui, facts.store_failure);
        fact(ui, words("maintenance.free"_t), shut ? std::string{} : size_text(facts.free_bytes));
        fact(ui, words("maintenance.drafts"_t), shut ? std::string{} : std::to_string(facts.drafts));
        fact(ui, words("maintenance.key_level"_t), key_level_word(frame, facts.key_level));
        if (!facts.stores_aside.empty()) fact(ui, words("maintenance.stores_aside"_t), std::to_string(facts.stores_aside.size()), Tone::Attention);
    }
    if (shut) bullet(ui, Icon::Warning, what_to_do(frame), Tone::Danger);
    if (panel.check) check_result(frame, *panel.check);
    if (facts.wreck) {
        wanted.add(salvage_part(frame, panel));
        return wanted;
    }
    const bool checking = panel.check && panel.check->done < panel.check->all;
    if (button(ui, "maintenance.check", words("maintenance.check"_t), {.icon = Icon::Build, .enabled = checking || shut ? Enabled::No : Enabled::Yes}))
        wanted.add(flow::CheckWholeStore{});
    return wanted;
}

Wishes draw_salvage_question(const Frame& frame) {
    const auto& words = frame.words;
    Wishes wanted;
    Dialog dialog{frame.ui, "maintenance.salvage_sure", {.title = words("maintenance.salvage_sure"_t), .words = words("maintenance.salvage_sure_text"_t), .actions = 2}};
    if (dialog.action("maintenance.stay", words("maintenance.salvage_not"_t))) wanted.add(flow::KeepRunning{});
    if (dialog.action("maintenance.salvage_now", words("maintenance.salvage"_t), Emphasis::Danger)) wanted.add(flow::SalvageNow{});
    return wanted;
}

}  // namespace xz::ui::screens
