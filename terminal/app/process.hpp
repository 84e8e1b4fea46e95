// What the kiosk's process asks of the kernel, of libc and of systemd: no dumps, no peeking, a private umask, one heap, a watchdog that is fed.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace xz::app {

// Files for this user only, no core dumps; outside automation builds no other process may attach or read our memory.
void harden_process();

// Before any thread is made: all of them take memory from one heap, and what one gives back another takes.
void use_one_heap();
// Xlib would read its table of dead keys and their sequences, half a megabyte of text, at every start; nothing here is written with them.
// Before any other thread.
void skip_compose_table();

// systemd's notification protocol (sd_notify(3)); without a NOTIFY_SOCKET nothing happens.
void notify_systemd(std::string_view state);  // "READY=1", "WATCHDOG=1", "STOPPING=1"
// Half of what systemd allows between two signs of life; nothing when it does not watch.
[[nodiscard]] std::optional<std::chrono::milliseconds> watchdog_interval();

}  // namespace xz::app
