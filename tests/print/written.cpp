// SPDX-License-Identifier: Apache-2.0
// Which results of verbs are lists and which are matrices, through a notation of this file. Whole texts are in to_string.cpp
// and to_latex.cpp.
#include <calx/calculus/hessian.hpp>
#include <calx/calculus/jacobian.hpp>
#include <calx/print/written.hpp>

#include <boost/test/unit_test.hpp>

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

template <class T> constexpr bool is_list(T const&) { return calx::list_of_expressions<T>; }
template <class T> constexpr bool is_matrix(T const&) { return calx::matrix_of_expressions<T>; }

static_assert(is_list(gradient(x * y, x, y)) && is_list(calx::vector(x, y)));
static_assert(is_matrix(hessian(x * y, x, y)) && is_matrix(jacobian(calx::vector(x, y), x)));
static_assert(!is_list(x) && !is_matrix(x) && !is_list(x < y) && !is_list(value_and_gradient(x * y, x, y)));
static_assert(!is_matrix(gradient(x * y, x, y)) && !is_list(hessian(x * y, x, y)));
// A vec is an expression, although it has a size.
static_assert(!is_list(calx::vec<"v", 3>));

// The number of nodes below each entry.
struct counts {
  template <class Sink> static constexpr void write(Sink& out, calx::graph_view g, calx::input_info const*, calx::node_id id) {
    out.append(static_cast<char>('0' + calx::arity_of(g[id])));
  }
  template <class Sink, class WriteEntry>
  static constexpr void write_rows(Sink& out, calx::detail::text_layout const& layout, WriteEntry write_entry) {
    for (int i = 0; i < layout.rows; ++i) {
      write_entry(i, 0);
      for (int j = 1; j < layout.columns; ++j) write_entry(i, j);
      out.append(';');
    }
  }
};
template <class T> constexpr auto counted(T const& t) { return calx::detail::written<counts>(t); }

constexpr bool texts() {
  return counted(x * y) == "2" && counted(gradient(sin(x) * y, x, y)) == "2;1;" && counted(hessian(x * y, x, y)) == "00;00;" &&
         counted(jacobian(calx::vector(x * y, sin(x), y), x, y)) == "00;10;00;" && counted(gradient(2 * x * y, x, y)) == "2;2;";
}
static_assert(texts());
static_assert(calx::detail::joined(counted(x), " < ", counted(x* y)) == "0 < 2");

}  // namespace

BOOST_AUTO_TEST_SUITE(print_written)

BOOST_AUTO_TEST_CASE(checked) { BOOST_TEST(texts()); }

BOOST_AUTO_TEST_SUITE_END()
