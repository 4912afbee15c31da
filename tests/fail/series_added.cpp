// EXPECT: calx: series have no arithmetic; write the formula and evaluate it on them, as in (x + y)(x = s, y = t)
// SHORT
#include <calx/calx.hpp>

auto const s = calx::series<2>{1.0, 1.0} + calx::series<3>{1.0, 1.0};
