// SPDX-License-Identifier: Apache-2.0
// Indices, and letters for them that no variable has; what is written around them is tested in latex.cpp and latex_arrays.cpp.
#include <calx/print/latex_work.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using calx::detail::latex_index, calx::detail::latex_position;

struct written {
  calx::text<120> text{};
  constexpr void append(char c) { text.append(std::string_view(&c, 1)); }
};
constexpr calx::input_info names[] = {{"j"}, {"h"}, {"t"}};

struct work : calx::detail::latex_work<written> {
  constexpr work(written& out, calx::graph_view g) : latex_work(out, g, names, calx::arrangement::merged, {}) {}
  using latex_work::each_element, latex_work::element_position, latex_work::name_of_recurrence, latex_work::projected,
      latex_work::write_extent, latex_work::write_indices;
};
template <class Write> constexpr bool writes(std::string_view expected, Write write) {
  calx::builder g;
  g.input(0, calx::vector_shape(3));
  g.input(1, calx::matrix_shape(1, 3));
  g.output(g.apply(calx::opcode::sin, g.input(2, calx::column_shape(1))));
  written out;
  work w(out, g.view());
  write(w, out);
  return out.text == expected;
}

constexpr bool indices() {
  auto const row = [](int more) { return latex_position{{0, more}, {}, 1}; };
  return writes("i", [&](work& w, written&) { w.write_indices(row(0)); }) &&
         writes("i + 2", [&](work& w, written&) { w.write_indices(row(2)); }) &&
         writes("i - 1", [&](work& w, written&) { w.write_indices(row(-1)); }) &&
         writes("i k", [](work& w, written&) { w.write_indices(w.each_element(calx::matrix_shape(2, 3))); }) &&
         writes("i + 1, k", [](work& w, written&) { w.write_indices({{0, 1}, {1, 0}, 2}); }) &&
         writes("1, 2", [](work& w, written&) { w.write_indices(work::element_position(calx::matrix_shape(2, 3), 5, 0)); }) &&
         !writes("j", [&](work& w, written&) { w.write_indices(row(0)); });  // j is a variable
}
constexpr bool projections() {
  return writes("2", [](work& w, written&) { w.write_indices(w.projected(0, {{latex_index::number, 2}, {0, 0}, 1})); }) &&
         writes("i", [](work& w, written&) { w.write_indices(w.projected(1, {{latex_index::number, 2}, {0, 0}, 1})); });
}
constexpr bool names_and_lengths() {
  return writes("g", [](work& w, written& out) { out.append(w.name_of_recurrence(0)[0]); }) &&
         writes("\\dim \\mathbf{t} - 1", [](work& w, written&) { w.write_extent({1, 0}, -1); }) &&
         writes("4", [](work& w, written&) { w.write_extent({0, 5}, -1); });
}
static_assert(indices() && projections() && names_and_lengths());

}  // namespace

BOOST_AUTO_TEST_SUITE(print_latex_work)

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(indices());
  BOOST_TEST(projections());
  BOOST_TEST(names_and_lengths());
}

BOOST_AUTO_TEST_SUITE_END()
