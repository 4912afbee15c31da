// SPDX-License-Identifier: Apache-2.0
// Tables of text as columns: each rule of the format by hand, each refusal by its text, and random tables in random quoting and
// line ends, read back bit for bit, whole and in pieces of few bytes.
#include <calx/regress/read_csv.hpp>

#include <boost/test/unit_test.hpp>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

namespace {

constexpr auto x = calx::column<"x">;
constexpr auto y = calx::column<"y">;
using numbers = std::vector<double>;
using calx::missing_values;
using calx::parse_csv;

// A file for the time of a test.
struct written_file {
  std::string path;
  written_file(char const* name, std::string const& text)
      : path((std::filesystem::temp_directory_path() / ("calx_test_" + std::to_string(std::random_device{}()) + name))
                 .string()) {
    std::ofstream(path, std::ios::binary) << text;
  }
  ~written_file() { std::filesystem::remove(path); }
};

template <class Action> std::string refusal(Action action) {
  try {
    action();
    return "not refused";
  } catch (std::invalid_argument const& e) { return e.what(); }
}
std::string refusal_of_y(std::string_view text, calx::csv_options const& options = {}) {
  return refusal([&] { parse_csv(text, options, y = "y"); });
}
std::string refusal_of_first(std::string_view text, calx::csv_options const& options = {}) {
  return refusal([&] { parse_csv(text, options, y = 0); });
}
numbers column_y(std::string_view text, calx::csv_options const& options = {}) {
  auto const data = parse_csv(text, options, y = "y");
  BOOST_TEST(data.rows == data[y].size());
  return data[y];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(csv)

BOOST_AUTO_TEST_CASE(by_name_and_by_position_from_0) {
  char const* const text = "age,weight,height\n30,70.5,1.8\n41,+66,1.75e0\n";
  auto const data = parse_csv(text, y = "height", x = 1);
  static_assert(std::is_base_of_v<calx::given_data<calx::binding<std::remove_const_t<decltype(y)>, numbers>,
                                                   calx::binding<std::remove_const_t<decltype(x)>, numbers>>,
                                  std::remove_const_t<decltype(data)>>);
  BOOST_TEST(data.rows == 2u);
  BOOST_TEST(data.skipped_rows == 0u);
  BOOST_TEST(data[y] == (numbers{1.8, 1.75}));
  BOOST_TEST(data[x] == (numbers{70.5, 66}));
  BOOST_TEST(data.get<0>().value() == data[y]);
  auto const same = parse_csv(text, y = "age", x = "age");
  BOOST_TEST(same[y] == same[x]);
  std::string const name = "weight";
  BOOST_TEST(parse_csv(text, y = name)[y] == (numbers{70.5, 66}));
  BOOST_TEST(parse_csv(text, y = std::string_view("weight"))[y] == (numbers{70.5, 66}));
  BOOST_TEST(parse_csv(text, y = std::size_t{2})[y] == (numbers{1.8, 1.75}));
}

BOOST_AUTO_TEST_CASE(from_a_file) {
  written_file const file("heights.csv", "height,age\n1.5,10\n1.8,20\n");
  auto const data = calx::read_csv(file.path, y = "height", x = "age");
  BOOST_TEST(data[y] == (numbers{1.5, 1.8}));
  BOOST_TEST(data[x] == (numbers{10, 20}));
  BOOST_TEST(calx::read_csv(std::filesystem::path(file.path), {.header = calx::csv_header::present}, y = 0)[y] ==
             (numbers{1.5, 1.8}));
}

BOOST_AUTO_TEST_CASE(a_header_is_found) {
  BOOST_TEST(parse_csv("1,2\n3,4\n", y = 1)[y] == (numbers{2, 4}));
  BOOST_TEST(parse_csv("a,b\n3,4\n", y = 1)[y] == (numbers{4}));
  BOOST_TEST(parse_csv("a,2\n3,4\n", y = 1)[y] == (numbers{2, 4}));  // nobody asked for the column a
  BOOST_TEST(parse_csv("1,2\n3,4\n", y = "2")[y] == (numbers{4}));
  BOOST_TEST(parse_csv("1,2\n3,4\n", {.header = calx::csv_header::present}, y = 1)[y] == (numbers{4}));
  BOOST_TEST(parse_csv("NA,2\n3,4\n", {.missing = missing_values::skip}, y = 0)[y] == (numbers{3}));
}

BOOST_AUTO_TEST_CASE(quotes_line_ends_blanks_and_comments) {
  numbers const expected{1, 2, 3};
  BOOST_TEST(column_y("y\n1\n2\n3") == expected);
  BOOST_TEST(column_y("y\r\n1\r\n2\r\n3\r\n") == expected);
  BOOST_TEST(column_y("y\r1\r2\r3\r") == expected);
  BOOST_TEST(column_y("\xEF\xBB\xBFy\n1\n2\n3\n") == expected);
  BOOST_TEST(column_y("\xEF\xBB\xBF\"y\"\n\"1\"\n\" 2 \"\n 3 \n") == expected);
  BOOST_TEST(column_y("# units, \"cm\n\n \ny\n#\n1\n\n\t\n2\n3\n# end") == expected);
  BOOST_TEST(column_y("a,y\n\"one, \"\"1\"\"\",1\n\"two\r\n\n\",2\n \"three\" , 3 \n") == expected);
  BOOST_TEST(column_y("y,\n1,\n2,\"\"\n3,\n") == expected);
  BOOST_TEST(column_y("y,size\n1,5\" pipe\n2,6\"\n3,\n") == expected);  // quotes inside of a field are text
  BOOST_TEST(column_y("a;y\n1,5;1\n;2\n;3\n", {.delimiter = ';'}) == expected);
  BOOST_TEST(column_y("a\ty\n\t1\n \t2\nb c\t3\n", {.delimiter = '\t'}) == expected);
  BOOST_TEST(column_y("a y\n0 1\n0 2\n0 3\n", {.delimiter = ' '}) == expected);
  BOOST_TEST(column_y("% a comment\ny\n1\n2\n3\n", {.comment = '%'}) == expected);
  BOOST_TEST(column_y("#,y\n#1,1\n#2,2\n#3,3\n", {.comment = '\0'}) == expected);
  BOOST_TEST(parse_csv("\"a \"\"b\"\"\nc\"\n7\n", y = "a \"b\"\nc")[y] == (numbers{7}));
}

BOOST_AUTO_TEST_CASE(numbers_are_the_nearest_doubles) {
  auto const one = [](std::string const& text) {
    return parse_csv(text, {.header = calx::csv_header::absent}, y = 0)[y].at(0);
  };
  BOOST_TEST(one("0.1") == 0.1);
  BOOST_TEST(one("+.5") == 0.5);
  BOOST_TEST(one("5.") == 5.0);
  BOOST_TEST(one("-1E-3") == -1e-3);
  BOOST_TEST(one("1.7976931348623157e308") == 1.7976931348623157e308);
  BOOST_TEST(one("4.9406564584124654e-324") == 4.9406564584124654e-324);
  BOOST_TEST(one("2.2250738585072011e-308") == 2.2250738585072011e-308);
  BOOST_TEST(one("9007199254740993") == 9007199254740992.0);
  BOOST_TEST(one("0.000e999999999999999999") == 0.0);
  double const tiny = one("-1e-400"), tinier = one("0.000001e-99999999999999999999");
  BOOST_TEST((tiny == 0 && std::signbit(tiny)));
  BOOST_TEST((tinier == 0 && !std::signbit(tinier)));
  BOOST_TEST(one("0." + std::string(400, '0') + "1") == 0.0);
  BOOST_TEST(one("0." + std::string(400, '0') + "1e401") == 1.0);
  BOOST_TEST(refusal([&] { one(std::string(400, '1') + ".5"); }).ends_with("...' is too large for a double"));
  BOOST_TEST(one("1" + std::string(400, '0') + "e-400") == 1.0);
  for (char const* const text : {"1e400", "-1e309", "0.01e99999999999999999999", "1797693134862315900e290"})
    BOOST_TEST(refusal([&] { one(text); }).ends_with("' is too large for a double"), text);
  for (char const* const text :
       {"abc", "1x", "1 2", "--1", "+-1", "+", "-", ".", "e5", "1e", "ma", "full", "n", "nana", "0x10", "\"1\"\"2\"", "1e5.5"})
    BOOST_TEST(refusal([&] { one(text); }).ends_with("' is not a number"), text);
}

BOOST_AUTO_TEST_CASE(missing_values_by_choice) {
  char const* const text = "x,y\n1,10\n,20\n3,NA\n4, nan \n5,\"\"\n6,N/A\n7,Null\n8,80\n";
  auto const skipped = parse_csv(text, {.missing = missing_values::skip}, x = "x", y = "y");
  BOOST_TEST(skipped[x] == (numbers{1, 8}));
  BOOST_TEST(skipped[y] == (numbers{10, 80}));
  BOOST_TEST(skipped.rows == 2u);
  BOOST_TEST(skipped.skipped_rows == 6u);
  BOOST_TEST(parse_csv(text, {.missing = missing_values::skip}, y = "y").skipped_rows == 5u);  // of what is asked for

  auto const propagated = parse_csv(text, {.missing = missing_values::propagate}, x = "x", y = "y");
  BOOST_TEST(propagated.rows == 8u);
  BOOST_TEST(propagated.skipped_rows == 0u);
  BOOST_TEST(std::isnan(propagated[x][1]));
  BOOST_TEST(propagated[y][1] == 20.0);
  for (int row = 2; row < 7; ++row) BOOST_TEST(std::isnan(propagated[y][static_cast<std::size_t>(row)]));

  calx::csv_options const marked{.missing = missing_values::skip, .missing_text = "-999"};
  BOOST_TEST(column_y("y\n1\n-999\n-999.0\n", marked) == (numbers{1, -999}));
  BOOST_TEST(column_y("y\n1\n?\n2\n", {.missing = missing_values::skip, .missing_text = "?"}) == (numbers{1, 2}));
  auto const nothing = parse_csv("y\nNA\n", {.missing = missing_values::skip}, y = "y");
  BOOST_TEST((nothing.rows == 0 && nothing.skipped_rows == 1));

  std::string const cure =
      "; csv_options{.missing = calx::missing_values::skip} leaves out such rows, propagate makes them NaN";
  BOOST_TEST(refusal_of_y("y\n1\n\"\"\n") == "calx: parse_csv: the text, line 3, column \"y\": a value is missing" + cure);
  BOOST_TEST(refusal_of_y("y\n1\nNaN\n") == "calx: parse_csv: the text, line 3, column \"y\": 'NaN' is no value" + cure);
  // A row that is left out is still looked at.
  BOOST_TEST(refusal([] { parse_csv("x,y\n,abc\n", {.missing = missing_values::skip}, x = "x", y = "y"); }) ==
             "calx: parse_csv: the text, line 2, column \"y\": 'abc' is not a number");
}

BOOST_AUTO_TEST_CASE(infinities_by_choice) {
  char const* const text = "y\n1\ninf\n-Infinity\n+INF\n2\n";
  BOOST_TEST(refusal_of_y(text) == "calx: parse_csv: the text, line 3, column \"y\": 'inf' is not a finite number");
  BOOST_TEST(column_y(text, {.infinite = missing_values::skip}) == (numbers{1, 2}));
  BOOST_TEST(column_y(text, {.infinite = missing_values::propagate}) == (numbers{1, INFINITY, -INFINITY, INFINITY, 2}));
}

BOOST_AUTO_TEST_CASE(text_as_numbers) {
  char const* const text = "width,species\n1,setosa\n2,\"virginica\"\n3, versicolor \n4,\"a \"\"b\"\"\"\n";
  BOOST_TEST(parse_csv(text, y = calx::one_hot("species", "virginica"))[y] == (numbers{0, 1, 0, 0}));
  BOOST_TEST(parse_csv(text, x = 0, y = calx::one_hot(1, "a \"b\""))[y] == (numbers{0, 0, 0, 1}));
  auto const kinds = calx::label("species", {"setosa", "versicolor", "virginica", "a \"b\""});
  BOOST_TEST(parse_csv(text, y = kinds)[y] == (numbers{0, 2, 1, 3}));
  BOOST_TEST(refusal([&] { parse_csv(text, y = calx::label("species", {"setosa", "virginica"})); }) ==
             "calx: parse_csv: the text, line 4, column \"species\": 'versicolor' is none of the labels: setosa, virginica");
  auto const some = parse_csv("s\na\nNA\nb\n", {.missing = missing_values::skip}, y = calx::one_hot("s", "b"));
  BOOST_TEST(some[y] == (numbers{0, 1}));
  BOOST_TEST(some.skipped_rows == 1u);
  BOOST_TEST(parse_csv("s\nNA\nb\n", y = calx::label("s", {"NA", "b"}))[y] == (numbers{0, 1}));  // Namibia
  BOOST_TEST(refusal([&] { parse_csv(text, y = calx::one_hot(1, "setosa")); }) ==
             "calx: parse_csv: the text: labels by position alone do not tell whether the first line is a header; set "
             "csv_options::header");
}

BOOST_AUTO_TEST_CASE(refusals_name_line_and_column) {
  std::string const the_text = "calx: parse_csv: the text";
  BOOST_TEST(refusal_of_y("x,y\n1,2\n\n# c\n\"a\nb\",\nc") ==
             the_text +
                 ", line 6, column \"y\": a value is missing; csv_options{.missing = calx::missing_values::skip} leaves out "
                 "such rows, propagate makes them NaN");
  BOOST_TEST(refusal_of_y("x,y\r\n1,2\r\n\"a\r\nb\",abc\r\n") == the_text + ", line 4, column \"y\": 'abc' is not a number");
  BOOST_TEST(refusal_of_first("1\n2\nabc\n") == the_text + ", line 3, column 0: 'abc' is not a number");
  BOOST_TEST(refusal_of_first("age,y\n2,1\nabc,1\n") == the_text + ", line 3, column 0 (\"age\"): 'abc' is not a number");
  BOOST_TEST(refusal_of_y("y\n" + std::string(39, 'a') + "\xC3\xA9" + "aaa\n") ==
             the_text + ", line 2, column \"y\": '" + std::string(39, 'a') + "...' is not a number");
  BOOST_TEST(refusal_of_y("y\n\"a\nb\"\n") == the_text + ", line 2, column \"y\": 'a b' is not a number");
  BOOST_TEST(refusal_of_y("height,age\n1,2\n") == the_text + " has no column \"y\"; it has: height, age");
  BOOST_TEST(refusal_of_y("y,x,y\n1,2,3\n") ==
             the_text + " has two columns \"y\", 0 and 2; ask for one of them by its position");
  BOOST_TEST(refusal_of_y("") == the_text + " is empty");
  BOOST_TEST(refusal_of_y("\xEF\xBB\xBF\n# nothing\n \n") == the_text + " is empty");
  BOOST_TEST(refusal_of_y("y\n") == the_text + " has a header and no rows of data");
  BOOST_TEST(refusal_of_y("a,b,c,y\n1,2,3,4\n1,2,3\n") == the_text + ", line 3 has 3 fields, the header has 4");
  BOOST_TEST(refusal_of_first("1\n1,2\n") == the_text + ", line 2 has 2 fields, line 1 has 1");
  BOOST_TEST(refusal_of_y("y,z\n1\n") == the_text + ", line 2 has 1 field, the header has 2");
  BOOST_TEST(refusal_of_y("y\n1\n \"2\n3\n") == the_text + ", line 3: the quote that begins here has no end");
  BOOST_TEST(refusal_of_y("y,z\n\"1\n\n\",\"2\n3\n") == the_text + ", line 4: the quote that begins here has no end");
  BOOST_TEST(refusal_of_y("y\n\"1\"2\n") ==
             the_text +
                 ", line 2: text follows a closing quote; a quote within quotes is written twice, as in \"say \"\"no\"\"\"");
  BOOST_TEST(refusal_of_y("y\n1\n", {.header = calx::csv_header::absent}) ==
             the_text + ": \"y\" is the name of a column, and csv_options say that there is no header");
  BOOST_TEST(refusal([] { parse_csv("a,b\n1,2\n", y = 2); }) ==
             the_text + " has no column 2: it has 2 columns, which count from 0");
  BOOST_TEST(refusal([] { parse_csv("a\n1\n", y = -1); }) == the_text + " has no column -1: it has 1 column, number 0");
  BOOST_TEST(refusal_of_y("\xFF\xFEy") == the_text + " is UTF-16; save it as UTF-8");
  for (char const wrong : {'"', '\n', '5', '#', '.', '\0'})
    BOOST_TEST(refusal_of_y("y\n1\n", {.delimiter = wrong}) ==
               the_text + ": the delimiter is a character that no number has, no quote, no line end, and not the comment's");
  BOOST_TEST(refusal_of_y("y\n1\n", {.comment = '"'}) == the_text + ": the comment character is no quote and no line end");
  std::string wide = "c0", row = "0";
  for (int i = 1; i < 30; ++i) wide += ",c" + std::to_string(i), row += ",0";
  BOOST_TEST(refusal_of_y(wide + "\n" + row).ends_with("c18, c19, ..."));
}

BOOST_AUTO_TEST_CASE(refusals_name_the_file) {
  BOOST_TEST(refusal([] { calx::read_csv("no_such_file.csv", y = 0); }) ==
             "calx: read_csv: no_such_file.csv cannot be opened: No such file or directory");
  BOOST_TEST(refusal([] { calx::read_csv_blocks("no_such_file.csv", y = 0); }) ==
             "calx: read_csv_blocks: no_such_file.csv cannot be opened: No such file or directory");
  written_file const file("heights.csv", "height\n1\nabc\n");
  BOOST_TEST(refusal([&] { calx::read_csv(file.path, y = "height"); }) ==
             "calx: read_csv: " + file.path + ", line 3, column \"height\": 'abc' is not a number");
}

BOOST_AUTO_TEST_CASE(in_blocks) {
  // 30,000 lines are more than the buffer holds.
  std::string text = "row,value\n";
  for (int i = 0; i < 30000; ++i)
    text += std::to_string(i) + (i % 1000 == 7 ? "," : ",\"0.5\"\r\n") + (i % 1000 == 7 ? "\n" : "");
  written_file const file("big.csv", text);
  calx::csv_options const options{.missing = missing_values::skip, .rows_per_block = 7000};
  auto blocks = calx::read_csv_blocks(file.path, options, x = "row", y = "value");
  std::vector<std::size_t> sizes;
  double sum = 0, expected = 0;
  std::size_t skipped = 0;
  for (auto const& block : blocks) {
    sizes.push_back(block.rows);
    skipped += block.skipped_rows;
    BOOST_TEST(block[x].size() == block[y].size());
    for (double const row : block[x]) sum += row;
  }
  for (int i = 0; i < 30000; ++i) expected += i % 1000 == 7 ? 0 : i;
  BOOST_TEST(sizes == (std::vector<std::size_t>{7000, 7000, 7000, 7000, 1970}));
  BOOST_TEST(sum == expected);
  BOOST_TEST(skipped == 30u);
  BOOST_TEST((blocks.rows() == 29970 && blocks.skipped_rows() == 30));
  BOOST_TEST(refusal([&] { calx::read_csv_blocks(file.path, {.rows_per_block = 0}, x = 0); }) ==
             "calx: read_csv_blocks: " + file.path + ": csv_options::rows_per_block is 1 or more");

  auto const whole = calx::read_csv(file.path, {.missing = missing_values::skip}, x = "row", y = "value");
  BOOST_TEST((whole.rows == 29970 && whole.skipped_rows == 30));
}

BOOST_AUTO_TEST_CASE(a_record_larger_than_the_buffer) {
  std::string const text = "note,y\n\"" + std::string(5000000, 'a') + "\n\",1\nb,2\n";
  written_file const file("long.csv", text);
  BOOST_TEST(calx::read_csv(file.path, y = "y")[y] == (numbers{1, 2}));
  calx::detail::csv_source source("test", "the text");
  source.open_pieces(text, 1000, 1 << 20);
  calx::detail::csv_reader reader(source, {}, {calx::detail::csv_column("y")});
  numbers column;
  BOOST_TEST(refusal([&] { reader.read(&column, 1); }) ==
             "calx: test: the text, line 2: this record has more than 1 MB; is a quote left open?");
}

namespace {

// A table of any doubles, written with random quotes, blanks, line ends, comments and other columns.
struct random_table {
  std::mt19937_64 random;
  numbers xs, ys;
  std::string text;

  std::size_t below(std::size_t count) { return random() % count; }
  template <std::size_t Count> char const* one_of(char const* const (&choices)[Count]) { return choices[below(Count)]; }

  double any_number() {
    for (;;) {
      double const n =
          below(3) == 0 ? static_cast<double>(below(2000)) / 8 - 100 : std::bit_cast<double>(std::uint64_t{random()});
      if (std::isfinite(n)) return n;
    }
  }
  std::string field(double n) {
    char digits[64];
    auto const end = below(2) == 0 ? std::to_chars(digits, digits + 64, n).ptr
                                   : std::to_chars(digits, digits + 64, n, std::chars_format::scientific, 16).ptr;
    std::string const number = (n >= 0 && !std::signbit(n) && below(4) == 0 ? "+" : "") + std::string(digits, end);
    std::string const quote = below(3) == 0 ? "\"" : "";
    return one_of({"", "", " ", "\t "}) + quote + number + quote + one_of({"", "", " "});
  }
  std::string note() {
    return one_of({"", "plain", "\"a,b\"", "\"\"", "\"line\r\nbreak\n\"", "\"\"\"\"", "\" \"\"x\"\" \"", "1.5"});
  }
  std::string line_end() { return one_of({"\n", "\r\n", "\n", "\r\n\r\n", "\n \n", "\n# \"comment,\r\n"}); }

  explicit random_table(unsigned seed) : random(seed) {
    text = std::string(one_of({"", "\xEF\xBB\xBF", "# first\n"})) + one_of({"x,note,y", "\"x\", \"note\" ,y"}) + line_end();
    for (std::size_t rows = 1 + below(20), row = 0; row < rows; ++row) {
      xs.push_back(any_number());
      ys.push_back(any_number());
      text += field(xs.back()) + ',' + note() + ',' + field(ys.back()) + (row + 1 < rows || below(2) == 0 ? line_end() : "");
    }
  }
};

bool same_bits(numbers const& a, numbers const& b) {
  bool same = a.size() == b.size();
  for (std::size_t i = 0; same && i < a.size(); ++i)
    same = std::bit_cast<std::uint64_t>(a[i]) == std::bit_cast<std::uint64_t>(b[i]);
  return same;
}

}  // namespace

BOOST_AUTO_TEST_CASE(random_tables_are_read_back) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    random_table const t(seed);
    auto const data = parse_csv(t.text, y = "y", x = 0);
    BOOST_TEST((same_bits(data[x], t.xs) && same_bits(data[y], t.ys)), "seed " << seed << ":\n" << t.text);

    // What follows each byte may not be there yet.
    calx::detail::csv_source source("test", "pieces");
    source.open_pieces(t.text, 1 + seed % 9);
    calx::detail::csv_reader reader(source, {}, {calx::detail::csv_column("x"), calx::detail::csv_column(2)});
    numbers columns[2];
    while (reader.read(columns, 3) > 0) continue;
    BOOST_TEST((same_bits(columns[0], t.xs) && same_bits(columns[1], t.ys)), "seed " << seed << ":\n" << t.text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
