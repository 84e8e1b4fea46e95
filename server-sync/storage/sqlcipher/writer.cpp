#include "server-sync/storage/sqlcipher/writer.hpp"

#include "terminal/core/sqlite/transaction.hpp"

#include <algorithm>
#include <iterator>

namespace xz::server::storage {

Writer::Writer(sqlite::Database database, const StorageOptions& options)
    : database_{std::move(database)}, queue_limit_{options.queue}, group_limit_{options.max_group}, thread_{[this] { loop(); }} {}

Writer::~Writer() {
    finish();
}

void Writer::finish() {
    {
        const std::lock_guard lock{mutex_};
        closing_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Writer::enqueue(std::unique_ptr<Job> job) {
    {
        const std::lock_guard lock{mutex_};
        if (!closing_ && queue_.size() < queue_limit_) {
            queue_.push_back(std::move(job));
        }
    }
    if (job) {
        ++failures_;
        job->failed({"the store takes no more writes now"});
        return;
    }
    changed_.notify_one();
}

void Writer::loop() {
    for (;;) {
        Jobs jobs;
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [this] { return closing_ || !queue_.empty(); });
            if (queue_.empty()) {
                return;
            }
            const auto count = static_cast<std::ptrdiff_t>(std::min(group_limit_, queue_.size()));
            std::move(queue_.begin(), queue_.begin() + count, std::back_inserter(jobs));
            queue_.erase(queue_.begin(), queue_.begin() + count);
        }
        commit(std::move(jobs));
    }
}

// A catastrophe (disk full) fails all of them alike. What only one of them can have caused fails that one: the others are
// committed by themselves.
void Writer::commit(Jobs jobs) {
    std::optional<sync::Unavailable> error;
    try {
        sqlite::transact(database_, [&] {
            for (const auto& job : jobs) {
                job->run(database_);
            }
        });
    } catch (const sqlite::Error& caught) {
        const bool of_call = caught.fault() == sqlite::Fault::Constraint || caught.fault() == sqlite::Fault::Misuse;
        error = sync::Unavailable{caught.what(), of_call ? sync::Blame::Call : sync::Blame::Store};
    } catch (const std::exception& caught) {
        error = sync::Unavailable{caught.what(), sync::Blame::Call};  // one of the jobs threw
    }
    if (!error) {
        ++transactions_;
        writes_ += jobs.size();
        for (const auto& job : jobs) {
            job->committed();
        }
        return;
    }
    if (error->blame == sync::Blame::Call && jobs.size() > 1) {
        for (auto& job : jobs) {
            Jobs alone;
            alone.push_back(std::move(job));
            commit(std::move(alone));
        }
        return;
    }
    failures_ += jobs.size();
    for (const auto& job : jobs) {
        job->failed(*error);
    }
}

CommitNumbers Writer::numbers() const {
    CommitNumbers numbers{.transactions = transactions_, .writes = writes_, .failures = failures_};
    const std::lock_guard lock{mutex_};
    numbers.waiting = queue_.size();
    return numbers;
}

}  // namespace xz::server::storage
