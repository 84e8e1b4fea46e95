#include "terminal/ui/screens/gallery.hpp"

#include "terminal/ui/screens/gallery_walk.hpp"

#include <algorithm>
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

const Picture* find(std::string_view name) {
    const auto found = std::find_if(pictures().begin(), pictures().end(), [&](const Picture& picture) { return picture.name == name; });
    return found == pictures().end() ? nullptr : &*found;
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
    const auto* picture = find(name);
    if (picture == nullptr) return std::nullopt;
    Walk walk{published};
    picture->paint(walk);
    return walk.take();
}

std::string_view gallery_field(std::string_view name) {
    const auto* picture = find(name);
    return picture == nullptr ? std::string_view{} : picture->field;
}

}  // namespace xz::ui::screens
