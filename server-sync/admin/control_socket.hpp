// How xuezhen-admin reaches a running server: DATA/control.sock, open to the platform's own account and root only.
//
// The store has one writing process at any time. Whoever holds DATA/lock may open it: the server while it runs, xuezhen-admin
// otherwise. While the server runs, xuezhen-admin sends the same command as JSON over this socket, and the server runs the same
// code over its own connections. One command a connection: the client writes {"command","args"} and closes its writing side; the
// answer is {"answer":…} or {"error":"lines for people"}, after any number of lines {"progress":{"what","done","all"}}.
#pragma once

#include "server-sync/admin/command.hpp"

#include <filesystem>
#include <functional>
#include <thread>

namespace xz::server::admin {

[[nodiscard]] inline std::filesystem::path control_path(const std::filesystem::path& data) { return data / "control.sock"; }

// Runs one command after another on a thread of its own.
class ControlServer {
public:
    using Run = std::function<Answer(std::string_view command, const json::Value& args, const Progress& progress)>;

    // Throws std::runtime_error when the socket cannot be made. The caller holds the data folder's lock.
    ControlServer(const std::filesystem::path& socket, Run run);
    ~ControlServer();  // after the command in hand
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

private:
    void serve(const std::stop_token& stop);
    void answer(int client) const;
    [[nodiscard]] Answer attempt(std::string_view command, const json::Value& args, const Progress& progress) const;

    std::filesystem::path path_;
    Run run_;
    int listener_;
    std::jthread thread_;
};

// Blocks until the server has answered; `progress` is told meanwhile.
[[nodiscard]] Answer call_server(const std::filesystem::path& socket, std::string_view command, const json::Value& args,
                                 const Progress& progress = {});

}  // namespace xz::server::admin
