#include "server-sync/sync/student_words.hpp"

namespace xz::server::sync {

namespace {

// Another student's words do not open as this one's, nor does a record.
std::string bound_to(std::string_view student_no) {
    std::string text{"xuezhen/1/words"};
    text += '\0';
    text += student_no;
    return text;
}

}  // namespace

Bytes StudentWords::seal(const std::string& student_no, std::string_view words) const {
    if (words.empty()) {
        return {};
    }
    keys_.ensure({student_no});
    const auto key = keys_.find(student_no);
    if (!key) {
        throw StoreUnavailable{"a student's key is missing"};
    }
    return crypto::wrap(*key, bytes_of(bound_to(student_no)), bytes_of(words), random_);
}

std::string StudentWords::open(std::string_view student_no, ByteView sealed) const {
    if (sealed.empty()) {
        return {};
    }
    const auto key = keys_.find(student_no);
    const auto plain = key ? crypto::unwrap(*key, bytes_of(bound_to(student_no)), sealed) : std::nullopt;
    return plain ? std::string{plain->text()} : std::string{};
}

}  // namespace xz::server::sync
