#include "terminal/ui/screens/maintenance_words.hpp"

#include "terminal/ui/screens/wording.hpp"

#include <array>

namespace xz::ui::screens {

using Line = flow::MachineFacts::Line;

Said line_word(const Frame& frame, const flow::MachineFacts& facts) {
    const auto& words = frame.words;
    const auto said = [](std::string_view text, Tone tone) { return Said{std::string{text}, tone}; };
    switch (facts.line) {
        case Line::Connected: return said(words("maintenance.line_connected"_t), Tone::Good);
        case Line::Offline: return said(words("maintenance.line_offline"_t), Tone::Attention);
        case Line::UntrustedServer: return said(words("maintenance.line_untrusted"_t), Tone::Danger);
        case Line::RefusedIdentity: return said(words("maintenance.line_refused"_t), Tone::Danger);
        case Line::NotThePlatform: return said(words("maintenance.line_stranger"_t), Tone::Danger);
        case Line::Troubled: return said(words("maintenance.line_troubled"_t), Tone::Attention);
        case Line::Unknown: break;
    }
    return said(words("maintenance.line_unknown"_t), Tone::Neutral);
}

std::string_view line_advice(const Frame& frame, Line line) {
    const auto& words = frame.words;
    switch (line) {
        case Line::Connected: return words("maintenance.advice_connected"_t);
        case Line::Offline: return words("maintenance.advice_offline"_t);
        case Line::UntrustedServer: return words("maintenance.advice_untrusted"_t);
        case Line::RefusedIdentity: return words("maintenance.advice_refused"_t);
        case Line::NotThePlatform: return words("maintenance.advice_stranger"_t);
        case Line::Troubled: return words("maintenance.advice_troubled"_t);
        case Line::Unknown: break;
    }
    return words("maintenance.advice_unknown"_t);
}

Said queue_word(const Frame& frame, const flow::MachineFacts& facts) {
    if (facts.quarantined + facts.refused + facts.set_aside > 0)
        return {frame.words.count("maintenance.aside_count"_t, facts.quarantined + facts.refused + facts.set_aside), Tone::Danger};
    if (facts.waiting > 0) return {frame.words.count("maintenance.waiting_count"_t, facts.waiting), Tone::Attention};
    return {std::string{frame.words("maintenance.queue_empty"_t)}, Tone::Good};
}

Said store_word(const Frame& frame, const flow::Maintenance& panel) {
    using Health = flow::MachineFacts::Health;
    const auto& words = frame.words;
    if (panel.check && !panel.check->faults.empty()) return {std::string{words("maintenance.store_faulty"_t)}, Tone::Danger};
    switch (panel.facts->health) {
        case Health::Shut: return {std::string{words("maintenance.store_shut"_t)}, Tone::Danger};
        case Health::Full: return {std::string{words("maintenance.store_full"_t)}, Tone::Attention};
        case Health::Good: break;
    }
    return {std::string{words("maintenance.store_good"_t)}, Tone::Good};
}

std::string_view key_level_word(const Frame& frame, std::string_view level) {
    const auto& words = frame.words;
    if (level == "tpm") return words("maintenance.key_tpm"_t);
    if (level == "credentials") return words("maintenance.key_credentials"_t);
    return level == "file" ? words("maintenance.key_file"_t) : level;
}

std::string moment(const Frame& frame, const std::optional<Instant>& at) {
    if (!at) return std::string{frame.words("maintenance.never"_t)};
    return day(frame, day_in_china(*at)) + " " + clock_time(*at);
}

std::string size_text(std::uint64_t bytes) {
    constexpr std::array units{"KB", "MB", "GB", "TB"};
    std::uint64_t tenths = bytes * 10 / 1024;
    std::size_t unit = 0;
    while (tenths >= 10240 && unit + 1 < units.size()) {
        tenths /= 1024;
        ++unit;
    }
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " " + units[unit];
}

}  // namespace xz::ui::screens
