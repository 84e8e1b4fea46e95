// How a request names a student, {"student_no"} or {"card"}, as JSON; for the .cpp files of this folder only.
#pragma once

#include "terminal/core/protocol/codec.hpp"
#include "terminal/core/protocol/login.hpp"

namespace xz::protocol::codec {

void write(Object& object, const Identity& who);
[[nodiscard]] Identity read_identity(ObjectReader& reader);

}  // namespace xz::protocol::codec
