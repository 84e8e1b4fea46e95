// POST /sync/v1/records: many envelopes in, one signed result for each out, in order (DESIGN 4).
#pragma once

#include "terminal/core/protocol/limits.hpp"
#include "terminal/core/protocol/receipt.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace xz::protocol {

// {"envelopes":[…]} of 1–500 envelopes that are canonical already.
[[nodiscard]] std::string encode_batch(std::span<const std::string> envelopes);

// The exact bytes of each element, as views into `body`; each is still to be decoded, and one that is malformed is no fault of
// the others. Refused as a whole (4xx) only when no list of JSON objects can be told apart, or for the limits.
[[nodiscard]] Decoded<std::vector<std::string_view>> split_batch(std::string_view body);

struct BatchResult {
    std::string id;  // the receipt's
    ReceiptStatus status = ReceiptStatus::Stored;
    std::optional<QuarantineReason> reason;  // of conflict and quarantined
    Receipt receipt;
    friend bool operator==(const BatchResult&, const BatchResult&) = default;
};

struct BatchAnswer {
    Epoch epoch{};
    std::vector<BatchResult> results;  // as many as envelopes, in their order
    friend bool operator==(const BatchAnswer&, const BatchAnswer&) = default;
};

[[nodiscard]] std::string encode(const BatchAnswer& answer);
[[nodiscard]] Decoded<BatchAnswer> decode_batch_answer(std::string_view text);

}  // namespace xz::protocol
