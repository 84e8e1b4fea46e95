// Fills the queue of an enrolled kiosk's store with sealed envelopes, as weeks without a network would: what `terminal-start` starts with.
#include "terminal/core/crypto/init.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/protocol/seal.hpp"
#include "terminal/core/sqlite/transaction.hpp"
#include "terminal/core/support/ids.hpp"
#include "terminal/storage/store.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace {

using namespace xz;

constexpr int InOneTransaction = 500;
constexpr std::size_t PayloadSize = 3600;  // 36 answers with some text

void fill(storage::Store& store, int count, const Clock& clock, RandomSource& random) {
    const auto identity = store.identity().identity();
    if (!identity) throw std::runtime_error{"the terminal is not enrolled"};
    const auto keys = protocol::decode_key_set(identity->key_set);
    if (!keys) throw std::runtime_error{"the held key set is no key set"};
    const crypto::SigningKey terminal_key{identity->sign_seed.clone()};
    const crypto::SigningKey pin_key = crypto::SigningKey::generate(random);
    const protocol::Sealer sealer{identity->terminal, terminal_key, keys->box.front().key, keys->recovery.front().key, keys->box.front().kid, keys->recovery.front().kid};
    IdMaker ids{clock, random};
    for (int n = 0; n < count;) {
        sqlite::Transaction transaction{store.database()};
        for (int batch = 0; batch < InOneTransaction && n < count; ++batch, ++n) {
            protocol::RecordContent content;
            content.id = ids.uuid_v7();
            content.student_no = fmt::format("2025{:07}", n);
            content.academic_year = "2026-2027";
            content.instrument = "self-diagnosis@1";
            content.payload = fmt::format("{{\"text\":\"{}\"}}", std::string(PayloadSize, 'd'));
            content.started_at = content.submitted_at = clock.now();
            content.locale = "zh_CN";
            const auto envelope = protocol::seal(content, protocol::Prover{&pin_key}, store.outbox().next_place(), sealer, clock.now(), random);
            store.outbox().insert(envelope.value(), content.kind, clock.now());
        }
        transaction.commit();
    }
}

}  // namespace

// bench_queue_filler STORE_FOLDER KEY_FILE COUNT
int main(int count, char** arguments) {
    if (count != 4) return 2;
    try {
        crypto::init();
        const SystemClock clock;
        SystemRandom random;
        auto store = storage::Store::open(arguments[1], storage::SystemKeyProvider{std::nullopt, arguments[2]}, clock, random);
        if (!store) throw std::runtime_error{std::string{storage::to_text(store.error())}};
        fill(**store, std::atoi(arguments[3]), clock, random);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_queue_filler: {}\n", error.what());
        return 1;
    }
}
