// xuezhen-admin backup, restore, verify, recover and import-envelopes: what keeps and brings back what students handed in.
#pragma once

#include "server-sync/app/command_line.hpp"

namespace xz::server::app {

// Adds the commands; their words live as long as the line.
void add_safety(CommandLine& line);

}  // namespace xz::server::app
