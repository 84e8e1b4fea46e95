#include "terminal/ui/widgets/ui.hpp"

#include "terminal/ui/widgets/focus_ring.hpp"
#include "terminal/ui/widgets/keyboard.hpp"
#include "terminal/ui/widgets/memory.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace xz::ui {

namespace {

constexpr float SlopUnits = 22;        // a finger that rolls this far still taps
constexpr float DoubleTapUnits = 48;   // two taps nearer than this are one meant twice
constexpr std::chrono::milliseconds Smooth{16};
// Who sits reaches about this far up a screen whose foot is at table height; of a lower screen everything.
constexpr float ReachedMm = 305;
constexpr float MostUnreached = 0.36F;  // of its height: there must be room to work in

template <typename Map>
auto& remembered(Map& map, std::string_view id) {
    const auto found = map.find(id);
    return found != map.end() ? found->second : map[std::string{id}];
}

}  // namespace

Ui::Ui(const Fonts& fonts, const input::WritingAids& aids, const Look& look)
    : fonts_{&fonts}, look_{&look}, keyboard_{std::make_unique<Keyboard>(aids)}, memory_{std::make_unique<Memory>()} {}

Ui::~Ui() = default;

void Ui::begin(ImDrawList& list, Size window, const ThemeChoice& choice, const FrameInput& input) {
    if (!theme_ || size_ != window || theme_->choice() != choice) {
        theme_.emplace(window.w, window.h, choice, *look_);
        size_ = window;
    }
    canvas_.emplace(list, *fonts_, *theme_);
    now_ = input.now;
    next_frame_in_.reset();
    layer_ = Layer::Screen;
    row_ = nullptr;
    reveal_.reset();
    reveal_slot_.reset();
    areas_.assign(1, Area{this->window(), unreached(), window.h, 0, true});
    ++widgets_.frame;
    widgets_.widgets.clear();
    interaction_.begin(input, px(SlopUnits), px(DoubleTapUnits));
    keys_.insert(keys_.end(), input.keys.begin(), input.keys.end());
    key_taken_ = false;
    coming_stops_.clear();
    coming_top_ = Layer::Screen;
    tab_place_ = TabPlace::InOrder;
    if (interaction_.went_down()) {
        highlighted_.clear();
    }
    if (top_ == Layer::Dialog && std::none_of(stops_.begin(), stops_.end(), [&](const Stop& stop) { return stop.layer == top_ && stop.id == focus_; })) {
        drop_focus();  // its field lies below a dialog
    }
    take_navigation();
    if (!interaction_.tapped().empty()) {
        turn_ = Turn::Forward;
    }
    layer_ = top_;
    keyboard_->begin(*this);
    layer_ = Layer::Screen;
    canvas_->fill(this->window(), palette().ground);
    if (const float high = unreached(); high > 0) {
        canvas_->fill({0, 0, window.w, high}, palette().primary_soft);
        canvas_->icon({window.w / 2, high / 2}, Icon::Down, px(96), palette().primary);
    }
}

void Ui::end() {
    draw_highlight();
    keyboard_->end(*this);
    find_touched();
    interaction_.end();
    stops_.swap(coming_stops_);
    if (std::exchange(top_, coming_top_) != coming_top_) {
        wants_frame_in(std::chrono::milliseconds{0});  // a field below a dialog hands over its words
    }
    if (!key_taken_ && !keys_.empty()) {
        keys_.erase(keys_.begin());  // nobody wants it
    }
    if (!keys_.empty()) {
        wants_frame_in(std::chrono::milliseconds{0});
    }
    if (const auto repeat = interaction_.next_repeat_in()) {
        wants_frame_in(*repeat);
    }
    canvas_.reset();
}

// The widget that the finger presses; while it rests on what is only read, that.
void Ui::find_touched() {
    if (!interaction_.input().down) {
        widgets_.touched = highlighted_;
        return;
    }
    const Point finger = interaction_.input().pointer;
    for (const WidgetRecord& widget : widgets_.widgets) {
        const bool is_read = widget.role == Role::Heading || widget.role == Role::Text || widget.role == Role::Chip || widget.role == Role::Banner || widget.role == Role::Figure ||
                             widget.role == Role::Progress || (widget.role == Role::Field && widget.secrecy == Secrecy::Secret);
        if (interaction_.is_pressed(widget.id) || (interaction_.went_down() && is_read && widget.visible.holds(finger))) {
            widgets_.touched = widget.id;
        }
        if (interaction_.is_pressed(widget.id)) {
            return;
        }
    }
}

std::optional<std::chrono::milliseconds> Ui::next_frame_in() const { return next_frame_in_; }

void Ui::name_screen(std::string_view name) {
    if (widgets_.screen == name) {
        return;
    }
    widgets_.screen = name;
    interaction_.reset();
    drop_focus();
    keyboard_->turn_page();
    highlighted_.clear();
    stops_.clear();
    *memory_ = Memory{};
}

void Ui::wants_frame_in(std::chrono::milliseconds span) { next_frame_in_ = next_frame_in_ ? std::min(*next_frame_in_, span) : span; }

Rect Ui::area() const {
    const Area& area = areas_.back();
    const float y = area.untouched ? area.y : area.y + area.gap;
    return {area.rect.x, y, area.rect.w, std::max(0.0F, area.bottom - y)};
}

Rect Ui::take(float height) {
    // On whole pixels: edges stay sharp, and plain rectangles plain.
    const Rect place = area();
    height = std::round(height);
    Area& area = areas_.back();
    area.y = place.y + height;
    area.untouched = false;
    return {place.x, place.y, place.w, height};
}

Rect Ui::take_bottom(float height) {
    Area& area = areas_.back();
    height = std::round(height);
    area.bottom -= height;
    return {area.rect.x, area.bottom, area.rect.w, height};
}

void Ui::space(float height) { areas_.back().y += std::round(height); }
void Ui::set_gap(float gap) { areas_.back().gap = std::round(gap); }
void Ui::push_area(const Rect& rect) { areas_.push_back({rect, rect.y, rect.bottom(), 0, true}); }

float Ui::pop_area() {
    const Area area = areas_.back();
    areas_.pop_back();
    return area.y - area.rect.y;
}

float Ui::unreached() const {
    const float above = std::min(size_.h - ReachedMm * choice().dots_per_mm, size_.h * MostUnreached);
    return choice().reach == Reach::Low && above > theme_->target() ? std::round(above) : 0;
}

float Ui::covered_height() const { return keyboard_->height(); }

Ui::Touch Ui::touch(std::string_view id, Role role, std::string_view label, const Rect& rect, Enabled enabled, std::string_view value, Repeat repeat) {
    const Rect visible = rect.common(canvas_->clip());
    const bool open = enabled == Enabled::Yes;
    interaction_.add(id, layer_, visible, repeat, enabled);
    if (layer_ != Layer::Keyboard) {
        coming_stops_.push_back({std::string{id}, layer_, role, tab_place_, open});
    }
    if (reveal_highlighted_ && highlighted_ == id) {
        reveal_highlighted_ = false;
        reveal_slot_ = widgets_.widgets.size();
    }
    widgets_.widgets.push_back({std::string{id}, role, std::string{label}, std::string{value}, rect, visible.empty() ? Rect{} : visible, open, Secrecy::Open,
                                layer_ == Layer::Keyboard ? Target::Key : Target::Finger});
    // A finger that has hardly moved is where it went down, also on what is shifted to its place only later in the frame.
    const bool inside = !interaction_.past_slop() || rect.inset(-px(SlopUnits)).holds(interaction_.input().pointer);
    return {open && inside && interaction_.is_pressed(id), open && interaction_.is_tapped(id), widgets_.widgets.size() - 1};
}

void Ui::resize(std::size_t slot, const Rect& rect) {
    WidgetRecord& widget = widgets_.widgets[slot];
    widget.rect = rect;
    widget.visible = rect.common(canvas_->clip());
    interaction_.place(widget.id, widget.visible);
    if (widget.visible.empty()) {
        widget.visible = {};
    }
}

void Ui::shift(Since since, float dy) {
    canvas_->shift(since.mark, dy);
    for (std::size_t i = since.slot; i < widgets_.widgets.size(); ++i) {
        resize(i, widgets_.widgets[i].rect.moved(0, dy));
    }
}

void Ui::show(std::string_view id, Role role, std::string_view label, const Rect& rect, std::string_view value) {
    const Rect visible = rect.common(canvas_->clip());
    widgets_.widgets.push_back({std::string{id}, role, std::string{label}, std::string{value}, rect, visible.empty() ? Rect{} : visible, true});
}

void Ui::focus_on(std::string_view id) {
    if (focus_ != id) {
        keyboard_->leave_field(focus_);
        focus_ = id;
        field_state(id).reveal = true;
        wants_frame_in(std::chrono::milliseconds{0});
    }
}

void Ui::drop_focus() {
    if (!focus_.empty()) {
        keyboard_->leave_field(focus_);
        focus_.clear();
        wants_frame_in(std::chrono::milliseconds{0});
    }
}

std::optional<Rect> Ui::take_reveal() {
    if (const auto slot = std::exchange(reveal_slot_, std::nullopt)) {
        return widgets_.widgets[*slot].rect;
    }
    return std::exchange(reveal_, std::nullopt);
}

const Keystroke* Ui::next_key() const { return keys_.empty() || key_taken_ || layer_ != top_ ? nullptr : &keys_.front(); }

void Ui::take_key() {
    keys_.erase(keys_.begin());
    key_taken_ = true;
}

bool Ui::take_key(HardKey key) {
    const Keystroke* next = next_key();
    if (next == nullptr || *next != Keystroke{key}) {
        return false;
    }
    take_key();
    return true;
}

std::vector<const Ui::Stop*> Ui::stops_in_order() const {
    std::vector<const Stop*> order;
    for (const Stop& stop : stops_) {
        if (stop.open && stop.layer == top_) {
            order.push_back(&stop);
        }
    }
    std::stable_partition(order.begin(), order.end(), [](const Stop* stop) { return stop->place == TabPlace::InOrder; });
    return order;
}

void Ui::highlight_next(int way) {
    const std::vector<const Stop*> order = stops_in_order();
    if (order.empty()) {
        highlighted_.clear();
        return;
    }
    const std::string from = highlighted_.empty() ? focus_ : highlighted_;
    drop_focus();
    const auto found = std::find_if(order.begin(), order.end(), [&](const Stop* stop) { return stop->id == from; });
    const std::size_t count = order.size();
    std::size_t next = way > 0 ? 0 : count - 1;
    if (found != order.end()) {
        next = (static_cast<std::size_t>(found - order.begin()) + (way > 0 ? 1 : count - 1)) % count;
    } else if (!from.empty()) {
        next = std::min(highlighted_at_, count - 1);
    }
    highlighted_ = order[next]->id;
    highlighted_at_ = next;
    reveal_highlighted_ = true;
}

// Tab leads on, Enter and Space tap; a character that is typed on a field goes into it.
void Ui::take_navigation() {
    layer_ = top_;
    while (const Keystroke* key = next_key()) {
        const bool next = *key == Keystroke{HardKey::Tab}, last = *key == Keystroke{HardKey::BackTab};
        if (next || last) {
            keys_.erase(keys_.begin());
            highlight_next(next ? 1 : -1);
            continue;
        }
        if (highlighted_.empty() || !focus_.empty()) {
            break;
        }
        const auto order = stops_in_order();
        const auto found = std::find_if(order.begin(), order.end(), [&](const Stop* stop) { return stop->id == highlighted_; });
        const bool taps = *key == Keystroke{HardKey::Enter} || *key == Keystroke{U' '};
        if (found == order.end() || (!taps && !((*found)->role == Role::Field && std::holds_alternative<char32_t>(*key)))) {
            break;
        }
        interaction_.tap_by_key(highlighted_);
        if (taps) {
            take_key();
        } else {
            key_taken_ = true;  // it waits for the field
        }
        break;
    }
    layer_ = Layer::Screen;
}

void Ui::draw_highlight() {
    if (highlighted_.empty()) {
        return;
    }
    for (const WidgetRecord& widget : widgets_.widgets) {
        if (widget.id == highlighted_ && !widget.visible.empty()) {
            const float room = px(14);
            canvas_->push_clip(widget.visible.inset(-room));
            focus_ring(*this, widget.rect, std::min(px(22), std::min(widget.rect.w, widget.rect.h) / 2));
            canvas_->pop_clip();
            return;
        }
    }
}

ScrollState& Ui::scroll_state(std::string_view id) { return remembered(memory_->scrolls, id); }
FieldState& Ui::field_state(std::string_view id) { return remembered(memory_->fields, id); }
void Ui::field_state_reveal() { field_state(focus_).reveal = true; }

void Ui::begin_overlay(Layer layer, const Rect& rect) {
    layer_ = layer;
    interaction_.add_cover(layer, rect);
    if (layer == Layer::Dialog) {
        coming_top_ = layer;
    }
}

void Ui::end_overlay() { layer_ = Layer::Screen; }

float Ui::eased(std::string_view id, float target, std::chrono::milliseconds span) {
    if (choice().motion == Motion::Reduced) {
        return target;
    }
    const auto found = memory_->eases.find(id);
    if (found == memory_->eases.end()) {
        memory_->eases.emplace(std::string{id}, Ease{target, target, now_ - span});
        return target;
    }
    Ease& ease = found->second;
    const auto value = [&] {
        const float share = std::clamp(static_cast<float>((now_ - ease.start).count()) / static_cast<float>(span.count()), 0.0F, 1.0F);
        const float smooth = 1 - (1 - share) * (1 - share);
        return ease.from + (ease.to - ease.from) * smooth;
    };
    if (ease.to != target) {
        ease = {value(), target, now_};
    }
    if (now_ - ease.start < span) {
        wants_frame_in(Smooth);
    }
    return value();
}

std::chrono::milliseconds Ui::shown_for(std::string_view id) {
    if (choice().motion == Motion::Reduced) {
        return std::chrono::hours{1};
    }
    const auto [place, is_new] = memory_->appeared.try_emplace(std::string{id}, now_);
    return now_ - place->second;
}

}  // namespace xz::ui
