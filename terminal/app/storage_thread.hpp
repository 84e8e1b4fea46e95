// The only thread that touches the terminal's store; a full disk costs it the reserve before anything is refused.
#pragma once

#include "terminal/app/worker.hpp"
#include "terminal/core/sqlite/error.hpp"
#include "terminal/storage/store.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

namespace xz::app {

class StorageThread {
public:
    // Thrown where the store did not open, or is not open yet.
    class NotOpen : public std::runtime_error {
    public:
        NotOpen() : std::runtime_error{"the store is not open"} {}
    };

    // `on_failure`: for what a posted task throws, on the storage thread.
    explicit StorageThread(Worker::OnFailure on_failure) : worker_{"storage", std::move(on_failure)} {}

    // Runs `open` on the storage thread and keeps the store it makes.
    [[nodiscard]] std::optional<storage::StoreFailure> open(const std::function<storage::Store::Opened()>& open);

    // What `ask` and `post` are given runs a second time when the disk was full and the reserve has made room. So it leaves what it
    // captures as it was (moves nothing out of it) and posts nothing before its last call that can throw.

    // Does `work(store)` and waits for its answer; throws sqlite::Error or NotOpen here.
    template <typename Work>
    std::invoke_result_t<Work, storage::Store&> ask(Work work) {
        return worker_.ask([this, &work] { return with_reserve(work); });
    }

    // Does `work(store)` after all that was posted before; what it throws goes to `on_failure`, then to the thread's own.
    void post(std::function<void(storage::Store&)> work, std::function<void(const std::exception&)> on_failure);

    // Closes the store after what was posted before; what is asked later finds it not open.
    void close();

    // Does `task` after all that was posted before, also where no store is open: for what this thread keeps besides it.
    void post_beside_store(Worker::Task task) { worker_.post(std::move(task)); }

    // Does what is posted, then closes the store. Only once.
    void finish();

private:
    template <typename Work>
    std::invoke_result_t<Work, storage::Store&> with_reserve(Work& work) {
        if (!store_) {
            throw NotOpen{};
        }
        try {
            return work(*store_);
        } catch (const sqlite::Error& error) {
            if (error.fault() != sqlite::Fault::DiskFull || !store_->release_reserve()) {
                throw;
            }
        }
        return work(*store_);
    }

    std::unique_ptr<storage::Store> store_;  // touched by the worker only
    Worker worker_;
};

}  // namespace xz::app
