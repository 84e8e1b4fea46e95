// A terminal without a screen: enrols, seals records of many students into its chain and hands them in, all over the real protocol.
#pragma once

#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/domain/published.hpp"
#include "terminal/core/protocol/batch.hpp"
#include "terminal/core/protocol/bundle.hpp"
#include "terminal/core/protocol/seal.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"
#include "terminal/sync/curl_client.hpp"
#include "terminal/sync/enrolment.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace xz::fleet {

// The call that failed and why; these programs end with it.
class Trouble : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// A key file as the platform keeps it: 64 hex digits and a newline. Throws Trouble.
[[nodiscard]] crypto::SigningKey read_signing_key(const std::filesystem::path& file);

class Terminal {
public:
    // Enrols with `code` at `url` and fetches the bundle. Throws Trouble.
    Terminal(std::string url, std::string_view code, RandomSource& random);

    [[nodiscard]] const std::string& name() const { return enrolled_.terminal; }
    [[nodiscard]] const domain::Published& published() const { return published_; }

    // The next envelope of this terminal's chain. `receipt_key` is the platform's: the statement that a login would have given.
    [[nodiscard]] std::string seal(const protocol::RecordContent& content, const crypto::SigningKey& receipt_key);

    // Hands envelopes in; each must come back stored or as a duplicate under a receipt that verifies, else Trouble. Nothing: no answer
    // came, or the platform is busy; try again.
    [[nodiscard]] std::optional<std::vector<protocol::ReceiptStatus>> offer(std::span<const std::string> envelopes);
    // The same where an answer is sure to come, else Trouble.
    void hand_in(std::span<const std::string> envelopes);

    // Another connection under the same identity, for a thread of its own.
    [[nodiscard]] std::unique_ptr<sync::CurlClient> connect() const;

private:
    [[nodiscard]] sync::Identity identity() const;

    std::string url_;
    RandomSource& random_;
    sync::Enrolled enrolled_;
    std::unique_ptr<sync::CurlClient> http_;
    domain::Published published_;
    protocol::ChainPlace place_;
};

}  // namespace xz::fleet
