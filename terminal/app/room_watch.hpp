// Whether the store's disk has room for a new session, as whoever measured it last found: the start, a heartbeat, the terminal's timer.
#pragma once

#include <atomic>
#include <functional>
#include <utility>

namespace xz::app {

class RoomWatch {
public:
    enum class Room { Enough, Short };
    struct Hands {
        std::function<void()> has_room;  // at each finding: others than this watch may have closed the terminal for want of room
        std::function<void()> is_full;   // at a change only: it interrupts whoever stands at the screen
    };
    explicit RoomWatch(Hands hands) : hands_{std::move(hands)} {}

    // From any thread.
    void found(Room room) {
        const Room last = last_.exchange(room);
        if (room == Room::Enough) {
            hands_.has_room();
        } else if (last == Room::Enough) {
            hands_.is_full();
        }
    }

private:
    Hands hands_;
    std::atomic<Room> last_ = Room::Enough;
};

}  // namespace xz::app
