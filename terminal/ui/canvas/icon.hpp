// The signs of the interface, from Debian's Material Icons font.
#pragma once

namespace xz::ui {

// The value is the code point in the font's private use area; None draws nothing.
enum class Icon : char32_t {
    None = 0,
    Back = 0xE5CB, Forward = 0xE5CC, Up = 0xE5CE, Down = 0xE5CF,
    Check = 0xE5CA, Close = 0xE5CD, Add = 0xE145, Remove = 0xE15B,
    Warning = 0xE002, Error = 0xE000, Info = 0xE88E, Done = 0xE86C, Help = 0xE887,
    Erase = 0xE14A, Undo = 0xE166, Restart = 0xF053, Return = 0xE31B, Shift = 0xE5D8, ShiftLock = 0xE318, Language = 0xE894, HideKeyboard = 0xE31A, Pen = 0xE155,
    Save = 0xE161, Cloud = 0xE2BD, CloudOff = 0xE2C1, CloudDone = 0xE2BF, Sync = 0xE627, NoNetwork = 0xE648,
    Person = 0xE7FD, Logout = 0xE9BA, Lock = 0xE897, Key = 0xE0DA, Card = 0xE870, Qr = 0xEF6B, Phone = 0xE32C,
    Edit = 0xE3C9, Report = 0xE24B, Feedback = 0xE0B7, Plan = 0xE153, List = 0xE896, Calendar = 0xE935,
    TextSize = 0xE262, Contrast = 0xE427, Speaker = 0xE050, Reach = 0xE913, Still = 0xE9C0, Settings = 0xE8B8, Build = 0xE869,
    Time = 0xE8B5, Database = 0xE1DB, Sum = 0xEA2F, Star = 0xE838, TrendUp = 0xE8E5, TrendDown = 0xE8E3, Print = 0xE8AD,
};

}  // namespace xz::ui
