// A whole terminal without a window: store, sync, sign-in and effects, wired together; it hears effects and tells events.
#pragma once

#include "terminal/app/distress.hpp"
#include "terminal/app/effect_runner.hpp"
#include "terminal/app/line.hpp"
#include "terminal/app/room_watch.hpp"
#include "terminal/app/settings.hpp"
#include "terminal/app/staff_desk.hpp"
#include "terminal/app/ticker.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

namespace xz::app {

class Terminal {
public:
    // `events` outlives the terminal. `end`: the staff wants the program to end so; from any thread.
    Terminal(const Settings& settings, EventQueue& events, std::function<void(ui::flow::ProgramEnd)> end);
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    // Opens the store, on workers; Ready or StoreFailed tells how it went.
    void start();
    // Reads every page of the store and takes up the line, as soon as the store is open: what no page waits for. From the drawing thread, once.
    void connect();
    // What the interface goes by; outlived by the terminal.
    [[nodiscard]] const Clock& time() const { return time_; }
    // From the drawing thread.
    void run(ui::flow::Effects effects) { runner_.run(std::move(effects)); }
    // Does what is under way and ends every thread. Only once.
    void finish();

private:
    void open();
    void take_up_line();
    void look_for_room();
    // The store did not open, or is damaged: it is closed, looked at, and IT is told wherever IT looks. On the sign-in thread.
    void store_is_broken(storage::StoreFailure failure, std::vector<std::string> faults);
    void store_is_damaged(std::vector<std::string> faults);  // from any thread
    void note_failure(std::string_view where, std::exception_ptr thrown);
    void call_for_help();
    [[nodiscard]] Result<storage::Salvaged, storage::StoreFailure> salvage();
    void sync_now();
    void sync_all();
    void obey(const protocol::Command& command);
    void stop_line();
    void tell_queue(sync::Connection connection);  // to the screen, and to the file that `status` reads
    [[nodiscard]] sync::SyncListener listener();
    [[nodiscard]] StoreWatch store_watch();
    [[nodiscard]] domain::Policy policy() const;  // the published one, or before it the usual
    [[nodiscard]] sync::SyncIntervals intervals() const;

    Settings settings_;
    EventQueue& events_;
    SystemClock clock_;
    SystemRandom random_;
    BelievableTime time_{clock_};
    FormsInForce forms_;
    StorageThread storage_;
    bool may_connect_ = false;       // on the sign-in thread
    std::optional<LineEnds> ends_;   // of the line to be taken up; on the sign-in thread
    std::mutex line_mutex_;          // the line appears once, from the sign-in thread
    std::unique_ptr<Line> line_;
    std::mutex sync_state_mutex_;
    sync::SyncState sync_state_;     // as the sync told it last
    std::optional<StoreTrouble> trouble_;  // under the same lock
    std::mutex distress_mutex_;
    std::unique_ptr<Distress> distress_;   // appears once, from the sign-in thread
    std::atomic<bool> is_damaged_ = false;
    StaffDesk staff_;
    EffectRunner runner_;
    RoomWatch room_;
    // For the timer: nothing yet; a store that a full disk kept shut, to be opened again; an open one, to be measured; a damaged one, to
    // be told of.
    enum class Look { Nowhere, AtOpening, AtRoom, AtWreck };
    std::atomic<Look> look_ = Look::Nowhere;
    std::unique_ptr<Ticker> ticker_;
};

// The store's options and key as the settings name them, for every command.
[[nodiscard]] storage::SystemKeyProvider key_provider(const Settings& settings);

}  // namespace xz::app
