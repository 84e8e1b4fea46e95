#include "terminal/ui/screens/wishes.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace xz::ui::screens {
namespace {

bool is_writing(const flow::Intent& wish) {
    if (const auto* plan = std::get_if<flow::PlanWish>(&wish.wish)) return std::holds_alternative<flow::WritePlan>(*plan);
    if (const auto* check = std::get_if<flow::CheckWish>(&wish.wish)) return std::holds_alternative<flow::WriteCheck>(*check);
    if (const auto* errand = std::get_if<flow::ErrandWish>(&wish.wish)) return std::holds_alternative<flow::WriteErrand>(*errand);
    return std::holds_alternative<flow::WriteText>(wish.wish);
}

}  // namespace

void Wishes::take(flow::Intent wish) {
    const auto place = is_writing(wish) ? first_tapped() : all_.end();
    all_.insert(place, std::move(wish));
}

void Wishes::add(Wishes more) {
    for (auto& wish : more.all_) take(std::move(wish));
}

Wishes Wishes::written() const {
    Wishes words;
    words.all_.assign(all_.begin(), first_tapped());
    return words;
}

std::vector<flow::Intent>::const_iterator Wishes::first_tapped() const {
    return std::partition_point(all_.begin(), all_.end(), is_writing);
}

}  // namespace xz::ui::screens
