// A student's context that fits into an answer, whatever years have gathered: a login must not fail because there is too much to tell.
#pragma once

#include "terminal/core/protocol/student_context.hpp"

#include <cstddef>

namespace xz::server::api {

// Of the canonical form's bytes; an answer's other members take little beside it.
inline constexpr std::size_t LargestContext = std::size_t{960} << 10;

// As it is when it fits; else older replies, submissions and answers go first, then notes and cards, and last what the plan says.
[[nodiscard]] protocol::StudentContext fitted(protocol::StudentContext context, std::size_t room = LargestContext);

}  // namespace xz::server::api
