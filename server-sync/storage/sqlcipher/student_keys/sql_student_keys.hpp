// student-keys.db: one wrapped key a student, in a file of its own that is backed up apart and forgotten sooner (DESIGN 5).
#pragma once

#include "server-sync/sync/student_keys.hpp"
#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/sqlite/database.hpp"
#include "terminal/core/sqlite/migrator.hpp"
#include "terminal/core/support/random.hpp"

#include <filesystem>
#include <mutex>
#include <span>

namespace xz::server::storage::student_keys {

[[nodiscard]] std::span<const sqlite::Migration> migrations();

// One connection, behind a mutex: it is used by background work and by single look-ups only.
class SqlStudentKeys final : public sync::StudentKeys {
public:
    SqlStudentKeys(sqlite::Database database, crypto::Secret<32> wrapping, RandomSource& random)
        : database_{std::move(database)}, wrapping_{std::move(wrapping)}, random_{random} {}

    void ensure(const std::vector<std::string>& student_nos) override;
    [[nodiscard]] std::optional<crypto::AeadKey> find(std::string_view student_no) const override;
    void destroy(std::string_view student_no) override;
    [[nodiscard]] std::vector<std::string> check_integrity() override;

    void copy_to(const std::filesystem::path& file, sqlite::Key key);

private:
    [[nodiscard]] bool exists(std::string_view student_no) const;

    mutable std::mutex mutex_;
    mutable sqlite::Database database_;
    crypto::Secret<32> wrapping_;
    RandomSource& random_;
};

}  // namespace xz::server::storage::student_keys
