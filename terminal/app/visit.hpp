// A student who is signed in, as the workers know them: keys and the platform's word, in memory only and gone at the wipe.
#pragma once

#include "terminal/core/crypto/pin_key.hpp"
#include "terminal/core/protocol/login.hpp"
#include "terminal/storage/draft_store.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::app {

// What an online login brought.
struct OnlineVisit {
    crypto::SecureBytes token;  // X-Session
    protocol::Statement statement;
    std::shared_ptr<const protocol::StudentContext> context;  // shared with the drawing thread
};

struct Visit {
    std::string student_no;
    crypto::Secret<32> stretched;  // of the PIN, with this platform's salt: wraps drafts
    crypto::SigningKey proof_key;  // of the PIN: proves records where there is no statement
    std::optional<OnlineVisit> online;
    std::vector<storage::OpenDraft> drafts;  // those of this student that are open

    [[nodiscard]] storage::OpenDraft* draft(protocol::RecordKind kind, std::string_view academic_year);
};

}  // namespace xz::app
