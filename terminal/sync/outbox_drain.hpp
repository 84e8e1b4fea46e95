// Empties the outbox: sends what waits in batches and lets an envelope go only for a receipt that verifies.
#pragma once

#include "terminal/sync/platform.hpp"
#include "terminal/sync/trust.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace xz::sync {

// An envelope in the outbox that has no receipt yet.
struct Waiting {
    std::string id;
    std::string bytes;  // canonical, as sealed
};

// What the drain needs of the store. Every call is durable when it returns; a store that cannot do it throws.
class OutboxStore {
public:
    virtual ~OutboxStore() = default;
    // The oldest that wait, in the order of their chain, at most `count` and `bytes` of them, but always the first; none that is set aside.
    [[nodiscard]] virtual std::vector<Waiting> waiting(std::size_t count, std::size_t bytes) = 0;
    // What the platform has signed about some of them, verified.
    virtual void settle(const std::vector<protocol::BatchResult>& verified) = 0;
    // The platform takes everything around it but not this one: kept, no longer sent, shown to IT.
    virtual void set_aside(const std::string& id, const std::string& why) = 0;
};

class OutboxDrain {
public:
    OutboxDrain(Platform& platform, OutboxStore& store, const Trust& trust) : platform_{platform}, store_{store}, trust_{trust} {}

    struct Progress {
        enum class Left { Nothing, More } left = Left::Nothing;
        std::vector<protocol::BatchResult> settled;
        std::optional<CallFailure> trouble;  // BadSignature: receipts of others in the batch did not verify; those envelopes stay
    };
    // One exchange. A refusal of the whole batch (4xx) makes the next one half as large; of a single envelope, sets it aside.
    [[nodiscard]] Called<Progress> send_batch();

private:
    [[nodiscard]] bool is_good(const Waiting& sent, const protocol::BatchResult& result, const protocol::Epoch& epoch) const;

    Platform& platform_;
    OutboxStore& store_;
    const Trust& trust_;
    std::size_t batch_ = protocol::MaxEnvelopes;  // halved by refusals, doubled by success
};

}  // namespace xz::sync
