// From page to page: over one another and back, and which of them wait for the disk.
#pragma once

#include "terminal/ui/flow/stage.hpp"

namespace xz::ui::flow {

// Nothing may be opened or left while it is so: drafts are being opened, or a record is on its way to the disk.
[[nodiscard]] bool is_busy(const SignedIn& signed_in);
// Back leads to the page that is shown now.
void open_over(SignedIn& signed_in, Page page);
// Nothing lies behind it.
void open_alone(SignedIn& signed_in, Page page);

enum class Uncovered : std::uint8_t { No, Yes };
// The page behind, if there is one.
[[nodiscard]] Uncovered uncover(SignedIn& signed_in);

}  // namespace xz::ui::flow
