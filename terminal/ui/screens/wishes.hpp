// All that a student wants of one frame: what was written, and what was tapped.
#pragma once

#include "terminal/ui/flow/intent.hpp"

#include <type_traits>
#include <utility>
#include <vector>

namespace xz::ui::screens {

// In the order in which they are to come true. What was written comes first, wherever its field stands: the tap that ends the writing
// may turn the page, and the words must be in the draft by then.
class Wishes {
public:
    Wishes() = default;
    template <typename Wish>
        requires std::is_constructible_v<flow::Intent, Wish> && (!std::is_same_v<std::remove_cvref_t<Wish>, Wishes>)
    Wishes(Wish&& wish) { take(flow::Intent{std::forward<Wish>(wish)}); }  // NOLINT: one wish

    void add(Wishes more);
    // Under a dialog nothing is touched; what was being written there when it came still counts.
    [[nodiscard]] Wishes written() const;

    [[nodiscard]] bool empty() const { return all_.empty(); }
    [[nodiscard]] auto begin() const { return all_.begin(); }
    [[nodiscard]] auto end() const { return all_.end(); }

private:
    void take(flow::Intent wish);
    [[nodiscard]] std::vector<flow::Intent>::const_iterator first_tapped() const;

    std::vector<flow::Intent> all_;
};

}  // namespace xz::ui::screens
