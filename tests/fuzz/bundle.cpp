// A bundle from the network, and a payload that somebody with the bundle key has signed.
#include "terminal/core/domain/published.hpp"
#include "terminal/core/protocol/bundle.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/terminal/core/protocol/sample.hpp"

using namespace xz;
using namespace xz::protocol;

namespace {

const sample::Keys& keys() {
    static const sample::Keys made;
    return made;
}

void take(const Bundle& bundle) {
    static const KeySet held = sample::key_set(keys());
    const auto accepted = accept(bundle, held, {});
    if (!accepted) return;
    fuzz::promise(accepted->version == bundle.version, "a bundle and its payload have one version");
    static_cast<void>(domain::parse_published(accepted->published));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text(data, size);
    if (const auto bundle = decode_bundle(text)) {
        fuzz::promise(encode(*bundle) == text, "an accepted bundle is canonical");
        take(*bundle);
    }
    take(sign_bundle(7, std::string{text}, keys().bundle));
    static_cast<void>(domain::parse_published(text));
    return 0;
}
