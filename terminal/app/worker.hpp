// One thread that does posted work in order; what it owns, nobody else touches.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>

namespace xz::app {

class Worker {
public:
    class Finished : public std::runtime_error {
    public:
        using std::runtime_error::runtime_error;
    };
    using Task = std::function<void()>;
    // Called on the worker's thread for what a posted task throws.
    using OnFailure = std::function<void(std::exception_ptr)>;

    Worker(std::string name, OnFailure on_failure);
    ~Worker();  // does what is posted, then ends
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Whether it will be done; not after finish().
    bool post(Task task);

    // Does `work` on this worker's thread and waits for it; what it throws is thrown here. Never from the worker itself.
    // Throws Finished when the worker takes no more work.
    template <typename Work>
    std::invoke_result_t<Work> ask(Work work) {
        std::packaged_task<std::invoke_result_t<Work>()> packaged{std::move(work)};
        auto answer = packaged.get_future();
        if (!post([&packaged] { packaged(); })) {  // outlives the task: we wait below
            throw Finished{"this worker has finished"};
        }
        return answer.get();
    }

    // Does what is posted, then ends; later posts are dropped. Only once.
    void finish();

private:
    void work();

    std::string name_;
    OnFailure on_failure_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Task> tasks_;
    bool finishing_ = false;
    std::thread thread_;
};

}  // namespace xz::app
