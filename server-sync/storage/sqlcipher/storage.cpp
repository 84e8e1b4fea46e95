#include "server-sync/storage/sqlcipher/storage.hpp"

#include "server-sync/storage/sqlcipher/backup_copy.hpp"
#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/sql_actions.hpp"
#include "server-sync/storage/sqlcipher/sql_audit.hpp"
#include "server-sync/storage/sqlcipher/sql_bundles.hpp"
#include "server-sync/storage/sqlcipher/sql_contacts.hpp"
#include "server-sync/storage/sqlcipher/sql_envelopes.hpp"
#include "server-sync/storage/sqlcipher/sql_feedback.hpp"
#include "server-sync/storage/sqlcipher/sql_proceedings.hpp"
#include "server-sync/storage/sqlcipher/sql_processing.hpp"
#include "server-sync/storage/sqlcipher/sql_quarantine.hpp"
#include "server-sync/storage/sqlcipher/sql_records.hpp"
#include "server-sync/storage/sqlcipher/sql_snapshots.hpp"
#include "server-sync/storage/sqlcipher/sql_staff.hpp"
#include "server-sync/storage/sqlcipher/sql_state.hpp"
#include "server-sync/storage/sqlcipher/sql_students.hpp"
#include "server-sync/storage/sqlcipher/sql_teaching_notes.hpp"
#include "server-sync/storage/sqlcipher/sql_terminals.hpp"
#include "server-sync/storage/sqlcipher/sql_throttle.hpp"
#include "server-sync/storage/sqlcipher/sql_warnings.hpp"
#include "server-sync/storage/sqlcipher/status_intake.hpp"
#include "server-sync/storage/sqlcipher/student_keys/sql_student_keys.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "terminal/core/sqlite/transaction.hpp"

#include <limits>

namespace xz::server::storage {

namespace {

constexpr std::chrono::milliseconds kReaderPatience{2000};

sqlite::Key raw(const crypto::Secret<32>& key) {
    return sqlite::Key{key.bytes().data(), 32};
}

class SqlcipherStorage final : public Storage {
public:
    SqlcipherStorage(sqlite::Database writing, std::vector<sqlite::Database> reading,
                     std::unique_ptr<student_keys::SqlStudentKeys> student_keys, StorageKeys keys, const StorageOptions& options)
        : keys_{std::move(keys)},
          student_keys_{std::move(student_keys)},
          writer_{std::move(writing), options},
          readers_{std::move(reading)} {}

    // What is queued is completed while all ports stand; then the readers close, and the last one out, the writer, checkpoints.
    ~SqlcipherStorage() override { writer_.finish(); }
    SqlcipherStorage(const SqlcipherStorage&) = delete;
    SqlcipherStorage& operator=(const SqlcipherStorage&) = delete;

    [[nodiscard]] sync::Ports ports() override {
        return {.envelopes = envelopes_,
                .quarantine = quarantine_,
                .terminals = terminals_,
                .students = students_,
                .staff = staff_,
                .sessions = sessions_,
                .throttle = throttle_,
                .bundles = bundles_,
                .records = records_,
                .results = results_,
                .proceedings = proceedings_,
                .contacts = contacts_,
                .feedback = feedback_,
                .notes = notes_,
                .actions = actions_,
                .snapshots = snapshots_,
                .processing = processing_,
                .student_keys = *student_keys_,
                .warnings = warnings_,
                .audit = audit_,
                .state = state_};
    }

    [[nodiscard]] CommitNumbers numbers() const override { return writer_.numbers(); }

    void back_up(const std::filesystem::path& directory, const std::filesystem::path& student_keys) override {
        readers_.read([&](sqlite::Database& database) {
            database.copy_to(directory / PlatformFile, raw(keys_.platform));
            return true;
        });
        student_keys_->copy_to(student_keys / StudentKeysFile, raw(keys_.student_keys));
    }

private:
    StorageKeys keys_;
    std::unique_ptr<student_keys::SqlStudentKeys> student_keys_;
    Writer writer_;
    Readers readers_;
    SqlEnvelopes envelopes_{writer_, readers_};
    SqlQuarantine quarantine_{writer_, readers_};
    SqlTerminals terminals_{writer_, readers_};
    SqlStudents students_{writer_, readers_};
    SqlStaff staff_{writer_, readers_};
    SqlSessions sessions_{writer_, readers_};
    SqlThrottle throttle_{writer_, readers_};
    SqlBundles bundles_{writer_, readers_};
    SqlRecords records_{writer_, readers_};
    SqlResults results_{readers_};
    SqlProceedings proceedings_{writer_, readers_};
    SqlContacts contacts_{writer_, readers_};
    SqlFeedback feedback_{writer_, readers_};
    SqlTeachingNotes notes_{writer_, readers_};
    SqlActions actions_{writer_, readers_};
    SqlSnapshots snapshots_{writer_, readers_};
    SqlProcessing processing_{writer_, readers_};
    SqlWarnings warnings_{writer_, readers_};
    SqlAudit audit_{writer_, readers_};
    SqlState state_{writer_, readers_};
};

}  // namespace

Result<std::unique_ptr<Storage>, sqlite::OpenFailure> Storage::open(const std::filesystem::path& directory, Mode mode,
                                                                    StorageKeys keys, RandomSource& random,
                                                                    const StorageOptions& options) {
    const sqlite::OpenOptions writing{.access = sqlite::Access::Writer,
                                      .presence = mode == Mode::Create ? sqlite::Presence::MustBeNew : sqlite::Presence::MustExist,
                                      .busy_timeout = kReaderPatience,
                                      .vfs = {}};
    const sqlite::OpenOptions alone{
        .access = sqlite::Access::Alone, .presence = writing.presence, .busy_timeout = {}, .vfs = {}};
    auto student_file =
        sqlite::open_migrated(directory / StudentKeysFile, raw(keys.student_keys), student_keys::migrations(), alone);
    if (!student_file) {
        return failure(student_file.error());
    }
    auto writer = sqlite::open_migrated(directory / PlatformFile, raw(keys.platform), migrations(), writing);
    if (!writer) {
        return failure(writer.error());
    }
    // What an import was killed in is seen by nobody, and goes before anybody writes beside it.
    sqlite::transact(*writer, [&] { return clear_unfinished(*writer, std::numeric_limits<std::int64_t>::max()); });
    // A page that a power cut tore while the log was being folded in is whole in the log only. check_integrity() reads the file alone, and
    // inside a transaction cannot fold.
    writer->checkpoint();
    if (mode == Mode::Create) {
        sqlite::transact(*writer, [&] { put_epoch(*writer, protocol::random_epoch(random)); });
    }
    std::vector<sqlite::Database> reading;
    for (std::size_t count = 0; count < options.readers; ++count) {
        const sqlite::OpenOptions reader{.access = sqlite::Access::Reader, .presence = sqlite::Presence::MustExist,
                                         .busy_timeout = kReaderPatience, .vfs = {}};
        auto opened = sqlite::open_migrated(directory / PlatformFile, raw(keys.platform), migrations(), reader);
        if (!opened) {
            return failure(opened.error());
        }
        reading.push_back(std::move(*opened));
    }
    auto student_keys = std::make_unique<student_keys::SqlStudentKeys>(std::move(*student_file), keys.wrapping.clone(), random);
    return std::make_unique<SqlcipherStorage>(std::move(*writer), std::move(reading), std::move(student_keys), std::move(keys),
                                              options);
}

}  // namespace xz::server::storage
