#include "server-sync/storage/sqlcipher/student_keys/sql_student_keys.hpp"

#include "terminal/core/sqlite/transaction.hpp"

namespace xz::server::storage::student_keys {

namespace {

constexpr std::string_view kFind = "SELECT wrapped FROM student_key WHERE student_no = ?";
constexpr std::string_view kInsert = "INSERT INTO student_key (student_no, wrapped) VALUES (?, ?)";
constexpr std::string_view kDestroy = "DELETE FROM student_key WHERE student_no = ?";

std::string bound_to(std::string_view student_no) {
    return "xuezhen/1/student-key" + std::string(1, '\0') + std::string{student_no};
}

template <typename Work>
auto guarded(Work&& work) {
    try {
        return work();
    } catch (const sqlite::Error& error) {
        throw sync::StoreUnavailable{error.what()};
    }
}

}  // namespace

bool SqlStudentKeys::exists(std::string_view student_no) const {
    auto& found = database_.query(kFind, student_no);
    const bool there = found.next();
    found.reset();
    return there;
}

void SqlStudentKeys::ensure(const std::vector<std::string>& student_nos) {
    const std::lock_guard lock{mutex_};
    guarded([&] {
        std::vector<std::string_view> missing;
        for (const std::string& student_no : student_nos) {
            if (!exists(student_no)) {
                missing.push_back(student_no);
            }
        }
        if (missing.empty()) {
            return;
        }
        sqlite::transact(database_, [&] {
            for (const std::string_view student_no : missing) {
                if (exists(student_no)) {
                    continue;  // named twice
                }
                const auto key = crypto::AeadKey::random(random_);
                database_.run(kInsert, student_no, crypto::wrap(wrapping_, bytes_of(bound_to(student_no)), key.bytes(), random_));
            }
        });
    });
}

std::optional<crypto::AeadKey> SqlStudentKeys::find(std::string_view student_no) const {
    const std::lock_guard lock{mutex_};
    return guarded([&]() -> std::optional<crypto::AeadKey> {
        auto& found = database_.query(kFind, student_no);
        if (!found.next()) {
            return std::nullopt;
        }
        const auto key = crypto::unwrap(wrapping_, bytes_of(bound_to(student_no)), found.blob_view(0));
        found.reset();
        return key ? crypto::AeadKey::from(key->bytes()) : std::nullopt;
    });
}

void SqlStudentKeys::destroy(std::string_view student_no) {
    const std::lock_guard lock{mutex_};
    guarded([&] {
        sqlite::transact(database_, [&] { database_.run(kDestroy, student_no); });
        database_.checkpoint();  // the key is gone from the WAL as well
    });
}

std::vector<std::string> SqlStudentKeys::check_integrity() {
    const std::lock_guard lock{mutex_};
    return guarded([&] { return database_.check_integrity(); });
}

void SqlStudentKeys::copy_to(const std::filesystem::path& file, sqlite::Key key) {
    const std::lock_guard lock{mutex_};
    guarded([&] { database_.copy_to(file, key); });
}

}  // namespace xz::server::storage::student_keys
