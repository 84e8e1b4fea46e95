// What IT does at the terminal's maintenance panel, on a thread of its own: a login or a drain that hangs does not hold it up.
#pragma once

#include "terminal/app/event_queue.hpp"
#include "terminal/app/settings.hpp"
#include "terminal/app/staff_pin.hpp"
#include "terminal/app/storage_thread.hpp"
#include "terminal/app/store_trouble.hpp"
#include "terminal/storage/salvage.hpp"
#include "terminal/sync/sync_state.hpp"
#include "terminal/ui/flow/staff_task.hpp"

#include <functional>
#include <optional>

namespace xz::app {

class StaffDesk {
public:
    // From any thread.
    struct World {
        std::function<sync::SyncState()> line;
        std::function<void()> sync_all;
        std::function<void(ui::flow::ProgramEnd)> end;
        std::function<std::optional<StoreTrouble>()> trouble;                       // of a store that is shut
        std::function<void(std::vector<std::string> faults)> found_damage;          // by a check
        std::function<Result<storage::Salvaged, storage::StoreFailure>()> salvage;  // of a damaged store, which is closed
    };
    // All outlive the desk.
    StaffDesk(const Settings& settings, StorageThread& storage, EventQueue& events, const Clock& clock, World world, Worker::OnFailure on_failure);
    StaffDesk(const StaffDesk&) = delete;
    StaffDesk& operator=(const StaffDesk&) = delete;

    // From the drawing thread.
    void perform(const ui::flow::StaffTask& task);
    // Ends its thread, before the storage's.
    void finish();

private:
    void check_pin(const ui::flow::CheckStaffPin& task);
    void look(ui::flow::Ticket ticket);
    void check_store(ui::flow::Ticket ticket);
    void salvage(ui::flow::Ticket ticket);
    void push_refused(ui::flow::Ticket ticket);
    [[nodiscard]] ui::flow::MachineFacts facts() const;

    const Settings& settings_;
    StorageThread& storage_;
    EventQueue& events_;
    Worker::OnFailure on_failure_;
    World world_;
    StaffPin pin_;  // on the worker
    std::optional<Worker> worker_;  // from the first task on: most days nobody needs it
};

}  // namespace xz::app
