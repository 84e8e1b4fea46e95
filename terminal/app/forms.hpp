// What the platform has published and this terminal holds verified: forms, windows, notices, and the salt of all PINs.
#pragma once

#include "terminal/core/domain/published.hpp"
#include "terminal/core/protocol/bundle.hpp"
#include "terminal/core/support/bytes.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace xz::app {

struct Forms {
    std::shared_ptr<const domain::Published> published;  // shared with the drawing thread and with sessions in progress
    Bytes platform_salt;
};

// The error says where the published part breaks which rule.
[[nodiscard]] Result<Forms, std::string> read_forms(const protocol::BundlePayload& payload);

// Replaced by the sync thread, read by all.
class FormsInForce {
public:
    [[nodiscard]] std::optional<Forms> current() const;
    void replace(Forms forms);

private:
    mutable std::mutex mutex_;
    std::optional<Forms> forms_;
};

}  // namespace xz::app
