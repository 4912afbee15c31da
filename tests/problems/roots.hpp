// SPDX-License-Identifier: Apache-2.0
// Roots of functions of one variable. aps: G. E. Alefeld, F. A. Potra, Y. Shi: Algorithm 748: enclosing zeros of continuous
// functions. ACM TOMS 21 (1995) 327-344, the number of their problem and of the case. The others are awkward for Newton's
// method.
#pragma once

#include "problem_list.hpp"

#include <calx/expression/condition.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/variable.hpp>

#include <optional>
#include <tuple>
#include <utility>

namespace problems::roots {

using namespace calx::literals;

inline constexpr auto x = calx::var<"x">;

template <class F> struct root_problem {
  char const* name;
  F f;
  std::optional<point<2>> bracket;  // f has different signs at its ends
  double start;
  std::optional<long double> root;  // the one in the bracket; none if f has none
  int multiplicity = 1;             // 0: of no finite order
};

// -2 times the sum of (2i - 5)^2 / (x - i^2)^3 for i from 1 to 20.
inline constexpr auto poles = []<int... I>(std::integer_sequence<int, I...>) {
  return -2_c * ((calx::constant<(2 * I - 3) * (2 * I - 3)> / pow<3>(x - calx::constant<(I + 1) * (I + 1)>)) + ...);
}(std::make_integer_sequence<int, 20>{});

template <int N>
inline constexpr auto step =
    where(x < 0_c, -0.859_c,
          where(x > 0.002_c / calx::constant<1 + N>, calx::e - 1.859_c, exp(500_c * calx::constant<1 + N> * x) - 1.859_c));

// std::apply([](auto const&... problem) { ... }, all) visits them.
inline constexpr std::tuple all{
    // Alefeld, Potra and Shi.
    root_problem{"aps01", sin(x) - x / 2_c, point<2>{1.5707963267948966, 3.141592653589793}, 3,
                 1.89549426703398094714403573809L},
    // Poles at both ends of the brackets.
    root_problem{"aps02.00", poles, point<2>{1.000000001, 3.999999999}, 2, 3.02291534727305697807146015294L},
    root_problem{"aps02.01", poles, point<2>{4.000000001, 8.999999999}, 5, 6.68375356080807808143026265054L},
    root_problem{"aps02.02", poles, point<2>{9.000000001, 15.999999999}, 10, 11.2387016550022118820111028074L},
    root_problem{"aps02.03", poles, point<2>{16.000000001, 24.999999999}, 17, 19.6760000806234092921979124127L},
    root_problem{"aps02.04", poles, point<2>{25.000000001, 35.999999999}, 26, 29.8282273265047544917104130831L},
    root_problem{"aps02.05", poles, point<2>{36.000000001, 48.999999999}, 37, 41.906116195289412834063337584L},
    root_problem{"aps02.06", poles, point<2>{49.000000001, 63.999999999}, 50, 55.9535958001430944068387208922L},
    root_problem{"aps02.07", poles, point<2>{64.000000001, 80.999999999}, 65, 71.9856655865877951850154471108L},
    root_problem{"aps02.08", poles, point<2>{81.000000001, 99.999999999}, 82, 90.00886853916666577321601382L},
    root_problem{"aps02.09", poles, point<2>{100.000000001, 120.999999999}, 101, 110.026532748330193716366849445L},
    // Changing by powers of ten.
    root_problem{"aps03.00", -40_c * exp(-x) * x, point<2>{-9, 31}, -2, 0.0L},
    root_problem{"aps03.01", -100_c * exp(-2_c * x) * x, point<2>{-9, 31}, -2, 0.0L},
    root_problem{"aps03.02", -200_c * exp(-3_c * x) * x, point<2>{-9, 31}, -2, 0.0L},
    root_problem{"aps04.00", pow<4>(x) - 0.2_c, point<2>{0, 5}, 2.5, 0.668740304976422024003233073259L},
    root_problem{"aps04.01", pow<6>(x) - 0.2_c, point<2>{0, 5}, 2.5, 0.764724491331730013856266485085L},
    root_problem{"aps04.02", pow<8>(x) - 0.2_c, point<2>{0, 5}, 2.5, 0.817765433957942504574890261464L},
    root_problem{"aps04.03", pow<10>(x) - 0.2_c, point<2>{0, 5}, 2.5, 0.851339922520784603355765922715L},
    root_problem{"aps04.04", pow<12>(x) - 0.2_c, point<2>{0, 5}, 2.5, 0.874485272221167835635859212941L},
    root_problem{"aps04.05", pow<4>(x) - 1_c, point<2>{0, 5}, 2.5, 1.0L},
    root_problem{"aps04.06", pow<6>(x) - 1_c, point<2>{0, 5}, 2.5, 1.0L},
    root_problem{"aps04.07", pow<8>(x) - 1_c, point<2>{0, 5}, 2.5, 1.0L},
    root_problem{"aps04.08", pow<10>(x) - 1_c, point<2>{0, 5}, 2.5, 1.0L},
    root_problem{"aps04.09", pow<12>(x) - 1_c, point<2>{0, 5}, 2.5, 1.0L},
    // Flat near 0.
    root_problem{"aps04.10", pow<8>(x) - 1_c, point<2>{-0.95, 4.05}, 1.5, 1.0L},
    root_problem{"aps04.11", pow<10>(x) - 1_c, point<2>{-0.95, 4.05}, 1.5, 1.0L},
    root_problem{"aps04.12", pow<12>(x) - 1_c, point<2>{-0.95, 4.05}, 1.5, 1.0L},
    root_problem{"aps04.13", pow<14>(x) - 1_c, point<2>{-0.95, 4.05}, 1.5, 1.0L},
    root_problem{"aps05", sin(x) - 1_c / 2_c, point<2>{0, 1.5}, 1.3, 0.523598775598298873077107230547L},
    root_problem{"aps06.00", 2_c * exp(-1_c) * x - 2_c * exp(-x) + 1_c, point<2>{0, 1}, 0.5, 0.422477709641236658825128030658L},
    root_problem{"aps06.01", 2_c * exp(-2_c) * x - 2_c * exp(-2_c * x) + 1_c, point<2>{0, 1}, 0.5,
                 0.306699410483203727892069942274L},
    root_problem{"aps06.02", 2_c * exp(-3_c) * x - 2_c * exp(-3_c * x) + 1_c, point<2>{0, 1}, 0.5,
                 0.223705457654662966360749840401L},
    root_problem{"aps06.03", 2_c * exp(-4_c) * x - 2_c * exp(-4_c * x) + 1_c, point<2>{0, 1}, 0.5,
                 0.171719147519508391017438945796L},
    root_problem{"aps06.04", 2_c * exp(-5_c) * x - 2_c * exp(-5_c * x) + 1_c, point<2>{0, 1}, 0.4,
                 0.13825715505682407593363819144L},
    root_problem{"aps06.05", 2_c * exp(-20_c) * x - 2_c * exp(-20_c * x) + 1_c, point<2>{0, 1}, 0.1,
                 0.0346573590208538513623732351878L},
    root_problem{"aps06.06", 2_c * exp(-40_c) * x - 2_c * exp(-40_c * x) + 1_c, point<2>{0, 1}, 0.05,
                 0.0173286795139986327317498845689L},
    root_problem{"aps06.07", 2_c * exp(-60_c) * x - 2_c * exp(-60_c * x) + 1_c, point<2>{0, 1}, 0.03333333333333333,
                 0.0115524530093324218236205353543L},
    root_problem{"aps06.08", 2_c * exp(-80_c) * x - 2_c * exp(-80_c * x) + 1_c, point<2>{0, 1}, 0.025,
                 0.00866433975699931636771540151823L},
    root_problem{"aps06.09", 2_c * exp(-100_c) * x - 2_c * exp(-100_c * x) + 1_c, point<2>{0, 1}, 0.02,
                 0.00693147180559945309417232121458L},
    root_problem{"aps08.00", pow<2>(x) - pow<2>(1_c - x), point<2>{0, 1}, 0.9, 0.5L},
    root_problem{"aps08.01", pow<2>(x) - pow<5>(1_c - x), point<2>{0, 1}, 0.9, 0.345954815848242017958204406447L},
    root_problem{"aps08.02", pow<2>(x) - pow<10>(1_c - x), point<2>{0, 1}, 0.9, 0.245122333753307239950491103641L},
    root_problem{"aps08.03", pow<2>(x) - pow<15>(1_c - x), point<2>{0, 1}, 0.9, 0.19554762353656560516022492374L},
    root_problem{"aps08.04", pow<2>(x) - pow<20>(1_c - x), point<2>{0, 1}, 0.9, 0.164920957276440952390850007675L},
    root_problem{"aps10.00", exp(-x) * (x - 1_c) + x, point<2>{0, 1}, 0.9, 0.401058137541547035650625375006L},
    root_problem{"aps10.01", exp(-5_c * x) * (x - 1_c) + pow<5>(x), point<2>{0, 1}, 0.9, 0.516153518757933566427587822511L},
    root_problem{"aps10.02", exp(-10_c * x) * (x - 1_c) + pow<10>(x), point<2>{0, 1}, 0.9, 0.539522226908415843170866239579L},
    root_problem{"aps10.03", exp(-15_c * x) * (x - 1_c) + pow<15>(x), point<2>{0, 1}, 0.9, 0.548182294340655273045979174104L},
    root_problem{"aps10.04", exp(-20_c * x) * (x - 1_c) + pow<20>(x), point<2>{0, 1}, 0.9, 0.552704666678487787239935784673L},
    // A pole at 0.
    root_problem{"aps11.00", (2_c * x - 1_c) / x, point<2>{0.01, 1}, 0.01, 0.5L},
    root_problem{"aps11.01", (5_c * x - 1_c) / (4_c * x), point<2>{0.01, 1}, 0.01, 0.2L},
    root_problem{"aps11.02", (15_c * x - 1_c) / (14_c * x), point<2>{0.01, 1}, 0.01, 0.0666666666666666666666666666667L},
    root_problem{"aps11.03", (20_c * x - 1_c) / (19_c * x), point<2>{0.01, 1}, 0.01, 0.05L},
    // Every derivative is 0 at the root.
    root_problem{"aps13", where(x == 0_c, 0_c, exp(-1_c / pow<2>(x)) * x), point<2>{-1, 4}, 1.5, 0.0L, 0},
    // Flat but for a step.
    root_problem{"aps15.n20", step<20>, point<2>{-10000, 0.0001}, -2, 0.0000590513055942197108680899140041L},
    root_problem{"aps15.n30", step<30>, point<2>{-10000, 0.0001}, -2, 0.0000400024973380198041364480062608L},
    root_problem{"aps15.n40", step<40>, point<2>{-10000, 0.0001}, -2, 0.0000302457906702100958104850779045L},
    root_problem{"aps15.n100", step<100>, point<2>{-10000, 0.0001}, -2, 0.0000122779942324615240418800811296L},
    root_problem{"aps15.n500", step<500>, point<2>{-10000, 0.0001}, -2, 0.00000247520442610501782081814010795L},
    root_problem{"aps15.n1000", step<1000>, point<2>{-10000, 0.0001}, -2, 0.00000123883857889971421401587232176L},
    // Newton goes to -1 and back.
    root_problem{"cycle2b", pow<3>(x) - 5_c * x, point<2>{1, 4}, 1, 2.23606797749978969640917366873L},
    // Newton's cycle of two points: rounding decides where it goes.
    root_problem{"cycle_atan", atan(x), point<2>{-1, 3}, 1.3917452002707347, 0.0L},
    // Newton doubles the distance at each step.
    root_problem{"diverge_cbrt", cbrt(x), point<2>{-1, 2}, 0.1, 0.0L},
    // Newton goes to -x and back, from every x.
    root_problem{"sqrt_cycle", sign(x) * sqrt(abs(x)), point<2>{-1, 2}, 0.5, 0.0L},
    // Multiple roots.
    root_problem{"triple_root", pow<3>(x - 1_c) * exp(x), point<2>{0, 3}, 2, 1.0L, 3},
    root_problem{"mult5", pow<5>(x - 2_c), point<2>{1, 4}, 3, 2.0L, 5},
    root_problem{"wilkinson_expanded", pow<5>(x) - 10_c * pow<4>(x) + 40_c * pow<3>(x) - 80_c * pow<2>(x) + 80_c * x - 32_c,
                 point<2>{1, 4}, 3, 2.0L, 5},
    // No change of sign.
    root_problem{"sin2_double", pow<2>(sin(x)), {}, 1, 0.0L, 2},
    // Newton goes round 0, -3, -1.96, -1.147.
    root_problem{"flat_start", pow<3>(x) - x - 3_c, point<2>{1, 2}, 0, 1.67169988165716096974814978122L},
    // No slope, or next to none, at the start.
    root_problem{"zero_derivative", pow<2>(x) - 2_c, point<2>{0, 3}, 0, 1.41421356237309504880168872421L},
    root_problem{"near_zero_derivative", pow<2>(x) - 2_c, point<2>{0, 3}, 1e-8, 1.41421356237309504880168872421L},
    // Newton goes 50 steps of -1.
    root_problem{"slow_exp", exp(x) - 1_c, point<2>{-1, 100}, 50, 0.0L},
    root_problem{"dottie", cos(x) - x, point<2>{0, 1}, 0.5, 0.739085133215160641655312087674L},
    // There is no root.
    root_problem{"no_root", pow<2>(x) + 1_c, {}, 0.5, {}},
    // Newton goes to infinity, where f goes to 0.
    root_problem{"asymptote_root", exp(-x) * x, point<2>{-1, 1}, 2, 0.0L},
    // |f| is small everywhere.
    root_problem{"tiny_slope", 1e-20 * (x - 1_c), point<2>{0, 3}, 2, 1.0L},
    // Neighbours among doubles are 2e-6 apart here.
    root_problem{"large_root", x - 1e10_c - sin(x), point<2>{9999999990, 10000000010}, 9900000000,
                 9999999999.00202091973176721524L},
    // Several roots.
    root_problem{"cubic_three", pow<3>(x) - 6_c * pow<2>(x) + 11_c * x - 6_c, point<2>{0.5, 1.5}, 0, 1.0L},
    root_problem{"cubic_close", (x - 1_c) * (x - 1.000001_c) * (x - 2_c), point<2>{0.9, 1.0000005}, 0.9, 1.0L},
    root_problem{"quartic_hump", (x - 1_c) * (x - 2_c) * (x - 3_c) * x, point<2>{0.5, 1.7320508}, 0.6, 1.0L}};

}  // namespace problems::roots
