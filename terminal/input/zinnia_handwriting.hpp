// Handwriting by zinnia over the model that Debian has trained for simplified Chinese; the model is mapped, not copied.
#pragma once

#include "terminal/input/handwriting.hpp"

#include <filesystem>
#include <functional>
#include <memory>

namespace xz::input {

inline constexpr const char* SimplifiedModel = "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model";  // of tegaki-zinnia-simplified-chinese

// Loads and reads on a thread of its own, which calls `changed` when there is an answer. Null where there is no such model.
[[nodiscard]] std::unique_ptr<Handwriting> open_zinnia(const std::filesystem::path& model, std::function<void()> changed);

}  // namespace xz::input
