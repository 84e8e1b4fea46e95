// Terminals, their codes, keys and certificates.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/terminal_registry.hpp"

namespace xz::server::storage {

class SqlTerminals final : public sync::TerminalRegistry {
public:
    SqlTerminals(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::optional<sync::Terminal> find(std::string_view id) const override;
    [[nodiscard]] std::vector<sync::Terminal> all() const override;
    [[nodiscard]] std::optional<sync::EnrolCode> code(ByteView hash) const override;
    [[nodiscard]] std::vector<sync::Certificate> certificates(std::string_view terminal) const override;
    [[nodiscard]] std::optional<sync::TerminalCommand> command(std::string_view terminal) const override;
    void add(sync::Terminal terminal, sync::Completion<bool> done) override;
    void add_code(sync::EnrolCode code, sync::Completion<sync::Done> done) override;
    void enrol(sync::Enrolment enrolment, sync::Completion<sync::EnrolOutcome> done) override;
    void add_certificate(sync::Certificate certificate, sync::Completion<sync::Done> done) override;
    void set_state(std::string id, sync::TerminalState state, Instant at, sync::Completion<bool> done) override;
    void lock(std::string id, sync::TerminalState state, sync::TerminalCommand command, sync::Completion<bool> done) override;
    void lose(std::string id, Instant at, sync::Completion<bool> done) override;
    void heartbeat(sync::Heartbeat heartbeat, sync::Completion<sync::Done> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
