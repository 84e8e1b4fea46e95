#include "terminal/storage/consent_store.hpp"

#include "terminal/core/sqlite/transaction.hpp"
#include "terminal/storage/instant_column.hpp"

namespace xz::storage {

namespace {

constexpr std::string_view kKeep = "INSERT OR REPLACE INTO consents (student, purpose, notice, given, at) VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view kSelect = "SELECT purpose, notice, given, at FROM consents WHERE student = ? ORDER BY purpose";

}  // namespace

void ConsentStore::keep(std::string_view student_no, std::span<const protocol::Consent> consents) {
    const Pseudonym student = pseudonyms_.of(student_no);
    sqlite::Transaction transaction{database_};
    for (const protocol::Consent& consent : consents) {
        database_.run(kKeep, student, consent.purpose, consent.notice, consent.given, to_column(consent.at));
    }
    transaction.commit();
}

std::vector<protocol::Consent> ConsentStore::latest(std::string_view student_no) {
    std::vector<protocol::Consent> consents;
    for (sqlite::Statement& row = database_.query(kSelect, pseudonyms_.of(student_no)); row.next();) {
        consents.push_back({row.text(0), row.text(1), row.integer(2) != 0, instant_from(row.integer(3))});
    }
    return consents;
}

}  // namespace xz::storage
