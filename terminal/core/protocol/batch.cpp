#include "terminal/core/protocol/batch.hpp"

#include "terminal/core/protocol/readers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::string_view Blanks = " \t\r\n";

// Walks over JSON text without reading what it says: the elements of a batch are told apart here and judged one by one later.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_{text}, whole_{text.size()} {}

    bool take(std::string_view token) {
        skip_blanks();
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }
    bool at_end() {
        skip_blanks();
        return rest_.empty();
    }
    // From here to the brace that closes the one that stands here; nothing when there is none.
    std::optional<std::string_view> take_object() {
        skip_blanks();
        if (!rest_.starts_with('{')) return std::nullopt;
        std::size_t depth = 0;
        for (std::size_t i = 0; i < rest_.size(); ++i) {
            switch (rest_[i]) {
                case '"':
                    i = end_of_string(i);
                    break;
                case '{':
                case '[': ++depth; break;
                case '}':
                case ']':
                    if (--depth == 0) {
                        const std::string_view object = rest_.substr(0, i + 1);
                        rest_.remove_prefix(i + 1);
                        return object;
                    }
                    break;
                default: break;
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] std::size_t position() const { return whole_ - rest_.size(); }

private:
    void skip_blanks() {
        const std::size_t start = rest_.find_first_not_of(Blanks);
        rest_.remove_prefix(start == std::string_view::npos ? rest_.size() : start);
    }
    // Index of the quote that ends the string starting at `start`, or of the text's end.
    [[nodiscard]] std::size_t end_of_string(std::size_t start) const {
        for (std::size_t i = start + 1; i < rest_.size(); ++i) {
            if (rest_[i] == '\\')
                ++i;
            else if (rest_[i] == '"')
                return i;
        }
        return rest_.size();
    }

    std::string_view rest_;
    std::size_t whole_;
};

Object write(const BatchResult& result) {
    Object object{{"id", result.id}, {"status", to_text(result.status)}, {"receipt", codec::write(result.receipt)}};
    if (result.reason) object["reason"] = to_text(*result.reason);
    return object;
}

BatchResult read_result(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    BatchResult result;
    result.id = reader.text("id", 0, 36);
    result.status = codec::choice<ReceiptStatus>(reader, "status");
    if (reader.optional_member("reason") != nullptr) result.reason = codec::choice<QuarantineReason>(reader, "reason");
    result.receipt = codec::nested(reader, "receipt", problems, codec::read_receipt);
    if (result.receipt.id != result.id || result.receipt.status != result.status)
        reader.problem("receipt", "a receipt of the same id and status");
    reader.refuse_unknown();
    return result;
}

BatchAnswer read_answer(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    BatchAnswer answer;
    answer.epoch = codec::hex<16>(reader, "epoch");
    answer.results = codec::list(reader, "results", 0, MaxEnvelopes, problems, read_result);
    reader.refuse_unknown();
    return answer;
}

}  // namespace

std::string encode_batch(std::span<const std::string> envelopes) {
    return fmt::format(R"({{"envelopes":[{}]}})", fmt::join(envelopes, ","));
}

Decoded<std::vector<std::string_view>> split_batch(std::string_view body) {
    if (body.size() > MaxBody)
        return failure(Malformed{Defect::TooLarge, {"$", fmt::format("at most {} bytes", MaxBody)}});
    Scanner scanner{body};
    const auto refuse = [&](const char* expected) {
        return failure(Malformed{Defect::NotJson, {fmt::format("byte {}", scanner.position()), expected}});
    };
    if (!scanner.take("{") || !scanner.take("\"envelopes\"") || !scanner.take(":") || !scanner.take("["))
        return refuse("{\"envelopes\":[…]}");
    std::vector<std::string_view> envelopes;
    do {
        const auto envelope = scanner.take_object();
        if (!envelope) return refuse("an envelope");
        if (envelopes.size() == MaxEnvelopes)
            return failure(Malformed{Defect::TooLarge, {"$.envelopes", fmt::format("at most {} envelopes", MaxEnvelopes)}});
        envelopes.push_back(*envelope);
    } while (scanner.take(","));
    if (!scanner.take("]") || !scanner.take("}") || !scanner.at_end()) return refuse("the end of the batch");
    return envelopes;
}

std::string encode(const BatchAnswer& answer) {
    codec::Array results;
    for (const BatchResult& result : answer.results) results.push_back(write(result));
    return json::canonical(Object{{"epoch", to_hex(answer.epoch)}, {"results", std::move(results)}});
}

Decoded<BatchAnswer> decode_batch_answer(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxBody, read_answer);
}

}  // namespace xz::protocol
