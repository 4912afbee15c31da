// SPDX-License-Identifier: Apache-2.0
#include <calx/print/c_names.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <initializer_list>

BOOST_AUTO_TEST_SUITE(c_names)

namespace {

using calx::detail::is_c_function_name;

template <std::size_t Size>
constexpr bool become(std::array<std::string_view, Size> const& names, std::array<std::string_view, Size> const& expected) {
  calx::input_info inputs[Size]{};
  for (std::size_t i = 0; i < Size; ++i) inputs[i].name = names[i];
  calx::detail::c_names const in_c(inputs, static_cast<int>(Size));
  for (std::size_t i = 0; i < Size; ++i)
    if (in_c[static_cast<int>(i)] != expected[i]) return false;
  return true;
}
template <std::size_t Size> using list = std::array<std::string_view, Size>;

constexpr bool names_that_c_allows_stay() {
  list<6> const names{"x", "K_0", "gamma", "y1", "input", "out"};
  return become(names, names) && !become(list<1>{"x"}, list<1>{"y"});
}
static_assert(names_that_c_allows_stay());

constexpr bool other_names_change() {
  return become(list<4>{"x'", "2nd", "", "a b"}, list<4>{"x_", "_2nd", "_", "a_b"}) &&
         become(list<3>{"σ", "dα", "𝛼"}, list<3>{"u3c3", "du3b1", "u1d6fc"}) &&
         become(list<5>{"double", "this", "__global__", "exp", "sqrtf"},
                list<5>{"double_", "this_", "__global__", "exp_", "sqrtf_"}) &&
         become(list<2>{"calx_sigmoid", "NAN"}, list<2>{"calx_sigmoid_", "NAN_"});
}
static_assert(other_names_change());

constexpr bool names_differ() {
  return become(list<4>{"x'", "x_", "x\"", "x__"}, list<4>{"x_", "x__", "x___", "x____"}) &&
         become(list<2>{"int", "int_"}, list<2>{"int_", "int__"});
}
static_assert(names_differ());

constexpr bool names_for_other_things_differ_from_inputs() {
  calx::input_info inputs[5]{};
  int i = 0;
  for (std::string_view const name : {"out", "t", "u12", "v_", "w"}) inputs[i++].name = name;
  calx::detail::c_names const names(inputs, 5);
  return names.unused("out____") == "out_" && names.unused("t____") == "t_" && names.unused("u____") == "u_" &&
         names.unused("v____") == "v" && names.unused("i____") == "i";
}
static_assert(names_for_other_things_differ_from_inputs());

constexpr bool function_names() {
  for (std::string_view const name : {"f", "gradient_of_f", "F2", "_price", "exponent"})
    if (!is_c_function_name(name)) return false;
  for (std::string_view const name :
       {"", "2f", "f-1", "double", "log", "logf", "main", "delete", "gamma", "calx_sigmoid", "σ", "f "})
    if (is_c_function_name(name)) return false;
  return true;
}
static_assert(function_names());

}  // namespace

BOOST_AUTO_TEST_CASE(names_of_parameters) {
  BOOST_TEST(names_that_c_allows_stay());
  BOOST_TEST(other_names_change());
  BOOST_TEST(names_differ());
  BOOST_TEST(names_for_other_things_differ_from_inputs());
}
BOOST_AUTO_TEST_CASE(names_of_functions) { BOOST_TEST(function_names()); }

BOOST_AUTO_TEST_SUITE_END()
