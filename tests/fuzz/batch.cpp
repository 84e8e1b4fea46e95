// A batch as it arrives, and its answer as a terminal gets it.
#include "terminal/core/protocol/batch.hpp"
#include "terminal/core/protocol/envelope.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace xz;
using namespace xz::protocol;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body = fuzz::text(data, size);
    if (const auto split = split_batch(body)) {
        fuzz::promise(!split->empty() && split->size() <= MaxEnvelopes, "a batch holds 1 to 500 envelopes");
        std::vector<std::string> envelopes;
        for (const std::string_view part : *split) {
            fuzz::promise(part.data() >= body.data() && part.data() + part.size() <= body.data() + body.size(),
                          "an envelope lies within its batch");
            envelopes.emplace_back(part);
            static_cast<void>(decode_envelope(part));
        }
        const std::string again = encode_batch(envelopes);
        const auto parts = split_batch(again);
        if (again.size() <= MaxBody)
            fuzz::promise(parts && std::vector<std::string>(parts->begin(), parts->end()) == envelopes,
                          "a batch written again gives the same envelopes");
    }
    if (const auto answer = decode_batch_answer(body))
        fuzz::promise(decode_batch_answer(encode(*answer)) == *answer, "an answer reads back as it was written");
    return 0;
}
