#include "server-sync/app/key_commands.hpp"

#include "server-sync/admin/key_signing.hpp"
#include "server-sync/admin/recovery_files.hpp"
#include "server-sync/admin/root_key.hpp"
#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/support/file.hpp"

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <memory>

namespace xz::server::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t LargestFile = 256 << 10;
constexpr unsigned PrivateFile = 0600;
constexpr unsigned PublicFile = 0644;

struct KeyWords {
    std::string root;
    std::string code = "-";
    std::string request;
    std::string out;
    std::string recovery;
    std::string next_root;
    bool box = false;
};

Result<std::string, std::string> text_in(const fs::path& file) {
    const auto bytes = read_file(file, LargestFile);
    if (!bytes) return failure(bytes.error().message);
    return std::string{text_of(*bytes)};
}

Result<void, std::string> write_new(const fs::path& file, std::string_view text, unsigned mode) {
    if (fs::exists(file)) return failure(file.string() + " is there already; name a new file");
    if (auto written = write_file_atomically(file, bytes_of(text), mode); !written) return failure(written.error().message);
    return {};
}

// The root key that a file and the code on paper make; "-": the code is the first line of standard input.
Result<crypto::SigningKey, std::string> root_key(const KeyWords& words) {
    const auto file = text_in(words.root);
    if (!file) return failure(file.error());
    std::string code;
    if (words.code == "-") {
        std::getline(std::cin, code);
    } else {
        auto text = text_in(words.code);
        if (!text) return failure(text.error());
        code = std::move(*text);
    }
    auto key = admin::unlock_root_key(*file, code);
    crypto::wipe(code);
    if (!key) return failure(words.root + ": " + key.error());
    return key;
}

admin::Answer request_arguments(const KeyWords& words) {
    json::Object args{{"box", words.box}};
    if (!words.recovery.empty()) {
        const auto text = text_in(words.recovery);
        if (!text) return failure(text.error());
        const auto key = admin::read_recovery_public(*text);
        if (!key) return failure(words.recovery + ": " + key.error());
        args["recovery"] = to_base64(key->bytes());
    }
    if (!words.next_root.empty()) {
        const auto text = text_in(words.next_root);
        if (!text) return failure(text.error());
        const auto key = admin::public_root_key(*text);
        if (!key) return failure(words.next_root + ": " + key.error());
        args["next_root"] = to_base64(key->bytes());
    }
    return json::Value(std::move(args));
}

admin::Answer request(const CommandLine& line, const KeyWords& words) {
    auto answer = line.answer_of("keys-request", request_arguments(words));
    if (!answer) return answer;
    if (auto written = write_new(words.out, std::string{answer->at("request").as_string()} + '\n', PublicFile); !written) return failure(written.error());
    answer->as_object().erase("request");
    answer->as_object()["file"] = words.out;
    answer->as_object()["next"] = "keys sign with the root key, then keys install";
    return answer;
}

admin::Answer sign(const KeyWords& words) {
    const auto text = text_in(words.request);
    if (!text) return failure(text.error());
    const auto root = root_key(words);
    if (!root) return failure(root.error());
    const auto signed_set = admin::sign_request(*text, *root);
    if (!signed_set) return failure(signed_set.error());
    if (auto written = write_new(words.out, protocol::encode(*signed_set) + '\n', PublicFile); !written) return failure(written.error());
    return json::Value{{"version", signed_set->version},
                       {"root", root->verify_key().id()},
                       {"box", signed_set->box.front().kid},
                       {"recovery", signed_set->recovery.front().kid},
                       {"next_root", signed_set->next_root ? json::Value(crypto::key_id(signed_set->next_root->bytes())) : json::Value(nullptr)},
                       {"file", words.out}};
}

admin::Answer install_arguments(const KeyWords& words) {
    auto text = text_in(words.request);
    if (!text) return failure(text.error());
    while (text->ends_with('\n')) text->pop_back();
    return json::Value{{"key_set", *text}};
}

// Request, signature and installation in one go, where the root key is at hand.
admin::Answer rotate_box(const CommandLine& line, const KeyWords& words) {
    const auto root = root_key(words);
    if (!root) return failure(root.error());
    const auto asked = line.answer_of("keys-request", json::Value{{"box", true}});
    if (!asked) return asked;
    const auto signed_set = admin::sign_request(asked->at("request").as_string(), *root);
    if (!signed_set) return failure(signed_set.error());
    return line.answer_of("keys-install", json::Value{{"key_set", protocol::encode(*signed_set)}});
}

admin::Answer new_root(const KeyWords& words) {
    SystemRandom random;
    const auto root = crypto::SigningKey::generate(random);
    auto file = admin::lock_root_key(root, random);
    if (auto written = write_new(words.out, file.text, PrivateFile); !written) return failure(written.error());
    return json::Value{{"file", words.out}, {"root", root.verify_key().id()}, {"root_code", file.code}};
}

admin::Answer new_recovery(const KeyWords& words) {
    SystemRandom random;
    const auto recovery = crypto::BoxKey::generate(random);
    if (auto written = admin::write_recovery_files(recovery, words.out, random); !written) return failure(written.error());
    const fs::path folder{words.out};
    return json::Value{{"recovery", recovery.public_key().id()},
                       {"public", (folder / admin::RecoveryPublicFile).string()},
                       {"share_a", (folder / admin::RecoveryShareA).string()},
                       {"share_b", (folder / admin::RecoveryShareB).string()},
                       {"next", "print each share for its custodian and wipe its file; install the public half: init --recovery, or keys request --recovery"}};
}

void add_root(CLI::App* command, KeyWords& words) {
    command->add_option("--root-key", words.root, "The root key's file")->required();
    command->add_option("--root-code", words.code, "File with the root key's code; - (the default): the first line of standard input");
}

}  // namespace

void add_keys(CommandLine& line) {
    const auto words = std::make_shared<KeyWords>();  // shared by the commands, one of which runs
    auto* group = line.group("keys", "The platform's key set, which the offline root key signs");
    line.add(group, "list", "Which keys are in force, and which terminals a former box key is kept for", [&line] { return line.on_platform("keys-list", json::Value(json::Object{})); });
    auto* rotate = line.add(group, "rotate-box", "Another box key for this term, signed, installed and published; the former one is destroyed when no terminal needs it",
                            [&line, words] { return line.show(rotate_box(line, *words)); });
    add_root(rotate, *words);
    auto* asked = line.add(group, "request", "The next key set as a file, to be signed on another machine", [&line, words] { return line.show(request(line, *words)); });
    asked->add_flag("--box", words->box, "With another box key");
    asked->add_option("--recovery", words->recovery, "With this recovery key: the public half that recovery-key new wrote");
    asked->add_option("--next-root", words->next_root, "Announcing this root key: the file that keys new-root wrote");
    asked->add_option("--out", words->out, "New file")->required();
    auto* signing = line.add(group, "sign", "Sign a request with the root key; needs no platform and no network", [&line, words] { return line.show(sign(*words)); });
    signing->add_option("REQUEST", words->request)->required();
    add_root(signing, *words);
    signing->add_option("--out", words->out, "New file")->required();
    line.add(group, "install", "Put a signed key set in force, and publish it", [&line, words] { return line.on_platform("keys-install", install_arguments(*words)); })
        ->add_option("FILE", words->request)
        ->required();
    line.add(group, "new-root", "Another root key, for the time after this one; needs no platform", [&line, words] { return line.show(new_root(*words)); })
        ->add_option("--out", words->out, "New file; its code is printed and written nowhere")
        ->required();
    auto* recovery = line.group("recovery-key", "The key that opens what is lost, in two shares");
    line.add(recovery, "new", "Make one, on any machine but the platform's", [&line, words] { return line.show(new_recovery(*words)); })
        ->add_option("--out", words->out, "Folder for the public half and the two shares")
        ->required();
}

}  // namespace xz::server::app
