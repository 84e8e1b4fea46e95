// What is only read: headings, paragraphs, captions, chips, banners, progress, QR codes.
#pragma once

#include "terminal/ui/canvas/canvas.hpp"
#include "terminal/ui/widgets/containers.hpp"

#include <optional>
#include <string_view>

namespace xz::ui {

class Ui;

void text(Ui& ui, std::string_view text);                       // body, wrapped
void text(Ui& ui, std::string_view text, const TextLook& look);
void heading(Ui& ui, std::string_view text);                    // a card's title, bold
void page_heading(Ui& ui, std::string_view over, std::string_view text);  // a page's: small muted line above, big bold below
void caption(Ui& ui, std::string_view text);                    // muted, small
// A label left and its value right on one line; wraps to two lines when they do not fit.
void pair(Ui& ui, std::string_view label, std::string_view value, Tone tone = Tone::Neutral);
// A big number with its unit, and a chip at the right.
void figure(Ui& ui, std::string_view value, std::string_view unit, std::string_view chip = {}, Tone tone = Tone::Neutral);
[[nodiscard]] float figure_height(Ui& ui);  // without a chip below
// A pill with words; `icon` tells its meaning besides the colour.
void chip(Ui& ui, std::string_view text, Tone tone, Icon icon = Icon::None);
// A title and a chip on its right: 本学期旷课学时 (系统数据).
void heading_with_chip(Ui& ui, std::string_view text, std::string_view chip, Tone tone);
// A ✓ or • before a wrapped line.
void bullet(Ui& ui, Icon icon, std::string_view text, Tone tone = Tone::Primary);
void progress(Ui& ui, std::string_view id, float share);        // 0…1
void divider(Ui& ui);
// A notice with an icon whose shape says its kind; true when its action is tapped.
[[nodiscard]] bool banner(Ui& ui, std::string_view id, Tone tone, std::string_view title, std::string_view text, std::string_view action = {});
void qr_code(Ui& ui, std::string_view id, std::string_view content, float side_units);
void spinner(Ui& ui, std::string_view text);
// Centred big icon, title and words: empty, offline and error states.
void empty_state(Ui& ui, Icon icon, Tone tone, std::string_view title, std::string_view text);
// n of `count` digits of a PIN, never which.
void pin_dots(Ui& ui, std::string_view id, std::size_t filled, std::size_t count, Tone tone = Tone::Primary);

}  // namespace xz::ui
