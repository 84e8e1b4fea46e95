#include "server-sync/sync/processor.hpp"

namespace xz::server::sync {

using protocol::SubmissionStatus;

Processor::Processor(Ports ports, ProcessingKeys keys, const Clock& clock, RandomSource& random, ProcessingRules rules,
                     ProcessingEvents events)
    : ports_{ports},
      rules_{rules},
      events_{std::move(events)},
      published_{ports.bundles},
      vault_{ports.records, ports.student_keys, random},
      intake_{ports, std::move(keys), published_, vault_, clock, rules_} {}

Processor::~Processor() {
    stop();
}

void Processor::start() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = false;
        wanted_ = true;  // what a crash left behind
    }
    worker_ = std::thread{[this] { loop(); }};
}

void Processor::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    woken_.notify_one();
    if (worker_.joinable()) {
        worker_.join();
    }
}

void Processor::wake() {
    {
        const std::lock_guard lock{mutex_};
        wanted_ = true;
    }
    woken_.notify_one();
}

ProcessingNumbers Processor::drain() {
    while (work_once() == Progress::Something) {
    }
    return numbers();
}

ProcessingNumbers Processor::numbers() const {
    return {.counted = counted_, .quarantined = quarantined_, .waiting = waiting_};
}

void Processor::loop() {
    for (;;) {
        {
            std::unique_lock lock{mutex_};
            woken_.wait_for(lock, rules_.rest, [this] { return wanted_ || stopping_; });
            if (stopping_) {
                return;
            }
            wanted_ = false;
        }
        try {
            while (work_once() == Progress::Something) {
                const std::lock_guard lock{mutex_};
                if (stopping_) {
                    return;
                }
            }
        } catch (const std::exception& caught) {
            trouble(caught.what());  // nothing of the batch was settled: once more after a rest
        }
    }
}

void Processor::trouble(const std::string& what) const {
    if (events_.troubled) {
        events_.troubled(what);
    }
}

// One that no rule foresaw must not hold up all that came after it.
template <typename Work>
Taken Processor::take(const Work& work) {
    try {
        return intake_.take(work);
    } catch (const StoreUnavailable&) {
        throw;
    } catch (const std::exception& caught) {
        trouble(caught.what());
        return RecordIntake::set_aside(work);
    }
}

Processor::Progress Processor::work_once() {
    std::vector<Taken> taken;
    for (const WaitingRecord& record : ports_.processing.waiting(rules_.batch)) {
        taken.push_back(take(record));
    }
    if (taken.empty()) {
        for (const PendingEnvelope& envelope : ports_.processing.pending(rules_.batch)) {
            taken.push_back(take(envelope));
        }
    }
    if (taken.empty()) {
        return Progress::Nothing;
    }
    seal(taken);
    return settle(std::move(taken));
}

void Processor::seal(std::vector<Taken>& taken) const {
    std::vector<std::string> students;
    for (const Taken& one : taken) {
        if (!one.record.empty()) {
            students.push_back(one.settled.record->student_no);
        }
    }
    ports_.student_keys.ensure(students);
    for (Taken& one : taken) {
        if (!one.record.empty()) {
            one.settled.sealed = vault_.seal(one.settled.record->student_no, one.settled.record->id, one.record);
        }
    }
}

Processor::Progress Processor::settle(std::vector<Taken> taken) {
    std::vector<Settled> settled;
    settled.reserve(taken.size());
    for (Taken& one : taken) {
        settled.push_back(std::move(one.settled));
    }
    try {
        write(settled);
    } catch (const WriteRejected&) {
        settled = settle_one_by_one(settled);
    }
    intake_.settled();
    tell(settled);
    return settled.empty() ? Progress::Nothing : Progress::Something;
}

void Processor::write(const std::vector<Settled>& settled) {
    wait_for<Done>([&](Completion<Done> done) { ports_.processing.settle(settled, std::move(done)); });
}

// The store is well and one of them cannot be written: that one is set aside, the others go on.
std::vector<Settled> Processor::settle_one_by_one(const std::vector<Settled>& batch) {
    std::vector<Settled> settled;
    for (const Settled& one : batch) {
        for (const Settled& attempt : {one, RecordIntake::set_aside(one)}) {
            try {
                write({attempt});
                settled.push_back(attempt);
                break;
            } catch (const WriteRejected& caught) {
                trouble(caught.what());
            }
        }
    }
    return settled;
}

void Processor::tell(const std::vector<Settled>& settled) {
    std::set<ClassAndYear> moved;
    for (const Settled& one : settled) {
        if (!one.record || one.record->status == SubmissionStatus::Quarantined) {
            ++quarantined_;
        } else if (one.record->status != SubmissionStatus::Counted) {
            ++waiting_;
        } else {
            counted_ += one.counted_before ? 0 : 1;
            if (one.result) {
                moved.emplace(one.record->class_code, one.record->academic_year);
            }
        }
    }
    if (!moved.empty() && events_.counted) {
        events_.counted(moved);
    }
}

}  // namespace xz::server::sync
