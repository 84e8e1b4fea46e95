// The forms that travel inside other forms, as JSON values; for the .cpp files of this folder only.
#pragma once

#include "terminal/core/protocol/codec.hpp"
#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/protocol/receipt.hpp"
#include "terminal/core/protocol/statement.hpp"
#include "terminal/core/protocol/student_context.hpp"

namespace xz::protocol::codec {

[[nodiscard]] Object write(const Statement& statement);
[[nodiscard]] Object write(const Receipt& receipt);
[[nodiscard]] Object write(const KeySet& keys);
[[nodiscard]] Object write(const StudentContext& context);

[[nodiscard]] Statement read_statement(const Value& value, const std::string& path, Problems& problems);
[[nodiscard]] Receipt read_receipt(const Value& value, const std::string& path, Problems& problems);
[[nodiscard]] KeySet read_key_set(const Value& value, const std::string& path, Problems& problems);
[[nodiscard]] StudentContext read_student_context(const Value& value, const std::string& path, Problems& problems);

}  // namespace xz::protocol::codec
