// What a student's login brings to the kiosk: who they are there, status data, last diagnosis, the year's plan and diagnosis with what became
// of them, warnings, replies, and the newest 50 submissions.
#pragma once

#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "server-sync/sync/record_vault.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/student_context.hpp"

#include <optional>
#include <string_view>

namespace xz::server::sync {

class StudentContexts {
public:
    // `receipt_key` seals reports.
    StudentContexts(Ports ports, const PublishedCache& published, const RecordVault& vault, const crypto::SigningKey& receipt_key)
        : ports_{ports}, published_{published}, vault_{vault}, receipt_key_{receipt_key} {}
    // Nothing: no such student, or nothing published yet. Reads only, some milliseconds.
    [[nodiscard]] std::optional<protocol::StudentContext> assemble(std::string_view student_no, Instant now) const;

private:
    [[nodiscard]] std::optional<protocol::LastDiagnosis> last_diagnosis(std::string_view student_no,
                                                                        std::string_view before_year) const;
    // "" where the record is gone.
    [[nodiscard]] std::string seal_of(std::string_view student_no, std::string_view record, Instant now) const;

    Ports ports_;
    const PublishedCache& published_;
    const RecordVault& vault_;
    const crypto::SigningKey& receipt_key_;
};

}  // namespace xz::server::sync
