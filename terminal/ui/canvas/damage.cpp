#include "terminal/ui/canvas/damage.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace xz::ui {

namespace {

constexpr std::size_t MostRects = 4;
constexpr float FullShare = 0.7F;   // above it one full frame is cheaper than its parts
constexpr float JoinSlack = 6000;   // pixels that a joint may waste: less than another draw call costs

float area(const Rect& r) { return r.w * r.h; }

Rect whole_pixels(const Rect& r, Size window) {
    const float left = std::floor(r.x) - 1, top = std::floor(r.y) - 1;
    const Rect grown{left, top, std::ceil(r.right()) + 1 - left, std::ceil(r.bottom()) + 1 - top};
    return grown.common({0, 0, window.w, window.h});
}

float waste(const Rect& a, const Rect& b) { return area(a.with(b)) - area(a) - area(b) + area(a.common(b)); }

class Rects {
public:
    void add(Rect rect) {
        if (rect.empty()) {
            return;
        }
        // Grow the first that it joins cheaply; that one may then meet others.
        for (std::size_t i = 0; i < rects_.size(); ++i) {
            if (waste(rects_[i], rect) <= JoinSlack) {
                rect = rects_[i].with(rect);
                rects_.erase(rects_.begin() + static_cast<std::ptrdiff_t>(i));
                add(rect);
                return;
            }
        }
        rects_.push_back(rect);
        if (rects_.size() > MostRects) {
            join_cheapest();
        }
    }
    std::vector<Rect> take() { return std::move(rects_); }

private:
    void join_cheapest() {
        std::size_t a = 0, b = 1;
        float least = std::numeric_limits<float>::max();
        for (std::size_t i = 0; i < rects_.size(); ++i) {
            for (std::size_t j = i + 1; j < rects_.size(); ++j) {
                if (const float cost = waste(rects_[i], rects_[j]); cost < least) {
                    least = cost;
                    a = i;
                    b = j;
                }
            }
        }
        const Rect joint = rects_[a].with(rects_[b]);
        rects_.erase(rects_.begin() + static_cast<std::ptrdiff_t>(b));
        rects_.erase(rects_.begin() + static_cast<std::ptrdiff_t>(a));
        add(joint);
    }
    std::vector<Rect> rects_;
};

}  // namespace

std::vector<Rect> damage_between(std::span<const Piece> before, std::span<const Piece> after, Size window) {
    while (!before.empty() && !after.empty() && before.front().hash == after.front().hash) {
        before = before.subspan(1);
        after = after.subspan(1);
    }
    while (!before.empty() && !after.empty() && before.back().hash == after.back().hash) {
        before = before.first(before.size() - 1);
        after = after.first(after.size() - 1);
    }
    if (before.empty() && after.empty()) {
        return {};
    }
    // What stayed but came to lie above or below others than before is found by the order of its old places.
    std::unordered_multimap<std::uint64_t, std::size_t> places;
    places.reserve(before.size());
    for (std::size_t i = before.size(); i-- > 0;) {
        places.emplace(before[i].hash, i);
    }
    Rects rects;
    std::vector<char> kept(before.size(), 0);
    std::size_t furthest = 0;
    for (const Piece& piece : after) {
        const auto found = places.find(piece.hash);
        if (found == places.end()) {
            rects.add(whole_pixels(piece.rect, window));
            continue;
        }
        kept[found->second] = 1;
        if (found->second < furthest) {
            rects.add(whole_pixels(piece.rect, window));
        }
        furthest = std::max(furthest, found->second);
        places.erase(found);
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (kept[i] == 0) {
            rects.add(whole_pixels(before[i].rect, window));
        }
    }
    std::vector<Rect> damage = rects.take();
    float total = 0;
    for (const Rect& rect : damage) {
        total += area(rect);
    }
    if (total > FullShare * window.w * window.h) {
        return {Rect{0, 0, window.w, window.h}};
    }
    return damage;
}

}  // namespace xz::ui
