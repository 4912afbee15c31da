// EXPECT: calx: one name stands for variables of two kinds (var, vec or column of different size) in one expression
#include <calx/calx.hpp>

double const value = (calx::var<"t"> * calx::column<"t">)(calx::var<"t"> = 1.0);
