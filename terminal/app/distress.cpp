#include "terminal/app/distress.hpp"

#include "terminal/core/protocol/key_set.hpp"
#include "terminal/storage/space_reserve.hpp"
#include "terminal/sync/enrolment.hpp"

#include <utility>

namespace xz::app {

std::unique_ptr<Distress> Distress::of(const storage::Wreck& wreck, std::filesystem::path folder, const Clock& clock,
                                       std::unique_ptr<sync::HttpPort> http) {
    const auto& identity = wreck.identity();
    const auto keys = identity ? protocol::decode_key_set(identity->key_set) : failure(protocol::Malformed{});
    if (!keys || !wreck.chain_end()) {
        return nullptr;
    }
    const storage::ChainEnd& end = *wreck.chain_end();
    protocol::Heartbeat report{.version = XUEZHEN_VERSION,
                               .queue_depth = wreck.report().waiting,
                               .queue_oldest = wreck.oldest_waiting(),
                               .store = protocol::StoreHealth::Failing,
                               .key_level = wreck.key_level(),
                               .bundle_version = wreck.bundle_version(),
                               .head = {identity->terminal, end.chain, end.seq, end.sha256, {}, {}}};
    http->use({sync::authorities_of(*keys, {}), identity->certificate, crypto::SecureBytes::copy_of(identity->tls_key.bytes())});
    return std::unique_ptr<Distress>{
        new Distress{std::move(report), crypto::SigningKey{identity->sign_seed.clone()}, std::move(folder), clock, std::move(http)}};
}

Distress::Distress(protocol::Heartbeat report, crypto::SigningKey key, std::filesystem::path folder, const Clock& clock,
                   std::unique_ptr<sync::HttpPort> http)
    : report_{std::move(report)}, key_{std::move(key)}, folder_{std::move(folder)}, clock_{clock}, http_{std::move(http)} {}

Result<void, std::string> Distress::call() {
    report_.clock = clock_.now();
    report_.disk_free = storage::free_space(folder_);
    report_.head.time = report_.clock;
    report_.head = protocol::sign(report_.head, key_);
    const auto answer = platform_.heartbeat(report_);
    return answer ? Result<void, std::string>{} : failure(answer.error().message);
}

}  // namespace xz::app
