#include "terminal/core/protocol/statement.hpp"

#include "terminal/core/protocol/readers.hpp"

namespace xz::protocol {
namespace {

constexpr std::string_view Type = "statement";

codec::Object unsigned_form(const Statement& statement) {
    return {{"student_no", statement.student_no},
            {"terminal", statement.terminal},
            {"issued", to_rfc3339(statement.issued)},
            {"expires", to_rfc3339(statement.expires)},
            {"kid", statement.kid}};
}

}  // namespace

codec::Object codec::write(const Statement& statement) {
    Object object = unsigned_form(statement);
    object["sig"] = to_base64(statement.sig);
    return object;
}

Statement codec::read_statement(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    Statement statement;
    statement.student_no = student_no(reader, "student_no");
    statement.terminal = terminal_name(reader, "terminal");
    statement.issued = reader.instant("issued");
    statement.expires = reader.instant("expires");
    statement.kid = key_name(reader, "kid");
    statement.sig = base64<64>(reader, "sig");
    reader.refuse_unknown();
    return statement;
}

Statement sign(Statement statement, const crypto::SigningKey& receipt_key) {
    statement.kid = receipt_key.verify_key().id();
    statement.sig = receipt_key.sign(Type, bytes_of(json::canonical(unsigned_form(statement))));
    return statement;
}

bool is_signed_by(const Statement& statement, const crypto::VerifyKey& receipt_key) {
    return receipt_key.verify(Type, bytes_of(json::canonical(unsigned_form(statement))), statement.sig);
}

std::string encode(const Statement& statement) {
    return json::canonical(codec::write(statement));
}

Decoded<Statement> decode_statement(std::string_view text) {
    return codec::decode(text, codec::Form::Canonical, MaxBody, codec::read_statement);
}

}  // namespace xz::protocol
