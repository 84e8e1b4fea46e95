// Box keys from one term to the next: the new one seals, the former one opens what is still on its way, and then it is destroyed.
#pragma once

#include "server-sync/admin/command.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::admin {

enum class BoxKeyUse {
    Requested,  // made, and in no signed key set yet
    InUse,
    Former,     // opens what terminals sealed before they knew its successor
    Destroyed,  // named in the key set; what was sealed to it is opened by the recovery key only
};
[[nodiscard]] std::string_view to_text(BoxKeyUse use);  // "requested", …

struct BoxKeyState {
    std::string kid;
    BoxKeyUse use = BoxKeyUse::Requested;
    std::optional<Instant> since;              // in use
    std::optional<std::uint64_t> replaced_in;  // the bundle that brought terminals its successor
    std::vector<std::string> waits_for;        // terminals that may still bring what was sealed to it
};
[[nodiscard]] std::vector<BoxKeyState> box_keys(const Platform& platform);

// Writes down since when the key in use is, and in which bundle its successor came; nothing when that is known. After init and install.
void keep_box_book(const Platform& platform);

// Each former key that no terminal waits for and nothing that has arrived is sealed to. A revoked or lost terminal is not waited for.
// Blocking; call it by the hour. Answers their ids, or what kept one from being destroyed.
[[nodiscard]] Result<std::vector<std::string>, std::string> destroy_spent_box_keys(const Platform& platform);

// A line for people when the key in use is older than a term.
[[nodiscard]] std::optional<std::string> rotation_due(const Platform& platform, std::chrono::days term);

}  // namespace xz::server::admin
