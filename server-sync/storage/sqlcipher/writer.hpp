// Group commit: one thread and the only writing connection; whatever is queued goes into one transaction and one fsync.
#pragma once

#include "server-sync/storage/sqlcipher/storage.hpp"
#include "server-sync/sync/completion.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace xz::server::storage {

class Writer {
public:
    Writer(sqlite::Database database, const StorageOptions& options);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // `work` runs on the writer's thread inside a transaction that others share; it may run twice, after a rollback, when
    // another's work failed. `done` is called after the commit.
    template <typename Work, typename T>
    void write(Work work, sync::Completion<T> done) {
        enqueue(std::make_unique<TypedJob<Work, T>>(std::move(work), std::move(done)));
    }

    // Writes what is queued, completes it and ends; later writes are answered Unavailable. Call it while everything that
    // completions may touch is still there.
    void finish();

    [[nodiscard]] CommitNumbers numbers() const;

private:
    class Job {
    public:
        virtual ~Job() = default;
        virtual void run(sqlite::Database& database) = 0;
        virtual void committed() = 0;
        virtual void failed(const sync::Unavailable& why) = 0;
    };

    template <typename Work, typename T>
    class TypedJob final : public Job {
    public:
        TypedJob(Work work, sync::Completion<T> done) : work_{std::move(work)}, done_{std::move(done)} {}
        void run(sqlite::Database& database) override {
            if constexpr (std::is_void_v<decltype(work_(database))>) {
                work_(database);
                answer_.emplace();
            } else {
                answer_.emplace(work_(database));
            }
        }
        void committed() override { done_(std::move(*answer_)); }
        void failed(const sync::Unavailable& why) override { done_(failure(why)); }

    private:
        Work work_;
        sync::Completion<T> done_;
        std::optional<T> answer_;
    };

    using Jobs = std::vector<std::unique_ptr<Job>>;

    void enqueue(std::unique_ptr<Job> job);
    void loop();
    void commit(Jobs jobs);

    sqlite::Database database_;
    std::size_t queue_limit_;
    std::size_t group_limit_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::unique_ptr<Job>> queue_;
    bool closing_ = false;

    std::atomic<std::uint64_t> transactions_{0};
    std::atomic<std::uint64_t> writes_{0};
    std::atomic<std::uint64_t> failures_{0};
    std::thread thread_;
};

}  // namespace xz::server::storage
