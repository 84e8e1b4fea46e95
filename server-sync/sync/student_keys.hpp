// The key under which each student's words rest, kept apart from them: destroying it erases them, in every backup too (DESIGN 5).
#pragma once

#include "server-sync/sync/completion.hpp"
#include "terminal/core/crypto/aead.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

// Blocking, for background work only. Throws StoreUnavailable.
class StudentKeys {
public:
    virtual ~StudentKeys() = default;
    // Makes those that are missing, durable when this returns.
    virtual void ensure(const std::vector<std::string>& student_nos) = 0;
    // Nothing: never made, or destroyed.
    [[nodiscard]] virtual std::optional<crypto::AeadKey> find(std::string_view student_no) const = 0;
    virtual void destroy(std::string_view student_no) = 0;
    // As PlatformState::check_integrity.
    [[nodiscard]] virtual std::vector<std::string> check_integrity() = 0;
};

}  // namespace xz::server::sync
