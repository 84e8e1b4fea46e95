// Does in the world what the flow asks for, each thing on the thread it belongs to, and answers with events.
//
// Storage thread: the store and the student's keys. Sign-in thread: Argon2id and the calls that somebody waits for. Exceptions of
// both end here: as StoreFailed for the flow and a line for IT.
#pragma once

#include "terminal/app/event_queue.hpp"
#include "terminal/app/sign_in.hpp"
#include "terminal/app/storage_thread.hpp"
#include "terminal/core/support/ids.hpp"
#include "terminal/core/support/random.hpp"

#include <array>
#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace xz::app {

class EffectRunner {
public:
    static constexpr std::size_t record_kinds = 4;

    // All outlive the runner. `sync_now`: makes the sync take its next turn at once; from any thread.
    // `staff`: does what the maintenance panel asks for.
    EffectRunner(StorageThread& storage, EventQueue& events, const Clock& clock, RandomSource& random, std::function<void()> sync_now,
                 std::function<void(const ui::flow::StaffTask&)> staff);
    ~EffectRunner();

    // Who to ask from now on; `sign_in` outlives the runner and is used on its thread only. Before it, every login is unreachable.
    void connect(SignIn& sign_in);

    // From the drawing thread.
    void run(ui::flow::Effects effects);

    // A full disk has room again; a store that is broken stays so. From any thread.
    void disk_has_room();

    // Posts work to the sign-in thread: the start of the terminal, a new certificate.
    void on_sign_in_thread(Worker::Task task) { sign_in_worker_.post(std::move(task)); }

    // Ends the sign-in thread. What the storage thread still has to do, it does. Only once.
    void finish() { sign_in_worker_.finish(); }

private:
    void perform(const ui::flow::StartLogin& effect);
    void perform(const ui::flow::StartOffline& effect);
    void perform(const ui::flow::SetPin& effect);
    void perform(const ui::flow::OpenDraft& effect);
    void perform(const ui::flow::SaveDraft& effect);
    void perform(const ui::flow::Submit& effect);
    void perform(const ui::flow::RecordNotice& effect);
    void perform(const ui::flow::Act& effect);
    void perform(const ui::flow::ChangePin& effect);
    void perform(const ui::flow::WipeSession& effect);
    void perform(const ui::flow::SyncNow& effect);
    void perform(const ui::flow::StaffTask& task) { staff_(task); }

    void in_store(ui::flow::Ticket ticket, std::function<void(storage::Store&)> work);
    void failed(ui::flow::Ticket ticket, const std::exception& error);  // from either thread
    void welcome(ui::flow::Ticket ticket, std::uint64_t session, Visit visit);
    [[nodiscard]] Visit& visit();

    // On the sign-in thread: what it is to ask, and in whose name. Nothing: nobody is signed in online any more.
    struct Question {
        protocol::Action action;
        std::string student_no;
        crypto::SecureBytes token;
        std::uint64_t session = 0;
    };
    [[nodiscard]] std::optional<Question> question_of(const ui::flow::Act& effect);
    // The drafts and the keys of whoever is here follow the PIN that now holds.
    void follow_pin(ui::flow::Ticket ticket, std::uint64_t session, Visit changed, std::vector<storage::OpenDraft> copies);

    StorageThread& storage_;
    EventQueue& events_;
    const Clock& clock_;
    RandomSource& random_;
    std::function<void()> sync_now_;
    std::function<void(const ui::flow::StaffTask&)> staff_;
    IdMaker ids_;                           // storage thread
    // On the heap: what a short name or number leaves in its place is zeroed with it.
    std::unique_ptr<Visit> visit_;            // storage thread; null: nobody
    SignIn* sign_in_ = nullptr;             // sign-in thread
    std::atomic<bool> broken_ = false;            // the store has failed otherwise than for want of room
    std::atomic<std::uint64_t> session_ = 0;      // counts wipes: a login that ends after its student left is dropped
    // By kind of draft; older ones that still wait are unnecessary.
    std::array<std::atomic<ui::flow::Ticket>, record_kinds> newest_save_{};
    // The last action that nothing came back for: asked again in the same words, it is the same one.
    std::unique_ptr<protocol::Action> unanswered_;  // sign-in thread
    std::uint64_t unanswered_in_ = 0;             // its session
    Worker sign_in_worker_;
};

// What the flow calls what went wrong.
[[nodiscard]] ui::flow::StoreProblem problem_of(const std::exception& error);
[[nodiscard]] ui::flow::StoreProblem problem_of(storage::StoreFailure failure);

}  // namespace xz::app
