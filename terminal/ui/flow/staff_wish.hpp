// What IT wants of a terminal's maintenance panel.
#pragma once

#include <cstdint>
#include <variant>

namespace xz::ui::flow {

struct TouchCorner {};  // the hidden corner of a terminal at rest

enum class StaffPage : std::uint8_t { Overview, Network, Sync, Store, Versions, TouchTest, Volume };
struct OpenStaffPage {
    StaffPage page;
};
struct SyncEverything {};
struct CheckWholeStore {};
// What is whole in a damaged store into a new one.
struct AskSalvage {};
struct SalvageNow {};
// What the platform would not take, once more.
struct RetryRefused {};
struct ChooseVolume {
    int percent;  // 0…100
};

// How the program is to end: to begin again at once, or to stay down.
enum class ProgramEnd : std::uint8_t { Restart, Leave };
struct AskProgramEnd {
    ProgramEnd end;
};
struct KeepRunning {};
struct EndProgramNow {};

using StaffWish = std::variant<TouchCorner, OpenStaffPage, SyncEverything, CheckWholeStore, AskSalvage, SalvageNow, RetryRefused, ChooseVolume, AskProgramEnd, KeepRunning, EndProgramNow>;

}  // namespace xz::ui::flow
