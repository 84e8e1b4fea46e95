// A text for people in each language of the product, as the published data carries it.
#pragma once

#include <string>

namespace xz::domain {

enum class Language { Chinese, English };

struct Label {
    std::string zh;
    std::string en;

    [[nodiscard]] const std::string& in(Language language) const { return language == Language::Chinese ? zh : en; }
    friend bool operator==(const Label&, const Label&) = default;
};

}  // namespace xz::domain
