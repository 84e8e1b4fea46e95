// Pinyin by librime over tables that Debian has prebuilt; nothing is deployed at start and nothing is learnt.
#pragma once

#include "terminal/input/pinyin_engine.hpp"

#include <filesystem>
#include <functional>
#include <memory>

namespace xz::input {

struct RimePlaces {
    std::filesystem::path run;  // a folder of this run for the method's settings; nothing of a student is written there
    std::filesystem::path data = "/usr/share/rime-data";  // of rime-data-luna-pinyin, with its tables in build/
};

// Loads, once told to, on a thread of its own and calls `ready` from it when it can type; without librime or the tables it never becomes ready.
// librime is global: at most one engine lives in a process, and its destructor, which finalizes librime, must run before main returns.
[[nodiscard]] std::unique_ptr<PinyinEngine> open_rime(const RimePlaces& places, std::function<void()> ready);

}  // namespace xz::input
