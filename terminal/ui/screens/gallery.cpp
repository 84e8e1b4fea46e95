#include "terminal/ui/screens/gallery.hpp"

#include "terminal/ui/screens/gallery_walk.hpp"

#include <vector>

namespace xz::ui::screens {
namespace {

const std::vector<Picture>& pictures() {
    static const auto all = [] {
        std::vector<Picture> list;
        for (const auto part : {diagnosis_pictures(), year_pictures(), errand_pictures(), staff_pictures()}) list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

}  // namespace

std::span<const std::string_view> gallery_names() {
    static const auto names = [] {
        std::vector<std::string_view> list;
        for (const auto& picture : pictures()) list.push_back(picture.name);
        return list;
    }();
    return names;
}

std::optional<flow::State> gallery_state(std::string_view name, const std::shared_ptr<const domain::Published>& published) {
    for (const auto& picture : pictures()) {
        if (picture.name != name) continue;
        Walk walk{published};
        picture.paint(walk);
        return walk.take();
    }
    return std::nullopt;
}

}  // namespace xz::ui::screens
