// The ways in for Chinese that a keyboard can offer.
#pragma once

namespace xz::input {

class PinyinEngine;
class Handwriting;

// Null: not offered. Both outlive whoever is given them.
struct WritingAids {
    PinyinEngine* pinyin = nullptr;
    Handwriting* hand = nullptr;
};

}  // namespace xz::input
