// Pinyin by librime, from data that was deployed when the program was built; its user dictionary stays off.
#pragma once

#include "terminal/input/pinyin_engine.hpp"

#include <filesystem>
#include <functional>
#include <memory>

namespace xz::input {

struct RimePlaces {
    std::filesystem::path shared;   // schemas and prebuilt tables: read only
    std::filesystem::path user;     // an empty folder of this run; nothing of a student is written there
};

// Starts loading on a thread of its own and calls `ready` from it when it can type. At most one lives in a process (librime is global).
// Its destructor ends the sessions and finalizes librime: it must run before main returns.
[[nodiscard]] std::unique_ptr<PinyinEngine> load_rime(const RimePlaces& places, std::function<void()> ready);

}  // namespace xz::input
