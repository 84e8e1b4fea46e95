// xuezhen-admin keys and recovery-key: what is done with the offline root key and with the custodians' shares.
#pragma once

#include "server-sync/app/command_line.hpp"

namespace xz::server::app {

// Adds the commands; their words live as long as the line.
void add_keys(CommandLine& line);

}  // namespace xz::server::app
