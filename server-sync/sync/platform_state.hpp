// The few values the platform has one of: its epoch and what was made once at `init`.
#pragma once

#include "server-sync/sync/completion.hpp"
#include "terminal/core/protocol/receipt.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

class PlatformState {
public:
    virtual ~PlatformState() = default;
    // Made when the store is, new at every restore or promotion.
    [[nodiscard]] virtual protocol::Epoch epoch() const = 0;
    virtual void set_epoch(protocol::Epoch epoch, Completion<Done> done) = 0;

    // Named values: "platform_salt", "college_name", …
    [[nodiscard]] virtual std::optional<std::string> value(std::string_view name) const = 0;
    virtual void set_value(std::string name, std::string value, Completion<Done> done) = 0;

    // Reads the whole store: each page's authentication, the structure, what refers to what. Empty: it is sound. Other writes wait meanwhile.
    virtual void check_integrity(Completion<std::vector<std::string>> done) = 0;
};

}  // namespace xz::server::sync
