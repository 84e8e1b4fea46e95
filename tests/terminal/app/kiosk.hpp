// A terminal of tests: a real store in a temporary folder, real workers, the fake platform, and no window.
#pragma once

#include "terminal/app/effect_runner.hpp"
#include "terminal/app/sync_store.hpp"
#include "terminal/sync/sync_turn.hpp"
#include "tests/terminal/app/temporary_folder.hpp"
#include "tests/terminal/sync/fake_platform.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace xz::app::test {

class Kiosk {
public:
    // No room is asked for unless the test is about room.
    explicit Kiosk(const storage::StoreOptions& options = {.reserve_bytes = 0, .least_free_bytes = 0});
    ~Kiosk();

    // Gives the runner one effect and answers the next event of that kind; throws when none comes.
    template <typename Event>
    Event expect(ui::flow::Effect effect) {
        runner.run({std::move(effect)});
        return next<Event>();
    }
    template <typename Event>
    Event next() {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{5};
        for (;;) {
            for (auto& event : events.drain()) {
                seen.push_back(std::move(event));
            }
            for (auto event = seen.begin(); event != seen.end(); ++event) {
                if (auto* wanted = std::get_if<Event>(&*event)) {
                    Event found = std::move(*wanted);
                    seen.erase(event);
                    return found;
                }
            }
            std::unique_lock lock{mutex_};
            if (!arrived_.wait_until(lock, deadline, [this] { return news_; })) {
                throw std::runtime_error{"the event does not come"};
            }
            news_ = false;
        }
    }
    // Everything posted so far has been done.
    void settle() { storage.ask([](storage::Store&) {}); }
    // The student's own PIN key, known to the platform.
    void register_student(const std::string& student_no, std::string_view pin);

    TemporaryFolder folder;
    sync::test::FakePlatform platform;
    SystemClock clock;
    SystemRandom random;
    BelievableTime time{clock};
    FormsInForce forms;
    std::atomic<int> wakes = 0;  // of the sync
    std::vector<ui::flow::StaffTask> staff_tasks;
    std::vector<ui::flow::Event> seen;
    EventQueue events{[this] {
        const std::lock_guard lock{mutex_};
        news_ = true;
        arrived_.notify_one();
    }};
    StorageThread storage{[](std::exception_ptr) {}};
    sync::Platform calls{platform};
    sync::Trust trust{platform.key_set()};
    SignIn sign_in{calls, trust, forms, storage, platform.terminal};
    std::vector<std::string> alarms;
    SyncStore sync_store{storage, forms, time, clock, {[this](const std::string& alarm) { alarms.push_back(alarm); }, [](RoomWatch::Room) {}, [](const auto&, const auto&) {}}};
    EffectRunner runner{storage, events, clock, random, [this] { ++wakes; }, [this](const ui::flow::StaffTask& task) { staff_tasks.push_back(task); }};

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    bool news_ = false;
};

}  // namespace xz::app::test
