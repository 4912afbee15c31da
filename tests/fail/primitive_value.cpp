// EXPECT: calx: primitive<name, value, derivative...>: value takes one to three numbers, and has one derivative for each
#include <calx/calx.hpp>

constexpr auto area = calx::primitive<"area", [](double a, double b) { return a * b; }, [](double, double b) { return b; }>;
