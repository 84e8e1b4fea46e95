#include "terminal/core/protocol/heartbeat.hpp"

#include "terminal/core/protocol/codec.hpp"

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::string_view HeadType = "heartbeat";
constexpr std::string_view AnswerType = "heartbeat-answer";
constexpr std::size_t MaxWord = 64;

Object unsigned_form(const ChainHead& head) {
    return {{"terminal", head.terminal},
            {"chain", head.chain},
            {"seq", codec::number(head.seq)},
            {"sha256", to_hex(head.sha256)},
            {"time", to_rfc3339(head.time)}};
}

Object write(const ChainHead& head) {
    Object object = unsigned_form(head);
    object["sig"] = to_base64(head.sig);
    return object;
}

ChainHead read_head(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    ChainHead head;
    head.terminal = codec::terminal_name(reader, "terminal");
    head.chain = reader.uuid("chain");
    head.seq = codec::number(reader, "seq");
    head.sha256 = codec::hex<32>(reader, "sha256");
    head.time = reader.instant("time");
    head.sig = codec::base64<64>(reader, "sig");
    reader.refuse_unknown();
    return head;
}

constexpr std::array<std::string_view, 3> StoreWords{"good", "full", "failing"};
constexpr std::array<std::string_view, 3> KeyWords{"tpm", "credentials", "file"};

template <typename Enum, std::size_t N>
Enum word(ObjectReader& reader, std::string_view key, const std::array<std::string_view, N>& words) {
    return static_cast<Enum>(reader.choice(key, {words.begin(), words.end()}));
}

Heartbeat read_heartbeat(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    Heartbeat heartbeat;
    heartbeat.version = reader.text("version", 1, MaxWord);
    heartbeat.queue_depth = codec::number(reader, "queue_depth");
    if (codec::nullable(value, reader, "queue_oldest")) heartbeat.queue_oldest = reader.instant("queue_oldest");
    heartbeat.disk_free = codec::number(reader, "disk_free");
    heartbeat.clock = reader.instant("clock");
    heartbeat.store = word<StoreHealth>(reader, "store", StoreWords);
    heartbeat.key_level = word<KeyLevel>(reader, "key_level", KeyWords);
    heartbeat.bundle_version = codec::number(reader, "bundle_version");
    heartbeat.head = codec::nested(reader, "head", problems, read_head);
    reader.refuse_unknown();
    return heartbeat;
}

Command read_command(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    Command command;
    command.id = codec::id(reader, "id");
    command.name = reader.text("name", 1, MaxWord);
    command.args = codec::object_text(reader, "args");
    reader.refuse_unknown();
    return command;
}

Object unsigned_form(const HeartbeatAnswer& answer) {
    codec::Array commands;
    for (const Command& command : answer.commands)
        commands.push_back(
            Object{{"id", command.id}, {"name", command.name}, {"args", codec::value_of(command.args)}});
    return {{"epoch", to_hex(answer.epoch)},
            {"time", to_rfc3339(answer.time)},
            {"chain", answer.chain},
            {"have_seq", codec::number(answer.have_seq)},
            {"have_sha256", to_hex(answer.have_sha256)},
            {"safe_seq", codec::number(answer.safe_seq)},
            {"audit_head", to_hex(answer.audit_head)},
            {"commands", std::move(commands)},
            {"kid", answer.kid}};
}

HeartbeatAnswer read_answer(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    HeartbeatAnswer answer;
    answer.epoch = codec::hex<16>(reader, "epoch");
    answer.time = reader.instant("time");
    answer.chain = reader.uuid("chain");
    answer.have_seq = codec::number(reader, "have_seq");
    answer.have_sha256 = codec::hex<32>(reader, "have_sha256");
    answer.safe_seq = codec::number(reader, "safe_seq");
    answer.audit_head = codec::hex<32>(reader, "audit_head");
    answer.commands = codec::list(reader, "commands", 0, MaxCommands, problems, read_command);
    answer.kid = codec::key_name(reader, "kid");
    answer.sig = codec::base64<64>(reader, "sig");
    reader.refuse_unknown();
    return answer;
}

}  // namespace

ChainHead sign(ChainHead head, const crypto::SigningKey& terminal_key) {
    head.sig = terminal_key.sign(HeadType, bytes_of(json::canonical(unsigned_form(head))));
    return head;
}

bool is_signed_by(const ChainHead& head, const crypto::VerifyKey& terminal_key) {
    return terminal_key.verify(HeadType, bytes_of(json::canonical(unsigned_form(head))), head.sig);
}

std::string encode(const Heartbeat& heartbeat) {
    const auto oldest = heartbeat.queue_oldest ? Value(to_rfc3339(*heartbeat.queue_oldest)) : Value(nullptr);
    return json::canonical(Object{{"version", heartbeat.version},
                                  {"queue_depth", codec::number(heartbeat.queue_depth)},
                                  {"queue_oldest", oldest},
                                  {"disk_free", codec::number(heartbeat.disk_free)},
                                  {"clock", to_rfc3339(heartbeat.clock)},
                                  {"store", StoreWords[static_cast<std::size_t>(heartbeat.store)]},
                                  {"key_level", KeyWords[static_cast<std::size_t>(heartbeat.key_level)]},
                                  {"bundle_version", codec::number(heartbeat.bundle_version)},
                                  {"head", write(heartbeat.head)}});
}

Decoded<Heartbeat> decode_heartbeat(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxBody, read_heartbeat);
}

HeartbeatAnswer sign(HeartbeatAnswer answer, const crypto::SigningKey& receipt_key) {
    answer.kid = receipt_key.verify_key().id();
    answer.sig = receipt_key.sign(AnswerType, bytes_of(json::canonical(unsigned_form(answer))));
    return answer;
}

bool is_signed_by(const HeartbeatAnswer& answer, const crypto::VerifyKey& receipt_key) {
    return receipt_key.verify(AnswerType, bytes_of(json::canonical(unsigned_form(answer))), answer.sig);
}

std::string encode(const HeartbeatAnswer& answer) {
    return codec::with_signature(unsigned_form(answer), answer.sig);
}

Decoded<HeartbeatAnswer> decode_heartbeat_answer(std::string_view text) {
    return codec::decode(text, codec::Form::Canonical, MaxBody, read_answer);
}

}  // namespace xz::protocol
