// An envelope, or the record inside one, from somebody who owns the terminal's keys.
#include "terminal/core/protocol/proof.hpp"
#include "terminal/core/protocol/seal.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/terminal/core/protocol/sample.hpp"

using namespace xz;
using namespace xz::protocol;

namespace {

const sample::Keys& keys() {
    static const sample::Keys made;
    return made;
}

void read_as_envelope(std::string_view text) {
    fuzz::promise(envelope_id_in(text).size() % 36 == 0, "an id is a UUID or nothing");
    if (const auto header = decode_header(text)) fuzz::promise(associated_data(*header) == text, "an accepted header is canonical");
    const auto envelope = decode_envelope(text);
    if (!envelope) return;
    fuzz::promise(encode(*envelope) == text, "an accepted envelope is canonical");
    static_cast<void>(is_signed_by(*envelope, keys().terminal.verify_key()));
    static_cast<void>(open(*envelope, keys().box));
}

void read_as_record(std::string_view text) {
    const auto record = decode_record(text);
    if (!record) return;
    const auto again = encode(*record);
    fuzz::promise(again && *again == text, "an accepted record is canonical");
    const auto envelope = decode_envelope(sample::sealed(keys(), record->content).bytes);
    fuzz::promise(envelope && open(*envelope, keys().box)->content == record->content, "a record survives its envelope");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    read_as_envelope(fuzz::text(data, size));
    read_as_record(fuzz::text(data, size));
    return 0;
}
