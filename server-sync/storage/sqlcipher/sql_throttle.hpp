// Failed logins by where they came from and whom they aimed at; those under way are in memory.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/login_throttle.hpp"

#include <mutex>
#include <string>
#include <vector>

namespace xz::server::storage {

class SqlThrottle final : public sync::LoginThrottle {
public:
    SqlThrottle(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] sync::AttemptAnswer begin(std::string_view source, std::string_view subject, Instant now,
                                            const sync::ThrottleRules& rules) override;
    void withdrawn(std::string_view source, std::string_view subject) override;
    void failed(std::string source, std::string subject, Instant now, sync::Completion<sync::Done> done) override;
    void succeeded(std::string source, std::string subject, Instant now, sync::Completion<sync::Done> done) override;

private:
    struct UnderWay {
        std::string source;
        std::string subject;
        Instant since;
    };
    // With mutex_ held: what is written while it counts here is counted at least once.
    [[nodiscard]] sync::AttemptAnswer judge(std::string_view source, std::string_view subject, Instant now,
                                            const sync::ThrottleRules& rules) const;

    Writer& writer_;
    const Readers& readers_;
    std::mutex mutex_;
    std::vector<UnderWay> under_way_;
};

}  // namespace xz::server::storage
