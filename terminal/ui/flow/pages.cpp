#include "terminal/ui/flow/pages.hpp"

#include <utility>

namespace xz::ui::flow {

bool is_busy(const SignedIn& signed_in) {
    return std::holds_alternative<Submitting>(signed_in.page) || std::holds_alternative<Opening>(signed_in.page) || std::holds_alternative<NoticePage>(signed_in.page);
}

void open_over(SignedIn& signed_in, Page page) {
    signed_in.behind.push_back(std::move(signed_in.page));
    signed_in.page = std::move(page);
}

void open_alone(SignedIn& signed_in, Page page) {
    signed_in.behind.clear();
    signed_in.page = std::move(page);
}

Uncovered uncover(SignedIn& signed_in) {
    if (signed_in.behind.empty()) return Uncovered::No;
    signed_in.page = std::move(signed_in.behind.back());
    signed_in.behind.pop_back();
    return Uncovered::Yes;
}

}  // namespace xz::ui::flow
