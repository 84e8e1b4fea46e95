// A platform without a network: a real store in a folder of its own, published data, students with PINs, terminals that seal.
#pragma once

#include "server-sync/storage/sqlcipher/storage.hpp"
#include "server-sync/sync/ingest.hpp"
#include "server-sync/sync/processor.hpp"
#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/published.hpp"
#include "terminal/core/protocol/batch.hpp"
#include "terminal/core/protocol/seal.hpp"
#include "terminal/core/support/ids.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/temporary_folder.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace xz::testing {

inline constexpr const char* Year = "2025-2026";

// Seals records into its chain as a kiosk would.
class TestTerminal {
public:
    TestTerminal(std::string id, const crypto::BoxPublicKey& platform, const crypto::BoxPublicKey& recovery);
    [[nodiscard]] std::string seal(const protocol::RecordContent& content, const protocol::Prover& prover, Instant captured_at);
    void start_new_chain();
    // Another machine with the same identity and store.
    [[nodiscard]] TestTerminal clone() const;

    std::string id;
    crypto::SigningKey key;
    protocol::ChainPlace place;

private:
    crypto::BoxPublicKey platform_;
    crypto::BoxPublicKey recovery_;
    SystemRandom random_;
};

class TestPlatform {
public:
    TestPlatform();

    [[nodiscard]] server::sync::Ports ports() { return storage_->ports(); }
    [[nodiscard]] server::storage::Storage& storage() { return *storage_; }
    // Every row of every table, for tests that nothing has changed.
    [[nodiscard]] std::string dump() const;
    // On the closed store's file: to put it into a state that no port makes.
    void execute(std::string_view sql);
    // Nothing but the files survives.
    void close() { storage_.reset(); }
    void reopen();
    void restart() {
        close();
        reopen();
    }

    TestTerminal add_terminal(const std::string& id);
    // Adds or moves students into a class of a department; each gets a PIN key.
    void add_students(const std::vector<std::string>& numbers, const std::string& class_code = "C1",
                      const std::string& department = "D1");
    void add_status(const std::string& student_no, const std::string& indicator, const std::string& value);
    [[nodiscard]] const crypto::SigningKey& pin_of(const std::string& student_no) const { return pins_.at(student_no); }

    // A diagnosis with every question answered, begun and submitted now; `level` 1–4 sets what is answered.
    [[nodiscard]] protocol::RecordContent diagnosis(const std::string& student_no, int level = 3);
    [[nodiscard]] protocol::Statement statement(const std::string& student_no, const std::string& terminal);
    // diagnosis() sealed with a session's statement.
    [[nodiscard]] std::string envelope(TestTerminal& terminal, const std::string& student_no, int level = 3);

    [[nodiscard]] protocol::BatchAnswer receive(const TestTerminal& terminal, const std::vector<std::string>& envelopes);
    // Opens, proves and counts everything that waits.
    server::sync::ProcessingNumbers process(const server::sync::ProcessingRules& rules = {});
    [[nodiscard]] std::set<server::sync::ClassAndYear> moved() const { return moved_; }
    [[nodiscard]] std::unique_ptr<server::sync::Processor> processor(const server::sync::ProcessingRules& rules = {});
    [[nodiscard]] server::sync::ProcessingKeys processing_keys() const;

    FakeClock clock{};
    SystemRandom random;
    crypto::SigningKey receipt_key;
    crypto::BoxKey box_key;
    crypto::BoxKey recovery_key;
    domain::Published published;
    TemporaryFolder folder;

private:
    void open(server::storage::Storage::Mode mode);
    void publish();

    crypto::Secret<32> platform_key_;
    crypto::Secret<32> student_file_key_;
    crypto::Secret<32> wrapping_key_;
    std::unique_ptr<server::storage::Storage> storage_;
    std::map<std::string, crypto::SigningKey> pins_;
    std::set<server::sync::ClassAndYear> moved_;
    IdMaker ids_;
};

}  // namespace xz::testing
