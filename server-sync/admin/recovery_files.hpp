// The recovery key as files: the public half for the platform, a share on paper for each of the two custodians.
#pragma once

#include "terminal/core/crypto/key_shares.hpp"
#include "terminal/core/support/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace xz::server::admin {

inline constexpr std::string_view RecoveryPublicFile = "recovery.public";
inline constexpr std::string_view RecoveryShareA = "recovery-share-a.txt";
inline constexpr std::string_view RecoveryShareB = "recovery-share-b.txt";

// The three files into a folder, which is made; none of them may be there. One line for people in case of failure.
[[nodiscard]] Result<void, std::string> write_recovery_files(const crypto::BoxKey& recovery, const std::filesystem::path& folder,
                                                             RandomSource& random);

// {"v":1,"type":"recovery-key","key":b64}
[[nodiscard]] std::string recovery_public_text(const crypto::BoxPublicKey& key);
[[nodiscard]] Result<crypto::BoxPublicKey, std::string> read_recovery_public(std::string_view text);
// The line of groups in a custodian's paper, wherever it stands.
[[nodiscard]] Result<crypto::KeyShare, std::string> read_share(std::string_view text);
// From the two custodians' files.
[[nodiscard]] Result<crypto::BoxKey, std::string> join_shares(const std::filesystem::path& one, const std::filesystem::path& other);

}  // namespace xz::server::admin
