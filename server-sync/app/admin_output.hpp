// What xuezhen-admin says: answers on standard output, one plain line on standard error for what went wrong.
#pragma once

#include "server-sync/app/admin_commands.hpp"

#include <string_view>

namespace xz::server::app {

// The exit code of a command that failed so.
int complain(std::string_view message);
void print(const json::Value& answer, Form form);

}  // namespace xz::server::app
