#include "server-sync/sync/record_vault.hpp"

namespace xz::server::sync {

namespace {

// Bound to student and record: a sealed record that is moved under another id or student does not open.
std::string bound_to(std::string_view student_no, std::string_view id) {
    std::string text{"xuezhen/1/record"};
    text += '\0';
    text += student_no;
    text += '\0';
    text += id;
    return text;
}

}  // namespace

Bytes RecordVault::seal(std::string_view student_no, std::string_view id, std::string_view canonical_record) const {
    const auto key = keys_.find(student_no);
    if (!key) {
        throw StoreUnavailable{"a student's key is missing"};
    }
    return crypto::wrap(*key, bytes_of(bound_to(student_no, id)), bytes_of(canonical_record), random_);
}

std::optional<protocol::Record> RecordVault::open(std::string_view student_no, std::string_view id, ByteView sealed) const {
    const auto key = keys_.find(student_no);
    if (!key) {
        return std::nullopt;
    }
    const auto plain = crypto::unwrap(*key, bytes_of(bound_to(student_no, id)), sealed);
    if (!plain) {
        return std::nullopt;
    }
    auto record = protocol::decode_record(plain->text());
    return record ? std::optional{std::move(*record)} : std::nullopt;
}

std::optional<protocol::Record> RecordVault::content(std::string_view student_no, std::string_view id) const {
    const auto sealed = records_.sealed_content(student_no, id);
    return sealed ? open(student_no, id, *sealed) : std::nullopt;
}

}  // namespace xz::server::sync
