// A test platform as the admin commands see it, with keys of its own in a folder of its own.
#pragma once

#include "server-sync/admin/command.hpp"
#include "server-sync/admin/platform_keys.hpp"
#include "tests/support/bundle_folder.hpp"
#include "tests/support/platform/test_platform.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace xz::testing {

struct Site {
    Site() : made{server::admin::make_keys({.common_name = "localhost", .dns = {"localhost"}, .addresses = {}}, platform.clock.now(), platform.random)} {
        if (!server::admin::write_keys(keys, data / "keys")) throw std::runtime_error{"no room for keys"};
        server::sync::wait_for<server::sync::Done>([&](auto done) { platform.ports().state.set_value("platform_salt", to_base64(Bytes(32, 1)), std::move(done)); });
    }

    // What a command works on, for as long as `work` takes.
    template <typename Work>
    auto on(Work&& work) {
        const auto ports = platform.ports();
        const server::sync::PublishedCache published{ports.bundles};
        return work(server::admin::Platform{ports, published, keys, platform.clock, platform.random, platform.storage(), data.path(),
                                            [this](std::string_view what, std::uint64_t, std::uint64_t) { told.emplace_back(what); }});
    }
    server::admin::Answer run(std::string_view command, const json::Value& args) {
        return on([&](const server::admin::Platform& worked_on) { return server::admin::run_command(command, args, worked_on); });
    }
    json::Value import_again(std::string_view kind, const std::string& bytes) {
        return run("import-" + std::string{kind}, {{"file", to_base64(bytes_of(bytes))}, {"again", true}}).value();
    }
    // On the closed store's file.
    void execute(const std::string& sql) { platform.execute(sql); }
    json::Value import(std::string_view kind, const std::string& bytes, bool partial = false, json::Object columns = {}) {
        auto answer = run("import-" + std::string{kind},
                          {{"file", to_base64(bytes_of(bytes))}, {"columns", std::move(columns)}, {"partial", partial}});
        if (!answer) throw std::runtime_error{answer.error()};
        return *answer;
    }
    // Refused with this problem first, and not a row of the store other than before.
    void refuses(std::string_view kind, const std::string& bytes, const std::string& expected, bool partial = false) {
        const std::string before = platform.dump();
        const auto answer = import(kind, bytes, partial);
        INFO(boost::json::serialize(answer));
        CHECK_FALSE(answer.at("taken").as_bool());
        CHECK_FALSE(answer.at("repeated").as_bool());
        const auto& first = answer.at("problems").as_array().at(0);
        const auto line = first.at("line").to_number<std::uint64_t>();
        const std::string text = (line == 0 ? "" : std::to_string(line) + " ") + first.at("column").as_string().c_str() + ": " + first.at("expected").as_string().c_str();
        INFO(text);
        CHECK(text.find(expected) != std::string::npos);
        CHECK(platform.dump() == before);
    }
    std::size_t audited(std::string_view action) {
        std::size_t count = 0;
        for (const auto& entry : platform.ports().audit.entries(0, 1000)) count += entry.action == action ? 1 : 0;
        return count;
    }

    TestPlatform platform;
    TemporaryFolder data;
    server::admin::MadeKeys made;
    server::admin::PlatformKeys& keys = made.platform;
    std::vector<std::string> told;
};

inline domain::BundleFiles bundle() { return bundle_folder(XUEZHEN_ASSETS "/instruments"); }

inline json::Value bundle_args() {
    json::Object texts;
    for (const auto& [name, text] : bundle()) texts[name] = text;
    return json::Value{{"files", std::move(texts)}};
}

}  // namespace xz::testing
