#include "terminal/app/forms.hpp"

#include <string_view>
#include <utility>

namespace xz::app {

Result<Forms, std::string> read_forms(const protocol::BundlePayload& payload) {
    auto published = domain::parse_published(std::string_view{payload.published});
    if (!published) {
        return failure(domain::to_text(published.error()));
    }
    return Forms{std::make_shared<const domain::Published>(std::move(*published)), payload.platform_salt};
}

std::optional<Forms> FormsInForce::current() const {
    const std::lock_guard lock{mutex_};
    return forms_;
}

void FormsInForce::replace(Forms forms) {
    const std::lock_guard lock{mutex_};
    forms_ = std::move(forms);
}

}  // namespace xz::app
