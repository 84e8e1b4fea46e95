#include "terminal/ui/speech/read_aloud.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace xz::ui::speech {

using locale::operator""_t;

namespace {

constexpr std::string_view Chosen = "chosen";

std::string joined(const std::vector<std::string>& parts, std::string_view comma) {
    std::string out;
    for (const std::string& part : parts) {
        if (part.empty()) {
            continue;
        }
        out += out.empty() ? "" : comma;
        out += part;
    }
    return out;
}

std::string secret(const WidgetRecord& widget, const locale::Catalog& words) {
    if (widget.role != Role::Field) {
        return std::string{words("speech.secret_key"_t)};
    }
    return words.count("speech.entered"_t, std::strtoull(widget.value.c_str(), nullptr, 10));
}

const WidgetRecord* find(const WidgetList& frame, std::string_view id) {
    // What lies on top was drawn last.
    const auto found = std::find_if(frame.widgets.rbegin(), frame.widgets.rend(), [&](const WidgetRecord& widget) { return widget.id == id; });
    return found == frame.widgets.rend() ? nullptr : &*found;
}

}  // namespace

std::string utterance_of(const WidgetRecord& widget, const locale::Catalog& words) {
    if (widget.secrecy == Secrecy::Secret) {
        return secret(widget, words);
    }
    const auto word = [&](locale::Key key) { return std::string{words(key)}; };
    const bool chosen = widget.value == Chosen;
    std::string kind, value = widget.value;
    switch (widget.role) {
        case Role::Button:
            kind = word("speech.button"_t);
            break;
        case Role::Choice:
            kind = word("speech.choice"_t);
            value = chosen ? word("speech.chosen"_t) : std::string{};
            break;
        case Role::Checkbox:
            kind = word("speech.checkbox"_t);
            value = word(chosen ? "speech.chosen"_t : "speech.not_chosen"_t);
            break;
        case Role::Slider:
            kind = word("speech.slider"_t);
            break;
        case Role::Field:
            kind = word("speech.field"_t);
            value = value.empty() ? word("speech.empty"_t) : value;
            break;
        case Role::Progress:
            value = value.empty() ? value : words("speech.percent"_t, {{"percent", value}});
            break;
        case Role::Stepper:
        case Role::Heading:
        case Role::Text:
        case Role::Chip:
        case Role::Key:
        case Role::Candidate:
        case Role::Banner:
        case Role::Figure:
        case Role::Dialog:
            break;
        case Role::Scroll:
            return {};
    }
    return joined({widget.label, kind, value, widget.enabled ? std::string{} : word("speech.disabled"_t)}, words("speech.comma"_t));
}

// Dialogs with all their words; only what was not there before.
std::string ReadAloud::came_up(const WidgetList& frame) {
    std::set<std::string> over;
    std::string said;
    bool inside = false;
    for (const WidgetRecord& widget : frame.widgets) {
        if (widget.role == Role::Dialog) {
            over.insert(widget.id);
            inside = !over_.contains(widget.id);
            said += inside ? widget.label + '\n' : std::string{};
        } else if (inside && widget.role == Role::Text) {
            said += widget.label + '\n';
        }
    }
    over_ = std::move(over);
    return said;
}

// How many digits stand in the secret field, when that changed.
std::string ReadAloud::entered(const WidgetList& frame, const locale::Catalog& words) {
    for (const WidgetRecord& widget : frame.widgets) {
        if (widget.role == Role::Field && widget.secrecy == Secrecy::Secret) {
            const bool changed = entry_ != widget.value && (!entry_.empty() || widget.value != "0");
            entry_ = widget.value;
            return changed ? utterance_of(widget, words) : std::string{};
        }
    }
    entry_.clear();
    return {};
}

std::optional<std::string> ReadAloud::after(const WidgetList& frame, const locale::Catalog& words) {
    std::string said = came_up(frame);
    const std::string digits = entered(frame, words);
    const bool turned = frame.screen != screen_;
    if (turned) {
        screen_ = frame.screen;
        touched_.clear();
        told_.clear();
        for (const WidgetRecord& widget : frame.widgets) {
            if (widget.role == Role::Heading && said.empty()) {
                said = widget.label;
            }
        }
    }
    if (!said.empty()) {
        return said;
    }
    if (!digits.empty()) {
        return digits;
    }
    // A finger that goes up leaves what it touched: a value that changes now is still told.
    const std::string& now = frame.touched.empty() ? touched_ : frame.touched;
    const WidgetRecord* widget = now.empty() ? nullptr : find(frame, now);
    if (widget == nullptr) {
        return std::nullopt;
    }
    const std::string words_now = utterance_of(*widget, words);
    const bool again = frame.touched.empty() || now == touched_;
    if ((again && words_now == told_) || words_now.empty()) {
        return std::nullopt;
    }
    touched_ = now;
    told_ = words_now;
    return words_now;
}

}  // namespace xz::ui::speech
