#include "terminal/ui/widgets/widget_list.hpp"

#include <array>
#include <cmath>
#include <utility>

namespace xz::ui {

namespace {

constexpr std::array Names{
    std::pair{Role::Heading, "heading"}, std::pair{Role::Text, "text"},         std::pair{Role::Button, "button"},     std::pair{Role::Chip, "chip"},
    std::pair{Role::Choice, "choice"},   std::pair{Role::Checkbox, "checkbox"}, std::pair{Role::Slider, "slider"},     std::pair{Role::Stepper, "stepper"},
    std::pair{Role::Field, "field"},     std::pair{Role::Key, "key"},           std::pair{Role::Candidate, "candidate"}, std::pair{Role::Progress, "progress"},
    std::pair{Role::Banner, "banner"},   std::pair{Role::Figure, "figure"},     std::pair{Role::Scroll, "scroll"},     std::pair{Role::Dialog, "dialog"}};

void append_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            constexpr std::string_view Hex = "0123456789abcdef";
            out += "\\u00";
            out += Hex[static_cast<unsigned char>(c) >> 4];
            out += Hex[static_cast<unsigned char>(c) & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
    append_string(out, name);
    out += ':';
    append_string(out, value);
    out += ',';
}

void append_rect(std::string& out, std::string_view name, const Rect& rect) {
    append_string(out, name);
    out += ":[";
    out += std::to_string(std::lround(rect.x)) + ',' + std::to_string(std::lround(rect.y)) + ',' + std::to_string(std::lround(rect.w)) + ',' +
           std::to_string(std::lround(rect.h)) + "],";
}

}  // namespace

std::string_view name_of(Role role) {
    for (const auto& [value, name] : Names) {
        if (value == role) {
            return name;
        }
    }
    return {};
}

std::string to_json(const WidgetList& list) {
    std::string out = "{\"frame\":" + std::to_string(list.frame) + ',';
    append_member(out, "screen", list.screen);
    out += "\"widgets\":[";
    for (const WidgetRecord& widget : list.widgets) {
        out += '{';
        append_member(out, "id", widget.id);
        append_member(out, "role", name_of(widget.role));
        append_member(out, "label", widget.label);
        append_member(out, "value", widget.value);
        append_rect(out, "rect", widget.rect);
        append_rect(out, "visible", widget.visible);
        append_member(out, "target", widget.target == Target::None ? "none" : widget.target == Target::Key ? "key" : "finger");
        out += widget.enabled ? "\"enabled\":true}," : "\"enabled\":false},";
    }
    if (!list.widgets.empty()) {
        out.pop_back();
    }
    return out + "]}";
}

}  // namespace xz::ui
