// Failed logins by where they came from and whom they aimed at.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/login_throttle.hpp"

namespace xz::server::storage {

class SqlThrottle final : public sync::LoginThrottle {
public:
    SqlThrottle(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] sync::AttemptAnswer may_try(std::string_view source, std::string_view subject, Instant now,
                                              const sync::ThrottleRules& rules) const override;
    void failed(std::string source, std::string subject, Instant now, sync::Completion<sync::Done> done) override;
    void succeeded(std::string source, std::string subject, Instant now, sync::Completion<sync::Done> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
