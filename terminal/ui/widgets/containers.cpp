#include "terminal/ui/widgets/containers.hpp"

#include "terminal/ui/widgets/buttons.hpp"
#include "terminal/ui/widgets/memory.hpp"
#include "terminal/ui/widgets/ui.hpp"

#include <cmath>
#include <numeric>

namespace xz::ui {

namespace {

constexpr float Endless = 1e6F;  // the height of an area that grows with its content
constexpr float BarUnits = 96;
constexpr float LeastShare = 0.8F;  // of their size that words beside a title may shrink to; else they are left out

void card_ground(Ui& ui, const Rect& rect, const CardLook& look, bool pressed) {
    const Palette& colors = ui.palette();
    const float radius = ui.theme().radius();
    const Canvas::Ground grows{ui.canvas()};
    ui.canvas().shadow(rect.moved(0, ui.px(3)), radius, ui.px(14), colors.shadow);
    const Color ground = look.tone == Tone::Neutral ? colors.surface : colors_of(colors, look.tone).soft;
    ui.canvas().fill(rect, pressed ? mixed(ground, colors.primary_soft, 0.9F) : ground, radius);
    if (look.outlined) {
        ui.canvas().stroke(rect, colors.primary, ui.px(4), radius);
    } else if (ui.choice().contrast == Contrast::High) {
        ui.canvas().stroke(rect, colors.line, ui.px(2), radius);
    }
}

// On one line; a title that is too long for it on two, as large as they fit into the bar, so that no word is lost.
void bar_title(Ui& ui, const Rect& place, std::string_view title) {
    const TextLook look{Type::Label, Weight::Bold, ui.palette().ink, Align::Center};
    if (ui.canvas().text_width(title, look.type, look.weight) <= place.w) {
        ui.canvas().label(place, title, look);
        return;
    }
    for (const Type type : {Type::Label, Type::Caption, Type::Micro}) {
        const float height = ui.canvas().paragraph_height(title, place.w, type, look.weight);
        if (height > place.h) {
            continue;
        }
        ui.canvas().paragraph({place.x, place.center().y - height / 2, place.w, height}, title, {type, look.weight, look.color, look.align});
        return;
    }
    ui.canvas().fitted_label(place, title, look);
}

// How far beside its place the page of this id still is, in the moment after it was turned to: the next one comes from the right, the
// last one from the left.
float page_shift(Ui& ui, std::string_view id) {
    constexpr std::chrono::milliseconds Pace{33};  // a software renderer draws no more of whole pages
    const Look::Motions& motion = ui.theme().motion();
    const auto age = ui.shown_for(std::string{id} + ".page");
    if (age >= motion.page || ui.turn() == Turn::None) {
        return 0;
    }
    ui.wants_frame_in(Pace);
    const float left = 1 - static_cast<float>(age.count()) / static_cast<float>(motion.page.count());
    return std::round(ui.px(motion.page_shift) * left * left * left) * (ui.turn() == Turn::Back ? -1.0F : 1.0F);
}

}  // namespace

void night_ground(Ui& ui) {
    ui.canvas().fill_gradient(ui.window(), ui.palette().night_top, ui.palette().night_bottom);
}

HeaderTap header(Ui& ui, std::string_view id, const HeaderLook& look) {
    const Palette& colors = ui.palette();
    const Theme& theme = ui.theme();
    const float margin = theme.margin();
    const Rect bar = ui.take(std::round(std::max({ui.px(BarUnits), theme.target(), theme.line_height(Type::Label) + ui.px(40)})));
    ui.canvas().fill(bar, colors.surface);
    ui.canvas().fill({bar.x, bar.bottom() - 1, bar.w, 1}, colors.line);
    const std::string prefix{id};
    HeaderTap tap = HeaderTap::None;
    float left = bar.x + margin, right = bar.right() - margin;

    if (!look.action.empty()) {
        const float width = ui.canvas().text_width(look.action, Type::Label, Weight::Bold) + ui.px(52);
        const Rect pill{right - width, bar.center().y - ui.px(27), width, ui.px(54)};
        const Rect reach{pill.x - ui.px(12), bar.y, pill.w + ui.px(12) + margin, bar.h};
        const Ui::Touch touch = ui.touch(prefix + ".action", Role::Button, look.action, reach);
        const Rect grown = pill.inset(0, std::min(0.0F, (pill.h - theme.line_height(Type::Label) - ui.px(8)) / 2));
        ui.canvas().fill(grown, touch.pressed ? mixed(colors.primary_soft, colors.primary, 0.25F) : colors.primary_soft, grown.h / 2);
        ui.canvas().label(grown, look.action, {Type::Label, Weight::Bold, colors.primary, Align::Center});
        tap = touch.tapped ? HeaderTap::Action : tap;
        right = pill.x - ui.px(24);
    }
    if (!look.back.empty()) {
        const float width = ui.canvas().text_width(look.back, Type::Label, Weight::Bold) + theme.type_size(Type::Label);
        const Rect reach{bar.x, bar.y, std::max(margin + width + ui.px(24), theme.target()), bar.h};
        const Ui::Touch touch = ui.touch(prefix + ".back", Role::Button, look.back, reach);
        const Color ink = touch.pressed ? colors.primary : colors.ink;
        const float arrow = theme.type_size(Type::Label) * 1.4F;
        ui.canvas().icon({left + arrow * 0.1F, bar.center().y}, Icon::Back, arrow, ink);
        ui.canvas().label({left + arrow * 0.6F, bar.y, width, bar.h}, look.back, {Type::Label, Weight::Bold, ink, Align::Left});
        if (touch.tapped) {
            tap = HeaderTap::Back;
            ui.turns_back();
        }
        left = reach.right();
    }
    const float status_width = look.status.empty() ? 0 : ui.canvas().text_width(look.status, Type::Label) + (look.status_icon == Icon::None ? ui.px(30) : theme.type_size(Type::Label) * 1.4F);
    const bool left_title = look.back.empty();
    if (status_width > 0) {
        const float room = (right - left) * (left_title ? 0.5F : 0.42F);
        const float width = std::min(status_width, room);
        const Rect place{right - width, bar.y, width, bar.h};
        const ToneColors tone = colors_of(colors, look.status_tone);
        const bool dot = look.status_icon == Icon::None;
        if (dot) {
            ui.canvas().circle({place.x + ui.px(9), place.center().y + ui.px(1)}, ui.px(9), tone.sign);
        } else {
            ui.canvas().icon({place.x + theme.type_size(Type::Label) * 0.55F, place.center().y}, look.status_icon, theme.type_size(Type::Label) * 1.2F, tone.ink);
        }
        const float skip = dot ? ui.px(30) : theme.type_size(Type::Label) * 1.36F;
        ui.canvas().fitted_label({place.x + skip, place.y, place.w - skip, place.h}, look.status, {Type::Label, Weight::Regular, dot ? colors.muted : tone.ink, Align::Left});
        ui.show(prefix + ".status", Role::Text, look.status, place);
        right = place.x - ui.px(24);
    }
    if (left_title) {
        const float width = std::min(ui.canvas().text_width(look.title, Type::Label, Weight::Bold), right - left);
        ui.canvas().fitted_label({left, bar.y, width, bar.h}, look.title, {Type::Label, Weight::Bold, colors.ink, Align::Left});
        const float after = left + width + ui.px(24);
        if (right - after >= ui.canvas().text_width(look.subtitle, Type::Label) * LeastShare) {
            ui.canvas().fitted_label({after, bar.y, right - after, bar.h}, look.subtitle, {Type::Label, Weight::Regular, colors.muted, Align::Left});
        }
    } else {
        // Centred in the window where that leaves both sides free, else between them.
        const float want = ui.canvas().text_width(look.title, Type::Label, Weight::Bold);
        const float half = std::min(bar.center().x - left, right - bar.center().x);
        const Rect place = want <= 2 * half ? Rect{bar.center().x - half, bar.y, 2 * half, bar.h} : Rect{left, bar.y, right - left, bar.h};
        bar_title(ui, place, look.title);
    }
    ui.show(prefix + ".title", Role::Heading, look.title, bar);
    if (look.progress) {
        const Rect track = ui.take(std::round(ui.px(10)));
        const float share = ui.eased(prefix + ".progress", std::clamp(*look.progress, 0.0F, 1.0F), theme.motion().progress);
        ui.canvas().fill(track, colors.track);
        ui.canvas().fill({track.x, track.y, track.w * share, track.h}, colors.primary);
        ui.show(prefix + ".progress", Role::Progress, look.title, track, std::to_string(std::lround(*look.progress * 100)));
    }
    return tap;
}

Footer::Footer(Ui& ui) : ui_{ui} {
    const Theme& theme = ui.theme();
    const float pad = std::round(std::min(ui.px(24), ui.window().h * 0.02F));
    const float height = std::round(std::max({ui.px(112), theme.target(), theme.line_height(Type::Body) + ui.px(40)}) + 2 * pad);
    Rect bar{0, ui.window().h + 1, ui.window().w, height};  // out of sight while the keyboard is up
    if (ui.covered_height() == 0) {
        bar = ui.take_bottom(height);
        ui.canvas().fill(bar, ui.palette().surface);
        ui.canvas().fill({bar.x, bar.y, bar.w, 1}, ui.palette().line);
    }
    const float width = std::min(bar.w, theme.content_width()) - 2 * theme.margin();
    ui.push_area({bar.x + (bar.w - width) / 2, bar.y + pad, width, height - 2 * pad});
    ui.exchange_tab_place(TabPlace::Last);
}

Footer::~Footer() {
    ui_.pop_area();
    ui_.exchange_tab_place(TabPlace::InOrder);
}

Card::Card(Ui& ui, const CardLook& look) : ui_{ui}, look_{look}, row_{ui.exchange_row(nullptr)} {
    const Rect room = ui.area();
    rect_ = {room.x, room.y, room.w, 2 * ui.theme().radius() + 4};
    bool pressed = false;
    if (!look.tap_id.empty()) {
        const Ui::Touch touch = ui.touch(look.tap_id, Role::Button, look.tap_label, rect_);
        pressed = touch.pressed;
        tapped_ = touch.tapped;
        slot_ = touch.slot;
    }
    from_ = ui.canvas().mark();
    card_ground(ui, rect_, look, pressed);
    to_ = ui.canvas().mark();
    const float pad = ui.theme().padding();
    ui.push_area({rect_.x + pad, rect_.y + std::round(pad * 0.8F), rect_.w - 2 * pad, Endless});
    ui.set_gap(ui.px(16));
}

Card::~Card() {
    const float pad = std::round(ui_.theme().padding() * 0.8F);
    const float height = std::round(std::max(rect_.h, ui_.pop_area() + 2 * pad));
    ui_.canvas().stretch(from_, to_, rect_.y + rect_.h / 2, height - rect_.h);
    const float nominal = rect_.h;
    rect_.h = height;
    if (slot_) {
        ui_.resize(*slot_, rect_);
    }
    ui_.take(height);
    if (row_ != nullptr) {
        row_->add_ground({from_, to_, rect_, nominal / 2, slot_});
    }
    ui_.exchange_row(row_);
}

Row::Row(Ui& ui, std::initializer_list<float> weights) : Row{ui, weights, ui.theme().gap()} {}

Row::Row(Ui& ui, std::initializer_list<float> weights, float gap) : ui_{ui}, weights_{weights}, gap_{gap}, rect_{ui.area()}, outer_{ui.exchange_row(nullptr)} {}

Row::~Row() {
    for (Ground& ground : grounds_) {
        const float missing = rect_.y + height_ - ground.rect.bottom();
        if (missing > 0) {
            ui_.canvas().stretch(ground.from, ground.to, ground.rect.y + ground.middle, missing);
            ground.rect.h += missing;
            if (ground.slot) {
                ui_.resize(*ground.slot, ground.rect);
            }
        }
    }
    ui_.take(height_);
    ui_.exchange_row(outer_);
}

Row::Cell Row::cell() {
    const float sum = std::accumulate(weights_.begin(), weights_.end(), 0.0F);
    const float room = rect_.w - gap_ * static_cast<float>(weights_.size() - 1);
    const float before = std::accumulate(weights_.begin(), weights_.begin() + static_cast<std::ptrdiff_t>(next_), 0.0F);
    const float x = rect_.x + room * before / sum + gap_ * static_cast<float>(next_);
    const float width = room * weights_[next_] / sum;
    ++next_;
    const float gap = ui_.gap();
    ui_.push_area({std::round(x), rect_.y, std::round(width), Endless});
    ui_.set_gap(gap);
    ui_.exchange_row(this);
    return Cell{*this};
}

Row::Cell::~Cell() { row_.finish_cell(); }

void Row::finish_cell() {
    const float used = ui_.pop_area();
    height_ = std::max(height_, used);
    if (last_ && std::abs(last_->rect.bottom() - rect_.y - used) < 1) {
        grounds_.push_back(*last_);
    }
    last_.reset();
    ui_.exchange_row(nullptr);
}

Scroll::Scroll(Ui& ui, std::string_view id, Edges edges) : ui_{ui}, id_{id}, view_{ui.area()}, edges_{edges} {
    view_.h = std::max(0.0F, std::min(view_.bottom(), ui.window().h - ui.covered_height()) - view_.y);
    ScrollState& state = ui.scroll_state(id);
    input::TouchScroller& scroller = state.scroller;
    Interaction& touch = ui.interaction();
    const float y = touch.input().pointer.y;
    const auto now = ui.now();
    scroller.set_extent(state.content, view_.h);
    if (touch.went_down() && touch.press_layer() == ui.layer() && view_.holds(touch.press_point())) {
        if (scroller.is_moving()) {
            touch.cancel_press();  // the finger stops the list, it taps nothing
        }
        scroller.grab(y, now);
    }
    if (scroller.is_grabbed() && touch.input().down) {
        if (touch.past_slop() && !touch.is_captured()) {
            const Point from = touch.press_point(), at = touch.input().pointer;
            if (std::abs(at.y - from.y) >= std::abs(at.x - from.x)) {
                touch.capture(id);
                touch.cancel_press();
                scroller.grab(y, now);
            }
        }
        if (touch.captures(id)) {
            scroller.drag(y, now);
        }
    }
    if (scroller.is_grabbed() && !touch.input().down) {
        if (touch.captures(id)) {
            scroller.drag(y, now);
        }
        scroller.release(now);
    }
    if (touch.input().wheel != 0 && view_.holds(touch.input().pointer)) {
        scroller.nudge(-touch.input().wheel * ui.px(160));
    }
    if (ui.take_key(HardKey::Down)) {
        scroller.nudge(ui.px(160));
    } else if (ui.take_key(HardKey::Up)) {
        scroller.nudge(-ui.px(160));
    } else if (ui.take_key(HardKey::PageDown)) {
        scroller.nudge(view_.h * 0.85F);
    } else if (ui.take_key(HardKey::PageUp)) {
        scroller.nudge(-view_.h * 0.85F);
    } else if (ui.take_key(HardKey::Home)) {
        scroller.glide_to(0);
    } else if (ui.take_key(HardKey::End)) {
        scroller.glide_to(state.content);
    }
    scroller.step(now);
    if (scroller.is_moving()) {
        ui.wants_frame_in(std::chrono::milliseconds{0});
    }
    ui.show(id, Role::Scroll, {}, view_, std::to_string(std::lround(scroller.offset())));
    (void)ui.take_reveal();
    ui.canvas().push_clip(view_);
    const Theme& theme = ui.theme();
    if (edges_ == Edges::None) {
        start_ = std::round(view_.y - scroller.offset());
        ui.push_area({view_.x, start_, view_.w, Endless});
        return;
    }
    const float width = std::min(view_.w, theme.content_width()) - 2 * theme.margin();
    start_ = std::round(view_.y - scroller.offset());
    ui.push_area({view_.x + (view_.w - width) / 2 + page_shift(ui, id), start_, width, Endless});
    ui.set_gap(theme.gap());
    ui.space(theme.gap() + ui.px(6));
}

Scroll::~Scroll() {
    ScrollState& state = ui_.scroll_state(id_);
    input::TouchScroller& scroller = state.scroller;
    const float content = ui_.pop_area() + (edges_ == Edges::None ? 0 : ui_.theme().gap() + ui_.px(12));
    if (std::abs(content - state.content) > 0.5F) {
        state.content = content;
        scroller.set_extent(content, view_.h);
        ui_.wants_frame_in(std::chrono::milliseconds{0});
    }
    if (scroller.is_moving() || (scroller.is_grabbed() && ui_.interaction().captures(id_))) {
        const float share = view_.h / std::max(content, 1.0F);
        if (share < 1) {
            const float length = std::max(ui_.px(60), view_.h * share);
            const float place = std::clamp(scroller.offset() / (content - view_.h), 0.0F, 1.0F);
            ui_.canvas().fill({view_.right() - ui_.px(14), view_.y + place * (view_.h - length), ui_.px(8), length}, faded(ui_.palette().muted, 0.5F), ui_.px(4));
        }
    }
    ui_.canvas().pop_clip();
    if (const auto rect = ui_.take_reveal(); rect && !scroller.is_grabbed()) {
        const float air = std::min(ui_.px(32), std::max(0.0F, (view_.h - rect->h) / 2));
        if (rect->bottom() + air > view_.bottom()) {
            scroller.glide_to(scroller.offset() + rect->bottom() + air - view_.bottom());
            ui_.wants_frame_in(std::chrono::milliseconds{0});
        } else if (rect->y - air < view_.y) {
            scroller.glide_to(std::max(0.0F, scroller.offset() + rect->y - air - view_.y));
            ui_.wants_frame_in(std::chrono::milliseconds{0});
        }
    }
    if (reveal_) {
        scroller.glide_to(*reveal_);
        if (scroller.is_moving()) {
            ui_.wants_frame_in(std::chrono::milliseconds{0});
        }
    }
    ui_.take(view_.h);
}

void Scroll::reveal_here() { reveal_ = ui_.area().y - start_ - ui_.theme().gap(); }

Column::Column(Ui& ui, float width_units) : ui_{ui}, rect_{ui.area()} {
    const Theme& theme = ui.theme();
    float width = std::min(rect_.w, theme.content_width()) - 2 * theme.margin();
    if (width_units > 0) {
        width = std::min(width, ui.px(width_units));
    }
    ui.push_area({rect_.x + (rect_.w - width) / 2, rect_.y, width, rect_.h});
    ui.set_gap(theme.gap());
}

Column::~Column() { ui_.take(ui_.pop_area()); }

}  // namespace xz::ui
